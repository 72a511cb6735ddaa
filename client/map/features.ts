/**
 * Rows of the product as GeoJSON features for MapLibre: pure, so that what is drawn can be tested without a map.
 * Feature ids are positions in the arrays, which is how the engine finds the record behind a click.
 */
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { INCIDENT_KINDS } from "../../shared/rooms/incidents.ts";
import type { Palette } from "../ui/charts/palette.ts";
import { partyColour } from "../ui/charts/parties.ts";
import { type ActorLabel, COMMUNAL } from "./actor-labels.ts";
import { type AreaCount, type Bin, radiusOf } from "./bin.ts";
import type { AreaCollection, MapBase, MapData, MapSite } from "./data.ts";

type Properties = Record<string, string | number | boolean | null>;
export type Points = GeoJSON.FeatureCollection<GeoJSON.Point, Properties>;

const point = (id: number, lon: number, lat: number, properties: Properties) => ({
  type: "Feature" as const,
  id,
  geometry: { type: "Point" as const, coordinates: [lon, lat] },
  properties,
});

export const collection = (features: Points["features"]): Points => ({ type: "FeatureCollection", features });

/** Discs: `ring` and `core` are radii in CSS pixels for all dead and for civilians. */
export function binFeatures(bins: readonly Bin[], ceiling: number): Points {
  return collection(
    bins.map((bin, id) =>
      point(id, bin.lon, bin.lat, {
        ring: radiusOf(bin.killed, ceiling),
        core: radiusOf(bin.civilian, ceiling),
        mark: bin.mark,
        events: bin.events,
        illustrative: bin.illustrative,
        kind: INCIDENT_KINDS[bin.kind] ?? "mixed",
      }),
    ),
  );
}

/** Square badges of incidents known only to an area, at the area's label point. */
export function areaCountFeatures(facts: Facts, counts: readonly AreaCount[]): Points {
  return collection(
    counts.map((count, id) => {
      const area = facts.dictionaries.areas[count.area]!;
      return point(id, area.lon, area.lat, {
        events: count.events,
        level: area.level,
        signal: count.signal,
      });
    }),
  );
}

/** Names of the parties most often recorded; `communalName` is the word of the grey class. */
export function actorFeatures(
  facts: Facts,
  labels: readonly ActorLabel[],
  palette: Palette,
  communalName: string,
): Points {
  return collection(
    labels.map((label, id) => {
      const area = facts.dictionaries.areas[label.area]!;
      return point(id, area.lon, area.lat, {
        name: label.actor === COMMUNAL ? communalName : facts.dictionaries.actors[label.actor]!.name,
        colour: partyColour(facts, palette, label.actor),
        level: label.level,
        events: label.events,
      });
    }),
  );
}

/** `strengthLabel` writes "≈ 850" in the reader's language. */
export function baseFeatures(bases: readonly MapBase[], strengthLabel: (strength: number) => string): Points {
  return collection(
    bases.map((base, id) =>
      point(id, base.lon, base.lat, {
        name: base.name,
        strength: base.strength === null ? "" : strengthLabel(base.strength),
        illustrative: base.illustrative,
      }),
    ),
  );
}

export const siteFeatures = (sites: readonly MapSite[]): Points =>
  collection(sites.map((site, id) => point(id, site.lon, site.lat, { name: site.name, kind: site.kind })));

/** Area polygons with category and cover written into them: MapLibre cannot choose a pattern by
 * feature state. The finest level up to 2 takes clicks (`hit`). */
export function areaFeatures({ areas, categories, coverage, entered, information }: MapData): AreaCollection {
  const levels = (areas?.features ?? []).map(({ properties }) => properties.level);
  const finest = Math.max(0, ...levels.filter((level) => level <= 2));
  return {
    type: "FeatureCollection",
    features: (areas?.features ?? []).map((feature, id) => ({
      ...feature,
      id,
      properties: {
        ...feature.properties,
        hit: feature.properties.level === finest,
        category: categories.get(feature.properties.code) ?? "",
        cover: coverage.get(feature.properties.code) ?? "",
        information: information.get(feature.properties.code)?.level ?? "",
        made: information.get(feature.properties.code)?.illustrative ?? false,
        entered: entered?.has(feature.properties.code) ?? false,
      },
    })),
  };
}

/** Label points of areas with name and the letter of their category. `letters`: category → letter. */
export function areaLabelFeatures(data: MapData, letters: Readonly<Record<string, string>>): Points {
  return collection(
    (data.areas?.features ?? []).map(({ properties: area }, id) =>
      point(id, area.lon, area.lat, {
        name: area.name,
        level: area.level,
        letter: letters[data.categories.get(area.code) ?? ""] ?? "",
        category: data.categories.get(area.code) ?? "",
      }),
    ),
  );
}
