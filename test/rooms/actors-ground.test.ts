/** Ground on a day: nobody counts twice, nothing unknown counts as nothing, and two claims are contested. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contestedAreas,
  type GroundZone,
  holdsGround,
  peopleUnder,
} from "../../shared/rooms/actors-ground.ts";

const zone: fc.Arbitrary<GroundZone> = fc.record({
  ...{ ref: fc.uuid(), actor: fc.constantFrom("a", "b").map((ref) => ({ ref })) },
  area: fc.constantFrom("1", "2", "3", "4").map((ref) => ({ ref })),
  controlKind: fc.constantFrom("state", "nsag", "contested", "shared"),
  ground: fc.constantFrom("control", "responsibility", "presence"),
  ...{ validFrom: fc.constantFrom("2019-11-01", "2019-11-12"), validTo: fc.constantFrom(null, "2019-11-20") },
  outline: fc.constantFrom(null, null, [[1, 1] as [number, number]]),
});
const PEOPLE = { 1: { total: 10 }, 2: { total: 200 }, 3: { total: 3_000 } };

describe("people under control", () => {
  test("every area counts once, an unknown number as unknown", () => {
    fc.assert(
      fc.property(fc.array(zone, { maxLength: 12 }), (zones) => {
        const control = zones.filter(({ ground }) => ground === "control");
        const whole = new Set(control.filter(({ outline }) => !outline).map(({ area }) => area.ref));
        const drawn = control.filter(({ outline }) => outline).length;
        const sums = peopleUnder(zones, PEOPLE);
        const sum = (of: "people" | "unknown") => sums.reduce((all, one) => all + one[of], 0);
        expect(sums.flatMap(({ places }) => places)).toHaveLength(whole.size + drawn);
        expect(
          sums
            .flatMap(({ places }) => places.flatMap((place) => place.zones))
            .map(({ ref }) => ref)
            .sort(),
        ).toEqual(control.map(({ ref }) => ref).sort());
        expect(sum("unknown")).toBe(drawn + Number(whole.has("4")));
        expect(sum("people")).toBe(
          [...whole].reduce((all, ref) => all + (PEOPLE[ref as unknown as 1]?.total ?? 0), 0),
        );
      }),
    );
  });
  test("two actors' control of one area is contested; presence and responsibility contest nothing", () => {
    const [one, other] = fc.sample(zone, { numRuns: 2, seed: 1 }) as [GroundZone, GroundZone];
    const base = {
      ...one,
      area: { ref: "1" },
      outline: null,
      controlKind: "nsag",
      ground: "control",
    } as const;
    const mine = { ...base, actor: { ref: "a" } };
    const theirs = { ...base, ref: other.ref, actor: { ref: "b" } };
    expect([...contestedAreas([mine, theirs])]).toEqual(["1"]);
    expect([...contestedAreas([mine, { ...theirs, ground: "presence" }])]).toEqual([]);
    expect([...contestedAreas([mine, { ...theirs, actor: { ref: "a" } }])]).toEqual([]);
  });
  test("a zone holds from its first to its last day", () => {
    const [one] = fc.sample(zone, { numRuns: 1, seed: 1 }) as [GroundZone];
    const held = { ...one, validFrom: "2019-11-01", validTo: "2019-11-20" };
    const on = ["2019-10-31", "2019-11-01", "2019-11-20", "2019-11-21"].map((day) => holdsGround(held, day));
    expect(on).toEqual([false, true, true, false]);
  });
});
