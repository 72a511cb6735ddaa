/**
 * A small map beside a room that needs the width: areas by category, whether they are covered, bases. No incidents,
 * so it needs no facts. Choosing an area on it chooses it in the room.
 */
import { useMemo } from "react";
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";
import type { DashboardState, MapLayer, Selection } from "../ui/dashboard-types.ts";
import { useWords } from "../words/index.tsx";
import type { AreaCollection, CoverState, MapBase } from "./data.ts";
import { MapView } from "./map-view.tsx";
import "./locator-map.css";

interface LocatorMapProps {
  operation: string;
  today: string;
  timeZone: string;
  areas: AreaCollection | undefined;
  categories: ReadonlyMap<string, PriorityCategory>;
  coverage?: ReadonlyMap<string, CoverState>;
  bases?: readonly MapBase[];
  layers: readonly MapLayer[];
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  credits: string;
}

const NOBODY = { get: () => undefined, set: () => undefined, subscribe: () => () => undefined };
const NO_LEVELS = [] as const;
const nothing = () => undefined;

/** Fills its parent, which needs a height. */
export function LocatorMap(props: LocatorMapProps) {
  const { operation, today, timeZone, layers, selection, onSelect } = props;
  const { tag } = useWords();
  const state = useMemo(
    (): DashboardState => ({
      operation,
      facts: undefined,
      refOf: nothing,
      rowOf: () => -1,
      filter: {},
      setFilter: nothing,
      live: NOBODY,
      selection,
      select: onSelect,
      bucket: "month",
      setBucket: nothing,
      camera: undefined,
      setCamera: nothing,
      layers,
      setLayers: nothing,
      today,
      locale: tag,
      timeZone,
    }),
    [operation, selection, onSelect, layers, today, tag, timeZone],
  );
  return (
    <div className="locator-map">
      <MapView
        state={state}
        headline={NO_LEVELS}
        areas={props.areas}
        categories={props.categories}
        coverage={props.coverage}
        bases={props.bases}
        credits={props.credits}
      />
    </div>
  );
}
