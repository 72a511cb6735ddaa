/**
 * The restore drill: a world with records of all kinds goes into a backup and comes back into an empty database with
 * every row, every policy, every former state and an unbroken log; and everything that is wrong with a file is refused
 * before a single row is written.
 */
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "../../db/keeping/backup.ts";
import { checkBackup } from "../../db/keeping/read.ts";
import { restore } from "../../db/keeping/restore.ts";
import { withPassphrase } from "../../db/keeping/seal.ts";
import type { Database } from "../../db/open.ts";
import { listChains, verifyChain } from "../../server/access/audit-verify.ts";
import { hashPassword } from "../../server/access/auth.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { checkFences } from "../../server/access/startup.ts";
import { newId } from "../../shared/ids.ts";
import { attaching } from "../support/attachments.ts";
import { actorOf, addAreas, addPublishedIncident, incidentAt } from "../support/builders.ts";
import { callerFor } from "../support/callers.ts";
import { temporaryFolder } from "../support/cluster.ts";
import { openOldDatabase, openTestDatabase } from "../support/database.ts";
import { catalogueLines, tableDigests } from "../support/digests.ts";
import type { PERSON_NAMES } from "../support/people.ts";
import { OPERATION, openService, openWorld, TODAY } from "../support/world.ts";

const PASSPHRASE = "every window of the old house";
const PASSWORD = "a sentence that is easy to keep";
const world = await openWorld();
const operation = OPERATION;
const folder = await temporaryFolder();
const file = join(folder, "whole.concord");
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Records of every kind, changed ones among them, and a person with a password. */
async function fill() {
  const areas = await addAreas(world);
  await addPublishedIncident(world);
  const [ada, bilal, carla, dawit] = (["ada", "bilal", "carla", "dawit"] as const).map(world.as);
  const place = {
    areaId: areas.district,
    precision: "adm2" as const,
    placeName: "Tab\there \\. and\nanother line",
  };
  for (const sensitivity of ["low", "moderate", "high", "severe"] as const) {
    await ada!.incidents.log.mutate({ operation, form: incidentAt(sensitivity, { place }) });
    await bilal!.incidents.log.mutate({ operation, form: incidentAt(sensitivity) });
  }
  const form = incidentAt("low", { description: 'Ω, emoji 🌍, quotes " and \\N' });
  await ada!.incidents.log.mutate({ operation, form });
  await ada!.incidents.edit.mutate({ operation, version: 1, form: { ...form, tactic: "ambush" } });
  await attaching(world).add("ada", form.id);
  const [one, other] = [actorOf("First"), actorOf("Second", { sensitivity: "high" })];
  for (const actor of [one, other]) await carla!.actors.log.mutate({ operation, form: actor });
  const claim = { asOf: TODAY, confidence: "medium", sensitivity: "moderate" } as const;
  await carla!.actors.addZone.mutate({
    operation,
    form: { id: newId(), actorId: one.id, areaId: areas.district, controlKind: "nsag", ...claim },
  });
  await carla!.actors.addRelation.mutate({
    operation,
    form: { id: newId(), fromActorId: one.id, toActorId: other.id, relation: "allied_with", ...claim },
  });
  const patrol = { id: newId(), unit: "Bravo", date: TODAY, state: "completed" } as const;
  await dawit!.coverage.logPatrol.mutate({
    operation,
    form: { ...patrol, areaIds: [areas.district], sensitivity: "moderate" },
  });
  const cycle = {
    id: newId(),
    name: "2019",
    from: "2019-01-01",
    to: "2019-12-31",
    sensitivity: "low",
  } as const;
  await ada!.priorities.propose.mutate({ operation, form: cycle });
  await setPassword();
}

async function setPassword() {
  const hash = await hashPassword(world.service.auth, PASSWORD);
  await asDefiner(world.database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(
      `update auth.account set password = $1 where "userId" = (select id from auth."user" where email = $2)`,
      [hash, world.people.ada.email],
    );
  });
}

const facts = async (name: (typeof PERSON_NAMES)[number], app = world.app, cookie?: string) => {
  const url = `/facts/incidents?operation=${operation}`;
  const answer = cookie ? await app.inject({ url, headers: { cookie } }) : await world.get(name, url);
  return answer.rawPayload.toString("base64");
};

/** An empty database with a folder of its own for its secret; both go after the test that uses them. */
async function emptyHome() {
  const database = await openTestDatabase();
  const dataDir = join(folder, randomBytes(4).toString("hex"));
  await mkdir(dataDir);
  return { database, dataDir };
}

beforeAll(async () => {
  await fill();
  const kept = await backUp(world.database, file, PASSPHRASE);
  expect(kept.rows).toBeGreaterThan(200);
}, 120_000);

describe("restoring", () => {
  let home: { database: Database; dataDir: string };
  beforeAll(async () => {
    home = await emptyHome();
    const restored = await restore(home.database, home.dataDir, file, PASSPHRASE);
    expect(restored.migrated).toEqual([]);
  }, 120_000);
  afterAll(() => home?.database.close());

  test("brings back every row of every table", async () => {
    const [before, after] = [await tableDigests(world.database), await tableDigests(home.database)];
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(after).toEqual(before);
  });
  test("leaves policies, owners, grants, functions, triggers and views as our migrations make them", async () => {
    const [before, after] = [await catalogueLines(world.database), await catalogueLines(home.database)];
    expect(before.length).toBeGreaterThan(300);
    expect(after).toEqual(before);
    await checkFences(home.database);
  });
  test("brings back unbroken audit logs", async () => {
    const verdicts = async ({ admin }: Database) =>
      Promise.all((await listChains(admin)).map((chain) => verifyChain(admin, chain, null)));
    const found = await verdicts(home.database);
    expect(found.map(({ operation: code }) => code)).toEqual(["ALPHA", "BETA"]);
    expect(found.every(({ lines, broken }) => lines > 0 && broken === null)).toBe(true);
    expect(found).toEqual(await verdicts(world.database));
  });
  test("ends every session; a person signs in with the old password and reads the same bytes", async () => {
    const secret = await readFile(join(home.dataDir, "secret"), "utf8");
    expect(secret).toBe(world.database.secret);
    const { app, close } = await openService({ ...home.database, secret });
    const stranger = callerFor(app, world.people.ada.secret).incidents.get;
    await expect(stranger.query({ operation, ref: newId() })).rejects.toThrow();
    const answer = await app.inject({
      method: "POST",
      url: "/auth/sign-in/email",
      payload: { email: world.people.ada.email, password: PASSWORD },
    });
    expect(answer.statusCode).toBe(200);
    const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
    expect(await facts("ada", app, cookie)).toBe(await facts("ada"));
    await close();
  });
  test("is refused where somebody has worked already", async () => {
    await expect(restore(home.database, home.dataDir, file, PASSPHRASE)).rejects.toThrow(
      /holds 2 operations and 12 people; a backup is restored into an empty one only/,
    );
  });
});

describe("an older backup", () => {
  test("is brought up to date after its rows are back", async () => {
    const old = await openOldDatabase("0009");
    await asDefiner(old.admin, (client) =>
      client.query("insert into app.operation (id, code, name) values ($1, 'OLD', 'From before')", [newId()]),
    );
    const path = join(folder, "old.concord");
    await backUp(old, path, PASSPHRASE);
    await old.close();
    const home = await emptyHome();
    const { migrated } = await restore(home.database, home.dataDir, path, PASSPHRASE);
    expect(migrated[0]).toMatch(/^0010-/);
    const { rows } = await home.database.admin.query("select code, lock from app.operation");
    expect(rows).toEqual([{ code: "OLD", lock: "normal" }]);
    expect(await catalogueLines(home.database)).toEqual(await catalogueLines(world.database));
    await checkFences(home.database);
    await home.database.close();
  });
});

describe("a file", () => {
  const open = withPassphrase(PASSPHRASE);
  const check = (bytes: Buffer) =>
    checkBackup(async function* () {
      for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
    }, open);

  test("is for its owner only, holds no readable word, and replaces no other", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    for (const word of [
      "Cluster lead",
      "SOURCE-NOTE",
      "attack_on_civilians",
      world.database.secret,
      "incident",
    ])
      expect(bytes.includes(word)).toBe(false);
    await expect(backUp(world.database, file, PASSPHRASE)).rejects.toThrow(/exists already/);
  });
  test("holds no open session", async () => {
    const { manifest } = await checkBackup(() => createReadStream(file), open);
    expect(manifest.fleeting).toContain("auth.session");
    const digests = await tableDigests(world.database);
    expect(Object.keys(digests).some((name) => name === "auth.session")).toBe(false);
  });
  test("cut off at any of 40 places, or longer than it was, is refused", async () => {
    const bytes = await readFile(file);
    const places = Array.from({ length: 36 }, () => Math.floor(Math.random() * bytes.length));
    for (const place of [...places, 0, 51, 52, bytes.length - 1])
      await expect(check(bytes.subarray(0, place)), `cut at ${place} of ${bytes.length}`).rejects.toThrow(
        /Nothing was changed/,
      );
    await expect(check(Buffer.concat([bytes, Buffer.alloc(1)]))).rejects.toThrow(/Nothing was changed/);
  });
  test("with one flipped bit at any of 60 places is refused", async () => {
    const bytes = await readFile(file);
    const places = [
      8,
      9,
      10,
      11,
      30,
      51,
      52,
      ...Array.from({ length: 53 }, () => Math.floor(Math.random() * bytes.length)),
    ];
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place]! ^= 1 << (place % 8);
      // A changed salt asks for another key, which is the wrong one.
      await expect(check(changed), `byte ${place}`).rejects.toThrow(/Nothing was changed|Update it/);
    }
  });
});

describe("refused before anything is written:", () => {
  let home: { database: Database; dataDir: string };
  let before: Record<string, string>;
  beforeAll(async () => {
    home = await emptyHome();
    before = await tableDigests(home.database);
  });
  afterAll(() => home?.database.close());
  const refused = async (path: string, passphrase: string, why: RegExp) => {
    await expect(restore(home.database, home.dataDir, path, passphrase)).rejects.toThrow(why);
    expect(await tableDigests(home.database)).toEqual(before);
  };

  test("a wrong passphrase", () =>
    refused(file, "every window of the new house", /passphrase does not open/));
  test("a file that is no backup", async () => {
    const path = join(folder, "none");
    await writeFile(path, "incident,date\n".repeat(100));
    await refused(path, PASSPHRASE, /no backup of Concord/);
    await refused(join(folder, "absent"), PASSPHRASE, /cannot be read \(ENOENT\)/);
  });
  test("a cut file", async () => {
    const path = join(folder, "cut");
    await copyFile(file, path);
    await writeFile(path, (await readFile(file)).subarray(0, -20));
    await refused(path, PASSPHRASE, /cut off or damaged/);
  });
  test("a newer schema, and one whose migrations are not ours", async () => {
    const changed = async (sql: string, name: string) => {
      const path = join(folder, name);
      await asDefiner(world.database.admin, async (client) => {
        await client.query("set local role app_owner");
        await client.query(sql);
      });
      await backUp(world.database, path, PASSPHRASE);
      return path;
    };
    const newer = await changed("insert into app_priv.migration values ('9999-later.sql', 'x')", "newer");
    await refused(newer, PASSPHRASE, /made by a newer Concord \(it knows 9999-later\.sql\)/);
    const other = await changed(
      "delete from app_priv.migration where name like '9999%'; update app_priv.migration set checksum = 'x' where name like '0001%'",
      "other",
    );
    await refused(other, PASSPHRASE, /another migration 0001-access\.sql/);
  });
  test("another secret given by the environment", async () => {
    process.env.CONCORD_SECRET = "another one";
    await refused(file, PASSPHRASE, /CONCORD_SECRET is another one/).finally(() => {
      delete process.env.CONCORD_SECRET;
    });
  });
});
