// Runs once before the browser stories: builds the client and fills one data folder with the demonstration.
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { TestProject } from "vitest/node";
import { startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    home: string;
  }
}

export default async function setup(project: TestProject) {
  const { end, home } = await startServer();
  await end();
  project.provide("home", home);
  return () => rm(dirname(home), { recursive: true, force: true });
}
