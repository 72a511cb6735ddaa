// What the numbers of datasets and areas in the facts stand for, each only as far as this reader sees them.
import type { Tx } from "../../db/tx.ts";
import type { FactsArea, FactsDataset } from "../../shared/rooms/analysis-facts.ts";
import { IS_PRIMARY } from "../access/read.ts";

export async function readDictionaries(tx: Tx): Promise<{ datasets: FactsDataset[]; areas: FactsArea[] }> {
  return { datasets: await readDatasets(tx), areas: await readAreas(tx) };
}

const readDatasets = (tx: Tx) =>
  tx.query<FactsDataset>(
    `select ref as id, name, title, coalesce(dataset_version, '') as version, coalesce(licence, '') as licence,
            coalesce(citation, '') as citation, ${IS_PRIMARY} as "primary", civilian_range as "civilianRange",
            measures
       from app.dataset_seen order by "primary" desc, name`,
  );

async function readAreas(tx: Tx): Promise<FactsArea[]> {
  const rows = await tx.query<Omit<FactsArea, "parent"> & { parentId: string | null }>(
    `select ref, pcode, name, level, parent_id as "parentId", lon, lat
       from app.area_seen where level <= 2 order by level, name, ref`,
  );
  const index = new Map(rows.map((row, at) => [row.ref, at]));
  return rows.map(({ parentId, ...area }) => ({ ...area, parent: index.get(parentId ?? "") ?? -1 }));
}
