/**
 * The drill of a compromised day: read-only refuses every write of everybody, closed every reading too, and normal
 * brings all of it back. Who may turn the switch, and what everyone is told.
 */
import { afterEach, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { lockAsDesk } from "../../server/access/lock.ts";
import { asDefiner } from "../../server/access/operations.ts";
import type { Lock } from "../../shared/rooms/access-lock.ts";
import { readChain } from "../support/audit.ts";
import { incidentOf } from "../support/builders.ts";
import { callerFor, refusal } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { listen } from "../support/stream.ts";
import { OPERATION, openWorld } from "../support/world.ts";
import { isForOperation, isQuery, makeGround, openCalls, PATHS, worksWhile } from "./calls.ts";

const world = await openWorld();
const { call } = openCalls(world, await makeGround(world));
const operation = OPERATION;
const LOCKED = { status: 423, code: "locked" };
const REASON = "The day is over, accounts are checked";

/** As whoever holds the connection string. */
const turn = (lock: Lock) => lockAsDesk(world.database.admin, operation, lock, REASON);
const setLock = (name: PersonName, lock: Lock, reason = "") =>
  world.as(name).access.setLock.mutate({ operation, lock, reason });
const lockNow = () =>
  asDefiner(world.database.admin, async (client) => {
    const { rows } = await client.query("select lock from app.operation where code = $1", [operation]);
    return rows[0]!.lock as Lock;
  });
const members = PERSON_NAMES.filter((name) => name !== "zoe");
const paths = PATHS.filter(isForOperation);

/**
 * Reviewed: what a bad day needs (people, tokens, the switches), the note of a reading, and a reading that is no query
 * so that its text stands in no address.
 */
const WORKS_WHILE_LOCKED = [
  ...["access.glassClose", "access.glassOpen", "access.noteDownload", "access.people.disable"],
  ...["access.people.end", "access.people.revokeInvitation", "access.people.set", "access.setLock"],
  ...["access.tokens.revoke", "incidents.alike"],
];

describe("read-only", () => {
  test("spares only what was reviewed", () => {
    const spared = paths.filter((path) => !isQuery(path) && worksWhile(path) !== undefined);
    expect(spared.sort()).toEqual(WORKS_WHILE_LOCKED);
  });
  test("refuses every write of every person, in the word for it", async () => {
    await turn("read_only");
    const writes = paths.filter((path) => !isQuery(path) && worksWhile(path) === undefined);
    for (const path of writes)
      for (const name of members) expect([path, name, await call(path, name)]).toEqual([path, name, LOCKED]);
    expect(writes.length).toBeGreaterThan(8);
    expect((await call("incidents.log", "zoe")).code).toBe("not_found");
    console.info(`lock: ${writes.length} writing calls × ${members.length} people refused while read-only`);
  });
  test("refuses them in the database too, whoever comes past the calls", async () => {
    for (const name of members) {
      const entry = { secret: world.people[name].secret, operation };
      const may = await asPrincipal(world.database.pool, entry, (tx) =>
        tx.query<{ may: boolean }>(
          `select app_gate.imports() or bool_or(app_gate.writes(kind)) or (app_gate.me()).may_write as may
             from app.writer`,
        ),
      );
      expect(may[0]!.may).toBe(false);
      const told = asPrincipal(world.database.pool, entry, (tx) =>
        tx.query(
          `insert into app.notice (operation_id, from_org_id, to_org_id, code) values ($1, $2, $2, 'lock_changed')`,
          [tx.principal.operationId, tx.principal.organisationId],
        ),
      );
      await expect(told).rejects.toMatchObject({ code: "42501" });
    }
  });
  test("lets everybody read, and the desk too, which writes nothing", async () => {
    expect((await call("incidents.get", "adele")).code).toBeNull();
    expect((await world.get("ada", `/facts/incidents?operation=${operation}`)).statusCode).toBe(200);
    expect(await asDesk(world.database, operation, async () => "read")).toBe("read");
    const write = asDesk(world.database, operation, (tx) =>
      tx.query(
        `insert into app.revision (operation_id, owner_org_id, kind, record_id, version, action, person_label)
         values ($1, $2, 'incident', $1, 1, 'x', 'x')`,
        [tx.principal.operationId, world.operation.operationId],
      ),
    );
    await expect(write).rejects.toThrow("is read-only");
  });
});

describe("closed", () => {
  test("refuses every call of every person; administrators keep the log and the switch", async () => {
    await turn("closed");
    for (const path of paths) {
      for (const name of members) {
        const answer = await call(path, name);
        if (name === "jon" && worksWhile(path) === "closed") expect(answer.code).not.toBe("locked");
        else expect([path, name, answer]).toEqual([path, name, LOCKED]);
      }
      expect((await call(path, "zoe")).code).toBe("not_found");
      expect((await call(path, null)).code).toBe("not_signed_in");
    }
    console.info(`lock: ${paths.length} calls × ${members.length} people refused while closed`);
  });
  test("refuses facts, also to administrators, and the command line", async () => {
    for (const name of members)
      for (const part of ["", "/refs"])
        expect((await world.get(name, `/facts/incidents${part}?operation=${operation}`)).statusCode).toBe(
          423,
        );
    await expect(asDesk(world.database, operation, async () => "read")).rejects.toThrow("is closed");
    const asAda = asDesk(world.database, operation, async () => "read", world.people.ada.email);
    await expect(asAda).rejects.toThrow("is closed");
  });
  test("refuses programs with a token in the same words", async () => {
    await turn("normal");
    const { token } = await world.as("ada").access.tokens.add.mutate({
      ...{ operation, name: "Spreadsheet", scope: "write", days: 30 },
    });
    const program = callerFor(world.app, null, { authorization: `Bearer ${token}` });
    expect((await program.access.operation.query({ operation })).code).toBe(operation);
    await turn("closed");
    expect((await refusal(program.access.operation.query({ operation }))).code).toBe("locked");
    const other = program.access.operation.query({ operation: "BETA" });
    expect((await refusal(other)).code).toBe("not_found");
  });
  test("cuts open streams within five seconds and a breath", async () => {
    await turn("normal");
    const stream = await listen(world, operation, "bilal");
    const begun = performance.now();
    await turn("closed");
    await stream.ended;
    expect(performance.now() - begun).toBeLessThan(6000);
    await stream.close();
  });
  test("and normal again brings back what was", async () => {
    await turn("normal");
    for (const path of ["incidents.get", "actors.list", "places.areas", "access.operation"])
      expect((await call(path, "ada")).code).toBeNull();
    expect((await world.as("ada").incidents.log.mutate({ operation, form: incidentOf() })).state).toBe(
      "stored",
    );
    expect((await world.get("bilal", `/facts/incidents?operation=${operation}`)).statusCode).toBe(200);
  });
});

describe("the switch", () => {
  afterEach(async () => {
    if ((await lockNow()) !== "normal") await turn("normal");
  });
  test("is tightened at once by coordinators and administrators, and by nobody else", async () => {
    for (const name of members) {
      const may = name === "ada" || name === "jon";
      const done = setLock(name, "read_only");
      if (!may) expect((await refusal(done)).code).toBe("not_allowed");
      else {
        await done;
        expect(await lockNow()).toBe("read_only");
        await turn("normal");
      }
    }
  });
  test("is loosened by administrators only, with a reason", async () => {
    await turn("closed");
    expect((await refusal(setLock("ada", "normal", REASON))).code).toBe("locked");
    const short = await refusal(setLock("jon", "read_only", "because"));
    expect(short.fields).toEqual([{ path: "reason", reason: "reason_too_short" }]);
    await setLock("jon", "read_only", REASON);
    expect(await lockNow()).toBe("read_only");
    expect((await refusal(setLock("ada", "normal", REASON))).code).toBe("not_allowed");
    await setLock("ada", "closed");
    expect(await lockNow()).toBe("closed");
  });
  test("is not turned with a token or borrowed eyes", async () => {
    const borrowed = asDesk(
      world.database,
      operation,
      (tx) => tx.query("select app_gate.set_lock('closed', null)"),
      world.people.jon.email,
    );
    await expect(borrowed).rejects.toMatchObject({ code: "42501" });
    expect(await lockNow()).toBe("normal");
  });
  test("is turned by the desk, which says what it cannot", async () => {
    const { admin } = world.database;
    expect(await lockAsDesk(admin, operation, "read_only", null)).toBe("done");
    expect(await lockAsDesk(admin, operation, "read_only", null)).toBe("same");
    expect(await lockAsDesk(admin, operation, "normal", null)).toBe("no_reason");
    expect(await lockAsDesk(admin, "NOWHERE", "closed", null)).toBe("unknown");
    expect(await lockNow()).toBe("read_only");
  });
  test("tells everyone since when, why and by whom, and leaves a line", async () => {
    await setLock("ada", "read_only", "An account at a partner was taken over");
    const watch = await world.as("femi").access.watch.query({ operation });
    expect(watch).toMatchObject({
      ...{ lock: "read_only", by: "ada", reason: "An account at a partner was taken over", glass: null },
    });
    expect(
      Math.abs(new Date(watch.since!).getTime() - performance.timeOrigin - performance.now()),
    ).toBeLessThan(60_000);
    const [notice] = await world.as("femi").access.notices.query({ operation });
    expect(notice).toMatchObject({
      code: "lock_changed",
      from: "Cluster lead",
      detail: { lock: "read_only" },
    });
    const [line] = (await readChain(world.database, world.operation.operationId, "lock.set")).slice(-1);
    expect(line).toMatchObject({
      actor: world.people.ada.personId,
      detail: { from: "normal", to: "read_only" },
    });
    expect(JSON.stringify(line)).not.toContain("taken over");
  });
});
