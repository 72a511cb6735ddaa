// Runs once before the database tests: starts the cluster that CONCORD_TEST_ENGINE names (default: embedded)
// and tells every test file where it is.
import type { TestProject } from "vitest/node";
import { type ClusterAddress, type Engine, startCluster } from "./cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    cluster: ClusterAddress;
  }
}

export default async function setup(project: TestProject) {
  const engine: Engine = process.env.CONCORD_TEST_ENGINE === "debian" ? "debian" : "embedded";
  const { address, close } = await startCluster(engine);
  project.provide("cluster", address);
  return close;
}
