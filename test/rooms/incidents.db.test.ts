/** Logging and editing incidents through the real server: what is stored, what is refused, what stays unknown. */

import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import type { IncidentEditInput, IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { type Areas, actorOf, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const log = (form: IncidentFormInput, person: PersonName = "ada") =>
  world.as(person).incidents.log.mutate({ operation, form });
/** An edit that adds no source, unless `added` says which. */
const edit = (
  version: number,
  form: IncidentEditInput,
  person: PersonName = "ada",
  added: IncidentEditInput["sources"] = [],
) => world.as(person).incidents.edit.mutate({ operation, version, form: { ...form, sources: added } });
const get = (ref: string, person: PersonName = "ada") =>
  world.as(person).incidents.get.query({ operation, ref });

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
  test("sent again after an edit, it is told that the record has moved on", async () => {
    const form = incidentOf();
    await log(form);
    await edit(1, { ...form, kind: "killing" });
    expect((await refusal(log(form))).code).toBe("conflict");
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

describe("editing", () => {
  test("replaces the report, counts the version, and keeps what was before", async () => {
    const form = incidentOf();
    await log(form);
    const harms = [{ harm: "injured" as const, status: "civilian" as const, low: 2, best: 2, high: 2 }];
    const answer = await edit(1, { ...form, harms, kind: "injury" });
    expect(answer).toEqual({ ref: form.id, version: 2, state: "stored" });
    const seen = await get(form.id);
    expect(seen).toMatchObject({ kind: "injury", injured: 2, killed: { best: null }, version: 2 });
    expect(seen.history.map(({ version }) => version)).toEqual([2, 1]);
    expect(seen.history[0]!.changed).toEqual(expect.arrayContaining(["kind", "injured", "killed_best"]));
  });
  test("names only the fields that changed", async () => {
    const form = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "exact" } });
    await log(form);
    await edit(1, { ...form, kind: "killing" });
    expect((await get(form.id)).history[0]!.changed).toEqual(["kind"]);
  });
  test("says that counts changed also where no total does", async () => {
    const harms = [{ harm: "detained" as const, status: "civilian" as const, low: 1, best: 1, high: 1 }];
    const form = incidentOf({ harms });
    await log(form);
    await edit(1, { ...form, harms: [{ ...harms[0]!, best: 2, high: 2 }] });
    expect((await get(form.id)).history[0]!.changed).toEqual(["harms"]);
  });
  test("is refused on an old version, and tells the newer one", async () => {
    const form = incidentOf();
    await log(form);
    await edit(1, { ...form, kind: "killing" });
    const told = await refusal(edit(1, { ...form, kind: "abduction" }));
    expect(told).toMatchObject({ code: "conflict", details: { version: 2 } });
    expect((await get(form.id)).kind).toBe("killing");
  });
  test("of two editors at once one wins", async () => {
    const form = incidentOf();
    await log(form);
    const done = await Promise.allSettled(
      (["killing", "abduction", "injury"] as const).map((kind) => edit(1, { ...form, kind })),
    );
    expect(done.filter(({ status }) => status === "fulfilled").length).toBe(1);
    expect((await get(form.id)).version).toBe(2);
  });
  test("a colleague may, another organisation finds nothing to edit", async () => {
    const form = incidentOf();
    await log(form);
    expect((await edit(1, { ...form, kind: "killing" }, "adele")).version).toBe(2);
    expect((await refusal(edit(2, form, "bilal"))).code).toBe("not_found");
  });
  test("sources stay, also those the editor does not see, and what is added stands behind them", async () => {
    const [first] = incidentOf().sources;
    const form = incidentOf({
      sources: [
        { ...first!, note: "ONE" },
        { ...first!, note: "TWO" },
      ],
    });
    await log(form);
    expect((await get(form.id, "adele")).sources).toEqual([]);
    await edit(1, { ...form, kind: "killing" }, "adele");
    await edit(2, form, "adele", [{ type: "media", note: "THREE" }]);
    await edit(3, form, "ada", [
      { type: "media", note: "FOUR" },
      { type: "media", note: "FIVE" },
    ]);
    const seen = await get(form.id);
    expect(seen.sources.map((source) => source.reference)).toEqual(["ONE", "TWO", "THREE", "FOUR", "FIVE"]);
    expect(seen.history.map(({ changed }) => changed)).toEqual([
      ["sources"],
      ["kind", "sources"],
      ["kind"],
      [],
    ]);
  });
  test("anyone who edits raises the sensitivity, only a coordinator lowers it", async () => {
    const form = incidentOf();
    await log(form);
    await edit(1, { ...form, sensitivity: "high" }, "adele");
    const told = await refusal(edit(2, { ...form, sensitivity: "moderate" }, "adele"));
    expect(told).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "form.sensitivity", reason: "not_allowed_to_lower" }],
    });
    expect(await get(form.id)).toMatchObject({ sensitivity: "high", version: 2 });
    await edit(2, { ...form, sensitivity: "moderate" });
    expect((await get(form.id)).sensitivity).toBe("moderate");
  });
  test("writers move between the levels of logging and give none that a reviewer gives", async () => {
    const form = incidentOf();
    await log(form);
    await edit(1, { ...form, verification: "under_verification" });
    expect((await get(form.id)).verification).toBe("under_verification");
    await edit(2, { ...form, verification: "verified" });
    expect((await get(form.id)).verification).toBe("under_verification");
  });
  test("a point too rough to be shown stays with its area and goes with it", async () => {
    const form = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "adm2" } });
    await log(form);
    const kept = { areaId: areas.district, precision: "adm2" as const };
    await edit(1, { ...form, place: kept });
    expect((await get(form.id)).history[0]!.changed).toEqual([]);
    await edit(2, { ...form, place: { areaId: areas.province, precision: "adm1" } });
    expect((await get(form.id)).history[0]!.changed).toEqual(
      expect.arrayContaining(["lon", "lat", "adm2_id"]),
    );
  });
  test("a point that moved is looked up anew where the area is still the old one", async () => {
    const form = incidentOf({ place: { lon: 20.2, lat: 5.2, precision: "exact" } });
    await log(form);
    const area = (await get(form.id)).areas.at(-1)!;
    const placed = (lon: number) => ({ lon, lat: 5.2, precision: "exact" as const, areaId: area.ref });
    await edit(1, { ...form, place: placed(20.2) });
    expect((await get(form.id)).history[0]!.changed).toEqual([]);
    await edit(2, { ...form, place: placed(20.8) });
    expect((await get(form.id)).areas.map(({ code }) => code)).toEqual(["SQ", "SQ1"]);
  });
  test("parties the editor does not see stay", async () => {
    const actor = actorOf("Seen by all, then by its owner");
    await world.as("carla").actors.log.mutate({ operation, form: actor });
    const form = incidentOf({ parties: [{ actorId: actor.id, role: "party" }] });
    await log(form);
    // No screen lowers who sees an actor yet; its owner may, under its own policies.
    await asPrincipal(world.database.pool, { secret: world.people.carla.secret, operation }, (tx) =>
      tx.query("update app.actor set sensitivity = 'high' where id = $1", [actor.id]),
    );
    expect((await get(form.id)).parties).toEqual([]);
    await edit(1, { ...form, kind: "killing", parties: [] });
    expect((await get(form.id)).history[0]!.changed).toEqual(["kind"]);
    expect((await get(form.id, "carla")).parties.map(({ ref }) => ref)).toEqual([actor.id]);
  });
});
