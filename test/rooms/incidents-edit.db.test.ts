/** Editing one's own incident through the real server: nothing is lost that the editor did not touch or does not see. */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
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
