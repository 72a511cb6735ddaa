/** Photos of a merged report, and the message it was made of: under the report that stays, for whom they were before. */
import { describe, expect, test } from "vitest";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { attaching } from "../support/attachments.ts";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import { mergeCalls } from "../support/merging.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const { log, edit, get } = incidentCalls(world);
const { merge, undo, filesOf, madeOf } = mergeCalls(world);
const { add, list, look, remove: takeAway } = attaching(world);

/** Two reports of the same event by Ada, the first that of the one that stays. */
async function twice(one: Partial<IncidentFormInput> = {}) {
  const [a, b] = [incidentOf({ sensitivity: "moderate", ...one }), incidentOf({ sensitivity: "moderate" })];
  await log(a, "ada");
  await log(b, "ada");
  return { a, b };
}

describe("photos and messages", () => {
  test("of the report that went stand under the one that stays, marked, and go back with it", async () => {
    const { a, b } = await twice();
    const photo = await add("ada", b.id);
    await madeOf("ada", a.id, "Message one");
    await madeOf("ada", b.id, "Message two");
    const before = await filesOf("ada", [b.id]);
    const id = await merge(a.id, b.id);
    expect(await list("hugo", a.id)).toMatchObject([{ ref: photo, merged: true }]);
    expect((await look("hugo", photo)).statusCode).toBe(200);
    expect((await look("dawit", photo)).statusCode).toBe(404);
    const { originals } = await get(a.id);
    expect(originals.map(({ body, merged }) => [body, merged])).toEqual([
      ["Message one", false],
      ["Message two", true],
    ]);
    expect((await get(a.id, "hugo")).originals).toEqual([]);
    await undo(id, a.id);
    expect(await list("ada", a.id)).toEqual([]);
    expect(await filesOf("ada", [b.id])).toEqual(before);
    expect(before).toHaveLength(3);
  });
  test("can be taken away from there", async () => {
    const { a, b } = await twice();
    const photo = await add("ada", b.id);
    const id = await merge(a.id, b.id);
    expect((await refusal(takeAway("dawit", photo))).code).toMatch(/not_found|not_allowed/);
    await takeAway("ada", photo);
    expect((await look("ada", photo)).statusCode).toBe(404);
    await undo(id, a.id);
    expect(await list("ada", b.id)).toMatchObject([{ ref: photo, removed: { reason: "Shows a face" } }]);
  });
  test("are read like sources once the one that stays becomes severe, not because it was", async () => {
    const { a, b } = await twice();
    const photo = await add("ada", b.id);
    await merge(a.id, b.id);
    await edit(2, { ...a, sources: [], sensitivity: "severe" });
    expect((await look("hugo", photo)).statusCode).toBe(404);
    expect((await look("ada", photo)).statusCode).toBe(200);
    const before = await twice({ sensitivity: "severe" });
    const other = await add("ada", before.b.id);
    await merge(before.a.id, before.b.id);
    expect((await look("hugo", other)).statusCode).toBe(200);
  });
  test("are not shown once the one that stays is told to be of sexual violence", async () => {
    const { a, b } = await twice();
    const photo = await add("ada", b.id);
    await madeOf("ada", b.id, "Message two");
    await merge(a.id, b.id);
    await edit(2, { ...a, kind: "crsv", harms: [], sources: [], sensitivity: "severe" });
    expect((await look("ada", photo)).statusCode).toBe(404);
    expect(await filesOf("ada", [a.id, b.id])).toEqual([]);
  });
});
