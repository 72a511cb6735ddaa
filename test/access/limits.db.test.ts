/**
 * Guessing: how many tries an account and an address have, over several server processes, and that no answer tells
 * whether an address is known. Times are printed, not judged tightly: machines differ.
 */
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { networkOf } from "../../server/access/limits.ts";
import { openDevice } from "../support/device.ts";
import { PASSWORD, withPasswords } from "../support/factors.ts";
import { openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, database } = world;
const ADA = world.people.ada.email;

/** A second server process on the same database. */
const second = await openService(database);
afterAll(() => second.close());

const { asOwner, asGate } = withPasswords(world);
beforeEach(() => asOwner("delete from app_priv.attempt"));

/** Lets time pass for all guesses so far. */
const later = (seconds: number) =>
  asOwner("update app_priv.attempt set at = at - make_interval(secs => $1)", [seconds]);
const guess = (email: string, address = "192.0.2.1", server = app) =>
  openDevice(server, address).signIn(email, "not the password");

describe("an account", () => {
  test("takes ten wrong passwords an hour, wherever they come from and whichever server takes them", async () => {
    const passed: number[] = [];
    for (let n = 0; n < 60; n++) {
      const answer = await guess(ADA, `192.0.2.${n + 1}`, n % 2 ? second.app : app);
      if (answer.status === 401) passed.push(n);
      else expect(answer.code).toBe("too_many");
      await later(30);
    }
    console.info(`passwords tried of 60 guesses in half an hour: ${passed.length}`);
    expect(passed.length).toBeLessThanOrEqual(10);
    // The right one has to wait too, or it would tell that it is right.
    const right = await openDevice(app).signIn(ADA, PASSWORD);
    expect(right.code).toBe("too_many");
    expect(right.details.wait).toBeGreaterThan(60);
    await later(3600);
    expect((await openDevice(app).signIn(ADA, PASSWORD)).status).toBe(200);
  });
  test("many at once gain nothing", async () => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => guess(ADA, `198.51.100.${n + 1}`, n % 2 ? second.app : app)),
    );
    const passed = answers.filter(({ status }) => status === 401).length;
    console.info(`passwords tried of 24 guesses at once: ${passed}`);
    expect(passed).toBeLessThanOrEqual(10);
  });
  test("is slowed down from the fifth wrong password on, and says until when", async () => {
    for (let n = 0; n < 5; n++) expect((await guess(ADA)).status).toBe(401);
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      const { code, details } = await guess(ADA);
      expect(code).toBe("too_many");
      waits.push(Number(details.wait));
      await later(Number(details.wait));
      expect((await guess(ADA)).status).toBe(401);
    }
    console.info(`seconds to wait after the 5th, 6th, 7th, 8th wrong password: ${waits.join(", ")}`);
    // A slow machine has waited a part of it already.
    for (const [at, most] of [5, 10, 20, 40].entries()) {
      expect(waits[at]).toBeLessThanOrEqual(most);
      expect(waits[at]).toBeGreaterThan(most / 3);
    }
  });
  test("right passwords do not count", async () => {
    for (let n = 0; n < 14; n++) expect((await openDevice(app).signIn(ADA, PASSWORD)).status).toBe(200);
  });
  test("an unknown address is slowed down alike", async () => {
    const told = async (email: string) => {
      const answers = [];
      for (let n = 0; n < 7; n++) {
        const { status, code, details } = await guess(email);
        answers.push({ status, code, told: Object.keys(details) });
      }
      return answers;
    };
    expect(await told("nobody@test.example")).toEqual(await told(ADA));
  });
  test("asking for the password again counts as the same guessing", async () => {
    const device = openDevice(app);
    await device.signIn(ADA, PASSWORD);
    for (let n = 0; n < 5; n++) {
      const told = await device.mutate("access.account.beginTotp", { password: "not it" });
      expect(told.fields).toEqual([{ path: "password", reason: "wrong_password" }]);
    }
    expect((await guess(ADA, "203.0.113.9")).code).toBe("too_many");
  });
});

describe("an address", () => {
  test("takes a hundred wrong passwords an hour, over all accounts", async () => {
    await guess("first@test.example", "2001:db8:1:2::1");
    await asOwner(
      `insert into app_priv.attempt (id, kind, who) select gen_random_uuid(), kind, who
         from app_priv.attempt, generate_series(1, 99)`,
    );
    const rotated = await guess("other@test.example", "2001:db8:1:2:ffff:ffff:ffff:ffff");
    expect(rotated.code).toBe("too_many");
    expect((await guess("other@test.example", "2001:db8:1:3::1")).status).toBe(401);
  });
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s counts as %s", (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
  test("what is kept names nobody", async () => {
    await guess(ADA, "192.0.2.7");
    const kept = JSON.stringify(
      await asOwner("select encode(who, 'escape') as who, kind from app_priv.attempt"),
    );
    expect(kept).not.toMatch(/ada|192\.0\.2/);
  });
});

describe("other doors", () => {
  test("the code of the first visit and links of invitations are guessed so often and no more", async () => {
    const device = openDevice(app, "198.51.100.7");
    const form = { name: "x", email: "x@test.example", password: "long enough to pass" };
    const codes: (string | null)[] = [];
    for (let n = 0; n < 32; n++)
      codes.push((await device.mutate("access.setUp", { ...form, code: `guess ${n}` })).code);
    expect(codes.slice(0, 30)).not.toContain("too_many");
    expect(codes.slice(30)).toEqual(["too_many", "too_many"]);
    const links: (string | null)[] = [];
    for (let n = 0; n < 62; n++)
      links.push((await device.mutate("access.invitation.look", { secret: `guess ${n}` })).code);
    expect(links.slice(0, 60)).not.toContain("too_many");
    expect(links.slice(60)).toEqual(["too_many", "too_many"]);
  });
});

describe("no answer tells whether an address is known", () => {
  test("wrong password, unknown address and shut out person: same status, body and about the same time", async () => {
    await asGate("update app.person set disabled_at = now() where name = 'ines'");
    const ines = world.people.ines.email;
    const times: Record<string, number[]> = { known: [], unknown: [], shutOut: [] };
    const seen = new Set<string>();
    const look = async (name: string, email: string, password: string) => {
      await asOwner("delete from app_priv.attempt");
      const begun = performance.now();
      const { status, code, fields, details } = await openDevice(app).signIn(email, password);
      times[name]!.push(performance.now() - begun);
      seen.add(JSON.stringify({ status, code, fields, details }));
    };
    for (let n = 0; n < 9; n++) {
      await look("known", ADA, "not the password");
      await look("unknown", "nobody@test.example", "not the password");
      await look("shutOut", ines, PASSWORD);
    }
    const median = (name: string) => times[name]!.sort((a, b) => a - b)[4]!;
    console.info(
      `medians of a refused sign-in, ms: known address ${median("known").toFixed(1)}, ` +
        `unknown ${median("unknown").toFixed(1)}, shut out with the right password ${median("shutOut").toFixed(1)}`,
    );
    expect(seen.size).toBe(1);
    // Hashing takes tens of milliseconds; leaving it out would show as a factor, not as a share.
    expect(median("unknown")).toBeGreaterThan(median("known") / 3);
    expect(median("unknown")).toBeLessThan(median("known") * 3);
  });
});
