/** The rules of verification: sources that count, what lacks, the level that follows, what waits first. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CREDIBILITY, INCIDENT_KINDS, RELIABILITY, SOURCE_TYPES } from "../../shared/rooms/incidents.ts";
import {
  asksForRule,
  byGravity,
  type CountedSource,
  countSources,
  DEFAULT_RULE,
  FACT_LEVELS,
  type Findings,
  gravityOf,
  levelOf,
  meets,
  missingBy,
  type Waiting,
} from "../../shared/rooms/incidents-review.ts";

const source: fc.Arbitrary<CountedSource> = fc.record({
  type: fc.constantFrom(...SOURCE_TYPES),
  group: fc.constantFrom(null, "", "A", "a ", "B"),
  reliability: fc.constantFrom(null, ...RELIABILITY),
  credibility: fc.constantFrom(null, ...CREDIBILITY),
});
const sources = fc.array(source, { maxLength: 8 });
const has = (...list: CountedSource[]) => countSources(list);

describe("sources", () => {
  test("the rule as it is set: two independent, one of them direct", () => {
    expect(has()).toEqual({ independent: 0, direct: 0 });
    expect(has({ type: "victim" })).toEqual({ independent: 1, direct: 1 });
    expect(has({ type: "victim" }, { type: "community_leader" })).toEqual({ independent: 2, direct: 1 });
    expect(meets(DEFAULT_RULE, has({ type: "victim" }, { type: "ngo" }))).toBe(true);
    expect(meets(DEFAULT_RULE, has({ type: "media" }, { type: "ngo" }))).toBe(false);
    expect(missingBy(DEFAULT_RULE, has({ type: "ngo" }))).toEqual({ independent: 1, direct: 1 });
  });
  test("one origin is one source, whatever its types; without a stated group one type is one", () => {
    expect(has({ type: "victim", group: "A" }, { type: "media", group: " a" })).toEqual({
      independent: 1,
      direct: 1,
    });
    expect(has({ type: "eyewitness" }, { type: "eyewitness" })).toEqual({ independent: 1, direct: 1 });
    expect(has({ type: "eyewitness", group: "A" }, { type: "eyewitness", group: "B" }).independent).toBe(2);
  });
  test("unreliable and improbable ones do not count; those that cannot be judged do", () => {
    expect(has({ type: "victim", reliability: "E" }, { type: "medical", credibility: "5" }).independent).toBe(
      0,
    );
    expect(has({ type: "victim", reliability: "F", credibility: "6" }).independent).toBe(1);
  });
  test("direct ones are among the independent; more sources never lack more; their order says nothing", () => {
    fc.assert(
      fc.property(sources, source, (list, more) => {
        const [before, after] = [countSources(list), countSources([...list, more])];
        expect(before.direct).toBeLessThanOrEqual(before.independent);
        expect(after.independent).toBeGreaterThanOrEqual(before.independent);
        expect(after.direct).toBeGreaterThanOrEqual(before.direct);
        expect(countSources([...list].reverse())).toEqual(before);
        expect(countSources([...list, ...list])).toEqual(before);
        const lack = missingBy(DEFAULT_RULE, before);
        expect(lack.independent + lack.direct === 0).toBe(meets(DEFAULT_RULE, before));
      }),
    );
  });
});

const findings: fc.Arbitrary<Findings> = fc.record({
  occurrence: fc.constantFrom(...FACT_LEVELS.occurrence),
  counts: fc.constantFrom(null, ...FACT_LEVELS.counts),
  victims: fc.constantFrom(null, ...FACT_LEVELS.victims),
  perpetrator: fc.constantFrom(null, ...FACT_LEVELS.perpetrator),
});

describe("the level of the record", () => {
  test("is verified only where occurrence and counts are, whatever is known of victims and perpetrator", () => {
    fc.assert(
      fc.property(findings, (one) => {
        const level = levelOf(one);
        const established =
          one.occurrence === "verified" && (one.counts === null || one.counts === "verified");
        expect(level === "verified" || level === "falsely_attributed").toBe(established);
        expect(level === "rejected").toBe(one.occurrence === "rejected");
        if (level === "verified") expect(asksForRule(one)).toBe(true);
        expect(levelOf({ ...one, victims: null })).toBe(level);
      }),
    );
  });
  test("a perpetrator who is not established changes nothing; a wrong one is told", () => {
    const base = { occurrence: "verified", counts: "verified", victims: "corroborated" } as const;
    expect(levelOf({ ...base, perpetrator: "not_verifiable" })).toBe("verified");
    expect(levelOf({ ...base, perpetrator: "falsely_attributed" })).toBe("falsely_attributed");
    expect(levelOf({ ...base, counts: "not_verifiable", perpetrator: null })).toBe("corroborated");
  });
});

const waiting: fc.Arbitrary<Waiting> = fc.record({
  kind: fc.constantFrom(...INCIDENT_KINDS),
  killed: fc.constantFrom(null, 0, 1, 20),
  atLeast: fc.boolean(),
  injured: fc.constantFrom(null, 0, 3),
  abducted: fc.constantFrom(null, 0, 2),
  displaced: fc.constantFrom(null, 0, 40, 300),
  crsv: fc.boolean(),
  children: fc.boolean(),
  must: fc.boolean(),
  occurredTo: fc.constantFrom("2019-11-01", "2019-11-15", "2019-12-01"),
});

describe("the queue", () => {
  const quiet = { killed: null, atLeast: false, injured: null, abducted: null, displaced: null, must: false };
  const threat = { ...quiet, kind: "threat_intimidation", crsv: false, children: false } as const;
  test("deaths, sexual violence and children are grave; unknown is not zero and raises nothing", () => {
    expect(gravityOf(threat)).toBe("other");
    expect(gravityOf({ ...threat, killed: 1 })).toBe("grave");
    expect(gravityOf({ ...threat, atLeast: true }), "killed, and nobody knows how many").toBe("grave");
    expect(gravityOf({ ...threat, crsv: true })).toBe("grave");
    expect(gravityOf({ ...threat, children: true })).toBe("grave");
    expect(gravityOf({ ...threat, must: true })).toBe("serious");
    expect(gravityOf({ ...threat, displaced: 99 })).toBe("other");
    expect(gravityOf({ ...threat, displaced: 340 })).toBe("serious");
  });
  test("is one order: gravest first, of equals the oldest", () => {
    fc.assert(
      fc.property(waiting, waiting, waiting, (a, b, c) => {
        expect(Math.sign(byGravity(a, b))).toBe(-Math.sign(byGravity(b, a)) + 0);
        if (byGravity(a, b) <= 0 && byGravity(b, c) <= 0) expect(byGravity(a, c)).toBeLessThanOrEqual(0);
      }),
    );
    const [old, young] = ["2019-11-01", "2019-11-20"].map((occurredTo) => ({ ...threat, occurredTo }));
    expect(byGravity(old!, young!)).toBeLessThan(0);
    expect(byGravity({ ...young!, killed: 1 }, old!)).toBeLessThan(0);
  });
});
