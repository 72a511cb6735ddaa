/** Charts without a page: rows that keep their sums, files that spreadsheets cannot run. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvOf, fileName } from "../../client/ui/charts/csv.ts";
import { byHarm, harmRows, REST, selectLevels, withRest } from "../../client/ui/charts/rows.ts";
import { totals } from "../../shared/rooms/analysis.ts";
import { anyFacts } from "../support/facts.ts";

describe("csv", () => {
  test("a cell that a spreadsheet would run becomes text", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
      const cell = csvCell(`${start}HYPERLINK("x")`);
      expect(cell.startsWith("'") || cell.startsWith(`"'`)).toBe(true);
    }
    expect(csvCell(-3)).toBe("-3");
  });
  test("unknown is empty and never zero", () => {
    expect(csvCell(null)).toBe("");
    expect(csvCell(0)).toBe("0");
  });
  test("any text comes back as it was, but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const text = csvOf([], ["head"], [cells]);
        const lines: string[][] = parse(text, { relaxColumnCount: true, skipEmptyLines: false });
        // Text that itself begins with an apostrophe keeps it, so it is added here and never taken away there.
        expect(lines.at(-1)).toEqual(cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
      }),
    );
  });
  test("says first what it shows and where it comes from", () => {
    const text = csvOf([["Source", "UCDP GED 23.1, v1"]], ["Area", "Killed"], [["Bambari", 61]]);
    expect(text).toBe('Source,"UCDP GED 23.1, v1"\r\n\r\nArea,Killed\r\nBambari,61\r\n');
  });
  test("file names are plain", () => {
    expect(fileName("Où des personnes ont-elles été tuées ?")).toBe("ou-des-personnes-ont-elles-ete-tuees");
  });
});

describe("rows", () => {
  const headline = ["corroborated", "verified"] as const;
  test("areas with their rest add up to the total", () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 2, max: 4 }), (facts, most) => {
        const { counted } = selectLevels(facts, {}, headline);
        const rows = withRest(harmRows(facts, counted, "admin2").sort(byHarm), most);
        expect(rows.length).toBeLessThanOrEqual(most);
        const sum = totals(facts, counted);
        expect(rows.reduce((all, row) => all + row.events, 0)).toBe(sum?.events ?? 0);
        // What a row keeps back behind its ends is in no total.
        if (rows.every(({ civilian }) => civilian !== null))
          expect(rows.reduce((all, row) => all + row.civilian!, 0)).toBe(sum?.civilian ?? 0);
        expect(rows.slice(0, -1).every(({ id }) => id !== REST)).toBe(true);
      }),
    );
  });
  test("counted and other levels share no event, and rejected reports are in neither", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { counted, other } = selectLevels(facts, {}, headline);
        expect([...counted].filter((row) => other.includes(row))).toEqual([]);
        const shown = new Set([...counted, ...other].map((row) => facts.verification[row]));
        expect(shown.has(6)).toBe(false);
      }),
    );
  });
});
