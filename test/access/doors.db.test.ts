/** Ways in for people: demonstration doors, the one-time code of the first visit, e-mail and password. */
import type { FastifyInstance } from "fastify";
import { afterAll, describe, expect, test } from "vitest";
import type { Database } from "../../db/open.ts";
import { hashPassword } from "../../server/access/auth.ts";
import { addDoors, doorEmail, doorPassword } from "../../server/access/demonstration.ts";
import { addOperation } from "../../server/access/operations.ts";
import { offerSetUp } from "../../server/access/setup.ts";
import type { Config } from "../../server/config.ts";
import { DOOR_CODES, DOORS } from "../../shared/rooms/access.ts";
import { openTestDatabase } from "../support/database.ts";
import { addTestPerson } from "../support/people.ts";
import { openService } from "../support/world.ts";

/** A service of its own for one test, closed with the file. */
async function fresh(settings: Partial<Config>) {
  const database = await openTestDatabase();
  const { app, service, close } = await openService(database, settings);
  afterAll(async () => {
    await close();
    await database.close();
  });
  return { database, app, service };
}

async function withDemonstration(settings: Partial<Config>) {
  const opened = await fresh(settings);
  await addOperation(opened.database.admin, { code: "DEMO", name: "Demonstration", demonstration: true });
  await addDoors(opened.database, opened.service.auth, "DEMO");
  return opened;
}

const LOOPBACK = "127.0.0.1";
const ELSEWHERE = "192.0.2.7";
const query = async (app: FastifyInstance, path: string, remoteAddress = LOOPBACK, cookie = "") =>
  (await app.inject({ url: `/trpc/${path}`, remoteAddress, headers: { cookie } })).json();
const mutate = (app: FastifyInstance, path: string, payload: object, remoteAddress = LOOPBACK, cookie = "") =>
  app.inject({ method: "POST", url: `/trpc/${path}`, payload, remoteAddress, headers: { cookie } });
const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers["set-cookie"]]
    .flat()
    .map((cookie) => String(cookie).split(";")[0])
    .join("; ");

describe("demonstration doors", () => {
  test("each enters with one click as its role, in the demonstration only", async () => {
    const { app } = await withDemonstration({ demo: "on" });
    expect((await query(app, "access.doors")).result.data.length).toBe(DOORS.length);
    for (const { door, role, community } of DOORS) {
      const entered = await mutate(app, "access.enter", { door });
      expect(entered.statusCode).toBe(200);
      const cookie = [entered.headers["set-cookie"]].flat()[0]!;
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
      const me = (await query(app, "access.me", LOOPBACK, cookiesOf(entered))).result.data;
      expect(me).toMatchObject({ demonstration: true, operations: [{ code: "DEMO", role, community }] });
    }
  });
  test("the clock is moved by who plans, and by nobody else", async () => {
    const { app } = await withDemonstration({ demo: "on" });
    const moved = { operation: "DEMO", clock: "2020-01-06T09:00:00+01:00" };
    const asDoor = async (door: string) =>
      mutate(
        app,
        "access.moveClock",
        moved,
        LOOPBACK,
        cookiesOf(await mutate(app, "access.enter", { door })),
      );
    expect((await asDoor("observer")).statusCode).toBe(403);
    expect((await asDoor("partner")).statusCode).toBe(403);
    const answer = await asDoor("coordinator");
    expect(answer.json().result.data).toMatchObject({ today: "2020-01-06", demonstration: true });
  });

  test("answer on loopback addresses only", async () => {
    const { app } = await withDemonstration({ demo: "on" });
    expect((await query(app, "access.doors", ELSEWHERE)).result.data).toEqual([]);
    expect((await mutate(app, "access.enter", { door: "hr" }, ELSEWHERE)).statusCode).toBe(403);
    for (const address of ["::1", "::ffff:127.0.0.1", "127.8.8.8"])
      expect((await query(app, "access.doors", address)).result.data.length).toBe(DOORS.length);
  });
  test("do not believe a header about the address", async () => {
    const { app } = await withDemonstration({ demo: "on" });
    const headers = { "x-forwarded-for": LOOPBACK, forwarded: `for=${LOOPBACK}` };
    const url = "/trpc/access.doors";
    const answer = await app.inject({ url, remoteAddress: ELSEWHERE, headers });
    expect(answer.json().result.data).toEqual([]);
  });
  test("answer to everyone only where the installation says public", async () => {
    const { app } = await withDemonstration({ demo: "public" });
    expect((await query(app, "access.doors", ELSEWHERE)).result.data.length).toBe(DOORS.length);
    expect((await mutate(app, "access.enter", { door: "hr" }, ELSEWHERE)).statusCode).toBe(200);
  });
  test("are shut where the demonstration is off", async () => {
    const { app } = await withDemonstration({ demo: "off" });
    expect((await query(app, "access.doors")).result.data).toEqual([]);
    expect((await mutate(app, "access.enter", { door: "hr" })).statusCode).toBe(403);
  });
  test("close for good, sessions too, when a real operation is made", async () => {
    const { app, database } = await withDemonstration({ demo: "public" });
    const cookie = cookiesOf(await mutate(app, "access.enter", { door: "admin" }));
    expect((await query(app, "access.me", LOOPBACK, cookie)).result.data).not.toBeNull();
    await addOperation(database.admin, { code: "REAL", name: "Real" });
    expect((await query(app, "access.me", LOOPBACK, cookie)).result.data).toBeNull();
    expect((await query(app, "access.doors")).result.data).toEqual([]);
    for (const door of DOOR_CODES) expect((await mutate(app, "access.enter", { door })).statusCode).toBe(403);
    const byPassword = cookiesOf(await signIn(app, doorEmail("admin"), doorPassword(database)));
    expect((await query(app, "access.me", LOOPBACK, byPassword)).result.data).toBeNull();
  });
  test("a demonstration administrator makes no operation", async () => {
    const { app } = await withDemonstration({ demo: "on" });
    const cookie = cookiesOf(await mutate(app, "access.enter", { door: "admin" }));
    const made = await mutate(app, "access.addOperation", { code: "MINE", name: "Mine" }, LOOPBACK, cookie);
    expect(made.statusCode).toBe(403);
  });
});

const signIn = (app: FastifyInstance, email: string, password: string, remoteAddress = LOOPBACK) =>
  app.inject({ method: "POST", url: "/auth/sign-in/email", payload: { email, password }, remoteAddress });

describe("the first visit", () => {
  const person = { name: "First", email: "first@test.example", password: "a long enough password" };
  test("the printed code works once and makes the administrator", async () => {
    const { app, database } = await fresh({ demo: "off" });
    expect((await query(app, "access.setUpNeeded")).result.data).toBe(false);
    const code = await offerSetUp(database);
    expect(code).toMatch(/^\S{12}$/);
    expect(await offerSetUp(database)).toBe(code);
    expect((await query(app, "access.setUpNeeded")).result.data).toBe(true);
    expect((await mutate(app, "access.setUp", { ...person, code: "wrong" })).statusCode).toBe(403);
    expect((await mutate(app, "access.setUp", { ...person, code })).statusCode).toBe(200);
    const again = await mutate(app, "access.setUp", { ...person, email: "second@test.example", code });
    expect(again.statusCode).toBe(403);
    expect(await offerSetUp(database)).toBeNull();
    const cookie = cookiesOf(await signIn(app, person.email, person.password));
    expect((await query(app, "access.me", LOOPBACK, cookie)).result.data.administrator).toBe(true);
    const made = await mutate(app, "access.addOperation", { code: "MINE", name: "Mine" }, LOOPBACK, cookie);
    expect(made.statusCode).toBe(200);
  });
  test("two visitors with the same code at once: one becomes the administrator", async () => {
    const { app, database } = await fresh({ demo: "off" });
    const code = await offerSetUp(database);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => mutate(app, "access.setUp", { ...person, email: `p${n}@test.example`, code })),
    );
    expect(answers.filter((answer) => answer.statusCode === 200).length).toBe(1);
  });
});

describe("e-mail and password", () => {
  async function withAda(): Promise<{ app: FastifyInstance; database: Database }> {
    const opened = await fresh({ demo: "off" });
    await addOperation(opened.database.admin, { code: "REAL", name: "Real" });
    const hash = await hashPassword(opened.service.auth, "the password of ada");
    await addTestPerson(opened.database, "REAL", "ada", hash);
    return opened;
  }
  test("sign in and out; a wrong password and an unknown person look the same", async () => {
    const { app } = await withAda();
    const wrong = await signIn(app, "ada@test.example", "not the password");
    const unknown = await signIn(app, "nobody@test.example", "not the password");
    expect(wrong.statusCode).toBe(401);
    expect({ ...wrong.json(), requestId: "" }).toEqual({ ...unknown.json(), requestId: "" });
    const entered = await signIn(app, "ada@test.example", "the password of ada");
    expect(entered.statusCode).toBe(200);
    const cookie = cookiesOf(entered);
    expect((await query(app, "access.me", LOOPBACK, cookie)).result.data.email).toBe("ada@test.example");
    await app.inject({ method: "POST", url: "/auth/sign-out", headers: { cookie }, payload: {} });
    expect((await query(app, "access.me", LOOPBACK, cookie)).result.data).toBeNull();
  });
});
