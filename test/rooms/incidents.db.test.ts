/** Logging incidents through the real server: what is stored, what is refused, what stays unknown. */

import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const { log, edit, get } = incidentCalls(world);

describe("logging", () => {
  test("stores what was said, as the writer's organisation, in the operation's own log", async () => {
    const actor = actorOf("A named group");
    await world.as("carla").actors.log.mutate({ operation, form: actor });
    const form = incidentOf({
      parties: [{ actorId: actor.id, role: "alleged_perpetrator" }],
      place: { lon: 20.1, lat: 5.1, precision: "near", placeName: "By the river" },
      description: "What was told",
      tactic: "ambush",
    });
    expect(await log(form)).toEqual({ ref: form.id, version: 1, state: "stored" });
    expect(await get(form.id)).toMatchObject({
      ...{ ref: form.id, own: true, owner: "Cluster lead", level: "full", kind: "attack_on_civilians" },
      ...{ tactic: "ambush", lon: 20.1, lat: 5.1, placeName: "By the river", description: "What was told" },
      dataset: { name: "log" },
      killed: { low: 1, best: 2, high: 3 },
      civilian: { low: 1, best: 2, high: 3 },
      parties: [{ ref: actor.id, role: "alleged_perpetrator" }],
      sources: [{ type: "community_leader", reference: "SOURCE-NOTE" }],
      history: [{ version: 1, action: "incident.log", by: "ada" }],
    });
  });
  test("stores a report once, however often and however parallel it is sent", async () => {
    const form = incidentOf();
    const states = await Promise.all(Array.from({ length: 8 }, async () => (await log(form)).state));
    expect(states.filter((state) => state === "stored").length).toBe(1);
    expect((await log(form)).state).toBe("repeated");
    expect((await get(form.id)).sources.length).toBe(1);
  });
  test("refuses another report under the same id, of the same and of another organisation", async () => {
    const form = incidentOf();
    await log(form);
    expect((await refusal(log({ ...form, kind: "looting_destruction" }))).code).toBe("conflict");
    expect((await refusal(log(form, "bilal"))).code).toBe("conflict");
  });
  test("sent again after an edit, its writer is told the same as before and changes nothing", async () => {
    const form = incidentOf();
    await log(form);
    await edit(1, { ...form, kind: "killing" });
    expect((await log(form)).state).toBe("repeated");
    expect(await get(form.id)).toMatchObject({ kind: "killing", version: 2 });
    // To a colleague, who never sent it, the record has moved on.
    expect((await refusal(log(form, "adele"))).code).toBe("conflict");
  });
  test("finds the areas of a point, and takes the area a person chose", async () => {
    const byPoint = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "exact" } });
    const byArea = incidentOf({ place: { areaId: areas.province, precision: "adm1" } });
    const outside = incidentOf({ place: { lon: 30, lat: 9, precision: "exact" } });
    for (const form of [byPoint, byArea, outside]) await log(form);
    const codes = async (ref: string) => (await get(ref)).areas.map((area) => area.code);
    expect(await codes(byPoint.id)).toEqual(["SQ", "SQ1", "SQ11"]);
    expect(await codes(byArea.id)).toEqual(["SQ", "SQ1"]);
    expect(await codes(outside.id)).toEqual([]);
  });
  test("shows a point only where it is known as a point", async () => {
    const form = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "adm2" } });
    await log(form);
    expect(await get(form.id)).toMatchObject({ lon: null, lat: null, locationPrecision: "adm2" });
  });
  test("refuses an area or an actor that is not there", async () => {
    const area = incidentOf({ place: { areaId: newId(), precision: "adm2" } });
    const actor = incidentOf({ parties: [{ actorId: newId(), role: "party" }] });
    expect((await refusal(log(area))).code).toBe("not_found");
    expect((await refusal(log(actor))).code).toBe("not_found");
  });
});

describe("counts", () => {
  test("what nobody counted stays unknown, not zero", async () => {
    const nothing = incidentOf({ harms: [] });
    const uncounted = incidentOf({
      harms: [{ harm: "killed", status: "civilian", low: null, best: null, high: null }],
    });
    for (const form of [nothing, uncounted]) {
      await log(form);
      // Where people were killed and nobody knows how many, a sum is open.
      expect((await get(form.id)).atLeast).toBe(form === uncounted);
      const unknown = { low: null, best: null, high: null };
      expect(await get(form.id)).toMatchObject({
        ...{ killed: unknown, civilian: unknown, unknownStatus: null, injured: null, abducted: null },
        displaced: null,
      });
    }
  });
  test("zero is zero", async () => {
    const form = incidentOf({ harms: [{ harm: "injured", status: "civilian", low: 0, best: 0, high: 0 }] });
    await log(form);
    expect(await get(form.id)).toMatchObject({ injured: 0, killed: { best: null } });
  });
  test("dead of unknown status are never added to civilians", async () => {
    const form = incidentOf({
      harms: [
        { harm: "killed", status: "civilian", low: 1, best: 2, high: 3 },
        { harm: "killed", status: "unknown", low: 4, best: 5, high: 6 },
        { harm: "killed", status: "armed_forces_member", low: 1, best: 1, high: 1 },
      ],
    });
    await log(form);
    expect(await get(form.id)).toMatchObject({
      killed: { low: 6, best: 8, high: 10 },
      civilian: { low: 1, best: 2, high: 3 },
      unknownStatus: 5,
    });
  });
  test("“at least” keeps its open end", async () => {
    const form = incidentOf({
      harms: [{ harm: "killed", status: "civilian", low: 7, best: 7, high: null }],
    });
    await log(form);
    expect(await get(form.id)).toMatchObject({ atLeast: true, killed: { low: 7, best: 7, high: null } });
    const hurt = incidentOf({
      harms: [{ harm: "injured", status: "civilian", low: 7, best: 7, high: null }],
    });
    await log(hurt);
    expect(await get(hurt.id)).toMatchObject({ atLeast: false, injured: 7 });
  });
});

describe("what protects people", () => {
  test("sexual violence is raised to high and kept at its area and month", async () => {
    const form = incidentOf({
      kind: "crsv",
      place: { lon: 20.2, lat: 5.2, areaId: areas.district, precision: "exact", placeName: "The well" },
      harms: [{ harm: "crsv", status: "civilian", low: 1, best: 1, high: 1 }],
    });
    await log(form);
    expect(await get(form.id)).toMatchObject({
      ...{ sensitivity: "high", lon: null, lat: null, placeName: null, locationPrecision: "adm2" },
      ...{ occurredFrom: "2019-11-01", occurredTo: "2019-11-30", datePrecision: "month" },
      areas: [{ code: "SQ" }, { code: "SQ1" }, { code: "SQ11" }],
    });
    expect((await refusal(get(form.id, "bilal"))).code).toBe("not_found");
  });
  test("harm by sexual violence inside another kind of incident is treated alike", async () => {
    const harms = [{ harm: "crsv" as const, status: "civilian" as const, low: null, best: null, high: null }];
    const form = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "exact" }, harms });
    await log(form);
    expect(await get(form.id)).toMatchObject({ sensitivity: "high", lon: null, datePrecision: "month" });
  });
  test("children used by armed groups are raised to high; severe stays severe", async () => {
    const child = incidentOf({ kind: "child_recruitment_use" });
    const severe = incidentOf({ kind: "child_recruitment_use", sensitivity: "severe" });
    for (const form of [child, severe]) await log(form);
    expect((await get(child.id)).sensitivity).toBe("high");
    expect((await get(severe.id)).sensitivity).toBe("severe");
  });
  test("an edit cannot take the protection off", async () => {
    const form = incidentOf({ kind: "crsv" });
    await log(form);
    await edit(1, { ...form, sensitivity: "low" });
    expect((await get(form.id)).sensitivity).toBe("high");
  });
});
