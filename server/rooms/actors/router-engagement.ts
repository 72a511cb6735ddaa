// Procedures of the room `actors` about engagements, field missions, briefs and options against a threat: a list and a
// form of each; and which areas lie in reach of whom.
import { z } from "zod";
import { conductAnswer } from "../../../shared/rooms/actors-conduct.ts";
import { engagementForm } from "../../../shared/rooms/actors-engagement.ts";
import {
  briefAnswer,
  engagementAnswer,
  missionAnswer,
} from "../../../shared/rooms/actors-engagement-answers.ts";
import { briefForm, missionForm } from "../../../shared/rooms/actors-missions.ts";
import { mitigationAnswer, mitigationForm } from "../../../shared/rooms/actors-mitigations.ts";
import { reachAnswer } from "../../../shared/rooms/actors-reach.ts";
import { isoDate, recordId } from "../../../shared/rooms/records.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member } from "../../rpc/trpc.ts";
import { readConduct } from "./read-conduct.ts";
import { readBriefs, readEngagements, readMissions, readMitigations } from "./read-engagement.ts";
import { readReach } from "./read-reach.ts";
import { briefs, engagements, missions, mitigations } from "./write-engagement.ts";

/** The one the editor saw. */
const version = z.int().positive();

export const engagementProcedures = {
  engagements: member({})
    .output(z.array(engagementAnswer))
    .query(({ ctx }) => readEngagements(ctx.tx)),
  logEngagement: member({ form: engagementForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input }) => engagements.log(tx, grantWrite(tx, "actor"), input.form)),
  editEngagement: member({ version, form: engagementForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { version, form } }) =>
      engagements.edit(tx, grantWrite(tx, "actor"), version, form),
    ),

  missions: member({})
    .output(z.array(missionAnswer))
    .query(({ ctx }) => readMissions(ctx.tx)),
  logMission: member({ form: missionForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input }) => missions.log(tx, grantWrite(tx, "actor"), input.form)),
  editMission: member({ version, form: missionForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { version, form } }) =>
      missions.edit(tx, grantWrite(tx, "actor"), version, form),
    ),

  briefs: member({})
    .output(z.array(briefAnswer))
    .query(({ ctx }) => readBriefs(ctx.tx)),
  logBrief: member({ form: briefForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input }) => briefs.log(tx, grantWrite(tx, "actor"), input.form)),
  editBrief: member({ version, form: briefForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { version, form } }) =>
      briefs.edit(tx, grantWrite(tx, "actor"), version, form),
    ),

  mitigations: member({})
    .output(z.array(mitigationAnswer))
    .query(({ ctx }) => readMitigations(ctx.tx)),
  logMitigation: member({ form: mitigationForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input }) => mitigations.log(tx, grantWrite(tx, "actor"), input.form)),
  editMitigation: member({ version, form: mitigationForm })
    .output(storedAnswer)
    .mutation(({ ctx: { tx }, input: { version, form } }) =>
      mitigations.edit(tx, grantWrite(tx, "actor"), version, form),
    ),

  /** Weapons and victims of incidents attributed to an actor alone. */
  conduct: member({
    ...{ ref: recordId, dataset: z.string().max(80), illustrative: z.boolean() },
    ...{ from: isoDate.nullish(), to: isoDate.nullish(), records: z.boolean().default(false) },
  })
    .output(conductAnswer)
    .query(({ ctx, input }) => readConduct(ctx.tx, input)),

  /** Which Must and Should areas, or this one, lie in reach of this actor and its units, or of anybody who bears arms. */
  reach: member({ on: isoDate, actor: recordId.nullish(), area: z.string().max(80).nullish() })
    .output(reachAnswer)
    .query(({ ctx, input }) => readReach(ctx.tx, input)),
};
