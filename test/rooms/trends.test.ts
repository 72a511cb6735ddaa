/** The trends document and the comparison of periods. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLAG, select, totals } from "../../shared/rooms/analysis.ts";
import { trendRows } from "../../shared/rooms/analysis-trends.ts";
import {
  bucketOfWindow,
  compare,
  compareRanges,
  daysOf,
  exactly,
  isProvisional,
  type Window,
  windowBefore,
  windowLastYear,
  windowTrend,
} from "../../shared/rooms/trend.ts";
import { dayOf, isoOf } from "../../shared/time.ts";
import { anyFacts, factsOf, LEVEL } from "../support/facts.ts";

const event = (date: string, killed: number, civilian: number, more = {}) => ({
  day: dayOf(date),
  killedLow: killed,
  killedBest: killed,
  killedHigh: killed + 1,
  civilian,
  unknownStatus: 1,
  ...more,
});

const facts = factsOf([
  event("2016-01-20", 5, 2, { parties: 1, area: 3 }),
  event("2016-02-02", 3, 0, { parties: 2, area: 1, span: 5 }),
  event("2017-03-01", 4, 4, { parties: 3, verification: LEVEL("reported") }),
  event("2017-03-02", 9, 9, { dataset: 1 }),
  event("2017-03-03", 100, 100, { flags: FLAG.illustrative }),
]);
const corroborated = { operation: "XX", verification: ["corroborated"] as const };

describe("trendRows", () => {
  test("counts events of the primary dataset by year, split by level unless levels are named", () => {
    expect(trendRows(facts, { operation: "XX" })).toEqual({
      operation: "XX",
      dataset: "ucdp-ged",
      verification: null,
      from: null,
      to: null,
      by: ["year"],
      measure: "events",
      civilians: false,
      coarse: 0,
      rows: [
        {
          key: { year: 2016, verification: "corroborated" },
          events: 2,
          low: 2,
          best: 2,
          high: 2,
          unknownStatus: 2,
        },
        {
          key: { year: 2017, verification: "reported" },
          events: 1,
          low: 1,
          best: 1,
          high: 1,
          unknownStatus: 1,
        },
      ],
    });
    const both = trendRows(facts, {
      operation: "XX",
      verification: ["corroborated", "reported"],
      by: ["none"],
    });
    expect(both.verification).toEqual(["corroborated", "reported"]);
    expect(both.rows.map(({ events }) => events)).toEqual([3]);
  });

  test("sums all dead with their range, months as texts, and tells the coarse ones", () => {
    const document = trendRows(facts, { ...corroborated, by: ["month"], measure: "killed" });
    expect(document.coarse).toBe(1);
    expect(trendRows(facts, { ...corroborated, by: ["year"] }).coarse).toBe(0);
    expect(trendRows(facts, { ...corroborated, by: ["kind"] }).coarse).toBe(0);
    expect(trendRows(facts, { ...corroborated, by: ["year", "month"] }).coarse).toBe(1);
    expect(document.rows).toEqual([
      { key: { month: "2016-01" }, events: 1, low: 5, best: 5, high: 6, unknownStatus: 1 },
      { key: { month: "2016-02" }, events: 1, low: 3, best: 3, high: 4, unknownStatus: 1 },
    ]);
  });

  test("civilians have no range where the dataset gives none, and unknown status stays apart", () => {
    const { rows } = trendRows(facts, { ...corroborated, measure: "killed", civilians: true });
    expect(rows).toEqual([
      { key: { year: 2016 }, events: 1, low: null, best: 2, high: null, unknownStatus: 2 },
    ]);
  });

  test("a measure the dataset lacks is null, not 0", () => {
    const { rows } = trendRows(facts, { ...corroborated, measure: "injured" });
    expect(rows).toEqual([
      { key: { year: 2016 }, events: 2, low: null, best: null, high: null, unknownStatus: null },
    ]);
  });

  test("a range is not given where an event lacks it", () => {
    const open = factsOf([
      event("2016-01-01", 5, 0),
      event("2016-01-02", 7, 0, { killedHigh: -1, flags: FLAG.atLeast }),
    ]);
    expect(trendRows(open, { ...corroborated, measure: "killed" }).rows[0]).toMatchObject({
      low: 12,
      best: 12,
      high: null,
    });
  });

  test("keys are names of actors and P-codes of areas, classes keep their code", () => {
    const keys = (by: "actor" | "admin1") =>
      trendRows(facts, { operation: "XX", by: [by] }).rows.map(({ key }) => key[by]);
    expect(keys("actor")).toEqual(["Army", "Group", "communal_group"]);
    expect(keys("admin1")).toEqual(["XX1", null]);
  });

  test("takes both ends of a period, another dataset, and illustrative rows only when asked", () => {
    const period = { from: "2016-02-02", to: "2017-03-01", by: ["none"] as const };
    expect(trendRows(facts, { ...corroborated, ...period }).rows[0]?.events).toBe(1);
    expect(trendRows(facts, { ...corroborated, dataset: "log" }).rows).toHaveLength(1);
    const withInvented = trendRows(facts, { ...corroborated, includeIllustrative: true, measure: "killed" });
    expect(withInvented.rows.at(-1)?.best).toBe(100);
    expect(() => trendRows(facts, { operation: "XX", dataset: "acled" })).toThrow(RangeError);
    expect(() => trendRows(facts, { operation: "XX", from: "2016-02-30" })).toThrow(RangeError);
  });

  test("rows of one dimension add up to the total, except under actor", () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom("month", "kind", "admin2", "perpetratorGroup" as const),
        (any, by) => {
          const { rows } = trendRows(any, { operation: "XX", by: [by], measure: "killed" });
          const all = totals(any, select(any, { dataset: "d-1" }));
          expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(all?.events ?? 0);
          // A row that keeps a count back behind its ends has no best, and no total either.
          if (rows.every(({ best }) => best !== null))
            expect(rows.reduce((sum, { best }) => sum + best!, 0)).toBe(all?.best ?? 0);
        },
      ),
    );
  });
});

describe("compare", () => {
  test.each([
    [40, 12, "rise"],
    [12, 40, "fall"],
    [14, 12, "no_clear_change"],
    [4, 1, "too_few"],
    [9, 0, "too_few"],
    [10, 0, "rise"],
    [0, 0, "too_few"],
    [null, 3, "unknown"],
    [3, null, "unknown"],
  ] as const)("%s after %s is %s", (current, previous, verdict) => {
    expect(compare(current, previous).verdict).toBe(verdict);
  });

  test("gives the change in percent, new after nothing, 0 for nothing twice", () => {
    expect(compare(15, 10)).toMatchObject({ delta: 5, pct: 50, perDay: false });
    expect(compare(3, 0).pct).toBe("new");
    expect(compare(0, 0).pct).toBe(0);
    expect(compare(null, 0)).toMatchObject({ delta: null, pct: null });
  });

  test("compares per day where the lengths differ", () => {
    expect(compare(31, 28, 31, 28)).toMatchObject({
      pct: 0,
      perDay: true,
      verdict: "no_clear_change",
      delta: 3,
    });
  });

  test("a notable change is notable in both directions", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const mirrored = { rise: "fall", fall: "rise" } as Record<string, string>;
        const { verdict } = compare(a, b);
        expect(compare(b, a).verdict).toBe(mirrored[verdict] ?? verdict);
      }),
    );
  });
});

describe("counts that are lower bounds", () => {
  const atLeast = (best: number) => ({ low: best, best, high: null, atLeast: true });
  test.each([
    [atLeast(40), exactly(10), "rise"],
    [exactly(40), atLeast(10), "open"],
    [exactly(10), atLeast(40), "fall"],
    [atLeast(10), exactly(40), "open"],
    [atLeast(12), exactly(12), "open"],
    [exactly(3), atLeast(1), "open"],
    [exactly(12), exactly(12), "no_clear_change"],
    [atLeast(3), exactly(null), "unknown"],
  ] as const)("%j after %j is %s", (current, previous, verdict) => {
    expect(compareRanges(current, previous)).toMatchObject({ current, previous, verdict });
  });
  test("no number that was left out turns a verdict", () => {
    const count = fc.record({ best: fc.nat(200), more: fc.nat(200), open: fc.boolean() });
    fc.assert(
      fc.property(count, count, (now, before) => {
        const shown = ({ best, open }: typeof now) => (open ? atLeast(best) : exactly(best));
        const { verdict } = compareRanges(shown(now), shown(before));
        const real = ({ best, more, open }: typeof now) => best + (open ? more : 0);
        if (verdict !== "open") expect(compare(real(now), real(before)).verdict).toBe(verdict);
      }),
    );
  });
});

describe("windows", () => {
  const window = (from: string, to: string): Window => ({ from: dayOf(from), to: dayOf(to) });
  const text = ({ from, to }: Window) => `${isoOf(from)} ${isoOf(to)}`;

  test.each([
    ["2019-01-01", "2019-12-31", "year", "2018-01-01 2018-12-31", "2018-01-01 2018-12-31"],
    ["2019-04-01", "2019-06-30", "quarter", "2019-01-01 2019-03-31", "2018-04-01 2018-06-30"],
    ["2020-03-01", "2020-03-31", "month", "2020-02-01 2020-02-29", "2019-03-01 2019-03-31"],
    ["2019-11-25", "2019-12-01", "week", "2019-11-18 2019-11-24", "2018-11-26 2018-12-02"],
    ["2020-02-29", "2020-02-29", "day", "2020-02-28 2020-02-28", "2019-02-28 2019-02-28"],
    ["2018-12-02", "2019-12-01", null, "2017-12-02 2018-12-01", "2017-12-02 2018-12-01"],
  ])("%s to %s is a %s", (from, to, bucket, before, lastYear) => {
    expect(bucketOfWindow(window(from, to))).toBe(bucket);
    expect(text(windowBefore(window(from, to)))).toBe(before);
    expect(text(windowLastYear(window(from, to)))).toBe(lastYear);
  });

  test("the window before touches the window", () => {
    const any = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.nat(500));
    fc.assert(
      fc.property(any, ([from, length]) => {
        const here = { from, to: from + length };
        expect(windowBefore(here).to).toBe(from - 1);
        if (bucketOfWindow(here) === null) expect(daysOf(windowBefore(here))).toBe(daysOf(here));
      }),
    );
  });

  test("a trend compares with the window before, last year and the mean of four", () => {
    const counts: Record<string, number> = {
      "2019-03": 40,
      "2019-02": 10,
      "2019-01": 6,
      "2018-12": 4,
      "2018-11": 0,
    };
    const trend = windowTrend(window("2019-03-01", "2019-03-31"), ({ from }) =>
      exactly(counts[isoOf(from).slice(0, 7)] ?? null),
    );
    const against = { current: exactly(40), previous: exactly(10), perDay: true, verdict: "rise" };
    expect(trend.againstPrevious).toMatchObject(against);
    expect(trend.againstLastYear.verdict).toBe("unknown");
    expect(trend.meanOfLastFour).toEqual(exactly(5));
    expect(text(trend.lastFour)).toBe("2018-11-01 2019-02-28");
  });

  test("is provisional until it is over and nothing is pending", () => {
    const march = window("2019-03-01", "2019-03-31");
    expect(isProvisional(march, dayOf("2019-03-31"), 0)).toBe(true);
    expect(isProvisional(march, dayOf("2019-04-01"), 0)).toBe(false);
    expect(isProvisional(march, dayOf("2019-04-01"), 2)).toBe(true);
  });
});
