// One area whole, as the area page needs it: where it lies, its people, the sites inside it, the zones that touch it.
import type { Tx } from "../../../db/tx.ts";
import { pointInArea } from "../../../shared/geo.ts";
import {
  type AreaDossier,
  type AreaFeature,
  SITES_LISTED,
  type SiteAnswer,
} from "../../../shared/rooms/places-answers.ts";
import { readZonesIn } from "../actors/read.ts";
import { readClaims } from "../actors/read-claims.ts";
import { areaRefOf, readAreas, readDatasets, readShape } from "./read.ts";
import { descendantsOf, parentsOf } from "./rules.ts";

/** Everything the server knows of an area, by P-code or ref. @throws AppError not_found */
export async function readArea(tx: Tx, code: string): Promise<AreaDossier> {
  const ref = await areaRefOf(tx, code);
  const areas = await readAreas(tx);
  const area = areas.find((each) => each.ref === ref)!;
  const parents = parentsOf(areas, area);
  const inside = descendantsOf(areas, area);
  const [facts] = await tx.query<{
    areaSqkm: number | null;
    validOn: string | null;
    datasetRef: string | null;
  }>(
    `select area_sqkm as "areaSqkm", valid_on as "validOn", dataset_id as "datasetRef" from app.area_seen where ref = $1`,
    [ref],
  );
  const sites = await readSites(tx, ref, area.level);
  const zones = await readZonesIn(
    tx,
    [...parents, area, ...inside].map((each) => each.ref),
  );
  const cited = [facts!.datasetRef, ...sites.map((site) => site.datasetRef)].filter((each) => each !== null);
  return {
    area: { ...area, ...facts! },
    parents,
    children: inside.filter((each) => each.parentId === ref),
    siteCounts: countKinds(sites),
    sites: sites.slice(0, SITES_LISTED),
    zones,
    threats: await readClaims(tx, [...new Set(zones.map(({ actor }) => actor.ref))], ["threat"]),
    datasets: await readDatasets(tx, [...new Set(cited)]),
  };
}

/** Own sites first: whoever may change one finds it, however many others there are. */
const SITES = `select ref, owner_org_id = $1 as own, kind, name, lon, lat, detail, dataset_id as "datasetRef", illustrative
  from app.site_seen`;
const ORDER = "order by owner_org_id = $1 desc, kind, name, ref";
const LEVEL_COLUMNS: Record<number, string> = { 1: "adm1_id = $2", 2: "adm2_id = $2" };

/** Sites store their areas to level 2; below that the shape decides. */
async function readSites(tx: Tx, ref: string, level: number): Promise<SiteAnswer[]> {
  const me = tx.principal.organisationId;
  if (level === 0) return tx.query<SiteAnswer>(`${SITES} ${ORDER}`, [me]);
  const column = LEVEL_COLUMNS[level];
  if (!column) return sitesInside(tx, await readShape(tx, ref));
  return tx.query<SiteAnswer>(`${SITES} where ${column} ${ORDER}`, [me, ref]);
}

async function sitesInside(tx: Tx, { bbox, geometry }: AreaFeature): Promise<SiteAnswer[]> {
  const near = await tx.query<SiteAnswer & { lon: number; lat: number }>(
    `${SITES} where lon between $2 and $4 and lat between $3 and $5 ${ORDER}`,
    [tx.principal.organisationId, ...bbox],
  );
  return near.filter((site) => pointInArea(site.lon, site.lat, geometry, bbox));
}

function countKinds(sites: readonly SiteAnswer[]): AreaDossier["siteCounts"] {
  const kinds = Map.groupBy(sites, (site) => site.kind);
  return [...kinds].map(([kind, of]) => ({ kind, sites: of.length }));
}
