/**
 * The whole style of the map: base map, then the operation's layers in drawing order, each with the switch that
 * shows it. Pure; the engine only compares and applies.
 */
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Theme } from "../../ui/charts/palette.ts";
import type { MapLayer } from "../../ui/dashboard-types.ts";
import { LAYERS, type LayerId, SOURCES } from "../ids.ts";
import { basemapStyle, townLayersOf } from "../style.ts";
import {
  areaFocusLayer,
  areaGroundLayer,
  areaLayers,
  areaNameLayer,
  coverageLayers,
  informationLayer,
  patrolLayers,
  priorityLayers,
  priorityMarkLayers,
} from "./areas.ts";
import { areaCountLayers, incidentLayers } from "./incidents.ts";
import { actorLayers, baseLayers, siteLayers } from "./points.ts";

/** Sources that the engine fills; the others are the base map's files. */
export const DATA_SOURCES = [
  SOURCES.areas,
  SOURCES.areaLabels,
  SOURCES.incidents,
  SOURCES.areaCounts,
  SOURCES.bases,
  SOURCES.sites,
  SOURCES.actors,
] as const;

const EMPTY: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

const operationLayers = (theme: Theme): LayerSpecification[] => [
  ...priorityLayers(theme),
  ...coverageLayers(theme),
  ...patrolLayers(theme),
  informationLayer(),
  ...areaLayers(theme),
  ...priorityMarkLayers(theme),
  areaFocusLayer(theme),
  ...townLayersOf(theme),
  areaNameLayer(theme),
  ...siteLayers(theme),
  ...incidentLayers(theme),
  ...baseLayers(theme),
  ...areaCountLayers(theme),
  ...actorLayers(theme),
];

/** The style for a theme; see `basemapStyle` for `origin`. All sources of the operation start empty. */
export function mapStyle(theme: Theme, origin: string): StyleSpecification {
  const base = basemapStyle(theme, origin);
  const sources = Object.fromEntries(
    DATA_SOURCES.map((id) => [id, { type: "geojson" as const, data: EMPTY, tolerance: 0.2 }]),
  );
  return {
    ...base,
    sources: { ...base.sources, ...sources },
    layers: [
      ...base.layers.flatMap((layer) =>
        layer.id === LAYERS.land ? [layer, areaGroundLayer(theme)] : [layer],
      ),
      ...operationLayers(theme),
    ],
  };
}

/** Style layers behind each switch of the layer menu. */
export const LAYERS_OF_SWITCH: Record<MapLayer, readonly LayerId[]> = {
  priorities: [LAYERS.priorityFill, LAYERS.priorityHatch, LAYERS.priorityLine, LAYERS.priorityLetters],
  coverage: [LAYERS.coverageFill, LAYERS.coverageHatch, LAYERS.coverageLine],
  patrols: [LAYERS.patrolFill, LAYERS.patrolLine],
  areas: [LAYERS.areaLine2, LAYERS.areaLine1, LAYERS.areaNames],
  bases: [LAYERS.bases, LAYERS.baseNames, LAYERS.baseFocus],
  places: [LAYERS.sites, LAYERS.siteNames],
  actors: [LAYERS.actorNames],
  incidents: [
    LAYERS.incidentRing,
    LAYERS.incidentHatch,
    LAYERS.incidentCore,
    LAYERS.incidentEdge,
    LAYERS.incidentSignals,
    LAYERS.incidentFocus,
    LAYERS.incidentCounts,
    LAYERS.incidentKinds,
    LAYERS.areaCounts,
  ],
};
