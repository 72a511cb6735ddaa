/**
 * The real, public part of the demonstration: areas, people, sites, actors, events and bases of the Central African
 * Republic, and the planning cycle computed from them. Sources and licences are in NOTICE.
 */
import { fileURLToPath } from "node:url";
import type { Tx } from "../../../db/tx.ts";
import { grantImport } from "../../access/write.ts";
import { type ImportedPopulation, importPopulation, importSites } from "../places/write-import.ts";
import { proposeCycle } from "../priorities/write.ts";
import { AreaFinder } from "./area-finder.ts";
import type { PopulationDraft, SiteDraft } from "./drafts.ts";
import { population } from "./formats/population.ts";
import { COD_AB, NATURAL_EARTH, readPopulatedPlaces, whoFacilities } from "./formats/sites.ts";
import { importFile, runImport } from "./import.ts";
import { importAreaFile } from "./import-areas.ts";
import { Notes } from "./problems.ts";
import { readAreasWithShapes, readCountries } from "./read.ts";
import { readRecords } from "./records.ts";
import { keepDataset } from "./write.ts";

const dataPath = (file: string) => fileURLToPath(new URL(`../../../db/demo/data/${file}`, import.meta.url));

/**
 * Fills the demonstration operation. Runs as its desk; safe to repeat, because every record is known by the id its
 * source gave it. Throws where one of the files that come with the product is not as it should be.
 */
export async function seedDemonstration(tx: Tx): Promise<void> {
  for (const level of [0, 1, 2, 3]) await seedAreas(tx, `caf-codab-adm${level}.geojson.gz`);
  await seedPopulation(tx);
  await seedSites(tx);
  await seedFile(tx, "ucdp-ged", "caf-ged231.csv.gz");
  await seedFile(tx, "awsd", "caf-awsd-without-details.csv");
  await seedFile(tx, "radpko", "radpko-bases-year-core.csv.gz");
  await proposeCycle(tx, { name: "2019", from: "2018-01-01", to: "2018-12-31" });
}

async function seedFile(tx: Tx, format: "ucdp-ged" | "awsd" | "radpko", file: string): Promise<void> {
  const { report, accepted } = await importFile(tx, { path: dataPath(file), format });
  if (!accepted) throw new Error(report.errors[0]?.message ?? `${file} was refused`);
}

async function seedAreas(tx: Tx, file: string): Promise<void> {
  const request = { path: dataPath(file), format: "geojson" as const, dataset: COD_AB.name };
  const { report, accepted } = await runImport(tx, request, (tally) => importAreaFile(tx, tally, COD_AB));
  if (!accepted) throw new Error(report.errors[0]?.message ?? `${file} was refused`);
}

/**
 * People by area as published for admin 1, 2 and 3. Admin 2 has two rows for Bangui, its first arrondissement and the
 * other seven: they are added, and give what admin 1 says. The country is the sum of admin 1.
 */
async function seedPopulation(tx: Tx): Promise<void> {
  const notes = new Notes("caf-population-2015.csv");
  const areas = new Map((await readAreasWithShapes(tx)).map((area) => [area.pcode, area]));
  const people = new Map<string, ImportedPopulation>();
  const add = (areaId: string, { year, people: counted, source }: PopulationDraft) => {
    const known = people.get(areaId);
    people.set(areaId, {
      areaId,
      year,
      total: (known?.total ?? 0) + counted,
      female: null,
      male: null,
      source,
    });
  };
  for await (const row of readRecords(dataPath("caf-population-2015.csv"), population.needed)) {
    const draft = population.read(row, notes);
    const area = draft ? areas.get(draft.pcode) : undefined;
    if (!draft || !area) continue;
    add(area.ref, draft);
    if (draft.level === 1 && area.parent_id) add(area.parent_id, draft);
  }
  await importPopulation(tx, grantImport(tx, "area"), [...people.values()]);
}

async function seedSites(tx: Tx): Promise<void> {
  const file = "caf-who-public-facilities.csv.gz";
  const notes = new Notes(file);
  const facilities = new Map<string, SiteDraft>();
  for await (const row of readRecords(dataPath(file), whoFacilities.needed)) {
    const draft = whoFacilities.read(row, notes);
    if (draft) facilities.set(draft.externalId, draft);
  }
  const places = await readPopulatedPlaces(dataPath("caf-populated-places.geojson"), "CAF");
  const finder = new AreaFinder(await readAreasWithShapes(tx), await readCountries(tx));
  const grant = grantImport(tx, "site");
  const owner = { ownerOrgId: tx.principal.publicOrganisationId, sensitivity: "low" as const };
  for (const [form, drafts] of [
    [whoFacilities.dataset(file), [...facilities.values()]],
    [NATURAL_EARTH, places],
  ] as const) {
    const { id } = await keepDataset(tx, grant, form, owner, false);
    await importSites(
      tx,
      grant,
      { datasetId: id, ...owner },
      drafts.map((draft) => siteOf(draft, finder)),
    );
  }
}

function siteOf(draft: SiteDraft, finder: AreaFinder) {
  const { externalId, kind, name, lon, lat, raw } = draft;
  const chain = finder.at(lon, lat, 2);
  const detail = raw["Facility type"] ?? null;
  return {
    externalId,
    kind,
    name,
    lon,
    lat,
    detail,
    adm1Id: chain?.adm1_id ?? null,
    adm2Id: chain?.adm2_id ?? null,
  };
}
