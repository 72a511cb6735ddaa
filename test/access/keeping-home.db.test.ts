/**
 * The restore drill as an administrator does it: real commands on the embedded home, the data folder taken away, and
 * the server started again on what the backup brought back.
 */
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { freePort } from "../browser/server.ts";
import { temporaryFolder } from "../support/cluster.ts";
import { runProgram, startProgram } from "../support/program.ts";

const folder = await temporaryFolder();
const dataDir = join(folder, "data");
const file = join(folder, "monday.concord");
const PASSPHRASE = "a lantern in the harbour";
const env = { CONCORD_DATA_DIR: dataDir };
const concord = (words: string[], more: Record<string, string> = { CONCORD_PASSPHRASE: PASSPHRASE }) =>
  runProgram(["server/cli.ts", ...words], { ...env, ...more });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("backup and restore from the command line", { timeout: 120_000 }, () => {
  let secret: string;
  let password: string;

  test("while the server runs, a backup is made of everything", async () => {
    const program = await startProgram(env);
    await concord(["operation", "add", "KEPT", "--name", "Kept"]);
    const about = ["--operation", "KEPT", "--organisation", "Lead", "--community", "protection_core"];
    const user = await concord([
      "user",
      "add",
      "ada@example.org",
      ...about,
      "--role",
      "coordinator",
      "--json",
    ]);
    password = JSON.parse(user.answer).password;
    const { code, answer, text } = await concord(["backup", file, "--json"]);
    expect(code, text).toBe(0);
    const kept = JSON.parse(answer);
    expect(kept).toMatchObject({ file, bytes: (await stat(file)).size });
    expect(kept.chains).toMatchObject([{ operation: "KEPT", lines: 3, broken: null }]);
    secret = await readFile(join(dataDir, "secret"), "utf8");
    expect(await program.stop("SIGTERM")).toBe(0);
  });
  test("no passphrase, a short one, and a file that is there already are refused", async () => {
    const other = join(folder, "other.concord");
    expect(await concord(["backup", other], {})).toMatchObject({
      code: 1,
      text: expect.stringContaining("Set CONCORD_PASSPHRASE"),
    });
    const short = await concord(["backup", other], { CONCORD_PASSPHRASE: "short" });
    expect(short).toMatchObject({ code: 1, text: expect.stringContaining("too short") });
    expect(await concord(["backup", file])).toMatchObject({
      code: 1,
      text: expect.stringContaining("exists already"),
    });
    expect((await concord(["backup"])).code).toBe(2);
  });
  test("a folder in use, and one that holds something, are refused", async () => {
    expect(await concord(["restore", file])).toMatchObject({
      code: 1,
      text: expect.stringContaining("holds 1 operation and 1 person"),
    });
    await rm(dataDir, { recursive: true });
    const program = await startProgram(env);
    expect(await concord(["restore", file])).toMatchObject({
      code: 1,
      text: expect.stringContaining(`already runs on ${dataDir}`),
    });
    await program.stop("SIGTERM");
  });
  test("wiped and restored: the command says what came back, and a person signs in again", async () => {
    await rm(dataDir, { recursive: true });
    const wrong = await concord(["restore", file], { CONCORD_PASSPHRASE: "a lantern in the desert" });
    expect(wrong).toMatchObject({ code: 1, text: expect.stringContaining("passphrase does not open") });
    const { code, answer, text } = await concord(["restore", file, "--json"]);
    expect(code, text).toBe(0);
    expect(JSON.parse(answer)).toMatchObject({
      migrated: [],
      chains: [{ operation: "KEPT", lines: 3, broken: null }],
    });
    expect(await readFile(join(dataDir, "secret"), "utf8")).toBe(secret);
    // Signing in is bound to the address the server was told.
    const program = await startProgram({ ...env, PORT: await freePort() });
    expect(program.text()).not.toContain("one-time code");
    const answered = await fetch(`${program.base}/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: program.base },
      body: JSON.stringify({ email: "ada@example.org", password }),
    });
    expect(answered.status).toBe(200);
    expect(await program.stop("SIGTERM")).toBe(0);
  });
});
