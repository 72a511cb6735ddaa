// A database of a test file's own: a copy of the migrated template, opened as the product opens it.
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../db/open.ts";
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

async function patiently<T>(open: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if ((error as { code?: string }).code !== CONCURRENT || tries === 0) throw error;
    return patiently(open, tries - 1);
  }
}
