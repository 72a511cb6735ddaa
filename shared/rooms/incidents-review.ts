/**
 * Verification of incidents: what "verified" asks for, how sources are counted, which level follows from the levels of
 * the facts, and what waits first. The database decides by the same rules (migration 0021); a test holds both together.
 * Facts and levels after OHCHR, Guidance on Casualty Recording (HR/PUB/19/1, 2019) and the MRM field manual (2014).
 */
import { z } from "zod";
import type {
  Credibility,
  IncidentKind,
  Reliability,
  SourceType,
  VerificationLevel,
} from "./incidents-lists.ts";
import { LOGGING_LEVELS } from "./incidents-lists.ts";
import { form, isoDate, line, oneOf, optionalText, recordId } from "./records.ts";
import { together } from "./records-together.ts";

/** What is decided apart: that it happened, how many people, who they were, who did it. */
export const FACTS = ["occurrence", "counts", "victims", "perpetrator"] as const;
export type Fact = (typeof FACTS)[number];

const ESTABLISHED = ["verified", "corroborated", "not_verifiable"] as const;
/** The levels each fact may have. */
export const FACT_LEVELS = {
  occurrence: [...ESTABLISHED, "rejected"],
  counts: ESTABLISHED,
  victims: ESTABLISHED,
  perpetrator: [...ESTABLISHED, "falsely_attributed"],
} as const satisfies Record<Fact, readonly VerificationLevel[]>;

/** Standards of proof, weakest first (OHCHR Commissions of Inquiry guidance 2015; missions work with the third). */
export const STANDARDS_OF_PROOF = [
  "suspicion",
  "reasonable_suspicion",
  "reasonable_grounds_to_believe",
  "balance_of_probabilities",
  "clear_and_convincing",
  "beyond_reasonable_doubt",
] as const;
export type StandardOfProof = (typeof STANDARDS_OF_PROOF)[number];

export const REVIEW_STATES = ["open", "asked", "decided", "reopened", "withdrawn"] as const;
export const CALLBACK_CHANNELS = ["phone", "radio", "visit", "meeting", "email", "partner"] as const;

/** What "verified" asks for; per operation. */
export interface VerificationRule {
  /** Sources independent of each other. */
  independent: number;
  /** Of those, direct ones: a victim, an eyewitness, medical staff or records. */
  direct: number;
}
export const DEFAULT_RULE: VerificationRule = { independent: 2, direct: 1 };
const DIRECT_SOURCES: readonly SourceType[] = ["victim", "eyewitness", "medical"];

/** What of a source counts for the rule. */
export interface CountedSource {
  type: SourceType;
  /** Sources of one group go back to the same origin. */
  group?: string | null | undefined;
  reliability?: Reliability | null | undefined;
  credibility?: Credibility | null | undefined;
}

/**
 * Independent sources, and how many of them are direct. Sources of one stated group are one; without a group, those of
 * one type are one, because independence that nobody stated is not assumed. Unreliable (E) and improbable (5) ones do
 * not count; F and 6 say that there is no basis for a grade, and do.
 */
export function countSources(sources: readonly CountedSource[]): VerificationRule {
  const counting = sources.filter(
    ({ reliability, credibility }) => reliability !== "E" && credibility !== "5",
  );
  const originOf = ({ group, type }: CountedSource) => {
    const stated = group?.trim().toLowerCase();
    return stated ? `group ${stated}` : type;
  };
  const direct = counting.filter(({ type }) => DIRECT_SOURCES.includes(type));
  return { independent: new Set(counting.map(originOf)).size, direct: new Set(direct.map(originOf)).size };
}

/** What is lacking for "verified"; nothing: 0 and 0. */
export const missingBy = (rule: VerificationRule, has: VerificationRule): VerificationRule => ({
  independent: Math.max(0, rule.independent - has.independent),
  direct: Math.max(0, rule.direct - has.direct),
});
export const meets = (rule: VerificationRule, has: VerificationRule): boolean =>
  has.independent >= rule.independent && has.direct >= rule.direct;

/** Levels of the facts; null: the record says nothing of it. */
export type Findings = {
  [F in Fact]: F extends "occurrence" ? FactLevel<F> : FactLevel<F> | null;
};
export type FactLevel<F extends Fact = Fact> = (typeof FACT_LEVELS)[F][number];

/**
 * The level of the record: verified where the standard is met for occurrence and counts. Who the victims were and who did
 * it may be less well known; the perpetrator then stays alleged. One known to be wrong makes it falsely attributed.
 */
export function levelOf({ occurrence, counts, perpetrator }: Findings): VerificationLevel {
  if (occurrence === "rejected" || occurrence === "not_verifiable") return occurrence;
  if (occurrence !== "verified" || (counts ?? "verified") !== "verified") return "corroborated";
  return perpetrator === "falsely_attributed" ? "falsely_attributed" : "verified";
}

/**
 * Levels that figures count where an operation names these: what is falsely attributed did happen as surely as what is
 * verified, so it counts with it, without a perpetrator (the facts leave that out).
 */
export function countedLevels<Level extends string>(
  headline: readonly Level[],
): (Level | "falsely_attributed")[] {
  const isMissing =
    headline.some((level) => level === "verified") &&
    !headline.some((level) => level === "falsely_attributed");
  return isMissing ? [...headline, "falsely_attributed"] : [...headline];
}

/** Must the rule be met for these findings? */
export const asksForRule = ({ occurrence, counts }: Pick<Findings, "occurrence" | "counts">): boolean =>
  occurrence === "verified" || counts === "verified";

/** Waits for a decision, as opposed to having one. */
export const isPending = (level: string): boolean => LOGGING_LEVELS.some((pending) => pending === level);

/** What waiting is measured by. */
export interface Waiting {
  kind: IncidentKind;
  killed: number | null;
  /** People were killed and nobody knows how many, or at least so many. */
  atLeast: boolean;
  injured: number | null;
  abducted: number | null;
  displaced: number | null;
  /** Sexual violence is counted in it. */
  crsv: boolean;
  /** Children are among those harmed. */
  children: boolean;
  /** The district stands in Must. */
  must: boolean;
  /** ISO day on which it ended. */
  occurredTo: string;
}

export const GRAVITIES = ["grave", "serious", "other"] as const;
export type Gravity = (typeof GRAVITIES)[number];
/** Mirrored where the queue is cut (server/rooms/incidents/read-queue.ts). */
export const GRAVE_KINDS: readonly IncidentKind[] = [
  "killing",
  "crsv",
  "child_recruitment_use",
  "enforced_disappearance",
];
export const SERIOUS_KINDS: readonly IncidentKind[] = [
  "abduction",
  "torture_ill_treatment",
  "injury",
  "forced_recruitment",
];
export const MANY_DISPLACED = 100;

/** Deaths, sexual violence and children first; then other bodily harm, large displacement, and Must areas. */
export function gravityOf(one: Omit<Waiting, "occurredTo">): Gravity {
  const isDeadly = (one.killed ?? 0) > 0 || one.atLeast;
  if (isDeadly || one.crsv || one.children || GRAVE_KINDS.includes(one.kind)) return "grave";
  const harmed = (one.injured ?? 0) + (one.abducted ?? 0) > 0 || (one.displaced ?? 0) >= MANY_DISPLACED;
  return harmed || one.must || SERIOUS_KINDS.includes(one.kind) ? "serious" : "other";
}

const casualtiesOf = ({ killed, injured }: Waiting) => (killed ?? 0) + (injured ?? 0);

/** Order of the queue: gravity, casualties, Must areas, then what waits longest. */
export function byGravity(one: Waiting, other: Waiting): number {
  const rank = (waiting: Waiting) => GRAVITIES.indexOf(gravityOf(waiting));
  return (
    rank(one) - rank(other) ||
    casualtiesOf(other) - casualtiesOf(one) ||
    Number(other.must) - Number(one.must) ||
    one.occurredTo.localeCompare(other.occurredTo)
  );
}

/** Asking for a second person. */
export const askForm = form({
  id: recordId,
  incident: recordId,
  question: optionalText(2_000),
  assigned: recordId.nullish(),
});

/** A decision about the version of a record that the person had before them. `reason` is for the own organisation. */
export const decisionForm = together(
  form({
    id: recordId,
    incident: recordId,
    version: z.int({ error: "invalid" }).positive({ error: "invalid" }),
    occurrence: oneOf(FACT_LEVELS.occurrence),
    counts: oneOf(FACT_LEVELS.counts).nullable(),
    victims: oneOf(FACT_LEVELS.victims).nullable(),
    perpetrator: oneOf(FACT_LEVELS.perpetrator).nullable(),
    standard: oneOf(STANDARDS_OF_PROOF).nullable(),
    reason: line(4_000),
  }),
  ({ occurrence, standard }, { fault, holds }) => {
    // What is established is so by a standard; what is not, by none.
    const isEstablished = occurrence === "verified" || occurrence === "corroborated";
    if (holds("standard") && isEstablished && standard === null) fault(["standard"], "required");
  },
);
export type DecisionForm = z.infer<typeof decisionForm>;

export const commentForm = form({ id: recordId, incident: recordId, said: line(4_000) });

/** Who is asked again: a part played and a channel, never a name. */
export const callbackForm = form({
  id: recordId,
  incident: recordId,
  who: line(200),
  channel: oneOf(CALLBACK_CHANNELS),
  about: optionalText(1_000),
  dueOn: isoDate,
});
