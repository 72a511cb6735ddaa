/**
 * The numbers of the timeline: per bucket all killed with their range and the civilians among them, once for the levels
 * the operation counts and once for the others, which stand beside and are never added.
 */
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  groupBy,
  select,
  shownCivilians,
  shownRange,
} from "../../../shared/rooms/analysis.ts";
import { VERIFICATION_LEVELS, type VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { bucketEnd, bucketOf, bucketStart } from "../../../shared/time-buckets.ts";
import type { ChartBucket, Period } from "../dashboard-types.ts";

/** Sums of some incidents. Null where none of them records the measure. */
export interface HarmSums {
  events: number;
  killed: number | null;
  low: number | null;
  high: number | null;
  civilian: number | null;
  unknownStatus: number | null;
  /** Some upper end of killed is open: shown with "≥". */
  atLeast: boolean;
  /** Something is told by its ends alone, so that there is no best number; nothing adds up to one with it. */
  keptBack: { killed: boolean; civilian: boolean };
}

/** Of a bucket without events nothing is known but that. */
export const NO_HARM: HarmSums = {
  events: 0,
  killed: null,
  low: null,
  high: null,
  civilian: null,
  unknownStatus: null,
  atLeast: false,
  keptBack: { killed: false, civilian: false },
};

export interface TimelineBar extends HarmSums {
  /** Bucket number (shared/time-buckets.ts). */
  index: number;
  /** Killed in incidents of other levels; null when there are none. */
  otherKilled: number | null;
  otherEvents: number;
}

export interface TimelineSeries {
  bucket: ChartBucket;
  bars: TimelineBar[];
  /** Days the axis spans: whole buckets from the dataset's first day to its last, or today where that is later. */
  span: Period;
  /** Largest value drawn. */
  most: number;
  hasOther: boolean;
}

/** A group of the aggregator as bars and tables show it. */
export function harmSums(row: GroupRow): HarmSums {
  const { low, best, high, atLeast } = shownRange(row);
  const { events, unknownStatus } = row;
  const { best: civilian } = shownCivilians(row);
  const isTold = (...measures: (number | null)[]) => measures.some((number) => number !== null);
  const keptBack = {
    killed: best === null && isTold(row.low, row.best, row.high),
    civilian: civilian === null && isTold(row.civilianLow, row.civilian, row.civilianHigh),
  };
  return { events, killed: best, low, high, civilian, unknownStatus, atLeast, keptBack };
}

/** Levels drawn solid and levels drawn hatched, under the filter. Rejected reports are in neither. */
export function splitLevels(
  filter: FactsFilter,
  headline: readonly VerificationLevel[],
): { counted: VerificationLevel[]; other: VerificationLevel[] } {
  const wanted = filter.verification?.length ? filter.verification : VERIFICATION_LEVELS;
  const known = wanted.filter((level) => level !== "rejected");
  return {
    counted: known.filter((level) => headline.includes(level)),
    other: known.filter((level) => !headline.includes(level)),
  };
}

/** The same series on a shorter axis: the period with twice its length before and after it. */
export function closerSeries(series: TimelineSeries, period: Period): TimelineSeries {
  const { bucket, span } = series;
  const room = 2 * (period.to - period.from + 1);
  const from = bucketStart(bucketOf(Math.max(span.from, period.from - room), bucket), bucket);
  const to = bucketEnd(bucketOf(Math.min(span.to, period.to + room), bucket), bucket);
  const bars = series.bars.filter(
    ({ index }) => bucketStart(index, bucket) >= from && bucketEnd(index, bucket) <= to,
  );
  return { ...series, bars, span: { from, to }, most: largest(bars) };
}

const largest = (bars: readonly TimelineBar[]): number =>
  bars.reduce((most, bar) => Math.max(most, bar.high ?? 0, bar.killed ?? 0, bar.otherKilled ?? 0), 0);

const emptyBar = (index: number): TimelineBar => ({
  index,
  ...NO_HARM,
  otherKilled: null,
  otherEvents: 0,
});

/** First and last day of the dataset, widened to whole buckets; up to `today` where the data end before. */
function spanOf(facts: Facts, filter: FactsFilter, today: number, bucket: ChartBucket): Period {
  const all = select(facts, { dataset: filter.dataset, includeIllustrative: filter.includeIllustrative });
  const first = all.length > 0 ? facts.day[all[0]!]! : today;
  const last = all.length > 0 ? facts.day[all[all.length - 1]!]! : today;
  return {
    from: bucketStart(bucketOf(Math.min(first, today), bucket), bucket),
    to: bucketEnd(bucketOf(Math.max(last, today), bucket), bucket),
  };
}

/** All bars of the filter without its period, in order of time. `today` in days since 1970-01-01. */
export function timelineSeries(
  facts: Facts,
  filter: FactsFilter,
  headline: readonly VerificationLevel[],
  bucket: ChartBucket,
  today: number,
): TimelineSeries {
  const bars = new Map<number, TimelineBar>();
  const barOf = (index: number) => {
    const bar = bars.get(index) ?? emptyBar(index);
    bars.set(index, bar);
    return bar;
  };
  const { counted, other } = splitLevels(filter, headline);
  const whole = { ...filter, from: null, to: null };
  const rowsOf = (verification: VerificationLevel[]) =>
    verification.length > 0 ? groupBy(facts, select(facts, { ...whole, verification }), [bucket]) : [];
  for (const row of rowsOf(counted)) Object.assign(barOf(Number(row.key[0])), harmSums(row));
  for (const row of rowsOf(other)) {
    Object.assign(barOf(Number(row.key[0])), { otherEvents: row.events, otherKilled: shownRange(row).best });
  }
  const list = [...bars.values()].sort((a, b) => a.index - b.index);
  return {
    bucket,
    bars: list,
    span: spanOf(facts, filter, today, bucket),
    most: largest(list),
    hasOther: list.some((bar) => bar.otherEvents > 0),
  };
}
