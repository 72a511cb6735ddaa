/**
 * A map to choose one place on: a cross in the middle, districts to find one's way, nothing that opens. The map moves
 * under the cross; a click takes the point under it.
 */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { chosenOnMap } from "../../shared/places/read.ts";
import type { MapCamera } from "../ui/dashboard-types.ts";
import { formatPoint } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import type { AreaCollection, MapSite } from "./data.ts";
import { MapView } from "./map-view.tsx";
import { missedBy } from "./scale.ts";
import { NO_LEVELS, useStillState } from "./still.ts";
import "./pick-map.css";

/** Degrees, and the metres by which a hand may miss. */
export type Picked = (lon: number, lat: number, metres: number) => void;

interface PickMapProps {
  operation: string;
  today: string;
  timeZone: string;
  areas: AreaCollection | undefined;
  /** Named places, to find one's way. */
  sites: readonly MapSite[];
  /** Where the map begins; else the whole operation. */
  camera: MapCamera | undefined;
  onPick: Picked;
  /** What takes the place under the cross, beside the words that say where it lies. */
  children: (take: () => void) => ReactNode;
}

const LAYERS = ["areas", "places"] as const;

export function PickMap(props: PickMapProps) {
  const { operation, today, timeZone, areas, sites, camera, onPick, children } = props;
  const { t, tag } = useWords();
  const [at, setCamera] = useState(camera);
  const [start] = useState(camera);
  const state = useStillState({ operation, today, timeZone, layers: LAYERS, camera: start, setCamera });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("canvas")?.focus(), []);
  const metres = at ? missedBy(at.lat, at.zoom) : 0;
  const precision = at && chosenOnMap(at.lon, at.lat, metres).precision;
  const take = () => at && onPick(at.lon, at.lat, metres);
  return (
    <div className="pick">
      <div className="pick-map" ref={box}>
        <MapView state={state} headline={NO_LEVELS} areas={areas} sites={sites} onPick={onPick} />
        <div className="pick-cross" aria-hidden="true" />
      </div>
      <p className="pick-now" aria-live="polite">
        {at && precision && (
          <>
            {t("place.map.now", {
              point: formatPoint(at.lat, at.lon, tag),
              precision: t(`place.precision.${precision}`),
            })}{" "}
            {precision !== "exact" && t("place.map.closer")}
          </>
        )}
      </p>
      {children(take)}
    </div>
  );
}
