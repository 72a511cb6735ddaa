/**
 * The second factor through the real web server: an app, recovery codes, what they open, and every way of pretending to
 * have shown one.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "../../server/access/auth.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { codeOf, type Device, openDevice } from "../support/device.ts";
import { addTestPerson, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, database, service } = world;
const operation = OPERATION;
const PASSWORD = "a sentence that is easy to keep";

/** People of the world get a password here; the world's own sessions stay. */
beforeAll(async () => {
  const hash = await hashPassword(service.auth, PASSWORD);
  await asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query("update auth.account set password = $1", [hash]);
  });
});

const emailOf = (name: PersonName) => world.people[name].email;
const asOwner = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    return (await client.query(sql, values)).rows as Row[];
  });
/** Tables of records are closed even to their owner. */
const asGate = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asDefiner(database.admin, async (client) => (await client.query(sql, values)).rows as Row[]);
const rightsOf = async (device: Device) =>
  ((await device.query("access.operation", { operation })).data as { you: { rights: string[] } }).you.rights;

async function enter(name: PersonName, device = openDevice(app)) {
  const told = await device.signIn(emailOf(name), PASSWORD);
  return { device, told };
}

/** Sets up an app for somebody who is signed in; answers with its secret and the recovery codes. */
async function setUpApp(device: Device) {
  const begun = await device.mutate("access.account.beginTotp", { password: PASSWORD });
  const { secret, uri } = begun.data as { secret: string; uri: string };
  // The step before, so that the present one is left for signing in.
  const confirmed = await device.mutate("access.account.confirmTotp", { code: codeOf(secret, -1) });
  expect(confirmed.status).toBe(200);
  return { secret, uri, codes: confirmed.data as string[] };
}

describe("an authenticator app", () => {
  test("gates the right to sources, in sessions and tokens", async () => {
    const { device } = await enter("carla");
    expect(await rightsOf(device)).toEqual(["export"]);
    const before = (await device.query("access.account.get")).data;
    expect(before).toMatchObject({ verified: false, totp: false, sourcesIn: [operation], recoveryLeft: 0 });
    const { uri } = await setUpApp(device);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Concord/);
    expect(await rightsOf(device)).toEqual(["source", "export"]);
    const token = (
      await device.mutate("access.tokens.add", { operation, name: "x", scope: "write", days: 1 })
    ).data as { token: string };
    const bearer = await app.inject({
      url: `/trpc/access.operation?input=${encodeURIComponent(JSON.stringify({ operation }))}`,
      headers: { authorization: `Bearer ${token.token}` },
    });
    expect(bearer.json().result.data.you.rights).toEqual(["export"]);
  });

  test("is asked for after the password; without it nothing is open", async () => {
    const first = (await enter("dawit")).device;
    const elsewhere = (await enter("dawit")).device;
    const { secret } = await setUpApp(first);
    // Sessions without it ended.
    expect(await elsewhere.isIn()).toBe(false);
    const { device, told } = await enter("dawit");
    expect(told.data).toEqual({ secondFactor: ["totp", "recovery"] });
    expect([...device.jar.keys()]).toEqual(["concord.sign_in"]);
    expect(await device.isIn()).toBe(false);
    for (const path of ["access.account.get"]) expect((await device.query(path)).code).toBe("not_signed_in");
    // The ticket is no session, whatever it is called.
    const ticket = device.jar.get("concord.sign_in")!;
    const dressed = openDevice(app, "127.0.0.1", { "concord.session_token": ticket });
    expect(await dressed.isIn()).toBe(false);
    const wrong = await device.mutate("access.signIn.finish", { method: "totp", code: "000000" });
    expect([wrong.code, wrong.fields]).toEqual([
      "not_allowed",
      [{ path: "code", reason: "wrong_second_code" }],
    ]);
    const right = await device.mutate("access.signIn.finish", { method: "totp", code: codeOf(secret) });
    expect(right.status).toBe(200);
    expect(await device.isIn()).toBe(true);
    expect(await rightsOf(device)).toEqual(["source"]);
  });

  test("a code counts once, and a ticket opens one session", async () => {
    const { secret } = await setUpApp((await enter("esi")).device);
    const code = codeOf(secret);
    const [one, other] = [(await enter("esi")).device, (await enter("esi")).device];
    const ticket = one.jar.get("concord.sign_in")!;
    expect((await one.mutate("access.signIn.finish", { method: "totp", code })).status).toBe(200);
    expect((await other.mutate("access.signIn.finish", { method: "totp", code })).code).toBe("not_allowed");
    const again = openDevice(app, "127.0.0.1", { "concord.sign_in": ticket });
    const reused = await again.mutate("access.signIn.finish", { method: "totp", code: codeOf(secret, 1) });
    expect(reused.code).toBe("not_signed_in");
    // Many at once with the next code: one wins.
    const devices = await Promise.all([1, 2, 3].map(async () => (await enter("esi")).device));
    const answers = await Promise.all(
      devices.map((device) =>
        device.mutate("access.signIn.finish", { method: "totp", code: codeOf(secret, 1) }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  });

  test("a code of another minute, another person or other digits is wrong", async () => {
    const { device, told } = await enter("esi");
    expect(told.data).toMatchObject({ secondFactor: ["totp", "recovery"] });
    const strange = ["", "12345", "1234567", "abcdef"];
    for (const code of strange) {
      const { code: refused } = await device.mutate("access.signIn.finish", { method: "totp", code });
      expect(["not_allowed", "invalid_input", "too_many"]).toContain(refused);
    }
  });
});

describe("recovery codes", () => {
  test("open once each, whatever way they are typed; new ones replace all", async () => {
    const own = (await enter("grace")).device;
    const { codes } = await setUpApp(own);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    const typed = codes[0]!.toLowerCase().replaceAll("-", " ");
    const { device } = await enter("grace");
    expect((await device.mutate("access.signIn.finish", { method: "recovery", code: typed })).status).toBe(
      200,
    );
    const second = (await enter("grace")).device;
    const reused = await second.mutate("access.signIn.finish", { method: "recovery", code: codes[0]! });
    expect(reused.code).toBe("not_allowed");
    expect((await own.query("access.account.get")).data).toMatchObject({ recoveryLeft: 9 });
    const renewed = await own.mutate("access.account.newRecoveryCodes", { password: PASSWORD });
    expect((renewed.data as string[]).length).toBe(10);
    expect((await second.mutate("access.signIn.finish", { method: "recovery", code: codes[1]! })).code).toBe(
      "not_allowed",
    );
    const kept = await asOwner<{ code_hash: Buffer }>("select code_hash from app_priv.recovery_code");
    const all = Buffer.concat(kept.map(({ code_hash }) => code_hash)).toString("latin1");
    for (const code of codes) expect(all).not.toContain(code);
  });
});

describe("taking the factor away", () => {
  test("asks for the password, and sources close at once in every session", async () => {
    const { device } = await enter("ada");
    const { secret } = await setUpApp(device);
    const second = (await enter("ada")).device;
    await second.mutate("access.signIn.finish", { method: "totp", code: codeOf(secret) });
    expect(await rightsOf(second)).toContain("source");
    const wrong = await device.mutate("access.account.removeFactor", { password: "not it", passkey: null });
    expect(wrong.fields).toEqual([{ path: "password", reason: "wrong_password" }]);
    const done = await device.mutate("access.account.removeFactor", { password: PASSWORD, passkey: null });
    expect(done.status).toBe(200);
    expect(await rightsOf(device)).not.toContain("source");
    expect(await rightsOf(second)).not.toContain("source");
    expect(
      await asGate(
        "select from app_priv.recovery_code r join app.person p on p.id = r.person_id where p.name = 'ada'",
      ),
    ).toEqual([]);
  });
});

describe("pretending", () => {
  /** One statement on the service's own login, outside any request. */
  const asService = async (sql: string, values: unknown[] = []) =>
    (await database.pool.query(sql, values)).rows[0];
  const verified = async () =>
    Number((await asOwner<{ n: number }>("select count(*) as n from app_priv.verified_session"))[0]!.n);

  test("the service's login cannot name a session it has not the secret of", async () => {
    const before = await verified();
    const [carla] = await asOwner<{ id: string }>(
      `select s.id from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1 limit 1`,
      [emailOf("bilal")],
    );
    for (const guess of [carla!.id, "", "x", world.people.bilal.personId]) {
      expect(await asService("select app_gate.confirm_totp($1, 'x', 1) as done", [guess])).toEqual({
        done: false,
      });
      expect(
        await asService("select app_gate.add_passkey($1, 'k', 'n', '', 0, '{}') as done", [guess]),
      ).toEqual({
        done: false,
      });
      expect(
        await asService("select app_gate.finish_sign_in($1, 'totp', '{\"step\": 1}', '') as s", [guess]),
      ).toEqual({
        s: null,
      });
      expect(await asService("select app_gate.held_sign_in($1) as h", [guess])).toEqual({ h: null });
    }
    expect(await verified()).toBe(before);
  });
  test.each([
    "select app_gate.verify_this(null, 'totp')",
    "select app_gate.use_proof(gen_random_uuid(), 'totp', '{}')",
    "select app_gate.held_by('x')",
    "insert into app_priv.verified_session (session_id, method) values ('x', 'totp')",
    "update app_priv.totp set confirmed_at = now()",
    "delete from app_priv.attempt",
    "select * from app_priv.recovery_code",
  ])("is refused to the service's login and to requests: %s", async (sql) => {
    await expect(database.pool.query(sql)).rejects.toMatchObject({ code: "42501" });
    const client = await database.pool.connect();
    await client.query("begin; set local role app_user");
    await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" });
    await client.query("rollback");
    client.release();
  });
  test.each([
    "select app_gate.finish_sign_in('x', 'totp', '{}', '')",
    "select app_gate.attempt_was_right(gen_random_uuid())",
    "select app_gate.account('x')",
  ])("is refused to requests: %s", async (sql) => {
    const client = await database.pool.connect();
    await client.query("begin; set local role app_user");
    await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" });
    await client.query("rollback");
    client.release();
  });
  test("a step of time far from now is no proof, even from the service", async () => {
    const { device } = await enter("dawit");
    const ticket = device.jar.get("concord.sign_in");
    for (const step of [1, 99_999_999_999]) {
      const told = await asService("select app_gate.finish_sign_in($1, 'totp', $2, '') as s", [
        ticket,
        { step },
      ]);
      expect(told).toEqual({ s: null });
    }
  });
  test("a stolen password sets up no factor and changes none where one is needed", async () => {
    const { device } = await enter("dawit");
    for (const [path, input] of [
      ["access.account.beginTotp", { password: PASSWORD }],
      ["access.account.newRecoveryCodes", { password: PASSWORD }],
      ["access.account.changePassword", { password: PASSWORD, next: "another sentence to keep" }],
      ["access.account.removeFactor", { password: PASSWORD, passkey: null }],
    ] as const) {
      expect((await device.mutate(path, input)).code).toBe("not_signed_in");
    }
  });
  test("a sealed secret put in another person's place opens nothing", async () => {
    const rows = await asOwner<{ person_id: string; sealed: string }>(
      "select person_id, sealed from app_priv.totp",
    );
    const [one, other] = rows;
    await asOwner("update app_priv.totp set sealed = $2 where person_id = $1", [
      other!.person_id,
      one!.sealed,
    ]);
    const { unseal } = await import("../../server/access/second-factor.ts");
    const [user] = await asGate<{ user_id: string }>("select user_id from app.person where id = $1", [
      other!.person_id,
    ]);
    expect(unseal(database, user!.user_id, one!.sealed)).toBeNull();
  });
});

describe("bearer tokens and demonstration persons", () => {
  test("a bearer token is nobody's account", async () => {
    const { device } = await enter("femi");
    const made = await device.mutate("access.tokens.add", { operation, name: "x", scope: "write", days: 1 });
    const { token } = made.data as { token: string };
    for (const path of ["access.account.get", "access.tokens.add", "access.account.beginTotp"]) {
      const isQuery = path.endsWith("get");
      const answer = await app.inject({
        method: isQuery ? "GET" : "POST",
        url: `/trpc/${path}`,
        headers: { authorization: `Bearer ${token}` },
        ...(isQuery
          ? {}
          : {
              payload: path.endsWith("Totp")
                ? { password: "x" }
                : { operation, name: "y", scope: "write", days: 1 },
            }),
      });
      expect(["not_signed_in", "not_allowed"]).toContain(answer.json().error.data.code);
    }
  });
  test("a person without any right to sources signs in as before", async () => {
    await addTestPerson(database, operation, "hugo");
    const { device, told } = await enter("hugo");
    expect(told.data).toEqual({ secondFactor: null });
    expect(await device.isIn()).toBe(true);
  });
});
