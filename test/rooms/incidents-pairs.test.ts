/** Proposing that two records tell of one event: what counts, what is not known, and that the search misses none. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  eachOnce,
  findPairs,
  LIKELY,
  likeness,
  POSSIBLE,
  type Told,
} from "../../shared/rooms/incidents-pairs.ts";
import { dayOf, isoOf } from "../../shared/time.ts";

const addDays = (iso: string, days: number) => isoOf(dayOf(iso) + days);
const BASE: Told = {
  ...{ ref: "one", from: "2019-11-10", to: "2019-11-10", kind: "attack_on_civilians" },
  ...{ lon: 20.67, lat: 5.76, precision: "exact", adm1: "CF43", adm2: "CF431", name: "Bambari" },
  ...{ parties: ["a"], text: "Shots at the market of Bambari", killed: 3 },
};
const other = (changes: Partial<Told>): Told => ({ ...BASE, ref: "other", ...changes });
const score = (changes: Partial<Told>) => likeness(BASE, other(changes))?.score ?? 0;

describe("likeness", () => {
  test("the same event told twice is 1; a village apart it is likely, a day besides it is possible", () => {
    expect(score({})).toBe(1);
    const village = { lon: 20.75, name: null, killed: 4, text: null };
    expect(score(village)).toBeGreaterThan(LIKELY);
    const later = score({ ...village, from: "2019-11-11", to: "2019-11-11" });
    expect(later).toBeGreaterThan(POSSIBLE);
    expect(later).toBeLessThan(LIKELY);
  });
  test("says what speaks for it", () => {
    expect(likeness(BASE, other({ lon: 20.72, name: "Elsewhere", killed: 4, text: null }))?.why).toEqual([
      ...["same_day", "near_point", "same_kind", "same_parties"],
    ]);
    const coarse = other({
      from: "2019-11-01",
      to: "2019-11-30",
      kind: "killing",
      lon: null,
      lat: null,
      name: null,
    });
    expect(likeness(BASE, coarse)?.why).toEqual([
      ...["days_meet", "same_adm2", "kindred_kind", "same_parties", "like_words", "same_killed"],
    ]);
  });
  test("another week or another region is another event", () => {
    expect(score({ from: "2019-11-18", to: "2019-11-18" })).toBe(0);
    expect(score({ lon: 24 })).toBe(0);
    expect(score({ lon: null, lat: null, adm2: "CF612" })).toBe(0);
  });
  test("a month or a district instead of day and point leaves it possible", () => {
    const coarse = { from: "2019-11-01", to: "2019-11-30", lon: null, lat: null, precision: "adm2" } as const;
    const known = score({ ...coarse, parties: [], text: null, killed: null });
    expect(known).toBeGreaterThan(POSSIBLE);
    expect(known).toBeLessThan(LIKELY);
  });
  test("other parties and other deaths speak against it", () => {
    expect(score({ parties: ["b"] })).toBeLessThan(score({ parties: [] }));
    expect(score({ killed: 40 })).toBeLessThan(score({ killed: null }));
  });
});

const told: fc.Arbitrary<Told> = fc
  .record({
    ref: fc.uuid(),
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.constantFrom(0, 0, 3, 6, 29),
    kind: fc.constantFrom("killing", "armed_clash", "extortion", "abduction"),
    lon: fc.constantFrom(20, 20.1, 20.9, 24),
    hasPoint: fc.boolean(),
    precision: fc.constantFrom("exact", "near", "adm2"),
    adm2: fc.constantFrom("x", "y", null),
    parties: fc.subarray(["a", "b", "c"]),
    name: fc.constantFrom(null, "Ippy", "Ippy town", "Bria"),
    text: fc.constantFrom(null, "Shots at the market", "shots near a market", "Cattle were taken"),
    killed: fc.constantFrom(null, 0, 1, 5),
  })
  .map(({ start, length, lon, hasPoint, ...rest }) => ({
    ...rest,
    ...{ from: addDays("2019-11-01", start), to: addDays("2019-11-01", start + length), adm1: null },
    ...(hasPoint ? { lon, lat: 5 } : { lon: null, lat: null }),
  })) as fc.Arbitrary<Told>;

describe("properties", () => {
  test("symmetric, between 0 and 1, and likely enough with itself", () => {
    // Of a record that tells but a month and a kind: half of the day's weight 3 and all of the kind's 1.5, of both.
    const least = (3 / 2 + 1.5) / (3 + 1.5);
    fc.assert(
      fc.property(told, told, (a, b) => {
        const [ab, ba] = [likeness(a, b), likeness(b, a)];
        expect(ab?.score ?? -1).toBeCloseTo(ba?.score ?? -1, 9);
        if (ab) expect(ab.score >= 0 && ab.score <= 1).toBe(true);
        const self = likeness(a, a)!;
        expect(self.days).toBe(0);
        expect(self.score).toBeGreaterThanOrEqual(least - 1e-9);
      }),
    );
  });
  test("the search finds what comparing all with all finds", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 25 }), fc.array(told, { maxLength: 25 }), (ones, others) => {
        const all = ones.flatMap((one) =>
          others.flatMap((each) =>
            (likeness(one, each)?.score ?? 0) >= POSSIBLE ? [`${one.ref} ${each.ref}`] : [],
          ),
        );
        expect(
          findPairs(ones, others)
            .map((pair) => `${pair.one} ${pair.other}`)
            .sort(),
        ).toEqual(all.sort());
      }),
    );
  });
  test("of two recorders each record is likely in one pair, or in several that fit alike; the likely stand first", () => {
    const recorders = fc.constantFrom("a", "b");
    const both = fc.array(fc.record({ told, recorder: recorders }), { maxLength: 12 });
    fc.assert(
      fc.property(both, (records) => {
        const named = records.map(({ told: one, recorder }, at) => ({
          one: { ...one, ref: `${at}` },
          recorder,
        }));
        const of = new Map(named.map(({ one, recorder }) => [one.ref, recorder]));
        const [ours, theirs] = ["a", "b"].map((wanted) =>
          named.flatMap(({ one, recorder }) => (recorder === wanted ? [one] : [])),
        );
        const all = findPairs(ours!, theirs!);
        const once = eachOnce(all, (ref) => of.get(ref)!);
        expect(once.map(({ score }) => score).sort()).toEqual(all.map(({ score }) => score).sort());
        const likely = once.filter((pair) => pair.likely);
        expect(once.slice(0, likely.length)).toEqual(likely);
        for (const { one, other, score } of likely)
          for (const pair of all)
            if (pair.one === one || pair.other === other) expect(pair.score).toBeLessThanOrEqual(score);
      }),
    );
  });
});
