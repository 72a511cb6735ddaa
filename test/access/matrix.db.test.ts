/**
 * The whole product: every person of a complete world × every call, address and command that reads or takes a record ×
 * every sensitivity × own or another organisation's × handed over or not. What each cell must say follows from the model
 * (test/support/oracle.ts). A door without a row in matrix-doors.ts fails.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments } from "../../server/commands/arguments.ts";
import { COMMANDS } from "../../server/commands/index.ts";
import { newId } from "../../shared/ids.ts";
import { cookieOf } from "../support/callers.ts";
import { openTestDatabase } from "../support/database.ts";
import { codeOf } from "../support/generated-ids.ts";
import { openForBuilding, writeWorlds } from "../support/generated-rows.ts";
import { emailOf, referencesOf, secretOf, signIn } from "../support/generated-sessions.ts";
import { addReleasable, type MatrixPerson, matrixModel, release } from "../support/matrix-world.ts";
import { knowsOf, type ModelKind, type ModelRecord, readerOf, standsFor } from "../support/oracle.ts";
import { isShownWith } from "../support/oracle-same.ts";
import { type Behind, unpacked, Watch } from "../support/watch.ts";
import { openService } from "../support/world.ts";
import { isForOperation, isQuery, PATHS } from "./calls.ts";
import { ABOUT_OTHERS, DOORS, type Door } from "./matrix-doors.ts";
import { COMMAND_DOORS } from "./matrix-doors-commands.ts";
import { NOT_RECORDS } from "./routes.ts";

const database = await openTestDatabase();
const lines: string[] = [];
const { app, service, close } = await openService(database, {}, (line) => lines.push(line));
afterAll(async () => {
  await close();
  await database.close();
});

const model = matrixModel();
const wishes = addReleasable(model);
const operation = codeOf(model);
let behind: Behind;
/** The copy of a record that rules open, and those of its releases. */
const copies = new Map<string, string>();
const watches = new Map<string, Watch>();

beforeAll(async () => {
  await openForBuilding(database.admin);
  const client = await database.admin.connect();
  await client.query("begin");
  await writeWorlds(client, [model]);
  await release(client, model, wishes);
  await client.query("set local role app_owner");
  await signIn(client, [model]);
  behind = await referencesOf(client, [model]);
  for (const kind of new Set([...wishes.keys()].map((record) => record.kind))) {
    const { rows } = await client.query<{ copy_id: string; id: string; release_id: string | null }>(
      `select copy_id, id, release_id from app.${kind}_general`,
    );
    for (const { copy_id, id, release_id } of rows) copies.set(release_id ?? `rule ${id}`, copy_id);
  }
  await client.query("commit");
  client.release();
  for (const person of model.people) watches.set(person.id, new Watch(model, person, behind));
}, 300_000);

/** What was judged: who × door × sensitivity × own × handed over. */
const cells = new Map<string, number>();
const released = new Set(wishes.keys());
const cellOf = (person: MatrixPerson, door: string, record: ModelRecord) =>
  [person.name, door, record.sensitivity, record.owner === person.organisation, released.has(record)].join(
    " | ",
  );
const judged = (person: MatrixPerson, door: string, record: ModelRecord) => {
  const cell = cellOf(person, door, record);
  cells.set(cell, (cells.get(cell) ?? 0) + 1);
};

/** The reference by which this person has a record, or null. */
function refFor(person: MatrixPerson, record: ModelRecord): string | null {
  const stands = standsFor(model, readerOf(model, person), record);
  if (stands === null || stands === "record") return stands && record.id;
  return copies.get(stands === "rule" ? `rule ${record.id}` : stands.id) ?? null;
}

interface Told {
  status: number;
  text: string;
  /** The answer without what differs each time. */
  bare: string;
}

async function ask(person: MatrixPerson, door: string, input: Record<string, unknown>): Promise<Told> {
  const headers = { cookie: cookieOf(secretOf(person)) };
  const isRoute = door.includes(" ");
  const whole = isRoute || !isForOperation(door) ? input : { operation, ...input };
  const isRead = isRoute || isQuery(door);
  const query = isRoute ? `?operation=${operation}` : `?input=${encodeURIComponent(JSON.stringify(whole))}`;
  const path = isRoute ? door.split(" ")[1]! : `/trpc/${door}`;
  const answer = isRead
    ? await app.inject({ method: "GET", url: path + query, headers })
    : await app.inject({ method: "POST", url: path, headers, payload: whole });
  const text = unpacked(answer);
  watches.get(person.id)!.scan(door, text);
  const bare = `${answer.statusCode} ${answer.body.replaceAll(/"requestId":"[^"]*"/g, "")}`;
  return { status: answer.statusCode, text, bare };
}

/** A door asked about everything: what the person has shows where the door shows such records, and nothing else does. */
async function judgeWhole(person: MatrixPerson, name: string, door: Door): Promise<string[]> {
  const wrong: string[] = [];
  let text = "";
  let isOpen = true;
  for (const input of door.ask!(model)) {
    const told = await ask(person, name, input);
    isOpen &&= told.status === 200;
    text += told.text;
  }
  for (const record of model.records) {
    judged(person, name, record);
    if (!isOpen || !door.shows?.includes(record.kind)) continue;
    // Shown with another record of the same actor, which is there.
    if (isShownWith(model, readerOf(model, person), record)) continue;
    const ref = refFor(person, record);
    if (ref && !text.includes(ref))
      wrong.push(`${person.name} ${name}: ${record.kind} ${record.sensitivity} is missing`);
  }
  return wrong;
}

/**
 * One record for each cell of the person: each sensitivity, own, another's, another's that was handed over. Kinds take
 * turns over cells and people, so that a door that takes many meets them all.
 */
function sample(person: MatrixPerson, kinds: readonly ModelKind[]): ModelRecord[] {
  const found = new Map<string, ModelRecord[]>();
  for (const record of model.records.filter((each) => kinds.includes(each.kind))) {
    const key = [record.sensitivity, record.owner === person.organisation, released.has(record)].join();
    found.set(key, [...(found.get(key) ?? []), record]);
  }
  const turn = model.people.indexOf(person);
  return [...found.values()].map((records, at) => {
    const ofKind = records.filter(({ kind }) => kind === kinds[(turn + at) % kinds.length]);
    const some = ofKind.length > 0 ? ofKind : records;
    return some[(turn * 7 + at) % some.length]!;
  });
}

/** A door asked by reference: it opens what the model says, and what is not there for the asker looks like nothing. */
async function judgeByReference(person: MatrixPerson, name: string, door: Door): Promise<string[]> {
  const wrong: string[] = [];
  const nothing = new Map<ModelKind, Told>();
  for (const record of sample(person, door.kinds!)) {
    const { kind } = record;
    const absent = nothing.get(kind) ?? (await ask(person, name, door.input!(newId(), kind, model)));
    nothing.set(kind, absent);
    const ref = refFor(person, record);
    const isOwn = record.owner === person.organisation && person.role !== "administrator";
    if (door.writes && (isOwn || ref !== null)) continue;
    for (const one of new Set([record.id, ref ?? record.id])) {
      const isDue = door.opens === "own" ? isOwn : door.opens === "seen" && one === ref;
      judged(person, name, record);
      const told = await ask(person, name, door.input!(one, kind, model));
      const isClosed = !absent.bare.includes("not_found");
      const what = `${person.name} ${name} ${kind} ${record.sensitivity}${one === record.id ? "" : " copy"}`;
      if (!isDue && told.bare !== absent.bare)
        wrong.push(`${what}: ${told.bare}, and of nothing ${absent.bare}`);
      if (isDue && !isClosed && told.status !== 200) wrong.push(`${what}: ${told.bare}`);
    }
  }
  return wrong;
}

/** A door of the register: a release that the asker does not know of is not there. */
async function judgeReleases(person: MatrixPerson, name: string, door: Door): Promise<string[]> {
  const wrong: string[] = [];
  const reader = readerOf(model, person);
  const absent = await ask(person, name, door.input!(newId(), "incident", model));
  const strange = model.releases.filter((each) => !knowsOf(model, reader, each));
  const bySort = new Map(strange.map((each) => [each.record.sensitivity, each]));
  for (const each of bySort.values()) {
    judged(person, name, each.record);
    const told = await ask(person, name, door.input!(each.id, each.record.kind, model));
    if (told.bare !== absent.bare)
      wrong.push(`${person.name} ${name}: ${told.bare}, and of nothing ${absent.bare}`);
  }
  return wrong;
}

/** How many people ask at once: while one's answer is read, PostgreSQL works for another. */
const LANES = 3;

async function judge(name: string, door: Door): Promise<string[]> {
  const wrong: string[] = [];
  const people = model.people.values();
  const lane = async () => {
    for (const person of people) {
      if (door.ask) wrong.push(...(await judgeWhole(person, name, door)));
      if (door.kinds) wrong.push(...(await judgeByReference(person, name, door)));
      if (door.ofRelease) wrong.push(...(await judgeReleases(person, name, door)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return wrong;
}

describe("every door has a row", () => {
  test("calls and addresses", () => {
    const doors = [...PATHS, ...app.doors.filter((door) => !NOT_RECORDS.test(door))];
    const known = doors.filter((door) => !ABOUT_OTHERS.test(door) || door in DOORS);
    expect([...new Set(known)].sort()).toEqual(Object.keys(DOORS).sort());
  });
  test("commands", () => {
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual(Object.keys(COMMAND_DOORS).sort());
  });
});

const asked = Object.entries(DOORS).filter(([, door]) => !door.holdsNone);
describe("the matrix", () => {
  test.each(asked)("%s", { timeout: 120_000 }, async (name, door) => {
    expect((await judge(name, door)).slice(0, 12)).toEqual([]);
  });

  const commands = Object.entries(COMMAND_DOORS).filter(([, ways]) => typeof ways !== "string");
  test.each(commands)("command %s", { timeout: 120_000 }, async (name, ways) => {
    const command = COMMANDS.find((one) => one.name === name)!;
    const cycle = model.records.find((record) => record.kind === "priority_cycle")!.id;
    for (const person of model.people)
      for (const way of ways as string[][]) {
        const words = way.map((word) => (word === "CYCLE" ? cycle : word));
        const given = readArguments(command, [
          ...words,
          "--operation",
          operation,
          "--as",
          emailOf(person),
          "--json",
        ]);
        const told = await printed(() => command.run({ database, config: service.config, ...given }));
        watches.get(person.id)!.scan(name, told);
        for (const record of model.records) judged(person, name, record);
      }
  });

  test("nothing that its reader may not have is in any byte of those answers, or of the log", () => {
    const all = [...watches.values()];
    const sum = (of: (watch: Watch) => number) => all.reduce((total, watch) => total + of(watch), 0);
    const faults = [...new Set(all.flatMap((watch) => watch.faults))];
    const pairs = [...cells.values()].reduce((total, count) => total + count, 0);
    process.stdout.write(
      `matrix: ${model.people.length} people × ${new Set([...cells.keys()].map((cell) => cell.split(" | ")[1])).size} doors: ` +
        `${cells.size} cells of person, door, sensitivity, own or other's, handed over or not, from ${pairs} judgements of ` +
        `${model.records.length} records; ${sum((watch) => watch.scanned)} answers, ${sum((watch) => watch.bytes)} bytes, ` +
        `${sum((watch) => watch.rightly)} tokens read rightly, ${faults.length} leaks\n`,
    );
    expect(faults.slice(0, 20)).toEqual([]);
    expect(lines.filter((line) => /LEAK-|SECRET-/.test(line)).slice(0, 5)).toEqual([]);
    expect(sum((watch) => watch.rightly)).toBeGreaterThan(1000);
    expect(cells.size).toBeGreaterThan(model.people.length * asked.length * 4);
  });
});

/** What a command says on standard output; what it cannot do is an answer too. */
async function printed(run: () => Promise<void>): Promise<string> {
  const write = process.stdout.write;
  let text = "";
  process.stdout.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof process.stdout.write;
  try {
    await run();
  } catch (error) {
    text += String((error as Error).message);
  } finally {
    process.stdout.write = write;
  }
  return text;
}
