// Procedures of the room `actors` about engagements, field missions and briefs: three lists, and a form of each.
import { z } from "zod";
import { engagementForm } from "../../../shared/rooms/actors-engagement.ts";
import {
  briefAnswer,
  engagementAnswer,
  missionAnswer,
} from "../../../shared/rooms/actors-engagement-answers.ts";
import { briefForm, missionForm } from "../../../shared/rooms/actors-missions.ts";
import { storedAnswer } from "../../../shared/rooms/records-answers.ts";
import { grantWrite } from "../../access/write.ts";
import { member } from "../../rpc/trpc.ts";
import { readBriefs, readEngagements, readMissions } from "./read-engagement.ts";
import { briefs, engagements, missions } from "./write-engagement.ts";

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
};
