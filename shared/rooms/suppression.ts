/**
 * Small cells in public output: counts from 1 to 4 are kept back, and with them as many others as it takes that nobody
 * finds them again by subtracting what is published from totals (complementary suppression; Hundepool et al.,
 * "Statistical Disclosure Control", 2012). Totals of every row and column and of the whole table are taken as known,
 * printed or not, because anybody can ask for them.
 *
 * A small cell is safe where, by everything published, it could have two other values besides its own. Hidden cells form
 * a network of rows and columns; one can grow by one where a way through the network gives one up, and shrink likewise.
 */

/** Counts below this are small. */
export const SMALL_BELOW = 5;

/** One cell by its row and column. Cells of a list are all in row 0 and column 0: only their sum is known. */
export interface TableCell {
  row: number;
  column: number;
  value: number;
}

const isSmall = (value: number): boolean => value > 0 && value < SMALL_BELOW;

/**
 * Which cells to keep back, by their place in the list. Cells that are not listed are zero and known to be.
 * Kept back too many rather than one too few: where nothing else protects a small cell, its whole table goes.
 */
export function suppressed(table: readonly TableCell[]): Set<number> {
  const cells = withKnownTotals(table);
  const hidden = new Set(cells.flatMap(({ value }, at) => (isSmall(value) ? [at] : [])));
  for (;;) {
    const open = [...hidden].find((at) => isSmall(cells[at]!.value) && !isSafe(cells, hidden, at));
    if (open === undefined) return hidden;
    const more = complement(cells, hidden, cells[open]!);
    if (more === undefined) return new Set(cells.keys());
    hidden.add(more);
  }
}

/**
 * Totals of rows and columns are published by the same rule, so that small ones are not known either: those lines are
 * made one, of which the sum alone is known.
 */
function withKnownTotals(cells: readonly TableCell[]): TableCell[] {
  const rows = keptBack(cells, ({ row }) => row);
  const columns = keptBack(cells, ({ column }) => column);
  return cells.map(({ row, column, value }) => ({
    row: rows.has(row) ? TOGETHER : row,
    column: columns.has(column) ? TOGETHER : column,
    value,
  }));
}

const TOGETHER = -1;

function keptBack(cells: readonly TableCell[], lineOf: (cell: TableCell) => number): Set<number> {
  const totals = new Map<number, number>();
  for (const cell of cells) totals.set(lineOf(cell), (totals.get(lineOf(cell)) ?? 0) + cell.value);
  if (totals.size < 2) return new Set();
  const lines = [...totals];
  const hidden = suppressed(lines.map(([, value]) => ({ row: 0, column: 0, value })));
  return new Set([...hidden].map((at) => lines[at]![0]));
}

/** The smallest published cell that shares a row or column with the one to protect, else with any that is hidden. */
function complement(
  cells: readonly TableCell[],
  hidden: ReadonlySet<number>,
  of: TableCell,
): number | undefined {
  const published = [...cells.keys()].filter((at) => !hidden.has(at) && cells[at]!.value > 0);
  const near = (test: (cell: TableCell) => boolean) =>
    published.filter((at) => test(cells[at]!)).sort((a, b) => cells[a]!.value - cells[b]!.value)[0];
  const rows = new Set([...hidden].map((at) => cells[at]!.row));
  const columns = new Set([...hidden].map((at) => cells[at]!.column));
  return (
    near(({ row, column }) => row === of.row && columns.has(column)) ??
    near(({ row, column }) => column === of.column && rows.has(row)) ??
    near(({ row }) => row === of.row) ??
    near(({ column }) => column === of.column) ??
    near(({ row, column }) => rows.has(row) || columns.has(column)) ??
    near(() => true)
  );
}

/** Other values a small cell must be able to have. */
export const OTHER_VALUES = 2;

/**
 * Could the hidden cell have two other values, for all that is published? Raising it by one takes one from another
 * hidden cell of its column, which its row must get back elsewhere, and so on until its own row has given one up.
 * Every hidden cell is thought to be at least 1, since zeros are published.
 */
export function isSafe(cells: readonly TableCell[], hidden: ReadonlySet<number>, at: number): boolean {
  const up = room(cells, hidden, at, 1);
  return up >= OTHER_VALUES || up + room(cells, hidden, at, -1) >= OTHER_VALUES;
}

/** By how much a hidden cell can grow or shrink, at most OTHER_VALUES. */
function room(cells: readonly TableCell[], hidden: ReadonlySet<number>, at: number, by: 1 | -1): number {
  const values = new Map([...hidden].map((place) => [place, cells[place]!.value]));
  for (let moved = 0; moved < OTHER_VALUES; moved++) {
    const way = values.get(at)! + by >= 1 ? wayAround(cells, values, at, by) : null;
    if (!way) return moved;
    values.set(at, values.get(at)! + by);
    for (const step of way) values.set(step.place, values.get(step.place)! + step.by);
  }
  return OTHER_VALUES;
}

interface Step {
  place: number;
  by: 1 | -1;
}
interface Node {
  isRow: boolean;
  line: number;
  from: Node | null;
  step: Step | null;
}

/** Steps in other cells that make up for one more (or less) in this one, the sums of all lines kept. */
function wayAround(
  cells: readonly TableCell[],
  values: ReadonlyMap<number, number>,
  at: number,
  by: 1 | -1,
): Step[] | null {
  const { row, column } = cells[at]!;
  const seen = new Set([`c${column}`]);
  const queue: Node[] = [{ isRow: false, line: column, from: null, step: null }];
  for (let node = queue.shift(); node; node = queue.shift()) {
    // What the cell gains its column loses, and so on in turn.
    const change = (node.isRow ? by : -by) as 1 | -1;
    for (const [place, value] of values) {
      const cell = cells[place]!;
      const isHere = node.isRow ? cell.row === node.line : cell.column === node.line;
      if (place === at || !isHere || value + change < 1) continue;
      const line = node.isRow ? cell.column : cell.row;
      const name = `${node.isRow ? "c" : "r"}${line}`;
      if (seen.has(name)) continue;
      seen.add(name);
      const next: Node = { isRow: !node.isRow, line, from: node, step: { place, by: change } };
      if (next.isRow && line === row) return stepsTo(next);
      queue.push(next);
    }
  }
  return null;
}

function stepsTo(end: Node): Step[] {
  const steps: Step[] = [];
  for (let node: Node | null = end; node?.step; node = node.from) steps.push(node.step);
  return steps;
}
