/**
 * Time buckets: year, quarter, month, ISO week and day as whole numbers that grow by one from bucket to bucket.
 * Whole numbers make grouping and gap filling plain arithmetic; the keys (`2016`, `2016-Q1`, `2016-01`, `2016-W03`,
 * `2016-01-31`) are for addresses, files and the command line.
 */
import { calendarOf, type Day, dayFrom, dayOf, formatDay, formatMonth, isoOf } from "./time.ts";

export const BUCKETS = ["year", "quarter", "month", "week", "day"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Monday 29 December 1969 is day -3, so ISO weeks begin where (day + 3) is a multiple of 7. */
const WEEK_SHIFT = 3;

/** The bucket a day lies in. */
export function bucketOf(day: Day, bucket: Bucket): number {
  if (bucket === "day") return day;
  if (bucket === "week") return Math.floor((day + WEEK_SHIFT) / 7);
  const { year, month } = calendarOf(day);
  if (bucket === "year") return year;
  return bucket === "quarter" ? year * 4 + Math.floor((month - 1) / 3) : year * 12 + month - 1;
}

/** First day of a bucket. */
export function bucketStart(index: number, bucket: Bucket): Day {
  switch (bucket) {
    case "day":
      return index;
    case "week":
      return index * 7 - WEEK_SHIFT;
    case "month":
      return dayFrom(Math.floor(index / 12), (index % 12) + 1, 1);
    case "quarter":
      return dayFrom(Math.floor(index / 4), (index % 4) * 3 + 1, 1);
    case "year":
      return dayFrom(index, 1, 1);
  }
}

/** Last day of a bucket. */
export function bucketEnd(index: number, bucket: Bucket): Day {
  return bucketStart(index + 1, bucket) - 1;
}

/** Key of a bucket: `2016`, `2016-Q1`, `2016-01`, `2016-W03` (ISO week and its ISO year) or `2016-01-31`. */
export function bucketKey(index: number, bucket: Bucket): string {
  const start = isoOf(bucketStart(index, bucket));
  switch (bucket) {
    case "day":
      return start;
    case "month":
      return start.slice(0, 7);
    case "quarter":
      return `${start.slice(0, 4)}-Q${(index % 4) + 1}`;
    case "year":
      return start.slice(0, 4);
    case "week": {
      // The ISO year of a week is the calendar year of its Thursday.
      const year = calendarOf(bucketStart(index, "week") + 3).year;
      const number = index - firstWeek(year) + 1;
      return `${String(year).padStart(4, "0")}-W${String(number).padStart(2, "0")}`;
    }
  }
}

/** The bucket a key names and its kind. Throws RangeError for a text that is no key, such as `2019-W53`. */
export function parseBucket(key: string): { bucket: Bucket; index: number } {
  const found = KEY_SHAPES.find(([, shape]) => shape.test(key));
  if (!found) throw new RangeError("not a period");
  const [bucket] = found;
  const index = indexOfKey(key, bucket);
  if (bucketKey(index, bucket) !== key) throw new RangeError("not a period");
  return { bucket, index };
}

/** A bucket in words: `2016`, `Q1 2016`, `Jan 2016`, `2016-W03`, `31 Jan 2016`. */
export function formatBucket(index: number, bucket: Bucket, locale: string): string {
  const start = bucketStart(index, bucket);
  if (bucket === "day") return formatDay(start, locale);
  if (bucket === "month") return formatMonth(start, locale);
  if (bucket === "quarter") return `Q${(index % 4) + 1} ${Math.floor(index / 4)}`;
  return bucketKey(index, bucket);
}

const KEY_SHAPES: readonly (readonly [Bucket, RegExp])[] = [
  ["year", /^\d{4}$/],
  ["quarter", /^\d{4}-Q[1-4]$/],
  ["month", /^\d{4}-\d{2}$/],
  ["week", /^\d{4}-W\d{2}$/],
  ["day", /^\d{4}-\d{2}-\d{2}$/],
];

function indexOfKey(key: string, bucket: Bucket): number {
  const year = Number(key.slice(0, 4));
  switch (bucket) {
    case "year":
      return year;
    case "quarter":
      return year * 4 + Number(key.slice(6)) - 1;
    case "month":
      return year * 12 + Number(key.slice(5)) - 1;
    case "week":
      return firstWeek(year) + Number(key.slice(6)) - 1;
    case "day":
      return dayOf(key);
  }
}

/** Index of ISO week 1 of a year: the week that holds 4 January. */
function firstWeek(year: number): number {
  return bucketOf(dayFrom(year, 1, 4), "week");
}
