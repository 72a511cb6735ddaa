// One server per data folder: a second start says who holds it. A file left by a crash is taken over.
import { access, constants, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isAlive } from "../db/embedded-users.ts";
import { OperatorError } from "../shared/errors.ts";

/** Claims the folder for this process; returns how to let go of it. */
export async function holdFolder(dataDir: string, port: number): Promise<() => Promise<void>> {
  await makeFolder(dataDir);
  const path = join(dataDir, "server.json");
  const holder = await readHolder(path);
  if (holder && holder.pid !== process.pid && (await isConcord(holder.pid))) {
    throw new OperatorError(
      `Concord already runs on ${dataDir} as process ${holder.pid} (port ${holder.port}). ` +
        "Stop it first, or set CONCORD_DATA_DIR to another folder.",
    );
  }
  await rm(path, { force: true });
  await writeFile(path, JSON.stringify({ pid: process.pid, port }), { flag: "wx" });
  return () => rm(path, { force: true });
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const { code } = error as { code?: string };
    throw new OperatorError(
      `The data folder ${dataDir} cannot be used (${code}). Set CONCORD_DATA_DIR to a folder that may be written.`,
    );
  }
}

async function readHolder(path: string): Promise<{ pid: number; port: number } | null> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/** Process ids are given again: where the system tells, make sure it is our program. */
async function isConcord(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return command === null || command.includes("server/main.ts");
}
