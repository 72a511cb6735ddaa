/**
 * A map of who holds which ground on a day: areas and drawn zones in the colour of the actor, told apart by an outline
 * of their own, hatched where they are contested, dashed where there is presence only. Colours are an order of names and
 * say nothing of friend or foe; what stands beside the map says all of it in words.
 */
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { type RefObject, useEffect, useRef } from "react";
import { bboxOf } from "../../shared/geo.ts";
import { PALETTES, type Theme } from "../ui/charts/palette.ts";
import { contestedHatch } from "./images.ts";
import { basemapStyle } from "./style.ts";
import "./locator-map.css";
import "maplibre-gl/dist/maplibre-gl.css";

setWorkerUrl(workerUrl);

export interface GroundShape {
  ref: string;
  geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon;
  /** Place of the actor in the order of colours. */
  colour: number;
  ground: "control" | "responsibility" | "presence";
  contested: boolean;
  label: string;
}

interface GroundMapProps {
  shapes: readonly GroundShape[];
  /** What the map shows at first: all areas of the operation. */
  frame: readonly GeoJSON.Geometry[];
  theme: Theme;
  label: string;
  onOpen: (ref: string) => void;
  /** Is set to a wait until all that was asked for is drawn. */
  drawn?: RefObject<(() => Promise<void>) | null>;
}

const SOURCE = "ground";

/** Fills its parent, which needs a height. */
export function GroundMap({ shapes, frame, theme, label, onOpen, drawn }: GroundMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibreMap>(null);
  const shown = useRef(shapes);
  shown.current = shapes;
  const open = useRef(onOpen);
  open.current = onOpen;
  const box = useRef(bboxOf({ type: "GeometryCollection", geometries: [...frame] }));
  useEffect(() => {
    const made = new MapLibreMap({
      container: container.current!,
      style: basemapStyle(theme, location.origin),
      ...(box.current
        ? { bounds: box.current, fitBoundsOptions: { padding: 24 } }
        : { center: [20, 5], zoom: 3 }),
      attributionControl: false,
      dragRotate: false,
      fadeDuration: 0,
      maxZoom: 12,
      locale: { "Map.Title": label },
    });
    map.current = made;
    if (drawn) drawn.current = () => idle(made);
    made.on("load", () => {
      addLayers(made, theme);
      draw(made, shown.current, theme);
    });
    made.on("click", "ground-fill", ({ features }) => {
      const ref = features?.[0]?.properties.ref;
      if (typeof ref === "string") open.current(ref);
    });
    return () => made.remove();
  }, [theme, label, drawn]);
  useEffect(() => {
    if (map.current?.getSource(SOURCE)) draw(map.current, shapes, theme);
  }, [shapes, theme]);
  return (
    <div className="locator-map ground-map">
      <div ref={container} style={{ position: "absolute", inset: 0 }} />
    </div>
  );
}

async function idle(map: MapLibreMap): Promise<void> {
  map.triggerRepaint();
  await map.once("idle");
}

function addLayers(map: MapLibreMap, theme: Theme): void {
  const { id, image, pixelRatio } = contestedHatch(theme);
  map.addImage(id, image, { pixelRatio });
  map.addSource(SOURCE, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const colour: ["get", string] = ["get", "paint"];
  map.addLayer({
    id: "ground-fill",
    type: "fill",
    source: SOURCE,
    paint: {
      "fill-color": colour,
      "fill-opacity": ["match", ["get", "ground"], "control", 0.34, "responsibility", 0.14, 0.05],
    },
  });
  map.addLayer({
    id: "ground-contested",
    type: "fill",
    source: SOURCE,
    filter: ["==", ["get", "contested"], true],
    paint: { "fill-pattern": id },
  });
  map.addLayer({
    id: "ground-line",
    type: "line",
    source: SOURCE,
    filter: ["!=", ["get", "ground"], "presence"],
    paint: { "line-color": colour, "line-width": 2.2 },
  });
  map.addLayer({
    id: "ground-presence",
    type: "line",
    source: SOURCE,
    filter: ["==", ["get", "ground"], "presence"],
    paint: { "line-color": colour, "line-width": 2.2, "line-dasharray": [2, 2] },
  });
  map.addLayer({
    id: "ground-names",
    type: "symbol",
    source: SOURCE,
    layout: { "text-field": ["get", "label"], "text-font": ["Noto Sans Medium"], "text-size": 12 },
    paint: {
      "text-color": PALETTES[theme].ink,
      "text-halo-color": theme === "light" ? "#ffffff" : "#1b1916",
      "text-halo-width": 1.6,
    },
  });
}

function draw(map: MapLibreMap, shapes: readonly GroundShape[], theme: Theme): void {
  const { parties } = PALETTES[theme];
  const features = shapes.map(({ geometry, colour, ...rest }) => ({
    type: "Feature" as const,
    geometry,
    properties: { ...rest, paint: parties[colour % parties.length] },
  }));
  map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: "FeatureCollection", features });
}
