// What follows from a stored row: the category that holds, the bands of its scores, what the dead of unknown
// status would change. The arithmetic itself is in shared/rooms/priorities-rules.ts.
import { PRIORITY_CATEGORIES, type PriorityCategory } from "../../../shared/rooms/priorities.ts";
import type { CategoryCounts, MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import {
  inherentScore,
  proposalWithUnknown,
  residualScore,
  scoreBand,
  standing,
} from "../../../shared/rooms/priorities-rules.ts";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";

/** A row as it is stored, under the newest assessment and override this reader sees. */
export type StoredRow = Omit<MatrixRow, "category" | "origin" | "inherent" | "residual" | "withUnknown">;

/** The row with everything that follows from it. */
export function standingOf(row: StoredRow): MatrixRow {
  const inherent = row.assessment && inherentScore(row.assessment);
  return {
    ...row,
    ...standing(row.override?.category ?? null, inherent, row.proposed),
    inherent: scoreBand(inherent),
    residual: scoreBand(residualOf(row)),
    withUnknown: proposalWithUnknown(row, row.unknownKilled),
  };
}

/** The residual score, for the order of gaps only; null where a grade is missing. */
export const residualOf = (row: Pick<StoredRow, "assessment">): number | null =>
  row.assessment && residualScore(row.assessment);

/** Areas per category; every category has an entry. */
export function countCategories(categories: readonly PriorityCategory[]): CategoryCounts {
  const count = (wanted: PriorityCategory) => categories.filter((category) => category === wanted).length;
  return Object.fromEntries(
    PRIORITY_CATEGORIES.map((category) => [category, count(category)]),
  ) as CategoryCounts;
}

/** The higher of two: what contains a record is never more open than the record, nor the other way round. */
export const moreRestrictive = (one: Sensitivity, other: Sensitivity): Sensitivity =>
  SENSITIVITIES.indexOf(one) > SENSITIVITIES.indexOf(other) ? one : other;
