/** The timeline's arithmetic: pixels and days agree, brushes stay whole, bars hold the aggregator's totals. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  axisSteps,
  dayAtX,
  dragPeriod,
  extentOf,
  gripAt,
  playFrom,
  shiftEnd,
  shiftPeriod,
  type TimeScale,
  xOfDay,
} from "../../client/ui/timeline/geometry.ts";
import { closerSeries, timelineSeries } from "../../client/ui/timeline/series.ts";
import { select, totals } from "../../shared/rooms/analysis.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { dayOf, isoOf } from "../../shared/time.ts";
import { anyFacts } from "../support/facts.ts";

const scale: TimeScale = {
  first: dayOf("2010-01-01"),
  last: dayOf("2019-12-31"),
  start: 44,
  width: 1200,
  flip: false,
};
const flipped = { ...scale, flip: true };
const period = { from: dayOf("2015-01-01"), to: dayOf("2015-12-31") };
const iso = ({ from, to }: { from: number; to: number }) => [isoOf(from), isoOf(to)];

describe("pixels", () => {
  test("the middle of a day is that day, in both directions", () => {
    fc.assert(
      fc.property(fc.integer({ min: scale.first, max: scale.last }), fc.boolean(), (day, flip) => {
        const used = flip ? flipped : scale;
        const [left, right] = extentOf(used, day, day);
        expect(dayAtX(used, (left + right) / 2)).toBe(day);
      }),
    );
  });
  test("right to left runs the other way", () => {
    expect(xOfDay(scale, scale.first)).toBe(44);
    expect(xOfDay(flipped, scale.first)).toBe(1244);
  });
  test("beyond the ends lies the first or last day", () => {
    expect(dayAtX(scale, -50)).toBe(scale.first);
    expect(dayAtX(scale, 9999)).toBe(scale.last);
  });
});

describe("playing", () => {
  const year = (of: string) => ({ from: dayOf(`${of}-01-01`), to: dayOf(`${of}-12-31`) });
  test("begins where the period stands, and at the first data where nothing comes after it", () => {
    expect(playFrom(scale, period, "month")).toEqual(period);
    expect(iso(playFrom(scale, year("2019"), "month"))).toEqual(["2010-01-01", "2010-12-31"]);
  });
  test("the whole axis goes by years; one year by its months", () => {
    expect(playFrom(scale, { from: scale.first, to: scale.last }, "quarter")).toEqual(year("2010"));
    const short = { ...scale, first: dayOf("2019-01-01") };
    expect(iso(playFrom(short, year("2019"), "month"))).toEqual(["2019-01-01", "2019-01-31"]);
  });
  test("there is always a way on, unless the axis is one bucket", () => {
    const days = fc.integer({ min: scale.first, max: scale.last });
    fc.assert(
      fc.property(days, days, fc.constantFrom("month", "quarter", "year"), (a, b, bucket) => {
        const begun = playFrom(scale, { from: Math.min(a, b), to: Math.max(a, b) }, bucket);
        expect(shiftPeriod(scale, begun, 1, bucket).from).toBeGreaterThan(begun.from);
      }),
    );
  });
});

describe("brush", () => {
  test("ends are found within reach, the middle moves, the rest begins anew", () => {
    const [left, right] = extentOf(scale, period.from, period.to);
    expect(gripAt(scale, period, left - 8, 12)).toBe("from");
    expect(gripAt(scale, period, right + 8, 12)).toBe("to");
    expect(gripAt(scale, period, (left + right) / 2, 12)).toBe("body");
    expect(gripAt(scale, period, left - 60, 12)).toBe("new");
    expect(gripAt(flipped, period, extentOf(flipped, period.from, period.to)[0], 12)).toBe("to");
  });
  test("a new brush takes whole buckets, in whichever direction it is drawn", () => {
    const [a, b] = [dayOf("2012-03-20"), dayOf("2012-01-10")];
    expect(iso(dragPeriod(scale, period, "new", a, b, "month"))).toEqual(["2012-01-01", "2012-03-31"]);
  });
  test("an end drawn past the other still leaves a period", () => {
    const past = dragPeriod(scale, period, "from", period.from, dayOf("2016-05-15"), "month");
    expect(past.from).toBeLessThanOrEqual(past.to);
    expect(iso(past)).toEqual(["2015-12-01", "2016-05-31"]);
  });
  test("moving keeps the length in months and stays on the axis", () => {
    const half = { from: dayOf("2018-12-02"), to: dayOf("2019-12-01") };
    expect(iso(shiftPeriod(scale, half, -12, "month"))).toEqual(["2017-12-02", "2018-12-01"]);
    expect(iso(shiftPeriod(scale, half, 40, "month"))).toEqual(iso(half));
    expect(iso(shiftPeriod(scale, period, 100, "month"))).toEqual(["2019-01-01", "2019-12-31"]);
  });
  test("keys move one end and never cross the other", () => {
    expect(iso(shiftEnd(scale, period, "from", 1, "month"))).toEqual(["2015-02-01", "2015-12-31"]);
    expect(iso(shiftEnd(scale, period, "from", 99, "month"))).toEqual(["2015-12-01", "2015-12-31"]);
    expect(iso(shiftEnd(scale, period, "to", -99, "quarter"))).toEqual(["2015-01-01", "2015-03-31"]);
  });
  test("any drag gives a period that is in order", () => {
    const day = fc.integer({ min: scale.first, max: scale.last });
    const grip = fc.constantFrom("from" as const, "to" as const, "body" as const, "new" as const);
    const bucket = fc.constantFrom("month" as const, "quarter" as const, "year" as const);
    fc.assert(
      fc.property(grip, day, day, bucket, (held, anchor, at, length) => {
        const { from, to } = dragPeriod(scale, period, held, anchor, at, length);
        expect(from).toBeLessThanOrEqual(to);
      }),
    );
  });
});

describe("axis", () => {
  test("starts at zero, is even, and holds the largest value", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (most) => {
        const steps = axisSteps(most, 3);
        expect(steps[0]).toBe(0);
        expect(steps.at(-1)).toBeGreaterThanOrEqual(most);
        expect(steps.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("series", () => {
  const headline = ["corroborated", "verified"] as const;
  test("bars of the counted levels add up to the aggregator's totals, other levels stand apart", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { bars } = timelineSeries(facts, { dataset: "log" }, headline, "month", dayOf("2017-03-01"));
        const counted = totals(facts, select(facts, { dataset: "log", verification: headline }));
        expect(bars.reduce((sum, bar) => sum + bar.events, 0)).toBe(counted?.events ?? 0);
        const killed = bars.reduce((sum, bar) => sum + (bar.killed ?? 0), 0);
        // A bar that keeps a count back behind its ends has no best number.
        expect(killed).toBeLessThanOrEqual(counted?.best ?? 0);
        if (bars.every((bar) => bar.events === 0 || bar.killed !== null))
          expect(killed).toBe(counted?.best ?? 0);
        const others = VERIFICATION_LEVELS.filter(
          (level) => level !== "rejected" && level !== "corroborated" && level !== "verified",
        );
        const apart = totals(facts, select(facts, { dataset: "log", verification: others }));
        expect(bars.reduce((sum, bar) => sum + bar.otherEvents, 0)).toBe(apart?.events ?? 0);
      }),
    );
  });
  test("a closer axis has whole buckets and only their bars", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const whole = timelineSeries(facts, {}, headline, "month", dayOf("2017-03-01"));
        const closer = closerSeries(whole, { from: dayOf("2016-05-01"), to: dayOf("2016-06-30") });
        expect(closer.bars.length).toBeLessThanOrEqual(whole.bars.length);
        expect(isoOf(closer.span.from).endsWith("-01")).toBe(true);
        expect(closer.most).toBeLessThanOrEqual(whole.most);
      }),
    );
  });
});
