// The benchmark: one table of single numbers and ratios, no verdict. All data is made from the demonstration's real
// events with a fixed seed, in a temporary folder with its own embedded PostgreSQL; no network is needed.
//   npm run bench                     everything (some minutes)
//   npm run bench -- facts download   only these parts: import, facts, actors, page, download
//   npm run bench -- facts 385000     with this many rows instead of 385,000 and 1,000,000
import { ensureBuilt } from "../../server/build.ts";
import { openLog } from "../../server/log.ts";
import { measureActors } from "./actors.ts";
import { measureAggregator } from "./aggregator.ts";
import { measureDownload } from "./download.ts";
import { measureDrag } from "./drag.ts";
import { measureFacts } from "./facts.ts";
import { openHome } from "./home.ts";
import { measureImport } from "./import.ts";
import { machineLines } from "./machine.ts";
import { measurePage } from "./page.ts";
import { fillTo } from "./resample.ts";
import { type Line, number, printTable, say } from "./table.ts";

const words = process.argv.slice(2);
const asked = words.filter((word) => /^\d+$/.test(word)).map(Number);
const SIZES = asked.length > 0 ? asked : [385_000, 1_000_000];

const PARTS: Record<string, () => Promise<Line[]>> = {
  import: () => inHome((home) => measureImport(home, SIZES[0]!)),
  facts: async () => {
    // The home's web server takes the client as it finds it.
    await ensureBuilt(openLog(), false);
    return inHome(factsAndCharts);
  },
  actors: () => inHome(measureActors),
  page: measurePage,
  download: measureDownload,
};

async function factsAndCharts(home: Awaited<ReturnType<typeof openHome>>): Promise<Line[]> {
  const lines: Line[] = [];
  for (const size of SIZES) {
    say(`making ${number(size)} facts`);
    await fillTo(home.database, size);
    say("measuring facts");
    const measured = await measureFacts(home);
    say("measuring charts");
    lines.push(...measured.lines, ...(await measureAggregator(home, measured.facts)));
    lines.push(...(await measureDrag(home, measured.facts.rows)));
  }
  return lines;
}

/** A home for one part, taken away whatever happens. */
async function inHome(work: (home: Awaited<ReturnType<typeof openHome>>) => Promise<Line[]>) {
  const home = await openHome();
  const onSignal = () => void home.close().finally(() => process.exit(130));
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    return await work(home);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await home.close();
  }
}

async function main(wanted: string[]): Promise<void> {
  const stranger = wanted.find((name) => !(name in PARTS));
  if (stranger !== undefined) {
    process.stderr.write(`${stranger} is no part; there are: ${Object.keys(PARTS).join(", ")}\n`);
    process.exitCode = 2;
    return;
  }
  const lines = machineLines();
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length === 0 || wanted.includes(name)) lines.push(...(await measure()));
  }
  printTable(lines);
}

await main(words.filter((word) => !/^\d+$/.test(word)));
