/**
 * Field missions and briefs before an operation. A mission records functions met and what access looked like; a brief
 * tells a command about civilians, sites, ways out and protected objects, and what is asked of it. A brief is written to
 * be sent, so it holds no telephone number, no coordinates and nobody's name.
 */
import { z } from "zod";
import { ENGAGEMENT_FORMS } from "./actors-engagement.ts";
import { form, isoDate, issue, line, oneOf, optionalText, recordId, sensitivity } from "./records.ts";
import { inOrder, together } from "./records-together.ts";
import { findInSending, stops } from "./sending.ts";

export const MISSION_STATES = ["planned", "under_way", "done", "cancelled"] as const;

/** Types of access constraint (ACAPS Humanitarian Access Methodology, after OCHA's monitoring framework of 2012). */
export const ACCESS_TYPES = [
  "denial_of_needs",
  "restricted_access_to_services",
  "entry_impediments",
  "movement_restrictions",
  "interference_implementation",
  "violence_personnel_assets",
  "insecurity_hostilities",
  "mines_uxo_ied",
  "physical_environment",
] as const;
export type AccessType = (typeof ACCESS_TYPES)[number];
/** None, minor, moderate, severe. A type that is missing was not assessed, which is not none. */
export const ACCESS_GRADES = [0, 1, 2, 3] as const;

const areas = z
  .array(recordId, { error: "areas_missing" })
  .min(1, issue("areas_missing"))
  .max(30, issue("too_many"));
export const missionForm = together(
  form({
    id: recordId,
    startsOn: isoDate,
    endsOn: isoDate,
    state: oneOf(MISSION_STATES),
    aim: line(2000),
    route: optionalText(2000),
    /** On the route, in its order. */
    areaIds: areas,
    met: optionalText(2000),
    access: z.partialRecord(z.enum(ACCESS_TYPES), z.literal(ACCESS_GRADES)).default({}),
    programmes: optionalText(2000),
    findings: optionalText(8000),
    followUp: optionalText(4000),
    followUpOn: isoDate.nullish(),
    sensitivity,
  }),
  (mission, told) => inOrder(mission, ["startsOn", "endsOn"], told),
);
export type MissionForm = z.infer<typeof missionForm>;
export type MissionInput = z.input<typeof missionForm>;

const sent = z
  .string({ error: "required" })
  .trim()
  .min(1, issue("required"))
  .max(4000, issue("too_long"))
  .refine((text) => !findInSending(text).some(stops), issue("holds_contact"));
/** Parts of a brief that a command may need, in the order in which they are read. */
export const BRIEF_PARTS = [
  "civilians",
  "sites",
  "routesOut",
  "screening",
  "protectedObjects",
  "likelyHarm",
  "asks",
] as const;
export type BriefPart = (typeof BRIEF_PARTS)[number];

export const briefForm = together(
  form({
    id: recordId,
    /** Whose operation it is about. */
    actorId: recordId,
    /** The command addressed, by function. */
    command: line(200).refine((text) => !findInSending(text).some(stops), issue("holds_contact")),
    areaIds: areas,
    windowFrom: isoDate,
    windowTo: isoDate,
    civilians: sent,
    sites: sent.nullish(),
    routesOut: sent.nullish(),
    screening: sent.nullish(),
    protectedObjects: sent.nullish(),
    likelyHarm: sent,
    asks: sent,
    handedOn: isoDate.nullish(),
    handedHow: oneOf(ENGAGEMENT_FORMS).nullish(),
    acknowledgedOn: isoDate.nullish(),
    reviewedOn: isoDate.nullish(),
    outcome: optionalText(4000),
    sensitivity,
  }),
  (brief, { fault, holds }) => {
    inOrder(brief, ["windowFrom", "windowTo"], { fault, holds });
    const both = (one: keyof typeof brief, other: keyof typeof brief) => {
      if (holds(one, other) && brief[one] && !brief[other]) fault([other], "required");
    };
    both("handedOn", "handedHow");
    both("handedHow", "handedOn");
    both("reviewedOn", "outcome");
    both("outcome", "reviewedOn");
  },
);
export type BriefForm = z.infer<typeof briefForm>;
export type BriefInput = z.input<typeof briefForm>;
