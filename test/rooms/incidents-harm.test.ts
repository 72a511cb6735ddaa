/** Harm by group: what is left over is counted once as unknown, totals are the sums of their cells, marks count as MRM says. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  GRAVE_VIOLATIONS,
  type HarmCount,
  harmCount,
  harmCounts,
  harmRows,
  POPULATION_GROUPS,
  type Range,
  remainderOf,
  SEX,
  violationCount,
} from "../../shared/rooms/incidents.ts";
import { incidentTotals } from "../../shared/rooms/incidents-totals.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";

const exactly = (n: number): Range => ({ low: n, best: n, high: n });
const atLeast = (n: number): Range => ({ low: n, best: n, high: null });
const women = { sex: "female", age: "adult" } as const;
const girls = { sex: "female", age: "child" } as const;
const killed = { harm: "killed", status: "civilian" } as const;

const faultsOf = (value: unknown): string[] => {
  const parsed = harmCount.safeParse(value);
  return parsed.success ? [] : fieldIssues(parsed.error).map(({ path, code }) => `${path.join(".")} ${code}`);
};

/** low ≤ best ≤ high, closed or open. */
const bounds = fc
  .record({ best: fc.nat(50), below: fc.nat(5), above: fc.nat(5), isOpen: fc.boolean() })
  .map(({ best, below, above, isOpen }) => ({
    low: Math.max(0, best - below),
    best,
    high: isOpen ? null : best + above,
  }));
const group = fc.record({
  sex: fc.constantFrom(...SEX),
  age: fc.constantFrom("adult", "child", "0_4", "60_plus"),
  population: fc.option(fc.constantFrom(...POPULATION_GROUPS)),
});
/** Counts that pass: a total made of its groups and a rest of its own. */
const counts = fc
  .record({
    groups: fc.uniqueArray(fc.tuple(group, bounds), {
      maxLength: 6,
      selector: ([{ sex, age, population }]) => `${sex}/${age}/${population}`,
    }),
    rest: bounds,
  })
  .map(({ groups, rest }): HarmCount => {
    const parts = [...groups.map(([, range]) => range), rest];
    const sum = (of: (range: Range) => number | null) => parts.reduce((total, part) => total + of(part)!, 0);
    const isOpen = parts.some(({ high }) => high === null);
    return {
      ...killed,
      low: sum(({ low }) => low),
      best: sum(({ best }) => best),
      high: isOpen ? null : sum(({ high }) => high),
      groups: groups.map(([who, range]) => ({ ...who, ...range })),
    };
  });

describe("groups of a count", () => {
  test("with their rest add up to the stated total, to the bound", () => {
    fc.assert(
      fc.property(counts, (count) => {
        expect(faultsOf(count)).toEqual([]);
        const { killed: total } = incidentTotals(harmRows([count]));
        expect(total).toEqual({ low: count.low, best: count.best, high: count.high });
      }),
    );
  });
  test("come back as they were stated, and once stored they stay the same", () => {
    fc.assert(
      fc.property(counts, (count) => {
        const rows = harmRows([count]);
        const [again] = harmCounts(rows);
        expect({ ...again, groups: again!.groups.map((each) => ({ ...each })) }).toEqual(count);
        expect(harmRows(harmCounts(rows))).toEqual(rows);
      }),
    );
  });
  test("the rest is one cell of unknown sex and age, and none where nothing is left", () => {
    const total = { ...killed, ...exactly(10) };
    const rows = harmRows([{ ...total, groups: [{ ...women, ...exactly(4) }] }]);
    expect(rows).toEqual([
      { ...killed, sex: "female", ageGroup: "adult", populationGroup: null, ...exactly(4) },
      { ...killed, sex: "unknown", ageGroup: "unknown", populationGroup: null, ...exactly(6) },
    ]);
    expect(harmRows([{ ...total, groups: [{ ...women, ...exactly(10) }] }])).toHaveLength(1);
  });
  test("of “at least n” leave an open rest; of an unknown total an unknown one", () => {
    expect(remainderOf(atLeast(7), [exactly(7)])).toEqual({ low: 0, best: 0, high: null });
    expect(remainderOf({ low: null, best: null, high: null }, [exactly(2)])).toEqual({
      ...{ low: null, best: null, high: null },
    });
  });
  test.each([
    [exactly(3), exactly(4), "best groups_above_total"],
    [{ low: 1, best: 5, high: 5 }, exactly(2), "best groups_above_total"],
    [exactly(9), atLeast(2), "groups.0.best group_open"],
    [exactly(9), { low: 1, best: 3, high: 5 }, "best groups_wider"],
    [exactly(9), { low: null, best: null, high: null }, "groups.0.best required"],
    [exactly(9), { low: 4, best: 3, high: 3 }, "groups.0.low low_above_best"],
  ])("%j with a group of %j is refused at the field: %s", (total, part, fault) => {
    expect(faultsOf({ ...killed, ...total, groups: [{ ...women, ...part }] })).toEqual([fault]);
  });
  test("name each group once", () => {
    const twice = [women, women].map((who) => ({ ...who, ...exactly(1) }));
    expect(faultsOf({ ...killed, ...exactly(5), groups: twice })).toEqual(["groups.1.sex duplicate"]);
  });
});

describe("grave violations", () => {
  const rows = harmRows([
    {
      ...killed,
      ...exactly(5),
      groups: [
        { ...girls, ...exactly(2) },
        { ...women, ...exactly(1) },
      ],
    },
    { harm: "injured", status: "civilian", ...atLeast(3), groups: [{ ...girls, ...atLeast(3) }] },
  ]);
  test("of persons count child victims, and are unknown where no child was counted", () => {
    expect(violationCount("killing_maiming", rows)).toEqual({ by: "victims", low: 5, best: 5, high: null });
    expect(violationCount("abduction", rows)).toEqual({ by: "victims", low: null, best: null, high: null });
  });
  test("on schools, hospitals and access count incidents, whoever was harmed", () => {
    const byIncident = GRAVE_VIOLATIONS.filter((mark) => violationCount(mark, rows).by === "incidents");
    expect(byIncident).toEqual(["attacks_schools_hospitals", "denial_access"]);
    expect(violationCount("denial_access", [])).toEqual({ by: "incidents", ...exactly(1) });
  });
});
