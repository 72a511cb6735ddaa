/** The log and the lock on the command line: whole processes on a database of their own, exit codes and sentences. */

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { onMaintenance, temporaryFolder, urlFor } from "../support/cluster.ts";
import { runProgram, startProgram } from "../support/program.ts";

const cluster = inject("cluster");
const name = `audit_${randomBytes(6).toString("hex")}`;
const DATABASE_URL = urlFor(cluster, name);
const folder = await temporaryFolder();
const file = join(folder, "heads.jsonl");
const env = { DATABASE_URL, CONCORD_DATA_DIR: folder, CONCORD_AUDIT_FILE: file };
await onMaintenance(cluster, (client) => client.query(`create database ${name} template template0`));
afterAll(async () => {
  await onMaintenance(cluster, (client) => client.query(`drop database ${name}`));
  await rm(folder, { recursive: true, force: true });
});

const concord = (...words: string[]) => runProgram(["server/cli.ts", ...words], env);
const byHand = async (sql: string) => {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(`set role app_owner; ${sql}`);
  await client.end();
};

describe("on the command line", { timeout: 120_000 }, () => {
  test("a whole chain is told with its heads, which the commands themselves wrote", async () => {
    expect((await concord("operation", "add", "TEST", "--name", "Test")).code).toBe(0);
    const { code, answer } = await concord("audit", "verify", "TEST");
    expect(code).toBe(0);
    expect(answer).toMatch(
      /^TEST: \d+ lines, chain whole, head matches \(\d+ heads, the newest of line \d+\)\.\n$/,
    );
    const document = await concord("audit", "verify", "--operation", "TEST", "--json");
    expect(JSON.parse(document.answer)).toMatchObject({
      whole: true,
      head: { file, broken: null },
      operations: [{ operation: "TEST", broken: null }],
    });
  });
  test("an operation is locked, says so to an import, and is loosened with a reason", async () => {
    expect((await concord("operation", "lock", "TEST", "shut")).code).toBe(2);
    expect((await concord("operation", "lock", "NONE", "closed")).code).toBe(1);
    expect(await concord("operation", "lock", "TEST", "read-only", "--json")).toMatchObject({
      code: 0,
      answer: '{"code":"TEST","lock":"read_only"}\n',
    });
    expect((await concord("operation", "lock", "TEST", "closed")).code).toBe(0);
    const refused = await concord("trends", "--operation", "TEST");
    expect([refused.code, refused.answer]).toEqual([1, ""]);
    expect(refused.text).toContain("Operation TEST is closed.");
    expect((await concord("operation", "lock", "TEST", "normal")).text).toContain("Loosening needs --reason");
    const opened = await concord(
      "operation",
      "lock",
      "TEST",
      "normal",
      "--reason",
      "All accounts were checked",
    );
    expect(opened.code).toBe(0);
  });
  test("the log is taken away by whoever reads it, a line a document, and that is noted", async () => {
    const nobody = await concord("audit", "export", "TEST");
    expect([nobody.code, nobody.answer]).toEqual([2, ""]);
    expect(nobody.text).toContain("--as is missing");
    const add = (email: string, role: string) =>
      concord(
        ...["user", "add", email, "--operation", "TEST", "--organisation", "Lead", "--community"],
        ...["protection_core", "--role", role],
      );
    expect((await add("coordinator@test.example", "administrator")).code).toBe(0);
    expect((await add("reporter@test.example", "reporter")).code).toBe(0);
    const refused = await concord("audit", "export", "TEST", "--as", "reporter@test.example");
    expect([refused.code, refused.answer]).toEqual([1, ""]);
    const take = (...more: string[]) =>
      concord("audit", "export", "TEST", "--as", "coordinator@test.example", ...more);
    const first = await take();
    expect(first.code).toBe(0);
    const lines = first.answer
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, at) => at + 1));
    const { answer } = await take("--group", "operation", "--json");
    const taken = JSON.parse(answer).lines.filter(
      ({ action }: { action: string }) => action === "audit.export",
    );
    expect(taken.map(({ detail }: { detail: unknown }) => detail)).toEqual([{ lines: lines.length }]);
    expect((await take("--to", "2001-01-01")).answer.trim()).toBe("");
    expect((await take("--from", "yesterday")).code).toBe(2);
  });
  test("a running server writes heads too, and says them in its log", async () => {
    const program = await startProgram({ ...env, CONCORD_DEMO: "off" });
    await byHand(
      "set role app_definer; select app_gate.chain((select id from app.operation), null, 'desk', 'test.line', null, null, '{}')",
    );
    expect(await program.stop()).toBe(0);
    expect(program.text()).toContain('"msg":"audit head"');
    expect((await concord("audit", "verify")).code).toBe(0);
  });
  test("a broken chain ends with 1 and names the first broken line", async () => {
    await byHand("update app_priv.audit set actor = 'nobody' where seq = 2");
    const { code, answer, text } = await concord("audit", "verify", "TEST");
    expect(code).toBe(1);
    expect(answer).toContain("BROKEN: line 2 was changed or is not in its place.");
    expect(text).toContain("The log is not whole.");
    await byHand("delete from app_priv.audit where seq >= 2");
    const cut = await concord("audit", "verify", "--head", file, "--json");
    expect(cut.code).toBe(1);
    expect(JSON.parse(cut.answer).operations[0].broken).toMatchObject({ seq: 2, fault: "cut" });
    expect((await concord("audit", "verify", "NONE")).code).toBe(1);
    expect((await concord("audit", "verify", "--head", join(folder, "none"))).code).toBe(2);
  });
});
