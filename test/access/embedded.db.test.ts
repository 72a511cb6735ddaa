/**
 * The embedded home as the program uses it: an empty folder, a crash that leaves the database running, a second start,
 * commands beside a running server, an orderly stop, and a database from the future.
 */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/cluster.ts";
import { runProgram, startProgram } from "../support/program.ts";

const folder = await temporaryFolder();
const dataDir = join(folder, "data");
const env = { CONCORD_DATA_DIR: dataDir };
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Process id of the database server on the folder, or null. */
async function databaseProcess(): Promise<number | null> {
  const text = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => null);
  return text === null ? null : Number(text.split("\n")[0]);
}
const isRunning = (pid: number | null) => {
  try {
    return pid !== null && process.kill(pid, 0);
  } catch {
    return false;
  }
};
const statusOf = async (url: string) => (await fetch(url)).status;

describe("the embedded home", { timeout: 120_000 }, () => {
  test("starts on an empty folder, serves, and stops with its database on SIGTERM", async () => {
    const program = await startProgram(env);
    expect(await statusOf(`${program.base}/healthz`)).toBe(200);
    expect(await statusOf(`${program.base}/readyz`)).toBe(200);
    expect(program.text()).toMatch(/one-time code \S{12}/);
    const database = await databaseProcess();
    expect(isRunning(database)).toBe(true);
    expect(await program.stop("SIGTERM")).toBe(0);
    // PostgreSQL removes the file as the last thing of an orderly stop.
    expect(await databaseProcess()).toBeNull();
  });
  test("takes over a database that a killed program left running, with all that was stored", async () => {
    const first = await startProgram(env);
    const made = await runProgram(
      ["server/cli.ts", "operation", "add", "KEPT", "--name", "Kept", "--json"],
      env,
    );
    expect(made).toMatchObject({ code: 0 });
    await first.stop("SIGKILL");
    const left = await databaseProcess();
    expect(isRunning(left)).toBe(true);
    const second = await startProgram({ ...env, CONCORD_DEMO: "on" });
    expect(await statusOf(`${second.base}/readyz`)).toBe(200);
    // A real operation was made: no door is named that would not open, and the administrator can still be made.
    expect(second.text()).toContain("The demonstration is closed");
    expect(second.text()).not.toContain("door=");
    expect(second.text()).toMatch(/one-time code \S{12}/);
    expect(await databaseProcess()).toBe(left);
    const again = await runProgram(["server/cli.ts", "operation", "add", "KEPT", "--name", "Kept"], env);
    expect(again.code).toBe(1);
    expect(again.text).toContain("An operation KEPT exists already");
    expect(await second.stop("SIGTERM")).toBe(0);
    expect(await databaseProcess()).toBeNull();
  });
  test("says who holds the folder when started a second time", async () => {
    const program = await startProgram(env);
    const second = await runProgram(["server/main.ts", "--dev"], env);
    expect(second.code).toBe(1);
    expect(second.text).toContain(`Concord already runs on ${dataDir} as process ${program.child.pid}`);
    expect(await statusOf(`${program.base}/readyz`)).toBe(200);
    expect(await program.stop("SIGTERM")).toBe(0);
  });
  test("a command alone starts the database for its own time", async () => {
    const made = await runProgram(
      ["server/cli.ts", "operation", "add", "ALONE", "--name", "Alone", "--json"],
      env,
    );
    expect(made.code).toBe(0);
    expect(await databaseProcess()).toBeNull();
  });
  test("refuses a database that a newer Concord has changed", async () => {
    const program = await startProgram(env);
    const password = (await readFile(join(dataDir, "postgres-password"), "utf8")).trim();
    const client = new pg.Client({
      ...{ host: join(dataDir, "socket"), user: "concord_super", password, database: "concord" },
    });
    await client.connect();
    await client.query("insert into app_priv.migration (name, checksum) values ('9999-later.sql', 'x')");
    await client.end();
    await program.stop("SIGTERM");
    const refused = await runProgram(["server/main.ts", "--dev"], env);
    expect(refused.code).toBe(1);
    expect(refused.text).toContain("made by a newer Concord (it knows 9999-later.sql)");
    expect(await databaseProcess()).toBeNull();
  });
});

describe("settings", () => {
  test.each([
    [{ PORT: "http" }, "PORT=http is no port number"],
    [{ CONCORD_DEMO: "yes" }, "CONCORD_DEMO=yes is not known"],
    [{ HOST: "0.0.0.0" }, "would serve without https"],
    [{ CONCORD_TLS_CERT: "/a" }, "CONCORD_TLS_KEY"],
    [{ DATABASE_URL: "postgresql://nobody:x@127.0.0.1:1/none" }, "DATABASE_URL cannot be used"],
  ])("%j stop the start with a sentence", async (wrong, sentence) => {
    const { code, text } = await runProgram(["server/main.ts", "--dev"], { ...env, ...wrong });
    expect(code).toBe(1);
    expect(text).toContain(sentence);
    expect(text).not.toContain("    at ");
  });
});
