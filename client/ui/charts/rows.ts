/**
 * Rows of the bar charts, from the one aggregator's groups. Pure. What is no single actor or area gets a class instead
 * of a colour of its own; what does not fit is summed in one last row only where the rows do not overlap.
 */
import {
  type Dimension,
  type Facts,
  type FactsFilter,
  type GroupId,
  groupBy,
  type Selection,
  select,
} from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { type HarmSums, harmSums, splitLevels } from "../timeline/series.ts";

/** One bar: sums of a group. */
export interface HarmRow extends HarmSums {
  id: GroupId;
}

/** Selected rows at the levels counted, and apart from them at the others. */
export interface LevelSelections {
  counted: Selection;
  other: Selection;
}

/** Selects under the filter, split by level: the two are never added. */
export function selectLevels(
  facts: Facts,
  filter: FactsFilter,
  headline: readonly VerificationLevel[],
): LevelSelections {
  const { counted, other } = splitLevels(filter, headline);
  const rows = (verification: VerificationLevel[]) =>
    verification.length > 0 ? select(facts, { ...filter, verification }) : new Uint32Array();
  return { counted: rows(counted), other: rows(other) };
}

/** Groups of one dimension. */
export function harmRows(facts: Facts, selection: Selection, dimension: Dimension): HarmRow[] {
  return groupBy(facts, selection, [dimension]).map((row) => ({ id: row.key[0] ?? null, ...harmSums(row) }));
}

/** Most killed first, then most events; rows with nothing recorded last. */
export const byHarm = (a: HarmRow, b: HarmRow): number =>
  atLeastKilled(b) - atLeastKilled(a) || b.events - a.events;
/** Copies tell small counts by their ends alone. */
const atLeastKilled = ({ killed, low }: HarmRow): number => killed ?? low ?? -1;

/** Id of the row that holds what did not fit. */
export const REST = "rest";

const plus = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);

/** Best numbers added, unless one of the rows keeps its own back. */
function addBest(of: "killed" | "civilian", one: HarmRow, other: HarmRow): number | null {
  return one.keptBack[of] || other.keptBack[of] ? null : plus(one[of], other[of]);
}

/** The first `most` rows and, for rows that share no event, one row for all others. */
export function withRest(rows: readonly HarmRow[], most: number): HarmRow[] {
  if (rows.length <= most) return [...rows];
  const rest = rows.slice(most - 1);
  const sum = rest.reduce((one, other) => ({
    id: REST,
    events: one.events + other.events,
    killed: addBest("killed", one, other),
    low: plus(one.low, other.low),
    high: plus(one.high, other.high),
    civilian: addBest("civilian", one, other),
    unknownStatus: plus(one.unknownStatus, other.unknownStatus),
    atLeast: one.atLeast || other.atLeast,
    keptBack: {
      killed: one.keptBack.killed || other.keptBack.killed,
      civilian: one.keptBack.civilian || other.keptBack.civilian,
    },
  }));
  return [...rows.slice(0, most - 1), { ...sum, id: REST }];
}

/** Largest number drawn. */
export const largest = (rows: readonly HarmRow[]): number =>
  rows.reduce((most, row) => Math.max(most, row.killed ?? 0, row.high ?? 0), 0);
