// Runs the tests in order and ends with one plain line: how many passed, failed and, only if any, were skipped.
//   check  types, lint, structure and unit tests: no database, seconds
//   all    check, then the database tests on the embedded PostgreSQL and on the system's, then the browser
//   full   all, with every property tried many times over, and the faults in their full number
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemPrograms } from "./cluster.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FULL_PROPERTY_RUNS = "2000";

interface Step {
  title: string;
  /** Program below node_modules and its arguments. */
  command: string[];
  env?: Record<string, string>;
}
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: told again at the end, where whoever sees only the end of the log finds it. */
  faults: string[];
}

const types: Step = { title: "types", command: ["typescript/bin/tsc", "-p", "."] };
const lint: Step = { title: "lint", command: ["@biomejs/biome/bin/biome", "check", "."] };
const vitest = (title: string, project: string, env: Record<string, string> = {}): Step => ({
  title,
  command: ["vitest/vitest.mjs", "run", "--project", project],
  env,
});
const checkOf = (env?: Record<string, string>) => [
  types,
  lint,
  vitest("structure and unit tests", "unit", env),
];

async function stepsOf(mode: string, tally: Tally): Promise<Step[]> {
  const env: Record<string, string> =
    mode === "full" ? { CONCORD_PROPERTY_RUNS: FULL_PROPERTY_RUNS, CONCORD_FULL: "yes" } : {};
  if (mode === "check") return checkOf();
  const steps = [...checkOf(env), vitest("database tests, embedded PostgreSQL", "database", env)];
  const second = await systemPrograms();
  if (second) {
    const other = { ...env, CONCORD_TEST_ENGINE: "debian" };
    steps.push(vitest(`database tests, ${second}`, "database", other));
  } else {
    process.stdout.write("not run here: a second PostgreSQL\n");
    if (process.env.CONCORD_REQUIRE_SECOND === "yes") addFault(tally, "a second PostgreSQL: not found");
  }
  return [...steps, vitest("browser tests", "browser")];
}

/** One step; a program that reports no tests counts only when it fails. */
async function take(step: Step, folder: string, tally: Tally): Promise<void> {
  const begun = performance.now();
  process.stdout.write(`\n── ${step.title}\n`);
  const isTests = step.command[0]!.startsWith("vitest");
  const report = join(folder, "report.json");
  const reporters = isTests ? ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : [];
  const code = await run([...step.command, ...reporters], step.env);
  const found = isTests ? await readReport(report) : emptyTally();
  await rm(report, { force: true });
  tally.passed += found.passed;
  tally.skipped += found.skipped;
  for (const fault of found.faults) addFault(tally, `${step.title}: ${fault}`);
  // A run that fails without a failed test (a file that does not load, a crash), or in which no test ran, has failed.
  const isEmpty = isTests && found.passed + found.failed === 0;
  if (found.failed === 0 && (code !== 0 || isEmpty)) addFault(tally, `${step.title}: ended with ${code}`);
  process.stdout.write(`── ${step.title}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
}

function run([program, ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  const path = join(ROOT, "node_modules", program!);
  const child = spawn(process.execPath, [path, ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

const emptyTally = (): Tally => ({ passed: 0, failed: 0, skipped: 0, faults: [] });

function addFault(tally: Tally, fault: string): void {
  tally.failed++;
  tally.faults.push(fault);
}

interface Report {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

async function readReport(path: string): Promise<Tally> {
  const tally = emptyTally();
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return tally;
  const report: Report = JSON.parse(text);
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { status, fullName } of all) if (status === "failed") addFault(tally, fullName);
  return { ...tally, passed: report.numPassedTests, skipped: report.numPendingTests + report.numTodoTests };
}

const tally = emptyTally();
const folder = await mkdtemp(join(tmpdir(), "concord-report-"));
for (const step of await stepsOf(process.argv[2] ?? "all", tally)) await take(step, folder, tally);
await rm(folder, { recursive: true, force: true });
if (tally.passed + tally.failed === 0) process.stdout.write("no test ran\n");
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
for (const fault of tally.faults) process.stdout.write(`failed: ${fault}\n`);
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed${skipped}\n`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
