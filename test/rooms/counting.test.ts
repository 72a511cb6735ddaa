// Sentences of the arithmetic of counting that no other test holds: a sum's range and its "at least"; levels that stand
// apart; what is falsely attributed counts without perpetrator; the rate per 100,000; what cannot be placed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { killedWords, sorted } from "../../client/rooms/incidents/rows.ts";
import { byHarm, selectLevels, withRest } from "../../client/ui/charts/rows.ts";
import { formatRange } from "../../client/words/format.ts";
import type { Translate } from "../../client/words/index.tsx";
import { withoutFalse } from "../../server/facts/parties.ts";
import {
  checkFacts,
  FLAG,
  groupBy,
  NO_AREA,
  onlyWithin,
  select,
  shownCivilians,
  shownRange,
  totals,
  UNPLACED,
} from "../../shared/rooms/analysis.ts";
import { deathRate } from "../../shared/rooms/analysis-rate.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { countedLevels } from "../../shared/rooms/incidents-review.ts";
import { incidentTotals } from "../../shared/rooms/incidents-totals.ts";
import { anyFacts, factsOf } from "../support/facts.ts";

describe("the range of a sum", () => {
  test("adds bounds linearly, gives none that a part lacks, and says at least where an end is open", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const all = select(facts, { includeIllustrative: true, signals: "with" });
        const sums = totals(facts, all);
        if (!sums) return;
        const range = shownRange(sums);
        const told = [facts.killedLow, facts.killedBest, facts.killedHigh].map((column) =>
          [...all].map((row) => column[row]!).filter((value) => value >= 0),
        );
        const most = Math.max(...told.map(({ length }) => length));
        const isOpen = [...all].some((row) => (facts.flags[row]! & FLAG.atLeast) !== 0);
        for (const [at, name] of (["low", "best", "high"] as const).entries()) {
          const isWhole =
            most > 0 && told[at]!.length === most && !(name === "high" && range.high === null && isOpen);
          expect(range[name]).toBe(isWhole ? told[at]!.reduce((sum, value) => sum + value, 0) : null);
        }
        if (range.atLeast) expect([isOpen, range.high]).toEqual([true, null]);
      }),
    );
  });
});

/** An event of one's own log: so many were killed, low, best and high; an open end, an unknown number, or nobody named. */
const told = fc.oneof(
  fc
    .record({ best: fc.nat(9), below: fc.nat(3), above: fc.option(fc.nat(3)) })
    .map(({ best, below, above }) => ({
      ...{ low: Math.max(0, best - below), best, high: above === null ? null : best + above },
    })),
  fc.constant({ low: null, best: null, high: null }),
  fc.constant(null),
);
type Told = { low: number | null; best: number | null; high: number | null } | null;

const FEW = (count: number | null) => count !== null && count > 0 && count < 5;

/** As the owner reads it, or as a copy tells it: small counts by their ends (0050-open-copies.sql). */
function rowOf(range: Told, isCopy: boolean) {
  const { killed, atLeast } = incidentTotals(
    range
      ? [{ harm: "killed", status: "civilian", ...range }]
      : [{ harm: "injured", status: "civilian", ...OPEN }],
  );
  const { low, best, high } = killed;
  const ends = {
    low: FEW(low ?? best) ? 1 : low,
    best: FEW(best) ? null : best,
    high: high === null && atLeast ? null : FEW(high ?? best) ? 4 : high,
  };
  const shown = isCopy ? ends : killed;
  const [killedLow, killedBest, killedHigh] = [shown.low ?? -1, shown.best ?? -1, shown.high ?? -1];
  const civilians = { civilianLow: killedLow, civilian: killedBest, civilianHigh: killedHigh };
  return { dataset: 1, killedLow, killedBest, killedHigh, ...civilians, flags: atLeast ? FLAG.atLeast : 0 };
}
const OPEN = { low: 3, best: 3, high: null };

describe("a sum over what one is told of an own log", () => {
  const some = fc.array(fc.tuple(told, fc.boolean()), { minLength: 1, maxLength: 12 });
  const ranges = (of: readonly (readonly [Told, boolean])[]) => {
    const facts = factsOf(of.map(([range, isCopy]) => rowOf(range, isCopy)));
    const sums = totals(facts, select(facts, {}))!;
    return { shown: shownRange(sums), civilians: shownCivilians(sums), facts };
  };
  test("holds the true number between its ends, and its best between them too", () => {
    fc.assert(
      fc.property(some, (events) => {
        const { shown, civilians } = ranges(events);
        expect(civilians).toEqual(shown);
        const counted = events.flatMap(([range]) => (range?.best == null ? [] : [range]));
        const sure = counted.reduce((sum, { low }) => sum + low!, 0);
        if (counted.length === 0) {
          expect(shown).toMatchObject({ best: null, atLeast: false });
          return;
        }
        expect(shown.low!).toBeLessThanOrEqual(sure);
        if (shown.best !== null) expect(shown.low!).toBeLessThanOrEqual(shown.best);
        const isOpen = events.some(([range]) => range !== null && range.high === null);
        expect([shown.atLeast, shown.high === null]).toEqual([isOpen, isOpen]);
        if (isOpen) return;
        const most = counted.reduce((sum, { high }) => sum + high!, 0);
        expect(shown.high!).toBeGreaterThanOrEqual(Math.max(most, shown.best ?? 0));
      }),
    );
  });
  test("has a best where none of its events keeps it back, and is the sum of them", () => {
    fc.assert(
      fc.property(some, (events) => {
        const counted = events.filter(([range]) => range?.best != null);
        const isHidden = counted.some(([range, isCopy]) => isCopy && FEW(range!.best));
        const best = counted.reduce((sum, [range]) => sum + range!.best!, 0);
        expect(ranges(events).shown.best).toBe(isHidden || counted.length === 0 ? null : best);
      }),
    );
  });
  test("of two copies of 3 and an own count of 6 is 8 to 14; one that nobody counted opens it", () => {
    const three = { low: 3, best: 3, high: 3 };
    const events: [Told, boolean][] = [
      [three, true],
      [three, true],
      [{ low: 6, best: 6, high: 6 }, false],
    ];
    expect(formatRange(ranges(events).shown, "en")).toBe("8–14");
    const unknown: [Told, boolean] = [{ low: null, best: null, high: null }, false];
    expect(formatRange(ranges([...events, unknown]).shown, "en")).toBe("≥ 8");
    expect(formatRange(ranges([[three, false], unknown]).shown, "en")).toBe("≥ 3");
    expect(formatRange(ranges([unknown]).shown, "en")).toBe("–");
    // People injured say nothing of how many were killed.
    expect(
      formatRange(
        ranges([
          [three, false],
          [null, false],
        ]).shown,
        "en",
      ),
    ).toBe("3");
  });
  test("finds the records that killed civilians, also where a copy tells the ends alone", () => {
    fc.assert(
      fc.property(some, (events) => {
        const { facts } = ranges(events);
        const killed = events.filter(
          ([range, isCopy]) => (range?.best ?? 0) > 0 && !(isCopy && range!.low === 0 && FEW(range!.best)),
        );
        expect(select(facts, { civiliansOnly: true }).length).toBe(killed.length);
      }),
    );
  });
  test("stands in a list by its lower end where its best is kept back", () => {
    const { facts } = ranges([
      [{ low: 0, best: 0, high: 0 }, false],
      [{ low: 3, best: 3, high: 3 }, true],
      [null, false],
    ]);
    const order = sorted(facts, select(facts, {}), "killed", true);
    expect([...order].map((row) => facts.killedLow[row])).toEqual([1, 0, -1]);
  });
  test("deaths are said with how sure their number is", () => {
    const said: string[] = [];
    const t = ((key: string) => said.push(key)) as unknown as Translate;
    for (const [killed, atLeast] of [
      [3, false],
      [3, true],
      [null, true],
      [0, true],
    ] as const)
      killedWords({ t, tag: "en" }, { killed, atLeast });
    expect(killedWords({ t, tag: "en" }, { killed: null, atLeast: false })).toBe(null);
    const [known, least, uncounted] = ["killed", "killedAtLeast", "killedUncounted"];
    expect(said).toEqual([known, least, uncounted, uncounted].map((name) => `verify.queue.${name}`));
  });
  test("what does not fit a chart is summed by the same rule", () => {
    const row = { id: "x", events: 1, unknownStatus: null, atLeast: false };
    const whole = { killed: false, civilian: false };
    const exact = { ...row, killed: 9, low: 9, high: 9, civilian: 3, keptBack: whole };
    const ends = { killed: null, low: 1, high: 4, civilian: null };
    const hidden = { ...row, ...ends, keptBack: { ...whole, killed: true } };
    const [, rest] = withRest([exact, exact, hidden], 2);
    expect(rest).toMatchObject({ killed: null, low: 10, high: 13, events: 2, civilian: 3 });
    const few = { ...exact, civilian: null, keptBack: { ...whole, civilian: true } };
    expect(withRest([exact, exact, few], 2)[1]).toMatchObject({ killed: 18, civilian: null });
    expect([hidden, exact].sort(byHarm)).toEqual([exact, hidden]);
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
