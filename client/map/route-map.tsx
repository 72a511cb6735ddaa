/**
 * A map to draw a way on: each click adds a point; with the keyboard the map moves under a cross and Enter adds its
 * middle. The base map only, nothing of the operation.
 */
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef } from "react";
import { PALETTES, type Theme } from "../ui/charts/palette.ts";
import { basemapStyle } from "./style.ts";
import "./locator-map.css";
import "maplibre-gl/dist/maplibre-gl.css";

setWorkerUrl(workerUrl);

export type RoutePoint = [lon: number, lat: number];

interface RouteMapProps {
  points: readonly RoutePoint[];
  /** A point was chosen; absent: the map only shows. */
  onAdd?: ((point: RoutePoint) => void) | undefined;
  /** West, south, east, north of what is shown at first. */
  box: [number, number, number, number] | null;
  theme: Theme;
  label: string;
}

/** Fills its parent, which needs a height. */
export function RouteMap({ points, onAdd, box, theme, label }: RouteMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibreMap>(null);
  const add = useRef(onAdd);
  add.current = onAdd;
  const shown = useRef(points);
  shown.current = points;
  const bounds = useRef(box);
  useEffect(() => {
    const made = openMap(container.current!, theme, bounds.current, label);
    map.current = made;
    made.on("load", () => {
      addLayers(made, theme);
      draw(made, shown.current);
    });
    made.on("click", ({ lngLat }) => add.current?.([rounded(lngLat.lng), rounded(lngLat.lat)]));
    made.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !add.current) return;
      event.preventDefault();
      const { lng, lat } = made.getCenter();
      add.current([rounded(lng), rounded(lat)]);
    });
    return () => made.remove();
  }, [theme, label]);
  useEffect(() => {
    if (map.current?.getSource(SOURCE)) draw(map.current, points);
  }, [points]);
  return (
    <div className="locator-map route-map" data-drawing={onAdd ? "yes" : undefined}>
      <div ref={container} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}

const SOURCE = "route";
/** About ten metres: no way is known better. */
const rounded = (degrees: number) => Math.round(degrees * 10_000) / 10_000;

function openMap(
  container: HTMLElement,
  theme: Theme,
  box: RouteMapProps["box"],
  label: string,
): MapLibreMap {
  return new MapLibreMap({
    container,
    style: basemapStyle(theme, location.origin),
    ...(box ? { bounds: box, fitBoundsOptions: { padding: 20 } } : { center: [20, 5], zoom: 3 }),
    attributionControl: false,
    dragRotate: false,
    fadeDuration: 0,
    maxZoom: 14,
    locale: { "Map.Title": label },
  });
}

function addLayers(map: MapLibreMap, theme: Theme): void {
  const colour = PALETTES[theme].accent;
  map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  map.addLayer({
    id: "route-line",
    type: "line",
    source: SOURCE,
    paint: { "line-color": colour, "line-width": 3, "line-dasharray": [2, 1] },
  });
  map.addLayer({
    id: "route-points",
    type: "circle",
    source: SOURCE,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-color": colour,
      "circle-radius": 5,
      "circle-stroke-width": 2,
      "circle-stroke-color": "#ffffff",
    },
  });
}

function draw(map: MapLibreMap, points: readonly RoutePoint[]): void {
  const dots = points.map((coordinates) => feature({ type: "Point", coordinates }));
  const line = points.length > 1 ? [feature({ type: "LineString", coordinates: [...points] })] : [];
  map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features: [...line, ...dots] });
}

const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({
  type: "Feature",
  geometry,
  properties: {},
});
