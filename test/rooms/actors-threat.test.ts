/** The band of a threat: by the geometric mean, never falling when a grade rises, whatever the order of the three. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { THREAT_BANDS, threatBand } from "../../shared/rooms/actors-threat.ts";

const grade = fc.integer({ min: 1, max: 5 });
const band = (intent: number, capability: number, opportunity: number) =>
  threatBand({ intent, capability, opportunity });

test("has its limits at 2.5 and 3.5", () => {
  expect([band(1, 1, 1), band(2, 2, 3), band(2, 2, 4), band(5, 3, 1)]).toEqual([
    "low",
    "low",
    "medium",
    "low",
  ]);
  expect([band(3, 3, 3), band(3, 4, 3), band(3, 4, 4), band(5, 5, 5)]).toEqual([
    "medium",
    "medium",
    "high",
    "high",
  ]);
});
test("does not fall when a grade rises, and does not ask which is which", () => {
  fc.assert(
    fc.property(grade, grade, grade, (a, b, c) => {
      expect(band(a, b, c)).toBe(band(c, a, b));
      const more = band(Math.min(5, a + 1), b, c);
      expect(THREAT_BANDS.indexOf(more)).toBeGreaterThanOrEqual(THREAT_BANDS.indexOf(band(a, b, c)));
    }),
  );
});
test("cannot be high where one of the three is the least", () => {
  fc.assert(
    fc.property(grade, grade, (a, b) => {
      expect(band(1, a, b)).not.toBe("high");
    }),
  );
});
