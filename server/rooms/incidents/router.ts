// Remote calls of the room `incidents`. Lists, counts and charts are the facts; see server/facts.
import { z } from "zod";
import { COMMUNITY_CODES } from "../../../shared/rooms/access.ts";
import { incidentEdit, incidentForm } from "../../../shared/rooms/incidents.ts";
import { noteSources } from "../../access/audit.ts";
import { grantWrite } from "../../access/write.ts";
import { member, router } from "../../rpc/trpc.ts";
import { incidentSeen, readIncident } from "./read.ts";
import { eyesSeen, readIncidentAs } from "./read-eyes.ts";
import { logIncident } from "./write.ts";
import { editIncident } from "./write-edit.ts";

const written = z.object({ ref: z.string(), version: z.int(), state: z.enum(["stored", "repeated"]) });

export const incidentsRouter = router({
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
  log: member({ form: incidentForm })
    .output(written)
    .mutation(({ ctx, input }) => logIncident(ctx.tx, grantWrite(ctx.tx, "incident"), input.form)),
  edit: member({ version: z.int().positive(), form: incidentEdit })
    .output(written)
    .mutation(({ ctx, input }) =>
      editIncident(ctx.tx, grantWrite(ctx.tx, "incident"), input.version, input.form),
    ),
});
