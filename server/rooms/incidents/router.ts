// Remote calls of the room `incidents`. Lists, counts and charts are the facts; see server/facts.
import { z } from "zod";
import { COMMUNITY_CODES } from "../../../shared/rooms/access.ts";
import { attachmentSeen, removalReason } from "../../../shared/rooms/attachments.ts";
import { incidentEdit, incidentForm } from "../../../shared/rooms/incidents.ts";
import { alikeForm } from "../../../shared/rooms/incidents-alike.ts";
import { mergeForm } from "../../../shared/rooms/incidents-merge.ts";
import { askForm, callbackForm, commentForm, decisionForm } from "../../../shared/rooms/incidents-review.ts";
import { isoDate, optionalText, recordId, whole } from "../../../shared/rooms/records.ts";
import { noteSources } from "../../access/audit.ts";
import { once } from "../../access/receipts.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { incidentSeen, readIncident } from "./read.ts";
import { alikeSeen, readAlike } from "./read-alike.ts";
import { readAttachments } from "./read-attachments.ts";
import { eyesSeen, readIncidentAs } from "./read-eyes.ts";
import { mergesSeen, readMerges, readTwice, twiceSeen } from "./read-merge.ts";
import { queueSeen, readQueue } from "./read-queue.ts";
import { readReview, reviewSeen } from "./read-review.ts";
import { pairsSeen, readPairs } from "./read-same.ts";
import { logIncident } from "./write.ts";
import { removeAttachment } from "./write-attachment.ts";
import { editIncident } from "./write-edit.ts";
import { mergeIncidents, undoMerge } from "./write-merge.ts";
import { actOnReview, askReview, decideReview, REVIEW_ACTS } from "./write-review.ts";
import { saySame } from "./write-same.ts";
import { addCallBack, addComment, closeCallBack, setHub, setRule } from "./write-thread.ts";

const written = z.object({ ref: z.string(), version: z.int(), state: z.enum(["stored", "repeated"]) });

const reviewed = z.object({ version: z.int(), level: z.string() });

/** How incidents are verified: the queue, one record's review, and its steps. */
const reviewRouter = router({
  queue: member({})
    .output(queueSeen)
    .query(({ ctx }) => readQueue(ctx.tx)),
  get: member({ ref: z.uuid("not_a_uuid") })
    .output(reviewSeen)
    .query(async ({ ctx, input }) => {
      const seen = await readReview(ctx.tx, input.ref);
      if (seen.callbacks.length > 0) await noteSources(ctx.tx, "incident", input.ref);
      return seen;
    }),
  ask: member({ form: askForm })
    .output(reviewed)
    .mutation(({ ctx, input }) => askReview(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  decide: member({ form: decisionForm })
    .output(reviewed)
    .mutation(({ ctx, input }) => decideReview(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  act: member({
    ...{
      id: recordId,
      incident: recordId,
      act: z.enum(REVIEW_ACTS),
      said: z.string().trim().max(2_000, "too_long"),
    },
    person: recordId.nullable().default(null),
  })
    .output(reviewed)
    .mutation(({ ctx, input: { operation: _, ...act } }) =>
      actOnReview(ctx.tx, grantWrite(ctx.tx, "incident"), act),
    ),
  comment: member({ form: commentForm })
    .output(z.void())
    .mutation(({ ctx, input }) => addComment(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  callBack: member({ form: callbackForm })
    .output(z.void())
    .mutation(({ ctx, input }) => addCallBack(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  calledBack: member({ ref: recordId, outcome: optionalText(1_000) })
    .output(z.void())
    .mutation(({ ctx, input }) =>
      closeCallBack(ctx.tx, grantWrite(ctx.tx, "incident"), input.ref, input.outcome ?? ""),
    ),
  /** Own reports of a period beside what other recorders tell. */
  pairs: member({ from: isoDate, to: isoDate })
    .output(pairsSeen)
    .query(({ ctx, input }) => readPairs(ctx.tx, input)),
  same: member({ incident: recordId, other: recordId, state: z.enum(["same", "different"]).nullable() })
    .output(z.void())
    .mutation(({ ctx, input }) => saySame(ctx.tx, grantWrite(ctx.tx, "incident"), input)),
  setRule: member({ independent: whole(1, 10), direct: whole(0, 10) })
    .output(z.void())
    .mutation(({ ctx, input }) => setRule(ctx.tx, input)),
  setHub: member({ hub: z.string().trim().max(100, "too_long") })
    .output(z.void())
    .mutation(({ ctx, input }) => setHub(ctx.tx, input.hub)),
});

/** Photos and documents; their bytes come and go by addresses of their own (server/attachments). */
const attachmentsRouter = router({
  list: member({ ref: z.uuid("not_a_uuid") })
    .output(z.array(attachmentSeen))
    .query(({ ctx, input }) => readAttachments(ctx.tx, input.ref)),
  remove: member({ ref: recordId, reason: removalReason })
    .output(z.void())
    .mutation(({ ctx, input }) => removeAttachment(ctx.tx, input.ref, input.reason)),
});

/** Two reports of one event within one's own log. */
const mergingRouter = router({
  /** Pairs of own reports of a period that may be one event. */
  pairs: member({ from: isoDate, to: isoDate })
    .output(twiceSeen)
    .query(({ ctx, input }) => readTwice(ctx.tx, input)),
  list: member({ ref: z.uuid("not_a_uuid") })
    .output(mergesSeen)
    .query(({ ctx, input }) => readMerges(ctx.tx, input.ref)),
  merge: member({ form: mergeForm })
    .output(z.object({ version: z.int() }))
    .mutation(({ ctx, input }) => mergeIncidents(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  undo: member({ id: recordId, version: z.int().positive() })
    .output(z.object({ version: z.int(), left: z.array(z.string()), withdrawn: z.int() }))
    .mutation(({ ctx, input }) => undoMerge(ctx.tx, grantWrite(ctx.tx, "incident"), input.id, input.version)),
});

export const incidentsRouter = router({
  merging: mergingRouter,
  review: reviewRouter,
  attachments: attachmentsRouter,
  get: member({ ref: z.uuid("not_a_uuid") })
    .output(incidentSeen)
    .query(async ({ ctx, input }) => {
      const seen = await readIncident(ctx.tx, input.ref);
      const isPublished = seen.ownerCommunity === "public";
      if (seen.sources.length > 0 && !isPublished) await noteSources(ctx.tx, "incident", input.ref);
      return seen;
    }),
  /** See as they see: an own incident as communities read it now, and what a release would add. */
  seenBy: member({
    ref: z.uuid("not_a_uuid"),
    communities: z.array(z.enum(COMMUNITY_CODES)).min(1, "too_few").max(COMMUNITY_CODES.length, "too_many"),
  })
    .output(z.array(eyesSeen))
    .query(({ ctx, input }) => readIncidentAs(ctx.tx, input.ref, input.communities)),
  /** What this reader sees that may be the same event. What was typed travels in the body, not in an address. */
  alike: member({ form: alikeForm })
    .meta({ worksWhile: "read_only" })
    .output(alikeSeen)
    .mutation(({ ctx, input }) => readAlike(ctx.tx, input.form)),
  log: member({ form: incidentForm })
    .output(written)
    .mutation(({ ctx: { tx }, input: { form } }) => {
      const grant = grantWrite(tx, "incident");
      const act = { id: form.id, record: form.id, version: 1, said: ["incidents.log", form] };
      return once(tx, act, () => logIncident(tx, grant, form));
    }),
  /** `act`: id of this change, made by a device that may have to say it twice. */
  edit: member({ version: z.int().positive(), form: incidentEdit, act: recordId.optional() })
    .output(written)
    .mutation(({ ctx: { tx }, input: { version, form, act: id } }) => {
      const grant = grantWrite(tx, "incident");
      const act = { id, record: form.id, version: version + 1, said: ["incidents.edit", version, form] };
      return once(tx, act, () => editIncident(tx, grant, version, form));
    }),
});
