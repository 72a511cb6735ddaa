/** What the map's engine tells the page around it. */
import type { MapCamera } from "../ui/dashboard-types.ts";
import type { MapFocus } from "./focus.ts";
import type { DrawnIncidents } from "./incident-drawing.ts";

export interface MapEvents {
  /** A person opened a mark by click or Enter. Clusters open a card instead. */
  onOpen: (focus: MapFocus) => void;
  onCamera: (camera: MapCamera) => void;
  /** Pointer position in degrees on each move; for the coordinates readout. */
  onPointer: (lon: number, lat: number) => void;
  /** Text for the screen reader. */
  onSay: (text: string) => void;
  onDrawn: (drawn: DrawnIncidents) => void;
  /**
   * A place is being chosen: a click takes the point under it, Enter the middle of the map, and nothing else opens.
   * Degrees, and the metres by which a hand may miss at this zoom.
   */
  onPick?: ((lon: number, lat: number, metres: number) => void) | undefined;
}
