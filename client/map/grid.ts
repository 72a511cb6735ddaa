/**
 * Cells for binning incidents on the map: each located row of the facts gets a dense cell number for one cell size,
 * computed once per size, so that a moving time window only has to add up numbers.
 *
 * Rows of different verification marks never share a cell: what is verified and what is not is never added.
 */
import { type Facts, FLAG } from "../../shared/rooms/analysis-facts.ts";
import {
  INCIDENT_KINDS,
  isSignal,
  VERIFICATION_LEVELS,
  type VerificationLevel,
} from "../../shared/rooms/incidents.ts";
import { markOf, type VerificationMark } from "../ui/charts/palette.ts";

export type MapMark = VerificationMark | "signal";
export const MARKS: readonly MapMark[] = ["solid", "dense", "light", "outline", "struck", "signal"];
const SIGNAL = MARKS.indexOf("signal");
const isSignalOf = INCIDENT_KINDS.map((kind) => isSignal(kind));
/** Is this row a signal, which is drawn apart from harm and never summed with it? */
export const isSignalRow = (facts: Facts, row: number): boolean => isSignalOf[facts.kind[row]!] === true;

export interface Grid {
  /** Cell of each row, -1 where the row has no point. */
  cell: Int32Array;
  /** Number of cells. */
  cells: number;
  /** Verification mark of each cell, as index into MARKS. */
  mark: Uint8Array;
  /** 1 where the cell holds illustrative rows; those have cells of their own. */
  illustrative: Uint8Array;
}

/** Web-mercator x of a longitude and y of a latitude in degrees, both 0–1, y growing to the south. */
export const mercatorX = (lon: number): number => (lon + 180) / 360;
export const mercatorY = (lat: number): number => {
  const sin = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
};
export const longitudeOf = (x: number): number => x * 360 - 180;
export const latitudeOf = (y: number): number =>
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Whether a row has a point on the map; a half point is none. */
export const hasPoint = (facts: Facts, row: number): boolean =>
  !Number.isNaN(facts.lon[row]!) && !Number.isNaN(facts.lat[row]!);

const projected = new WeakMap<Facts, { x: Float64Array; y: Float64Array }>();

/** Web-mercator coordinates of every row, NaN where it has no point; made once per facts. */
export function projectedOf(facts: Facts): { x: Float64Array; y: Float64Array } {
  const known = projected.get(facts);
  if (known) return known;
  const made = { x: Float64Array.from(facts.lon, mercatorX), y: Float64Array.from(facts.lat, mercatorY) };
  projected.set(facts, made);
  return made;
}

/**
 * Width of a cell in screen pixels at a zoom: wide when far (incidents gather in clusters), narrow when near, where
 * only what lies on the same place stays together.
 */
export function cellPixels(zoom: number): number {
  if (zoom < 5) return 46;
  if (zoom < 6) return 38;
  if (zoom < 7) return 30;
  if (zoom < 8) return 22;
  return zoom < 10 ? 12 : 4;
}

const GRID_LIMIT = 6;
const cache = new WeakMap<Facts, Map<string, Grid>>();

/**
 * The grid of `facts` for cells of `1 / across` of the world's width. Kept for the last few sizes.
 * `headline`: levels the operation counts, drawn solid.
 */
export function gridOf(facts: Facts, across: number, headline: readonly VerificationLevel[]): Grid {
  const key = `${across}|${headline.join()}`;
  const grids = cache.get(facts) ?? new Map<string, Grid>();
  cache.set(facts, grids);
  const known = grids.get(key);
  if (known) return known;
  const grid = buildGrid(facts, across, headline);
  if (grids.size >= GRID_LIMIT) grids.delete(grids.keys().next().value as string);
  grids.set(key, grid);
  return grid;
}

function buildGrid(facts: Facts, across: number, headline: readonly VerificationLevel[]): Grid {
  const markOfLevel = VERIFICATION_LEVELS.map((level) => MARKS.indexOf(markOf(level, headline)));
  const numbers = new Map<number, number>();
  const marks: number[] = [];
  const illustrative: number[] = [];
  const at = projectedOf(facts);
  const cell = new Int32Array(facts.rows).fill(-1);
  for (let row = 0; row < facts.rows; row++) {
    if (!hasPoint(facts, row)) continue;
    const mark = isSignalRow(facts, row) ? SIGNAL : (markOfLevel[facts.verification[row]!] ?? 0);
    const invented = facts.flags[row]! & FLAG.illustrative ? 1 : 0;
    const x = Math.floor(at.x[row]! * across);
    const y = Math.floor(at.y[row]! * across);
    const place = ((y * across + x) * MARKS.length + mark) * 2 + invented;
    let number = numbers.get(place);
    if (number === undefined) {
      number = marks.length;
      numbers.set(place, number);
      marks.push(mark);
      illustrative.push(invented);
    }
    cell[row] = number;
  }
  return {
    cell,
    cells: marks.length,
    mark: Uint8Array.from(marks),
    illustrative: Uint8Array.from(illustrative),
  };
}
