// Runs once before the browser stories: the whole program as `npm start` starts it, on an empty folder, with its
// built client and the demonstration.
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { temporaryFolder } from "../support/cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    base: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export default async function setup(project: TestProject) {
  const folder = await temporaryFolder();
  const env = { PATH: process.env.PATH ?? "", PORT: "0", CONCORD_DATA_DIR: join(folder, "data") };
  const child = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env });
  const ended = new Promise((resolve) => child.on("close", resolve));
  project.provide("base", await readyAddress(child));
  return async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** The address it prints; an end before that fails with everything printed. */
function readyAddress(child: ReturnType<typeof spawn>): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer) => {
      printed += data;
      const base = /Concord is ready: (\S+)/.exec(printed)?.[1];
      if (base) resolve(base);
    };
    child.stdout!.on("data", hear);
    child.stderr!.on("data", hear);
    child.on("close", () => reject(new Error(`The program ended before it was ready:\n${printed}`)));
  });
}
