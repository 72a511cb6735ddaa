/**
 * Group numbers for any combination of dimensions: one whole number per row, and the way back to the ids it means.
 */
import {
  type Dimension,
  type DimensionColumn,
  dimensionColumn,
  type GroupId,
  isBucket,
} from "./analysis-dimensions.ts";
import type { Facts } from "./analysis-facts.ts";
import type { Selection } from "./analysis-period.ts";

/** Combined group numbers per row, and what each number stands for. */
export interface KeySpace {
  /** Group number per row of the facts; only the selected rows are filled in. */
  keys: Int32Array;
  /** True where keys never fall from row to row, as for one time dimension: rows of a group stand together. */
  ascending: boolean;
  /** How many group numbers there are, ascending in the order of the dimensions' groups. */
  size: number;
  /** Ids of a group number, in the order of the dimensions; a party set's number under `actor`. */
  idsOf: (group: number) => GroupId[];
}

/** Above this many possible combinations, only those that occur get a number. */
const DENSE_LIMIT = 1 << 20;

/** The key space of the dimensions for the selected rows. */
export function keySpace(facts: Facts, selection: Selection, dimensions: readonly Dimension[]): KeySpace {
  const columns = dimensions.map((dimension) => dimensionColumn(facts, dimension));
  const sizes = columns.map(({ groups, fanOut }) => fanOut?.length ?? groups.length);
  const size = sizes.reduce((product, one) => product * one, 1);
  const idsOf = (code: number) => idsOfCode(code, columns, sizes);
  const only = columns.length === 1 ? columns[0] : undefined;
  if (only)
    return {
      keys: only.keys,
      size,
      idsOf,
      ascending: dimensions.every((one) => isBucket(one) || one === "none"),
    };
  const ascending = false;
  if (size <= DENSE_LIMIT)
    return { keys: denseKeys(facts.rows, selection, columns, sizes), size, idsOf, ascending };
  const { keys, codes } = sparseKeys(facts.rows, selection, columns, sizes);
  return { keys, size: codes.length, idsOf: (group) => idsOf(codes[group]!), ascending };
}

function idsOfCode(code: number, columns: readonly DimensionColumn[], sizes: readonly number[]): GroupId[] {
  const ids: GroupId[] = [];
  let rest = code;
  for (let place = columns.length - 1; place >= 0; place--) {
    const { groups, fanOut } = columns[place]!;
    const at = rest % sizes[place]!;
    ids[place] = fanOut ? at : groups[at]!;
    rest = Math.floor(rest / sizes[place]!);
  }
  return ids;
}

function denseKeys(
  rows: number,
  selection: Selection,
  columns: readonly DimensionColumn[],
  sizes: readonly number[],
): Int32Array {
  const keys = new Int32Array(rows);
  for (let place = 0; place < columns.length; place++) {
    const own = columns[place]!.keys;
    const size = sizes[place]!;
    for (let i = 0; i < selection.length; i++) {
      const row = selection[i]!;
      keys[row] = keys[row]! * size + own[row]!;
    }
  }
  return keys;
}

/** Numbers only the combinations that occur, in ascending order of their code. */
function sparseKeys(
  rows: number,
  selection: Selection,
  columns: readonly DimensionColumn[],
  sizes: readonly number[],
): { keys: Int32Array; codes: number[] } {
  const codeOf = (row: number) =>
    columns.reduce((code, { keys }, place) => code * sizes[place]! + keys[row]!, 0);
  const codes = [...new Set(Array.from(selection, codeOf))].sort((a, b) => a - b);
  const numberOf = new Map(codes.map((code, number) => [code, number]));
  const keys = new Int32Array(rows);
  for (const row of selection) keys[row] = numberOf.get(codeOf(row))!;
  return { keys, codes };
}
