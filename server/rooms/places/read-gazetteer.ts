// The gazetteer as one reader sees it: areas, sites, saved places, and the places that published datasets name with an
// exact point. Everything comes through the seen views, so what a reader does not see takes no part in any search.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { type BBox, distanceKm } from "../../../shared/geo.ts";
import { type GazetteerRows, PUBLISHED } from "../../../shared/places/gazetteer.ts";
import type { LocalPlaceSeen } from "../../../shared/rooms/places-answers.ts";

interface AreaRow {
  ref: string;
  pcode: string | null;
  name: string;
  level: number;
  parent: string | null;
  lon: number;
  lat: number;
  box: BBox;
}

interface SiteRow {
  ref: string;
  kind: string;
  name: string;
  aliases: string[];
  lon: number;
  lat: number;
  area: string | null;
  own: boolean;
}

/** Most places that published datasets add. */
const MOST_PUBLISHED = 20_000;

/** The whole gazetteer as compact rows, in a fixed order. */
export async function readGazetteer(tx: Tx): Promise<GazetteerRows> {
  const areas = await tx.query<AreaRow>(
    `select ref, pcode, name, level::int, parent_id as parent, lon, lat,
            array[min_lon, min_lat, max_lon, max_lat] as box
       from app.area_seen order by level, name, ref`,
  );
  const at = new Map(areas.map(({ ref }, index) => [ref, index]));
  const positionOf = (ref: string | null) => (ref === null ? -1 : (at.get(ref) ?? -1));
  const sites = [...(await readSites(tx)), ...(await readPublished(tx))];
  return {
    areas: areas.map(({ ref, pcode, name, level, parent, lon, lat, box }) => [
      ...([ref, pcode, name, level, positionOf(parent), lon, lat, reachOf(lon, lat, box)] as const),
    ]),
    places: sites.map(({ ref, kind, name, aliases, lon, lat, area, own }) => [
      ...([ref, kind, name, aliases, lon, lat, positionOf(area), own ? 1 : 0] as const),
    ]),
    box: boxAround(areas.map(({ box }) => box)),
  };
}

const readSites = (tx: Tx) =>
  tx.query<SiteRow>(
    `select ref, kind, name, aliases, lon, lat, coalesce(adm2_id, adm1_id) as area, owner_org_id = $1 as own
       from app.site_seen where lon is not null and lat is not null order by name, ref`,
    [tx.principal.organisationId],
  );

/** Names with an exact point in published datasets (UCDP where_prec 1), each once a hundredth of a degree. */
const readPublished = (tx: Tx) =>
  tx.query<SiteRow>(
    `select min(ref::text) as ref, $2 as kind, place_name as name, '{}'::text[] as aliases, min(lon) as lon,
            min(lat) as lat, min(coalesce(adm2_id, adm1_id)::text) as area, false as own
       from app.incident_seen
      where owner_org_id = $1 and location_precision = 'exact' and not illustrative and lon is not null
        and length(place_name) between 2 and 60
      group by place_name, round(lon::numeric, 2), round(lat::numeric, 2) order by place_name, ref limit ${MOST_PUBLISHED}`,
    [tx.principal.publicOrganisationId, PUBLISHED],
  );

/** Km from the middle to the farthest corner of the box. */
function reachOf(lon: number, lat: number, [west, south, east, north]: BBox): number {
  const corners = [west, east].flatMap((x) => [south, north].map((y) => distanceKm(lon, lat, x, y)));
  return Math.round(Math.max(...corners));
}

const boxAround = (boxes: readonly BBox[]): BBox | null =>
  boxes.length === 0
    ? null
    : [
        Math.min(...boxes.map(([west]) => west)),
        Math.min(...boxes.map(([, south]) => south)),
        Math.max(...boxes.map(([, , east]) => east)),
        Math.max(...boxes.map(([, , , north]) => north)),
      ];

/** One saved place. @throws AppError not_found */
export async function readLocalPlace(tx: Tx, ref: string): Promise<LocalPlaceSeen> {
  const [place] = await tx.query<LocalPlaceSeen>(
    // How often a place was changed is its owner's.
    `select s.ref, case when s.owner_org_id = $2 then s.version else 1 end as version, s.name, s.aliases, s.lon, s.lat, s.sensitivity, s.owner_org_id = $2 as own, o.name as owner
       from app.site_seen s join app.organisation o on o.id = s.owner_org_id
      where s.ref = $1 and s.kind = 'local_place'`,
    [ref, tx.principal.organisationId],
  );
  if (!place) throw new AppError("not_found");
  return place;
}
