/**
 * Three kinds of tests: `unit` needs nothing, `database` a PostgreSQL of its own (test/support/cluster.ts),
 * `browser` the whole program and a Chromium. test/support/run.ts runs them in order.
 */
import { defineConfig } from "vitest/config";

const DATABASE = ["test/**/*.db.test.ts"];
const BROWSER = ["test/**/*.browser.test.ts"];
/** What the embedded home does by itself needs no second run beside another server. */
const EMBEDDED = [
  "test/access/embedded.db.test.ts",
  "test/access/keeping-home.db.test.ts",
  "test/rooms/command-line.db.test.ts",
  "test/faults/kills.db.test.ts",
];
const PROPERTIES = ["test/support/setup-properties.ts"];
/** In the long run a property is tried twenty times as often, and has as long for it. */
const LONGER = Number(process.env.CONCORD_PROPERTY_RUNS ?? 0) > 0 ? 30 : 1;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...DATABASE, ...BROWSER],
          setupFiles: PROPERTIES,
          testTimeout: 20_000 * LONGER,
        },
      },
      {
        test: {
          name: "database",
          include: DATABASE,
          exclude: process.env.CONCORD_TEST_ENGINE === "debian" ? EMBEDDED : [],
          setupFiles: PROPERTIES,
          globalSetup: ["test/support/setup-database.ts"],
          testTimeout: 30_000 * LONGER,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: BROWSER,
          globalSetup: ["test/browser/setup.ts"],
          fileParallelism: false,
          // A whole browser on a busy machine: a story that holds only sometimes is told in the log, not in the result.
          retry: 2,
          // Far above what a story takes: no limit here may measure how fast a machine is.
          testTimeout: 300_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
