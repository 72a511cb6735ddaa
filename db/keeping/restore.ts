// Restoring a backup into an empty installation, whole or not at all. First the whole file is read and proven; then, in
// one transaction, roles' schemas are made anew as our own migrations say up to the version of the backup, every table
// is filled and compared with the file byte by byte, and the remaining migrations are applied. Policies, grants and
// functions never come from a file.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { OperatorError } from "../../shared/errors.ts";
import { applyInside, LIST, LOCK, type Migration, readMigrations, settleFences } from "../migrate.ts";
import type { Database } from "../open.ts";
import { makeSchemas } from "../prepare.ts";
import type { Manifest, Progress } from "./backup.ts";
import { nameOf, OWN_TEXT, PLAIN_TEXT, readTables, sqlColumns, sqlName, type Table } from "./catalogue.ts";
import { copyIn, copyOut } from "./copy.ts";
import { checkBackup, readBackup, type Source } from "./read.ts";
import { withPassphrase } from "./seal.ts";
import { strays } from "./strays.ts";

export interface Restored {
  createdAt: string;
  tables: number;
  rows: number;
  /** Migrations applied after the rows were back. */
  migrated: string[];
}

/**
 * Fills an empty installation from a backup.
 * @throws OperatorError for a wrong passphrase, a damaged, cut or newer file, or an installation in use or not empty;
 * nothing is changed then.
 */
export async function restore(
  database: Database,
  dataDir: string,
  path: string,
  passphrase: string,
  progress: Progress = () => undefined,
): Promise<Restored> {
  const open = withPassphrase(passphrase);
  const source: Source = () => readable(path);
  await refuseInUse(database);
  const { manifest } = await checkBackup(source, open);
  const { files, later } = await plan(manifest);
  refuseOtherSecret(manifest);
  const secret = await keepSecret(dataDir, manifest);
  const client = await database.admin.connect();
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '10s'");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await remake(client, files);
    const { tables, rows } = await fill(client, source, open, progress);
    for (const file of later) await applyInside(client, file);
    await settleFences(client);
    await refuseStrays(client);
    await secret.take();
    await client.query("commit");
    client.release();
    return { createdAt: manifest.createdAt, tables, rows, migrated: later.map(({ name }) => name) };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    client.release(true);
    await secret.drop();
    throw error;
  }
}

async function* readable(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const { code } = error as { code?: string };
    throw /^E[A-Z]+$/.test(code ?? "") ? new OperatorError(`${path} cannot be read (${code}).`) : error;
  }
}

/** Only into an installation in which nobody has worked and which nobody uses now. */
const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

async function refuseInUse({ admin, pool }: Database) {
  const { rows } = await admin.query<{ operations: number; people: number }>(
    "select (f ->> 'operations')::int as operations, (f ->> 'people')::int as people from app_gate.facts_of_installation() f",
  );
  const { operations, people } = rows[0]!;
  if (operations > 0 || people > 0) {
    throw new OperatorError(
      `This installation holds ${counted(operations, "operation", "operations")} and ${counted(people, "person", "people")}; a backup is restored into an empty one only. ` +
        "Name another folder in CONCORD_DATA_DIR, or an empty database in DATABASE_URL.",
    );
  }
  const { rows: own } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const { rowCount } = await admin.query(
    `select from pg_stat_activity where datname = current_database() and usename in ('app_login', 'auth_login') and pid <> $1`,
    [own[0]!.pid],
  );
  if (rowCount) throw new OperatorError("Concord is running on this database; stop it before restoring.");
}

/** Our migrations that the backup had, and those that came later. */
async function plan(manifest: Manifest): Promise<{ files: Migration[]; later: Migration[] }> {
  const ours = await readMigrations();
  const had = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of had) {
    const file = ours.find((one) => one.name === name);
    if (!file)
      throw new OperatorError(
        `The backup was made by a newer Concord (it knows ${name}). Update this one first.`,
      );
    if (file.checksum !== checksum)
      throw new OperatorError(`The backup was made with another migration ${name} than this Concord has.`);
  }
  return {
    files: ours.filter(({ name }) => had.has(name)),
    later: ours.filter(({ name }) => !had.has(name)),
  };
}

function refuseOtherSecret({ secret }: Manifest) {
  if (!process.env.CONCORD_SECRET || process.env.CONCORD_SECRET === secret) return;
  throw new OperatorError(
    "CONCORD_SECRET is another one than in the backup. Unset it, and the backup's is kept in the data folder.",
  );
}

/** The installation's secret beside the old one, until everything else is done. */
async function keepSecret(dataDir: string, { secret }: Manifest) {
  const [path, waiting] = [join(dataDir, "secret"), join(dataDir, "secret.restored")];
  await writeFile(waiting, secret, { mode: 0o600 });
  return { take: () => rename(waiting, path), drop: () => rm(waiting, { force: true }) };
}

/** Empty schemas and tables as our migrations make them, at the version of the backup. */
async function remake(client: pg.PoolClient, files: Migration[]) {
  await client.query("drop schema if exists app, app_priv, auth, app_gate cascade");
  await makeSchemas(client);
  await client.query("set local role app_owner");
  await client.query(LIST);
  await client.query("reset role");
  for (const file of files) await applyInside(client, file);
}

/** Fills the tables as their owner, for whom the row policies are lifted inside this transaction only. */
async function fill(
  client: pg.PoolClient,
  source: Source,
  open: ReturnType<typeof withPassphrase>,
  progress: Progress,
) {
  await client.query(PLAIN_TEXT);
  await client.query("set local role app_owner");
  const tables = await readTables(client);
  const lifted = await lift(client, tables);
  await client.query(`truncate ${tables.map(sqlName).join(", ")} cascade`);
  let soFar = 0;
  const read = await readBackup(
    source,
    open,
    async (manifest) => refuseOtherTables(manifest, tables),
    async (table, rows) => {
      progress(nameOf(table), soFar);
      const count = await fillTable(client, table, rows);
      soFar += count;
      return count;
    },
  );
  for (const { schema, name, value, called } of read.manifest.sequences)
    await client.query("select setval($1::regclass, $2, $3)", [sqlName({ schema, name }), value, called]);
  await lifted.putBack();
  await client.query("reset role");
  await client.query(OWN_TEXT);
  return read;
}

/**
 * Row policies, triggers and references off, and how to put each back as it was. References are checked over all rows
 * when they come back, because tables point to each other in circles and no order would do.
 */
async function lift(client: pg.PoolClient, tables: Table[]) {
  const { rows } = await client.query<{ off: string; on: string }>(
    `select format('alter table %s no force row level security', oid::regclass) as off,
            format('alter table %s force row level security', oid::regclass) as on
       from pg_class where relforcerowsecurity and oid = any($1::regclass[])
     union all
     select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
            format('alter table %s %s trigger %I', tgrelid::regclass,
              case tgenabled when 'D' then 'disable' when 'R' then 'enable replica' when 'A' then 'enable always' else 'enable' end,
              tgname)
       from pg_trigger where not tgisinternal and tgrelid = any($1::regclass[])
     union all
     select format('alter table %s drop constraint %I', conrelid::regclass, conname),
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])`,
    [tables.map(sqlName)],
  );
  for (const { off } of rows) await client.query(off);
  // The references first, as long as their checks see every row.
  const putBack = async () => {
    for (const { on } of rows.toReversed()) await client.query(on);
  };
  return { putBack };
}

async function refuseOtherTables(manifest: Manifest, tables: Table[]) {
  const shape = (all: Table[]) =>
    all
      .map((table) => `${nameOf(table)} ${table.columns.join(" ")}`)
      .sort()
      .join("\n");
  if (shape(manifest.tables) !== shape(tables))
    throw new OperatorError(
      "The tables of the backup are not those of its own schema version. Nothing was changed.",
    );
}

/** The references that the database does not hold itself are looked at here, over all rows. */
async function refuseStrays(client: pg.PoolClient): Promise<void> {
  const found = await strays(client);
  if (found.length > 0)
    throw new OperatorError(`The backup is not whole: ${found.join("; ")}. Nothing was changed.`);
}

/** Fills one table and reads it again: what lies in the database are the bytes of the file. */
async function fillTable(client: pg.PoolClient, table: Table, rows: AsyncIterable<Buffer>): Promise<number> {
  const [given, stored] = [createHash("sha256"), createHash("sha256")];
  async function* heard() {
    for await (const bytes of rows) {
      given.update(bytes);
      yield bytes;
    }
  }
  const where = `${sqlName(table)} (${sqlColumns(table)})`;
  const count = await copyIn(client, `copy ${where} from stdin`, heard());
  await copyOut(client, `copy ${where} to stdout`, async (bytes) => void stored.update(bytes));
  if (given.digest("hex") !== stored.digest("hex"))
    throw new OperatorError(`${nameOf(table)} does not read back as it was written. Nothing was changed.`);
  return count;
}
