/**
 * What lies under the pointer or the keyboard's focus: one record shape for discs, badges, bases, sites and areas, so
 * that hover, click and Tab treat them alike.
 */
import type { GeoJSONFeature, Map as MapLibreMap, PointLike } from "maplibre-gl";
import type { AreaCount, Bin } from "./bin.ts";
import type { AreaProperties, MapBase, MapData, MapSite } from "./data.ts";
import type { Describer, Description } from "./describe.ts";
import { LAYERS, SOURCES, type SourceId } from "./ids.ts";

export type MapMark = { source: SourceId; id: number; at: [number, number]; card: Description } & (
  | { kind: "bin"; bin: Bin }
  | { kind: "areaCount"; count: AreaCount }
  | { kind: "base"; base: MapBase }
  | { kind: "site"; site: MapSite }
  | { kind: "area"; area: AreaProperties }
);

/** Everything that a mark is made from. */
export interface MarkContext {
  data: MapData;
  bins: readonly Bin[];
  counts: readonly AreaCount[];
  words: Describer;
}

/** Hit layers by precedence: the small things above the large ones. */
const HIT_LAYERS = [
  LAYERS.bases,
  LAYERS.sites,
  LAYERS.areaCounts,
  LAYERS.incidentRing,
  LAYERS.areaHit,
] as const;

const SOURCE_OF_LAYER: Record<string, SourceId> = {
  [LAYERS.bases]: SOURCES.bases,
  [LAYERS.sites]: SOURCES.sites,
  [LAYERS.areaCounts]: SOURCES.areaCounts,
  [LAYERS.incidentRing]: SOURCES.incidents,
  [LAYERS.areaHit]: SOURCES.areas,
};

/** The mark of a feature, or undefined when its record has gone since it was drawn. */
export function markOfFeature(context: MarkContext, source: SourceId, id: number): MapMark | undefined {
  const { data, bins, counts, words } = context;
  const { facts } = data;
  const base = data.bases[id];
  const site = data.sites[id];
  const area = data.areas?.features[id]?.properties;
  const bin = bins[id];
  const count = counts[id];
  if (source === SOURCES.bases && base)
    return { source, id, kind: "base", base, at: [base.lon, base.lat], card: words.base(base) };
  if (source === SOURCES.sites && site)
    return { source, id, kind: "site", site, at: [site.lon, site.lat], card: words.site(site) };
  if (source === SOURCES.areas && area) {
    const { code } = area;
    const card = words.area(area, {
      category: data.categories.get(code),
      cover: data.coverage.get(code),
      entered: data.entered?.get(code),
      information: data.information.get(code),
    });
    return { source, id, kind: "area", area, at: [area.lon, area.lat], card };
  }
  if (source === SOURCES.incidents && facts && bin) {
    const card = bin.events === 1 ? words.incident(facts, bin.row) : words.cluster(bin);
    return { source, id, kind: "bin", bin, at: [bin.lon, bin.lat], card };
  }
  if (source === SOURCES.areaCounts && facts && count) {
    const { lon, lat } = facts.dictionaries.areas[count.area]!;
    const card = words.areaCount(facts, count.area, count);
    return { source, id, kind: "areaCount", count, at: [lon, lat], card };
  }
  return undefined;
}

const precedence = (feature: GeoJSONFeature): number => {
  const layer = (feature as unknown as { layer: { id: string } }).layer.id;
  return HIT_LAYERS.indexOf(layer as (typeof HIT_LAYERS)[number]);
};

/** The uppermost mark at a screen point, with a finger's width of grace. */
export function markAt(
  map: MapLibreMap,
  context: MarkContext,
  point: { x: number; y: number },
): MapMark | undefined {
  const grace = 3;
  const box: [PointLike, PointLike] = [
    [point.x - grace, point.y - grace],
    [point.x + grace, point.y + grace],
  ];
  const features = map.queryRenderedFeatures(box, { layers: [...HIT_LAYERS] });
  const first = features.sort((a, b) => precedence(a) - precedence(b))[0];
  if (first === undefined) return undefined;
  return markOfFeature(context, SOURCE_OF_LAYER[first.layer.id]!, Number(first.id));
}

/** All marks in view except areas, which are reached through their own list; each once. */
export function marksInView(map: MapLibreMap, context: MarkContext): MapMark[] {
  const layers = HIT_LAYERS.filter((id) => id !== LAYERS.areaHit);
  const seen = new Map<string, MapMark>();
  for (const feature of map.queryRenderedFeatures({ layers })) {
    const source = SOURCE_OF_LAYER[feature.layer.id]!;
    const key = `${source}:${feature.id}`;
    if (seen.has(key)) continue;
    const mark = markOfFeature(context, source, Number(feature.id));
    if (mark) seen.set(key, mark);
  }
  return [...seen.values()];
}
