/**
 * Tables for the public. Keeping small counts back in each table (suppression.ts) is not enough where tables can be set
 * against each other: January to March less January to February is March. So there is one fixed set of them, of which no
 * two differ by a part that is in neither:
 *
 * - periods are whole calendar years that are over, each kept back by itself, whichever years are asked for with it;
 * - inside a year there are quarters, provinces, kinds and alleged perpetrators, at most two of them; nothing that lies
 *   inside another (months, districts) and nothing whose parts overlap (actors on any side);
 * - one dataset, the operation's own levels, no further filter;
 * - which rows are kept back does not depend on what is counted: deaths less civilian deaths is a count as well.
 */
import { dayOf } from "../time.ts";
import { bucketEnd, bucketOf, bucketStart } from "../time-buckets.ts";
import type { Facts } from "./analysis.ts";
import {
  findDataset,
  type TrendMeasure,
  type TrendsDocument,
  type TrendsOptions,
  type TrendsRow,
  trendRows,
} from "./analysis-trends.ts";
import type { VerificationLevel } from "./incidents.ts";
import { suppressed } from "./suppression.ts";

/** What a table for the public can be by, beside the year, which it is always by. */
export const PUBLIC_DIMENSIONS = ["quarter", "admin1", "kind", "perpetratorGroup"] as const;
export type PublicDimension = (typeof PUBLIC_DIMENSIONS)[number];
/** Small cells of more dimensions could be found from tables of fewer. */
export const MOST_PUBLIC_DIMENSIONS = 2;

export interface PublicOptions extends Pick<TrendsOptions, "operation" | "measure" | "civilians"> {
  /** The operation's today, ISO: no year that is not over. */
  today: string;
  by: readonly PublicDimension[];
  /** The levels that the operation counts. */
  verification: readonly VerificationLevel[];
  dataset?: string | null;
  /** First and last year; all that the dataset has and are over without them. */
  years?: { first: number; last: number } | null;
}

/** A row for the public: numbers are null where the row is kept back. */
export interface PublicTrendsRow extends Omit<TrendsRow, "events"> {
  events: number | null;
  suppressed?: true;
}
export interface PublicTrendsDocument extends Omit<TrendsDocument, "rows" | "coarse" | "by"> {
  public: true;
  by: ("year" | PublicDimension)[];
  rows: PublicTrendsRow[];
}

/** The newest year that is over on a day (ISO). */
export const lastClosedYear = (today: string): number => Number(today.slice(0, 4)) - 1;

/** Days of whole years as years; null where they are none, or not over on `today`. All ISO. */
export function closedYears(from: string, to: string, today: string): { first: number; last: number } | null {
  const [first, last] = [bucketOf(dayOf(from), "year"), bucketOf(dayOf(to), "year")];
  const whole = bucketStart(first, "year") === dayOf(from) && bucketEnd(last, "year") === dayOf(to);
  const years = { first: Number(from.slice(0, 4)), last: Number(to.slice(0, 4)) };
  return whole && years.last <= lastClosedYear(today) && years.first <= years.last ? years : null;
}

/**
 * The table with rows kept back whole where a count of any kind is from 1 to 4, and with them those that hide it.
 * @throws RangeError for an unknown dataset, a year that is not over, or too many dimensions
 */
export function publicTrends(facts: Facts, options: PublicOptions): PublicTrendsDocument {
  const { today, by, years } = options;
  const last = years?.last ?? lastClosedYear(today);
  if (by.length > MOST_PUBLIC_DIMENSIONS || new Set(by).size < by.length || last > lastClosedYear(today))
    throw new RangeError("no such public table");
  const dataset = findDataset(facts, options.dataset);
  const asked = {
    ...{ operation: options.operation, dataset: dataset?.id ?? null, verification: options.verification },
    ...{ from: years ? `${years.first}-01-01` : null, to: `${last}-12-31`, by: ["year" as const, ...by] },
  };
  const {
    coarse: _,
    by: _by,
    rows,
    ...about
  } = trendRows(facts, {
    ...asked,
    ...{ measure: options.measure ?? "events", civilians: options.civilians ?? false },
  });
  const counts = countsOf(facts, asked);
  const hidden = new Set([...byYear(rows)].flatMap((places) => hiddenOf(rows, counts, places, by)));
  const shown = rows.map((row, at) => (hidden.has(at) ? { key: row.key, ...NOTHING } : row));
  return { ...about, by: ["year", ...by], public: true, rows: shown };
}

const NOTHING = {
  ...{ events: null, low: null, best: null, high: null, unknownStatus: null },
  suppressed: true as const,
};

const COUNTED: readonly { measure: TrendMeasure; civilians?: true }[] = [
  { measure: "killed" },
  { measure: "killed", civilians: true },
  { measure: "injured" },
  { measure: "abducted" },
  { measure: "displaced" },
];

/** Of each row everything that can be asked of it, and what is left of one count when another is taken away. */
function countsOf(facts: Facts, asked: TrendsOptions): number[][] {
  const tables = COUNTED.map((counted) => trendRows(facts, { ...asked, ...counted }).rows);
  const [all, civilians] = tables as [TrendsRow[], TrendsRow[]];
  return all.map((row, at) => {
    const others = (row.best ?? 0) - (civilians[at]!.best ?? 0);
    return [
      ...tables.flatMap((rows) => [rows[at]!.low, rows[at]!.best, rows[at]!.high]),
      ...[row.events, civilians[at]!.events, row.events - civilians[at]!.events],
      ...[row.unknownStatus, others, others - (row.unknownStatus ?? 0)],
    ].map((count) => Math.max(0, count ?? 0));
  });
}

/** Places of the rows of each year. */
function byYear(rows: readonly TrendsRow[]): Iterable<number[]> {
  const years = new Map<unknown, number[]>();
  for (const [at, { key }] of rows.entries()) years.set(key.year, [...(years.get(key.year) ?? []), at]);
  return years.values();
}

/** Rows of one year to keep back, for the sake of any of their counts. */
function hiddenOf(
  rows: readonly TrendsRow[],
  counts: readonly (readonly number[])[],
  places: readonly number[],
  by: readonly PublicDimension[],
): number[] {
  // A list is one column of a table: only its sum is known besides.
  const isTable = by.length === MOST_PUBLIC_DIMENSIONS;
  const lines = by.map((dimension) => numbered(places.map((at) => rows[at]!.key[dimension])));
  const lineOf = (line: number, place: number) => (isTable ? lines[line]![place]! : 0);
  const measures = counts[places[0]!]!.keys();
  return [...measures].flatMap((measure) => {
    const cells = places.map((at, place) => ({
      ...{ row: lineOf(0, place), column: lineOf(1, place) },
      value: counts[at]![measure]!,
    }));
    return [...suppressed(cells)].map((place) => places[place]!);
  });
}

/** Equal values as equal numbers. */
function numbered(values: readonly unknown[]): number[] {
  const known = new Map<unknown, number>();
  return values.map((value) => {
    if (!known.has(value)) known.set(value, known.size);
    return known.get(value)!;
  });
}
