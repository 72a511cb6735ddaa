/**
 * Incidents as the map draws them: a few hundred discs summed from the facts, never one feature per incident.
 * Rows known only to an area (precision below `near`) become a count of that area and never a point, because a
 * centroid would look like a hot spot (location precision: UCDP GED codebook 23.1, where_prec 3–7).
 */
import { type Facts, NO_AREA } from "../../shared/rooms/analysis-facts.ts";
import { firstAtOrAfter } from "../../shared/rooms/analysis-period.ts";
import type { VerificationLevel } from "../../shared/rooms/incidents.ts";
import {
  cellPixels,
  type Grid,
  gridOf,
  hasPoint,
  isSignalRow,
  latitudeOf,
  longitudeOf,
  MARKS,
  type MapMark,
  projectedOf,
} from "./grid.ts";

/** West, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

/** Sums over some incidents. `killed*` and `civilian` count recorded deaths; `unrecorded` events have no number. */
export interface HarmSum {
  events: number;
  killed: number;
  civilian: number;
  unknownStatus: number;
  /** Events whose deaths are not recorded. Not zero deaths. */
  unrecorded: number;
}

export interface Bin extends HarmSum {
  lon: number;
  lat: number;
  mark: MapMark;
  illustrative: boolean;
  /** Index into INCIDENT_KINDS when all events are of one kind, else -1. */
  kind: number;
  /** First facts row of the bin: the incident itself when `events` is 1. */
  row: number;
  /** Cell of the grid the bin was made with; the same for every row in it. */
  cell: number;
}

/** Bins and the grid they come from, so that the bin of a row can be found. */
export interface Binned {
  bins: Bin[];
  grid: Grid;
}

/** Events known to no area; signals apart from harm, as in every list. */
export type Nowhere = Record<"harm" | "signals", number>;

export interface AreaCount extends HarmSum {
  /** Index into dictionaries.areas. */
  area: number;
  /** Signals are counted apart from harm. */
  signal: boolean;
  row: number;
}

/** Which facts: `rows` ascending (and so by day), days both ends included. */
export interface Slice {
  facts: Facts;
  rows: Uint32Array;
  from: number;
  to: number;
}

export const MAX_BINS = 3000;

/** Half-open range of positions in `rows` inside the window. */
export const windowOf = ({ facts, rows, from, to }: Slice): [number, number] => [
  firstAtOrAfter(facts, rows, from),
  firstAtOrAfter(facts, rows, to + 1),
];

const emptyBin = (facts: Facts, row: number, cell: number, grid: Grid): Bin => ({
  events: 0,
  killed: 0,
  civilian: 0,
  unknownStatus: 0,
  unrecorded: 0,
  lon: 0,
  lat: 0,
  mark: MARKS[grid.mark[cell]!]!,
  illustrative: grid.illustrative[cell] === 1,
  kind: facts.kind[row]!,
  row,
  cell,
});

function addHarm(sum: HarmSum, facts: Facts, row: number): void {
  sum.events++;
  const killed = facts.killedBest[row]!;
  if (killed < 0) sum.unrecorded++;
  else sum.killed += killed;
  if (facts.civilian[row]! > 0) sum.civilian += facts.civilian[row]!;
  if (facts.unknownStatus[row]! > 0) sum.unknownStatus += facts.unknownStatus[row]!;
}

const inside = (bin: Bin, [west, south, east, north]: Bounds): boolean =>
  bin.lon >= west && bin.lon <= east && bin.lat >= south && bin.lat <= north;

function binOnce(slice: Slice, grid: Grid, bounds: Bounds): Bin[] {
  const { facts, rows } = slice;
  const at = projectedOf(facts);
  const bins: (Bin | undefined)[] = new Array(grid.cells);
  const found: Bin[] = [];
  const [start, end] = windowOf(slice);
  for (let position = start; position < end; position++) {
    const row = rows[position]!;
    const cell = grid.cell[row]!;
    if (cell < 0) continue;
    let bin = bins[cell];
    if (!bin) {
      bin = emptyBin(facts, row, cell, grid);
      bins[cell] = bin;
      found.push(bin);
    }
    addHarm(bin, facts, row);
    bin.lon += at.x[row]!;
    bin.lat += at.y[row]!;
    if (bin.kind !== facts.kind[row]) bin.kind = -1;
  }
  for (const bin of found) {
    bin.lon = longitudeOf(bin.lon / bin.events);
    bin.lat = latitudeOf(bin.lat / bin.events);
  }
  return found.filter((bin) => inside(bin, bounds));
}

/**
 * Bins of the slice for a zoom, inside `bounds`; at most MAX_BINS, by widening the cells where there would be more.
 * Largest first, so that small discs are drawn above large ones. `headline`: levels drawn solid.
 */
export function binIncidents(
  slice: Slice,
  zoom: number,
  bounds: Bounds,
  headline: readonly VerificationLevel[],
): Binned {
  const level = Math.max(0, Math.floor(zoom));
  let across = Math.max(1, Math.round((512 * 2 ** level) / cellPixels(zoom)));
  let grid = gridOf(slice.facts, across, headline);
  let bins = binOnce(slice, grid, bounds);
  while (bins.length > MAX_BINS && across > 1) {
    across = Math.floor(across / 2);
    grid = gridOf(slice.facts, across, headline);
    bins = binOnce(slice, grid, bounds);
  }
  return { bins: bins.sort((a, b) => b.killed - a.killed || b.events - a.events || a.row - b.row), grid };
}

/** Events of the slice known only to an area, per finest area known; and how many are known to no area at all. */
export function countAreas(slice: Slice): { areas: AreaCount[]; nowhere: Nowhere } {
  const { facts, rows } = slice;
  const counts = new Map<number, AreaCount>();
  const nowhere = { harm: 0, signals: 0 };
  const [start, end] = windowOf(slice);
  for (let position = start; position < end; position++) {
    const row = rows[position]!;
    if (hasPoint(facts, row)) continue;
    const area = facts.area[row]!;
    const signal = isSignalRow(facts, row);
    if (area === NO_AREA) {
      nowhere[signal ? "signals" : "harm"]++;
      continue;
    }
    const place = 2 * area + (signal ? 1 : 0);
    let count = counts.get(place);
    if (!count) {
      count = { area, signal, row, events: 0, killed: 0, civilian: 0, unknownStatus: 0, unrecorded: 0 };
      counts.set(place, count);
    }
    addHarm(count, facts, row);
  }
  return {
    areas: [...counts.values()].sort(
      (a, b) => b.events - a.events || a.area - b.area || +a.signal - +b.signal,
    ),
    nowhere,
  };
}

/** Steps of the size scale: deaths that the largest disc stands for. */
const CEILINGS = [1, 10, 100, 1000, 10_000, 100_000].flatMap((power) =>
  [10, 20, 30, 50, 75].map((digit) => digit * power),
);

/**
 * Deaths the largest disc stands for. Stays at `current` while that still fits, so that discs do not change
 * size against each other on each frame of a moving window.
 */
export function sizeCeiling(largest: number, current: number): number {
  if (largest <= current && largest > current / 2.5) return current;
  return CEILINGS.find((step) => step >= largest) ?? largest;
}

/** Largest radius in CSS pixels. */
export const MAX_RADIUS = 34;

/** Radius in CSS pixels: area in proportion to the deaths; events without a death stay visible as a dot. */
export const radiusOf = (deaths: number, ceiling: number): number =>
  deaths <= 0 ? 0 : Math.max(2.2, MAX_RADIUS * Math.sqrt(deaths / ceiling));
