// Builds the client when it is missing or older than its sources, in a process of its own beside the database's
// start.
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { OperatorError } from "../shared/errors.ts";
import { CLIENT_FOLDER } from "./client-files.ts";
import type { Log } from "./log.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SOURCES = ["client", "shared", "vite.config.ts", "package-lock.json"];

/** In development Vite serves the client itself, so nothing is built. */
export async function ensureBuilt(log: Log, dev: boolean): Promise<void> {
  if (dev || (await isFresh())) return;
  log.info("building the client");
  const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
  try {
    await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: ROOT });
  } catch (error) {
    throw new OperatorError(
      `The client could not be built: ${(error as { stderr?: string }).stderr ?? error}`,
    );
  }
}

async function isFresh(): Promise<boolean> {
  const built = await stat(join(CLIENT_FOLDER, "index.html")).catch(() => null);
  if (!built) return false;
  const ages = await Promise.all(SOURCES.map((source) => newest(join(ROOT, source))));
  return Math.max(...ages) <= built.mtimeMs;
}

/** Latest modification below a path, milliseconds. */
async function newest(path: string): Promise<number> {
  const about = await stat(path);
  if (!about.isDirectory()) return about.mtimeMs;
  const names = await readdir(path);
  return Math.max(0, ...(await Promise.all(names.map((name) => newest(join(path, name))))));
}
