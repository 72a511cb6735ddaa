/**
 * What is in the log beside writes: reads of sources, refusals, sessions, facts, the command line; never a value, and
 * never so much of it that the rest drowns. And who may read it.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../server/access/auth.ts";
import { asDesk } from "../../server/access/desk.ts";
import { addPerson, asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { readChain } from "../support/audit.ts";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { openSession, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { database, people } = world;
const operation = OPERATION;
const chain = (action?: string) => readChain(database, world.operation.operationId, action);
const of = async (name: PersonName, action: string) =>
  (await chain(action)).filter(({ actor }) => actor === people[name].personId);
const asOwner = (sql: string, values: unknown[] = []) =>
  asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(sql, values);
  });

describe("reads of sources", () => {
  const form = incidentOf({
    sources: [{ type: "eyewitness", note: "SECRET-NAME" }],
    sensitivity: "high",
  });
  beforeAll(async () => {
    await world.as("ada").incidents.log.mutate({ operation, form });
  });
  test("leave one line for several looks in a row, with the id and nothing else", async () => {
    for (let time = 0; time < 3; time++) {
      const seen = await world.as("ada").incidents.get.query({ operation, ref: form.id });
      expect(seen.sources.map(({ reference }) => reference)).toEqual(["SECRET-NAME"]);
    }
    expect(await of("ada", "source.read")).toMatchObject([
      { kind: "incident", record_id: form.id, detail: {} },
    ]);
  });
  test("leave none for whoever was not shown any", async () => {
    const seen = await world.as("adele").incidents.get.query({ operation, ref: form.id });
    expect(seen.sources).toEqual([]);
    expect(await of("adele", "source.read")).toEqual([]);
  });
});

describe("refusals", () => {
  test("leave a line with the call and the id, and no flood", async () => {
    for (let time = 0; time < 30; time++)
      await refusal(world.as("grace").incidents.get.query({ operation, ref: newId() }));
    const lines = await of("grace", "refusal.call");
    expect(lines.length).toBe(20);
    expect(lines[0]!.detail).toEqual({ call: "incidents.get", code: "not_found" });
    expect(lines[19]!.detail).toEqual({ call: "incidents.get", code: "not_found", more: true });
    expect(new Set(lines.map(({ record_id }) => record_id)).size).toBe(20);
  });
  test("stay bounded when they come all at once", async () => {
    const calls = Array.from({ length: 40 }, () =>
      refusal(world.as("esi").incidents.get.query({ operation, ref: newId() })),
    );
    await Promise.all(calls);
    expect((await of("esi", "refusal.call")).length).toBe(20);
  });
  test("of the same call about the same record leave one", async () => {
    const ref = newId();
    for (let time = 0; time < 3; time++)
      await refusal(world.as("hugo").incidents.get.query({ operation, ref }));
    expect((await of("hugo", "refusal.call")).length).toBe(1);
  });
  test("of somebody who is no member leave none, and those of a form's faults neither", async () => {
    const before = (await chain("refusal.call")).length;
    await refusal(world.as("zoe").incidents.get.query({ operation, ref: newId() }));
    await refusal(world.as("ada").incidents.get.query({ operation, ref: "x" }));
    expect((await chain("refusal.call")).length).toBe(before);
  });
});

describe("sessions", () => {
  test("begin and end with a line; one that ran out ends unseen", async () => {
    const before = (await of("bilal", "session.open")).length;
    const secret = await openSession(database, people.bilal.email);
    expect((await of("bilal", "session.open")).length).toBe(before + 1);
    await asOwner("delete from auth.session where token = $1", [secret]);
    expect((await of("bilal", "session.end")).length).toBe(1);
    const old = await openSession(database, people.bilal.email, -1);
    await asOwner("delete from auth.session where token = $1", [old]);
    expect((await of("bilal", "session.end")).length).toBe(1);
  });
  test("say that a second factor was shown, and which", async () => {
    await asOwner(
      `insert into app_priv.verified_session (session_id, method) select s.id, 'totp' from auth.session s where s.token = $1`,
      [people.dawit.secret],
    );
    expect((await of("dawit", "session.verify")).map(({ detail }) => detail)).toEqual([{ method: "totp" }]);
  });
  test("refused for a wrong password leave at most five lines, and those of an unknown address none", async () => {
    const email = "known@test.example";
    const passwordHash = await hashPassword(world.service.auth, "the right password");
    const membership = {
      ...{ operationCode: operation, organisation: "Observer", community: "observer" as const },
      ...{ role: "observer" as const, rights: [] },
    };
    const { personId } = await addPerson(database.admin, { email, name: "Known", passwordHash, membership });
    const tryWith = (address: string) =>
      world.app.inject({
        method: "POST",
        url: "/auth/sign-in/email",
        payload: { email: address, password: "a wrong password" },
      });
    for (let time = 0; time < 7; time++) await tryWith(email);
    await tryWith("nobody@test.example");
    const lines = async () => (await chain("session.refused")).map(({ actor }) => actor);
    await expect.poll(async () => (await lines()).length).toBe(5);
    expect(new Set(await lines())).toEqual(new Set([personId]));
  });
});

describe("a wrong second proof", () => {
  test("leaves a line that says so, under the person whose password was right", async () => {
    const { rows } = await asDefiner(database.admin, (client) =>
      client.query<{ user_id: string }>("select user_id from app.person where id = $1", [
        people.hugo.personId,
      ]),
    );
    await database.pool.query("select app_gate.sign_in_refused($1, 'second_factor')", [rows[0]!.user_id]);
    expect((await of("hugo", "session.refused")).map(({ detail }) => detail)).toEqual([
      { proof: "second_factor" },
    ]);
  });
});

describe("what is taken away", () => {
  test("facts leave one line a day, and a file made of them one", async () => {
    for (let time = 0; time < 2; time++) await world.get("carla", `/facts/incidents?operation=${operation}`);
    expect((await of("carla", "facts.read")).length).toBe(1);
    await world.as("carla").access.noteDownload.mutate({ operation, format: "png", what: "over-time" });
    expect((await of("carla", "download.take")).map(({ detail }) => detail)).toEqual([
      { format: "png", what: "over-time" },
    ]);
  });
  test("the command line leaves a line before it looks, under the desk or the name it borrowed", async () => {
    const failing = asDesk(database, operation, () => Promise.reject(new Error("later")), null, "trends");
    await expect(failing).rejects.toThrow("later");
    expect((await chain("command.run")).at(-1)).toMatchObject({
      actor: "desk",
      detail: { command: "trends", as: false },
    });
    await asDesk(database, operation, async () => null, people.ada.email, "coverage");
    expect((await of("ada", "command.run")).at(-1)!.detail).toEqual({ command: "coverage", as: true });
  });
});

describe("reading it", () => {
  const page = (name: PersonName, filter: object = {}) =>
    world.as(name).access.audit.query({ operation, ...filter });
  test("an administrator reads all of the operation, page by page, each line once", async () => {
    const all = await chain();
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const { lines, next } = await page("jon", { before });
      seen.push(...lines.map(({ seq }) => seq));
      before = next;
    } while (before !== null);
    const known = all.map(({ seq }) => seq).reverse();
    expect(seen.filter((seq) => seq <= known[0]!)).toEqual(known);
  });
  test("a coordinator reads what the own organisation did", async () => {
    const { lines } = await page("ada");
    expect(lines.length).toBeGreaterThan(3);
    expect(new Set(lines.map(({ organisation }) => organisation))).toEqual(new Set(["Cluster lead"]));
    expect((await page("ada", { actor: people.grace.personId })).lines).toEqual([]);
  });
  test("nobody else reads any", async () => {
    for (const name of ["adele", "carla", "hugo", "ines"] as const)
      expect((await refusal(page(name))).code).toBe("not_allowed");
    expect((await refusal(page("zoe"))).code).toBe("not_found");
  });
  test("is chosen by group, person, kind, record and days", async () => {
    const actions = async (filter: object) =>
      [...new Set((await page("jon", filter)).lines.map(({ action }) => action))].sort();
    expect(await actions({ group: "refusals" })).toEqual(["refusal.call"]);
    expect(await actions({ group: "sources" })).toEqual(["source.read"]);
    expect(await actions({ actor: people.carla.personId, group: "exports" })).toEqual([
      "download.take",
      "facts.read",
    ]);
    expect(await actions({ actor: "desk", group: "operation" })).toContain("command.run");
    expect(await actions({ kind: "session", group: "sessions" })).toContain("session.open");
    const [line] = await of("ada", "source.read");
    expect(await actions({ record: line!.record_id })).toEqual(["incident.log", "source.read"]);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    expect((await actions({ from: "2020-01-01" })).length).toBeGreaterThan(5);
  });
  test("says in words who, and is itself noted once an hour", async () => {
    const { lines } = await page("jon", { group: "sources" });
    expect(lines[0]).toMatchObject({ person: "ada", organisation: "Cluster lead" });
    expect((await of("jon", "audit.read")).length).toBe(1);
    expect(JSON.stringify(await chain())).not.toContain("SECRET-NAME");
  });
});
