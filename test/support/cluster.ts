// One PostgreSQL for a test run: the embedded server, or a cluster of the system's own PostgreSQL (Debian's 15
// or newer) whose migrating login is no superuser, as on a server of one's own. On it one template database,
// migrated once; each test file works in a copy.
import { execFile } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { openEmbedded } from "../../db/embedded.ts";
import { type Runner, serverUser } from "../../db/embedded-user.ts";
import { openDatabase } from "../../db/open.ts";

const run = promisify(execFile);
export const TEMPLATE = "concord_template";
const SYSTEM_HOME = "/usr/lib/postgresql";

export type Engine = "embedded" | "debian";

/** What a test file needs to open its own copy. */
export interface ClusterAddress {
  engine: Engine;
  /** Connection string of the migrating login; the database's name is put in place of DATABASE. */
  url: string;
  /** Folder of installation secrets. */
  dataDir: string;
}

/** A running cluster as its superuser. */
interface Server {
  host: string;
  port: number;
  user: string;
  password: string;
  close(): Promise<void>;
}

/** Starts the cluster and makes the template; `close` removes everything. */
export async function startCluster(engine: Engine) {
  const folder = await temporaryFolder();
  const server = engine === "embedded" ? await openEmbedded(join(folder, "data")) : await startSystem(folder);
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await hurry(server);
    const login = engine === "embedded" ? server : await addLogin(server);
    const address = { engine, url: urlOf(server, login), dataDir: join(folder, "home") };
    await makeTemplate(address);
    return { address, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A folder that the system user postgres may enter too. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concord-test-"));
  await chmod(folder, 0o755);
  return folder;
}

/** The system's newest PostgreSQL programs, or null. */
export async function systemPrograms(): Promise<string | null> {
  if (process.env.PG_BIN) return process.env.PG_BIN;
  const versions = await readdir(SYSTEM_HOME).catch(() => []);
  const newest = versions
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => b - a)[0];
  return newest === undefined ? null : join(SYSTEM_HOME, String(newest), "bin");
}

async function startSystem(folder: string): Promise<Server> {
  const bin = await systemPrograms();
  if (!bin) throw new Error("There is no second PostgreSQL: set PG_BIN or install Debian's postgresql.");
  const as = await serverUser(folder, join(bin, "initdb"));
  const data = join(folder, "cluster");
  await ownFolder(data, as);
  const password = "superuser-of-a-test";
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password);
  const options = { ...as, cwd: data };
  const identity = ["--username=tester", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  await run(join(bin, "initdb"), ["-D", data, "--encoding=UTF8", "--locale=C", ...identity], options);
  const settings = ["listen_addresses=", `unix_socket_directories=${data}`, "max_connections=80"];
  const flags = settings.map((setting) => `-c '${setting}'`).join(" ");
  const start = ["start", "-w", "-s", "-D", data, "-l", join(data, "server.log"), "-o", flags];
  await run(join(bin, "pg_ctl"), start, options);
  const close = async () => {
    await run(join(bin, "pg_ctl"), ["stop", "-w", "-s", "-m", "fast", "-D", data], options);
  };
  return { host: data, port: 5432, user: "tester", password, close };
}

async function ownFolder(path: string, as: Runner) {
  await mkdir(path, { mode: 0o700 });
  if (as.uid !== undefined) await chown(path, as.uid, as.gid!);
}

/** Tests need no protection from a power cut, and no worker that holds a database while it is dropped. */
export async function hurry(server: Server) {
  await asSuperuser(server, async (client) => {
    for (const setting of ["fsync", "full_page_writes", "synchronous_commit", "autovacuum"])
      await client.query(`alter system set ${setting} = off`);
    await client.query("select pg_reload_conf()");
  });
}

/** The migrating login of a server of one's own: may make roles and databases, is no superuser. */
async function addLogin(server: Server) {
  const login = { user: "migrator", password: "migrator-of-a-test" };
  await asSuperuser(server, (client) =>
    client.query(`create role ${login.user} login createrole createdb password '${login.password}'`),
  );
  return login;
}

/** Runs `work` as the superuser of a cluster, in `database`. */
export async function asSuperuser<T>(
  server: Server,
  work: (client: pg.Client) => Promise<T>,
  database = "postgres",
): Promise<T> {
  const { host, port, user, password } = server;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ host, port }: Server, login: { user: string; password: string }): string {
  const where = `host=${encodeURIComponent(host)}&port=${port}`;
  return `postgresql://${login.user}:${encodeURIComponent(login.password)}@localhost/DATABASE?${where}`;
}

/** The connection string for one database of the cluster. */
export const urlFor = (address: ClusterAddress, name: string) => address.url.replace("DATABASE", name);

async function makeTemplate(address: ClusterAddress) {
  await onMaintenance(address, (client) => client.query(`create database ${TEMPLATE} template template0`));
  const database = await openDatabase({ dataDir: address.dataDir, url: urlFor(address, TEMPLATE) });
  await database.close();
}

/** Runs `work` as the migrating login outside the tests' databases. */
export async function onMaintenance<T>(
  address: ClusterAddress,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: urlFor(address, "postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
