/**
 * The arithmetic that helps people set priorities; it never decides for them.
 *
 * Threat T = √(likelihood × impact), score = T × V ÷ C with all inputs 1–5, so 0.2 to 25. A missing input gives no
 * score. The inherent score (C: people's and the State's own capacity) proposes the category, the residual score (C
 * with mission and partners) orders the gaps. Bands are shown, decimals are not. The scale is a proposal of this
 * product: the protection analysis framework (GPC, 2021) uses threat, vulnerability and capacity as analysis.
 *
 * Where nobody has assessed an area, published events propose a category. Silence is not safety.
 */
import type { PriorityCategory } from "./priorities.ts";

/** A grade of 1 to 5, null where not assessed. */
export type Grade = number | null;

export interface ScoreInputs {
  likelihood: Grade;
  impact: Grade;
  vulnerability: Grade;
  capacity: Grade;
  capacityWithMission: Grade;
}

/** Lowest score of each band; below the last it is `monitor`. */
export const SCORE_BANDS = [
  ["must", 9],
  ["should", 4],
  ["could", 1.5],
] as const satisfies readonly (readonly [PriorityCategory, number])[];

/** T = √(likelihood × impact), 1–5; null where either is missing. */
export function threat(likelihood: Grade, impact: Grade): number | null {
  return likelihood === null || impact === null ? null : Math.sqrt(likelihood * impact);
}

/** T × V ÷ C, 0.2 to 25; null where any input is missing. */
export function riskScore(
  likelihood: Grade,
  impact: Grade,
  vulnerability: Grade,
  capacity: Grade,
): number | null {
  const t = threat(likelihood, impact);
  return t === null || vulnerability === null || capacity === null ? null : (t * vulnerability) / capacity;
}

/** Score by what people and the State have themselves: proposes the category. */
export function inherentScore(inputs: ScoreInputs): number | null {
  return riskScore(inputs.likelihood, inputs.impact, inputs.vulnerability, inputs.capacity);
}

/** Score counting mission and partners too: orders the gaps, never lowers a category. */
export function residualScore(inputs: ScoreInputs): number | null {
  return riskScore(inputs.likelihood, inputs.impact, inputs.vulnerability, inputs.capacityWithMission);
}

/** Band of a score; null without one. */
export function scoreBand(score: number | null): PriorityCategory | null {
  if (score === null) return null;
  return SCORE_BANDS.find(([, lowest]) => score >= lowest)?.[0] ?? "monitor";
}

/** What 12 months of events located to admin-2 or better say of one area. */
export interface AreaEvents {
  events: number;
  oneSided: number;
  /** Deaths recorded as civilian; those of unknown status stand beside the row and never move it. */
  civiliansKilled: number;
}

/** Lowest counts of twelve months that propose a category; either of the two is enough. */
export const EVENT_RULE = {
  must: { civiliansKilled: 25, oneSided: 5 },
  should: { civiliansKilled: 3, oneSided: 2 },
} as const;

const reaches = (
  area: AreaEvents,
  { civiliansKilled, oneSided }: { civiliansKilled: number; oneSided: number },
) => area.civiliansKilled >= civiliansKilled || area.oneSided >= oneSided;

/**
 * Category proposed by events: must from 25 civilians killed or 5 one-sided events, should from 3 or 2, could for any
 * other event, else monitor, which says that no event was published and not that there was none.
 */
export function proposeFromEvents(area: AreaEvents): PriorityCategory {
  if (reaches(area, EVENT_RULE.must)) return "must";
  if (reaches(area, EVENT_RULE.should)) return "should";
  return area.events > 0 ? "could" : "monitor";
}

/** The category if all dead of unknown status were civilians; null where that changes nothing. Shown, never applied. */
export function proposalWithUnknown(area: AreaEvents, unknownKilled: number): PriorityCategory | null {
  const lifted = proposeFromEvents({ ...area, civiliansKilled: area.civiliansKilled + unknownKilled });
  return lifted === proposeFromEvents(area) ? null : lifted;
}

export interface Standing {
  category: PriorityCategory;
  origin: "override" | "score" | "events";
}

/** What holds for an area: a person's override, else the band of its inherent score, else what events propose. */
export function standing(
  override: PriorityCategory | null,
  inherent: number | null,
  proposed: PriorityCategory,
): Standing {
  if (override !== null) return { category: override, origin: "override" };
  const band = scoreBand(inherent);
  return band === null ? { category: proposed, origin: "events" } : { category: band, origin: "score" };
}
