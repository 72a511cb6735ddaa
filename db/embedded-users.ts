// Who uses the embedded server right now: one file per process id in a folder, changed under a lock, so that
// the last user stops the server and a crashed one does not keep it running for ever.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { OperatorError } from "../shared/errors.ts";

const LOCK_PATIENCE_MS = 90_000;

export interface Users {
  /** Runs `task` while no other process starts or stops the server. */
  alone<T>(task: () => Promise<T>): Promise<T>;
  /** Signs this process off and, when nobody is left, runs `stop`. */
  leave(stop: () => Promise<void>): Promise<void>;
}

/** Signs this process on as a user. Several openings in one process count one by one. */
export async function holdUsers(folder: string): Promise<Users> {
  await mkdir(folder, { recursive: true });
  const mine = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const lock = join(folder, "lock");
  const alone = async <T>(task: () => Promise<T>): Promise<T> => {
    await takeLock(lock);
    try {
      return await task();
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  };
  await writeFile(join(folder, mine), "");
  return {
    alone,
    leave: (stop) =>
      alone(async () => {
        await rm(join(folder, mine), { force: true });
        if ((await othersAlive(folder)) === 0) await stop();
      }),
  };
}

async function othersAlive(folder: string): Promise<number> {
  let alive = 0;
  for (const name of await readdir(folder)) {
    if (name === "lock") continue;
    if (isAlive(Number.parseInt(name, 10))) alive++;
    else await rm(join(folder, name), { force: true });
  }
  return alive;
}

async function takeLock(lock: string): Promise<void> {
  const giveUp = Date.now() + LOCK_PATIENCE_MS;
  while (Date.now() < giveUp) {
    try {
      await mkdir(lock);
      await writeFile(join(lock, "pid"), String(process.pid));
      return;
    } catch {
      const holder = Number(await readFile(join(lock, "pid"), "utf8").catch(() => ""));
      if (holder && !isAlive(holder)) await rm(lock, { recursive: true, force: true });
      await wait(50);
    }
  }
  throw new OperatorError(`The folder ${lock} is locked by another process that does not finish.`);
}

/** Is a process with this id there? (EPERM means yes, of another user.) */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
