// Remote calls of releases: what would go, letting it go, and the register of what went. Merged into `sharing`.
import { z } from "zod";
import { COMMUNITY_CODES } from "../../shared/rooms/access.ts";
import { recordId } from "../../shared/rooms/records.ts";
import {
  copySummary,
  isRuled,
  MAX_RELEASED,
  officeForm,
  officeSeen,
  outcomeRow,
  RELEASE_KINDS,
  RELEASE_LEVELS,
  registerFilter,
  releaseForm,
  releaseRow,
  releaseTerms,
  renewForm,
  SPLIT_KINDS,
  summarySeen,
} from "../../shared/rooms/releases.ts";
import { member } from "../rpc/trpc.ts";
import { paneOf } from "./sharing-eyes.ts";
import { readRuled, readRuledAs } from "./sharing-eyes-ruled.ts";
import { readSummary, readSummaryAs } from "./sharing-eyes-summary.ts";
import { readOutcome, readRenewal, readTerms } from "./sharing-read.ts";
import {
  addOffice,
  nameActor,
  readCounts,
  readOffices,
  readRegister,
  setReferralPathway,
  setReportingChannel,
} from "./sharing-register.ts";
import {
  agreeToRelease,
  answerRelease,
  releaseRecords,
  renewRelease,
  withdrawRelease,
} from "./sharing-release.ts";

const ref = z.uuid("not_a_uuid");
const said = z.string().trim().max(2000, "too_long").default("");
/** What was found in it by likeness has been read again, and may go. */
const confirmed = z.boolean().default(false);
const pathway = z.string().trim().max(4000, "too_long").default("");
const kind = z.enum(RELEASE_KINDS);
const community = z.enum(COMMUNITY_CODES);
const level = z.enum(RELEASE_LEVELS);
const released = z.object({ ref: z.string(), state: z.string() });

export const releaseProcedures = {
  /** What each community reads of an own record by rule, and the most a person may hand it. */
  terms: member({ kind, ref })
    .output(z.array(releaseTerms))
    .query(({ ctx, input }) => readTerms(ctx.tx, input.kind, input.ref)),
  /** What a community would get of own records, before releasing them. */
  outcome: member({
    kind,
    community,
    refs: z.array(ref).min(1, "too_few").max(MAX_RELEASED, "too_many"),
  })
    .output(z.array(outcomeRow))
    .query(({ ctx, input }) => readOutcome(ctx.tx, input.kind, input.refs, input.community)),
  /** An own record of a kind without a page of its own, in short. */
  own: member({ kind: z.enum(SPLIT_KINDS), ref })
    .output(summarySeen)
    .query(({ ctx, input: { kind, ref } }) =>
      isRuled(kind) ? readRuled(ctx.tx, kind, ref) : readSummary(ctx.tx, kind, ref),
    ),
  /** See as they see, of those kinds: as communities read it now, and what a release would add. */
  seenBy: member({
    kind: z.enum(SPLIT_KINDS),
    ref,
    communities: z.array(community).min(1, "too_few").max(COMMUNITY_CODES.length, "too_many"),
  })
    .output(z.array(paneOf(summarySeen)))
    .query(({ ctx, input: { kind, ref, communities } }) =>
      isRuled(kind)
        ? readRuledAs(ctx.tx, kind, ref, communities)
        : readSummaryAs(ctx.tx, kind, ref, communities),
    ),
  /** All of them or none. */
  release: member({ form: releaseForm })
    .output(z.array(released))
    .mutation(({ ctx, input }) => releaseRecords(ctx.tx, input.form)),
  agree: member({ ref })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await agreeToRelease(ctx.tx, input.ref);
      return null;
    }),
  answer: member({ ref, accept: z.boolean(), said, confirmed })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await answerRelease(ctx.tx, input.ref, input.accept, input);
      return null;
    }),
  withdraw: member({ ref, said, confirmed })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await withdrawRelease(ctx.tx, input.ref, input);
      return null;
    }),
  /** An older release against the record as it is now. */
  renewal: member({ ref })
    .output(
      z.object({
        level,
        kept: level.nullable(),
        most: level.nullable(),
        before: copySummary,
        after: z.object({ generalised: copySummary.nullable(), full: copySummary.nullable() }),
      }),
    )
    .query(({ ctx, input }) => readRenewal(ctx.tx, input.ref)),
  renew: member({ form: renewForm })
    .output(released)
    .mutation(({ ctx, input }) => renewRelease(ctx.tx, input.form)),
  register: member(registerFilter)
    .output(z.array(releaseRow))
    .query(({ ctx, input }) => readRegister(ctx.tx, input)),
  offices: member({})
    .output(z.array(officeSeen))
    .query(({ ctx }) => readOffices(ctx.tx)),
  addOffice: member({ form: officeForm })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await addOffice(ctx.tx, input.form);
      return null;
    }),
  /** Closed months, five or more records of two or more organisations, as of the last midnight. */
  counts: member({})
    .output(z.array(z.object({ month: z.string(), province: z.string(), kind: z.string(), events: z.int() })))
    .query(({ ctx }) => readCounts(ctx.tx)),
  nameActor: member({ organisation: recordId, actor: recordId.nullable() })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await nameActor(ctx.tx, input.organisation, input.actor);
      return null;
    }),
  setReportingChannel: member({ text: said })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setReportingChannel(ctx.tx, input.text);
      return null;
    }),
  setReferralPathway: member({ text: pathway })
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await setReferralPathway(ctx.tx, input.text);
      return null;
    }),
};
