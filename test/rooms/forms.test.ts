/** The forms of the first write floor: what passes, and the code of every fault. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { actorForm, relationForm, zoneForm } from "../../shared/rooms/actors.ts";
import { patrolForm } from "../../shared/rooms/coverage.ts";
import { harmCount, type IncidentFormInput, incidentForm } from "../../shared/rooms/incidents.ts";
import { cycleForm, overrideForm, scoreForm } from "../../shared/rooms/priorities.ts";
import { FORM_ISSUES, fieldIssues } from "../../shared/rooms/records.ts";

const id = "0190b0c4-7e5a-7000-8000-000000000001";
const other = "0190b0c4-7e5a-7000-8000-000000000002";

/** Faults as "path code", sorted. */
function faults(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : fieldIssues(parsed.error)
        .map(({ path, code }) => `${path.join(".")} ${code}`)
        .sort();
}

const incident: IncidentFormInput = {
  id,
  kind: "killing",
  place: { areaId: other, precision: "adm2" },
  occurredFrom: "2019-11-05",
  occurredTo: "2019-11-05",
  datePrecision: "day",
  sources: [{ type: "eyewitness", reliability: "B", credibility: "2", note: "by phone" }],
  harms: [{ harm: "killed", status: "civilian", low: 2, best: 3, high: 5 }],
  parties: [{ actorId: other, role: "alleged_perpetrator" }],
  verification: "reported",
  sensitivity: "moderate",
};

describe("incident", () => {
  test("a short log is enough: what, where, when, who told us", () => {
    const { parties, ...short } = incident;
    expect(incidentForm.parse({ ...short, harms: [] })).toMatchObject({ parties: [], harms: [] });
    expect(parties).toHaveLength(1);
  });

  test("sensitivity is a required choice, and so is everything that could be wrong without notice", () => {
    expect(faults(incidentForm, { id })).toEqual([
      "datePrecision required",
      "harms invalid",
      "kind required",
      "occurredFrom required",
      "occurredTo required",
      "place required",
      "sensitivity required",
      "sources source_missing",
      "verification required",
    ]);
  });

  test.each([
    [{ kind: "gbv_other" }, "kind not_in_list"],
    [{ kind: "" }, "kind required"],
    [{ id: "7" }, "id not_a_uuid"],
    [{ verification: "verified" }, "verification not_in_list"],
    [{ sources: [] }, "sources source_missing"],
    [{ sources: [{ type: "rumour" }] }, "sources.0.type not_in_list"],
    [{ occurredTo: "2019-11-04" }, "occurredTo ends_before_start"],
    [{ occurredFrom: "2019-02-30" }, "occurredFrom not_a_date"],
    [{ victimName: "x" }, " unknown_field"],
    [{ description: "x".repeat(10_001) }, "description too_long"],
    [{ place: { precision: "exact" } }, "place.lon point_missing"],
    [{ place: { precision: "near", lon: 18 } }, "place.lat point_incomplete"],
    [{ place: { precision: "near", lat: 4 } }, "place.lon point_incomplete"],
    [{ place: { precision: "exact", lon: 181, lat: 4 } }, "place.lon lon_out_of_range"],
    [{ place: { precision: "exact", lon: 18, lat: -91 } }, "place.lat lat_out_of_range"],
    [{ place: { precision: "adm1" } }, "place.areaId place_missing"],
    [{ parties: [incident.parties![0], incident.parties![0]] }, "parties.1 duplicate"],
    [{ harms: [incident.harms[0], incident.harms[0]] }, "harms.1 duplicate"],
    [
      { harms: [{ ...incident.harms[0], harm: "displaced" }], displacement: [{ low: 1, best: 1, high: 1 }] },
      "displacement.0.best displaced_twice",
    ],
    [{ harms: [], displacement: [{ low: 2, best: 1, high: 1 }] }, "displacement.0.low low_above_best"],
    [{ damage: [{ siteName: "x" }] }, "damage.0.siteKind required"],
    [{ mrm: ["killing"] }, "mrm.0 not_in_list"],
    [{ parties: [{ actorId: "", role: "party" }] }, "parties.0.actorId required"],
    [{ kind: "signal_tension" }, "harms signal_without_harm"],
    [{ sources: [{ type: "ngo", consent: ["everybody"] }] }, "sources.0.consent.0 not_in_list"],
    [{ harms: [{ ...incident.harms[0], low: 4 }] }, "harms.0.low low_above_best"],
    [{ harms: [{ ...incident.harms[0], high: 2 }] }, "harms.0.high best_above_high"],
    [{ harms: [{ ...incident.harms[0], best: null }] }, "harms.0.best best_missing"],
    [{ harms: [{ ...incident.harms[0], low: -1 }] }, "harms.0.low negative_count"],
    [{ harms: [{ ...incident.harms[0], best: 2.5 }] }, "harms.0.best not_whole"],
    [{ harms: [{ ...incident.harms[0], best: "3" }] }, "harms.0.best not_a_number"],
  ])("%j is %s", (change, fault) => {
    expect(faults(incidentForm, { ...incident, ...change })).toEqual([fault]);
  });

  test("rules about several fields are told in the same round as faults of others", () => {
    const count = { harm: "killed", status: "civilian", low: 4, best: 3, high: 3 };
    const line = { actorId: other, role: "party" };
    const wrong = {
      ...{ kind: "", occurredTo: "2019-11-04", sensitivity: null },
      ...{ place: { precision: "exact", placeName: 7 }, harms: [count, { ...count, harm: "" }] },
      ...{ parties: [line, { ...line, role: "" }, line], displacement: [{ low: 2, best: 1, high: "x" }] },
    };
    expect(faults(incidentForm, { ...incident, ...wrong })).toEqual([
      "displacement.0.high not_a_number",
      "harms.0.low low_above_best",
      "harms.1.harm required",
      "harms.1.low low_above_best",
      "kind required",
      "occurredTo ends_before_start",
      "parties.1.role required",
      "parties.2 duplicate",
      "place.lon point_missing",
      "place.placeName invalid",
      "sensitivity required",
    ]);
  });

  test("a whole country or a border needs no further place", () => {
    expect(faults(incidentForm, { ...incident, place: { precision: "country" } })).toEqual([]);
    expect(
      faults(incidentForm, { ...incident, place: { precision: "unclear", placeName: "the river" } }),
    ).toEqual([]);
  });

  test("counts may be unknown or open upwards, but never out of order", () => {
    const count = fc.option(fc.nat(20));
    fc.assert(
      fc.property(count, count, count, (low, best, high) => {
        const passes = harmCount.safeParse({ harm: "killed", status: "civilian", low, best, high }).success;
        const inOrder =
          best === null ? low === null && high === null : (low ?? 0) <= best && best <= (high ?? best);
        expect(passes).toBe(inOrder);
      }),
    );
  });
});

describe("faults", () => {
  test("are known codes and repeat nothing that was typed, for any input", () => {
    const secret = "a name that must not come back";
    const anything = fc.oneof(fc.anything(), fc.constant(secret));
    const shape = fc.dictionary(fc.constantFrom(...Object.keys(incident)), anything);
    fc.assert(
      fc.property(shape, (value) => {
        const parsed = incidentForm.safeParse(value);
        if (parsed.success) return;
        const issues = fieldIssues(parsed.error);
        expect(JSON.stringify(issues)).not.toContain(secret);
        for (const { code } of issues) expect(FORM_ISSUES).toContain(code);
      }),
    );
  });
});

describe("actor map", () => {
  const zone = {
    id,
    actorId: other,
    areaId: other,
    controlKind: "contested",
    confidence: "medium",
    asOf: "2019-11-05",
    sensitivity: "high",
  };
  const relation = {
    id,
    fromActorId: id,
    toActorId: other,
    relation: "splinter_of",
    confidence: "low",
    asOf: "2019-11-12",
    sensitivity: "high",
  };

  test("an actor needs a name, a kind and a sensitivity", () => {
    expect(faults(actorForm, { id, name: "  ", kind: "nsag_rebel", sensitivity: "low" })).toEqual([
      "name required",
    ]);
    expect(actorForm.parse({ id, name: " Group A ", kind: "nsag_rebel", sensitivity: "low" })).toMatchObject({
      name: "Group A",
      aliases: [],
      communal: false,
    });
  });

  test.each(["asOf", "controlKind", "confidence", "sensitivity"])("a zone is never without %s", (field) => {
    expect(faults(zoneForm, zone)).toEqual([]);
    expect(faults(zoneForm, { ...zone, [field]: undefined })).toEqual([`${field} required`]);
  });

  test("dates run forwards, and nobody relates to themselves", () => {
    expect(faults(zoneForm, { ...zone, validFrom: "2019-11-05", validTo: "2019-11-04" })).toEqual([
      "validTo ends_before_start",
    ]);
    expect(faults(relationForm, relation)).toEqual([]);
    expect(faults(relationForm, { ...relation, toActorId: id })).toEqual(["toActorId same_actor"]);
  });
});

describe("priorities and patrols", () => {
  const override = {
    id,
    cycleId: other,
    areaId: other,
    category: "could",
    reviewOn: "2020-01-05",
    sensitivity: "low",
  };
  const patrol = {
    id,
    unit: "Coy 1",
    date: "2019-11-05",
    areaIds: [other],
    state: "completed",
    sensitivity: "high",
  };

  test("an override has a reason of at least 20 characters", () => {
    expect(faults(overrideForm, { ...override, reason: "joint visit in May" })).toEqual([
      "reason reason_too_short",
    ]);
    expect(faults(overrideForm, { ...override, reason: `      ${"x".repeat(19)}     ` })).toHaveLength(1);
    expect(faults(overrideForm, { ...override, reason: "joint visit of 12 May 2019" })).toEqual([]);
  });

  test("grades are 1 to 5 or not assessed", () => {
    const score = { id, cycleId: other, areaId: other, assessedOn: "2019-11-05", sensitivity: "moderate" };
    const grades = { likelihood: 5, impact: 1, vulnerability: null, capacity: 3, capacityWithMission: null };
    expect(faults(scoreForm, { ...score, ...grades })).toEqual([]);
    expect(faults(scoreForm, { ...score, ...grades, impact: 6, capacity: 0 })).toEqual([
      "capacity below_minimum",
      "impact above_maximum",
    ]);
  });

  test("a cycle does not end before it begins", () => {
    const cycle = { id, name: "2019", from: "2019-01-01", to: "2018-12-31", sensitivity: "low" };
    expect(faults(cycleForm, cycle)).toEqual(["to ends_before_start"]);
  });

  test("a patrol that took place says where it went", () => {
    expect(faults(patrolForm, patrol)).toEqual([]);
    expect(faults(patrolForm, { ...patrol, areaIds: [] })).toEqual(["areaIds areas_missing"]);
    expect(faults(patrolForm, { ...patrol, areaIds: [], state: "denied" })).toEqual([]);
    expect(faults(patrolForm, { ...patrol, areaIds: [other, other] })).toEqual(["areaIds duplicate"]);
    expect(faults(patrolForm, { ...patrol, mode: "horse" })).toEqual(["mode not_in_list"]);
  });
});
