/**
 * Incidents of a published dataset: row by row through the format's reader, a batch at a time into the database.
 */
import { setImmediate } from "node:timers/promises";
import type { Tx } from "../../../db/tx.ts";
import { send } from "../../access/import-rows.ts";
import { grantImport } from "../../access/write.ts";
import { importActors } from "../actors/write-import.ts";
import { type ImportedIncident, markMissing, prepareIncidents } from "../incidents/write-import.ts";
import { ActorBook, UCDP_ACTORS } from "./actor-book.ts";
import { AreaFinder } from "./area-finder.ts";
import type { ActorDraft, IncidentDraft, Reader } from "./drafts.ts";
import { importRelationsOf } from "./import-relations.ts";
import { MetIds } from "./met-ids.ts";
import { readAreasWithShapes, readCountries, readKnownActors } from "./read.ts";
import { readRecords } from "./records.ts";
import { BATCH, datasetOf, ownerOf, type Tally, targetOf } from "./tally.ts";
import { type KeptDataset, keepDataset } from "./write.ts";

interface Run {
  tx: Tx;
  tally: Tally;
  dataset: KeptDataset;
  finder: AreaFinder;
  book: ActorBook;
  met: MetIds;
  countries: Set<string>;
  /** All batches handed over: the one the database is at work on, and at most one that waits for it. */
  writing: Promise<void>;
  /** Those before the last. */
  before: Promise<void>;
}

/** Reads the whole file and writes what is sound. Throws FileProblem. */
export async function importIncidentFile(tx: Tx, tally: Tally, reader: Reader<IncidentDraft>): Promise<void> {
  const grant = grantImport(tx, "incident");
  const form = datasetOf(tally.request, reader.dataset);
  const dataset = await keepDataset(tx, grant, form, ownerOf(tx, tally.request, true), true);
  const finder = new AreaFinder(await readAreasWithShapes(tx), await readCountries(tx));
  const book = new ActorBook(await readKnownActors(tx), async (actors) => {
    await run.writing;
    return writeActors(tx, actors);
  });
  const about = {
    met: new MetIds(),
    countries: new Set<string>(),
    writing: Promise.resolve(),
    before: Promise.resolve(),
  };
  const run: Run = { tx, tally, dataset, finder, book, ...about };
  await writeWhileReading(run, reader);
  if (finder.isEmpty) {
    tally.notes.warn(
      null,
      null,
      "the operation has no areas, so areas stay unknown",
      "Import them with --format geojson --kind areas; incidents are then placed again",
    );
  }
  if (tally.writing && tally.request.format === "ucdp-ged") await writeRelations(run);
  if (tally.writing && !dataset.isNew) await reportMissing(run, form.version ?? tally.notes.file);
}

/** Rows after which the database's answers are looked at: reading alone would let it wait for its next statement. */
const TURN = 25;

/** The database writes one batch while another waits for it and the next is read and made ready; no more are held. */
async function writeWhileReading(run: Run, reader: Reader<IncidentDraft>): Promise<void> {
  let batch: IncidentDraft[] = [];
  try {
    for await (const row of readRecords(run.tally.request.path, reader.needed)) {
      const draft = takeRow(run, reader, row);
      if (draft) batch.push(draft);
      if (batch.length % TURN === 0) await setImmediate();
      if (batch.length < BATCH) continue;
      await handOver(run, batch);
      batch = [];
    }
    await handOver(run, batch);
  } finally {
    await run.writing;
  }
}

function takeRow(
  run: Run,
  reader: Reader<IncidentDraft>,
  row: Parameters<typeof reader.read>[0],
): IncidentDraft | null {
  const { tally, met } = run;
  const { notes } = tally;
  tally.next();
  const { found, expected } = row.width;
  if (found !== expected) {
    notes.fail(
      row.line,
      null,
      `the row has ${found} cells and the header ${expected}`,
      "Check its separators and quotation marks",
    );
  }
  const draft = reader.read(row, notes);
  const id = draft?.externalId ?? (reader.idColumn ? row.text(reader.idColumn) : "");
  const first = id === "" ? undefined : met.meet(id, row.line);
  if (first !== undefined) {
    notes.fail(
      row.line,
      reader.idColumn ?? null,
      `the id stands on line ${first} already`,
      "Keep one of the two rows",
    );
  }
  if (notes.hasFailed(row.line)) return null;
  if (!draft) tally.skipped += 1;
  else if (draft.countryIso3) run.countries.add(draft.countryIso3);
  return draft;
}

/** Makes a batch ready and lines it up behind the one before, so that the database never waits for us. */
async function handOver(run: Run, batch: IncidentDraft[]): Promise<void> {
  const { tx, tally, dataset, book, finder } = run;
  if (!tally.writing || batch.length === 0) return;
  await book.makeKnown(batch.flatMap((draft) => draft.parties));
  const target = targetOf(tx, tally.request, dataset, true);
  const incidents = batch.map((draft) => placed(draft, finder, book));
  if (!dataset.isNew) await run.writing;
  const ready = await prepareIncidents(tx, grantImport(tx, "incident"), target, incidents);
  await run.before;
  run.before = run.writing;
  run.writing = run.writing.then(() => send(tx, ready.statements)).then(() => tally.add(ready));
  run.writing.catch(() => undefined);
}

function placed(draft: IncidentDraft, finder: AreaFinder, book: ActorBook): ImportedIncident {
  const found = new Map<string, ImportedIncident["parties"][number]>();
  for (const party of draft.parties) {
    const actorId = book.refOf(party);
    if (actorId) found.set(`${party.role}/${actorId}`, { actorId, role: party.role });
  }
  const raw = { ...draft.raw };
  if (draft.countryIso3 !== null) raw.iso3 = draft.countryIso3;
  if (draft.adm1Name !== null) raw.adm1 = draft.adm1Name;
  if (draft.adm2Name !== null) raw.adm2 = draft.adm2Name;
  const { adm0_id, adm1_id, adm2_id, adm3_id } = finder.find(draft);
  const parties = [...found.values()];
  return { ...draft, adm0_id, adm1_id, adm2_id, adm3_id, parties, contradicts: draft.asPublished, raw };
}

/** UCDP's actors, as Public data's. */
async function writeActors(tx: Tx, actors: ActorDraft[]): Promise<Map<string, string>> {
  return (await importActors(tx, grantImport(tx, "actor"), await ucdpTarget(tx), actors)).ids;
}

async function ucdpTarget(tx: Tx) {
  const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
  const { id } = await keepDataset(tx, grantImport(tx, "actor"), UCDP_ACTORS, owner, false);
  return { datasetId: id, ...owner };
}

/** What UCDP says of how the sides of these events relate; new events may date what could not be dated before. */
async function writeRelations({ tx, book }: Run): Promise<void> {
  const actors = await book.listed(book.ids);
  await importRelationsOf(tx, await ucdpTarget(tx), actors);
}

async function reportMissing(run: Run, version: string): Promise<void> {
  const { tx, tally, dataset, met, countries } = run;
  const file = { datasetId: dataset.id, version, found: met.all(), countries: [...countries] };
  const missing = await markMissing(tx, grantImport(tx, "incident"), file);
  if (missing.length === 0) return;
  const some = missing.slice(0, 5).join(", ");
  tally.notes.warn(
    null,
    null,
    `${missing.length} records of the dataset are not in this file (${some}${missing.length > 5 ? ", …" : ""})`,
    "They are kept and marked as missing from this version",
  );
}
