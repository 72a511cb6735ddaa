/**
 * What is answered about engagements, field missions and briefs. Told generalised they keep their month, districts and
 * codes; every text is null then.
 */
import { z } from "zod";
import { actorBeside, placeAnswer } from "./actors-answers.ts";
import { ENGAGEMENT_FORMS, ENGAGEMENT_TOPICS, KEPT } from "./actors-engagement.ts";
import { ACCESS_TYPES, MISSION_STATES } from "./actors-missions.ts";
import { SENSITIVITIES } from "./records.ts";

const text = z.string().nullable();
const head = {
  ref: z.string(),
  sensitivity: z.enum(SENSITIVITIES),
  illustrative: z.boolean(),
  owner: z.string(),
  level: z.enum(["full", "generalised"]),
  /** What a correction names; null where the record is not the reader's organisation's own. */
  version: z.int().nullable(),
};

/** One contact with an actor; days are ISO, of what is told generalised the first of the month. */
export const engagementAnswer = z.strictObject({
  ...head,
  actor: actorBeside,
  /** Name of the record it was logged of, where another record of the actor is shown; else null. */
  toldOf: text,
  counterpart: text,
  heldOn: z.string(),
  form: z.enum(ENGAGEMENT_FORMS),
  topic: z.enum(ENGAGEMENT_TOPICS),
  ourSide: text,
  message: text,
  agreed: z.boolean(),
  answer: text,
  commitment: text,
  dueOn: text,
  kept: z.enum(KEPT).nullable(),
  keptOn: text,
  followUp: text,
  place: placeAnswer.nullable(),
  /** The brief that it answers to, where the reader sees it. */
  briefId: z.string().nullable(),
});
export type EngagementAnswer = z.infer<typeof engagementAnswer>;

export const missionAnswer = z.strictObject({
  ...head,
  startsOn: z.string(),
  endsOn: z.string(),
  state: z.enum(MISSION_STATES),
  aim: text,
  route: text,
  places: z.array(placeAnswer),
  met: text,
  /** 0 (none) to 3 (severe); a type that is missing was not assessed. */
  access: z.partialRecord(z.enum(ACCESS_TYPES), z.int()),
  programmes: text,
  findings: text,
  followUp: text,
  followUpOn: text,
});
export type MissionAnswer = z.infer<typeof missionAnswer>;

export const briefAnswer = z.strictObject({
  ...head,
  /** Whose operation it is about; null where the reader does not see the actor. */
  actor: actorBeside.nullable(),
  /** Name of the record it was logged of, where another record of the actor is shown; else null. */
  toldOf: text,
  command: text,
  places: z.array(placeAnswer),
  windowFrom: z.string(),
  windowTo: z.string(),
  civilians: text,
  sites: text,
  routesOut: text,
  screening: text,
  protectedObjects: text,
  likelyHarm: text,
  asks: text,
  handedOn: text,
  handedHow: z.enum(ENGAGEMENT_FORMS).nullable(),
  acknowledgedOn: text,
  reviewedOn: text,
  outcome: text,
});
export type BriefAnswer = z.infer<typeof briefAnswer>;
