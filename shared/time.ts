/**
 * The one door for dates: everything else handles day numbers (days since 1970-01-01) or ISO texts and asks here.
 *
 * Calendar dates carry no zone, so all calendar arithmetic is done in UTC. Zone and locale are always arguments;
 * the machine's own date enters only through `systemNow`, and an operation's "today" only through its clock.
 */

/** Days since 1970-01-01, a calendar date without zone. */
export type Day = number;

export const MS_PER_DAY = 86_400_000;

/** Milliseconds since 1970-01-01T00:00Z by the machine's clock. Nothing else may ask the machine. */
export function systemNow(): number {
  return Date.now();
}

/** Day number of year, month (1–12) and day of the month; days beyond the month's end run over. Years from 1000. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  return Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY;
}

/** Year, month (1–12), day of the month and ISO weekday (Monday 1 … Sunday 7) of a day. */
export function calendarOf(day: Day): { year: number; month: number; dayOfMonth: number; weekday: number } {
  const date = new Date(day * MS_PER_DAY);
  const weekday = date.getUTCDay() || 7;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    dayOfMonth: date.getUTCDate(),
    weekday,
  };
}

/** Day number of `YYYY-MM-DD`. Throws RangeError for any other text and for dates that do not exist. */
export function dayOf(iso: string): Day {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const day = parts ? dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3])) : Number.NaN;
  if (Number.isNaN(day) || isoOf(day) !== iso) throw new RangeError("not a date");
  return day;
}

/** True for a `YYYY-MM-DD` that exists. */
export function isDate(iso: string): boolean {
  try {
    dayOf(iso);
    return true;
  } catch {
    return false;
  }
}

/** `YYYY-MM-DD` of a day number. */
export function isoOf(day: Day): string {
  const { year, month, dayOfMonth } = calendarOf(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** An operation's clock: null runs live, an ISO instant with offset stands still there (demonstration, training). */
export type OperationClock = string | null;

/** Milliseconds of the operation's now. Throws RangeError where a fixed clock has no offset or is no instant. */
export function clockInstant(clock: OperationClock, now: number = systemNow()): number {
  if (clock === null) return now;
  const instant = /(Z|[+-]\d{2}:?\d{2})$/.test(clock) ? Date.parse(clock) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError("clock is no instant with offset");
  return instant;
}

/** The operation's today: the calendar date its clock shows in its time zone. */
export function todayOf(clock: OperationClock, timeZone: string, now: number = systemNow()): Day {
  return dayOfInstant(clockInstant(clock, now), timeZone);
}

/** The calendar date of an instant (ms) in a time zone such as `Africa/Bangui`. */
export function dayOfInstant(instant: number, timeZone: string): Day {
  const options = {
    timeZone,
    calendar: "iso8601",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  } as const;
  const read = new Map(
    formatter("en", options)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  return dayFrom(Number(read.get("year")), Number(read.get("month")), Number(read.get("day")));
}

/** Nine in the morning of an ISO date in a time zone, as an ISO instant: where a moved demonstration clock stands. */
export function morningOf(iso: string, timeZone: string): string {
  const guess = dayOf(iso) * MS_PER_DAY + 9 * 3_600_000;
  const shown = formatter("en", { timeZone, hourCycle: "h23", hour: "numeric", minute: "numeric" })
    .formatToParts(guess)
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => Number(value));
  const days = dayOfInstant(guess, timeZone) - dayOf(iso);
  const ahead = days * MS_PER_DAY + ((shown[0] ?? 9) - 9) * 3_600_000 + (shown[1] ?? 0) * 60_000;
  return new Date(guess - ahead).toISOString();
}

/** A date in words, e.g. `2 Mar 2019`; `long` spells the month, `weekday` adds the day of the week. */
export function formatDay(day: Day, locale: string, style: "short" | "long" | "weekday" = "short"): string {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: "UTC",
    year: "numeric",
    month: style === "long" ? "long" : "short",
    day: "numeric",
    weekday: style === "weekday" ? "short" : undefined,
  };
  return formatter(locale, options).format(day * MS_PER_DAY);
}

/** Date and time of an instant (ms) in a zone, with the zone's name, e.g. `2 Dec 2019, 09:00 WAT`. */
export function formatInstant(instant: number, locale: string, timeZone: string): string {
  const options = {
    timeZone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  } as const;
  return formatter(locale, options).format(instant);
}

/** Month and year, e.g. `Mar 2019`, of the month a day lies in. */
export function formatMonth(day: Day, locale: string): string {
  return formatter(locale, { timeZone: "UTC", year: "numeric", month: "short" }).format(day * MS_PER_DAY);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make, so each is kept. Plain English reads day before month, which nobody can mistake. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options);
  formatters.set(key, made);
  return made;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
