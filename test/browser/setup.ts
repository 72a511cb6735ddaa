// Runs once before the browser stories: one server with its built client and the demonstration for all of them.
import type { TestProject } from "vitest/node";
import { startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    base: string;
  }
}

export default async function setup(project: TestProject) {
  const { base, stop } = await startServer();
  project.provide("base", base);
  return stop;
}
