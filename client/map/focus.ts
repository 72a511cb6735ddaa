/**
 * Which mark is hovered and which is outlined, kept as MapLibre feature state. Feature ids are positions in arrays, so
 * after each drawing the outlined record is looked up again.
 */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { MapData } from "./data.ts";
import { hasPoint } from "./grid.ts";
import { SOURCES, type SourceId } from "./ids.ts";
import type { IncidentDrawing } from "./incident-drawing.ts";
import type { MapMark, MarkContext } from "./marks.ts";
import type { Cards } from "./popup.ts";

/** What is open elsewhere and outlined here: a facts row, an area code or a base's ref. */
export type MapFocus =
  | { kind: "incident"; row: number }
  | { kind: "area"; code: string }
  | { kind: "base"; ref: string };

interface FeatureRef {
  source: SourceId;
  id: number;
}

const found = (source: SourceId, id: number): FeatureRef | undefined => (id < 0 ? undefined : { source, id });

/** Where the record of a focus lies, degrees; undefined where it has no point or is not known here. */
export function placeOf(focus: MapFocus, data: MapData): [number, number] | undefined {
  if (focus.kind === "base") {
    const base = data.bases.find(({ ref }) => ref === focus.ref);
    return base && [base.lon, base.lat];
  }
  if (focus.kind === "area") {
    const area = data.areas?.features.find(({ properties }) => properties.code === focus.code)?.properties;
    return area && [area.lon, area.lat];
  }
  const { facts } = data;
  if (!facts || focus.row < 0 || !hasPoint(facts, focus.row)) return undefined;
  return [facts.lon[focus.row]!, facts.lat[focus.row]!];
}

export class Focus {
  readonly #map: MapLibreMap;
  readonly #cards: Cards;
  readonly #incidents: IncidentDrawing;
  /** What the panel has open. */
  target: MapFocus | undefined;
  #walked: FeatureRef | undefined;
  #focused: FeatureRef | undefined;
  #hovered: FeatureRef | undefined;

  constructor(map: MapLibreMap, cards: Cards, incidents: IncidentDrawing) {
    this.#map = map;
    this.#cards = cards;
    this.#incidents = incidents;
  }

  /** The pointer is over `mark`; its card stands at `at`. */
  hover(mark: MapMark | undefined, at: [number, number] | undefined): void {
    this.#map.getCanvas().style.cursor = mark ? "pointer" : "";
    if (mark?.source !== this.#hovered?.source || mark?.id !== this.#hovered?.id) {
      if (this.#hovered) this.#state(this.#hovered, { hover: false });
      this.#hovered = mark && { source: mark.source, id: mark.id };
      if (this.#hovered) this.#state(this.#hovered, { hover: true });
    }
    if (mark) this.#cards.hover(`${mark.source}:${mark.id}`, at ?? mark.at, mark.card);
    else this.#cards.leave();
  }

  /** The keyboard stands on `mark`; undefined gives the outline back to what the panel has open. */
  walk(mark: MapMark | undefined, context: MarkContext): void {
    this.#walked = mark && { source: mark.source, id: mark.id };
    this.apply(context);
    if (mark) this.#cards.hover(`${mark.source}:${mark.id}`, mark.at, mark.card);
    else this.#cards.leave();
  }

  /** Finds the outlined record again after a drawing. */
  apply(context: MarkContext): void {
    const target = this.#walked ?? this.#find(context);
    const same = target?.source === this.#focused?.source && target?.id === this.#focused?.id;
    if (this.#focused && !same) this.#state(this.#focused, { focus: false });
    this.#focused = target;
    if (target) this.#state(target, { focus: true });
  }

  #state(feature: FeatureRef, state: Record<string, boolean>): void {
    if (this.#map.getSource(feature.source)) this.#map.setFeatureState(feature, state);
  }

  #find({ data }: MarkContext): FeatureRef | undefined {
    const { target } = this;
    if (!target) return undefined;
    if (target.kind === "incident") return found(SOURCES.incidents, this.#incidents.binOf(target.row));
    if (target.kind === "base") {
      const base = data.bases.findIndex(({ ref }) => ref === target.ref);
      return found(SOURCES.bases, base);
    }
    const areas = data.areas?.features ?? [];
    const area = areas.findIndex(({ properties }) => properties.code === target.code);
    return found(SOURCES.areas, area);
  }
}
