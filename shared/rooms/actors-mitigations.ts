/**
 * Options against the threat that an armed actor is to civilians: which was chosen, by which function of ours, until when
 * it is looked at again, and what came of it. The list is of what coordination, protection actors and a mission's civilian
 * sections do towards an actor or with the people around it (after the measures of the UN policy on the protection of
 * civilians, tiers 1 to 3, of UN-CMCoord and of due diligence on support, and a few of our own); use of force is none of them. Written by whoever writes actors.
 */
import { z } from "zod";
import { actorBeside, placeAnswer } from "./actors-answers.ts";
import { form, isoDate, line, oneOf, optionalText, recordId, SENSITIVITIES, sensitivity } from "./records.ts";
import { inOrder, together } from "./records-together.ts";

export const MITIGATIONS = [
  "liaison_parties",
  "operation_brief",
  "notification",
  "conduct_training",
  "harm_mechanism",
  "mediation",
  "advocacy_leadership",
  "signal_accountability",
  "due_diligence",
  "enhanced_monitoring",
  "assess_intent",
  "presence_request",
  "early_warning",
  "community_dialogue",
  "route_change",
  "programme_change",
  "evacuation_plan",
  "public_information",
] as const;
/** Ours: in no published list of measures, and their labels say so. */
export const OWN_MITIGATIONS: readonly Mitigation[] = [
  "conduct_training",
  "route_change",
  "programme_change",
  "evacuation_plan",
];
export type Mitigation = (typeof MITIGATIONS)[number];

/** What came of it for civilians, as its organisation judges; an association, not a cause. */
export const MITIGATION_RESULTS = ["helped", "partly", "no_change", "worse", "not_done"] as const;

export const mitigationForm = together(
  form({
    id: recordId,
    actorId: recordId,
    option: oneOf(MITIGATIONS),
    /** What exactly was chosen. */
    words: line(2000),
    areaId: recordId.nullish(),
    chosenOn: isoDate,
    /** A function, never a name. */
    chosenBy: line(200),
    reviewOn: isoDate,
    reviewedOn: isoDate.nullish(),
    result: oneOf(MITIGATION_RESULTS).nullish(),
    learned: optionalText(4000),
    sensitivity,
  }),
  (chosen, told) => {
    for (const end of ["reviewOn", "reviewedOn"]) inOrder(chosen, ["chosenOn", end], told);
    if (!told.holds("reviewedOn", "result")) return;
    if (chosen.reviewedOn && !chosen.result) told.fault(["result"], "required");
    if (chosen.result && !chosen.reviewedOn) told.fault(["reviewedOn"], "required");
  },
);
export type MitigationForm = z.infer<typeof mitigationForm>;
export type MitigationInput = z.input<typeof mitigationForm>;

const text = z.string().nullable();

/** Told generalised it keeps option, months, district and result; every text is null then. */
export const mitigationAnswer = z.strictObject({
  ref: z.string(),
  actor: actorBeside,
  /** Name of the record it was chosen of, where another record of the actor is shown; else null. */
  toldOf: text,
  option: z.enum(MITIGATIONS),
  words: text,
  place: placeAnswer.nullable(),
  chosenOn: z.string(),
  chosenBy: text,
  reviewOn: z.string(),
  reviewedOn: text,
  result: z.enum(MITIGATION_RESULTS).nullable(),
  learned: text,
  sensitivity: z.enum(SENSITIVITIES),
  illustrative: z.boolean(),
  owner: z.string(),
  level: z.enum(["full", "generalised"]),
  /** What a correction names; null where the record is not the reader's organisation's own. */
  version: z.int().nullable(),
});
export type MitigationAnswer = z.infer<typeof mitigationAnswer>;

/** Is it to be looked at again, and was it not? Days are ISO. */
export const isReviewDue = (
  { reviewOn, result }: Pick<MitigationAnswer, "reviewOn" | "result">,
  today: string,
): boolean => result === null && reviewOn < today;
