/**
 * What the room `coverage` answers: how much of each category is covered on a day, where the gaps are, and patrols.
 * Schemas, because the server checks every answer against them, and one shape for server and client.
 */
import { z } from "zod";
import {
  PATROL_COMPOSITIONS,
  PATROL_MODES,
  PATROL_PURPOSES,
  PATROL_RANGES,
  PATROL_STATES,
  PATROL_TIMES,
} from "./coverage.ts";
import { PRIORITY_CATEGORIES } from "./priorities.ts";
import { cycleAnswer } from "./priorities-answers.ts";
import { SENSITIVITIES } from "./records.ts";
import { datasetAnswer } from "./records-answers.ts";

const category = z.enum(PRIORITY_CATEGORIES);
/** Categories that ask for presence; `monitor` does not. */
export const COVERED_CATEGORIES = ["must", "should", "could"] as const;
export type CoveredCategory = (typeof COVERED_CATEGORIES)[number];
const coveredCategory = z.enum(COVERED_CATEGORIES);

/**
 * One list of bases; lists are never merged. `incomplete`: published by somebody else, so that a base missing from it
 * may have stood. `from`, `to`: first and last day it records; `to` null where a deployment is open.
 */
export const baseList = z.strictObject({
  name: z.string(),
  dataset: datasetAnswer.nullable(),
  incomplete: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
});
export type BaseList = z.infer<typeof baseList>;

/**
 * A base with a deployment on the day asked for, and that deployment's ref. `strength`: uniformed people, null = not
 * recorded; ≈ if approximate. `own`: of the reader's organisation, who may delete it.
 */
export const baseAnswer = z.strictObject({
  ref: z.string(),
  deployment: z.string(),
  own: z.boolean(),
  name: z.string(),
  kind: z.string(),
  mission: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  areaCode: z.string().nullable(),
  strength: z.number().nullable(),
  approximate: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
  illustrative: z.boolean(),
});
export type BaseAnswer = z.infer<typeof baseAnswer>;

/** Areas of a category, how many have an active deployment, and their share 0–1; null without areas. */
export const categoryCover = z.strictObject({
  category: coveredCategory,
  areas: z.int(),
  withDeployment: z.int(),
  share: z.number().nullable(),
});
export type CategoryCover = z.infer<typeof categoryCover>;

/** One area under deployment coverage. `nearest`: closest recorded base from the area's stated centre, straight line. */
export const areaCover = z.strictObject({
  areaRef: z.string(),
  code: z.string(),
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  category,
  residual: category.nullable(),
  events: z.int(),
  civiliansKilled: z.int(),
  unknownKilled: z.int(),
  covered: z.boolean(),
  nearest: z.strictObject({ name: z.string(), km: z.number() }).nullable(),
});
export type AreaCover = z.infer<typeof areaCover>;

/**
 * How a share must be worded: a list of the operation itself, a published list that is incomplete, a day the list
 * does not reach (its zero says nothing), or no list at all.
 */
export const COVER_WORDINGS = ["own_list", "incomplete_list", "outside_list", "no_list"] as const;
export type CoverWording = (typeof COVER_WORDINGS)[number];

/** Deployment coverage of a cycle on a day. `gaps`: area codes in the order of need. `places`: bases listed in `year`. */
export const deploymentAnswer = z.strictObject({
  cycle: cycleAnswer,
  date: z.string(),
  year: z.int(),
  list: baseList.nullable(),
  lists: z.array(baseList),
  wording: z.enum(COVER_WORDINGS),
  places: z.int(),
  categories: z.array(categoryCover),
  areas: z.array(areaCover),
  gaps: z.array(z.string()),
  bases: z.array(baseAnswer),
});
export type DeploymentAnswer = z.infer<typeof deploymentAnswer>;

/**
 * The same cycle over the years of one list. A year without places is a year the list does not record. `bases`: those
 * places, each with its newest deployment of the year. `covered`: codes of the areas with a base in the year.
 */
export const yearsAnswer = z.array(
  z.strictObject({
    year: z.int(),
    places: z.int(),
    bases: z.array(baseAnswer),
    categories: z.array(categoryCover),
    covered: z.array(z.string()),
  }),
);
export type YearsAnswer = z.infer<typeof yearsAnswer>;

export const basesAnswer = z.strictObject({
  date: z.string(),
  list: baseList.nullable(),
  bases: z.array(baseAnswer),
});
export type BasesAnswer = z.infer<typeof basesAnswer>;

/** A patrol as it was logged. `areas`: those actually entered. */
export const patrolAnswer = z.strictObject({
  ref: z.string(),
  unit: z.string(),
  date: z.string(),
  to: z.string(),
  state: z.enum(PATROL_STATES),
  areas: z.array(z.strictObject({ ref: z.string(), code: z.string(), name: z.string() })),
  range: z.enum(PATROL_RANGES).nullable(),
  time: z.enum(PATROL_TIMES).nullable(),
  mode: z.enum(PATROL_MODES).nullable(),
  composition: z.enum(PATROL_COMPOSITIONS).nullable(),
  purpose: z.enum(PATROL_PURPOSES).nullable(),
  note: z.string().nullable(),
  sensitivity: z.enum(SENSITIVITIES),
  owner: z.string(),
  loggedAt: z.string(),
  illustrative: z.boolean(),
});
export type PatrolAnswer = z.infer<typeof patrolAnswer>;

/** Days a patrol counts for its area, per category, the day asked for included. */
export const patrolWindows = z.strictObject({
  must: z.int().min(1).max(366),
  should: z.int().min(1).max(366),
  could: z.int().min(1).max(366),
});
export type PatrolWindows = z.infer<typeof patrolWindows>;

/**
 * Patrol coverage. `daysSince`: since the last patrol that entered the area, null = never recorded. `denialRate`:
 * denied out of all patrols of the longest window, cancelled ones too; null without any.
 */
export const patrolCoverAnswer = z.strictObject({
  cycle: cycleAnswer,
  date: z.string(),
  windows: patrolWindows,
  categories: z.array(
    z.strictObject({
      category: coveredCategory,
      days: z.int(),
      areas: z.int(),
      entered: z.int(),
      share: z.number().nullable(),
    }),
  ),
  areas: z.array(
    z.strictObject({
      areaRef: z.string(),
      code: z.string(),
      name: z.string(),
      category,
      entered: z.boolean(),
      visits: z.int(),
      lastEntered: z.string().nullable(),
      daysSince: z.int().nullable(),
    }),
  ),
  denied: z.int(),
  planned: z.int(),
  denialRate: z.number().nullable(),
  /** Day of the newest patrol recorded up to the day asked for; null = none that this reader sees, which is not zero. */
  lastRecorded: z.string().nullable(),
});
export type PatrolCoverAnswer = z.infer<typeof patrolCoverAnswer>;

/** Districts that patrols entered in an interval, and how often; districts that none is recorded in are left out. */
export const enteredAnswer = z.array(z.strictObject({ code: z.string(), visits: z.int() }));
export type EnteredAnswer = z.infer<typeof enteredAnswer>;

/** Who is present in one area, how far the nearest base is, and when a patrol last entered. */
export const areaPresence = z.strictObject({
  date: z.string(),
  list: baseList.nullable(),
  bases: z.array(baseAnswer),
  nearest: z.strictObject({ name: z.string(), km: z.number() }).nullable(),
  /** Are patrols shared with this reader at all? When not, the three below say nothing. */
  patrolsShared: z.boolean(),
  patrols: z.array(patrolAnswer),
  lastEntered: z.string().nullable(),
  daysSince: z.int().nullable(),
});
export type AreaPresence = z.infer<typeof areaPresence>;

/** What a write of several rows answers; `already`: rows that an earlier try had stored. */
export const storedRows = z.strictObject({ stored: z.int(), already: z.int() });
export type StoredRows = z.infer<typeof storedRows>;

/** The document of `concord coverage --json`. `area`: P-code, else id. */
export interface CoverageDocument {
  operation: string;
  cycle: string;
  date: string;
  categories: CategoryCover[];
  gaps: { area: string; name: string; category: CoveredCategory; nearestBaseKm: number | null }[];
}
