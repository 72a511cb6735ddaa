// Small cells of public output: no cell under 5 can be found again from what is published and from the totals of rows,
// columns and the whole; tried against every table that would look the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  closedYears,
  PUBLIC_DIMENSIONS,
  type PublicDimension,
  type PublicTrendsRow,
  publicTrends,
} from "../../shared/rooms/analysis-public.ts";
import type { TrendMeasure } from "../../shared/rooms/analysis-trends.ts";
import { VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { OTHER_VALUES, SMALL_BELOW, suppressed, type TableCell } from "../../shared/rooms/suppression.ts";
import { dayOf } from "../../shared/time.ts";
import { anyFacts, factsOf } from "../support/facts.ts";

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

const TODAY = "2030-06-01";
const by = fc.constantFrom<PublicDimension[][]>(
  [],
  ["kind"],
  ["quarter"],
  ["admin1", "kind"],
  ["quarter", "perpetratorGroup"],
);
const measure = fc.constantFrom<TrendMeasure>("events", "killed", "injured");
const options = { operation: "XX", today: TODAY, verification: VERIFICATION_LEVELS };
const keyOf = ({ key }: PublicTrendsRow) => JSON.stringify(key);
/** Days of 2015 to 2017, so that there are years to set against each other. */
const someYears = anyFacts.map((facts) => {
  const days = facts.day.map((day) => dayOf("2015-01-01") + (day % 1_096)).toSorted();
  return { ...facts, day: days };
});

describe("public output", () => {
  test("holds no count from 1 to 4, and says which rows are kept back", () => {
    fc.assert(
      fc.property(someYears, by, measure, (facts, dimensions, counted) => {
        const { rows, public: isPublic } = publicTrends(facts, {
          ...{ ...options, by: dimensions, measure: counted },
        });
        expect(isPublic).toBe(true);
        for (const { suppressed: back, events, low, best, high, unknownStatus } of rows) {
          const numbers = [events, low, best, high, unknownStatus];
          expect(numbers.filter((value) => value !== null && isSmall(value))).toEqual([]);
          if (back) expect(numbers.every((value) => value === null)).toBe(true);
        }
      }),
    );
  });
  test("of a year is the same whichever years are asked for with it: no span can be taken from another", () => {
    fc.assert(
      fc.property(someYears, by, (facts, dimensions) => {
        const rowsOf = (first: number, last: number) =>
          publicTrends(facts, { ...options, by: dimensions, years: { first, last } }).rows;
        const whole = new Map(rowsOf(2015, 2017).map((row) => [keyOf(row), row]));
        for (const [first, last] of [
          [2015, 2015],
          [2016, 2017],
          [2015, 2016],
        ] as const)
          for (const row of rowsOf(first, last)) expect(row).toEqual(whole.get(keyOf(row)));
      }),
    );
  });
  test("keeps the same rows back whatever is counted, and none where one count less another is small", () => {
    fc.assert(
      fc.property(someYears, by, (facts, dimensions) => {
        const asked = (more: { measure: TrendMeasure; civilians?: boolean }) =>
          publicTrends(facts, { ...options, by: dimensions, ...more }).rows;
        const all = asked({ measure: "killed" });
        const civilians = asked({ measure: "killed", civilians: true });
        const back = (rows: PublicTrendsRow[]) => rows.filter((row) => row.suppressed).map(keyOf);
        expect(back(civilians)).toEqual(back(all));
        expect(back(asked({ measure: "events" }))).toEqual(back(all));
        for (const [at, { best, suppressed: hidden }] of all.entries())
          if (!hidden) expect(isSmall((best ?? 0) - (civilians[at]!.best ?? 0))).toBe(false);
      }),
    );
  });
  test("is of whole years that are over, by what does not lie inside each other", () => {
    expect(closedYears("2018-01-01", "2018-12-31", TODAY)).toEqual({ first: 2018, last: 2018 });
    expect(closedYears("2018-01-01", "2018-02-28", TODAY)).toBeNull();
    expect(closedYears("2030-01-01", "2030-12-31", TODAY)).toBeNull();
    expect(PUBLIC_DIMENSIONS).not.toEqual(expect.arrayContaining(["month"]));
    const facts = factsOf([{ day: dayOf("2030-02-01"), killedBest: 60 }]);
    expect(publicTrends(facts, { ...options, by: [] }).rows).toEqual([]);
    const open = { ...options, by: [], years: { first: 2030, last: 2030 } };
    expect(() => publicTrends(facts, open)).toThrow(RangeError);
  });
  test("of quarters does not give away by the year what it keeps back", () => {
    const killed = (day: string, killedBest: number) => ({
      ...{ day: dayOf(day), killedLow: killedBest, killedBest, killedHigh: killedBest },
      ...{ civilian: killedBest, unknownStatus: 0 },
    });
    const events = [1, 4, 7, 10].flatMap((month) =>
      Array.from({ length: month === 1 ? 5 : 9 }, () =>
        killed(`2016-${String(month).padStart(2, "0")}-03`, month === 1 ? 0 : 3),
      ),
    );
    // Five events of no dead, one of them with three: the first quarter's dead are a small count.
    const facts = factsOf([killed("2016-01-02", 3), ...events]);
    const rows = (dimensions: PublicDimension[]) =>
      publicTrends(facts, { ...options, by: dimensions, measure: "killed" }).rows;
    expect(rows([])[0]!.best).toBe(84);
    expect(rows(["quarter"]).filter((row) => row.suppressed).length).toBeGreaterThanOrEqual(2);
  });
});
