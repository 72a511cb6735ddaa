/** Rules about reports of displaced people: how many told, which tell of the same, where a practice came up again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alike } from "../../shared/alike.ts";
import { displacedReportForm, VIOLATIONS } from "../../shared/rooms/displacement.ts";
import {
  type Compared,
  mayRecur,
  peopleReporting,
  proposedTriangulation,
  proposeGroups,
  recurrenceSigns,
} from "../../shared/rooms/displacement-rules.ts";
import { fieldIssues } from "../../shared/rooms/records.ts";

const compared = (changes: Partial<Compared> = {}): Compared => ({
  ...{
    ref: "1",
    violation: "arbitrary_detention",
    from: "2019-11-04",
    to: "2019-11-04",
    areaId: "a",
    lon: null,
  },
  ...{ lat: null, actorIds: [], unit: null, role: null, method: null },
  ...changes,
});

describe("people reporting", () => {
  test("agencies stay distinct, and nobody known to have told twice counts twice", () => {
    const tellings = [
      { people: 4, agency: "Agency A" },
      { people: 9, agency: "Agency B" },
      { people: 11, agency: "agency a " },
    ];
    expect(peopleReporting(tellings, 3)).toEqual({ low: 15, best: 21, high: 24, agencies: 2, reports: 3 });
  });
  test("agencies that are withheld cannot be told apart and count as one", () => {
    const people = peopleReporting([
      { people: 4, agency: null },
      { people: 9, agency: null },
    ]);
    expect(people).toMatchObject({ agencies: 1, low: 13, high: 13 });
  });
  test("low ≤ best ≤ high, whatever is told; one more report never lowers an end", () => {
    const telling = fc.record({
      people: fc.integer({ min: 1, max: 500 }),
      agency: fc.option(fc.constantFrom("a", "b", "c"), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(telling, { minLength: 1 }), telling, fc.nat(900), (tellings, more, overlap) => {
        const one = peopleReporting(tellings, overlap);
        const other = peopleReporting([...tellings, more], overlap);
        expect(one.low).toBeLessThanOrEqual(one.best);
        expect(one.best).toBeLessThanOrEqual(one.high);
        expect(other.low).toBeGreaterThanOrEqual(one.low);
        expect(other.high).toBe(one.high + more.people);
      }),
    );
  });
  test("two agencies bear each other out; one that tells twice does not", () => {
    const said = (agencies: (string | null)[]) =>
      proposedTriangulation(peopleReporting(agencies.map((agency) => ({ people: 2, agency }))));
    expect([said(["a", "b"]), said(["a", "a"]), said(["a"])]).toEqual([
      "triangulated",
      "in_progress",
      "not_triangulated",
    ]);
  });
});

describe("reports of the same violation", () => {
  test("are grouped by kind, time and place", () => {
    const reports = [
      compared({ ref: "1" }),
      compared({ ref: "2", from: "2019-11-09", to: "2019-11-10" }),
      compared({ ref: "3", violation: "extortion" }),
      compared({ ref: "4", areaId: "b" }),
      compared({ ref: "5", from: "2019-12-09", to: "2019-12-09" }),
    ];
    expect(proposeGroups(reports).map((group) => group.map(({ ref }) => ref))).toEqual([["1", "2"]]);
  });
  test("points decide over areas where both are known", () => {
    const at = (ref: string, lon: number) => compared({ ref, lon, lat: 5 });
    expect(proposeGroups([at("1", 20), at("2", 20.1)])).toHaveLength(1);
    expect(proposeGroups([at("1", 20), at("2", 20.3)])).toHaveLength(0);
  });
  test("each report is in one group only, in whatever order they come", () => {
    const report = fc.record({
      from: fc.integer({ min: 1, max: 28 }).map((day) => `2019-11-${String(day).padStart(2, "0")}`),
      areaId: fc.constantFrom("a", "b"),
      violation: fc.constantFrom("extortion", "abduction"),
    });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), (drawn) => {
        const reports = drawn.map((each, at) => compared({ ...each, to: each.from, ref: String(at) }));
        const sorted = (groups: Compared[][]) =>
          groups
            .map((group) =>
              group
                .map(({ ref }) => Number(ref))
                .sort((a, b) => a - b)
                .join(),
            )
            .sort();
        const groups = sorted(proposeGroups(reports));
        expect(sorted(proposeGroups([...reports].reverse()))).toEqual(groups);
        expect(new Set(groups.flatMap((group) => group.split(","))).size).toBe(
          groups.flatMap((group) => group.split(",")).length,
        );
      }),
    );
  });
});

describe("a practice that comes up elsewhere", () => {
  const earlier = compared({
    unit: "Illustrative Company 3",
    role: "checkpoint commander",
    method: "men taken off trucks at a checkpoint",
  });
  const later = compared({
    ...{ ref: "2", areaId: "b", from: "2019-11-20", to: "2019-11-21" },
    ...{
      unit: "Illustrative Company 3",
      role: "commander of the checkpoint",
      method: "taking men off trucks at checkpoint",
    },
  });
  test("is proposed by unit, role and method", () => {
    expect(recurrenceSigns(earlier, later)).toEqual(["unit", "role", "method"]);
    expect(mayRecur(recurrenceSigns(earlier, { ...later, role: null, method: "beating" }))).toBe(false);
  });
  test("not at the same place, not before, not for another violation", () => {
    expect(recurrenceSigns(earlier, { ...later, areaId: "a" })).toEqual([]);
    expect(recurrenceSigns(later, earlier)).toEqual([]);
    expect(recurrenceSigns(earlier, { ...later, violation: "extortion" })).toEqual([]);
  });
  test("texts are compared without case, accents and order", () => {
    expect(alike("Barrière de Bangassou", "barriere de bangassou")).toBe(1);
    expect(alike("", "x")).toBe(0);
    expect(alike("men taken off trucks", "school burnt")).toBeLessThan(0.1);
  });
});

describe("the form", () => {
  const whole = {
    ...{
      id: "0193a1b2-0000-7000-8000-000000000001",
      violation: "extortion",
      place: { precision: "country" },
    },
    ...{
      occurredFrom: "2019-11-04",
      occurredTo: "2019-11-04",
      datePrecision: "day",
      agency: "Agency A",
      people: 4,
    },
    ...{ routeFrom: "Ippy", setting: "transit_site", triangulation: "not_triangulated", urgency: "routine" },
    ...{ consent: [], sensitivity: "high" },
  };
  const faults = (changes: object) => {
    const parsed = displacedReportForm.safeParse({ ...whole, ...changes });
    return parsed.success
      ? []
      : fieldIssues(parsed.error).map(({ path, code }) => `${path.join(".")}: ${code}`);
  };
  test("asks for agency, route and people, and takes no sexual violence", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ agency: " " })).toEqual(["agency: required"]);
    expect(faults({ routeFrom: null })).toEqual(["routeFrom: route_missing"]);
    // All at once, not the road once the rest is mended.
    expect(faults({ routeFrom: null, people: 0, occurredTo: "2019-01-01", sensitivity: null })).toEqual([
      "people: below_minimum",
      "sensitivity: required",
      "occurredTo: ends_before_start",
      "routeFrom: route_missing",
    ]);
    expect(faults({ people: 0 })).toEqual(["people: below_minimum"]);
    expect(faults({ violation: "crsv" })).toEqual(["violation: not_in_list"]);
    expect(VIOLATIONS).not.toContain("crsv");
  });
});
