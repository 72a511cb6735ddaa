/**
 * One import: a file of a known format into an operation, in one transaction and under the principal's policies.
 * Nothing is written when a row fails (unless failed rows may be left out), when the file is unreadable, or when the
 * import is only a trial. The report is the same in all cases.
 */
import type { Tx } from "../../../db/tx.ts";
import { FORMAT_KIND, type ImportReport } from "../../../shared/rooms/exchange.ts";
import { openTrial, undoTrial } from "../../access/trial.ts";
import { grantImport, writeAudited } from "../../access/write.ts";
import { ACTOR_READERS, BASE_READERS, INCIDENT_READERS } from "./formats/index.ts";
import { importActorFile } from "./import-actors.ts";
import { importAreaFile } from "./import-areas.ts";
import { importBaseFile } from "./import-bases.ts";
import { importIncidentFile } from "./import-incidents.ts";
import { importZoneFile } from "./import-zones.ts";
import { FileProblem } from "./problems.ts";
import { type ImportRequest, Tally } from "./tally.ts";

export interface ImportOutcome {
  report: ImportReport;
  /** False where the file was refused: then nothing was written. */
  accepted: boolean;
}

/** @throws AppError not_allowed where the principal may not import */
export async function importFile(tx: Tx, request: ImportRequest): Promise<ImportOutcome> {
  return runImport(tx, request, (tally) => readInto(tx, tally));
}

/** Runs the reading and writing of one file as a trial and keeps or takes back what it wrote. */
export async function runImport(
  tx: Tx,
  request: ImportRequest,
  work: (tally: Tally) => Promise<void>,
): Promise<ImportOutcome> {
  const kind = WRITER[FORMAT_KIND[request.format]];
  const grant = grantImport(tx, kind);
  const tally = new Tally(request);
  await openTrial(tx);
  const readable = await work(tally).then(
    () => true,
    (error) => noteUnreadable(tally, error),
  );
  if (readable && tally.isEmpty) tally.notes.warn(null, null, "the file holds no rows", "Download it again");
  const accepted = readable && tally.writing;
  const report = tally.report(datasetName(request), !accepted);
  if (!accepted || request.dryRun) await undoTrial(tx);
  else {
    const { created, updated, unchanged, skipped, failed } = report;
    const detail = { format: request.format, created, updated, unchanged, skipped, failed };
    await writeAudited(
      tx,
      grant,
      { action: `${kind}.import`, recordId: null, detail },
      async () => undefined,
    );
  }
  return { report, accepted };
}

/** Kind of record, as policies name it, by what a format holds. */
const WRITER = {
  incidents: "incident",
  actors: "actor",
  areas: "area",
  bases: "base",
  zones: "actor",
} as const;
const DATASET_NAME: Record<string, string> = { geojson: "areas", "geojson-zones": "zones" };

/** The name a file's records are kept under. */
export const datasetName = ({ dataset, format }: ImportRequest): string =>
  dataset ?? DATASET_NAME[format] ?? format;

function noteUnreadable(tally: Tally, error: unknown): false {
  if (!(error instanceof FileProblem)) throw error;
  tally.notes.refuse(error.issue);
  return false;
}

async function readInto(tx: Tx, tally: Tally): Promise<void> {
  const { format } = tally.request;
  const incidents = INCIDENT_READERS[format];
  const bases = BASE_READERS[format];
  const actors = ACTOR_READERS[format];
  if (incidents) await importIncidentFile(tx, tally, incidents);
  else if (bases) await importBaseFile(tx, tally, bases);
  else if (actors) await importActorFile(tx, tally, actors);
  else if (format === "geojson-zones") await importZoneFile(tx, tally);
  else await importAreaFile(tx, tally);
}
