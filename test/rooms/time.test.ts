/** Dates: day numbers, buckets and the operation's clock. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendarOf,
  clockInstant,
  dayOf,
  dayOfInstant,
  formatDay,
  formatInstant,
  isDate,
  isoOf,
  morningOf,
  todayOf,
} from "../../shared/time.ts";
import {
  BUCKETS,
  bucketEnd,
  bucketKey,
  bucketOf,
  bucketStart,
  formatBucket,
  parseBucket,
} from "../../shared/time-buckets.ts";

const anyDay = fc.integer({ min: dayOf("1800-01-01"), max: dayOf("2199-12-31") });
const anyBucket = fc.constantFrom(...BUCKETS);

describe("day numbers", () => {
  test("count from 1970-01-01", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(dayOf("2019-12-02")).toBe(18_232);
    expect(calendarOf(dayOf("2019-12-02")).weekday).toBe(1);
  });
  test("round-trip through ISO text", () => {
    fc.assert(fc.property(anyDay, (day) => dayOf(isoOf(day)) === day));
  });
  test.each(["2019-02-29", "2019-13-01", "2019-1-1", "01/02/2019", "", "0099-01-01", "2019-12-02T00:00"])(
    "refuse %j",
    (text) => {
      expect(isDate(text)).toBe(false);
      expect(() => dayOf(text)).toThrow(RangeError);
    },
  );
});

describe("buckets", () => {
  test("have the keys of the command line", () => {
    const keys = (iso: string) => BUCKETS.map((bucket) => bucketKey(bucketOf(dayOf(iso), bucket), bucket));
    expect(keys("2016-01-20")).toEqual(["2016", "2016-Q1", "2016-01", "2016-W03", "2016-01-20"]);
    expect(keys("2016-01-03")).toEqual(["2016", "2016-Q1", "2016-01", "2015-W53", "2016-01-03"]);
    expect(keys("2018-12-31")).toEqual(["2018", "2018-Q4", "2018-12", "2019-W01", "2018-12-31"]);
  });
  test("hold each day exactly once and touch without gaps", () => {
    fc.assert(
      fc.property(anyDay, anyBucket, (day, bucket) => {
        const index = bucketOf(day, bucket);
        expect(bucketStart(index, bucket)).toBeLessThanOrEqual(day);
        expect(bucketEnd(index, bucket)).toBeGreaterThanOrEqual(day);
        expect(bucketOf(bucketEnd(index, bucket), bucket)).toBe(index);
        expect(bucketOf(bucketEnd(index, bucket) + 1, bucket)).toBe(index + 1);
      }),
    );
  });
  test("round-trip through their keys", () => {
    fc.assert(
      fc.property(anyDay, anyBucket, (day, bucket) => {
        const index = bucketOf(day, bucket);
        expect(parseBucket(bucketKey(index, bucket))).toEqual({ bucket, index });
      }),
    );
  });
  test.each(["2019-W53", "2019-00", "2019-13", "2019-Q5", "19", "2019-02-30"])("refuse the key %s", (key) => {
    expect(() => parseBucket(key)).toThrow(RangeError);
  });
});

describe("the operation's clock", () => {
  test("a fixed clock stands still, whatever the machine says", () => {
    const clock = "2019-12-02T09:00+01:00";
    expect(clockInstant(clock, 0)).toBe(Date.UTC(2019, 11, 2, 8));
    expect(isoOf(todayOf(clock, "Africa/Bangui", 0))).toBe("2019-12-02");
  });
  test("today is that of the operation's zone", () => {
    const justBeforeMidnight = Date.UTC(2019, 11, 1, 23, 30);
    expect(isoOf(todayOf(null, "Africa/Bangui", justBeforeMidnight))).toBe("2019-12-02");
    expect(isoOf(dayOfInstant(justBeforeMidnight, "UTC"))).toBe("2019-12-01");
    expect(isoOf(dayOfInstant(justBeforeMidnight, "America/Port-au-Prince"))).toBe("2019-12-01");
  });
  test("a clock without offset is refused", () => {
    expect(() => clockInstant("2019-12-02T09:00")).toThrow(RangeError);
    expect(() => clockInstant("2019-12-02")).toThrow(RangeError);
  });
});

describe("dates in words", () => {
  test("cannot be mistaken", () => {
    expect(formatDay(dayOf("2019-03-02"), "en")).toBe("2 Mar 2019");
    expect(formatDay(dayOf("2019-03-02"), "en", "long")).toBe("2 March 2019");
    expect(formatDay(dayOf("2019-03-02"), "fr")).toBe("2 mars 2019");
    expect(formatInstant(Date.UTC(2019, 11, 2, 8), "en", "Africa/Bangui")).toMatch(/^2 Dec 2019, 09:00/);
  });
  test("buckets too", () => {
    expect(formatBucket(bucketOf(dayOf("2019-03-02"), "quarter"), "quarter", "en")).toBe("Q1 2019");
    expect(formatBucket(bucketOf(dayOf("2019-03-02"), "month"), "month", "en")).toBe("Mar 2019");
    expect(formatBucket(2019, "year", "en")).toBe("2019");
  });
});

describe("moving a clock", () => {
  test.each([
    ["Africa/Bangui", "2019-12-02T08:00:00.000Z"],
    ["UTC", "2019-12-02T09:00:00.000Z"],
    ["Asia/Kathmandu", "2019-12-02T03:15:00.000Z"],
    ["America/New_York", "2019-12-02T14:00:00.000Z"],
    ["Pacific/Kiritimati", "2019-12-01T19:00:00.000Z"],
  ])("nine in the morning in %s", (zone, instant) => {
    expect(morningOf("2019-12-02", zone)).toBe(instant);
    expect(isoOf(todayOf(morningOf("2019-12-02", zone), zone))).toBe("2019-12-02");
  });
});
