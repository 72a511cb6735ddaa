/**
 * Comparing a period with others, so that a change is called one only where the numbers carry it.
 *
 * The rule of thumb for counts: notable when C + P ≥ 10 and |C − P| > 2·√(C + P); below ten together "too few to
 * compare"; otherwise "no clear change". Periods of different length (months) are compared per day.
 */
import { calendarOf, type Day, dayFrom } from "../time.ts";
import { BUCKETS, type Bucket, bucketEnd, bucketOf, bucketStart } from "../time-buckets.ts";

/** First and last day, both inclusive. */
export interface Window {
  from: Day;
  to: Day;
}

export type Verdict = "too_few" | "rise" | "fall" | "no_clear_change" | "unknown";

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
  againstPrevious: Comparison;
  againstLastYear: Comparison;
  /** Mean count of the four windows before; null where one of them is not known. */
  meanOfLastFour: number | null;
}

/** Everything a figure is compared with. `countIn` gives the count of a window, null where it is not known. */
export function windowTrend(window: Window, countIn: (window: Window) => number | null): WindowTrend {
  const previous = windowBefore(window);
  const lastYear = windowLastYear(window);
  const current = countIn(window);
  const against = (other: Window) => compare(current, countIn(other), daysOf(window), daysOf(other));
  const lastFour = Array.from({ length: MEAN_OF_WINDOWS }, (_, at) => countIn(windowBefore(window, at + 1)));
  const known = lastFour.filter((count) => count !== null);
  return {
    window,
    previous,
    lastYear,
    againstPrevious: against(previous),
    againstLastYear: against(lastYear),
    meanOfLastFour:
      known.length === MEAN_OF_WINDOWS
        ? known.reduce((sum, count) => sum + count, 0) / MEAN_OF_WINDOWS
        : null,
  };
}

/** A window stays provisional while it is not over on `today` or reports of it are still pending. */
export function isProvisional(window: Window, today: Day, pending: number): boolean {
  return window.to >= today || pending > 0;
}
