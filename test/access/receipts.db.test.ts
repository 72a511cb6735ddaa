/**
 * A device that lost the answer says the same again: it is told the same, also after somebody else changed the record.
 * The same id for something else is refused, at once too; a receipt is its person's own; what was deleted stays deleted.
 */
import { beforeAll, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { purge } from "../../server/access/purge.ts";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import { reportOf } from "../support/displacement.ts";
import type { PersonName } from "../support/people.ts";
import { openWorld, OPERATION as operation } from "../support/world.ts";

const world = await openWorld();
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
});
const deleting = deletingIn(world, () => areas);
const receiptsOf = async (acts: string[]): Promise<string[]> =>
  asDefiner(world.database.admin, async (client) => {
    const { rows } = await client.query("select act from app.receipt where act = any($1)", [acts]);
    return rows.map(({ act }) => String(act));
  });
const log = (form: IncidentFormInput, as: PersonName = "adele") =>
  world.as(as).incidents.log.mutate({ operation, form });
const edit = (version: number, form: IncidentFormInput, act?: string, as: PersonName = "adele") =>
  world
    .as(as)
    .incidents.edit.mutate({ operation, version, form: { ...form, sources: [] }, ...(act && { act }) });
const versionOf = async (ref: string) =>
  (await world.as("ada").incidents.get.query({ operation, ref })).version;

test("a report said again after it was changed is the same report, and changes nothing back", async () => {
  const form = incidentOf();
  expect(await log(form)).toMatchObject({ version: 1, state: "stored" });
  await edit(1, { ...form, kind: "killing" }, undefined, "ada");
  expect(await log(form)).toEqual({ ref: form.id, version: 1, state: "repeated" });
  expect(await versionOf(form.id)).toBe(2);
  expect((await refusal(log({ ...form, kind: "siege" }))).code).toBe("conflict");
});

test("a change said again, eight times at once, is one change; after somebody else's it is still told as done", async () => {
  const form = incidentOf();
  await log(form);
  const act = newId();
  const changed = { ...form, kind: "killing" as const };
  const told = await Promise.all(Array.from({ length: 8 }, () => edit(1, changed, act)));
  expect(told.map(({ state }) => state).sort()).toEqual([...Array(7).fill("repeated"), "stored"]);
  expect(new Set(told.map(({ version }) => version))).toEqual(new Set([2]));
  await edit(2, { ...form, kind: "siege" }, undefined, "ada");
  expect(await edit(1, changed, act)).toMatchObject({ version: 2, state: "repeated" });
  expect(await versionOf(form.id)).toBe(3);
  // Without a receipt it is what it looks like: a change of an old version.
  expect((await refusal(edit(1, changed, newId()))).code).toBe("conflict");
});

test("an id stands for one thing only, for one person only, and a refused act leaves no receipt", async () => {
  const [one, other] = [incidentOf(), incidentOf()];
  await log(one);
  await log(other);
  const act = newId();
  await edit(1, { ...one, kind: "killing" }, act);
  expect((await refusal(edit(1, { ...other, kind: "killing" }, act))).code).toBe("conflict");
  expect((await edit(1, { ...other, kind: "killing" }, act, "ada")).state).toBe("stored");
  const late = newId();
  expect((await refusal(edit(1, { ...one, kind: "siege" }, late))).code).toBe("conflict");
  expect((await edit(2, { ...one, kind: "siege" }, late)).state).toBe("stored");
});

test("what was deleted in the meantime says so, with when and why, to its own organisation only", async () => {
  const form = incidentOf();
  await log(form);
  const act = newId();
  await edit(1, { ...form, kind: "killing" }, act);
  await world
    .as("ada")
    .access.records.delete.mutate({ operation, kind: "incident", ref: form.id, reason: "Logged twice." });
  const saidAgain = [() => log(form), () => edit(1, { ...form, kind: "killing" }, act), () => edit(2, form)];
  for (const again of saidAgain)
    expect(await refusal(again())).toMatchObject({ code: "conflict", details: { reason: "Logged twice." } });
  const told = await refusal(edit(2, form, undefined, "bilal"));
  expect(told).toMatchObject({ code: "not_found", details: {} });
});

test("receipts are read by nobody but their person, and hold no text", async () => {
  const form = incidentOf({ description: "LEAK-description" });
  await log(form);
  const read = (name: PersonName) =>
    asPrincipal(world.database.pool, { secret: world.people[name].secret, operation }, (tx) =>
      tx.query<{ act: string }>("select * from app.receipt where act = $1", [form.id]),
    );
  expect(await read("adele")).toHaveLength(1);
  expect(JSON.stringify(await read("adele"))).not.toContain("LEAK");
  for (const name of ["ada", "bilal", "jon", "hugo"] as const) expect(await read(name)).toEqual([]);
});

test("displaced people's reports and their corrections count once too, also after somebody else's correction", async () => {
  const form = reportOf({ place: { precision: "unclear", placeName: "A bridge" } });
  const { displacement: mine } = world.as("adele");
  const correct = (version: number, people: number, as: PersonName, id?: string) =>
    world
      .as(as)
      .displacement.edit.mutate({ operation, version, form: { ...form, people }, ...(id && { act: id }) });
  await mine.log.mutate({ operation, form });
  const act = newId();
  const told = await Promise.all(Array.from({ length: 8 }, () => correct(1, 12, "adele", act)));
  expect(told.filter(({ already }) => !already)).toHaveLength(1);
  await correct(2, 15, "ada");
  expect(await correct(1, 12, "adele", act)).toEqual({ ref: form.id, already: true });
  expect(await mine.log.mutate({ operation, form })).toEqual({ ref: form.id, already: true });
  const { report } = await mine.report.query({ operation, ref: form.id });
  expect(report).toMatchObject({ people: 15, version: 3 });
});

test("the purge takes receipts of records that are gone for good, and those older than half a year", async () => {
  const [gone, young] = [incidentOf(), incidentOf()];
  for (const form of [gone, young]) await log(form);
  const old = newId();
  await deleting.as(
    "adele",
    `insert into app.receipt (operation_id, person_id, act, said, record_id, version, said_at)
     select operation_id, person_id, $2, said, record_id, version, now() - interval '7 months'
       from app.receipt where act = $1`,
    [young.id, old],
  );
  await deleting.remove("ada", "incident", gone.id);
  await deleting.backdate("incident", gone.id, 31);
  await purge(world.database, operation, true);
  expect(await receiptsOf([gone.id, old, young.id])).toHaveLength(3);
  await purge(world.database, operation, false);
  expect(await receiptsOf([gone.id, old, young.id])).toEqual([young.id]);
});
