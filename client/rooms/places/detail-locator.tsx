/**
 * Where the area lies: the live map on screen, and a line drawing of the same on paper, because a canvas does not
 * print. The drawing is a plain projection (degrees, narrowed by the latitude), no measuring tool.
 */
import type { Polygon, Position } from "geojson";
import { lazy, Suspense, useMemo, useState } from "react";
import type { AreaPresence } from "../../../shared/rooms/coverage-answers.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { AreaDossier, AreaFeature } from "../../../shared/rooms/places-answers.ts";
import type { DashboardState, MapCamera, MapLayer } from "../../ui/dashboard-types.ts";
import { useWords } from "../../words/index.tsx";
import { useInformationMap } from "../coverage/queries-information.ts";
import { useShape, useShapes } from "./queries.ts";

const MapView = lazy(async () => ({ default: (await import("../../map/map-view.tsx")).MapView }));

interface LocatorProps {
  state: DashboardState;
  headline: readonly VerificationLevel[];
  dossier: AreaDossier;
  presence: AreaPresence | undefined;
}

const START_LAYERS: readonly MapLayer[] = ["areas", "bases", "places", "incidents"];

export function Locator(props: LocatorProps) {
  const { t } = useWords();
  const { state, dossier } = props;
  const shape = useShape(state.operation, dossier.area.code).data;
  const shapes = useShapes(state.operation);
  if (!shape || !shapes) return <div className="dossier-map" />;
  const datasets = dossier.datasets.find(({ ref }) => ref === dossier.area.datasetRef);
  const source = t("places.area.mapSource", {
    source: datasets ? `${datasets.title} ${datasets.version ?? ""}`.trim() : "–",
    disclaimer: t("map.disclaimer"),
  });
  return (
    <>
      <div className="dossier-map no-print">
        <Suspense fallback={null}>
          <LiveMap {...props} shape={shape} shapes={shapes} />
        </Suspense>
      </div>
      <div className="dossier-drawn">
        <Sketch
          shape={shape}
          shapes={shapes.features}
          label={t("places.area.locator", { area: dossier.area.name })}
        />
        <p className="figure-source print-only">{source}</p>
      </div>
    </>
  );
}

type Shapes = NonNullable<ReturnType<typeof useShapes>>;

function LiveMap({
  state,
  headline,
  dossier,
  presence,
  shape,
  shapes,
}: LocatorProps & { shape: AreaFeature; shapes: Shapes }) {
  const [layers, setLayers] = useState(START_LAYERS);
  const [camera, setCamera] = useState<MapCamera>(() => cameraOf(shape));
  const shown = useMemo(
    (): DashboardState => ({
      ...state,
      camera,
      setCamera,
      layers,
      setLayers,
      selection: { kind: "area", code: dossier.area.code },
      select: () => undefined,
    }),
    [state, camera, layers, dossier.area.code],
  );
  const areas = useMemo(
    () => (shape.properties.level > 2 ? { ...shapes, features: [...shapes.features, shape] } : shapes),
    [shapes, shape],
  );
  const information = useInformationMap(state.operation);
  const sites = useMemo(
    () =>
      dossier.sites.flatMap(({ lon, lat, ...site }) =>
        lon === null || lat === null ? [] : [{ ...site, lon, lat }],
      ),
    [dossier],
  );
  return (
    <MapView
      state={shown}
      headline={headline}
      areas={areas}
      sites={sites}
      information={information}
      bases={presence?.bases ?? []}
    />
  );
}

/** The camera that shows a box with some room around it. */
function cameraOf({ bbox: [west, south, east, north] }: AreaFeature): MapCamera {
  const span = Math.max(east - west, (north - south) * 1.2, 0.2);
  return { lon: (west + east) / 2, lat: (south + north) / 2, zoom: Math.min(9, Math.log2(360 / span) - 0.7) };
}

const WIDTH = 300;

interface SketchProps {
  shape: AreaFeature;
  shapes: AreaFeature[];
  label: string;
}

/** Country, regions, and the area filled. */
function Sketch({ shape, shapes, label }: SketchProps) {
  const country = shapes.find(({ properties }) => properties.level === 0) ?? shape;
  const [west, south, east, north] = country.bbox;
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / ((east - west) * narrow);
  const place = ([lon, lat]: Position) =>
    `${((lon! - west) * narrow * scale).toFixed(1)},${((north - lat!) * scale).toFixed(1)}`;
  const path = (feature: AreaFeature) =>
    ringsOf(feature)
      .map((ring) => `M${ring.map(place).join("L")}Z`)
      .join("");
  return (
    <svg
      className="dossier-sketch"
      viewBox={`-2 -2 ${WIDTH + 4} ${(north - south) * scale + 4}`}
      role="img"
      aria-label={label}
    >
      {shapes
        .filter(({ properties }) => properties.level === 1)
        .map((region) => (
          <path key={region.id} d={path(region)} className="sketch-region" />
        ))}
      <path d={path(country)} className="sketch-country" />
      <path d={path(shape)} className="sketch-area" />
    </svg>
  );
}

function ringsOf({ geometry }: AreaFeature): Polygon["coordinates"] {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}
