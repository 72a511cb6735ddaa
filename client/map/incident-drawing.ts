/**
 * Keeps the incident discs and badges of a map in step with data, window and camera. Called once per frame at most; it
 * bins from the typed arrays and hands MapLibre a few hundred features.
 */
import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import {
  type AreaCount,
  type Bin,
  type Binned,
  type Bounds,
  binIncidents,
  countAreas,
  type Nowhere,
  type Slice,
  sizeCeiling,
  windowOf,
} from "./bin.ts";
import type { DayWindow, MapData } from "./data.ts";
import { areaCountFeatures, binFeatures } from "./features.ts";
import { type Grid, hasPoint, isSignalRow } from "./grid.ts";
import { SOURCES, type SourceId } from "./ids.ts";

/** What the legend needs to know about the discs on the map. */
export interface DrawnIncidents {
  ceiling: number;
  marks: string[];
  areaCounts: number;
  nowhere: Nowhere;
  illustrative: boolean;
  events: number;
}

const NOT_COUNTED: Nowhere = { harm: 0, signals: 0 };
const NO_GRID: Grid = {
  cell: new Int32Array(),
  cells: 0,
  mark: new Uint8Array(),
  illustrative: new Uint8Array(),
};

export class IncidentDrawing {
  readonly #map: MapLibreMap;
  binned: Binned = { bins: [], grid: NO_GRID };
  counts: AreaCount[] = [];
  #ceiling = 0;
  #slice: Slice | undefined;

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** Bins and draws; returns what the legend should say. */
  draw(data: MapData, window: DayWindow): DrawnIncidents {
    const { facts } = data;
    if (!facts) return this.#show(undefined, NOT_COUNTED, 0);
    const slice: Slice = { facts, rows: data.rows, ...window };
    this.#slice = slice;
    this.binned = binIncidents(slice, this.#map.getZoom(), this.#bounds(), data.headline);
    const { areas, nowhere } = countAreas(slice);
    this.counts = areas;
    const [start, end] = windowOf(slice);
    return this.#show(facts, nowhere, end - start);
  }

  /** Id of the disc that holds a facts row, or -1 when it is not in view. */
  binOf(row: number): number {
    const cell = this.binned.grid.cell[row] ?? -1;
    return cell < 0 ? -1 : this.binned.bins.findIndex((bin) => bin.cell === cell);
  }

  /** Facts rows of a disc, by day. */
  rowsOfBin(bin: Bin): number[] {
    const { cell } = this.binned.grid;
    return this.#rows((row) => cell[row] === bin.cell);
  }

  /** Facts rows of a badge: known only to its area, by day. */
  rowsOfArea({ area, signal }: AreaCount): number[] {
    const facts = this.#slice?.facts;
    return this.#rows(
      (row) => facts?.area[row] === area && !hasPoint(facts, row) && isSignalRow(facts, row) === signal,
    );
  }

  #rows(wanted: (row: number) => boolean): number[] {
    if (!this.#slice) return [];
    const [start, end] = windowOf(this.#slice);
    return [...this.#slice.rows.subarray(start, end)].filter(wanted);
  }

  #show(facts: Facts | undefined, nowhere: Nowhere, events: number): DrawnIncidents {
    const { bins } = this.binned;
    this.#ceiling = sizeCeiling(bins[0]?.killed ?? 0, this.#ceiling);
    this.#put(SOURCES.incidents, binFeatures(bins, this.#ceiling));
    if (facts) this.#put(SOURCES.areaCounts, areaCountFeatures(facts, this.counts));
    return {
      ceiling: this.#ceiling,
      marks: [...new Set(bins.map((bin) => bin.mark))].sort(),
      areaCounts: this.counts.length,
      nowhere,
      illustrative: bins.some((bin) => bin.illustrative),
      events,
    };
  }

  #put(source: SourceId, features: GeoJSON.FeatureCollection): void {
    void this.#map.getSource<GeoJSONSource>(source)?.setData(features);
  }

  /** The view with a margin, so that panning a little shows no edge. */
  #bounds(): Bounds {
    const bounds = this.#map.getBounds();
    const x = (bounds.getEast() - bounds.getWest()) * 0.3;
    const y = (bounds.getNorth() - bounds.getSouth()) * 0.3;
    return [bounds.getWest() - x, bounds.getSouth() - y, bounds.getEast() + x, bounds.getNorth() + y];
  }
}
