// Brings the tables up to date at start: every file of db/migrations once, in order of name, each in one
// transaction. Never a downgrade: a database made by a newer Concord is refused, and so is one whose applied
// files were edited afterwards.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import { OperatorError } from "../shared/errors.ts";
import { changedFences, writeFences } from "./fences.ts";
import { closedToBackup, openForBackup } from "./prepare.ts";

const FOLDER = new URL("./migrations/", import.meta.url);
/** Held while tables are made or changed. */
export const LOCK = 4_201_067;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Applies what is missing; returns the names applied now. */
export async function migrate(admin: pg.Pool): Promise<string[]> {
  const files = await readMigrations();
  const client = await admin.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const done = await appliedMigrations(client);
    refuseStrangers(files, done);
    const missing = files.filter((file) => !done.has(file.name));
    const isClosed = done.size > 0 && (await closedToBackup(client)).length > 0;
    if (missing.length > 0 || isClosed) await refuseOpened(client);
    for (const file of missing) await apply(client, file);
    // A database from before backups.
    if (missing.length === 0 && isClosed) await inTransaction(client, () => settleFences(client));
    return missing.map((file) => file.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** The text of every migration, in order. */
export const migrationTexts = async (): Promise<string[]> => (await readMigrations()).map(({ sql }) => sql);

/** All there are, in the order in which they are applied. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** Where the applied ones are listed. */
export const LIST = `create table if not exists app_priv.migration (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`;

async function appliedMigrations(client: pg.PoolClient): Promise<Map<string, string>> {
  await client.query("begin; set local role app_owner");
  await client.query(LIST);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from app_priv.migration",
  );
  await client.query("commit");
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function refuseStrangers(files: Migration[], done: Map<string, string>) {
  for (const [name, checksum] of done) {
    const file = files.find((candidate) => candidate.name === name);
    if (!file)
      throw new OperatorError(
        `The database was made by a newer Concord (it knows ${name}). Update this one.`,
      );
    if (file.checksum !== checksum) {
      throw new OperatorError(
        `The migration ${name} was changed after this database applied it; restore the file.`,
      );
    }
  }
}

/** A migration writes down anew how things stand, so that what was opened by hand must be found before. */
async function refuseOpened(client: pg.PoolClient) {
  const changed = await changedFences(client);
  if (changed.length > 0)
    throw new OperatorError(
      `The database does not keep records apart any more: ${changed.join(", ")} changed.`,
    );
}

const apply = (client: pg.PoolClient, file: Migration) =>
  inTransaction(client, async () => {
    await applyInside(client, file);
    await settleFences(client);
  });

/** Writes down how things stand, with what is new opened to backups. */
export async function settleFences(client: pg.PoolClient): Promise<void> {
  await writeFences(client);
  await client.query("reset role");
  if ((await closedToBackup(client)).length === 0) return;
  await openForBackup(client);
  await writeFences(client);
  await client.query("reset role");
}

async function inTransaction(client: pg.PoolClient, work: () => Promise<void>) {
  try {
    await client.query("begin");
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Applies one file inside the caller's transaction. */
export async function applyInside(client: pg.PoolClient, file: Migration): Promise<void> {
  try {
    await client.query(file.sql);
    await client.query("set local role app_owner");
    await client.query("insert into app_priv.migration (name, checksum) values ($1, $2)", [
      file.name,
      file.checksum,
    ]);
    await client.query("reset role");
  } catch (error) {
    const { message, position } = error as { message: string; position?: string };
    throw new Error(`Migration ${file.name} failed: ${message}${position ? ` (character ${position})` : ""}`);
  }
}
