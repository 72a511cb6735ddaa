// The program as a child process, as `npm start` runs it, on a free port.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export interface Served {
  base: string;
  /** From the start of the process until it says that it is ready. */
  readyMs: number;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts the server on this data folder. @throws with what it printed when it ends before it is ready. */
export function serve(dataDir: string): Promise<Served> {
  const begun = performance.now();
  const env = {
    ...process.env,
    PORT: "0",
    CONCORD_DATA_DIR: dataDir,
    CONCORD_DEMO: "on",
    CONCORD_LOG: "error",
  };
  const child = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  const killed = () => child.kill("SIGTERM");
  process.once("exit", killed);
  ended.then(() => process.off("exit", killed));
  let printed = "";
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        printed += data;
        const base = /Concord is ready: (\S+)/.exec(printed)?.[1];
        if (base) resolve({ base, readyMs: performance.now() - begun, stop });
      });
    }
    ended.then(() => reject(new Error(`The program did not get ready: ${printed}`)));
  });
}
