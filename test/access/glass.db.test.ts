/**
 * Breaking the glass: an administrator reads nothing by being one; for a reason and a time they read everything, and
 * every organisation is told, and each look is in the log. Notices reach every member of an organisation and no other.
 */
import { afterEach, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { sendNotice } from "../../server/access/notices.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { readChain } from "../support/audit.ts";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const reason = "Court order 12/2019 asks for this record";
const form = incidentOf({ sensitivity: "severe" });
await world.as("bilal").incidents.log.mutate({ operation, form });

const look = () => world.as("jon").incidents.get.query({ operation, ref: form.id });
const open = (name: PersonName, changes: object = {}) =>
  world.as(name).access.glassOpen.mutate({ operation, id: newId(), reason, minutes: 60, ...changes });
const chain = (action: string) => readChain(world.database, world.operation.operationId, action);
const rowCount = async () => {
  const { headers, statusCode } = await world.get("jon", `/facts/incidents?operation=${operation}`);
  expect(statusCode).toBe(200);
  return headers.etag;
};
/** Whatever is open is over. */
const expire = () =>
  asDefiner(world.database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(
      "update app_priv.glass set opened_at = opened_at - interval '9 hours', until = until - interval '9 hours' where closed_at is null",
    );
  });
afterEach(expire);

describe("an administrator", () => {
  test("reads no record by being one", async () => {
    expect((await refusal(look())).code).toBe("not_found");
  });
  test("reads it while the glass is broken, and no longer", async () => {
    const before = await rowCount();
    const id = newId();
    const { until } = await open("jon", { id });
    expect(new Date(until).getTime() - performance.timeOrigin - performance.now()).toBeGreaterThan(3500_000);
    const seen = await look();
    expect(seen).toMatchObject({ ref: form.id, owner: "Partner A" });
    // Who told us is nobody's but the owner's, broken glass or not.
    expect(seen.sources).toEqual([]);
    expect(await rowCount()).not.toBe(before);
    await world.as("jon").access.glassClose.mutate({ operation, id });
    expect((await refusal(look())).code).toBe("not_found");
    expect(await rowCount()).toBe(before);
  });
  test("reads no longer when the time is over", async () => {
    await open("jon");
    await look();
    await expire();
    expect((await refusal(look())).code).toBe("not_found");
    expect((await world.as("jon").access.watch.query({ operation })).glass).toBeNull();
  });
  test("writes no records through it", async () => {
    await open("jon");
    expect(
      (await refusal(world.as("jon").incidents.log.mutate({ operation, form: incidentOf() }))).code,
    ).toBe("not_allowed");
  });
});

describe("opening", () => {
  test("is for administrators at a session only", async () => {
    for (const name of PERSON_NAMES.filter((one) => one !== "jon"))
      expect((await refusal(open(name))).code).toBe(name === "zoe" ? "not_found" : "not_allowed");
    const borrowed = asDesk(
      world.database,
      operation,
      (tx) => tx.query("select app_gate.open_glass($1, $2, 60)", [newId(), reason]),
      world.people.jon.email,
    );
    await expect(borrowed).rejects.toMatchObject({ code: "42501" });
  });
  test.each([
    ["a short reason", { reason: "because" }, "reason_too_short"],
    ["no time", { minutes: 0 }, "below_minimum"],
    ["more than eight hours", { minutes: 481 }, "above_maximum"],
  ])("with %s is refused", async (_what, changes, told) => {
    const { code, fields } = await refusal(open("jon", changes));
    expect([code, fields[0]!.reason]).toEqual(["invalid_input", told]);
  });
  test("with more than eight hours is refused by the database too", async () => {
    const entry = { secret: world.people.jon.secret, operation };
    const past = asPrincipal(world.database.pool, entry, (tx) =>
      tx.query("select app_gate.open_glass($1, $2, 481)", [newId(), reason]),
    );
    await expect(past).rejects.toMatchObject({ code: "23514" });
  });
  test("twice at once is refused", async () => {
    await open("jon");
    expect((await refusal(open("jon"))).code).toBe("conflict");
  });
});

describe("everyone", () => {
  test("is told who, why and until when; the log holds each look, and the reason as a fingerprint", async () => {
    const id = newId();
    await open("jon", { id });
    await look();
    await look();
    for (const name of ["bilal", "femi", "ines"] as const) {
      const [notice] = await world.as(name).access.notices.query({ operation });
      expect(notice).toMatchObject({ code: "glass_opened", recordId: id, isRead: false });
      const [glass] = await world.as(name).access.glasses.query({ operation });
      expect(glass).toMatchObject({ id, person: "jon", reason, closedAt: null, isMine: false });
    }
    const uses = (await chain("glass.use")).filter(({ record_id }) => record_id === form.id);
    expect(uses.at(-1)).toMatchObject({
      actor: world.people.jon.personId,
      detail: { call: "incidents.get" },
    });
    const [line] = (await chain("glass.open")).slice(-1);
    expect(line).toMatchObject({ record_id: id, detail: { minutes: 60 } });
    expect(JSON.stringify(line)).not.toContain("Court");
    const read = await world.as("ada").access.audit.query({ operation, group: "glass" });
    expect(read.lines.find(({ recordId }) => recordId === id)!.reason).toBe(reason);
    // Which hidden records there are is not told to coordinators by who looked at them.
    expect(JSON.stringify(read)).not.toContain(form.id);
    const about = await world.as("ada").access.audit.query({ operation, record: form.id ?? null });
    expect(about.lines.map(({ action }) => action)).not.toContain("glass.use");
    const all = await world.as("jon").access.audit.query({ operation, record: form.id ?? null });
    expect(all.lines.map(({ action }) => action)).toContain("glass.use");
  });
});

describe("notices", () => {
  const unread = async (name: PersonName) => (await world.as(name).access.watch.query({ operation })).unread;
  const send = (from: PersonName, to: string) =>
    asPrincipal(world.database.pool, { secret: world.people[from].secret, operation }, (tx) =>
      sendNotice(tx, to, "release_received", { detail: { kind: "incident" } }),
    );
  const organisationOf = async (name: PersonName) =>
    (await world.as(name).access.operation.query({ operation })).you.organisationId;

  test("reach every member of the organisation, and nobody else", async () => {
    const before = { ada: await unread("ada"), adele: await unread("adele"), bilal: await unread("bilal") };
    await send("bilal", await organisationOf("ada"));
    expect(await unread("ada")).toBe(before.ada + 1);
    expect(await unread("adele")).toBe(before.adele + 1);
    expect(await unread("bilal")).toBe(before.bilal);
  });
  test("are read by each member for themselves", async () => {
    const [newest] = await world.as("ada").access.notices.query({ operation });
    const before = await unread("ada");
    await world.as("ada").access.markRead.mutate({ operation, ids: [newest!.id] });
    await world.as("ada").access.markRead.mutate({ operation, ids: [newest!.id] });
    expect(await unread("ada")).toBe(before - 1);
    expect(await unread("adele")).toBeGreaterThan(0);
    await world.as("ada").access.markRead.mutate({ operation });
    expect(await unread("ada")).toBe(0);
    const foreign = (await world.as("femi").access.notices.query({ operation }))[0]!;
    await world.as("ada").access.markRead.mutate({ operation, ids: [foreign.id] });
    expect((await world.as("femi").access.notices.query({ operation }))[0]!.isRead).toBe(false);
  });
  test("cannot be sent in another's name, or out of the operation", async () => {
    const asCarla = { secret: world.people.carla.secret, operation };
    const ada = await organisationOf("ada");
    const forged = asPrincipal(world.database.pool, asCarla, (tx) =>
      tx.query(
        "insert into app.notice (operation_id, from_org_id, to_org_id, code) values ($1, $2, $2, 'glass_opened')",
        [tx.principal.operationId, ada],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: "42501" });
    await expect(send("carla", world.other.deskOrganisationId)).rejects.toMatchObject({ code: "42501" });
  });
});
