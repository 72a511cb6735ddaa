// The program itself as a child process: started as `npm start` starts it, without building the client.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PATIENCE_MS = 60_000;

export interface Program {
  child: ChildProcess;
  /** Everything printed so far. */
  text(): string;
  /** Address it serves on, as it says itself. */
  base: string;
  /** Ends it and answers with its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

function launch(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", PORT: "0", CONCORD_DEMO: "off", ...env },
  });
  let printed = "";
  let answered = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += data));
  child.stdout.on("data", (data) => (answered += data));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return { child, ended, text: () => printed, answer: () => answered };
}

/** Starts the server; resolves when it says that it is ready. @throws with what it printed when it ends before. */
export async function startProgram(env: Record<string, string>): Promise<Program> {
  const { child, ended, text } = launch(["server/main.ts", "--dev"], env);
  const giveUp = performance.now() + PATIENCE_MS;
  let over = false;
  ended.then(() => {
    over = true;
  });
  while (performance.now() < giveUp && !over) {
    const base = /Concord is ready: (\S+)/.exec(text())?.[1];
    const stop = (signal: NodeJS.Signals = "SIGTERM") => {
      child.kill(signal);
      return ended;
    };
    if (base) return { child, text, base: base.replace("localhost", "127.0.0.1"), stop };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The program did not get ready: ${text()}`);
}

/** Runs the program or a command to its end; `answer` is what it printed on standard output alone. */
export async function runProgram(args: string[], env: Record<string, string>) {
  const { ended, text, answer } = launch(args, env);
  return { code: await ended, text: text(), answer: answer() };
}
