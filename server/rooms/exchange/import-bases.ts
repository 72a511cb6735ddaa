/**
 * Bases and deployments of a public list. A base belongs to the operation by its point, not by the country column;
 * adjoining years of one place are joined without a gap, each year keeping its own strength.
 */
import type { Tx } from "../../../db/tx.ts";
import { grantImport } from "../../access/write.ts";
import { importBases, importDeployments } from "../coverage/write-import.ts";
import { AreaFinder } from "./area-finder.ts";
import type { BaseYearDraft, Reader } from "./drafts.ts";
import { iso3OfCountryName } from "./formats/countries.ts";
import { readAreasWithShapes, readCountries } from "./read.ts";
import { readRecords } from "./records.ts";
import { datasetOf, ownerOf, type Tally, targetOf } from "./tally.ts";
import { keepDataset } from "./write.ts";

/** Reads the whole list, which is small, and writes the places inside the operation. Throws FileProblem. */
export async function importBaseFile(tx: Tx, tally: Tally, reader: Reader<BaseYearDraft>): Promise<void> {
  const grant = grantImport(tx, "base");
  const owner = ownerOf(tx, tally.request, true);
  const dataset = await keepDataset(tx, grant, datasetOf(tally.request, reader.dataset), owner, false);
  const finder = new AreaFinder(await readAreasWithShapes(tx), await readCountries(tx));
  const inside = await belongs(tx, tally, finder);
  const years = new Map<string, BaseYearDraft>();
  let outside = 0;
  for await (const row of readRecords(tally.request.path, reader.needed)) {
    tally.next();
    const draft = reader.read(row, tally.notes);
    const isOutside = draft !== null && !inside(draft);
    if (isOutside) outside += 1;
    if (draft && !isOutside && isFirst(tally, years, draft)) years.set(draft.externalId, draft);
    else if (!tally.notes.hasFailed(row.line)) tally.skipped += 1;
  }
  noteOutside(tally, outside);
  if (!tally.writing) return;
  const target = targetOf(tx, tally.request, dataset, true);
  const drafts = [...years.values()].sort((a, b) => a.year - b.year);
  const bases = [...new Map(drafts.map((draft) => [placeOf(draft), draft])).values()];
  const { ids } = await importBases(
    tx,
    grant,
    target,
    bases.map((draft) => baseOf(draft, finder)),
  );
  tally.add(
    await importDeployments(
      tx,
      grant,
      target,
      drafts.map((draft) => deploymentOf(draft, years)),
      ids,
    ),
  );
}

const placeOf = ({ mission, place }: BaseYearDraft) => `${mission}/${place}`;

/** Inside the operation's areas; without areas the country column must do, and the report says so. */
async function belongs(tx: Tx, tally: Tally, finder: AreaFinder): Promise<(draft: BaseYearDraft) => boolean> {
  if (!finder.isEmpty) return ({ lon, lat }) => finder.at(lon, lat, 2) !== null;
  const countries = await readCountries(tx);
  tally.notes.warn(
    null,
    null,
    "the operation has no areas, so bases were chosen by the country column",
    "Import areas with --format geojson --kind areas and run this again",
  );
  return ({ country }) => countries.length === 0 || countries.includes(iso3OfCountryName(country) ?? "");
}

function noteOutside(tally: Tally, outside: number): void {
  if (outside === 0) return;
  tally.notes.warn(null, null, `${outside} rows lie outside the operation and are left out`, "Nothing to do");
}

/** Geo-PKO lists a place once per map of the year, with the same yearly figure: one of them is enough. */
function isFirst(tally: Tally, years: Map<string, BaseYearDraft>, draft: BaseYearDraft): boolean {
  const first = years.get(draft.externalId);
  if (!first) return true;
  const { line } = draft;
  const same = JSON.stringify({ ...first, line }) === JSON.stringify(draft);
  const what = same ? "the row says the same as" : "the row names the same place and year as";
  tally.notes.warn(line, null, `${what} line ${first.line}`, "The first of the two is used");
  return false;
}

function baseOf(draft: BaseYearDraft, finder: AreaFinder) {
  const { kind, place: name, lon, lat } = draft;
  const chain = finder.at(lon, lat, 2);
  const areas = { adm1Id: chain?.adm1_id ?? null, adm2Id: chain?.adm2_id ?? null };
  return { externalId: placeOf(draft), kind, name, lon, lat, ...areas };
}

function deploymentOf(draft: BaseYearDraft, years: Map<string, BaseYearDraft>) {
  const { externalId, mission, year, from, to, troops, police, observers } = draft;
  const joined = years.has(`${placeOf(draft)}/${year - 1}`);
  const validFrom = joined ? `${year}-01-01` : from;
  return {
    externalId,
    baseExternalId: placeOf(draft),
    mission,
    validFrom,
    validTo: to,
    troops,
    police,
    observers,
  };
}
