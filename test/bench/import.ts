// The real importer on a large file: every row read, checked, placed in its areas, written with parties, harm and
// sources under the desk's policies; then the same file once more, which must find everything unchanged.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Home, OPERATION } from "./home.ts";
import { writeGedFile } from "./import-file.ts";
import type { ImportRun } from "./import-run.ts";
import { type Line, line, number, say } from "./table.ts";

const RUN = fileURLToPath(new URL("import-run.ts", import.meta.url));

export async function measureImport(home: Home, rows: number): Promise<Line[]> {
  const path = join(home.folder, "made_ged231.csv.gz");
  say(`writing a file of ${number(rows)} rows`);
  const fileMiB = (await writeGedFile(path, rows)) / 2 ** 20;
  say("checking it");
  const checked = await run(home, path, "dry");
  say("importing it");
  const imported = await run(home, path, "write");
  say("importing it again");
  const again = await run(home, path, "write");
  if (imported.created !== rows || again.unchanged !== rows) {
    throw new Error(`the import took in ${imported.created} of ${rows} rows`);
  }
  const label = `import, ${number(rows)} rows of CSV (gzip)`;
  const speed = ({ seconds }: ImportRun) => `${number(rows / seconds)} rows/s`;
  const peak = Math.max(checked.peakMiB, imported.peakMiB, again.peakMiB);
  return [
    line(`${label}: checked and written, then taken back (--dry-run)`, speed(checked)),
    line(`${label}: checked and written`, speed(imported), "≥ 20,000"),
    line(`${label}: found unchanged`, speed(again)),
    line(`${label}: size of the file, unpacked`, `${number(fileMiB)} MiB`),
    line(`${label}: memory of the process at its highest`, `${number(peak)} MiB`),
    line(`${label}: that memory by the size of the file`, number(peak / fileMiB, 2)),
  ];
}

/** Runs it as a process of its own. */
async function run(home: Home, path: string, kind: "dry" | "write"): Promise<ImportRun> {
  const folder = join(home.folder, "data");
  const { stdout } = await promisify(execFile)(process.execPath, [RUN, folder, path, OPERATION, kind]);
  return JSON.parse(stdout) as ImportRun;
}
