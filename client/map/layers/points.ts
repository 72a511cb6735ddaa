/**
 * Points that are no incidents: bases with their strength, sites of civilians' life, and the names of the parties most
 * often recorded in an area. All neutral in shape and colour; no party is marked as friend or foe.
 */
import type { LayerSpecification } from "maplibre-gl";
import { PALETTES, type Theme } from "../../ui/charts/palette.ts";
import { IMAGES, LAYERS, SOURCES } from "../ids.ts";
import { BASE_COLOURS, FONT_MEDIUM, FONT_REGULAR } from "../style.ts";

/** Admin-1 labels give way to admin-2 labels from this zoom. */
const NEAR = 7;

/** Bases: a mark, the name when near, and the strength with its "≈". */
export function baseLayers(theme: Theme): LayerSpecification[] {
  const { halo } = BASE_COLOURS[theme];
  return [
    {
      id: LAYERS.baseFocus,
      type: "circle",
      source: SOURCES.bases,
      paint: {
        "circle-radius": 14,
        "circle-opacity": 0,
        "circle-stroke-color": PALETTES[theme].accent,
        "circle-stroke-width": ["case", ["boolean", ["feature-state", "focus"], false], 2.5, 0],
      },
    },
    {
      id: LAYERS.bases,
      type: "symbol",
      source: SOURCES.bases,
      layout: {
        "icon-image": ["case", ["get", "illustrative"], IMAGES.baseIllustrative, IMAGES.base],
        "icon-anchor": "bottom",
        "icon-allow-overlap": true,
        "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.75, 8, 1],
      },
    },
    {
      id: LAYERS.baseNames,
      type: "symbol",
      source: SOURCES.bases,
      minzoom: 4.8,
      layout: {
        "text-field": [
          "step",
          ["zoom"],
          ["get", "strength"],
          6.5,
          ["concat", ["get", "name"], "\n", ["get", "strength"]],
        ],
        "text-font": FONT_MEDIUM,
        "text-size": 11,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 1,
        "text-justify": "auto",
        "text-optional": true,
      },
      paint: {
        "text-color": PALETTES[theme].covered,
        "text-halo-color": halo,
        "text-halo-width": 1.5,
      },
    },
  ];
}

/** Sites: small, and named only when near. */
export function siteLayers(theme: Theme): LayerSpecification[] {
  const { halo, text } = BASE_COLOURS[theme];
  return [
    {
      id: LAYERS.sites,
      type: "symbol",
      source: SOURCES.sites,
      minzoom: 6.5,
      layout: {
        "icon-image": ["match", ["get", "kind"], "health", IMAGES.health, IMAGES.site],
        "icon-padding": 1,
        "icon-size": ["interpolate", ["linear"], ["zoom"], 6.5, 0.6, 10, 1],
      },
    },
    {
      id: LAYERS.siteNames,
      type: "symbol",
      source: SOURCES.sites,
      minzoom: 9,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT_REGULAR,
        "text-size": 11,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 0.8,
        "text-optional": true,
      },
      paint: { "text-color": text, "text-halo-color": halo, "text-halo-width": 1.3 },
    },
  ];
}

/** Names of the party most often recorded per admin-1 area when far, per admin-2 area when near. */
export function actorLayers(theme: Theme): LayerSpecification[] {
  return [
    {
      id: LAYERS.actorNames,
      type: "symbol",
      source: SOURCES.actors,
      filter: ["step", ["zoom"], ["==", ["get", "level"], 1], NEAR, ["==", ["get", "level"], 2]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT_MEDIUM,
        "text-size": ["interpolate", ["linear"], ["zoom"], 5, 11, 9, 13],
        "text-max-width": 12,
        "text-anchor": "left",
        "text-justify": "left",
        "text-offset": [0.6, -1.6],
        "text-padding": 4,
        "icon-image": IMAGES.dot,
        "icon-offset": [0, -18],
        "symbol-sort-key": ["-", ["get", "events"]],
      },
      paint: {
        "text-color": PALETTES[theme].ink,
        "icon-color": ["get", "colour"],
        "icon-halo-color": BASE_COLOURS[theme].halo,
        "icon-halo-width": 1,
        "text-halo-color": BASE_COLOURS[theme].halo,
        "text-halo-width": 1.8,
      },
    },
  ];
}
