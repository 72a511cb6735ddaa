/**
 * The map by keyboard: Tab walks the marks in view in reading order and says each, Enter opens, Escape lets go. At
 * either end Tab leaves the map, so nobody is caught in it. Arrows and plus/minus are MapLibre's own.
 */
import type { Map as MapLibreMap } from "maplibre-gl";
import { type MapMark, type MarkContext, marksInView } from "./marks.ts";
import { readingOrder } from "./reading-order.ts";

export interface WalkHooks {
  context: () => MarkContext;
  rightToLeft: boolean;
  say: (text: string) => void;
  /** Outlines a mark; undefined takes the outline away. */
  show: (mark: MapMark | undefined) => void;
  open: (mark: MapMark) => void;
  /** Closes a card; false when there is none. */
  escape: () => boolean;
  none: string;
  /** "3 of 12: …" */
  place: (at: number, of: number, text: string) => string;
}

const spoken = ({ card }: MapMark): string => [card.title, ...card.lines].join(". ");

export class Walk {
  readonly #map: MapLibreMap;
  readonly #hooks: WalkHooks;
  #marks: MapMark[] = [];
  #at = -1;

  constructor(map: MapLibreMap, hooks: WalkHooks) {
    this.#map = map;
    this.#hooks = hooks;
    const canvas = map.getCanvas();
    canvas.addEventListener("keydown", this.#key);
    canvas.addEventListener("blur", this.#leave);
    map.on("movestart", this.#leave);
  }

  /** The mark with the keyboard's focus. */
  get current(): MapMark | undefined {
    return this.#marks[this.#at];
  }

  destroy(): void {
    const canvas = this.#map.getCanvas();
    canvas.removeEventListener("keydown", this.#key);
    canvas.removeEventListener("blur", this.#leave);
  }

  readonly #leave = (): void => {
    if (this.#at < 0) return;
    this.#at = -1;
    this.#hooks.show(undefined);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Tab") this.#step(event);
    else if (event.key === "Enter" && this.current) {
      event.preventDefault();
      this.#hooks.open(this.current);
    } else if (event.key === "Escape" && (this.#hooks.escape() || this.#at >= 0)) {
      event.stopPropagation();
      this.#leave();
    }
  };

  #step(event: KeyboardEvent): void {
    if (this.#at < 0) this.#collect();
    const next = this.#at < 0 && event.shiftKey ? -1 : this.#at + (event.shiftKey ? -1 : 1);
    const mark = this.#marks[next];
    if (!mark) {
      if (this.#marks.length === 0) this.#hooks.say(this.#hooks.none);
      this.#leave();
      return;
    }
    event.preventDefault();
    this.#at = next;
    this.#hooks.show(mark);
    this.#hooks.say(this.#hooks.place(next + 1, this.#marks.length, spoken(mark)));
  }

  #collect(): void {
    const marks = marksInView(this.#map, this.#hooks.context()).map((mark) => {
      const { x, y } = this.#map.project(mark.at);
      return { mark, x, y };
    });
    this.#marks = readingOrder(marks, this.#hooks.rightToLeft).map(({ mark }) => mark);
  }
}
