/**
 * What the room `priorities` answers: cycles, the matrix of one, what another window would propose. Schemas, because
 * the server checks every answer against them, and one shape for server and client. Scores leave as bands only:
 * decimals would pretend an exactness that grades from 1 to 5 do not have.
 */
import { z } from "zod";
import { CATEGORY_ORIGINS, CYCLE_ACTS, PRIORITY_CATEGORIES } from "./priorities.ts";
import { SENSITIVITIES } from "./records.ts";
import { datasetAnswer } from "./records-answers.ts";

const category = z.enum(PRIORITY_CATEGORIES);
const sensitivity = z.enum(SENSITIVITIES);

/** Areas per category. */
export const categoryCounts = z.strictObject({
  must: z.int(),
  should: z.int(),
  could: z.int(),
  monitor: z.int(),
});
export type CategoryCounts = z.infer<typeof categoryCounts>;

/** Who said it: the organisation, and the person where the reader may see them. */
const author = z.strictObject({ name: z.string().nullable(), organisation: z.string() });

/** What a side said of a cycle, and when. */
const cycleSaid = z.strictObject({
  act: z.enum(CYCLE_ACTS),
  side: z.enum(["humanitarian", "mission"]),
  by: author,
  at: z.string(),
});

/** A planning cycle, with what both sides said of it, oldest first. `verification`: the levels counted. `dataset` null: not shared with this reader. */
export const cycleAnswer = z.strictObject({
  ref: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(["proposed", "agreed", "closed"]),
  computedAt: z.string(),
  areaLevel: z.int(),
  owner: z.string(),
  sensitivity,
  illustrative: z.boolean(),
  verification: z.array(z.string()),
  dataset: datasetAnswer.nullable(),
  said: z.array(cycleSaid),
});
export type CycleAnswer = z.infer<typeof cycleAnswer>;

const grade = z.int().nullable();

/** Grades as people gave them, newest first where several. */
export const assessmentAnswer = z.strictObject({
  ref: z.string(),
  likelihood: grade,
  impact: grade,
  vulnerability: grade,
  capacity: grade,
  capacityWithMission: grade,
  evidence: z.string().nullable(),
  assessedOn: z.string(),
  at: z.string(),
  by: author,
  sensitivity,
});
export type AssessmentAnswer = z.infer<typeof assessmentAnswer>;

/** A person's category over the computed one. */
export const overrideAnswer = z.strictObject({
  ref: z.string(),
  category,
  reason: z.string(),
  reviewOn: z.string(),
  at: z.string(),
  by: author,
  sensitivity,
});
export type OverrideAnswer = z.infer<typeof overrideAnswer>;

/**
 * One area in a cycle. `proposed` follows from the events and never changes; `category` is what holds for this
 * reader and `origin` why. `inherent`, `residual`: bands of the scores, null where a grade is missing.
 * `withUnknown`: the category if the dead of unknown status were civilians, null where that would change nothing.
 */
export const matrixRow = z.strictObject({
  ref: z.string(),
  areaRef: z.string(),
  code: z.string(),
  name: z.string(),
  parentName: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  events: z.int(),
  oneSided: z.int(),
  civiliansKilled: z.int(),
  unknownKilled: z.int(),
  proposed: category,
  category,
  origin: z.enum(CATEGORY_ORIGINS),
  inherent: category.nullable(),
  residual: category.nullable(),
  withUnknown: category.nullable(),
  assessment: assessmentAnswer.nullable(),
  override: overrideAnswer.nullable(),
});
export type MatrixRow = z.infer<typeof matrixRow>;

export const matrixAnswer = z.strictObject({
  cycle: cycleAnswer,
  rows: z.array(matrixRow),
  /** By the category that holds for this reader, and as computed. */
  counts: categoryCounts,
  proposedCounts: categoryCounts,
});
export type MatrixAnswer = z.infer<typeof matrixAnswer>;

/** Everything said about a row, newest first. */
export const historyAnswer = z.strictObject({
  row: matrixRow,
  assessments: z.array(assessmentAnswer),
  overrides: z.array(overrideAnswer),
});
export type HistoryAnswer = z.infer<typeof historyAnswer>;

/** What the same rule proposes for another window: offered, not applied. `before`: as computed in the cycle. */
export const diffAnswer = z.strictObject({
  from: z.string(),
  to: z.string(),
  counts: categoryCounts,
  moves: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      before: category,
      after: category,
      events: z.int(),
      oneSided: z.int(),
      civiliansKilled: z.int(),
      unknownKilled: z.int(),
    }),
  ),
});
export type DiffAnswer = z.infer<typeof diffAnswer>;

/** What each cycle says about one area, newest period first. */
export const areaPriorities = z.array(z.strictObject({ cycle: cycleAnswer, row: matrixRow }));
export type AreaPriorities = z.infer<typeof areaPriorities>;
