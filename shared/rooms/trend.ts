/**
 * Comparing a period with others, so that a change is called one only where the numbers carry it.
 *
 * The rule of thumb for counts: notable when C + P ≥ 10 and |C − P| > 2·√(C + P); below ten together "too few to
 * compare"; otherwise "no clear change". Periods of different length (months) are compared per day.
 */
import { calendarOf, type Day, dayFrom } from "../time.ts";
import { BUCKETS, type Bucket, bucketEnd, bucketOf, bucketStart } from "../time-buckets.ts";
import type { ShownRange } from "./analysis-range.ts";

/** First and last day, both inclusive. */
export interface Window {
  from: Day;
  to: Day;
}

/** `open`: a count is "at least", and what is missing of it could turn the verdict. */
export type Verdict = "too_few" | "rise" | "fall" | "no_clear_change" | "unknown" | "open";

export interface Comparison {
  current: number | null;
  previous: number | null;
  /** Current minus previous count. */
  delta: number | null;
  /** Change in percent of the previous; per day where the lengths differ; "new" where there was nothing before. */
  pct: number | "new" | null;
  perDay: boolean;
  verdict: Verdict;
}

/** Fewer than this in both periods together say nothing about change. */
export const ENOUGH_TOGETHER = 10;
/** A difference is notable from more than this many square roots of the sum (rule of thumb for counts). */
export const NOTABLE_ROOTS = 2;
/** Windows before the current one whose mean stands beside it. */
export const MEAN_OF_WINDOWS = 4;

export const daysOf = ({ from, to }: Window): number => to - from + 1;

/** Compares two counts of windows that may differ in length (days). A count that is not known gives no verdict. */
export function compare(
  current: number | null,
  previous: number | null,
  currentDays = 1,
  previousDays = currentDays,
): Comparison {
  const perDay = currentDays !== previousDays;
  if (current === null || previous === null) {
    return { current, previous, delta: null, pct: null, perDay, verdict: "unknown" };
  }
  const expected = (previous * currentDays) / previousDays;
  return {
    current,
    previous,
    delta: current - previous,
    pct: percent(current, expected),
    perDay,
    verdict: verdictOf(current, previous, expected),
  };
}

/** Two counts with their ranges, as they are shown beside the verdict. */
export interface RangeComparison extends Omit<Comparison, "current" | "previous"> {
  current: ShownRange;
  previous: ShownRange;
}

/** A count that is exactly known, or not at all. */
export const exactly = (count: number | null): ShownRange => ({
  ...{ low: count, best: count, high: count },
  atLeast: false,
});

/** As `compare` by the best counts; a verdict stands only where no open upper end could turn it. */
export function compareRanges(
  current: ShownRange,
  previous: ShownRange,
  currentDays = 1,
  previousDays = currentDays,
): RangeComparison {
  const judged = compare(current.best, previous.best, currentDays, previousDays);
  const verdict = withOpenEnds(judged.verdict, current.atLeast, previous.atLeast);
  return { ...judged, verdict, current, previous };
}

/** "At least 40 after 10" is a rise whatever is missing; "40 after at least 10" may be none. */
function withOpenEnds(verdict: Verdict, currentIsOpen: boolean, previousIsOpen: boolean): Verdict {
  if (verdict === "unknown") return verdict;
  const holds =
    verdict === "rise"
      ? !previousIsOpen
      : verdict === "fall"
        ? !currentIsOpen
        : !currentIsOpen && !previousIsOpen;
  return holds ? verdict : "open";
}

function percent(current: number, expected: number): number | "new" {
  if (expected === 0) return current === 0 ? 0 : "new";
  return ((current - expected) / expected) * 100;
}

/** `expected` is the previous count brought to the length of the current window. */
function verdictOf(current: number, previous: number, expected: number): Verdict {
  if (current + previous < ENOUGH_TOGETHER) return "too_few";
  const isNotable = Math.abs(current - expected) > NOTABLE_ROOTS * Math.sqrt(current + expected);
  if (!isNotable) return "no_clear_change";
  return current > expected ? "rise" : "fall";
}

/** The calendar period a window is exactly, if it is one; the longest fits first. */
export function bucketOfWindow({ from, to }: Window): Bucket | null {
  const isWhole = (bucket: Bucket) => {
    const index = bucketOf(from, bucket);
    return bucketStart(index, bucket) === from && bucketEnd(index, bucket) === to;
  };
  return BUCKETS.find(isWhole) ?? null;
}

/** The window `steps` before: the calendar period before a calendar period, else as many days before. */
export function windowBefore(window: Window, steps = 1): Window {
  const bucket = bucketOfWindow(window);
  if (bucket === null) {
    const shift = steps * daysOf(window);
    return { from: window.from - shift, to: window.to - shift };
  }
  const index = bucketOf(window.from, bucket) - steps;
  return { from: bucketStart(index, bucket), to: bucketEnd(index, bucket) };
}

/** The same period a year earlier: same month or quarter, 52 weeks before for a week, else the same dates. */
export function windowLastYear(window: Window): Window {
  const perYear = { year: 1, quarter: 4, month: 12, week: 52, day: null };
  const bucket = bucketOfWindow(window);
  const steps = bucket && perYear[bucket];
  if (steps) return windowBefore(window, steps);
  const from = yearBefore(window.from);
  return { from, to: from + daysOf(window) - 1 };
}

/** The same date a year before; 29 February becomes 28 February. */
function yearBefore(day: Day): Day {
  const { year, month, dayOfMonth } = calendarOf(day);
  return dayFrom(year - 1, month, month === 2 && dayOfMonth === 29 ? 28 : dayOfMonth);
}

export interface WindowTrend {
  window: Window;
  previous: Window;
  lastYear: Window;
  /** From the first to the last day of the windows before that stand together as a mean. */
  lastFour: Window;
  againstPrevious: RangeComparison;
  againstLastYear: RangeComparison;
  /** Mean of the four windows before; nothing is known where one of them is not. */
  meanOfLastFour: ShownRange;
}

/** Everything a figure is compared with. `countIn` gives the count of a window, `best` null where it is not known. */
export function windowTrend(window: Window, countIn: (window: Window) => ShownRange): WindowTrend {
  const previous = windowBefore(window);
  const lastYear = windowLastYear(window);
  const current = countIn(window);
  const against = (other: Window) => compareRanges(current, countIn(other), daysOf(window), daysOf(other));
  const before = Array.from({ length: MEAN_OF_WINDOWS }, (_, at) => windowBefore(window, at + 1));
  return {
    window,
    previous,
    lastYear,
    lastFour: { from: before.at(-1)!.from, to: previous.to },
    againstPrevious: against(previous),
    againstLastYear: against(lastYear),
    meanOfLastFour: meanOf(before.map(countIn)),
  };
}

/** A bound is known where every count has it; the mean is "at least" where one of them is. */
function meanOf(counts: readonly ShownRange[]): ShownRange {
  const mean = (bound: "low" | "best" | "high") => {
    const known = counts.flatMap((count) => count[bound] ?? []);
    return known.length === counts.length
      ? known.reduce((sum, count) => sum + count, 0) / counts.length
      : null;
  };
  const atLeast = counts.some((count) => count.atLeast);
  return { low: mean("low"), best: mean("best"), high: atLeast ? null : mean("high"), atLeast };
}

/** A window stays provisional while it is not over on `today` or reports of it are still pending. */
export function isProvisional(window: Window, today: Day, pending: number): boolean {
  return window.to >= today || pending > 0;
}
