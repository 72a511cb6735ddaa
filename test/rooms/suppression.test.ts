// Small cells of public output: no cell under 5 can be found again from what is published and from the totals of rows,
// columns and the whole; tried against every table that would look the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicRows } from "../../client/ui/charts/csv.ts";
import type { Dimension } from "../../shared/rooms/analysis.ts";
import { publicTrends, trendRows } from "../../shared/rooms/analysis-trends.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import {
  OTHER_VALUES,
  SMALL_BELOW,
  suppressed,
  suppressedRows,
  type TableCell,
} from "../../shared/rooms/suppression.ts";
import { anyFacts } from "../support/facts.ts";

const list = (values: readonly number[]): TableCell[] =>
  values.map((value) => ({ row: 0, column: 0, value }));
const table = (rows: readonly (readonly number[])[]): TableCell[] =>
  rows.flatMap((cells, row) => cells.map((value, column) => ({ row, column, value })));
const isSmall = (value: number) => value > 0 && value < SMALL_BELOW;
const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);

/** Least and most that each hidden number of a list can be, when their sum is known and each is at least 1. */
const boundsOf = (values: readonly number[]) => {
  const most = sum(values) - (values.length - 1);
  return { least: values.length === 1 ? most : 1, most };
};

describe("a list with its total", () => {
  test("keeps back 1 to 4, and as many more as hide them; zeros and large counts stay", () => {
    expect([...suppressed(list([0, 12, 40]))]).toEqual([]);
    expect([...suppressed(list([3, 12, 40]))].sort()).toEqual([0, 1]);
    expect([...suppressed(list([1, 1, 9, 40]))].sort()).toEqual([0, 1, 2]);
    expect([...suppressed(list([4, 4, 40]))].sort()).toEqual([0, 1]);
    expect([...suppressed(list([2]))]).toEqual([0]);
  });
  test("leaves no small count to be found by subtraction: each could have two other values", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(14), { maxLength: 9 }), (values) => {
        const hidden = suppressed(list(values));
        for (const [at, value] of values.entries()) if (isSmall(value)) expect(hidden.has(at)).toBe(true);
        const back = values.filter((_, at) => hidden.has(at) && values[at]! > 0);
        // Where everything goes the total goes too.
        if (back.length === 0 || back.length === values.filter((value) => value > 0).length) return;
        const { least, most } = boundsOf(back);
        expect(most - least).toBeGreaterThanOrEqual(OTHER_VALUES);
      }),
    );
  });
  test("keeps whole rows back where any of their measures is small", () => {
    const rows = [
      [30, 80, null],
      [9, 2, null],
      [8, 40, 1],
      [12, 60, 7],
    ];
    const hidden = suppressedRows(rows);
    expect([hidden.has(1), hidden.has(2)]).toEqual([true, true]);
  });
});

/** All values that one cell takes in tables with the same published cells and the same known totals, by trying all. */
function possible(
  rows: readonly (readonly number[])[],
  hidden: ReadonlySet<number>,
  at: number,
): Set<number> {
  const width = rows[0]!.length;
  const flat = rows.flat();
  const places = [...hidden];
  const rowSums = rows.map(sum);
  const columnSums = rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)));
  const smallRows = known(rowSums);
  const smallColumns = known(columnSums);
  const found = new Set<number>();
  const rowOf = (place: number) => Math.floor(place / width);
  const fits = (values: readonly number[]) => {
    const byRow = rows.map((_, row) => sum(values.slice(row * width, (row + 1) * width)));
    const byColumn = columnSums.map((_, column) =>
      sum(values.filter((_, place) => place % width === column)),
    );
    return (
      byRow.every((value, row) => smallRows.has(row) || value === rowSums[row]) &&
      byColumn.every((value, column) => smallColumns.has(column) || value === columnSums[column])
    );
  };
  const fill = (values: number[], next: number) => {
    if (next === places.length) {
      if (sum(values) === sum(flat) && fits(values)) found.add(values[at]!);
      return;
    }
    const most = Math.min(rowSums[rowOf(places[next]!)]! + 12, 12);
    for (let value = 1; value <= most; value++) fill(values.with(places[next]!, value), next + 1);
  };
  fill(flat, 0);
  return found;
}

/** Totals that the same rule keeps back. */
const known = (totals: readonly number[]): Set<number> =>
  totals.length < 2 ? new Set() : suppressed(list(totals));

describe("a table with the totals of rows and columns", () => {
  test("a small cell alone in its row and column takes a rectangle with it", () => {
    const rows = [
      [2, 20, 30],
      [15, 25, 40],
      [50, 60, 70],
    ];
    const hidden = suppressed(table(rows));
    expect(hidden.has(0)).toBe(true);
    expect(hidden.size).toBeGreaterThanOrEqual(4);
    expect(hidden.size).toBeLessThan(9);
  });
  test("every small cell could have two other values, in tables that look the same", () => {
    const cell = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 9 }));
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(rows, (values) => {
        const cells = table(values);
        const hidden = suppressed(cells);
        const positive = new Set([...hidden].filter((at) => cells[at]!.value > 0));
        for (const [at, { value }] of cells.entries()) if (isSmall(value)) expect(hidden.has(at)).toBe(true);
        if (hidden.size === cells.length || positive.size === 0) return;
        for (const at of positive)
          if (isSmall(cells[at]!.value))
            expect(possible(values, positive, at).size).toBeGreaterThan(OTHER_VALUES);
      }),
      { numRuns: 25 },
    );
  });
});

describe("public output", () => {
  const by = fc.constantFrom<Dimension[][]>(
    ["year"],
    ["kind"],
    ["admin1", "kind"],
    ["year", "perpetratorGroup"],
  );
  test("of trends holds no count from 1 to 4, and says which rows are kept back", () => {
    fc.assert(
      fc.property(
        anyFacts,
        by,
        fc.constantFrom("events" as const, "killed" as const),
        (facts, dimensions, measure) => {
          const options = { operation: "XX", verification: VERIFICATION_LEVELS, by: dimensions, measure };
          const whole = trendRows(facts, options);
          const { rows, public: isPublic } = publicTrends(whole);
          expect([isPublic, rows.map(({ key }) => key)]).toEqual([true, whole.rows.map(({ key }) => key)]);
          for (const { suppressed: back, events, low, best, high, unknownStatus } of rows) {
            const numbers = [events, low, best, high, unknownStatus];
            expect(numbers.filter((value) => value !== null && isSmall(value))).toEqual([]);
            if (back) expect(numbers.every((value) => value === null)).toBe(true);
          }
        },
      ),
    );
  });
  test("of a chart keeps names, and no small count", () => {
    const rows = [
      ["A", 40, 12],
      ["B", 3, 0],
      ["C", 9, null],
      ["D", 30, 2],
    ];
    const kept = publicRows({ head: ["where", "killed", "events"], rows }, "kept back");
    expect(kept.map(([name]) => name)).toEqual(["A", "B", "C", "D"]);
    expect(kept[1]).toEqual(["B", "kept back", "kept back"]);
    expect(kept.flat().filter((cell) => typeof cell === "number" && isSmall(cell))).toEqual([]);
  });
});
