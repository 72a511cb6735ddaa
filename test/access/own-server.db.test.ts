/** A server of one's own: DATABASE_URL is the migrating login, the service works through logins of its own. */
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { onMaintenance, temporaryFolder, urlFor } from "../support/cluster.ts";
import { runProgram, startProgram } from "../support/program.ts";

const cluster = inject("cluster");
const name = `own_${randomBytes(6).toString("hex")}`;
const DATABASE_URL = urlFor(cluster, name);
const folder = await temporaryFolder();
const env = { DATABASE_URL, CONCORD_DATA_DIR: folder };
await onMaintenance(cluster, (client) => client.query(`create database ${name} template template0`));
afterAll(async () => {
  await onMaintenance(cluster, (client) => client.query(`drop database ${name}`));
  await rm(folder, { recursive: true, force: true });
});

describe("DATABASE_URL", { timeout: 120_000 }, () => {
  test("prepares an empty database, then serves from it; the demonstration stays away", async () => {
    const prepared = await runProgram(["server/cli.ts", "database", "prepare", "--json"], env);
    expect(prepared).toMatchObject({ code: 0, text: '{"prepared":true}\n' });
    const program = await startProgram({ ...env, CONCORD_DEMO: "" });
    expect((await fetch(`${program.base}/readyz`)).status).toBe(200);
    expect(program.text()).toContain("First visit: open");
    expect(await program.stop("SIGTERM")).toBe(0);
  });
  test("refuses to serve from a database that no longer keeps records apart", async () => {
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query("set role app_owner; alter table app.incident no force row level security");
    await client.end();
    const refused = await runProgram(["server/main.ts", "--dev"], env);
    expect(refused.code).toBe(1);
    expect(refused.text).toContain("The database does not keep records apart.");
    expect(refused.text).toContain("app.incident");
  });
});
