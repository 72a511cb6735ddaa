/**
 * The rows of a period. Facts are sorted by day, so a period of ascending rows is one run of them: its ends are found by
 * halving and its rows are shared, not copied. It stays known which rows a run was taken from, because what is made once
 * for all of them (analysis-running) serves every period.
 */
import type { Facts } from "./analysis-facts.ts";

/** Row numbers, ascending. Read only: selections share their memory. */
export type Selection = Uint32Array;

/** The rows a selection was taken from, and at which of them it begins. */
interface Run {
  rows: Selection;
  start: number;
}

const runs = new WeakMap<Selection, Run>();

/** Where a selection lies in the rows of its filter; one made by other means lies in itself. */
export const runOf = (selection: Selection): Run => runs.get(selection) ?? { rows: selection, start: 0 };

/** Those of the rows whose day lies in a period, days since 1970-01-01, both ends inclusive, null = open. */
export function within(
  facts: Facts,
  rows: Selection,
  from: number | null | undefined,
  to: number | null | undefined,
): Selection {
  const start = from == null ? 0 : firstAtOrAfter(facts, rows, from);
  const end = to == null ? rows.length : firstAtOrAfter(facts, rows, to + 1);
  const selection = rows.subarray(start, Math.max(start, end));
  runs.set(selection, { rows, start });
  return selection;
}

/** First position in `rows` whose day is at or after the one given; their number where there is none. */
export function firstAtOrAfter({ day: days }: Facts, rows: Selection, day: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[rows[middle]!]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
