/**
 * The document that `trends --json` prints and reports are built on: totals by any dimensions, with the rules that
 * keep a figure honest. One dataset at a time; levels of verification are split unless they are named; a measure that
 * the dataset does not record is null, never 0; a range is given only where every counted event has one.
 */
import { dayOf } from "../time.ts";
import { bucketKey } from "../time-buckets.ts";
import {
  type Dimension,
  type Facts,
  type GroupRow,
  groupBy,
  groupName,
  isBucket,
  select,
  shownCivilians,
  shownRange,
} from "./analysis.ts";
import { coarseColumn } from "./analysis-dimensions.ts";
import type { FactsDataset } from "./analysis-facts.ts";
import type { FactsFilter } from "./analysis-filter.ts";
import { PARTY_CLASS } from "./analysis-parties.ts";
import type { VerificationLevel } from "./incidents.ts";

export const TREND_MEASURES = ["events", "killed", "injured", "abducted", "displaced"] as const;
export type TrendMeasure = (typeof TREND_MEASURES)[number];

export interface TrendsOptions {
  operation: string;
  /** ISO dates, both ends inclusive; null = from the first, to the last event, also after the operation's clock. */
  from?: string | null;
  to?: string | null;
  by?: readonly Dimension[];
  measure?: TrendMeasure;
  civilians?: boolean;
  /** Levels to add together; null splits the rows by level. */
  verification?: readonly VerificationLevel[] | null;
  /** Id or name; null = the operation's primary dataset. */
  dataset?: string | null;
  includeIllustrative?: boolean;
}

export interface TrendsRow {
  /** One entry per dimension; `year` is a number, other periods texts such as `2016-01`; null = not known. */
  key: Record<string, string | number | null>;
  events: number;
  low: number | null;
  best: number | null;
  high: number | null;
  /** Only where some upper end is open: the true number may be higher. */
  atLeast?: true;
  /** Dead of unknown status, of all events of the row; never part of a civilian figure. */
  unknownStatus: number | null;
}

export interface TrendsDocument {
  operation: string;
  dataset: string;
  verification: VerificationLevel[] | null;
  from: string | null;
  to: string | null;
  by: Dimension[];
  measure: TrendMeasure;
  civilians: boolean;
  /** Events whose first and last day lie in different periods of `by`. */
  coarse: number;
  rows: TrendsRow[];
}

/** The dataset of a name or id, or the primary one. Undefined where the facts hold no such dataset. */
export function findDataset(facts: Facts, wanted: string | null | undefined): FactsDataset | undefined {
  const { datasets } = facts.dictionaries;
  if (wanted == null) return datasets.find(({ primary }) => primary) ?? datasets[0];
  return datasets.find(({ id, name }) => id === wanted || name === wanted);
}

/**
 * Trends of one dataset. `events` counts every selected event, with `civilians` those with at least one civilian dead.
 * Rows are sorted by key. Throws RangeError for an unknown dataset or a date that is none.
 */
export function trendRows(facts: Facts, options: TrendsOptions): TrendsDocument {
  const { measure = "events", civilians = false, by = ["year"] } = options;
  const levels = options.verification?.length ? options.verification : null;
  const dataset = findDataset(facts, options.dataset);
  if (!dataset) throw new RangeError("unknown dataset");
  const filter: FactsFilter = {
    from: options.from == null ? null : dayOf(options.from),
    to: options.to == null ? null : dayOf(options.to),
    dataset: dataset.id,
    verification: levels,
    includeIllustrative: options.includeIllustrative,
  };
  const split: Dimension[] = levels || by.includes("verification") ? [...by] : [...by, "verification"];
  const groups = groupBy(facts, select(facts, filter), split);
  const counted = civilians
    ? groupBy(facts, select(facts, { ...filter, civiliansOnly: true }), split)
    : groups;
  const countedOf = new Map(counted.map((row) => [JSON.stringify(row.key), row.events]));
  const rows = groups.map((group) => {
    const events = countedOf.get(JSON.stringify(group.key)) ?? 0;
    const hasDead = measure === "events" || measure === "killed";
    const unknownStatus = hasDead ? group.unknownStatus : null;
    return {
      key: keyOf(facts, split, group),
      events,
      ...figure(group, events, measure, civilians, dataset),
      unknownStatus,
    };
  });
  return {
    operation: options.operation,
    dataset: dataset.name,
    verification: levels ? [...levels] : null,
    from: options.from ?? null,
    to: options.to ?? null,
    by: [...by],
    measure,
    civilians,
    coarse: coarseOf(facts, { ...filter, civiliansOnly: civilians }, by),
    rows: rows.sort((a, b) => compareKeys(Object.values(a.key), Object.values(b.key))),
  };
}

type Range = Pick<TrendsRow, "low" | "best" | "high" | "atLeast">;

const NOT_RECORDED: Range = { low: null, best: null, high: null };

function figure(
  group: GroupRow,
  events: number,
  measure: TrendMeasure,
  civilians: boolean,
  dataset: FactsDataset,
): Range {
  if (measure === "events") return { low: events, best: events, high: events };
  if (!dataset.measures.includes(measure)) return NOT_RECORDED;
  if (measure !== "killed") return civilians ? NOT_RECORDED : { low: null, best: group[measure], high: null };
  if (civilians && !dataset.civilianRange) return { low: null, best: group.civilian, high: null };
  const { atLeast, ...range } = civilians ? shownCivilians(group) : shownRange(group);
  return atLeast ? { ...range, atLeast } : range;
}

function keyOf(facts: Facts, dimensions: readonly Dimension[], { key }: GroupRow): TrendsRow["key"] {
  return Object.fromEntries(
    dimensions.map((dimension, place) => [dimension, printed(facts, dimension, key[place]!)]),
  );
}

/** A group as the outside names it: P-code (else id) of an area, name of an actor or dataset, text of a period. */
function printed(facts: Facts, dimension: Dimension, id: string | number | null): string | number | null {
  if (id === null || id === PARTY_CLASS.none) return null;
  if (dimension === "year") return id;
  if (isBucket(dimension)) return bucketKey(id as number, dimension);
  const { areas, datasets } = facts.dictionaries;
  if (dimension === "admin1" || dimension === "admin2")
    return areas.find(({ ref }) => ref === id)?.pcode ?? id;
  if (dimension === "dataset") return datasets.find((dataset) => dataset.id === id)?.name ?? id;
  return groupName(facts, dimension, id) ?? id;
}

/** Events whose first and last day lie in different periods of one of these kinds. */
function coarseOf(facts: Facts, filter: FactsFilter, by: readonly Dimension[]): number {
  const columns = by.filter(isBucket).map((bucket) => coarseColumn(facts, bucket));
  return select(facts, filter).filter((row) => columns.some((column) => column[row] === 1)).length;
}

/** Numbers by size, texts by code unit, unknown last. */
function compareKeys(one: TrendsRow["key"][string][], other: TrendsRow["key"][string][]): number {
  for (const [place, a] of one.entries()) {
    const b = other[place] ?? null;
    if (a === b) continue;
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -1 : 1;
  }
  return 0;
}
