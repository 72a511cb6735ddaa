/** Cycles, decisions and grades through the real server: the computed row stays, each reader sees what is theirs. */
import { beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { OverrideForm, ScoreForm } from "../../shared/rooms/priorities.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
let cycle: string;

const propose = (name: string, sensitivity: Sensitivity = "low", person: PersonName = "ada") => {
  const form = { id: newId(), name, from: "2019-01-01", to: "2019-12-31", sensitivity };
  return world.as(person).priorities.propose.mutate({ operation, form });
};
const rowOf = async (person: PersonName = "ada") => {
  const { rows } = await world.as(person).priorities.matrix.query({ operation, cycle });
  return rows.find(({ areaRef }) => areaRef === areas.district)!;
};
const override = (changes: Partial<OverrideForm>, basedOn: string | null, person: PersonName = "ada") => {
  const form = {
    ...{ id: newId(), cycleId: cycle, areaId: areas.district, category: "must" as const },
    ...{ reason: "A second market was attacked twice", reviewOn: "2020-01-15", sensitivity: "low" as const },
    ...changes,
  };
  return world.as(person).priorities.overrideCategory.mutate({ operation, form, basedOn });
};
const grades = (changes: Partial<ScoreForm> = {}): ScoreForm => ({
  ...{ id: newId(), cycleId: cycle, areaId: areas.district, likelihood: 4, impact: 4, vulnerability: 5 },
  ...{ capacity: 2, capacityWithMission: 4, assessedOn: "2019-12-01", sensitivity: "low" as const },
  ...changes,
});

beforeAll(async () => {
  areas = await addAreas(world);
  // What members log begins under verification; this operation counts that level as its headline.
  await asDefiner(world.database.admin, (client) =>
    client.query("update app.operation set headline_levels = '{under_verification}'"),
  );
  const place = { areaId: areas.district, precision: "adm2" as const };
  const log = (changes: Parameters<typeof incidentOf>[0]) =>
    world.as("ada").incidents.log.mutate({ operation, form: incidentOf({ place, ...changes }) });
  await log({ verification: "under_verification" });
  await log({ verification: "reported" });
  await log({ verification: "under_verification", occurredFrom: "2018-12-30", occurredTo: "2018-12-31" });
  await log({ verification: "under_verification", place: { areaId: areas.province, precision: "adm1" } });
  cycle = (await propose("first")).ref;
});

describe("a cycle", () => {
  test("counts events at headline levels, in its window, where the district is known", async () => {
    expect(await rowOf()).toMatchObject({
      ...{ code: "SQ11", events: 1, oneSided: 1, civiliansKilled: 2, unknownKilled: 0 },
      ...{ proposed: "could", category: "could", origin: "events", override: null, assessment: null },
    });
  });
  test("is seen by its organisation alone when it is severe", async () => {
    const { ref } = await propose("kept", "severe");
    const seen = async (person: PersonName) =>
      (await world.as(person).priorities.cycles.query({ operation })).map((one) => one.ref);
    expect(await seen("adele")).toContain(ref);
    for (const person of ["bilal", "dawit", "ines"] as const) {
      expect(await seen(person)).not.toContain(ref);
      const asked = world.as(person).priorities.matrix.query({ operation, cycle: ref });
      expect((await refusal(asked)).code).toBe("not_found");
    }
  });
  test("is never more open than the events it counts", async () => {
    const place = { areaId: areas.district, precision: "adm2" as const };
    const form = incidentOf({ place, verification: "under_verification", sensitivity: "high" });
    await world.as("bilal").incidents.log.mutate({ operation, form });
    const { ref } = await propose("bilal's", "low", "bilal");
    const cycles = await world.as("bilal").priorities.cycles.query({ operation });
    expect(cycles.find((one) => one.ref === ref)?.sensitivity).toBe("high");
  });
  test("counts nothing that crosses by no rule: its rows are read by rule, and one window each would tell", async () => {
    const place = { areaId: areas.district, precision: "adm2" as const };
    const during = {
      occurredFrom: "2017-03-07",
      occurredTo: "2017-03-08",
      datePrecision: "range_2_6d" as const,
    };
    const level = { verification: "under_verification" as const };
    const log = async (person: PersonName, changes: Parameters<typeof incidentOf>[0]) => {
      const form = incidentOf({ place, ...during, ...level, ...changes });
      await world.as(person).incidents.log.mutate({ operation, form });
      return form.id;
    };
    await log("ada", {});
    await log("ada", { kind: "crsv", harms: [] });
    await log("ada", { harms: [{ harm: "crsv", status: "civilian", low: 1, best: 1, high: 1 }] });
    await log("ada", { sources: [{ type: "community_leader", consent: ["protection_core"] }] });
    const handed = await log("dawit", { sensitivity: "high" });
    const releases = releaseCalls(world);
    const [offer] = await releases.release("dawit", [handed], { community: "protection_core" });
    await releases.answer("ada", offer!.ref);
    const form = { id: newId(), name: "2017", from: "2017-01-01", to: "2017-12-31" };
    const { ref } = await world
      .as("ada")
      .priorities.propose.mutate({ operation, form: { ...form, sensitivity: "low" } });
    const { rows, cycle: made } = await world.as("ada").priorities.matrix.query({ operation, cycle: ref });
    expect(rows.find(({ areaRef }) => areaRef === areas.district)).toMatchObject({ events: 1, oneSided: 1 });
    expect(made.sensitivity).toBe("low");
  });
  test("takes its name once for each organisation", async () => {
    expect((await refusal(propose("first"))).code).toBe("conflict");
    expect((await propose("first", "low", "bilal")).already).toBe(false);
    const own = await world.as("bilal").priorities.matrix.query({ operation, cycle: "first" });
    expect(own.cycle.owner).toBe("Partner A");
  });
});

describe("a decision", () => {
  test("stands over the computed category, which stays", async () => {
    const { ref } = await override({}, null);
    expect(await rowOf()).toMatchObject({
      ...{ proposed: "could", category: "must", origin: "override" },
      override: { ref, by: { name: "ada", organisation: "Cluster lead" }, reviewOn: "2020-01-15" },
    });
  });
  test("over one that its author has not seen is a conflict, with what holds now", async () => {
    const told = await refusal(override({ category: "should" }, null));
    expect(told).toMatchObject({ code: "conflict", details: { category: "must" } });
    const before = (await rowOf()).override!.ref;
    await override({ category: "should" }, before);
    expect((await rowOf()).category).toBe("should");
  });
  test("crosses as a proposal: the category without its reason, severe not at all", async () => {
    const before = (await rowOf("dawit")).override!;
    expect([before.category, before.reason]).toEqual(["should", ""]);
    await override({ category: "monitor", sensitivity: "severe" }, before.ref, "dawit");
    expect((await rowOf("dawit")).category).toBe("monitor");
    expect((await rowOf("ada")).category).toBe("should");
    expect((await rowOf("ada")).override!.reason).not.toBe("");
  });
  test("needs a reason of 20 characters, a later review and a choice of sensitivity", async () => {
    const bad = [{ reason: "too short" }, { reviewOn: "2019-12-01" }, { sensitivity: undefined as never }];
    const told = await Promise.all(bad.map(async (change) => (await refusal(override(change, null))).fields));
    expect(told).toEqual([
      [{ path: "form.reason", reason: "reason_too_short" }],
      [{ path: "reviewOn", reason: "review_before_decision" }],
      [{ path: "form.sensitivity", reason: "required" }],
    ]);
  });
  test("is not for those who only read, nor for the mission's other parts", async () => {
    for (const person of ["carla", "esi", "femi", "hugo", "ines"] as const) {
      expect((await refusal(override({}, null, person))).code).toBe("not_allowed");
    }
  });
  test("leaves a line in the audit without the reason", async () => {
    const { rows } = await world.database.admin.query<{ detail: unknown; action: string }>(
      "select action, detail from app_priv.audit where action = 'priority.override' limit 1",
    );
    expect(rows).toEqual([{ action: "priority.override", detail: {} }]);
  });
});

describe("grades", () => {
  test("give bands, the inherent one decides where nobody did", async () => {
    const other = (await propose("graded")).ref;
    const score = (form: ScoreForm, basedOn: string | null) =>
      world.as("ada").priorities.score.mutate({ operation, form, basedOn });
    const form = grades({ cycleId: other });
    await score(form, null);
    const { rows } = await world.as("adele").priorities.matrix.query({ operation, cycle: other });
    const row = rows.find(({ areaRef }) => areaRef === areas.district);
    expect(row).toMatchObject({ category: "must", origin: "score", inherent: "must", residual: "should" });
    expect(JSON.stringify(row)).not.toContain('score":');
    expect((await refusal(score(grades({ cycleId: other }), null))).code).toBe("conflict");
    await score(grades({ cycleId: other, capacity: null }), form.id);
    const history = await world
      .as("ada")
      .priorities.history.query({ operation, cycle: other, area: areas.district });
    // A partner's event of high sensitivity, which the cluster's core reads, lifts the proposal.
    expect(history.row).toMatchObject({ category: "should", origin: "events", inherent: null });
    expect(history.assessments.map(({ capacity }) => capacity)).toEqual([null, 2]);
  });
  test("stand for a day the clock has reached", async () => {
    const form = grades({ assessedOn: "2019-12-03" });
    const told = await refusal(world.as("ada").priorities.score.mutate({ operation, form, basedOn: null }));
    expect(told.fields).toEqual([{ path: "assessedOn", reason: "in_future" }]);
  });
});

test("the outsider sees nothing", async () => {
  const asked = world.as("zoe").priorities.cycles.query({ operation });
  expect((await refusal(asked)).code).toBe("not_found");
});
