/**
 * Adding up once for several charts. Rows that agree in parties, area and kind form a cell; there are a few thousand
 * cells for hundreds of thousands of rows. One pass over the selected rows fills the cells, and every chart that asks
 * for a dimension of theirs folds cells instead of reading all rows again. Sums stay packed and exact (analysis-packing).
 */
import { type Dimension, type DimensionColumn, dimensionColumn } from "./analysis-dimensions.ts";
import type { Facts } from "./analysis-facts.ts";
import type { Selection } from "./analysis-period.ts";
import { runningSums } from "./analysis-running.ts";
import { foldBlocks } from "./analysis-sums.ts";

/** Dimensions that only depend on parties, area or kind: all rows of a cell fall into one of their groups. */
const CELL_DIMENSIONS: ReadonlySet<Dimension> = new Set([
  "perpetratorGroup",
  "admin1",
  "admin2",
  "kind",
  "none",
]);
/** Cells are worth it where they are far fewer than rows. */
const ROWS_PER_CELL = 8;

interface Cells {
  /** Cell of each row of the facts. */
  cellOf: Int32Array;
  /** One row of each cell: its group in any cell dimension is the cell's. */
  example: number[];
}

const cellsKnown = new WeakMap<Facts, Cells>();
const sumsKnown = new WeakMap<Selection, { facts: Facts; sums: Float64Array[] }>();

/** Packed sums of a dimension's groups, by way of cells; null where that is not possible or not worth it. */
export function sumsByCells(facts: Facts, selection: Selection, dimension: Dimension): Float64Array[] | null {
  if (!CELL_DIMENSIONS.has(dimension)) return null;
  const cells = cellsOf(facts);
  if (cells.example.length * ROWS_PER_CELL > facts.rows) return null;
  const column: DimensionColumn = dimensionColumn(facts, dimension);
  const groupOfCell = Int32Array.from(cells.example, (row) => column.keys[row]!);
  return foldBlocks(cellSums(facts, selection, cells), groupOfCell, column.groups.length);
}

/** The sums of all cells for a selection, kept as long as the selection is. */
function cellSums(facts: Facts, selection: Selection, { cellOf, example }: Cells): Float64Array[] {
  const known = sumsKnown.get(selection);
  if (known?.facts === facts) return known.sums;
  const space = { keys: cellOf, size: example.length, ascending: false };
  const sums = runningSums(facts, space, selection);
  sumsKnown.set(selection, { facts, sums });
  return sums;
}

function cellsOf(facts: Facts): Cells {
  const known = cellsKnown.get(facts);
  if (known) return known;
  const cellOf = new Int32Array(facts.rows);
  const example: number[] = [];
  const numbers = new Map<number, number>();
  for (let row = 0; row < facts.rows; row++) {
    const code = (facts.parties[row]! * 0x10000 + facts.area[row]!) * 0x100 + facts.kind[row]!;
    let cell = numbers.get(code);
    if (cell === undefined) {
      cell = example.push(row) - 1;
      numbers.set(code, cell);
    }
    cellOf[row] = cell;
  }
  const made = { cellOf, example };
  cellsKnown.set(facts, made);
  return made;
}
