/**
 * A small map beside a room that needs the width: areas by category, whether they are covered, bases. No incidents,
 * so it needs no facts. Choosing an area on it chooses it in the room.
 */
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";
import type { MapLayer, Selection } from "../ui/dashboard-types.ts";
import type { AreaCollection, CoverState, InformationByCode, MapBase } from "./data.ts";
import { MapView } from "./map-view.tsx";
import { NO_LEVELS, useStillState } from "./still.ts";
import "./locator-map.css";

interface LocatorMapProps {
  operation: string;
  today: string;
  timeZone: string;
  areas: AreaCollection | undefined;
  categories: ReadonlyMap<string, PriorityCategory>;
  coverage?: ReadonlyMap<string, CoverState>;
  information?: InformationByCode;
  bases?: readonly MapBase[];
  layers: readonly MapLayer[];
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  credits: string;
}

/** Fills its parent, which needs a height. */
export function LocatorMap(props: LocatorMapProps) {
  const { operation, today, timeZone, layers, selection, onSelect } = props;
  const state = useStillState({ operation, today, timeZone, layers, selection, select: onSelect });
  return (
    <div className="locator-map">
      <MapView
        state={state}
        headline={NO_LEVELS}
        areas={props.areas}
        categories={props.categories}
        coverage={props.coverage}
        information={props.information}
        bases={props.bases}
        credits={props.credits}
      />
    </div>
  );
}
