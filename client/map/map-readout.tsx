/**
 * The lower edge of the map: scale, coordinates under the pointer, who made the base map, and that boundaries imply no
 * endorsement (the United Nations' usual wording). Coordinates are written straight into the page, not through React.
 */
import { type RefObject, useEffect, useRef } from "react";
import type { MapCamera } from "../ui/dashboard-types.ts";
import { formatPoint } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { scaleBar } from "./scale.ts";

interface MapReadoutProps {
  camera: MapCamera | undefined;
  /** Filled here with the function the engine calls on each pointer move. */
  pointer: RefObject<((lon: number, lat: number) => void) | undefined>;
  credits: string | undefined;
}

const WIDEST = 96;

export function MapReadout({ camera, pointer, credits }: MapReadoutProps) {
  const { t, tag } = useWords();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    pointer.current = (lon, lat) => {
      if (place.current) place.current.textContent = formatPoint(lat, lon, tag);
    };
  }, [pointer, tag]);
  const scale = camera && scaleBar(camera.lat, camera.zoom, WIDEST);
  return (
    <div className="map-readout">
      <p className="map-disclaimer">
        {t("map.disclaimer")} {t("map.madeWith")} {credits}
      </p>
      <div className="map-measures">
        <span ref={place} className="map-coordinates" title={t("map.coordinates")} />
        {scale && (
          <span className="map-scale" style={{ inlineSize: scale.width }} title={t("map.scale.label")}>
            {t("map.scale.km", { n: scale.km })}
          </span>
        )}
      </div>
    </div>
  );
}
