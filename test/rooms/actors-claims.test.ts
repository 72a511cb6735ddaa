/** Which claim is shown: properties of the rule for any claims, and its words by example. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstDay, lastDay } from "../../shared/rooms/actors-attributes.ts";
import {
  bestOf,
  compareClaims,
  gradeOf,
  holdsOn,
  isGood,
  type RankedClaim,
  valueKey,
} from "../../shared/rooms/actors-claims.ts";
import { CREDIBILITY, RELIABILITY } from "../../shared/rooms/incidents-lists.ts";
import { dayOf, isDate, isoOf } from "../../shared/time.ts";

const days = fc.integer({ min: 17_000, max: 18_200 }).map(isoOf);
const claim: fc.Arbitrary<RankedClaim> = fc.record({
  ref: fc.uuid(),
  attribute: fc.constantFrom("strength", "capability"),
  value: fc.option(
    fc.integer({ min: 1, max: 3 }).map((best) => ({ best })),
    { freq: 8 },
  ),
  from: fc.option(days),
  to: fc.option(days),
  asOf: days,
  reliability: fc.constantFrom(...RELIABILITY),
  credibility: fc.constantFrom(...CREDIBILITY),
  retiredOn: fc.option(days, { freq: 2 }),
});
const claims = fc.uniqueArray(claim, { maxLength: 8, selector: ({ ref }) => ref });

const BASE: RankedClaim = {
  ...{ ref: "1", attribute: "strength", value: { best: 40 }, from: null, to: null },
  ...{ asOf: "2019-11-01", reliability: "B", credibility: "2", retiredOn: null },
};
const refs = (list: readonly RankedClaim[]) => list.map(({ ref }) => ref);

describe("the best claim", () => {
  test("is the same in whatever order claims come, and nothing is lost", () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), days, (all, order, day) => {
        const mixed = all
          .map((one) => [order.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        for (const attribute of ["strength", "capability"] as const) {
          const told = bestOf(all, attribute, day);
          expect(bestOf(mixed, attribute, day)).toEqual(told);
          const whole = [...(told.best ? [told.best] : []), ...told.against, ...told.beside, ...told.others];
          expect(refs(whole).sort()).toEqual(refs(all.filter((one) => one.attribute === attribute)).sort());
        }
      }),
    );
  });
  test("holds on the day, was not taken back, and is there whenever any such claim is", () => {
    fc.assert(
      fc.property(claims, days, (all, day) => {
        const { best, against } = bestOf(all, "strength", day);
        const current = all.filter(
          (one) => one.attribute === "strength" && one.retiredOn === null && holdsOn(one, day),
        );
        expect(best !== null).toBe(current.length > 0);
        for (const one of [...(best ? [best] : []), ...against]) expect(current).toContain(one);
      }),
    );
  });
  test("is contested only among good ones of different values, whichever is shown", () => {
    fc.assert(
      fc.property(claims, days, (all, day) => {
        const { best, against } = bestOf(all, "strength", day);
        for (const one of against) {
          expect(isGood(one) && isGood(best!)).toBe(true);
          expect(valueKey(one.value)).not.toBe(valueKey(best!.value));
        }
      }),
    );
  });
  test("is ordered totally: better before worse, and no circle", () => {
    fc.assert(
      fc.property(claim, claim, claim, (a, b, c) => {
        expect(Math.sign(compareClaims(a, b)) + Math.sign(compareClaims(b, a))).toBe(0);
        if (compareClaims(a, b) <= 0 && compareClaims(b, c) <= 0)
          expect(compareClaims(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
  test("of what can be several at once, every current value is shown once", () => {
    fc.assert(
      fc.property(claims, days, (all, day) => {
        const { best, beside } = bestOf(all, "capability", day);
        const shown = [...(best ? [best] : []), ...beside].filter(({ value }) => value);
        const keys = shown.map(({ value }) => valueKey(value));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe("by example", () => {
  test("grade before date before open end", () => {
    const better = { ...BASE, ref: "2", reliability: "A", asOf: "2019-01-01" } as const;
    const later = { ...BASE, ref: "3", asOf: "2019-11-20" };
    const ended = { ...BASE, ref: "4", to: "2019-12-31" };
    expect(refs([ended, BASE, later, better].sort(compareClaims))).toEqual(["2", "3", "1", "4"]);
  });
  test("two good ones that disagree are contested; a doubtful one contests nothing", () => {
    const other = { ...BASE, ref: "2", value: { best: 90 } };
    expect(refs(bestOf([BASE, other], "strength", "2019-12-02").against)).toEqual(["2"]);
    const doubtful = { ...other, credibility: "4" } as const;
    expect(bestOf([BASE, doubtful], "strength", "2019-12-02").against).toEqual([]);
    expect(bestOf([BASE, { ...other, reliability: "F" }], "strength", "2019-12-02").against).toEqual([]);
  });
  test("a good claim of a later state is no contradiction, and before it the former holds", () => {
    const later = { ...BASE, ref: "2", value: { best: 90 }, from: "2019-11-12", asOf: "2019-11-20" };
    expect(bestOf([BASE, later], "strength", "2019-12-02")).toMatchObject({ best: later, against: [] });
    expect(bestOf([BASE, later], "strength", "2019-11-11").best).toEqual(BASE);
  });
  test("who cannot be judged is no worse than who is not usually reliable", () => {
    expect(gradeOf({ reliability: "F", credibility: "6" })).toBeGreaterThan(
      gradeOf({ reliability: "D", credibility: "4" }),
    );
  });
  test("the same words in other letters are the same value", () => {
    expect(valueKey({ role: "Zone commander", rank: "Colonel" })).toBe(
      valueKey({ rank: "colonel", role: "Zone Commander" }),
    );
  });
});

describe("approximate days", () => {
  test("a month or year is its whole span", () => {
    fc.assert(
      fc.property(days, fc.constantFrom("day", "month", "year"), (day, precision) => {
        const [first, last] = [firstDay(day, precision), lastDay(day, precision)];
        expect(isDate(first) && isDate(last)).toBe(true);
        expect(first <= day && day <= last).toBe(true);
        const next = isoOf(dayOf(last) + 1);
        expect(precision === "day" || firstDay(next, precision) === next).toBe(true);
      }),
    );
    expect(lastDay("2020-02-03", "month")).toBe("2020-02-29");
  });
});
