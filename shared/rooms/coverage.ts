/**
 * Room `coverage`: kinds of bases, the facets and states of a patrol, and the form of one patrol.
 * Rows pasted from a spreadsheet are read by patrol-rows.ts, the arithmetic is in coverage-rules.ts.
 */
import { z } from "zod";
import { form, isoDate, issue, line, oneOf, optionalText, recordId, sensitivity } from "./records.ts";
import { together } from "./records-together.ts";

/** Kinds of base. Names vary by mission; `unknown` where a list does not say. */
export const BASE_KINDS = [
  "unknown",
  "mission_hq",
  "sector_hq",
  "battalion_hq",
  "cob",
  "tob",
  "sb",
  "mob",
  "fob",
  "team_site",
  "police_post",
  "observation_post",
  "poc_site_base",
  "helipad",
] as const;
export type BaseKind = (typeof BASE_KINDS)[number];

export const PATROL_RANGES = ["short_range", "long_range", "long_duration"] as const;
export const PATROL_TIMES = ["day", "night", "overnight"] as const;
export const PATROL_MODES = ["foot", "vehicle", "air", "river"] as const;
export const PATROL_COMPOSITIONS = [
  "military",
  "police",
  "joint_mil_pol",
  "integrated_civilian",
  "with_host_forces",
  "engagement_team",
] as const;
export const PATROL_PURPOSES = [
  "presence",
  "confidence",
  "verification",
  "alert_response",
  "qrf",
  "escort",
  "route_security",
  "firewood_market",
  "jpt_support",
  "jam_support",
  "area_reconnaissance",
] as const;

/** The five facets of a patrol and the codes of each. */
export const PATROL_FACETS = {
  range: PATROL_RANGES,
  time: PATROL_TIMES,
  mode: PATROL_MODES,
  composition: PATROL_COMPOSITIONS,
  purpose: PATROL_PURPOSES,
} as const;
export type PatrolFacet = keyof typeof PATROL_FACETS;

/** States of a patrol. Only `completed` and `partial` ones have entered an area. */
export const PATROL_STATES = ["planned", "under_way", "completed", "partial", "denied", "cancelled"] as const;
export type PatrolState = (typeof PATROL_STATES)[number];

/** True for the states that count as presence in the areas entered. */
export const entersAreas = (state: PatrolState): boolean => state === "completed" || state === "partial";

/** Letters of a unit's name and of a note, areas of one patrol. */
export const PATROL_LIMITS = { unit: 120, note: 2_000, areas: 50 } as const;

/**
 * One patrol as the PoC section logs it. `areaIds` are the areas actually entered: at least one where the patrol was
 * completed or partial (`areas_missing`), planned routes never count.
 */
export const patrolForm = together(
  form({
    id: recordId,
    unit: line(PATROL_LIMITS.unit),
    date: isoDate,
    areaIds: z.array(recordId, { error: "areas_missing" }).max(PATROL_LIMITS.areas, issue("too_many")),
    state: oneOf(PATROL_STATES),
    range: oneOf(PATROL_RANGES).nullish(),
    time: oneOf(PATROL_TIMES).nullish(),
    mode: oneOf(PATROL_MODES).nullish(),
    composition: oneOf(PATROL_COMPOSITIONS).nullish(),
    purpose: oneOf(PATROL_PURPOSES).nullish(),
    note: optionalText(PATROL_LIMITS.note),
    sensitivity,
  }),
  ({ state, areaIds }, { fault, holds }) => {
    if (!holds("areaIds")) return;
    if (holds("state") && entersAreas(state) && areaIds.length === 0) fault(["areaIds"], "areas_missing");
    if (new Set(areaIds).size < areaIds.length) fault(["areaIds"], "duplicate");
  },
);
export type PatrolForm = z.infer<typeof patrolForm>;

/** Who asks, as far as it matters for coverage. */
export interface Reader {
  community: string;
  role: string;
}

const CLOSED_TO: readonly string[] = ["external_military", "state_authority", "observer", "public"];

/** May this principal read which areas are covered, gaps, and days since a patrol? */
export const readsCoverage = (who: Reader): boolean =>
  !CLOSED_TO.includes(who.community) && who.role !== "observer";

/**
 * May this principal read single patrols and when an area was last entered? Protection members who do not lead read
 * patrol coverage as counts only.
 */
export const readsPatrols = (who: Reader): boolean =>
  readsCoverage(who) && who.community !== "protection_member";
