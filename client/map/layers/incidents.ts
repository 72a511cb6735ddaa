/**
 * Incidents: discs whose area is the number of dead (outer ring all dead, inner solid civilians), an open dot where no
 * death is recorded, hatched or struck where the level is not one the operation counts, and square badges for
 * incidents known only to an area.
 */
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { PALETTES, type Theme } from "../../ui/charts/palette.ts";
import { IMAGES, LAYERS, SOURCES } from "../ids.ts";
import { BASE_COLOURS, FONT_MEDIUM } from "../style.ts";

/** Radius of an event without a recorded death, CSS pixels. */
const DOT = 3.2;
/** Half the width of the hatched disc images, CSS pixels (images.ts). */
export const DISC_IMAGE_RADIUS = 34;
/** From here each kind has its sign. */
export const KIND_ZOOM = 9;

const mark = ["get", "mark"] as ["get", string];
const radius: ExpressionSpecification = ["max", ["get", "ring"], DOT];
const solid: ExpressionSpecification = ["case", ["==", mark, "solid"], 1, 0];

const focusWidth = (on: number, off: number): ExpressionSpecification => [
  "case",
  ["boolean", ["feature-state", "focus"], false],
  on,
  ["boolean", ["feature-state", "hover"], false],
  on - 0.5,
  off,
];

const ringLayers = (theme: Theme): LayerSpecification[] => {
  const c = PALETTES[theme];
  return [
    {
      id: LAYERS.incidentRing,
      type: "circle",
      source: SOURCES.incidents,
      filter: ["!=", mark, "signal"],
      paint: {
        "circle-radius": radius,
        "circle-color": c.killed,
        "circle-opacity": ["*", solid, ["case", [">", ["get", "ring"], 0], 0.42, 0.15]],
        "circle-stroke-color": c.killed,
        "circle-stroke-width": focusWidth(2.5, 1.4),
        "circle-stroke-opacity": ["case", ["get", "illustrative"], 0, 0.95],
      },
    },
    {
      id: LAYERS.incidentHatch,
      type: "symbol",
      source: SOURCES.incidents,
      filter: ["in", mark, ["literal", ["dense", "light", "struck"]]],
      layout: {
        "icon-image": [
          "match",
          mark,
          "dense",
          IMAGES.discDense,
          "light",
          IMAGES.discLight,
          IMAGES.discStruck,
        ],
        "icon-size": ["/", radius, DISC_IMAGE_RADIUS],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: LAYERS.incidentCore,
      type: "circle",
      source: SOURCES.incidents,
      filter: [">", ["get", "core"], 0],
      paint: {
        "circle-radius": ["get", "core"],
        "circle-color": c.civilian,
        "circle-opacity": ["case", ["==", mark, "solid"], 0.9, 0.55],
      },
    },
  ];
};

const signLayers = (theme: Theme): LayerSpecification[] => {
  const halo = BASE_COLOURS[theme].halo;
  return [
    {
      id: LAYERS.incidentCounts,
      type: "symbol",
      source: SOURCES.incidents,
      maxzoom: KIND_ZOOM,
      filter: ["all", [">", ["get", "events"], 1], [">=", ["get", "ring"], 12]],
      layout: {
        "text-field": ["to-string", ["get", "events"]],
        "text-font": FONT_MEDIUM,
        "text-size": 11,
        "text-padding": 0,
      },
      paint: {
        "text-color": PALETTES[theme].ink,
        "text-halo-color": halo,
        "text-halo-width": 1.6,
      },
    },
    {
      id: LAYERS.incidentKinds,
      type: "symbol",
      source: SOURCES.incidents,
      minzoom: KIND_ZOOM,
      filter: ["!=", ["get", "kind"], "mixed"],
      layout: {
        "icon-image": ["concat", IMAGES.kindPrefix, ["get", "kind"]],
        "icon-offset": [0, -15],
        "icon-padding": 0,
      },
    },
  ];
};

/** Everything about located incidents, lowest first. Illustrative ones have a dashed outline (an image). */
export function incidentLayers(theme: Theme): LayerSpecification[] {
  return [
    ...ringLayers(theme),
    {
      id: LAYERS.incidentEdge,
      type: "symbol",
      source: SOURCES.incidents,
      filter: ["==", ["get", "illustrative"], true],
      layout: {
        "icon-image": IMAGES.discIllustrative,
        "icon-size": ["/", radius, DISC_IMAGE_RADIUS],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    // A signal is no harm: a mark of its own, never a disc that could be read as deaths.
    {
      id: LAYERS.incidentSignals,
      type: "symbol",
      source: SOURCES.incidents,
      filter: ["==", mark, "signal"],
      layout: {
        "icon-image": IMAGES.signal,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "text-field": ["case", [">", ["get", "events"], 1], ["to-string", ["get", "events"]], ""],
        "text-font": FONT_MEDIUM,
        "text-size": 11,
        "text-offset": [1.2, 0],
        "text-optional": true,
      },
      paint: {
        "text-color": PALETTES[theme].ink,
        "text-halo-color": BASE_COLOURS[theme].halo,
        "text-halo-width": 1.6,
      },
    },
    {
      id: LAYERS.incidentFocus,
      type: "circle",
      source: SOURCES.incidents,
      paint: {
        "circle-radius": ["+", radius, 4],
        "circle-opacity": 0,
        "circle-stroke-color": PALETTES[theme].accent,
        "circle-stroke-width": ["case", ["boolean", ["feature-state", "focus"], false], 2.5, 0],
      },
    },
    ...signLayers(theme),
  ];
}

/** Square badges: so many incidents somewhere in this area. */
export function areaCountLayers(theme: Theme): LayerSpecification[] {
  const focused = ["boolean", ["feature-state", "focus"], false] as [
    "boolean",
    ["feature-state", string],
    boolean,
  ];
  return [
    {
      id: LAYERS.areaCounts,
      type: "symbol",
      source: SOURCES.areaCounts,
      layout: {
        "icon-image": ["case", ["get", "signal"], IMAGES.signalBadge, IMAGES.square],
        "icon-text-fit": "both",
        "icon-text-fit-padding": [1, 4, 1, 4],
        "icon-allow-overlap": true,
        "text-allow-overlap": true,
        "text-field": ["to-string", ["get", "events"]],
        "text-font": FONT_MEDIUM,
        "text-size": 10.5,
        // Wider areas beside finer ones: their label points may coincide.
        "text-offset": [
          "match",
          ["+", ["*", 2, ["get", "level"]], ["case", ["get", "signal"], 1, 0]],
          5,
          ["literal", [2.4, 1.9]],
          4,
          ["literal", [0, 1.9]],
          3,
          ["literal", [2.4, 3.7]],
          2,
          ["literal", [0, 3.7]],
          1,
          ["literal", [2.4, 5.5]],
          ["literal", [0, 5.5]],
        ],
      },
      paint: {
        "text-color": ["case", focused, PALETTES[theme].accent, PALETTES[theme].ink],
      },
    },
  ];
}
