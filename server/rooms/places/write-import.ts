/**
 * Areas, their population, and sites from a dataset. An area's parent is the one its source states, found by P-code
 * among the operation's areas.
 */
import { hash } from "node:crypto";
import type { MultiPolygon, Polygon } from "geojson";
import type { Tx } from "../../../db/tx.ts";
import { bboxOf, placeKey } from "../../../shared/geo.ts";
import { nameKey } from "../../../shared/names.ts";
import {
  type Imported,
  type ImportTarget,
  importRows,
  type Located,
  partsInsertion,
  relocateRows,
  send,
} from "../../access/import-rows.ts";
import type { WriteGrant } from "../../access/write.ts";

export interface ImportedArea {
  externalId: string;
  pcode: string | null;
  name: string;
  level: number;
  parentId: string | null;
  lon: number;
  lat: number;
  areaSqkm: number | null;
  validOn: string | null;
  shape: Polygon | MultiPolygon;
}

export interface ImportedSite {
  externalId: string;
  kind: string;
  name: string;
  lon: number;
  lat: number;
  adm1Id: string | null;
  adm2Id: string | null;
  detail: string | null;
}

export interface ImportedPopulation {
  areaId: string;
  year: number;
  total: number | null;
  female: number | null;
  male: number | null;
  source: string;
}

const AREA = {
  name: "area",
  columns: {
    level: "int2",
    pcode: "text",
    name: "text",
    name_key: "text",
    parent_id: "uuid",
    lon: "float8",
    lat: "float8",
    min_lon: "float8",
    min_lat: "float8",
    max_lon: "float8",
    max_lat: "float8",
    area_sqkm: "float8",
    valid_on: "date",
    shape: "jsonb",
  },
};
const SITE = {
  name: "site",
  columns: {
    kind: "text",
    name: "text",
    name_key: "text",
    lon: "float8",
    lat: "float8",
    adm1_id: "uuid",
    adm2_id: "uuid",
    detail: "text",
  },
};

/** Writes areas of one level; wider levels must be written before, so that parents exist. */
export async function importAreas(
  tx: Tx,
  _grant: WriteGrant<"area">,
  target: ImportTarget,
  areas: ImportedArea[],
): Promise<Imported> {
  const rows = areas.map((area) => {
    const [min_lon, min_lat, max_lon, max_lat] = bboxOf(area.shape) ?? [0, 0, 0, 0];
    const columns = {
      ...{ level: area.level, pcode: area.pcode, name: area.name, name_key: placeKey(area.name) },
      ...{ parent_id: area.parentId, lon: area.lon, lat: area.lat, min_lon, min_lat, max_lon, max_lat },
      ...{ area_sqkm: area.areaSqkm, valid_on: area.validOn, shape: area.shape },
    };
    return { external_id: area.externalId, content: hash("md5", JSON.stringify(columns)), ...columns };
  });
  return importRows(tx, AREA, target, rows);
}

/** Writes the people of areas, in place of what the same source said of the same areas and year. */
export async function importPopulation(
  tx: Tx,
  _grant: WriteGrant<"area">,
  people: ImportedPopulation[],
): Promise<void> {
  await tx.query(
    `delete from app.population p using json_to_recordset($1::json) as r(area_id uuid, year int2, source text)
      where p.area_id = r.area_id and p.year = r.year and p.source = r.source`,
    [JSON.stringify(people.map(({ areaId, year, source }) => ({ area_id: areaId, year, source })))],
  );
  const columns = { area_id: "uuid", year: "int2", total: "int", female: "int", male: "int", source: "text" };
  const rows = people.map(({ areaId, ...rest }) => ({ area_id: areaId, ...rest }));
  await send(tx, partsInsertion("population", columns, rows));
}

/** Writes sites. */
export async function importSites(
  tx: Tx,
  _grant: WriteGrant<"site">,
  target: ImportTarget,
  sites: ImportedSite[],
): Promise<Imported> {
  const rows = sites.map(({ externalId, adm1Id, adm2Id, ...site }) => {
    const columns = { ...site, name_key: nameKey(site.name) };
    const content = hash("md5", JSON.stringify(columns));
    return { external_id: externalId, content, adm1_id: adm1Id, adm2_id: adm2Id, ...columns };
  });
  return importRows(tx, SITE, target, rows);
}

/** Says where sites lie, after the operation's areas changed. */
export const relocateSites = (tx: Tx, _grant: WriteGrant<"site">, located: Located[]): Promise<void> =>
  relocateRows(tx, "site", located);
