/**
 * E-mail: a number and nothing else, to who asked for it, once however many processes look, tried again when it fails,
 * with the reader's own eyes, and taken back under the account.
 */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { readConfig } from "../../server/config.ts";
import { keepMail, sendMail } from "../../server/mail.ts";
import { newId } from "../../shared/ids.ts";
import { readChain } from "../support/audit.ts";
import { incidentAt } from "../support/builders.ts";
import { callerFor, refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const FROM = "concord@example.org";
const got: { to: string[]; raw: string }[] = [];
let failing = false;
const smtp = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, session, done) {
    let raw = "";
    stream.on("data", (part: Buffer) => {
      raw += part;
    });
    stream.on("end", () => {
      if (failing) return done(Object.assign(new Error("busy"), { responseCode: 451 }));
      got.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      done();
    });
  },
});
let settings = { url: "", from: FROM };
let withMail: Awaited<ReturnType<typeof openService>>;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", () => resolve()));
  settings = { url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, from: FROM };
  withMail = await openService(world.database, { mail: settings });
});
afterAll(async () => {
  await withMail.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const account = (name: PersonName) => callerFor(withMail.app, world.people[name].secret).access.account;
const run = () => sendMail(world.database, settings, withMail.service.log);
const asOwner = <Row>(sql: string, parameters: unknown[] = []) =>
  asDefiner(world.database.admin, async (client) => (await client.query(sql, parameters)).rows as Row[]);
/** As if their hour had passed. */
const due = () => asOwner("update app_priv.mail_choice set next_at = now() - interval '1 second'");
const log = (name: PersonName, sensitivity: "low" | "severe") =>
  world.as(name).incidents.log.mutate({ operation, form: incidentAt(sensitivity, { kind: "siege" }) });
const lines = () => readChain(world.database, world.operation.operationId, "mail.send");

beforeEach(async () => {
  got.length = 0;
  failing = false;
  await asOwner("delete from app_priv.mail_choice");
  await account("ada").setMail.mutate({ every: "hour" });
});
beforeAll(async () => {
  const form = {
    id: newId(),
    name: "LEAK sieges",
    address: "from=all&dataset=log&kind=siege",
    shared: false,
    tell: true,
  };
  await world.as("ada").views.save.mutate({ operation, form });
});

describe("a message", () => {
  test("says how many things are new and nothing else; two processes send it once", async () => {
    await log("adele", "low");
    await log("bilal", "low");
    await log("bilal", "severe");
    await due();
    expect((await Promise.all([run(), run(), run()])).reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(got).toHaveLength(1);
    const [head, body] = got[0]!.raw.split(/\r\n\r\n/);
    expect(got[0]!.to).toEqual([world.people.ada.email]);
    expect(body!.trim()).toBe("2 new items, open Concord");
    expect(head).toMatch(/^Subject: Concord$/m);
    expect(got[0]!.raw).not.toMatch(/ALPHA|LEAK|siege|Cluster|Partner|adele|http/i);
  });
  test("is not sent again for what it told, nor when nothing is new", async () => {
    await due();
    await run();
    got.length = 0;
    await due();
    expect(await run()).toBe(0);
    await log("adele", "low");
    expect(await run()).toBe(0);
    await due();
    expect(await run()).toBe(1);
    expect(got[0]!.raw).toContain("1 new item, open Concord");
  });
  test("goes to nobody who did not ask, took it back, was shut out, or left", async () => {
    await account("ada").setMail.mutate({ every: "never" });
    await log("adele", "low");
    await due();
    expect(await run()).toBe(0);
    await account("ada").setMail.mutate({ every: "day" });
    await log("adele", "low");
    await due();
    await asOwner("update app.person set disabled_at = now() where id = $1", [world.people.ada.personId]);
    expect(await run()).toBe(0);
    await asOwner("update app.person set disabled_at = null where id = $1", [world.people.ada.personId]);
    await asOwner("update app_priv.mail_choice set claimed_until = null");
    await asOwner("update app.operation set lock = 'closed' where code = $1", [operation]);
    expect(await run()).toBe(0);
    await asOwner("update app.operation set lock = 'normal' where code = $1", [operation]);
    expect(got).toEqual([]);
  });
  test("counts with the reader's own eyes: what is hidden sends nothing", async () => {
    await due();
    await run();
    got.length = 0;
    for (let n = 0; n < 3; n++) await log("bilal", "severe");
    await due();
    expect(await run()).toBe(0);
    expect(got).toEqual([]);
  });
  test("that fails is tried again later, and told then", async () => {
    await log("adele", "low");
    await due();
    failing = true;
    expect(await run()).toBe(0);
    const [state] = await asOwner<{ tried: number; later: boolean }>(
      "select tried, next_at > now() + interval '4 minutes' as later from app_priv.mail_choice",
    );
    expect(state).toEqual({ tried: 1, later: true });
    failing = false;
    await due();
    expect(await run()).toBe(1);
    expect(got).toHaveLength(1);
  });
  test("stands in the log as the machine's act, with whom and nothing else", async () => {
    const before = (await lines()).length;
    await log("adele", "low");
    await due();
    await run();
    expect((await lines()).slice(before)).toMatchObject([
      { actor: "desk", kind: "person", record_id: world.people.ada.personId, detail: {} },
    ]);
  });
});

describe("the choice", () => {
  test("is one's own, and not there where no mail is sent", async () => {
    expect((await account("ada").get.query()).mail).toBe("hour");
    expect((await account("bilal").get.query()).mail).toBe("never");
    expect((await world.as("ada").access.account.get.query()).mail).toBeNull();
    expect((await refusal(world.as("bilal").access.account.setMail.mutate({ every: "day" }))).code).toBe(
      "not_allowed",
    );
    await world.as("ada").access.account.setMail.mutate({ every: "never" });
    expect((await account("ada").get.query()).mail).toBe("never");
  });
  test("is not for persons of the demonstration", async () => {
    await asOwner("update app.person set demonstration = true where id = $1", [world.people.carla.personId]);
    expect((await refusal(account("carla").setMail.mutate({ every: "day" }))).code).toBe("not_allowed");
  });
});

describe("settings", () => {
  test("are both or none, an address of a mail server and a sender", () => {
    const read = (env: Record<string, string>) => () => readConfig({ CONCORD_DATA_DIR: "/nowhere", ...env });
    expect(read({})().mail).toBeNull();
    expect(read({ CONCORD_SMTP_URL: "smtps://a:b@mail.example", CONCORD_MAIL_FROM: FROM })().mail?.from).toBe(
      FROM,
    );
    for (const env of [
      { CONCORD_SMTP_URL: "smtps://a:SECRET@mail.example" },
      { CONCORD_MAIL_FROM: FROM },
      { CONCORD_SMTP_URL: "https://a:SECRET@mail.example", CONCORD_MAIL_FROM: FROM },
      { CONCORD_SMTP_URL: "smtps://a:SECRET@mail.example", CONCORD_MAIL_FROM: "Concord <x>" },
    ] as Record<string, string>[]) {
      expect(read(env)).toThrow(/CONCORD_/);
      expect(read(env)).not.toThrow(/SECRET/);
    }
  });
  test("without them nothing runs", async () => {
    await expect(keepMail(world.database, null, withMail.service.log)()).resolves.toBeUndefined();
  });
});
