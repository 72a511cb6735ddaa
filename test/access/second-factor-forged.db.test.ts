/** Every way of pretending to have shown a second factor, from outside, from the service's login and from inside a request. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { unseal } from "../../server/access/second-factor.ts";
import { codeOf } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
const { database } = world;
const { asOwner, asGate, enter, setUpApp } = withPasswords(world);
let secret = "";
beforeAll(async () => {
  for (const name of ["dawit", "esi"] as const) ({ secret } = await setUpApp((await enter(name)).device));
});
beforeEach(() => asOwner("delete from app_priv.attempt"));

describe("guessing codes", () => {
  test("ten an hour pass, and a right one waits too", async () => {
    const { device } = await enter("esi");
    const finish = (code: string) => device.mutate("access.signIn.finish", { method: "totp", code });
    let passed = 0;
    for (let n = 0; n < 40; n++) {
      if ((await finish("000000")).code === "not_allowed") passed += 1;
      await asOwner("update app_priv.attempt set at = at - interval '60 seconds'");
    }
    console.info(`codes tried of 40 guesses in 40 minutes: ${passed}`);
    expect(passed).toBeLessThanOrEqual(10);
    const right = await finish(codeOf(secret));
    expect([right.code, Number(right.details.wait) > 60]).toEqual(["too_many", true]);
    // The ticket held ten minutes, whatever was guessed; with a new one and later the right code opens.
    await asOwner("delete from app_priv.attempt");
    await asOwner("update app_priv.held_sign_in set expires_at = now() - interval '1 second'");
    expect((await finish(codeOf(secret))).code).toBe("not_signed_in");
    const again = (await enter("esi")).device;
    expect(
      (await again.mutate("access.signIn.finish", { method: "totp", code: codeOf(secret) })).status,
    ).toBe(200);
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
      [world.people.bilal.email],
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
    const [user] = await asGate<{ user_id: string }>("select user_id from app.person where id = $1", [
      other!.person_id,
    ]);
    expect(unseal(database, user!.user_id, one!.sealed)).toBeNull();
  });

  test("the sign-in library's login cannot hand a verified session to somebody else", async () => {
    for (const sql of [
      `update auth.session set "userId" = (select id from auth."user" limit 1)`,
      "update auth.session set id = 'x'",
      "delete from auth.session",
      "select * from app_priv.verified_session",
    ])
      await expect(database.authPool.query(sql)).rejects.toMatchObject({ code: "42501" });
  });
});
