/**
 * Canaries: in generated worlds every text that must not cross is a token of its own. As each of their people, every
 * procedure, every route and every record is asked for through the real web server; no byte of any answer (unpacked), no
 * line of the server's log, no line of the audit log and no notice may hold a token or a reference of a record that the
 * model does not give to that person. What is asked for by reference answers exactly when the model says so.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { cookieOf } from "../support/callers.ts";
import { openTestDatabase } from "../support/database.ts";
import { worldOf } from "../support/generated.ts";
import { act } from "../support/generated-acts.ts";
import { codeOf, partId } from "../support/generated-ids.ts";
import { dueOf, KEPT, keptRows } from "../support/generated-kept.ts";
import { openForBuilding, writeWorlds } from "../support/generated-rows.ts";
import { areasOf, referencesOf, secretOf, signIn } from "../support/generated-sessions.ts";
import { type Model, type ModelPerson, organisationOf, readerOf } from "../support/oracle.ts";
import { type Behind, unpacked, Watch } from "../support/watch.ts";
import { openService } from "../support/world.ts";
import { isForOperation, isQuery, PATHS } from "./calls.ts";
import { type Ground, PROCEDURES } from "./procedures.ts";

const isFull = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0;
const SEEDS = isFull ? Array.from({ length: 24 }, (_, at) => 40 + at) : [41, 50];

const database = await openTestDatabase();
const lines: string[] = [];
const { app, close } = await openService(database, {}, (line) => lines.push(line));
afterAll(async () => {
  await close();
  await database.close();
});

const models = SEEDS.map(worldOf);
let places: Behind;

beforeAll(async () => {
  await openForBuilding(database.admin);
  const client = await database.admin.connect();
  await client.query("begin");
  await writeWorlds(client, models);
  for (const model of models) await act(client, model);
  await client.query("set local role app_owner");
  await signIn(client, models);
  places = await referencesOf(client, models);
  await client.query("commit");
  client.release();
}, 120_000);

const headersOf = (person: ModelPerson) => ({
  cookie: cookieOf(secretOf(person)),
  "accept-encoding": "zstd, gzip",
});

async function ask(watch: Watch, path: string, input: Record<string, unknown>) {
  const query = isQuery(path);
  const url = `/trpc/${path}${query ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`;
  const headers = headersOf(watch.person);
  const answer = await app.inject(
    query ? { method: "GET", url, headers } : { method: "POST", url, headers, payload: input },
  );
  watch.scan(path, unpacked(answer));
  return answer.statusCode;
}

function groundOf(model: Model): Ground {
  const first = (kind: string, at = 0) => model.records.filter((record) => record.kind === kind)[at]!.id;
  return {
    areas: areasOf(model),
    ...{ incident: first("incident"), actor: first("actor"), otherActor: first("actor", 1) },
    ...{
      cycle: first("priority_cycle"),
      observer: model.people[0]!.id,
      observerOrganisation: model.organisations[0]!.id,
    },
  };
}

/** Calls that open one record by its reference, with the kind they open. */
const OPENERS: [path: string, kind: string, input: (ref: string) => Record<string, unknown>][] = [
  ["incidents.get", "incident", (ref) => ({ ref })],
  ["actors.get", "actor", (ref) => ({ ref })],
  ["priorities.matrix", "priority_cycle", (ref) => ({ cycle: ref })],
];
/** Calls about an own record: nobody else's may be told apart from one that is not there. */
const OWN_ONLY: [path: string, kind: string, input: (ref: string) => Record<string, unknown>][] = [
  ["incidents.seenBy", "incident", (ref) => ({ ref, communities: ["protection_core", "mission_military"] })],
  ["actors.seenBy", "actor", (ref) => ({ ref, communities: ["protection_core", "mission_military"] })],
  ["sharing.terms", "incident", (ref) => ({ kind: "incident", ref })],
  ["sharing.outcome", "patrol", (ref) => ({ kind: "patrol", refs: [ref], community: "protection_core" })],
  [
    "access.records.delete",
    "incident",
    (ref) => ({ kind: "incident", ref, reason: "Logged twice by mistake" }),
  ],
];
const WIDE: [path: string, input: (model: Model) => Record<string, unknown>][] = [
  ["coverage.patrols", () => ({ from: "2019-01-01", to: "2020-01-01" })],
  ["places.search", () => ({ text: "LEAK" })],
  ["places.area", (model) => ({ code: partId(model, "0") })],
  ["coverage.forArea", (model) => ({ code: partId(model, "0.1.1") })],
  ["priorities.forArea", (model) => ({ code: partId(model, "0.1.1") })],
];
/** What the calls by reference were tried on. */
const cells = new Set<string>();
const ROUTES = ["/facts/incidents", "/facts/incidents/refs"];

/** Photos and messages by their ids: they open for those to whom they are due. @returns what answered otherwise */
async function askKept(watch: Watch): Promise<string[]> {
  const { model } = watch;
  const operation = codeOf(model);
  const person = { ...watch.person, scope: "write" as const };
  const eyes = { model, reader: readerOf(model, person), person };
  const wrong: string[] = [];
  const [photos, messages] = (["attachment_part", "message"] as const).map((kind) => {
    const kept = KEPT.find((each) => each.kind === kind)!;
    return { rows: keptRows(model, kept), due: dueOf(kept, eyes) };
  });
  for (const { attachment_id } of photos!.rows) {
    const url = `/attachments/${attachment_id}?operation=${operation}`;
    const answer = await app.inject({ method: "GET", url, headers: headersOf(watch.person) });
    watch.scan("attachments", unpacked(answer));
    if ((answer.statusCode === 200) !== photos!.due.has(String(attachment_id)))
      wrong.push(`${person.role} photo ${attachment_id}: ${answer.statusCode}`);
  }
  for (const { id } of messages!.rows) {
    const status = await ask(watch, "exchange.intake.get", { operation, ref: id });
    // Who logs nothing here is refused before the message is looked for.
    if (status === 200 && !messages!.due.has(String(id)))
      wrong.push(`${person.role} message ${id}: ${status}`);
  }
  for (const { id } of model.records.filter(({ kind }) => kind === "incident"))
    await ask(watch, "incidents.attachments.list", { operation, ref: id });
  return wrong;
}

/** All questions of one person. @returns how often a record answered otherwise than the model says */
async function askEverything(watch: Watch): Promise<string[]> {
  const { model } = watch;
  const operation = codeOf(model);
  const wrong: string[] = [];
  for (const path of PATHS.filter(isQuery)) {
    const input = PROCEDURES[path]!.input(groundOf(model));
    await ask(watch, path, isForOperation(path) ? { operation, ...input } : input);
  }
  for (const [path, inputOf] of WIDE) await ask(watch, path, { operation, ...inputOf(model) });
  for (const route of ROUTES) {
    const url = `${route}?operation=${operation}`;
    watch.scan(route, unpacked(await app.inject({ method: "GET", url, headers: headersOf(watch.person) })));
  }
  wrong.push(...(await askKept(watch)));
  for (const [ref, { record, isCopy }] of places) {
    const of = model.records.find(({ id }) => id === record);
    for (const [path, kind, inputOf] of OPENERS.filter(([, kind]) => !of || kind === of.kind)) {
      const status = await ask(watch, path, { operation, ...inputOf(ref) });
      const level = of ? watch.seen.get(record) : "none";
      if (of)
        cells.add(
          [
            watch.person.role,
            path,
            of.sensitivity,
            of.owner === watch.person.organisation,
            isReleased(watch, record),
          ].join(),
        );
      const isDue = isCopy ? null : level === "full" && kind !== "none";
      if (isDue !== null && isDue !== (status === 200) && !isReleased(watch, record))
        wrong.push(`${watch.person.role} ${path} ${ref} at ${level}: ${status}`);
    }
    const isOthers = of && of.owner !== watch.person.organisation;
    for (const [path, kind, inputOf] of OWN_ONLY)
      if (isOthers && kind === of.kind && (await ask(watch, path, { operation, ...inputOf(ref) })) === 200)
        wrong.push(`${watch.person.role} ${path} ${ref}: answered for another's`);
  }
  return wrong;
}

/** Handed to this person's community: a copy under its own reference, and the record itself stays shut. */
const isReleased = ({ model, person }: Watch, record: string) =>
  model.releases.some(
    (release) =>
      release.record.id === record &&
      release.state === "active" &&
      release.community === organisationOf(model, person.organisation).community,
  );

describe("canaries", () => {
  test("no answer holds what its reader may not read", { timeout: 3_600_000 }, async () => {
    const wrong: string[] = [];
    const faults: string[] = [];
    let answers = 0;
    let bytes = 0;
    let rightly = 0;
    for (const model of models) {
      for (const person of model.people.filter(
        ({ isDesk, state }) => !isDesk && state !== "ended" && state !== "token_revoked",
      )) {
        const watch = new Watch(model, person, places);
        wrong.push(...(await askEverything(watch)));
        faults.push(...watch.faults);
        answers += watch.scanned;
        bytes += watch.bytes;
        rightly += watch.rightly;
      }
    }
    process.stdout.write(
      `canaries: ${answers} answers, ${bytes} bytes scanned, ${rightly} tokens read rightly, ${faults.length} leaks, ${wrong.length} wrong\n`,
    );
    expect([...new Set(faults)].slice(0, 20)).toEqual([]);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(rightly).toBeGreaterThan(40 * SEEDS.length);
    process.stdout.write(
      `${cells.size} different cells of role, call, sensitivity, own or other's, released or not\n`,
    );
  });
  test("nor does the server's log, the log of acts or a notice", async () => {
    const spoiled = lines.filter((line) => /LEAK-|SECRET-/.test(line));
    expect(spoiled.slice(0, 5)).toEqual([]);
    expect(lines.length).toBeGreaterThan(100);
    const told = await asDefiner(database.admin, async (client) => {
      await client.query("set local role app_owner");
      const { rows } = await client.query<{ text: string }>(
        "select detail::text as text from app_priv.audit union all select detail::text from app.notice",
      );
      return rows.filter(({ text }) => /LEAK-|SECRET-/.test(text));
    });
    expect(told).toEqual([]);
  });
});
