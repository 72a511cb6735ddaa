/** Choosing a place on the map: a click takes the point under it, Enter the middle of the map. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapEvents } from "./events.ts";
import { missedBy } from "./scale.ts";

export function listenForPick(map: MapLibreMap, onPick: NonNullable<MapEvents["onPick"]>): void {
  const pick = ({ lng, lat }: { lng: number; lat: number }) => onPick(lng, lat, missedBy(lat, map.getZoom()));
  map.on("click", (event) => pick(event.lngLat));
  // The dialog around it gives the focus to what carries this.
  map.getCanvas().setAttribute("data-autofocus", "");
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick(map.getCenter());
  });
}
