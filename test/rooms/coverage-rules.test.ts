/** Deployment and patrol coverage, distances, weights and the order of gaps. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PATROL_STATES } from "../../shared/rooms/coverage.ts";
import {
  activeOn,
  adherence,
  byDaysSince,
  type CategorisedArea,
  daysSincePatrol,
  denialRate,
  deploymentCoverage,
  gaps,
  mayCompareYears,
  nearestBase,
  type PatrolVisit,
  patrolCoverage,
  visitsIn,
  visitsPerWeek,
  weightedShare,
} from "../../shared/rooms/coverage-rules.ts";
import { PRIORITY_CATEGORIES } from "../../shared/rooms/priorities.ts";
import { dayOf } from "../../shared/time.ts";

const today = dayOf("2019-11-30");
const areas: CategorisedArea[] = [
  { id: "m1", category: "must" },
  { id: "m2", category: "must" },
  { id: "s1", category: "should" },
  { id: "x1", category: "monitor" },
];
const patrol = (daysAgo: number, state: PatrolVisit["state"], ...areaIds: string[]): PatrolVisit => ({
  date: today - daysAgo,
  state,
  areaIds,
});
const anyPatrol: fc.Arbitrary<PatrolVisit> = fc.record({
  date: fc.integer({ min: today - 40, max: today + 5 }),
  state: fc.constantFrom(...PATROL_STATES),
  areaIds: fc.subarray(["m1", "m2", "s1"]),
});

describe("deployment coverage", () => {
  test("is the share of areas with an active deployment on the day, null without areas", () => {
    const deployments = [
      { areaId: "m1", from: today, to: null },
      { areaId: "m2", from: today - 30, to: today - 1 },
      { areaId: "s1", from: today - 30, to: today },
    ];
    expect(deploymentCoverage(areas, deployments, today)).toEqual([
      { category: "must", areas: 2, covered: 1, share: 0.5 },
      { category: "should", areas: 1, covered: 1, share: 1 },
      { category: "could", areas: 0, covered: 0, share: null },
    ]);
  });

  test("includes first and last day", () => {
    expect(activeOn(5, { from: 5, to: 5 })).toBe(true);
    expect(activeOn(6, { from: 5, to: 5 })).toBe(false);
    expect(activeOn(4, { from: 5, to: null })).toBe(false);
  });

  test("the field's worked figure: 4 of 5 should areas are 80 %", () => {
    const five = [1, 2, 3, 4, 5].map((i): CategorisedArea => ({ id: `s${i}`, category: "should" }));
    const deployments = five.slice(0, 4).map(({ id }) => ({ areaId: id, from: today, to: null }));
    expect(deploymentCoverage(five, deployments, today)[1]?.share).toBe(0.8);
  });
});

describe("patrol coverage", () => {
  test("counts areas entered by completed or partial patrols within the window, both ends included", () => {
    const patrols = [
      patrol(2, "completed", "m1"),
      patrol(3, "completed", "m2"),
      patrol(0, "denied", "m2"),
      patrol(6, "partial", "s1"),
      patrol(-1, "completed", "m2"),
    ];
    const shares = patrolCoverage(areas, patrols, today).map(({ category, covered, days }) => [
      category,
      covered,
      days,
    ]);
    expect(shares).toEqual([
      ["must", 1, 3],
      ["should", 1, 7],
      ["could", 0, 30],
    ]);
  });

  test("a longer window never covers less", () => {
    fc.assert(
      fc.property(
        fc.array(anyPatrol, { maxLength: 20 }),
        fc.integer({ min: 1, max: 30 }),
        (patrols, days) => {
          const shorter = visitsIn(patrols, today, days);
          const longer = visitsIn(patrols, today, days + 1);
          for (const [area, visits] of shorter) expect(longer.get(area)).toBeGreaterThanOrEqual(visits);
        },
      ),
    );
  });

  test("days since the last completed patrol; never sorts worst", () => {
    const patrols = [patrol(9, "completed", "m1"), patrol(4, "completed", "m1"), patrol(1, "partial", "m1")];
    expect(daysSincePatrol("m1", patrols, today)).toBe(4);
    expect(daysSincePatrol("m2", patrols, today)).toBeNull();
    expect([3, null, 12].sort(byDaysSince)).toEqual([null, 12, 3]);
  });

  test("denial rate counts all planned patrols, cancelled ones too", () => {
    const patrols = [
      patrol(1, "denied"),
      patrol(1, "cancelled"),
      patrol(2, "completed", "m1"),
      patrol(2, "planned"),
      patrol(40, "denied"),
    ];
    expect(denialRate(patrols, today, 30)).toEqual({ denied: 1, planned: 4, share: 0.25 });
    expect(denialRate([], today, 30).share).toBeNull();
  });

  test("frequency and adherence", () => {
    expect(visitsPerWeek(4, 14)).toBe(2);
    expect(adherence(3, 4)).toBe(0.75);
    expect(adherence(9, 4)).toBe(1);
    expect(adherence(1, 0)).toBeNull();
  });
});

describe("weights and distances", () => {
  test("areas of unknown weight are left out and counted, never zero", () => {
    const people = [
      { id: "m1", weight: 300 },
      { id: "m2", weight: 100 },
      { id: "s1", weight: null },
    ];
    expect(weightedShare(people, new Set(["m1", "s1"]))).toEqual({ share: 0.75, unknown: 1 });
    expect(weightedShare([], new Set())).toEqual({ share: null, unknown: 0 });
  });

  test("nearest base in a straight line", () => {
    const bases = [
      { name: "far", lon: 10, lat: 0 },
      { name: "near", lon: 1, lat: 0 },
    ];
    const nearest = nearestBase({ lon: 0, lat: 0 }, bases);
    expect(nearest?.base.name).toBe("near");
    expect(nearest?.km).toBeCloseTo(111.19, 2);
    expect(nearestBase({ lon: 0, lat: 0 }, [])).toBeNull();
  });

  test("years of an incomplete list are not compared", () => {
    expect(mayCompareYears({ incomplete: false }, { incomplete: false })).toBe(true);
    expect(mayCompareYears({ incomplete: true }, { incomplete: false })).toBe(false);
  });
});

describe("gaps", () => {
  const area = fc.record({
    id: fc.uuid(),
    name: fc.string(),
    category: fc.constantFrom(...PRIORITY_CATEGORIES),
    residual: fc.option(fc.double({ min: 0.2, max: 25, noNaN: true })),
    civiliansKilled: fc.nat(40),
    events: fc.nat(20),
  });

  test("stand by category, residual score, civilians killed, events", () => {
    const blank = { category: "must", residual: null, civiliansKilled: 0, events: 0 } as const;
    const list = [
      { ...blank, id: "monitor", name: "a", category: "monitor", civiliansKilled: 99 } as const,
      { ...blank, id: "should", name: "b", category: "should", residual: 20 } as const,
      { ...blank, id: "events", name: "c", events: 5 },
      { ...blank, id: "killed", name: "d", civiliansKilled: 7 },
      { ...blank, id: "assessed", name: "e", residual: 2 },
      { ...blank, id: "covered", name: "f", residual: 9 },
    ];
    const order = gaps(list, new Set(["covered"])).map(({ id }) => id);
    expect(order).toEqual(["assessed", "killed", "events", "should"]);
  });

  test("do not depend on the order they come in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(area, { maxLength: 12, selector: ({ name }) => name }), (list) => {
        const forwards = gaps(list, new Set());
        expect(gaps(list.toReversed(), new Set())).toEqual(forwards);
        expect(forwards.every(({ category }) => category !== "monitor")).toBe(true);
      }),
    );
  });
});
