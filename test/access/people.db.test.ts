/**
 * What administrators do to people counts from the next request on and cuts open streams; nobody raises themselves,
 * nobody removes the last administrator. Also the life of sessions, and cookies.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { asDefiner, sendVisitorsAway } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { Role } from "../../shared/rooms/access.ts";
import { callerFor, cookieOf, refusal } from "../support/callers.ts";
import { openDevice } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { addTestPerson, openSession, type PersonName } from "../support/people.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, database, people } = world;
const operation = OPERATION;
const jon = () => world.as("jon").access.people;
const { asOwner, asGate } = withPasswords(world);
beforeEach(() => asOwner("delete from app_priv.attempt"));

const organisationOf = async (name: PersonName) =>
  (await jon().list.query({ operation })).find(({ id }) => id === people[name].personId)!.organisationId;
/** Sets a member as they are, but for what is given. */
async function set(
  name: PersonName,
  change: { role?: Role; organisation?: string; rights?: ("source" | "export")[] },
) {
  const organisation = { id: change.organisation ?? (await organisationOf(name)) };
  const { role = "reporter", rights = [] } = change;
  return jon().set.mutate({ operation, person: people[name].personId, organisation, role, rights });
}
const you = async (name: PersonName) => (await world.as(name).access.operation.query({ operation })).you;

describe("a change counts from the next request on", () => {
  test("role, rights and organisation", async () => {
    const partner = await organisationOf("bilal");
    await set("adele", { role: "observer" });
    expect(await you("adele")).toMatchObject({ role: "observer", writes: [] });
    await set("adele", { organisation: partner, rights: ["export"] });
    expect(await you("adele")).toMatchObject({
      ...{ role: "reporter", organisation: "Partner A", community: "protection_member", rights: ["export"] },
    });
  });
  test("ending the membership, with its tokens, which a later one does not bring back", async () => {
    const { token } = await world
      .as("grace")
      .access.tokens.add.mutate({ operation, name: "t", scope: "read", days: 9 });
    const bearer = callerFor(app, null, { authorization: `Bearer ${token}` });
    expect((await bearer.access.operation.query({ operation })).code).toBe(operation);
    await jon().end.mutate({ operation, person: people.grace.personId });
    expect((await refusal(you("grace"))).code).toBe("not_found");
    expect((await refusal(bearer.access.operation.query({ operation }))).code).toBe("not_found");
    await asGate("update app.membership set ended_at = null where person_id = $1", [people.grace.personId]);
    expect((await you("grace")).role).toBe("officer");
    expect((await refusal(bearer.access.operation.query({ operation }))).code).toBe("not_found");
  });
  test("shutting out: sessions, tokens and signing in; letting in again brings back neither", async () => {
    const device = openDevice(app);
    await device.signIn(people.hugo.email, PASSWORD);
    await jon().disable.mutate({ operation, person: people.hugo.personId, disabled: true });
    expect(await device.isIn()).toBe(false);
    expect((await openDevice(app).signIn(people.hugo.email, PASSWORD)).code).toBe("not_signed_in");
    await jon().disable.mutate({ operation, person: people.hugo.personId, disabled: false });
    expect(await device.isIn()).toBe(false);
    expect((await openDevice(app).signIn(people.hugo.email, PASSWORD)).status).toBe(200);
  });
  test("each act stands in the log under the administrator", async () => {
    const lines = await asOwner<{ action: string; actor: string }>(
      `select action, actor from app_priv.audit where operation_id = $1 and actor = $2
         and action ~ '^(membership|person|organisation)[.]' order by seq`,
      [world.operation.operationId, people.jon.personId],
    );
    expect(lines.map(({ action }) => action)).toEqual([
      ...["membership.set", "membership.set", "membership.end", "person.disable", "person.enable"],
    ]);
  });
});

describe("nobody", () => {
  test("changes themselves", async () => {
    const own = { operation, person: people.jon.personId };
    const told = [
      await refusal(set("jon", { role: "coordinator", rights: ["source"] })),
      await refusal(jon().end.mutate(own)),
      await refusal(jon().disable.mutate({ ...own, disabled: true })),
    ];
    for (const { code, fields } of told)
      expect([code, fields]).toEqual(["not_allowed", [{ path: "person", reason: "not_oneself" }]]);
  });
  test("is changed by somebody who is no administrator, by a token, or from another operation", async () => {
    const change = { operation, person: people.bilal.personId };
    for (const name of ["ada", "hugo", "ines"] as const) {
      const caller =
        name === "hugo" ? callerFor(app, await openSession(database, people.hugo.email)) : world.as(name);
      expect((await refusal(caller.access.people.end.mutate(change))).code).toBe("not_allowed");
      expect((await refusal(caller.access.people.list.query({ operation }))).code).toBe("not_allowed");
    }
    const { token } = await world
      .as("jon")
      .access.tokens.add.mutate({ operation, name: "t", scope: "write", days: 9 });
    const bearer = callerFor(app, null, { authorization: `Bearer ${token}` });
    expect((await refusal(bearer.access.people.end.mutate(change))).code).toBe("not_allowed");
    expect((await refusal(bearer.access.people.list.query({ operation }))).code).toBe("not_allowed");
    expect((await refusal(jon().end.mutate({ ...change, person: people.zoe.personId }))).code).toBe(
      "not_found",
    );
    expect((await refusal(jon().end.mutate({ ...change, person: newId() }))).code).toBe("not_found");
  });
  test("removes the last administrator: of two who remove each other at once one remains", async () => {
    await set("femi", { role: "administrator" });
    const femi = world.as("femi").access.people;
    await Promise.allSettled([
      jon().end.mutate({ operation, person: people.femi.personId }),
      femi.end.mutate({ operation, person: people.jon.personId }),
    ]);
    const left = await asGate(
      "select from app.membership where operation_id = $1 and role = 'administrator' and ended_at is null",
      [world.operation.operationId],
    );
    expect(left.length).toBe(1);
    await asGate(
      "update app.membership set ended_at = null, role = case when person_id = $1 then 'administrator' else 'officer' end where person_id in ($1, $2)",
      [people.jon.personId, people.femi.personId],
    );
  });
  test("shuts out a person who also works where they administer nothing", async () => {
    await addTestPerson(database, "BETA", "ada");
    const told = await refusal(
      jon().disable.mutate({ operation, person: people.ada.personId, disabled: true }),
    );
    expect(told.fields).toEqual([{ path: "person", reason: "works_elsewhere" }]);
  });
});

describe("an open stream is cut within five seconds", { timeout: 60_000 }, () => {
  /** Milliseconds from the act to the end of the stream of somebody who listens. */
  async function cutBy(headers: Record<string, string>, act: () => Promise<unknown>): Promise<number> {
    const { app: server, close } = await openService(database);
    await server.listen({ port: 0, host: "127.0.0.1" });
    const { port } = server.server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/facts/stream?operation=${operation}`, { headers });
    expect(answer.status).toBe(200);
    const begun = performance.now();
    await act();
    for await (const _ of answer.body!) {
      // Until it ends.
    }
    const took = performance.now() - begun;
    await close();
    return took;
  }
  const asPerson = (name: PersonName) => ({ cookie: cookieOf(people[name].secret) });
  const takes: Record<string, number> = {};
  afterAll(() => console.info("stream cut after (ms)", JSON.stringify(takes)));

  test("by role, membership, session, token and lock", async () => {
    const { token } = await world
      .as("ada")
      .access.tokens.add.mutate({ operation, name: "t", scope: "read", days: 9 });
    const tokens = await world.as("ada").access.tokens.list.query({ operation });
    const cuts: [string, Record<string, string>, () => Promise<unknown>][] = [
      ["role", asPerson("bilal"), () => set("bilal", { role: "observer" })],
      ["membership", asPerson("esi"), () => jon().end.mutate({ operation, person: people.esi.personId })],
      [
        "shut out",
        asPerson("ines"),
        () => jon().disable.mutate({ operation, person: people.ines.personId, disabled: true }),
      ],
      [
        "session expired",
        asPerson("carla"),
        () => asOwner(`update auth.session set "expiresAt" = now() where token = $1`, [people.carla.secret]),
      ],
      [
        "token",
        { authorization: `Bearer ${token}` },
        () => world.as("ada").access.tokens.revoke.mutate({ operation, token: tokens[0]!.id }),
      ],
    ];
    await Promise.all(
      cuts.map(async ([name, headers, act]) => {
        takes[name] = Math.round(await cutBy(headers, act));
      }),
    );
    takes.closed = Math.round(
      await cutBy(asPerson("dawit"), () =>
        asGate("update app.operation set lock = 'closed' where code = $1", [operation]),
      ),
    );
    await asGate("update app.operation set lock = 'normal' where code = $1", [operation]);
    expect(Math.max(...Object.values(takes))).toBeLessThanOrEqual(5000);
  });
});

describe("sessions", () => {
  test("end one by one, all others, and everywhere", async () => {
    const devices = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const device = openDevice(app);
        await device.signIn(people.dawit.email, PASSWORD);
        return device;
      }),
    );
    const [one, two, three, four] = devices as [
      (typeof devices)[0],
      (typeof devices)[0],
      (typeof devices)[0],
      (typeof devices)[0],
    ];
    const { sessions } = (await one!.query("access.account.get")).data as {
      sessions: { id: string; current: boolean }[];
    };
    expect(sessions.filter(({ current }) => current).length).toBe(1);
    // Somebody else's session is not ended by knowing its id.
    const stranger = openDevice(app);
    await stranger.signIn(people.femi.email, PASSWORD);
    const own = sessions.find(({ current }) => current)!.id;
    expect((await stranger.mutate("access.account.endSessions", { which: own })).data).toEqual({ ended: 0 });
    await two!.mutate("access.account.endSessions", { which: own });
    expect(await one!.isIn()).toBe(false);
    await two!.mutate("access.account.endSessions", { which: "others" });
    expect([await two!.isIn(), await three!.isIn(), await four!.isIn()]).toEqual([true, false, false]);
    await two!.mutate("access.account.endSessions", { which: "all" });
    expect(await two!.isIn()).toBe(false);
    expect(two!.jar.size).toBe(0);
  });
  test("a changed password ends all others and counts at once", async () => {
    const [here, there] = [openDevice(app), openDevice(app)];
    for (const device of [here, there]) await device.signIn(people.femi.email, PASSWORD);
    const next = "another sentence to keep";
    expect((await here.mutate("access.account.changePassword", { password: PASSWORD, next })).status).toBe(
      200,
    );
    expect([await here.isIn(), await there.isIn()]).toEqual([true, false]);
    expect((await openDevice(app).signIn(people.femi.email, PASSWORD)).code).toBe("not_signed_in");
    expect((await openDevice(app).signIn(people.femi.email, next)).status).toBe(200);
  });
  test("last use is told to the minute", async () => {
    const device = openDevice(app);
    await device.signIn(people.dawit.email, PASSWORD);
    await asOwner(`update auth.session set "updatedAt" = now() - interval '1 day'`);
    await device.query("access.operation", { operation });
    const { sessions } = (await device.query("access.account.get")).data as {
      sessions: { current: boolean; lastUsedAt: string }[];
    };
    const used = sessions.find(({ current }) => current)!.lastUsedAt;
    expect(Math.abs(performance.timeOrigin + performance.now() - Date.parse(used))).toBeLessThan(60_000);
  });
  test("signing out ends the session and has the browser forget the site", async () => {
    const device = openDevice(app);
    await device.signIn(people.dawit.email, PASSWORD);
    const { headers } = await device.signOut();
    expect(headers["clear-site-data"]).toBe('"cookies", "storage"');
    expect(await device.isIn()).toBe(false);
    expect(device.jar.size).toBe(0);
  });
  test("of demonstration persons end where the demonstration is off", async () => {
    await asGate("update app.person set demonstration = true where name = 'esi'");
    await asDefiner(database.admin, sendVisitorsAway);
    const open = await asGate(
      `select from auth.session s join app.person p on p.user_id = s."userId" where p.name = 'esi'`,
    );
    expect(open).toEqual([]);
    expect(readFileSync(new URL("../../server/main.ts", import.meta.url), "utf8")).toContain(
      "sendVisitorsAway",
    );
  });
});

describe("cookies", () => {
  test("are bound to the host over https; others are not believed", async () => {
    const { app: secure, close } = await openService(database, { behindProxy: true });
    const device = openDevice(secure);
    const { headers } = await device.signIn(people.dawit.email, PASSWORD);
    const [line] = [headers["set-cookie"]].flat().map(String);
    expect(line).toMatch(
      /^__Host-concord\.session_token=[^;]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(await device.isIn()).toBe(true);
    const planted = openDevice(secure, "127.0.0.1", {
      "concord.session_token": device.jar.get("__Host-concord.session_token")!,
    });
    expect(await planted.isIn()).toBe(false);
    await close();
  });
});
