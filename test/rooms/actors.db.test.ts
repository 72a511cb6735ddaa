/** Actors, zones and relations through the real server: stored once, dated, seen with what they name, never finer than allowed. */
import { beforeAll, describe, expect, test } from "vitest";
import { asDesk } from "../../server/access/desk.ts";
import { grantImport } from "../../server/access/write.ts";
import { importAreas } from "../../server/rooms/places/write-import.ts";
import { newId } from "../../shared/ids.ts";
import type { RelationForm, ZoneForm } from "../../shared/rooms/actors.ts";
import { type Areas, actorOf, addAreas, square } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const log = (form: ReturnType<typeof actorOf>, person: PersonName = "carla") =>
  world.as(person).actors.log.mutate({ operation, form });
const get = (ref: string, person: PersonName = "carla") =>
  world.as(person).actors.get.query({ operation, ref });
const addZone = (form: ZoneForm, person: PersonName = "carla") =>
  world.as(person).actors.addZone.mutate({ operation, form });
const addRelation = (form: RelationForm, person: PersonName = "carla") =>
  world.as(person).actors.addRelation.mutate({ operation, form });

async function anActor(
  name: string,
  changes: Parameters<typeof actorOf>[1] = {},
  person: PersonName = "carla",
) {
  const form = actorOf(name, changes);
  await log(form, person);
  return form.id;
}
const zoneOf = (actorId: string, changes: Partial<ZoneForm> = {}): ZoneForm => ({
  id: newId(),
  actorId,
  areaId: areas.district,
  controlKind: "contested",
  confidence: "medium",
  asOf: "2019-11-15",
  sensitivity: "low",
  ...changes,
});
const relationOf = (
  fromActorId: string,
  toActorId: string,
  changes: Partial<RelationForm> = {},
): RelationForm => ({
  id: newId(),
  fromActorId,
  toActorId,
  relation: "splinter_of",
  confidence: "low",
  asOf: "2019-11-12",
  sensitivity: "low",
  ...changes,
});

describe("actors", () => {
  test("an actor is stored with its names, and its history tells who added it", async () => {
    const form = actorOf("Groupe d'Essai", {
      aliases: ["GE"],
      activeFrom: "2014-01-01",
      description: "Two wings",
    });
    expect(await log(form)).toEqual({ ref: form.id, already: false });
    const { actor, history } = await get(form.id);
    expect(actor).toMatchObject({
      ...{ name: "Groupe d'Essai", aliases: ["GE"], kind: "nsag_rebel", owner: "CMCoord office" },
      ...{ activeFrom: "2014-01-01", activeTo: null, notes: "Two wings", source: null, communal: false },
    });
    expect(history).toMatchObject([{ action: "actor.log", by: "carla" }]);
  });
  test("the same actor sent twice is stored once; another under its id is a conflict", async () => {
    const form = actorOf("Sent twice");
    await log(form);
    expect(await log(form)).toEqual({ ref: form.id, already: true });
    expect((await refusal(log({ ...form, name: "Other" }))).code).toBe("conflict");
    const { history } = await get(form.id);
    expect(history).toHaveLength(1);
  });
  test("an id that a hidden record of another organisation has is refused without saying so", async () => {
    const hidden = await anActor("Hidden", { sensitivity: "high" }, "dawit");
    const answer = await refusal(log(actorOf("Mine", { id: hidden })));
    expect(answer).toMatchObject({ code: "conflict", fields: [], details: {} });
  });
  test("who writes actors: CMCoord, the cluster's core, the PoC section; nobody else", async () => {
    await expect(log(actorOf("By Ada"), "ada")).resolves.toBeDefined();
    await expect(log(actorOf("By Dawit"), "dawit")).resolves.toBeDefined();
    for (const person of ["bilal", "esi", "femi", "grace", "hugo", "ines", "jon"] as const) {
      expect((await refusal(log(actorOf("Refused"), person))).code).toBe("not_allowed");
    }
  });
  test("severe stays with the organisation; what is hidden looks like what does not exist", async () => {
    const ref = await anActor("Only ours", { sensitivity: "severe" });
    const hidden = await refusal(get(ref, "ada"));
    const absent = await refusal(get(newId(), "ada"));
    expect({ ...hidden, requestId: null }).toEqual({ ...absent, requestId: null });
    const seen = await world.as("ada").actors.list.query({ operation });
    expect(seen.map((actor) => actor.ref)).not.toContain(ref);
    expect((await world.as("carla").actors.list.query({ operation })).map((actor) => actor.ref)).toContain(
      ref,
    );
  });
  test("an end before the start and a missing sensitivity are told at their fields", async () => {
    const form = actorOf("Wrong", { activeFrom: "2019-05-01", activeTo: "2019-04-01" });
    expect((await refusal(log(form))).fields).toEqual([
      { path: "form.activeTo", reason: "ends_before_start" },
    ]);
    const { sensitivity: _, ...open } = actorOf("No level");
    expect((await refusal(log(open as never))).fields).toEqual([
      { path: "form.sensitivity", reason: "required" },
    ]);
  });
});

describe("zones", () => {
  test("a zone carries kind, confidence and the day it stands for, and begins there if nothing else is said", async () => {
    const actor = await anActor("Zone holder");
    const form = zoneOf(actor, { note: "Said by two elders" });
    await addZone(form);
    const { zones } = await get(actor, "ada");
    expect(zones).toMatchObject([
      {
        ...{
          ref: form.id,
          controlKind: "contested",
          influence: false,
          confidence: "medium",
          asOf: "2019-11-15",
        },
        ...{ validFrom: "2019-11-15", validTo: null, owner: "CMCoord office" },
        area: { ref: areas.district, code: "SQ11", level: 2 },
      },
    ]);
  });
  test("influence is kept as presence without control", async () => {
    const actor = await anActor("Influential");
    await addZone(zoneOf(actor, { controlKind: "influence" }));
    expect((await get(actor)).zones).toMatchObject([{ controlKind: "influence", influence: true }]);
  });
  test("a new claim stands beside the former one", async () => {
    const actor = await anActor("Moving");
    await addZone(zoneOf(actor, { asOf: "2019-06-01" }));
    await addZone(zoneOf(actor, { asOf: "2019-11-01", controlKind: "nsag" }));
    expect((await get(actor)).zones.map((zone) => zone.asOf)).toEqual(["2019-11-01", "2019-06-01"]);
  });
  test("a claim for a day the operation has not reached is refused, its own today is not", async () => {
    const actor = await anActor("Future");
    const answer = await refusal(addZone(zoneOf(actor, { asOf: "2019-12-03" })));
    expect(answer.fields).toEqual([{ path: "asOf", reason: "in_future" }]);
    await expect(addZone(zoneOf(actor, { asOf: TODAY }))).resolves.toBeDefined();
  });
  test("an actor or area that the writer does not see is refused like one that does not exist", async () => {
    const hidden = await anActor("Not shared", { sensitivity: "high" }, "dawit");
    for (const actorId of [hidden, newId()]) {
      expect((await refusal(addZone(zoneOf(actorId)))).fields).toEqual([
        { path: "actorId", reason: "not_in_list" },
      ]);
    }
    const actor = await anActor("Seen");
    const answer = await refusal(addZone(zoneOf(actor, { areaId: newId() })));
    expect(answer.fields).toEqual([{ path: "areaId", reason: "area_unknown" }]);
  });
  test("a zone is never told more openly than its actor", async () => {
    const actor = await anActor("Kept close", { sensitivity: "high" });
    await addZone(zoneOf(actor, { sensitivity: "low" }));
    expect((await get(actor)).zones).toMatchObject([{ sensitivity: "high" }]);
    const page = await world.as("ada").places.area.query({ operation, code: "SQ11" });
    expect(page.zones.map((zone) => zone.actor.ref)).not.toContain(actor);
  });
  test("outside civil-military coordination and its owner a zone is shown as its district", async () => {
    const village = await addVillage();
    const actor = await anActor("In a village", {}, "ada");
    await addZone(zoneOf(actor, { areaId: village }), "ada");
    const levelFor = async (person: PersonName) => {
      const known = await world.as(person).actors.list.query({ operation });
      const { ref } = known.find(({ name }) => name === "In a village")!;
      return (await get(ref, person)).zones.map((zone) => zone.area.code);
    };
    expect(await levelFor("ada")).toEqual(["SQ111"]);
    expect(await levelFor("carla")).toEqual(["SQ111"]);
    expect(await levelFor("bilal")).toEqual(["SQ11"]);
  });
});

describe("relations", () => {
  test("a relation is seen from both actors, with its direction", async () => {
    const [from, to] = [await anActor("Wing"), await anActor("Body")];
    await addRelation(relationOf(from, to, { validFrom: "2019-01-01", validTo: "2019-10-01" }));
    expect((await get(from)).relations).toMatchObject([
      { outward: true, kind: "splinter_of", other: { ref: to }, validTo: "2019-10-01", asOf: "2019-11-12" },
    ]);
    expect((await get(to)).relations).toMatchObject([{ outward: false, other: { ref: from } }]);
  });
  test("no actor is related to itself, and none is to one the reader does not see", async () => {
    const [from, to] = [await anActor("Open"), await anActor("Closed", { sensitivity: "severe" })];
    const itself = await refusal(addRelation(relationOf(from, from)));
    expect(itself.fields).toEqual([{ path: "form.toActorId", reason: "same_actor" }]);
    await addRelation(relationOf(from, to));
    expect((await get(from)).relations).toHaveLength(1);
    expect((await get(from, "ada")).relations).toEqual([]);
  });
  test("history is open to the owner's members only", async () => {
    const actor = await anActor("With a past");
    await addZone(zoneOf(actor));
    expect((await get(actor)).history.map((change) => change.action)).toEqual(["zone.add", "actor.log"]);
    expect((await get(actor, "ada")).history).toEqual([]);
  });
});

/** A village inside the district, finer than most may see. */
function addVillage(): Promise<string> {
  return asDesk(world.database, operation, async (tx) => {
    const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
    const [dataset] = await tx.query<{ ref: string }>(
      "select ref from app.dataset_seen where name = 'squares'",
    );
    const place = { lon: 20, lat: 5, areaSqkm: null, validOn: null, shape: square(20, 5, 0.1) };
    const area = {
      externalId: "SQ111",
      pcode: "SQ111",
      name: "Village",
      level: 3,
      parentId: areas.district,
      ...place,
    };
    const grant = grantImport(tx, "area");
    const done = await importAreas(tx, grant, { datasetId: dataset!.ref, ...owner }, [area]);
    return done.ids.get("SQ111")!;
  });
}

describe("a correction", () => {
  const edit = (form: ReturnType<typeof actorOf>, version: number, person: PersonName = "carla") =>
    world.as(person).actors.edit.mutate({ operation, version, form });

  test("replaces what the record says, keeps the former state, and is made once", async () => {
    const form = actorOf("Misspeled Front", { aliases: ["MF"] });
    await log(form);
    const right = { ...form, name: "Misspelled Front", aliases: ["MF", "Front"], activeFrom: "2015-01-01" };
    expect(await edit(right, 1)).toEqual({ ref: form.id, already: false });
    const { actor, history } = await get(form.id);
    expect(actor).toMatchObject({ name: "Misspelled Front", activeFrom: "2015-01-01", version: 2 });
    expect(history.map(({ action }) => action)).toEqual(["actor.edit", "actor.log"]);
    expect(history[0]!.changed.toSorted()).toEqual(["active_from", "aliases", "name"]);
    // The same words again change nothing; an editor who saw the first version is told.
    expect(await edit(right, 2)).toEqual({ ref: form.id, already: true });
    expect(await refusal(edit({ ...form, name: "Late" }, 1))).toMatchObject({ code: "conflict" });
    expect((await get(form.id)).actor.name).toBe("Misspelled Front");
  });

  test("is for the organisation that owns the record, and only a coordinator lowers its sensitivity", async () => {
    const form = actorOf("Owned Group", { sensitivity: "moderate" });
    await log(form);
    expect(await refusal(edit({ ...form, name: "Taken over" }, 1, "ada"))).toMatchObject({
      code: "not_found",
    });
    expect(await refusal(edit({ ...form, sensitivity: "low" }, 1))).toMatchObject({ code: "invalid_input" });
  });

  test("that makes an actor stricter makes the claims about it as strict", async () => {
    const form = actorOf("Tightened Group");
    await log(form);
    const other = await anActor("Tightened Ally");
    const [zone, relation] = [zoneOf(form.id), relationOf(form.id, other)];
    await addZone(zone);
    await addRelation(relation);
    expect((await get(form.id, "ada")).actor.version).toBeNull();
    await edit({ ...form, sensitivity: "severe" }, 1);
    const { zones, relations } = await get(form.id);
    expect([zones[0]!.sensitivity, relations[0]!.sensitivity]).toEqual(["severe", "severe"]);
    expect(await refusal(get(form.id, "ada"))).toMatchObject({ code: "not_found" });
    expect((await get(other)).actor.sensitivity).toBe("low");
  });
});
