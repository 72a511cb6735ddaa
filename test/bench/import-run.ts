// One import as a process of its own, like the command line's, so that what it needs of memory is told apart from what
// the benchmark itself needs. Joins the server that runs on the data folder; prints one line of JSON.
//   node test/bench/import-run.ts DATA-FOLDER FILE OPERATION write|dry
import { openDatabase } from "../../db/open.ts";
import { asDesk } from "../../server/access/desk.ts";
import { importFile } from "../../server/rooms/exchange/import.ts";

/** What a run tells. */
export interface ImportRun {
  seconds: number;
  created: number;
  unchanged: number;
  /** Highest memory of the process, MiB. */
  peakMiB: number;
}

const [dataDir = "", path = "", operation = "", kind = ""] = process.argv.slice(2);
const database = await openDatabase({ dataDir });
try {
  const begun = performance.now();
  const { report } = await asDesk(database, operation, (tx) =>
    importFile(tx, { path, format: "ucdp-ged", dataset: "made", dryRun: kind === "dry" }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const run: ImportRun = { seconds, created: report.created, unchanged: report.unchanged, peakMiB };
  process.stdout.write(`${JSON.stringify(run)}\n`);
} finally {
  await database.close();
}
