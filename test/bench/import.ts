// The real importer on a large file: every row read, checked, placed in its areas, written with parties, harm and
// sources under the desk's policies; then the same file once more, which must find everything unchanged.
import { join } from "node:path";
import { asDesk } from "../../server/access/desk.ts";
import { importFile } from "../../server/rooms/exchange/import.ts";
import type { ImportReport } from "../../shared/rooms/exchange.ts";
import { type Home, OPERATION } from "./home.ts";
import { writeGedFile } from "./import-file.ts";
import { type Line, line, number, say } from "./table.ts";

export async function measureImport(home: Home, rows: number): Promise<Line[]> {
  const path = join(home.folder, "made_ged231.csv.gz");
  say(`writing a file of ${number(rows)} rows`);
  await writeGedFile(path, rows);
  say("checking it");
  const checked = await timed(home, path, true);
  say("importing it");
  const imported = await timed(home, path, false);
  say("importing it again");
  const again = await timed(home, path, false);
  if (imported.report.created !== rows || again.report.unchanged !== rows) {
    throw new Error(`the import took in ${imported.report.created} of ${rows} rows`);
  }
  const label = `import, ${number(rows)} rows of CSV (gzip)`;
  const speed = (seconds: number) => `${number(rows / seconds)} rows/s`;
  return [
    line(`${label}: checked and written, then taken back (--dry-run)`, speed(checked.seconds)),
    line(`${label}: checked and written`, speed(imported.seconds), "≥ 20,000"),
    line(`${label}: found unchanged`, speed(again.seconds)),
    line(
      `${label}: memory of the process at its highest`,
      `${number(process.resourceUsage().maxRSS / 1024)} MiB`,
    ),
  ];
}

async function timed(
  home: Home,
  path: string,
  dryRun: boolean,
): Promise<{ seconds: number; report: ImportReport }> {
  const begun = performance.now();
  const { report } = await asDesk(home.database, OPERATION, (tx) =>
    importFile(tx, { path, format: "ucdp-ged", dataset: "made", dryRun }),
  );
  return { seconds: (performance.now() - begun) / 1000, report };
}
