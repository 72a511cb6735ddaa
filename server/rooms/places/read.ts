// Areas as lists, shapes and search. Everything comes from the seen views, under the reader's own policies.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { placeKey } from "../../../shared/geo.ts";
import type { AreaAnswer, AreaFeature, AreaMatch } from "../../../shared/rooms/places-answers.ts";
import type { DatasetAnswer } from "../../../shared/rooms/records-answers.ts";
import { type BareArea, type PopulationRow, withPopulation } from "./rules.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MATCHES = 20;

const BARE = `ref, coalesce(pcode, ref::text) as code, pcode, name, level::int, parent_id as "parentId", lon, lat`;

/** All areas of the operation, or of one level, in the order of level and name, with their people. */
export async function readAreas(tx: Tx, level?: number): Promise<AreaAnswer[]> {
  const areas = await tx.query<BareArea>(`select ${BARE} from app.area_seen order by level, name, ref`);
  const rows = await tx.query<PopulationRow>(
    `select distinct on (ref) ref, total, year::int, source from app.population_seen
      where total is not null order by ref, year desc, source`,
  );
  const peopled = withPopulation(areas, rows);
  return level === undefined ? peopled : peopled.filter((area) => area.level === level);
}

/** The ref behind a P-code or ref. @throws AppError not_found */
export async function areaRefOf(tx: Tx, code: string): Promise<string> {
  const [found] = UUID.test(code)
    ? await tx.query<{ ref: string }>("select ref from app.area_seen where ref = $1", [code])
    : await tx.query<{ ref: string }>(
        "select ref from app.area_seen where pcode = $1 order by created_at, ref limit 1",
        [code],
      );
  if (!found) throw new AppError("not_found");
  return found.ref;
}

/** Areas whose name (in any spelling) or P-code has the text: same name first, then its beginning, then its middle. */
export async function searchAreas(tx: Tx, text: string): Promise<AreaMatch[]> {
  return tx.query<AreaMatch>(
    `select a.ref, coalesce(a.pcode, a.ref::text) as code, a.pcode, a.name, a.level::int, a.lon, a.lat,
            p.name as "parentName"
       from app.area_seen a left join app.area_seen p on p.ref = a.parent_id
      where ($1 <> '' and strpos(a.name_key, $1) > 0) or starts_with(upper(a.pcode), upper($2))
      order by a.name_key <> $1 and coalesce(upper(a.pcode) <> upper($2), true), not starts_with(a.name_key, $1),
               a.level, a.name, a.ref
      limit ${MATCHES}`,
    [placeKey(text), text.trim()],
  );
}

interface ShapeRow extends BareArea {
  box: [number, number, number, number];
  shape: AreaFeature["geometry"];
}
const SHAPE = `${BARE}, array[min_lon, min_lat, max_lon, max_lat] as box, shape`;

/** The shapes of a level as one GeoJSON collection. */
export async function readShapes(tx: Tx, level: number) {
  const rows = await tx.query<ShapeRow>(`select ${SHAPE} from app.area_seen where level = $1 order by ref`, [
    level,
  ]);
  return { type: "FeatureCollection" as const, features: rows.map(toFeature) };
}

/** The shape of one area. @throws AppError not_found */
export async function readShape(tx: Tx, code: string): Promise<AreaFeature> {
  const ref = await areaRefOf(tx, code);
  const [row] = await tx.query<ShapeRow>(`select ${SHAPE} from app.area_seen where ref = $1`, [ref]);
  return toFeature(row!);
}

function toFeature({ box, shape, parentId: _, ...properties }: ShapeRow): AreaFeature {
  return { type: "Feature", id: properties.ref, properties, bbox: box, geometry: shape };
}

/** Datasets as they are cited. */
export async function readDatasets(tx: Tx, refs: readonly string[]): Promise<DatasetAnswer[]> {
  if (refs.length === 0) return [];
  return tx.query<DatasetAnswer>(
    `select ref, name, title, publisher, dataset_version as version, licence, citation, url,
            retrieved_on as "retrievedOn", caveats
       from app.dataset_seen where ref = any($1) order by title, ref`,
    [refs],
  );
}
