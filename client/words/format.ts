/**
 * The client's one door for numbers and dates in words. Unknown (null, or -1 from the facts) is never shown as 0.
 * Locale is a BCP 47 tag; days are numbers since 1970-01-01, dates ISO texts.
 */
import { type Day, dayOf, formatDay, formatInstant, formatMonth, MS_PER_DAY } from "../../shared/time.ts";

export const UNKNOWN = "–";
const numberFormats = new Map<string, Intl.NumberFormat>();

function numbers(tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(tag, options);
  numberFormats.set(key, made);
  return made;
}

const isUnknown = (value: number | null | undefined): value is null | undefined =>
  value === null || value === undefined || value < 0 || Number.isNaN(value);

/** A count; unknown (null or -1) as a dash. */
export function formatCount(value: number | null | undefined, tag: string): string {
  return isUnknown(value) ? UNKNOWN : numbers(tag).format(value);
}

/** "11 (11–17)", "≥ 11" where the upper bound is open, "11" where there is no range. */
export function formatRange(
  counts: { low: number | null; best: number | null; high: number | null; atLeast?: boolean },
  tag: string,
): string {
  const best = formatCount(counts.best, tag);
  // A copy tells a small count by its ends only.
  if (isUnknown(counts.best) && !isUnknown(counts.low) && !isUnknown(counts.high))
    return `${formatCount(counts.low, tag)}–${formatCount(counts.high, tag)}`;
  if (isUnknown(counts.best))
    return counts.atLeast && !isUnknown(counts.low) ? `≥ ${formatCount(counts.low, tag)}` : best;
  if (counts.atLeast) return `≥ ${best}`;
  if (isUnknown(counts.low) || isUnknown(counts.high)) return best;
  if (counts.low === counts.best && counts.high === counts.best) return best;
  return `${best} (${formatCount(counts.low, tag)}–${formatCount(counts.high, tag)})`;
}

/** A rate with one decimal place, which is as far as small populations carry. */
export const formatRate = (rate: number, tag: string): string =>
  numbers(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rate);

/** A share 0–1 in whole per cent; unknown as a dash. */
export function formatShare(share: number | null | undefined, tag: string): string {
  return isUnknown(share)
    ? UNKNOWN
    : numbers(tag, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A distance in km, whole from 10 km on. */
export function formatKm(km: number | null | undefined, tag: string): string {
  if (isUnknown(km)) return UNKNOWN;
  return numbers(tag, {
    style: "unit",
    unit: "kilometer",
    maximumFractionDigits: km < 10 ? 1 : 0,
  }).format(km);
}

/** A point as latitude, longitude to about 100 m. */
export function formatPoint(lat: number, lon: number, tag: string): string {
  const degrees = numbers(tag, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return `${degrees.format(lat)}, ${degrees.format(lon)}`;
}

/** "2 Mar 2019" of a day number or ISO date. */
export function formatDate(
  date: Day | string,
  tag: string,
  style: "short" | "long" | "weekday" = "short",
): string {
  return formatDay(typeof date === "string" ? dayOf(date) : date, tag, style);
}

const spans = new Map<string, Intl.DateTimeFormat>();

/** "2 Mar 2019", "28 Feb – 2 Mar 2019", "30 Dec 2018 – 2 Jan 2019": what both ends share is said once. */
export function formatSpan(from: Day | string, to: Day | string, tag: string): string {
  if (from === to) return formatDate(to, tag);
  let span = spans.get(tag);
  if (!span) {
    span = new Intl.DateTimeFormat(tag, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
    spans.set(tag, span);
  }
  return span.formatRange(instantOf(from), instantOf(to));
}

const instantOf = (date: Day | string): number =>
  (typeof date === "string" ? dayOf(date) : date) * MS_PER_DAY;

/** "Mar 2019" of the month a day lies in. */
export function formatMonthOf(date: Day | string, tag: string): string {
  return formatMonth(typeof date === "string" ? dayOf(date) : date, tag);
}

/** "Mon 2 Dec 2019, 09:00 WAT" of an ISO instant. */
export function formatTime(instant: string, tag: string, timeZone: string): string {
  return formatInstant(Date.parse(instant), tag, timeZone);
}

/** As formatTime, in the zone of the device: for what concerns a person and no operation. */
export function formatOwnTime(instant: string, tag: string): string {
  return formatTime(instant, tag, new Intl.DateTimeFormat().resolvedOptions().timeZone);
}

const lists = new Map<string, Intl.ListFormat>();

/** "a, b and c". */
export function formatList(items: readonly string[], tag: string): string {
  const list = lists.get(tag) ?? new Intl.ListFormat(tag, { type: "conjunction" });
  lists.set(tag, list);
  return list.format(items);
}
