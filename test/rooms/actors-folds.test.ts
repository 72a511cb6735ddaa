/** Folding the order of battle loses nobody: who is not drawn is counted at, and drawn as, the nearest above that is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { shownOf } from "../../client/rooms/actors/figures-folds.ts";
import { touches, WHOLE } from "../../client/rooms/actors/figures-part.ts";
import { chordOf, ringOf } from "../../client/rooms/actors/figures-ring.ts";
import type { Branch } from "../../shared/rooms/actors-structure.ts";

/** Trees of up to forty units: each stands under nobody or under one before it. */
const trees: fc.Arbitrary<Branch[]> = fc.array(fc.nat(), { maxLength: 40 }).map((choices) => {
  const units: Branch[] = choices.map((_, at) => ({ ref: `unit ${at}`, under: [] }));
  const roots = units.filter((unit, at) => {
    const above = units[(choices[at]! % (at + 1)) - 1];
    above?.under.push(unit);
    return above === undefined;
  });
  return roots;
});
const all = (roots: readonly Branch[]): string[] => roots.flatMap(({ ref, under }) => [ref, ...all(under)]);

test("every unit is drawn or counted at one that is, whatever is folded", () => {
  fc.assert(
    fc.property(trees, fc.func(fc.boolean()), (roots, isFolded) => {
      const { shown, standsFor } = shownOf(roots, isFolded);
      const units = all(roots);
      const counted = [...shown.values()].reduce((sum, folded) => sum + folded + 1, 0);
      expect(counted).toBe(units.length);
      for (const ref of units) expect(shown.has(standsFor.get(ref)!)).toBe(true);
      for (const ref of shown.keys()) expect(standsFor.get(ref)).toBe(ref);
    }),
  );
});

test("what touches the part in sight is drawn, from either end; whole means everything", () => {
  const part = { from: 400, to: 1200 };
  expect(touches(part, 0, 399)).toBe(false);
  expect(touches(part, 1300, 500)).toBe(true);
  expect(touches(part, 0, 5000)).toBe(true);
  expect(touches(WHOLE, -1, -1)).toBe(true);
});

test("on the ring everybody has a place of their own, and no curve leaves the heights that say whether it is drawn", () => {
  const EDGE = 190;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 300 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom(0, 0.2, 0.75),
      (n, a, b, bend) => {
        const refs = Array.from({ length: n }, (_, at) => `unit ${at}`);
        const ring = ringOf(refs, EDGE);
        const all = [...ring.places.values()];
        expect(new Set(all.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)).size).toBe(n);
        for (const { x, y } of all) for (const at of [x, y]) expect(at).toBeGreaterThanOrEqual(EDGE - 1e-6);
        const chord = chordOf(ring, refs[a % n]!, refs[b % n]!, bend);
        expect(chord === undefined).toBe(a % n === b % n);
        const [, from = 0, by = 0, to = 0] =
          /^M\S+ (\S+)Q\S+ (\S+) \S+ (\S+)$/.exec(chord?.d ?? "")?.map(Number) ?? [];
        for (const t of chord ? [0, 0.25, 0.5, 0.75, 1] : []) {
          const y = (1 - t) ** 2 * from + 2 * t * (1 - t) * by + t ** 2 * to;
          expect(y).toBeGreaterThanOrEqual(chord!.top - 1e-6);
          expect(y).toBeLessThanOrEqual(chord!.bottom + 1e-6);
        }
      },
    ),
  );
});
