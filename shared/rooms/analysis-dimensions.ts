/**
 * What totals can be grouped by. For each dimension every row gets a small whole number, its group; the columns of
 * group numbers are made once per facts and kept for as long as the facts live.
 */
import { BUCKETS, type Bucket, bucketOf } from "../time-buckets.ts";
import { type Facts, type FactsArea, NO_AREA } from "./analysis-facts.ts";
import { perpetratorOf, sidesOf } from "./analysis-parties.ts";
import { INCIDENT_KINDS, TACTICS, VERIFICATION_LEVELS } from "./incidents.ts";

export const DIMENSIONS = [
  ...BUCKETS,
  "verification",
  "kind",
  "tactic",
  "actor",
  "perpetratorGroup",
  "admin1",
  "admin2",
  "dataset",
  "none",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * Identity of a group: a bucket number for time, a code for lists, a ref for areas and actors, an id for datasets,
 * null where the area is not known and for the single group of `none`.
 */
export type GroupId = string | number | null;

/** The group of each row, and what the group numbers stand for. */
export interface DimensionColumn {
  keys: Int32Array;
  groups: readonly GroupId[];
  /** Only for `actor`: keys are party sets, and a set counts once under each of these groups. */
  fanOut: readonly (readonly number[])[] | null;
}

export const isBucket = (dimension: Dimension): dimension is Bucket =>
  (BUCKETS as readonly string[]).includes(dimension);

const columns = new WeakMap<Facts, Map<Dimension, DimensionColumn>>();

/** The column of a dimension, made at the first call. */
export function dimensionColumn(facts: Facts, dimension: Dimension): DimensionColumn {
  const known = columns.get(facts) ?? new Map<Dimension, DimensionColumn>();
  columns.set(facts, known);
  const column = known.get(dimension) ?? makeColumn(facts, dimension);
  known.set(dimension, column);
  return column;
}

function makeColumn(facts: Facts, dimension: Dimension): DimensionColumn {
  if (isBucket(dimension)) return bucketColumn(facts, dimension);
  switch (dimension) {
    case "verification":
      return listColumn(facts.verification, VERIFICATION_LEVELS);
    case "kind":
      return listColumn(facts.kind, INCIDENT_KINDS);
    case "tactic":
      return listColumn(facts.tactic, TACTICS);
    case "dataset":
      return listColumn(
        facts.dataset,
        facts.dictionaries.datasets.map(({ id }) => id),
      );
    case "admin1":
      return areaColumn(facts, 1);
    case "admin2":
      return areaColumn(facts, 2);
    case "perpetratorGroup":
      return perpetratorColumn(facts);
    case "actor":
      return actorColumn(facts);
    case "none":
      return { keys: new Int32Array(facts.rows), groups: [null], fanOut: null };
  }
}

function listColumn(codes: Uint8Array, groups: readonly GroupId[]): DimensionColumn {
  return { keys: new Int32Array(codes), groups, fanOut: null };
}

/** An event belongs to the bucket of its last day; facts are sorted by day, so keys never fall. */
function bucketColumn({ day, rows }: Facts, bucket: Bucket): DimensionColumn {
  if (rows === 0) return { keys: new Int32Array(0), groups: [], fanOut: null };
  const start = day[0]!;
  const bucketAt = bucketTable(start, day[rows - 1]!, bucket);
  const first = bucketAt[0]!;
  const keys = day.map((at) => bucketAt[at - start]! - first);
  return { keys, groups: Array.from({ length: keys[rows - 1]! + 1 }, (_, i) => first + i), fanOut: null };
}

/** Buckets of a run of days: calendar arithmetic once per day instead of once per row. */
function bucketTable(from: number, to: number, bucket: Bucket): Int32Array {
  return Int32Array.from({ length: to - from + 1 }, (_, i) => bucketOf(from + i, bucket));
}

/** The area of a level that a row lies in; null for rows known only to a wider area. */
function areaColumn({ area, dictionaries }: Facts, level: 1 | 2): DimensionColumn {
  const groups: GroupId[] = [null];
  const groupOf = new Int32Array(NO_AREA + 1);
  const groupOfArea = new Map<number, number>();
  for (let index = 0; index < dictionaries.areas.length; index++) {
    const at = ancestorAt(dictionaries.areas, index, level);
    if (at === -1) continue;
    if (!groupOfArea.has(at)) groupOfArea.set(at, groups.push(dictionaries.areas[at]!.ref) - 1);
    groupOf[index] = groupOfArea.get(at)!;
  }
  return { keys: mapped(area, groupOf), groups, fanOut: null };
}

/** Index of the area itself or the one above it that has the level; -1 for none. */
export function ancestorAt(areas: readonly FactsArea[], index: number, level: number): number {
  const area = areas[index];
  if (area === undefined || area.level < level) return -1;
  return area.level === level ? index : ancestorAt(areas, area.parent, level);
}

function perpetratorColumn({ parties, dictionaries }: Facts): DimensionColumn {
  const { groups, numberOf } = numbering();
  const groupOf = Int32Array.from(dictionaries.partySets, (set) =>
    numberOf(perpetratorOf(set, dictionaries.actors)),
  );
  return { keys: mapped(parties, groupOf), groups, fanOut: null };
}

function actorColumn({ parties, dictionaries }: Facts): DimensionColumn {
  const { groups, numberOf } = numbering();
  const fanOut = dictionaries.partySets.map((set) => sidesOf(set, dictionaries.actors).map(numberOf));
  return { keys: new Int32Array(parties), groups, fanOut };
}

function mapped(codes: Uint16Array, groupOf: Int32Array): Int32Array {
  const keys = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) keys[row] = groupOf[codes[row]!]!;
  return keys;
}

/** Numbers ids in the order they are first met. */
function numbering(): { groups: string[]; numberOf: (id: string) => number } {
  const groups: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? groups.push(id) - 1;
    numbers.set(id, number);
    return number;
  };
  return { groups, numberOf };
}

const coarseColumns = new WeakMap<Facts, Map<Bucket, Uint8Array>>();

/** 1 for each row whose first and last day lie in different buckets, else 0. */
export function coarseColumn(facts: Facts, bucket: Bucket): Uint8Array {
  const known = coarseColumns.get(facts) ?? new Map<Bucket, Uint8Array>();
  coarseColumns.set(facts, known);
  const column = known.get(bucket) ?? makeCoarse(facts, bucket);
  known.set(bucket, column);
  return column;
}

function makeCoarse({ rows, day, span }: Facts, bucket: Bucket): Uint8Array {
  const coarse = new Uint8Array(rows);
  if (rows === 0) return coarse;
  const start = day[0]! - span.reduce((longest, days) => Math.max(longest, days), 0);
  const bucketAt = bucketTable(start, day[rows - 1]!, bucket);
  for (let row = 0; row < rows; row++) {
    const last = day[row]! - start;
    coarse[row] = bucketAt[last - span[row]!] === bucketAt[last] ? 0 : 1;
  }
  return coarse;
}
