/**
 * Areas: boundaries of levels 0–2, the priority of each (fill by lightness, hatch by density, outline 3/2/1/0 px and a
 * letter) and whether it is covered (blue fill, blue outline, cross-hatch). Colour is never the only mark.
 */
import type { DataDrivenPropertyValueSpecification, LayerSpecification } from "maplibre-gl";
import { PALETTES, type Theme } from "../../ui/charts/palette.ts";
import { IMAGES, LAYERS, SOURCES } from "../ids.ts";
import { BASE_COLOURS, FONT_MEDIUM, FONT_REGULAR } from "../style.ts";

const level = (n: number) => ["==", ["get", "level"], n] as ["==", ["get", string], number];
const category = ["get", "category"] as ["get", string];
const cover = ["get", "cover"] as ["get", string];

const categoryColour = (theme: Theme): DataDrivenPropertyValueSpecification<string> => {
  const { must, should, could, monitor } = PALETTES[theme].category;
  return ["match", category, "must", must, "should", should, "could", could, monitor];
};

/** The ground of the operation, drawn right above the land. */
export function areaGroundLayer(theme: Theme): LayerSpecification {
  return {
    id: LAYERS.areaGround,
    type: "fill",
    source: SOURCES.areas,
    filter: level(0),
    paint: { "fill-color": BASE_COLOURS[theme].ground },
  };
}

/** Fill, hatch and outline by category. */
export function priorityLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: LAYERS.priorityFill,
      type: "fill",
      source: SOURCES.areas,
      filter: ["!=", category, ""],
      paint: {
        "fill-color": categoryColour(theme),
        "fill-opacity": ["match", category, "must", 0.34, "should", 0.34, "could", 0.34, 0.12],
        "fill-antialias": false,
      },
    },
    {
      id: LAYERS.priorityHatch,
      type: "fill",
      source: SOURCES.areas,
      filter: ["in", category, ["literal", ["must", "should", "could"]]],
      paint: {
        "fill-pattern": [
          "match",
          category,
          "must",
          IMAGES.hatchMust,
          "should",
          IMAGES.hatchShould,
          IMAGES.hatchCould,
        ],
      },
    },
  ];
}

/** Outlines and letters of categories; drawn above boundaries. */
export function priorityMarkLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: LAYERS.priorityLine,
      type: "line",
      source: SOURCES.areas,
      filter: ["in", category, ["literal", ["must", "should", "could"]]],
      layout: {
        "line-join": "round",
        "line-sort-key": ["match", category, "must", 3, "should", 2, 1],
      },
      paint: {
        "line-color": categoryColour(theme),
        "line-width": ["match", category, "must", 3, "should", 2, 1],
      },
    },
    {
      id: LAYERS.priorityLetters,
      type: "symbol",
      source: SOURCES.areaLabels,
      filter: ["!=", ["get", "letter"], ""],
      layout: {
        "text-field": ["get", "letter"],
        "text-font": FONT_MEDIUM,
        "text-size": ["interpolate", ["linear"], ["zoom"], 5, 12, 8, 18],
        "text-offset": [0, -0.2],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: {
        "text-color": PALETTES[theme].ink,
        "text-halo-color": BASE_COLOURS[theme].halo,
        "text-halo-width": 1.6,
      },
    },
  ];
}

/** Coverage of areas by deployments or patrols. */
export function coverageLayers(theme: Theme): LayerSpecification[] {
  const { covered } = PALETTES[theme];
  return [
    {
      id: LAYERS.coverageFill,
      type: "fill",
      source: SOURCES.areas,
      filter: ["==", cover, "covered"],
      paint: { "fill-color": covered, "fill-opacity": 0.28 },
    },
    {
      id: LAYERS.coverageHatch,
      type: "fill",
      source: SOURCES.areas,
      filter: ["==", cover, "not"],
      paint: { "fill-pattern": IMAGES.hatchUncovered },
    },
    {
      id: LAYERS.coverageLine,
      type: "line",
      source: SOURCES.areas,
      filter: ["in", cover, ["literal", ["covered", "reached"]]],
      paint: { "line-color": covered, "line-width": 2 },
    },
  ];
}

/** Areas that patrols entered: dots and a dashed outline, so that both stand beside a recorded base. */
export function patrolLayers(theme: Theme): LayerSpecification[] {
  const { covered } = PALETTES[theme];
  const entered = ["==", ["get", "entered"], true] as ["==", ["get", string], boolean];
  return [
    {
      id: LAYERS.patrolFill,
      type: "fill",
      source: SOURCES.areas,
      filter: entered,
      paint: { "fill-pattern": IMAGES.dotsEntered },
    },
    {
      id: LAYERS.patrolLine,
      type: "line",
      source: SOURCES.areas,
      filter: entered,
      layout: { "line-join": "round" },
      paint: { "line-color": covered, "line-width": 1.6, "line-dasharray": [3, 2] },
    },
  ];
}

/**
 * Where nobody could report, or hardly: falling lines over whatever is drawn, on every map and behind no switch, because
 * an area without information must not look like one without harm. Broken lines and dots: known from illustrative words only.
 */
export function informationLayer(): LayerSpecification {
  const information = ["get", "information"] as ["get", string];
  const made = ["==", ["get", "made"], true] as ["==", ["get", string], boolean];
  return {
    id: LAYERS.informationHatch,
    type: "fill",
    source: SOURCES.areas,
    filter: ["any", ["in", information, ["literal", ["none", "weak"]]], made],
    paint: {
      "fill-pattern": [
        "case",
        made,
        ["match", information, "none", IMAGES.hatchMadeDense, "weak", IMAGES.hatchMade, IMAGES.dotsMade],
        ["match", information, "none", IMAGES.hatchUnknownDense, IMAGES.hatchUnknown],
      ],
    },
  };
}

const boundary = (
  id: string,
  n: number,
  colour: string,
  width: number,
  minzoom: number,
): LayerSpecification => ({
  id,
  type: "line",
  source: SOURCES.areas,
  minzoom,
  filter: level(n),
  layout: { "line-join": "round" },
  paint: {
    "line-color": colour,
    "line-width": ["interpolate", ["linear"], ["zoom"], 4, width * 0.6, 9, width * 1.4],
    "line-opacity": n === 2 ? ["interpolate", ["linear"], ["zoom"], 5, 0.35, 8, 0.8] : 0.9,
  },
});

/** Boundary lines; a nearly invisible fill takes clicks. */
export function areaLayers(theme: Theme): LayerSpecification[] {
  const { border, text } = BASE_COLOURS[theme];
  return [
    {
      id: LAYERS.areaHit,
      type: "fill",
      source: SOURCES.areas,
      filter: ["==", ["get", "hit"], true],
      paint: {
        "fill-color": PALETTES[theme].accent,
        "fill-opacity": ["case", ["boolean", ["feature-state", "hover"], false], 0.08, 0],
      },
    },
    boundary(LAYERS.areaLine2, 2, border, 0.8, 5),
    boundary(LAYERS.areaLine1, 1, border, 1.4, 3),
    boundary(LAYERS.areaLine0, 0, text, 1.8, 2),
  ];
}

/** Outline of the selected or focused area, above everything else of the areas. */
export function areaFocusLayer(theme: Theme): LayerSpecification {
  return {
    id: LAYERS.areaFocus,
    type: "line",
    source: SOURCES.areas,
    layout: { "line-join": "round" },
    paint: {
      "line-color": PALETTES[theme].accent,
      "line-width": ["case", ["boolean", ["feature-state", "focus"], false], 3.5, 0],
    },
  };
}

/** Names of admin-1 areas when far, admin-2 when near. */
export function areaNameLayer(theme: Theme): LayerSpecification {
  return {
    id: LAYERS.areaNames,
    type: "symbol",
    source: SOURCES.areaLabels,
    minzoom: 5.4,
    filter: ["step", ["zoom"], level(1), 7, level(2)],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT_REGULAR,
      "text-size": 11,
      "text-letter-spacing": 0.04,
      "text-offset": [0, 1.2],
      "text-padding": 6,
      "text-max-width": 8,
    },
    paint: {
      "text-color": BASE_COLOURS[theme].textSoft,
      "text-halo-color": BASE_COLOURS[theme].halo,
      "text-halo-width": 1.2,
    },
  };
}
