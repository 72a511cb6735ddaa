// Sentences of the arithmetic of counting that no other test holds: a sum's range and its "at least"; levels that stand
// apart; what is falsely attributed counts without perpetrator; the rate per 100,000; what cannot be placed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { selectLevels } from "../../client/ui/charts/rows.ts";
import { withoutFalse } from "../../server/facts/parties.ts";
import {
  checkFacts,
  FLAG,
  groupBy,
  NO_AREA,
  onlyWithin,
  select,
  shownRange,
  totals,
  UNPLACED,
} from "../../shared/rooms/analysis.ts";
import { deathRate } from "../../shared/rooms/analysis-rate.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { countedLevels } from "../../shared/rooms/incidents-review.ts";
import { anyFacts } from "../support/facts.ts";

const known = (value: number) => (value < 0 ? null : value);

describe("the range of a sum", () => {
  test("adds bounds linearly, gives none that a part lacks, and says at least where an end is open", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const all = select(facts, { includeIllustrative: true, signals: "with" });
        const sums = totals(facts, all);
        if (!sums) return;
        const range = shownRange(sums);
        const rows = [...all].filter((row) => facts.killedBest[row]! >= 0);
        const bound = (column: Int32Array) => rows.map((row) => known(column[row]!));
        const add = (values: (number | null)[]) =>
          values.length === 0 || values.includes(null) ? null : values.reduce<number>((a, b) => a + b!, 0);
        if (rows.length > 0 && rows.length === [...all].filter((row) => facts.killedHigh[row]! >= 0).length)
          expect(range.high).toBe(
            add([...all].map((row) => known(facts.killedHigh[row]!)).filter((v) => v !== null)),
          );
        expect(range.best).toBe(add(bound(facts.killedBest)));
        const isOpen = [...all].some((row) => (facts.flags[row]! & FLAG.atLeast) !== 0);
        if (range.atLeast) expect([isOpen, range.high]).toEqual([true, null]);
      }),
    );
  });
});

describe("levels", () => {
  test("counted ones and those apart share no incident, leave out the rejected and lose none", () => {
    const some = fc.subarray([...VERIFICATION_LEVELS], { minLength: 1 });
    fc.assert(
      fc.property(anyFacts, some, (facts, headline) => {
        const { counted, other } = selectLevels(facts, {}, headline);
        const levelsOf = (rows: Uint32Array) =>
          new Set([...rows].map((row) => VERIFICATION_LEVELS[facts.verification[row]!]!));
        for (const level of levelsOf(counted)) expect(headline).toContain(level);
        for (const level of levelsOf(other)) expect(headline).not.toContain(level);
        const shown = select(facts, {}).filter(
          (row) => VERIFICATION_LEVELS[facts.verification[row]!] !== "rejected",
        );
        expect([...counted, ...other].sort((a, b) => a - b)).toEqual([...shown]);
      }),
    );
  });
  test("what is falsely attributed counts where verified counts, and names nobody", () => {
    expect(countedLevels(["verified"])).toEqual(["verified", "falsely_attributed"]);
    expect(countedLevels(["corroborated"])).toEqual(["corroborated"]);
    expect(countedLevels(["verified", "falsely_attributed"])).toEqual(["verified", "falsely_attributed"]);
    const False = VERIFICATION_LEVELS.indexOf("falsely_attributed");
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const cleared = withoutFalse(
          { partySets: facts.dictionaries.partySets, parties: facts.parties },
          facts.verification,
        );
        const after = {
          ...facts,
          parties: cleared.parties,
          dictionaries: { ...facts.dictionaries, partySets: cleared.partySets },
        };
        checkFacts(after);
        for (let row = 0; row < facts.rows; row++) {
          const members = cleared.partySets[cleared.parties[row]!]!.members;
          const before = facts.dictionaries.partySets[facts.parties[row]!]!.members;
          const wanted =
            facts.verification[row] === False
              ? before.filter(({ role }) => role !== "alleged_perpetrator")
              : before;
          expect(members).toEqual(wanted);
        }
      }),
    );
  });
});

describe("the rate", () => {
  test("is deaths per 100,000 people and year, annualised for other windows, and unknown without either number", () => {
    expect(deathRate(61, 112_000, 365)).toEqual({ rate: (61 / 112_000) * 100_000, annualised: false });
    expect(deathRate(10, 100_000, 73)).toEqual({ rate: 50, annualised: true });
    expect([deathRate(null, 1, 365), deathRate(1, null, 365), deathRate(1, 0, 365)]).toEqual([
      null,
      null,
      null,
    ]);
    const count = fc.nat(100_000);
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 1, max: 4000 }),
        (deaths, people, days) => {
          const { rate } = deathRate(deaths, people, days)!;
          expect(rate).toBeGreaterThanOrEqual(0);
          expect((rate * people * (days === 365 || days === 366 ? 365 : days)) / (100_000 * 365)).toBeCloseTo(
            deaths,
            6,
          );
        },
      ),
    );
  });
});

describe("what a ranking cannot place", () => {
  test("is selected by its own name, and with all places makes the whole", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom("admin1" as const, "admin2" as const), (facts, level) => {
        const rows = groupBy(facts, select(facts, {}), [level]);
        for (const { key, events } of rows) {
          const areas = [key[0] === null ? UNPLACED[level] : String(key[0])];
          expect(select(facts, { areas }).length).toBe(events);
        }
      }),
    );
  });
  test("what is known to an area itself, or to none, is found without what lies in areas below", () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, any) => {
        const all = select(facts, {});
        const at = (area: number) => all.filter((row) => facts.area[row] === area).length;
        const index = any % facts.dictionaries.areas.length;
        const { ref } = facts.dictionaries.areas[index]!;
        expect(select(facts, { areas: [onlyWithin(ref)] }).length).toBe(at(index));
        expect(select(facts, { areas: [UNPLACED.any] }).length).toBe(at(NO_AREA));
      }),
    );
  });
});
