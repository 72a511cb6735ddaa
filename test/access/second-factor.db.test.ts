/** The second factor through the real web server: an app, recovery codes, what they open, and how it is taken away. */
import { describe, expect, test } from "vitest";
import { codeOf, openDevice } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { addTestPerson } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, database } = world;
const operation = OPERATION;
const { asOwner, asGate, enter, rightsOf, setUpApp } = withPasswords(world);

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
