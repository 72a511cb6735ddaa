// The whole program as `npm start` starts it, on a free port and a folder of its own. Folders are copies of one that
// was filled before, so that a file of stories changes nothing for the next and still starts in a moment.
import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/cluster.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What no line of a log may hold: a session, a bearer token, what was asked for, a text of a record. */
const SECRETS = /concord\.session_token|Bearer [A-Za-z0-9]|[?&]input=|LEAK-|SOURCE-NOTE/;

export interface Server {
  /** Address it serves on, as it says itself. */
  base: string;
  /** Everything printed so far. */
  printed(): string;
  /** Ends it; its folder stays. */
  end(): Promise<void>;
  /** Ends it and takes its folder away. */
  stop(): Promise<void>;
  /** Its data folder. */
  home: string;
}

/**
 * Resolves when it says that it is ready. `from` = data folder of an ended server to start with.
 * @throws with everything printed when it ends before.
 */
export async function startServer(settings: Record<string, string> = {}, from?: string): Promise<Server> {
  const folder = await temporaryFolder();
  const home = join(folder, "data");
  // Copied by the system's own program, because it keeps whom the files belong to.
  if (from) await promisify(execFile)("cp", ["-a", from, home]);
  const env = { PATH: process.env.PATH ?? "", PORT: await freePort(), CONCORD_DATA_DIR: home, ...settings };
  const child = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env });
  let printed = "";
  const ended = new Promise((resolve) => child.on("close", resolve));
  const end = async () => {
    child.kill("SIGTERM");
    await ended;
    const spoiled = printed.split("\n").filter((line) => SECRETS.test(line));
    if (spoiled.length > 0)
      throw new Error(`The log tells what it must not:\n${spoiled.slice(0, 3).join("\n")}`);
  };
  const stop = async () => {
    await end();
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
  return { base, printed: () => printed, end, stop, home };
}

/** Named beforehand, because signing in is bound to the address the server was told. */
export function freePort(): Promise<string> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(String(port)));
    });
  });
}
