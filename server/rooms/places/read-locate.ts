// In which areas does something lie? By the area a person chose, else by point in polygon. Polygons here are
// hundreds, so candidates come by bounding box and the test runs on the shapes themselves.
import type { Geometry, MultiPolygon, Polygon } from "geojson";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { pointInArea } from "../../../shared/geo.ts";

export interface AreaColumns {
  adm0_id: string | null;
  adm1_id: string | null;
  adm2_id: string | null;
  adm3_id: string | null;
}

interface Candidate {
  ref: string;
  level: number;
}

/**
 * The administrative areas of a place, one per level; null where unknown.
 * @throws AppError not_found when the chosen area does not exist for this reader.
 */
export async function locate(
  tx: Tx,
  place: { lon: number | null; lat: number | null; areaId: string | null },
): Promise<AreaColumns> {
  if (place.areaId) return toColumns(await withParents(tx, place.areaId));
  if (place.lon === null || place.lat === null) return toColumns([]);
  return toColumns(await containing(tx, place.lon, place.lat));
}

async function withParents(tx: Tx, areaId: string): Promise<Candidate[]> {
  const found = await tx.query<Candidate>(
    `with recursive up as (
       select ref, level, parent_id from app.area_seen where ref = $1
       union select a.ref, a.level, a.parent_id from app.area_seen a join up on a.ref = up.parent_id)
     select ref, level from up`,
    [areaId],
  );
  if (found.length === 0)
    throw new AppError("not_found", { fields: [{ path: "place.areaId", reason: "area_unknown" }] });
  return found;
}

async function containing(tx: Tx, lon: number, lat: number): Promise<Candidate[]> {
  const candidates = await tx.query<Candidate & { shape: Geometry }>(
    `select ref, level, shape from app.area_seen
      where $1 between min_lon and max_lon and $2 between min_lat and max_lat`,
    [lon, lat],
  );
  return candidates.filter(({ shape }) => isArea(shape) && pointInArea(lon, lat, shape));
}

/**
 * The smallest area, district or wider, that holds all these corners; null where none does. A zone that is drawn over
 * several districts is their province.
 */
export async function areaHolding(tx: Tx, corners: readonly [number, number][]): Promise<string | null> {
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  const candidates = await tx.query<Candidate & { shape: Geometry }>(
    `select ref, level, shape from app.area_seen
      where level <= 2 and min_lon <= $1 and max_lon >= $2 and min_lat <= $3 and max_lat >= $4 order by level desc, ref`,
    [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)],
  );
  const holds = ({ shape }: { shape: Geometry }) =>
    isArea(shape) && corners.every(([lon, lat]) => pointInArea(lon, lat, shape));
  return candidates.find(holds)?.ref ?? null;
}

const isArea = (shape: Geometry): shape is Polygon | MultiPolygon =>
  shape.type === "Polygon" || shape.type === "MultiPolygon";

function toColumns(areas: Candidate[]): AreaColumns {
  const at = (level: number) => areas.find((area) => area.level === level)?.ref ?? null;
  return { adm0_id: at(0), adm1_id: at(1), adm2_id: at(2), adm3_id: at(3) };
}
