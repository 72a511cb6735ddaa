// Roles and schemas, made by the migrating login (CREATEROLE is enough, no superuser needed). Safe to repeat.
import type pg from "pg";
import { OperatorError } from "../shared/errors.ts";

const OLDEST = 150000;
/** Oldest minor without the statistics leak CVE-2025-8713, by major version. */
const PATCHED: Record<number, number> = { 15: 14, 16: 10, 17: 6 };
const LOCK = 4_201_066;
const ATTEMPTS = 20;

export interface LoginPasswords {
  app: string;
  auth: string;
}

/** Brings roles, their memberships and the schemas into being; refuses servers that cannot keep the promise. */
export async function prepare(admin: pg.Pool, passwords: LoginPasswords): Promise<void> {
  const client = await admin.connect();
  try {
    await checkServer(client);
    for (let attempt = 1; !(await prepared(client, passwords, attempt)); attempt++);
    await closeDoors(client);
  } finally {
    client.release();
  }
}

/**
 * One attempt. Roles belong to the whole server while our lock holds in one database only, so two Concords that start
 * side by side on one server can meet here; whoever came second tries again.
 */
async function prepared(client: pg.PoolClient, passwords: LoginPasswords, attempt: number): Promise<boolean> {
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await makeRoles(client, passwords);
    await makeSchemas(client);
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    if (attempt === ATTEMPTS || !metAnother(error as { code?: string; message?: string })) throw error;
    return false;
  }
}

/** A row of the server's roles was changed or made by somebody else in the same moment. */
const metAnother = ({ code, message }: { code?: string; message?: string }) =>
  code === "23505" || code === "42710" || (code === "XX000" && /concurrently updated/.test(message ?? ""));

async function checkServer(client: pg.PoolClient) {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
  );
  const { version, encoding } = rows[0]!;
  if (version < OLDEST)
    throw new OperatorError(`PostgreSQL 15 or newer is needed; this is ${(version / 10000) | 0}.`);
  const minor = PATCHED[Math.trunc(version / 10000)];
  if (minor !== undefined && version % 10000 < minor) {
    const major = Math.trunc(version / 10000);
    throw new OperatorError(
      `PostgreSQL ${major}.${version % 10000} can leak protected values (CVE-2025-8713); update to ${major}.${minor} or newer.`,
    );
  }
  if (encoding !== "UTF8")
    throw new OperatorError(`The database is encoded ${encoding}; make it with encoding UTF8.`);
}

async function makeRoles(client: pg.PoolClient, passwords: LoginPasswords) {
  const roles = {
    app_owner: "nologin",
    app_definer: "nologin",
    app_user: "nologin",
    app_backup: "nologin",
    app_login: "login noinherit",
    auth_login: "login noinherit",
  };
  for (const [name, options] of Object.entries(roles)) {
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [name]);
    if (rowCount === 0) await client.query(`create role ${name} ${options}`);
  }
  await setPassword(client, "app_login", passwords.app);
  await setPassword(client, "auth_login", passwords.auth);
  await client.query("grant app_user to app_login");
  const { rows } = await client.query<{ super: boolean }>(
    "select rolsuper as super from pg_roles where rolname = current_user",
  );
  if (!rows[0]!.super)
    await client.query("grant app_owner, app_definer, app_user, app_backup to current_user");
}

/** Sets a login's password; the new value is quoted by the server, never spliced in by us. */
async function setPassword(client: pg.PoolClient, login: string, password: string) {
  const { rows } = await client.query<{ sql: string }>(
    "select format('alter role %I password %L', $1::text, $2::text) as sql",
    [login, password],
  );
  await client.query(rows[0]!.sql);
}

/** The empty schemas with their owners, inside a transaction. */
export async function makeSchemas(client: pg.PoolClient) {
  const owners = { app: "app_owner", app_priv: "app_owner", auth: "app_owner", app_gate: "app_definer" };
  for (const [schema, owner] of Object.entries(owners)) {
    await client.query(`create schema if not exists ${schema} authorization ${owner}`);
  }
  await client.query("set local role app_owner");
  await client.query("grant usage on schema auth to auth_login, app_definer");
  await client.query("grant usage on schema app, app_priv to app_definer");
  await client.query("set local role app_definer");
  await client.query("grant usage on schema app_gate to app_owner with grant option");
  await client.query("reset role");
}

/**
 * Everything there is, for the role app_backup to read and nothing else. Done after every migration, so that a new table
 * cannot be left out of backups by forgetting it.
 */
export async function openForBackup(client: pg.PoolClient): Promise<void> {
  const rows = await closedToBackup(client);
  if (rows.length === 0) return;
  await client.query("set local role app_owner");
  await client.query("grant usage on schema app, app_priv, auth to app_backup");
  for (const { name, guarded } of rows) {
    await client.query(`grant select on ${name} to app_backup`);
    if (!guarded) continue;
    await client.query(`drop policy if exists kept on ${name}`);
    await client.query(`create policy kept on ${name} for select to app_backup using (true)`);
  }
  await client.query("reset role");
}

/** Tables that the role of backups cannot read. */
export async function closedToBackup(client: pg.PoolClient): Promise<{ name: string; guarded: boolean }[]> {
  const { rows } = await client.query<{ name: string; guarded: boolean }>(
    `select c.oid::regclass::text as name, c.relrowsecurity as guarded from pg_class c
      where c.relkind in ('r', 'S') and c.relnamespace in ('app'::regnamespace, 'app_priv'::regnamespace, 'auth'::regnamespace)
        and not (coalesce(has_table_privilege('app_backup', c.oid, 'select'), false)
                 and (not c.relrowsecurity or exists (
                        select from pg_policy p where p.polrelid = c.oid and p.polname = 'kept')))`,
  );
  return rows;
}

/** Fences that only the database's owner or a superuser can set; where we are neither, the others hold. */
async function closeDoors(client: pg.PoolClient) {
  const { rows } = await client.query<{ name: string }>("select quote_ident(current_database()) as name");
  const wishes = [
    "revoke create on schema public from public",
    `revoke temporary on database ${rows[0]!.name} from public`,
    "revoke usage on language plpgsql from public",
    "grant usage on language plpgsql to app_owner, app_definer",
  ];
  for (const wish of wishes) await client.query(wish).catch(() => undefined);
}
