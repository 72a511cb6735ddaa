/** Figures of the area page and of actors: scope, comparison, what may have happened here, and sums over the tree of areas. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allTime, countActors, counted, figuresOf, spanOf } from "../../client/rooms/actors/figures.ts";
import {
  areaFilter,
  compareCivilians,
  harmByDataset,
  impreciseEvents,
  periodOf,
  perpetrators,
  widerEvents,
} from "../../client/rooms/places/figures.ts";
import { type BareArea, descendantsOf, parentsOf, withPopulation } from "../../server/rooms/places/rules.ts";
import { PARTY_CLASS, select } from "../../shared/rooms/analysis.ts";
import { dayOf } from "../../shared/time.ts";
import { anyFacts, factsOf, LEVEL } from "../support/facts.ts";

const HEADLINE = ["corroborated"] as const;
const NORTH_ONE = 3;
const NORTH = 1;
const YEAR = { from: dayOf("2016-01-01"), to: dayOf("2016-12-31"), dataset: "ucdp-ged" };
const filter = areaFilter(YEAR, HEADLINE, "a-11");

describe("figures of an area", () => {
  test("datasets stand side by side, and levels not counted are named, never added", () => {
    const facts = factsOf([
      { area: NORTH_ONE, killedBest: 4 },
      { area: NORTH_ONE, killedBest: 9, dataset: 1 },
      { area: NORTH_ONE, killedBest: 7, verification: LEVEL("reported") },
    ]);
    const rows = harmByDataset(facts, filter);
    expect(rows.map(({ dataset, sums, otherLevels }) => [dataset.name, sums?.best, otherLevels])).toEqual([
      ["ucdp-ged", 4, 1],
      ["log", 9, 0],
    ]);
  });
  test("an event known only to a wider area is told as one that may have happened here", () => {
    const facts = factsOf([{ area: NORTH }, { area: NORTH }, { area: 0 }, { area: NORTH_ONE }, { area: 2 }]);
    expect([...widerEvents(facts, filter, ["a-1", "a-0"])]).toEqual([
      ["a-1", 2],
      ["a-0", 1],
    ]);
    expect(select(facts, filter)).toHaveLength(1);
  });
  test("civilians are compared with the calendar year before, by the rule for counts", () => {
    const killed = (day: string, civilian: number) => ({ area: NORTH_ONE, day: dayOf(day), civilian });
    const facts = factsOf([killed("2015-11-03", 40), killed("2016-03-01", 5)]);
    expect(compareCivilians(facts, filter)?.againstPrevious).toMatchObject({
      ...{ current: { best: 5 }, previous: { best: 40 } },
      verdict: "fall",
    });
    expect(compareCivilians(facts, { ...filter, from: null, to: null })).toBeNull();
  });
  test("all years run from the first event to the last, or to today", () => {
    const facts = factsOf([
      { area: NORTH_ONE, day: dayOf("2016-02-03") },
      { area: NORTH_ONE, day: dayOf("2017-01-04") },
    ]);
    const ever = { ...filter, from: null, to: null };
    expect(periodOf(facts, ever, "2016-06-01")).toEqual({
      from: dayOf("2016-02-03"),
      to: dayOf("2017-01-04"),
    });
    expect(periodOf(facts, ever, "2018-06-01").to).toBe(dayOf("2018-06-01"));
    expect(periodOf(facts, filter, "2018-06-01")).toEqual({ from: YEAR.from, to: YEAR.to });
  });
  test("perpetrator groups hold each event once, and imprecise ones are counted", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const selection = select(facts, {});
        const events = perpetrators(facts, selection).reduce((sum, row) => sum + row.events, 0);
        expect(events).toBe(selection.length);
        expect(impreciseEvents(facts, selection)).toBe(
          [...selection].filter((row) => facts.precision[row] !== 0).length,
        );
      }),
    );
  });
});

describe("figures of an actor", () => {
  test("communal groups are never counted as perpetrators, also not on their own record", () => {
    const facts = factsOf([{ parties: 3, civilian: 5 }, { parties: 4 }]);
    const counts = countActors(facts, counted({}, HEADLINE));
    expect(counts.get("p-people-a")).toEqual({ events: 2, civilians: null, deadly: 0 });
    expect(figuresOf(facts, counted({}, HEADLINE), "p-people-a", true).alone).toBeNull();
  });
  test("one-sided violence and fighting stand apart; several perpetrators are attributed to nobody alone", () => {
    const facts = factsOf([
      { parties: 1, civilian: 5, killedBest: 5 },
      { parties: 2, killedBest: 8 },
      { parties: 5, civilian: 2, killedBest: 2 },
    ]);
    const { any, alone, fighting, selection } = figuresOf(facts, counted({}, HEADLINE), "p-group", false);
    expect([any?.events, alone?.events, fighting?.events]).toEqual([3, 1, 1]);
    expect([alone?.civilian, fighting?.best]).toEqual([5, 8]);
    expect(countActors(facts, counted({}, HEADLINE)).get("p-group")).toEqual({
      events: 3,
      civilians: 5,
      deadly: 1,
    });
    expect(spanOf(facts, selection)).toEqual({ first: dayOf("2016-01-01"), last: dayOf("2016-01-01") });
  });
  test("the address' own choice of parties does not narrow the question, a chosen level does", () => {
    const chosen = counted(
      { actors: ["p-army"], perpetrators: [PARTY_CLASS.fighting], verification: ["reported"] },
      HEADLINE,
    );
    expect(chosen).toMatchObject({ actors: null, perpetrators: null, verification: ["reported"] });
    expect(allTime({ ...chosen, from: 1, to: 2 })).toMatchObject({ from: null, to: null });
  });
});

describe("the tree of areas", () => {
  const area = (ref: string, parentId: string | null, level: number): BareArea => ({
    ...{ ref, code: ref, pcode: null, name: ref, level, parentId, lon: 0, lat: 0 },
  });
  const tree = [
    area("c", null, 0),
    area("r", "c", 1),
    area("d1", "r", 2),
    area("d2", "r", 2),
    area("m", "d1", 3),
  ];
  test("people are summed from the finest known figures up, each once", () => {
    const rows = [
      { ref: "m", total: 10, year: 2015, source: "s" },
      { ref: "d2", total: 5, year: 2015, source: "s" },
    ];
    const totals = withPopulation(tree, rows).map(({ ref, population }) => [
      ref,
      population?.total,
      population?.parts,
    ]);
    expect(totals).toEqual([
      ["c", 15, 2],
      ["r", 15, 2],
      ["d1", 10, 1],
      ["d2", 5, null],
      ["m", 10, null],
    ]);
  });
  test("a tree that bites its tail ends all the same", () => {
    const loop = [area("a", "b", 1), area("b", "a", 1)];
    expect(withPopulation(loop, []).every(({ population }) => population === null)).toBe(true);
    expect(parentsOf(loop, loop[0]!).length).toBeLessThanOrEqual(2);
    expect(descendantsOf(loop, loop[0]!).length).toBeLessThanOrEqual(2);
  });
  test("parents come from the country down, descendants nearest first", () => {
    expect(parentsOf(tree, tree[4]!).map(({ ref }) => ref)).toEqual(["c", "r", "d1"]);
    expect(descendantsOf(tree, tree[0]!).map(({ ref }) => ref)).toEqual(["r", "d1", "d2", "m"]);
  });
});
