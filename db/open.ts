// The only file that knows the embedded server from another one. Everything behind it speaks to a database
// through three logins: the migrating one, the service's (app_login) and the sign-in library's (auth_login).
import { createHmac, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { OperatorError } from "../shared/errors.ts";
import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { prepare } from "./prepare.ts";

const { builtins } = pg.types;
// Dates stay the text they are (no zone shifts them); counts arrive as numbers.
pg.types.setTypeParser(builtins.DATE, (text) => text);
pg.types.setTypeParser(builtins.INT8, Number);
pg.types.setTypeParser(builtins.NUMERIC, Number);

/** A database that is away is told of, not waited for. */
const PATIENCE = { connectionTimeoutMillis: 10_000, keepAlive: true };
/** Row policies make statements long and their answers short: compiling them costs many times what it spares. */
const UNCOMPILED = "-c jit=off";

export interface DatabaseHome {
  /** Folder of the embedded server and of the installation's secret. */
  dataDir: string;
  /** A server of your own: the migrating login. Absent: the embedded server. */
  url?: string | undefined;
}

export interface Database {
  kind: "embedded" | "own";
  /** The service's login: no rights of its own, works as app_user inside a transaction. */
  pool: pg.Pool;
  /** The sign-in library's login: schema auth only. */
  authPool: pg.Pool;
  /** The migrating login; only start-up and the command line use it. */
  admin: pg.Pool;
  /** Secret of this installation, for signing sessions. */
  secret: string;
  close(): Promise<void>;
}

/** Opens the home, brings roles and tables up to date, and connects the three logins. */
export async function openDatabase(home: DatabaseHome): Promise<Database> {
  await mkdir(home.dataDir, { recursive: true });
  const secret = await installationSecret(home.dataDir);
  const embedded = home.url ? null : await openEmbedded(home.dataDir);
  const base: pg.PoolConfig = embedded
    ? { host: embedded.host, port: embedded.port, user: embedded.user, password: embedded.password }
    : { connectionString: home.url };
  try {
    if (embedded) await ensureDatabase(base, embedded.database);
    const own = embedded ? { ...base, database: embedded.database } : base;
    return await connect(
      own,
      embedded ? "embedded" : "own",
      secret,
      embedded?.close ?? (async () => undefined),
    );
  } catch (error) {
    await embedded?.close();
    throw home.url ? explain(error) : error;
  }
}

async function connect(
  base: pg.PoolConfig,
  kind: Database["kind"],
  secret: string,
  leave: () => Promise<void>,
) {
  const admin = new pg.Pool({ ...base, max: 4, application_name: "concord-admin", options: UNCOMPILED });
  quiet(admin);
  try {
    const seed = passwordOf(base) || secret;
    const passwords = { app: derive(seed, "app_login"), auth: derive(seed, "auth_login") };
    await prepare(admin, passwords);
    await migrate(admin);
    const target = await addressOf(admin, base);
    const pool = new pg.Pool({
      ...target,
      user: "app_login",
      password: passwords.app,
      max: 12,
      ...PATIENCE,
      options: UNCOMPILED,
    });
    const authPool = new pg.Pool({
      ...target,
      user: "auth_login",
      password: passwords.auth,
      max: 4,
      ...PATIENCE,
      options: "-c search_path=auth",
    });
    quiet(pool);
    quiet(authPool);
    const close = async () => {
      await Promise.all([pool.end(), authPool.end(), admin.end()]);
      await leave();
    };
    return { kind, pool, authPool, admin, secret, close };
  } catch (error) {
    await admin.end();
    throw error;
  }
}

/** Host, port and database of the migrating login, so that the other logins reach the same place. */
async function addressOf(admin: pg.Pool, base: pg.PoolConfig): Promise<pg.PoolConfig> {
  const client = await admin.connect();
  try {
    const { rows } = await client.query<{ name: string }>("select current_database() as name");
    return { host: client.host, port: client.port, database: rows[0]!.name, ssl: base.ssl ?? sslOf(base) };
  } finally {
    client.release();
  }
}

function sslOf(base: pg.PoolConfig): pg.PoolConfig["ssl"] {
  const mode = base.connectionString?.match(/[?&]sslmode=([a-z-]+)/)?.[1];
  return mode && mode !== "disable" ? { rejectUnauthorized: mode.startsWith("verify") } : false;
}

async function ensureDatabase(base: pg.PoolConfig, name: string) {
  const client = new pg.Client({ ...base, database: "postgres" });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
  } finally {
    await client.end();
  }
}

function passwordOf(base: pg.PoolConfig): string {
  if (typeof base.password === "string") return base.password;
  try {
    return decodeURIComponent(new URL(base.connectionString ?? "").password);
  } catch {
    return "";
  }
}

// Every process that holds the connection string finds the same login passwords, without a file to share.
const derive = (seed: string, login: string) =>
  createHmac("sha256", seed).update(`concord ${login}`).digest("base64url");

async function installationSecret(dataDir: string): Promise<string> {
  if (process.env.CONCORD_SECRET) return process.env.CONCORD_SECRET;
  const path = join(dataDir, "secret");
  await writeFile(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" }).catch(
    () => undefined,
  );
  return (await readFile(path, "utf8")).trim();
}

// A connection that breaks must not end the process, idle or in somebody's hands between two statements; the next
// statement says what is wrong, and the pool lets the connection go.
const quiet = (pool: pg.Pool) =>
  pool.on("error", () => undefined).on("connect", (client) => client.on("error", () => undefined));

function explain(error: unknown): unknown {
  const { code = "", message } = error as { code?: string; message?: string };
  const unreachable =
    /^(E[A-Z_]+|28P01|28000|3D000|57P03|53300|42501)$/.test(code) ||
    /timeout|invalid url/i.test(message ?? "");
  if (!unreachable) return error;
  return new OperatorError(
    `The database of DATABASE_URL cannot be used: ${message || code}. Check address, name, password and rights.`,
  );
}
