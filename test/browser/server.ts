// The whole program as `npm start` starts it, on an empty folder and a free port, for one run of the browser stories.
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/cluster.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Server {
  /** Address it serves on, as it says itself. */
  base: string;
  /** Everything printed so far. */
  printed(): string;
  /** Ends it and takes its folder away. */
  stop(): Promise<void>;
}

/** Resolves when it says that it is ready. @throws with everything printed when it ends before. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const folder = await temporaryFolder();
  const env = {
    PATH: process.env.PATH ?? "",
    PORT: "0",
    CONCORD_DATA_DIR: join(folder, "data"),
    ...settings,
  };
  const child = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env });
  let printed = "";
  const ended = new Promise((resolve) => child.on("close", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const base = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      printed += data;
      const ready = /Concord is ready: (\S+)/.exec(printed)?.[1];
      if (ready) resolve(ready);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("close", () => reject(new Error(`The program ended before it was ready:\n${printed}`)));
  });
  return { base, printed: () => printed, stop };
}
