/**
 * The base map: a pure function from theme and origin to a MapLibre style. Everything it names lies on our own
 * server (Natural Earth, public domain; Noto Sans glyphs), so the map stands without a network beyond it.
 * Calm on purpose: land, water and borders step back so that what people logged can be read.
 */
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Theme } from "../ui/charts/palette.ts";
import { LAYERS, SOURCES } from "./ids.ts";

export const FONT_REGULAR = ["Noto Sans Regular"];
export const FONT_MEDIUM = ["Noto Sans Medium"];

interface BaseColours {
  sea: string;
  land: string;
  /** Ground of the operation itself, a little lighter than its neighbours. */
  ground: string;
  border: string;
  water: string;
  waterText: string;
  text: string;
  textSoft: string;
  halo: string;
}

export const BASE_COLOURS: Record<Theme, BaseColours> = {
  light: {
    sea: "#dfe6e8",
    land: "#f1ede5",
    ground: "#fbf9f5",
    border: "#a9a397",
    water: "#bfd3da",
    waterText: "#5f8491",
    text: "#4a4f50",
    textSoft: "#85857d",
    halo: "#f7f4ee",
  },
  dark: {
    sea: "#14191c",
    land: "#1b2023",
    ground: "#242a2e",
    border: "#596268",
    water: "#2c4048",
    waterText: "#7fa1ad",
    text: "#c6c9c8",
    textSoft: "#7f898d",
    halo: "#1b2024",
  },
};

const geojson = (origin: string, file: string) => ({
  type: "geojson" as const,
  data: `${origin}/basemap/${file}.geojson`,
});

const landLayers = (c: BaseColours): LayerSpecification[] => [
  { id: LAYERS.background, type: "background", paint: { "background-color": c.sea } },
  { id: LAYERS.land, type: "fill", source: SOURCES.countries, paint: { "fill-color": c.land } },
  { id: LAYERS.lakes, type: "fill", source: SOURCES.lakes, paint: { "fill-color": c.water } },
  {
    id: LAYERS.rivers,
    type: "line",
    source: SOURCES.rivers,
    filter: ["<=", ["get", "z"], ["+", ["zoom"], 1]],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": c.water,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 6, 1.1, 10, 2.4],
    },
  },
];

const borderLayers = (c: BaseColours): LayerSpecification[] => [
  {
    id: LAYERS.borders,
    type: "line",
    source: SOURCES.countries,
    layout: { "line-join": "round" },
    paint: {
      "line-color": c.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 7, 1.3],
      // Near, the operation's own boundaries are the better ones; two lines side by side would mislead.
      "line-opacity": ["interpolate", ["linear"], ["zoom"], 5, 0.8, 8, 0.25],
    },
  },
  {
    id: LAYERS.disputed,
    type: "line",
    source: SOURCES.disputed,
    paint: { "line-color": c.border, "line-width": 1.2, "line-dasharray": [2, 2] },
  },
];

const nameLayers = (c: BaseColours): LayerSpecification[] => [
  {
    id: LAYERS.riverNames,
    type: "symbol",
    source: SOURCES.rivers,
    minzoom: 6,
    layout: {
      "symbol-placement": "line",
      "text-field": ["get", "name"],
      "text-font": FONT_REGULAR,
      "text-size": 11,
      "symbol-spacing": 400,
    },
    paint: { "text-color": c.waterText, "text-halo-color": c.halo, "text-halo-width": 1 },
  },
  {
    id: LAYERS.lakeNames,
    type: "symbol",
    source: SOURCES.lakes,
    minzoom: 5,
    layout: { "text-field": ["get", "name"], "text-font": FONT_REGULAR, "text-size": 11 },
    paint: { "text-color": c.waterText, "text-halo-color": c.water, "text-halo-width": 1 },
  },
  {
    id: LAYERS.countryNames,
    type: "symbol",
    source: SOURCES.countryLabels,
    maxzoom: 8,
    filter: ["<=", ["get", "rank"], ["+", ["zoom"], 0.5]],
    layout: {
      "text-field": ["upcase", ["get", "name"]],
      "text-font": FONT_REGULAR,
      "text-size": ["interpolate", ["linear"], ["zoom"], 2, 9, 6, 12],
      "text-letter-spacing": 0.12,
      "text-max-width": 9,
      "text-padding": 8,
    },
    paint: { "text-color": c.textSoft, "text-halo-color": c.halo, "text-halo-width": 1.2 },
  },
];

const townLayers = (c: BaseColours): LayerSpecification[] => [
  {
    id: LAYERS.towns,
    type: "circle",
    source: SOURCES.towns,
    minzoom: 4.5,
    filter: ["<=", ["get", "z"], ["+", ["zoom"], 0.6]],
    paint: {
      "circle-radius": ["case", ["has", "capital"], 3, 1.8],
      "circle-color": c.halo,
      "circle-stroke-color": c.text,
      "circle-stroke-width": 1,
    },
  },
  {
    id: LAYERS.townNames,
    type: "symbol",
    source: SOURCES.towns,
    minzoom: 4.5,
    filter: ["<=", ["get", "z"], ["+", ["zoom"], 0.6]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": ["case", ["has", "capital"], ["literal", FONT_MEDIUM], ["literal", FONT_REGULAR]],
      "text-size": ["interpolate", ["linear"], ["zoom"], 5, 10.5, 9, 13],
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 0.5,
      "text-justify": "auto",
      "text-padding": 3,
      "symbol-sort-key": ["get", "z"],
    },
    paint: { "text-color": c.text, "text-halo-color": c.halo, "text-halo-width": 1.4 },
  },
];

/** Towns and their names are drawn above the areas of the operation, so they are given apart. */
export function townLayersOf(theme: Theme): LayerSpecification[] {
  return townLayers(BASE_COLOURS[theme]);
}

/**
 * The whole base style without the towns' layers (see `townLayersOf`).
 * `origin`: scheme, host and port that serve /basemap and /fonts, without a slash at the end.
 */
export function basemapStyle(theme: Theme, origin: string): StyleSpecification {
  const c = BASE_COLOURS[theme];
  return {
    version: 8,
    name: `concord-${theme}`,
    glyphs: `${origin}/fonts/{fontstack}/{range}.pbf`,
    sources: {
      [SOURCES.countries]: { ...geojson(origin, "countries"), attribution: "" },
      [SOURCES.countryLabels]: geojson(origin, "country-labels"),
      [SOURCES.lakes]: geojson(origin, "lakes"),
      [SOURCES.rivers]: geojson(origin, "rivers"),
      [SOURCES.towns]: geojson(origin, "places"),
      [SOURCES.disputed]: geojson(origin, "disputed"),
    },
    layers: [...landLayers(c), ...borderLayers(c), ...nameLayers(c)],
  };
}
