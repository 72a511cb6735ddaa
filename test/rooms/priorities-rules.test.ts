/** Scores, bands and the event-based proposal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PRIORITY_CATEGORIES, type PriorityCategory } from "../../shared/rooms/priorities.ts";
import {
  inherentScore,
  proposalWithUnknown,
  proposeFromEvents,
  residualScore,
  riskScore,
  scoreBand,
  standing,
  threat,
} from "../../shared/rooms/priorities-rules.ts";

const grade = fc.integer({ min: 1, max: 5 });
const rank = (category: PriorityCategory) => PRIORITY_CATEGORIES.indexOf(category);

describe("score", () => {
  test("is threat × vulnerability ÷ capacity with the geometric mean as threat", () => {
    expect(threat(4, 4)).toBe(4);
    expect(riskScore(4, 4, 5, 2)).toBe(10);
    expect(riskScore(5, 5, 5, 1)).toBe(25);
    expect(riskScore(1, 1, 1, 5)).toBe(0.2);
  });

  test("stays within 0.2 and 25, grows with threat and vulnerability, falls with capacity", () => {
    fc.assert(
      fc.property(grade, grade, grade, grade, (l, i, v, c) => {
        const score = riskScore(l, i, v, c)!;
        expect(score).toBeGreaterThanOrEqual(0.2);
        expect(score).toBeLessThanOrEqual(25);
        if (v < 5) expect(riskScore(l, i, v + 1, c)!).toBeGreaterThan(score);
        if (c < 5) expect(riskScore(l, i, v, c + 1)!).toBeLessThan(score);
      }),
    );
  });

  test("is missing where any input is", () => {
    expect(riskScore(null, 4, 5, 2)).toBeNull();
    expect(riskScore(4, 4, 5, null)).toBeNull();
    expect(scoreBand(null)).toBeNull();
  });

  test("inherent ignores the mission, residual counts it", () => {
    const inputs = { likelihood: 4, impact: 4, vulnerability: 5, capacity: 2, capacityWithMission: 4 };
    expect(inherentScore(inputs)).toBe(10);
    expect(residualScore(inputs)).toBe(5);
    expect(residualScore({ ...inputs, capacityWithMission: null })).toBeNull();
  });

  test.each([
    [25, "must"],
    [9, "must"],
    [8.99, "should"],
    [4, "should"],
    [3.99, "could"],
    [1.5, "could"],
    [1.49, "monitor"],
  ] as const)("%s is %s", (score, band) => {
    expect(scoreBand(score)).toBe(band);
  });
});

describe("event-based proposal", () => {
  test.each([
    // events, one-sided, civilians killed
    [13, 4, 74, "must"],
    [5, 5, 0, "must"],
    [4, 1, 25, "must"],
    [4, 4, 24, "should"],
    [2, 2, 0, "should"],
    [1, 1, 3, "should"],
    [1, 1, 2, "could"],
    [6, 0, 0, "could"],
    [0, 0, 0, "monitor"],
  ] as const)(
    "%s events, %s one-sided, %s civilians killed: %s",
    (events, oneSided, civiliansKilled, category) => {
      expect(proposeFromEvents({ events, oneSided, civiliansKilled })).toBe(category);
    },
  );

  test("never falls when harm grows", () => {
    const area = fc.record({ events: fc.nat(30), oneSided: fc.nat(8), civiliansKilled: fc.nat(60) });
    fc.assert(
      fc.property(area, area, (a, b) => {
        const more = {
          events: a.events + b.events,
          oneSided: a.oneSided + b.oneSided,
          civiliansKilled: a.civiliansKilled + b.civiliansKilled,
        };
        expect(rank(proposeFromEvents(more))).toBeLessThanOrEqual(rank(proposeFromEvents(a)));
      }),
    );
  });

  test("tells what the dead of unknown status would change, and moves nothing", () => {
    const area = { events: 6, oneSided: 0, civiliansKilled: 1 };
    expect(proposalWithUnknown(area, 40)).toBe("must");
    expect(proposalWithUnknown(area, 1)).toBeNull();
    expect(proposeFromEvents(area)).toBe("could");
  });
});

describe("what holds", () => {
  test("a person's decision before a score before events", () => {
    expect(standing("could", 10, "must")).toEqual({ category: "could", origin: "override" });
    expect(standing(null, 10, "monitor")).toEqual({ category: "must", origin: "score" });
    expect(standing(null, null, "should")).toEqual({ category: "should", origin: "events" });
  });
});
