/**
 * The program, its database and single sessions of it are killed without warning while eight writers write. Whatever was
 * acknowledged is there once and whole, whatever was not is there once or not at all, and the database opens every time.
 * Six kills here, 200 in the long run.
 */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isAlive } from "../../db/embedded-users.ts";
import { openDatabase } from "../../db/open.ts";
import { addOperation, asDefiner } from "../../server/access/operations.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { incidentOf } from "../support/builders.ts";
import { type Chance, chanceOf } from "../support/chance.ts";
import { temporaryFolder } from "../support/cluster.ts";
import { say } from "../support/crowd.ts";
import { addTestPerson, openSession } from "../support/people.ts";
import { type Program, startProgram } from "../support/program.ts";
import { TODAY } from "../support/world.ts";

const KILLS = process.env.CONCORD_FULL === "yes" ? 200 : 6;
const WRITERS = 8;
const DAY_S = 86_400;
const CODE = "KILLED";

const folder = await temporaryFolder();
const dataDir = join(folder, "data");
const env = { CONCORD_DATA_DIR: dataDir, CONCORD_PACE: "1000000", CONCORD_LOG: "error" };
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An operation with one writer; answers the writer's session. */
async function prepare(): Promise<string> {
  const database = await openDatabase({ dataDir });
  try {
    await addOperation(database.admin, {
      ...{ code: CODE, name: "Killed", timeZone: "Africa/Bangui", clock: `${TODAY}T09:00:00+01:00` },
      protocol: { preset: "integrated", signed: { humanitarian: "The cluster", mission: "The mission" } },
    });
    const { email } = await addTestPerson(database, CODE, "adele");
    return await openSession(database, email, DAY_S);
  } finally {
    await database.close();
  }
}

/** Process id of the database server. */
const databaseProcess = async () =>
  Number((await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);

/** One of the processes that work for it. */
async function oneSession(chance: Chance): Promise<number> {
  const server = await databaseProcess();
  const children = await readFile(`/proc/${server}/task/${server}/children`, "utf8").catch(() => "");
  const all = children.trim().split(" ").filter(Boolean).map(Number);
  return all.length > 0 ? chance.one(all) : server;
}

const TARGETS = ["program", "database", "session"] as const;
type Target = (typeof TARGETS)[number];

/** Writers that write until they are told to stop; what was never answered is said again in the next round. */
function write(base: string, secret: string, book: Book) {
  let goes = true;
  const writer = async () => {
    while (goes) {
      const form = book.open.pop() ?? incidentOf({ description: `Report ${book.made++}` });
      const status = await say({ base, path: "incidents.log", secret, input: { operation: CODE, form } });
      if (status === 200) book.acknowledged.push(form.id);
      else book.open.push(form);
      if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, writer));
  return async () => {
    goes = false;
    await all;
  };
}

interface Book {
  made: number;
  acknowledged: string[];
  /** Said, and not answered. */
  open: IncidentFormInput[];
}

/** Waits until something more is acknowledged. */
async function comesBack(book: Book, program: Program): Promise<void> {
  const [before, giveUp] = [book.acknowledged.length, performance.now() + 30_000];
  while (book.acknowledged.length === before) {
    if (performance.now() > giveUp) throw new Error(`The program does not write again: ${program.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A killed process is there until whoever adopted it has noticed. */
async function isBuried(pid: number): Promise<void> {
  const giveUp = performance.now() + 30_000;
  while (isAlive(pid) && performance.now() < giveUp) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Kills one of the three in the middle of writing. Answers the program that still runs, if it does. */
async function killOne(
  target: Target,
  program: Program,
  chance: Chance,
  book: Book,
): Promise<Program | null> {
  if (target === "session") {
    process.kill(await oneSession(chance), "SIGKILL");
    await comesBack(book, program);
    return program;
  }
  if (target === "database") {
    const server = await databaseProcess();
    process.kill(server, "SIGKILL");
    await isBuried(server);
  }
  await program.stop("SIGKILL");
  return null;
}

test(`${KILLS} kills during writes lose and double nothing`, { timeout: 3_600_000 }, async () => {
  const secret = await prepare();
  const chance = chanceOf(8);
  const book: Book = { made: 0, acknowledged: [], open: [] };
  const killed = { program: 0, database: 0, session: 0 };
  const begun = performance.now();
  let program: Program | null = null;
  for (let kill = 0; kill < KILLS; kill++) {
    program ??= await startProgram(env);
    const target = kill < TARGETS.length ? TARGETS[kill]! : chance.one(TARGETS);
    const stop = write(program.base, secret, book);
    await comesBack(book, program);
    await new Promise((resolve) => setTimeout(resolve, 50 + chance.below(700)));
    program = await killOne(target, program, chance, book);
    killed[target]++;
    await stop();
  }
  await program?.stop();
  const found = await count(book.acknowledged);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `kills: ${KILLS} in ${seconds} s (${JSON.stringify(killed)}), ${book.acknowledged.length} writes acknowledged, ` +
      `${found.all} stored: ${JSON.stringify(found)}`,
  );
  const all = new Set(book.acknowledged).size;
  expect(all).toBe(book.acknowledged.length);
  expect(found).toMatchObject({ records: all, revisions: all, lines: all });
  // A write that was cut is whole or not there: as many records as first versions, log lines and sources.
  expect([found.allRevisions, found.allLines, found.allSources]).toEqual([found.all, found.all, found.all]);
  expect(found.all - all).toBeLessThanOrEqual(book.open.length);
});

async function count(ids: readonly string[]) {
  const database = await openDatabase({ dataDir });
  try {
    return await asDefiner(database.admin, async (client) => {
      const one = async (sql: string) =>
        Number((await client.query(sql, sql.includes("$1") ? [ids] : [])).rows[0].n);
      const [records, revisions, lines] = [
        "app.incident where",
        "app.revision where",
        "app_priv.audit where action = 'incident.log' and",
      ];
      return {
        records: await one(`select count(*) as n from ${records} id = any($1::uuid[])`),
        revisions: await one(`select count(*) as n from ${revisions} record_id = any($1::uuid[])`),
        lines: await one(`select count(*) as n from ${lines} record_id = any($1::uuid[])`),
        all: await one("select count(*) as n from app.incident"),
        allRevisions: await one("select count(*) as n from app.revision where kind = 'incident'"),
        allLines: await one("select count(*) as n from app_priv.audit where action = 'incident.log'"),
        allSources: await one("select count(*) as n from app.incident_source"),
      };
    });
  } finally {
    await database.close();
  }
}
