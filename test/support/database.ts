// A database of a test file's own: a copy of the migrated template, opened as the product opens it.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { applyInside, LIST, readMigrations } from "../../db/migrate.ts";
import { type Database, openDatabase } from "../../db/open.ts";
import { makeSchemas, openForBackup } from "../../db/prepare.ts";
import { onMaintenance, TEMPLATE, urlFor } from "./cluster.ts";

/** PostgreSQL: two sessions changed the same role at once. Roles are shared by all databases of the cluster. */
const CONCURRENT = "XX000";

/** Copies the template and opens the copy; `close` drops it. */
export async function openTestDatabase(): Promise<Database> {
  const cluster = inject("cluster");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onMaintenance(cluster, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  const database = await patiently(() =>
    openDatabase({ dataDir: cluster.dataDir, url: urlFor(cluster, name) }),
  );
  const close = async () => {
    await database.close();
    await onMaintenance(cluster, (client) => client.query(`drop database ${name}`));
  };
  return { ...database, close };
}

/** A database as an older Concord left it: roles and the migrations up to the one whose name begins so. */
export async function openOldDatabase(last: string): Promise<Pick<Database, "admin" | "secret" | "close">> {
  const cluster = inject("cluster");
  const name = `old_${randomBytes(6).toString("hex")}`;
  await onMaintenance(cluster, (client) => client.query(`create database ${name} template template0`));
  const admin = new pg.Pool({ connectionString: urlFor(cluster, name), max: 2 });
  const client = await admin.connect();
  await client.query("begin");
  await makeSchemas(client);
  await client.query("set local role app_owner");
  await client.query(LIST);
  await client.query("reset role");
  for (const file of await readMigrations())
    if (file.name.slice(0, 4) <= last) await applyInside(client, file);
  await openForBackup(client);
  await client.query("commit");
  client.release();
  const close = async () => {
    await admin.end();
    await onMaintenance(cluster, (maintenance) => maintenance.query(`drop database ${name}`));
  };
  return { admin, secret: "of the old one", close };
}

async function patiently<T>(open: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if ((error as { code?: string }).code !== CONCURRENT || tries === 0) throw error;
    return patiently(open, tries - 1);
  }
}
