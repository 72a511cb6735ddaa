// Runs once before the browser stories: builds the client and fills one data folder with the demonstration, whose
// copies need no care of PostgreSQL's own.
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../../db/embedded.ts";
import { asSuperuser, hurry } from "../support/cluster.ts";
import { startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    home: string;
  }
}

export default async function setup(project: TestProject) {
  const { end, home } = await startServer();
  await end();
  await settle(home);
  project.provide("home", home);
  return () => rm(dirname(home), { recursive: true, force: true });
}

/** Every copy begins with what PostgreSQL would otherwise do in each again: statistics are there, writes do not wait. */
async function settle(home: string): Promise<void> {
  const server = await openEmbedded(home);
  try {
    await hurry(server);
    await asSuperuser(server, (client) => client.query("vacuum analyze"), server.database);
  } finally {
    await server.close();
  }
}
