/**
 * The map in the page: creates the engine once, hands it data in one effect, and follows the live period without React.
 * Everything around the canvas (buttons, layers, legend, scale, disclaimer) is plain React with words.
 */
import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { select } from "../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../shared/rooms/incidents.ts";
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";
import { type DashboardState, MAP_LAYERS, type MapLayer, type Selection } from "../ui/dashboard-types.ts";
import { useWords } from "../words/index.tsx";
import {
  type AreaCollection,
  boxOfWidest,
  type CoverState,
  type InformationByCode,
  type MapBase,
  type MapData,
  type MapSite,
} from "./data.ts";
import { describer } from "./describe.ts";
import { MapEngine } from "./engine.ts";
import type { MapEvents } from "./events.ts";
import type { MapFocus } from "./focus.ts";
import type { DrawnIncidents } from "./incident-drawing.ts";
import { MapControls } from "./map-controls.tsx";
import { MapLegend } from "./map-legend.tsx";
import { MapReadout } from "./map-readout.tsx";

export interface MapViewProps {
  state: DashboardState;
  /** Levels the operation counts; drawn solid. */
  headline: readonly VerificationLevel[];
  areas?: AreaCollection;
  /** Priority category by area code; hand over the same map while nothing changed. */
  categories?: ReadonlyMap<string, PriorityCategory>;
  coverage?: ReadonlyMap<string, CoverState>;
  /** How often patrols entered an area in the period, by area code. */
  entered?: ReadonlyMap<string, number>;
  /** Could anybody report from there? By area code; none and weak are hatched. */
  information?: InformationByCode;
  /** Layers that are not for this reader; the menu does not offer them. */
  closed?: readonly MapLayer[];
  bases?: readonly MapBase[];
  sites?: readonly MapSite[];
  /** Sources of what the rooms draw ("OCHA COD-AB", "RADPKO"), named below the map. */
  credits?: string;
  /** A place is being chosen on this map (engine.ts, onPick). */
  onPick?: MapEvents["onPick"];
}

const NO_CATEGORIES: ReadonlyMap<string, PriorityCategory> = new Map();
const NO_COVERAGE: ReadonlyMap<string, CoverState> = new Map();
const NO_INFORMATION: InformationByCode = new Map();
const NO_BASES: readonly MapBase[] = [];
const NO_SITES: readonly MapSite[] = [];
const ALL_DAYS = { from: -1_000_000, to: 1_000_000 };

/** The data of the engine, rebuilt only when one of its parts is another object. */
function useMapData(props: MapViewProps): MapData {
  const { state, headline, areas, categories, coverage, entered, information, bases, sites } = props;
  const { facts, filter } = state;
  const key = JSON.stringify({ ...filter, from: null, to: null });
  const rows = useMemo(
    () => (facts ? select(facts, { ...JSON.parse(key), signals: "with" }) : new Uint32Array()),
    [facts, key],
  );
  return useMemo(
    () => ({
      facts,
      rows,
      headline,
      areas,
      categories: categories ?? NO_CATEGORIES,
      coverage: coverage ?? NO_COVERAGE,
      entered,
      information: information ?? NO_INFORMATION,
      bases: bases ?? NO_BASES,
      sites: sites ?? NO_SITES,
    }),
    [facts, rows, headline, areas, categories, coverage, entered, information, bases, sites],
  );
}

function focusOf(selection: Selection | undefined, rowOf: (ref: string) => number): MapFocus | undefined {
  if (selection?.kind === "incident") return { kind: "incident", row: rowOf(selection.ref) };
  if (selection?.kind === "area") return selection;
  return selection?.kind === "base" ? { kind: "base", ref: selection.ref } : undefined;
}

function open(state: DashboardState, focus: MapFocus): void {
  if (focus.kind === "incident") {
    const ref = state.refOf(focus.row);
    if (ref) state.select({ kind: "incident", ref });
  } else state.select(focus);
}

/** Follows the live period while it moves, the filter's when it rests. */
function usePeriod(engine: MapEngine | undefined, { filter, live }: DashboardState): void {
  const { from, to } = filter;
  useEffect(() => {
    const follow = () => {
      const rest = { from: from ?? ALL_DAYS.from, to: to ?? ALL_DAYS.to };
      const period = live.get() ?? rest;
      engine?.setWindow(period.from, period.to);
    };
    follow();
    return live.subscribe(follow);
  }, [engine, live, from, to]);
}

/** Moves to the operation's country once, unless the address already names a place. */
function useFirstFit(engine: MapEngine | undefined, areas: AreaCollection | undefined, skip: boolean) {
  const box = useMemo(() => boxOfWidest(areas?.features ?? []), [areas]);
  const done = useRef(skip);
  useEffect(() => {
    if (!engine || !box || done.current) return;
    done.current = true;
    engine?.fit(box);
  }, [engine, box]);
  return box;
}

/** The map of the dashboard. Fills its parent, which needs a height. */
export function MapView(props: MapViewProps) {
  const { state, areas, closed, credits, onPick } = props;
  const { t, tag, dir } = useWords();
  const theme = useComputedColorScheme("light");
  const container = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<MapEngine>();
  const pointer = useRef<(lon: number, lat: number) => void>(undefined);
  const latest = useRef(state);
  const picks = useRef(onPick);
  const [drawn, setDrawn] = useState<DrawnIncidents>();
  const [said, setSaid] = useState("");
  const [camera, setCamera] = useState(state.camera);
  latest.current = state;
  picks.current = onPick;

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and camera only start it; they are followed below
  useEffect(() => {
    if (!container.current) return;
    const events: MapEvents = {
      onOpen: (focus) => open(latest.current, focus),
      onCamera: (at) => {
        setCamera(at);
        latest.current.setCamera(at);
      },
      onPointer: (lon, lat) => pointer.current?.(lon, lat),
      onSay: setSaid,
      onDrawn: setDrawn,
      onPick: picks.current && ((...at) => picks.current?.(...at)),
    };
    const made = new MapEngine({
      container: container.current,
      theme,
      origin: window.location.origin,
      camera: latest.current.camera,
      label: t("map.label"),
      words: describer(t, tag),
      rightToLeft: dir === "rtl",
      events,
    });
    setEngine(made);
    return () => made.destroy();
  }, [t, tag, dir]);

  const data = useMapData(props);
  useEffect(() => engine?.setData(data), [engine, data]);
  useEffect(() => engine?.setTheme(theme), [engine, theme]);
  useEffect(() => engine?.setLayers(state.layers), [engine, state.layers]);
  const { selection, rowOf } = state;
  useEffect(() => engine?.setFocus(focusOf(selection, rowOf)), [engine, selection, rowOf]);
  usePeriod(engine, state);
  const box = useFirstFit(engine, areas, state.camera !== undefined);

  return (
    <div className="map">
      <div className="map-canvas" ref={container} />
      <MapControls
        offered={MAP_LAYERS.filter((layer) => !closed?.includes(layer))}
        layers={state.layers}
        onLayers={state.setLayers}
        onZoom={(step) => engine?.zoomBy(step)}
        onFit={box ? () => engine?.fit(box) : undefined}
      />
      <MapLegend data={data} drawn={drawn} layers={state.layers} theme={theme} filter={state.filter} />
      <MapReadout camera={camera} pointer={pointer} credits={credits} />
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
    </div>
  );
}
