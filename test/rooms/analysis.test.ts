/** The aggregator against the plainest possible computation, and its rules one by one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DIMENSIONS,
  type Dimension,
  type FactsFilter,
  FLAG,
  groupBy,
  groupName,
  NO_AREA,
  PARTY_CLASS,
  select,
  totals,
} from "../../shared/rooms/analysis.ts";
import {
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { dayOf } from "../../shared/time.ts";
import { anyFacts, anyRow, factsOf, KIND, LEVEL, manyFacts, seeded, smallWorld } from "../support/facts.ts";
import { byName, passes, slowly } from "../support/slow-facts.ts";

const someOf = <T>(list: readonly T[]) => fc.option(fc.subarray([...list]), { freq: 3 });

const anyFilter: fc.Arbitrary<FactsFilter> = fc.record({
  from: fc.option(fc.integer({ min: dayOf("2015-10-01"), max: dayOf("2017-03-31") })),
  to: fc.option(fc.integer({ min: dayOf("2015-10-01"), max: dayOf("2017-03-31") })),
  dataset: fc.constantFrom(null, "d-1", "log", "no such dataset"),
  verification: someOf(VERIFICATION_LEVELS),
  kinds: someOf(INCIDENT_KINDS),
  signals: fc.constantFrom("without", "with", "only"),
  tactics: someOf(TACTICS),
  actors: someOf(["p-army", "p-group", "p-people-a", PARTY_CLASS.communal, "unknown ref"]),
  perpetrators: someOf(["p-group", ...Object.values(PARTY_CLASS)]),
  areas: someOf(["a-0", "a-1", "a-12", "unknown ref"]),
  precisions: someOf(LOCATION_PRECISIONS),
  civiliansOnly: fc.boolean(),
  includeIllustrative: fc.boolean(),
});

describe("select and groupBy", () => {
  test("agree with the plain computation on any facts, filter and dimensions", () => {
    const dimensions = fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(anyFacts, anyFilter, dimensions, (facts, filter, dims) => {
        const selection = select(facts, filter);
        const expected = Array.from({ length: facts.rows }, (_, row) => row).filter((row) =>
          passes(facts, row, filter),
        );
        expect([...selection]).toEqual(expected);
        const rows = groupBy(facts, selection, dims);
        expect(rows.toSorted(byName)).toEqual(slowly(facts, expected, dims).sort(byName));
      }),
      { numRuns: 150 },
    );
  });

  test("equal it where many rows share parties, area and kind, whatever is asked first", () => {
    const crowd = fc.array(anyRow, { minLength: 1, maxLength: 4 }).map((kinds) =>
      factsOf(
        Array.from({ length: 48 }, (_, i) => {
          const { parties, area, kind } = kinds[i % kinds.length]!;
          return {
            ...kinds[(i * 7) % kinds.length]!,
            parties,
            area,
            kind,
            day: kinds[0]!.day + i,
            injured: i % 3,
          };
        }),
      ),
    );
    const shared = ["perpetratorGroup", "admin1", "admin2", "kind", "none"] as const;
    fc.assert(
      fc.property(
        crowd,
        fc.nat(40),
        fc.shuffledSubarray([...shared], { minLength: 2 }),
        (facts, skip, asked) => {
          const selection = select(facts, { from: facts.day[0]! + skip });
          for (const dimension of asked) {
            const rows = groupBy(facts, selection, [dimension]);
            expect(rows.toSorted(byName)).toEqual(slowly(facts, [...selection], [dimension]).sort(byName));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test("follow a period that moves and a filter that changes, whatever was asked before", () => {
    const random = seeded(3);
    const facts = manyFacts(20_000);
    // Few enough parties and areas that charts of one selection share their sums.
    for (const [row, set] of facts.parties.entries()) facts.parties[row] = set % 7;
    for (const [row, area] of facts.area.entries()) facts.area[row] = area === NO_AREA ? NO_AREA : area % 11;
    for (let move = 0; move < 60; move++) {
      const from = facts.day[Math.floor(random() * facts.rows)]!;
      const to = from + Math.floor(random() * 9_000);
      const filter = {
        from,
        to,
        ...[{}, { civiliansOnly: true }, { kinds: ["armed_clash"] as const }][move % 3],
      };
      const selection = select(facts, filter);
      expect([...selection]).toEqual([...facts.day.keys()].filter((row) => passes(facts, row, filter)));
      for (const dimension of [
        "month",
        "day",
        "verification",
        "perpetratorGroup",
        "admin2",
        "none",
      ] as const) {
        // Two dimensions at once are added up row by row each time.
        const plainly = groupBy(facts, selection, [dimension, "dataset"]);
        expect(groupBy(facts, selection, [dimension])).toEqual(
          plainly.map((row) => ({ ...row, key: [row.key[0]] })),
        );
      }
    }
  });

  test("number sparse combinations without losing one", () => {
    const facts = manyFacts(3_000);
    const selection = select(facts);
    const dims = ["day", "admin2", "perpetratorGroup"] as const;
    const rows = groupBy(facts, selection, dims);
    expect(rows.toSorted(byName)).toEqual(slowly(facts, [...selection], dims).sort(byName));
    const days = rows.map(({ key }) => key[0] as number);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });

  test("sums stay exact where they are as large as counts can get", () => {
    const huge = 2_147_483_647;
    const facts = factsOf(Array.from({ length: 500 }, () => ({ displaced: huge, killedBest: huge })));
    expect(totals(facts, select(facts))).toMatchObject({
      displaced: huge * 500,
      best: huge * 500,
      injured: null,
    });
  });
});

describe("the rules of a figure", () => {
  test("unknown is not zero", () => {
    const facts = factsOf([{ injured: -1 }, { injured: -1 }, { civilian: 0 }]);
    const row = totals(facts, select(facts))!;
    expect(row).toMatchObject({ events: 3, injured: null, civilian: 0 });
    expect(row.notRecorded).toMatchObject({ injured: 3, civilian: 2 });
    expect(totals(facts, select(facts, { dataset: "none such" }))).toBeNull();
  });

  test("illustrative rows stay out unless asked", () => {
    const facts = factsOf([{ flags: FLAG.illustrative }, {}]);
    expect(select(facts)).toHaveLength(1);
    expect(select(facts, { includeIllustrative: true })).toHaveLength(2);
  });

  test("an event counts in the bucket of its last day", () => {
    const facts = factsOf([{ day: dayOf("2016-02-02"), span: 3, killedBest: 4 }]);
    expect(groupBy(facts, select(facts), ["month"])).toMatchObject([{ key: [2016 * 12 + 1], best: 4 }]);
  });

  test("communal groups are one class and never a perpetrator of their own", () => {
    const facts = factsOf([{ parties: 3 }, { parties: 4 }]);
    const keys = (dimension: Dimension) =>
      groupBy(facts, select(facts), [dimension]).map(({ key }) => key[0]);
    expect(keys("actor")).toEqual([PARTY_CLASS.communal]);
    expect(keys("perpetratorGroup").sort()).toEqual([PARTY_CLASS.communal, PARTY_CLASS.fighting].sort());
    expect(select(facts, { actors: [PARTY_CLASS.communal] }).length).toBe(2);
  });

  test("an event counts once under each of its sides", () => {
    const facts = factsOf([
      { parties: 2, killedBest: 3 },
      { parties: 1, killedBest: 2 },
    ]);
    const rows = groupBy(facts, select(facts), ["actor"]);
    expect(rows.map(({ key, best }) => [key[0], best]).sort()).toEqual([
      ["p-army", 3],
      ["p-group", 5],
    ]);
  });

  test("an area stands for all areas below it", () => {
    const facts = factsOf([{ area: 3 }, { area: 4 }, { area: 2 }, { area: 0 }, {}]);
    expect(select(facts, { areas: ["a-1"] })).toHaveLength(2);
    expect(select(facts, { areas: ["a-0"] })).toHaveLength(4);
    expect(groupBy(facts, select(facts), ["admin1"]).map(({ key, events }) => [key[0], events])).toEqual([
      [null, 2],
      ["a-1", 2],
      ["a-2", 1],
    ]);
  });

  test("groups have names where a dictionary knows them", () => {
    const facts = factsOf([]);
    expect(groupName(facts, "admin2", "a-11")).toBe("North One");
    expect(groupName(facts, "actor", "p-army")).toBe("Army");
    expect(groupName(facts, "dataset", "d-1")).toBe(smallWorld.datasets[0]!.title);
    expect(groupName(facts, "actor", PARTY_CLASS.communal)).toBeNull();
    expect(groupName(facts, "kind", "killing")).toBeNull();
  });

  test("levels of verification and datasets are selected, never mixed in by default grouping", () => {
    const facts = factsOf([
      { verification: LEVEL("verified"), kind: KIND("killing") },
      { verification: LEVEL("reported") },
    ]);
    expect(groupBy(facts, select(facts), ["verification"]).map(({ key }) => key[0])).toEqual([
      "reported",
      "verified",
    ]);
  });
});
