/**
 * Deleting: the row is hidden from everybody at once with its copies and releases, its organisation knows why and can
 * bring it back, its id is never taken again, and a purge leaves nothing of it but the tombstone.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf, addAreas, addPublishedIncident } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
});

const { remove, bringBack, stones, stoneOf, get, factsOf, logged, as } = deletingIn(world, () => areas);

describe("a deleted report", () => {
  test("is gone for its owner, for those who read it by rule, and from every figure", async () => {
    const { id } = await logged();
    for (const reader of ["ada", "adele", "bilal", "dawit"] as const) await get(reader, id);
    const before = await Promise.all([factsOf("ada"), factsOf("bilal")]);
    await remove("adele", "incident", id);
    for (const reader of ["ada", "adele", "bilal", "dawit"] as const)
      expect((await refusal(get(reader, id))).code).toBe("not_found");
    expect(await Promise.all([factsOf("ada"), factsOf("bilal")])).toEqual(before.map((rows) => rows - 1));
  });
  test("leaves its organisation, and nobody else, a note of when, why and by which role", async () => {
    const { id } = await logged();
    await remove("ada", "incident", id, "The family asked us to");
    expect(await stoneOf("adele", id)).toMatchObject({
      ...{ kind: "incident", cause: "person", reason: "The family asked us to", purgedAt: null },
      said: "coordinator, Cluster lead",
    });
    for (const other of ["bilal", "dawit", "jon", "ines"] as const)
      expect(await stoneOf(other, id)).toBeUndefined();
  });
  test("comes back as it was, with its sources, when its organisation regrets it", async () => {
    const { id } = await logged("ada", { description: "As it was" });
    const { version: first, history: old, ...before } = await get("ada", id);
    await remove("ada", "incident", id);
    expect((await refusal(bringBack("bilal", "incident", id))).code).toBe("not_found");
    await bringBack("adele", "incident", id);
    const { version, history, ...after } = await get("ada", id);
    expect(after).toEqual(before);
    expect(after.description).toBe("As it was");
    expect([version - first, history.length - old.length]).toEqual([2, 2]);
    expect(history.map(({ action }) => action).slice(0, 2)).toEqual(["record.undelete", "record.delete"]);
    expect(await stoneOf("ada", id)).toBeUndefined();
  });
  test("is refused when it comes again: its organisation is told why, a stranger only that the id is taken", async () => {
    const form = await logged();
    await remove("ada", "incident", form.id, "The family asked us to");
    const told = await refusal(world.as("adele").incidents.log.mutate({ operation, form }));
    expect(told).toMatchObject({ code: "conflict", fields: [{ path: "id", reason: "deleted_before" }] });
    expect(told.details).toMatchObject({ reason: "The family asked us to" });
    const stranger = await refusal(world.as("bilal").incidents.log.mutate({ operation, form }));
    expect([stranger.code, stranger.fields, stranger.details]).toEqual(["conflict", [], {}]);
  });
  test.each([
    ["another organisation's member", "bilal", "not_found"],
    ["the mission", "dawit", "not_found"],
    ["an information manager of its own organisation", "hugo", "not_allowed"],
    ["an administrator", "jon", "not_allowed"],
    ["an observer", "ines", "not_allowed"],
  ] as const)("is not deleted by %s", async (_, name, code) => {
    const { id } = await logged();
    expect((await refusal(remove(name, "incident", id))).code).toBe(code);
    await get("ada", id);
  });
  test("needs a reason, and published data is nobody's to delete", async () => {
    const { id } = await logged();
    expect(await refusal(remove("ada", "incident", id, "x"))).toMatchObject({
      fields: [{ path: "reason", reason: "reason_missing" }],
    });
    const published = await addPublishedIncident(world);
    expect((await refusal(remove("ada", "incident", published))).code).toBe("not_found");
  });
  test("ends its releases, and tells those who held one to stop using it", async () => {
    const { id } = await logged("ada", { sensitivity: "high" });
    const release = newId();
    await as("ada", `select app_gate.release($1, 'incident', $2, $3)`, [
      release,
      id,
      { community: "mission_poc", level: "generalised", purpose: "poc" },
    ]);
    await as("dawit", "select app_gate.release_answer($1, true, '')", [release]);
    const held = await factsOf("dawit");
    await remove("ada", "incident", id);
    expect(await factsOf("dawit")).toBe(held - 1);
    const notices = await world.as("dawit").access.notices.query({ operation });
    const told = notices.filter(({ recordId, code }) => recordId === release && code === "record_withdrawn");
    expect(told).toHaveLength(1);
  });
});

describe("other kinds", () => {
  const claim = { asOf: TODAY, confidence: "medium", sensitivity: "low" } as const;
  test("an actor takes its organisation's own claims along, and stays while reports name it", async () => {
    const [group, rival] = [actorOf("A group"), actorOf("A rival")];
    for (const form of [group, rival]) await world.as("carla").actors.log.mutate({ operation, form });
    const zone = {
      id: newId(),
      actorId: group.id,
      areaId: areas.district,
      controlKind: "nsag" as const,
      ...claim,
    };
    await world.as("carla").actors.addZone.mutate({ operation, form: zone });
    const { id } = await logged("ada", { parties: [{ actorId: group.id, role: "party" }] });
    expect(await refusal(remove("carla", "actor", group.id))).toMatchObject({
      fields: [{ path: "ref", reason: "still_named" }],
    });
    await remove("ada", "incident", id);
    await remove("carla", "actor", group.id);
    const kinds = (await stones("carla")).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["actor", "control_zone"]);
    const actors = await world.as("carla").actors.list.query({ operation });
    expect(actors.some(({ ref }) => ref === group.id)).toBe(false);
    expect(actors.some(({ ref }) => ref === rival.id)).toBe(true);
    const again = await refusal(world.as("carla").actors.log.mutate({ operation, form: group }));
    expect(again.fields).toEqual([{ path: "id", reason: "deleted_before" }]);
  });
  test("a patrol and what people say about a priority", async () => {
    const patrol = {
      ...{ id: newId(), unit: "Bravo", date: "2019-11-20", state: "completed" as const },
      ...{ areaIds: [areas.district], sensitivity: "low" as const },
    };
    await world.as("dawit").coverage.logPatrol.mutate({ operation, form: patrol });
    await remove("dawit", "patrol", patrol.id);
    const days = { from: "2019-11-01", to: TODAY };
    const patrols = await world.as("dawit").coverage.patrols.query({ operation, ...days });
    expect(patrols.some(({ ref }) => ref === patrol.id)).toBe(false);
    const late = await refusal(world.as("dawit").coverage.logPatrol.mutate({ operation, form: patrol }));
    expect(late.fields).toEqual([{ path: "id", reason: "deleted_before" }]);
  });
});
