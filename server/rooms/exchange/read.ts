/**
 * What an import must know of the operation it goes to: its areas with their shapes, and the actors it knows.
 */
import type { MultiPolygon, Polygon } from "geojson";
import type { Tx } from "../../../db/tx.ts";
import type { PlaceToFind } from "./area-finder.ts";

export interface KnownArea {
  ref: string;
  dataset_id: string | null;
  level: number;
  pcode: string | null;
  name_key: string;
  parent_id: string | null;
  min_lon: number;
  min_lat: number;
  max_lon: number;
  max_lat: number;
  shape: Polygon | MultiPolygon;
}

/** All areas of the operation, the widest first. */
export async function readAreasWithShapes(tx: Tx): Promise<KnownArea[]> {
  return tx.query<KnownArea>(
    `select ref, dataset_id, level, pcode, name_key, parent_id, min_lon, min_lat, max_lon, max_lat, shape
       from app.area_seen where operation_id = $1 order by level, pcode`,
    [tx.principal.operationId],
  );
}

export interface KnownActor {
  ref: string;
  dataset: string | null;
  external_id: string | null;
  name: string;
  aliases: string[];
}

/**
 * The actors whose records the importer reads, with their names, each by itself: a published list names its own. One known
 * by its copy only is named by no file.
 */
export async function readKnownActors(tx: Tx): Promise<KnownActor[]> {
  return tx.query<KnownActor>(
    `select a.ref, d.name as dataset, a.external_id, a.name, a.aliases
       from app.actor_record_seen a left join app.dataset_seen d on d.ref = a.dataset_id
      where a.operation_id = $1 and a.level = 'full' and a.release_id is null order by a.created_at, a.ref`,
    [tx.principal.operationId],
  );
}

/** An actor of a dataset and the days of its first and last event; null where it has none. */
export interface ActiveDays {
  ref: string;
  first: string | null;
  last: string | null;
}

/** By outside id. The same few sets of parties recur: who is in one is asked of one of its events, not of each. */
export async function readActiveDays(tx: Tx, datasetId: string): Promise<Map<string, ActiveDays>> {
  const rows = await tx.query<ActiveDays & { id: string }>(
    `with sets as materialized (
       select min(i.ref::text)::uuid as ref, min(i.occurred_from) as first, max(i.occurred_to) as last
         from app.incident_seen i where i.dataset_id is not null and i.party_set is not null group by i.party_set)
     select a.external_id as id, a.ref, min(s.first) as first, max(s.last) as last
       from app.actor_seen a
       left join (sets s cross join lateral (
              select x.actor_ref from app.incident_party_seen x where x.ref = s.ref offset 0) p) on p.actor_ref = a.ref
      where a.dataset_id = $1 and a.external_id is not null group by a.external_id, a.ref`,
    [datasetId],
  );
  return new Map(rows.map(({ id, ...days }) => [id, days]));
}

/** Areas by their P-codes. */
export async function readAreaCodes(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ ref: string; pcode: string }>(
    "select ref, pcode from app.area_seen where pcode is not null",
  );
  return new Map(rows.map(({ ref, pcode }) => [pcode, ref]));
}

/** Zones of the own organisation. */
export async function readOwnZones(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{ ref: string }>(
    "select ref from app.control_zone_seen where level = 'full' and owner_org_id = $1",
    [tx.principal.organisationId],
  );
  return new Set(rows.map(({ ref }) => ref));
}

/** Countries of the operation as ISO 3166-1 alpha-3. */
export async function readCountries(tx: Tx): Promise<string[]> {
  const [row] = await tx.query<{ countries: string[] }>("select countries from app.operation where id = $1", [
    tx.principal.operationId,
  ]);
  return row?.countries ?? [];
}

/** Levels of verification that the operation's figures count. */
export async function readHeadline(tx: Tx): Promise<string[]> {
  const [row] = await tx.query<{ levels: string[] }>(
    "select headline_levels as levels from app.operation where id = $1",
    [tx.principal.operationId],
  );
  return row?.levels ?? [];
}

/** An imported incident as it is placed: its point, its precision, and the names its source gave. */
export interface IncidentPlace extends PlaceToFind {
  ref: string;
}

/** Imported incidents, some at a time, in the order of their ids. */
export async function* readIncidentPlaces(tx: Tx, size: number): AsyncGenerator<IncidentPlace[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  while (true) {
    const places = await tx.query<IncidentPlace>(
      `select ref, lon, lat, location_precision as "locationPrecision", raw ->> 'adm1' as "adm1Name",
         raw ->> 'adm2' as "adm2Name", raw ->> 'iso3' as "countryIso3"
         from app.incident_seen where level = 'full' and external_id is not null and ref > $1 order by ref limit $2`,
      [after, size],
    );
    if (places.length === 0) return;
    yield places;
    after = places.at(-1)?.ref ?? after;
  }
}

/** Bases or sites with a point. */
export async function readPoints(
  tx: Tx,
  kind: "base" | "site",
): Promise<{ ref: string; lon: number; lat: number }[]> {
  return tx.query(`select ref, lon, lat from app.${kind}_seen where operation_id = $1 and lon is not null`, [
    tx.principal.operationId,
  ]);
}
