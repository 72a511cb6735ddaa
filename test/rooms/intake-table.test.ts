/** Sheets, CSV and submissions as rows, and one row against the template. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../client/ui/table-file.ts";
import { rowsOfSubmissions, rowsOfTable } from "../../shared/rooms/intake-table.ts";
import { codeOf, missingColumns, readRow, TEMPLATE } from "../../shared/rooms/intake-template.ts";

const TODAY = "2019-12-31";
const GOOD = { date_from: "2019-11-20", place: "Ippy", kind: "looting_destruction", source_type: "ngo" };

describe("CSV", () => {
  test("of any separator, with quotation marks, line breaks in cells and a mark at the start", async () => {
    expect(await parseCsv('\ufeffa;b\r\n"1;2";"x ""y""\nz"\r\n')).toEqual([
      ["a", "b"],
      ["1;2", 'x "y"\nz'],
    ]);
    expect(await parseCsv("a\tb\n1\t2")).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
  test("short rows, empty lines and a quotation mark inside a cell are kept; one that is left open is refused", async () => {
    expect(await parseCsv('a,b\r\n1\r\n\r\n5" gun,2')).toEqual([["a", "b"], ["1"], [""], ['5" gun', "2"]]);
    await expect(parseCsv('a,b\n"1,2')).rejects.toThrow();
  });
  test("whatever was written as cells is read as those cells", async () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replaceAll("\r", ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          const head = rows[0]!.map((_, at) => `column${at}`);
          const same = rows.map((row) => head.map((_, at) => row[at] ?? ""));
          const text = [head, ...same]
            .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(","))
            .join("\n");
          expect(await parseCsv(text)).toEqual([head, ...same]);
        },
      ),
    );
  });
  test("rows keep their number in the sheet; empty ones are left out", () => {
    const table = [
      ["Kind", ""],
      ["siege", "x"],
      [null, null],
      [new Date("2019-11-20T00:00:00Z"), 3],
    ];
    expect(rowsOfTable(table)).toEqual([
      { row: 2, cells: { Kind: "siege" } },
      { row: 4, cells: { Kind: "2019-11-20" } },
    ]);
  });
});

describe("submissions", () => {
  test("of the data API and of an export, without groups and lists", () => {
    const one = {
      _uuid: "u-1",
      "group/kind": "siege",
      killed: 2,
      _attachments: [{ a: 1 }],
      meta: { instanceID: "uuid:u-1" },
    };
    const rows = [
      { row: 1, cells: { _uuid: "u-1", "group/kind": "siege", killed: "2", instanceID: "uuid:u-1" } },
    ];
    expect(rowsOfSubmissions({ count: 1, results: [one] })).toEqual(rows);
    expect(rowsOfSubmissions([one])).toEqual(rows);
    expect(rowsOfSubmissions({ a: 1 })).toBeNull();
    expect(rowsOfSubmissions([{ "meta/instanceID": "uuid:u-2" }])?.[0]?.cells._uuid).toBe("u-2");
  });
});

describe("a row", () => {
  const faults = (cells: Record<string, string>) =>
    readRow({ ...GOOD, ...cells }, TODAY).faults.map(({ column, code }) => `${column} ${code}`);
  test("is read by column codes, groups and capitals of a form aside", () => {
    const {
      cells,
      reference,
      faults: found,
    } = readRow(
      {
        "Report/Date From": "2019-11-20",
        place: "Ippy",
        Kind: "Looting_destruction",
        SOURCE_TYPE: "ngo",
        killed: "≥ 3",
        _uuid: "u-1",
      },
      TODAY,
    );
    expect(found).toEqual([]);
    expect(cells).toEqual({ ...GOOD, killed: "3+" });
    expect(reference).toBe("u-1");
  });
  test.each([
    ["a day that can be two", { date_from: "03/11/2019" }, ["date_from date_ambiguous"]],
    ["no day", { date_from: "yesterday" }, ["date_from not_a_date"]],
    ["a last day before the first", { date_to: "2019-11-01" }, ["date_to ends_before_start"]],
    [
      "a day that has not come",
      { date_from: "2020-01-01", told_on: "2020-01-02" },
      ["date_from in_future", "told_on in_future"],
    ],
    ["half a point", { lat: "5.7" }, ["lon point_incomplete"]],
    ["outside the earth", { lat: "95", lon: "20" }, ["lat lat_out_of_range"]],
    ["no place", { place: "" }, ["place place_missing"]],
    ["fewer than none", { killed: "-2" }, ["killed negative_count"]],
    ["words for a number", { injured: "some" }, ["injured not_a_number"]],
    ["no number for a machine either", { killed: "1e9" }, ["killed not_a_number"]],
    ["nothing that is needed", { kind: "", source_type: "" }, ["kind required", "source_type required"]],
  ])("%s is told", (_, cells, expected) => expect(faults(cells)).toEqual(expected));
  test("counts may be written in other digits, and a table without the headings is told as one", () => {
    expect(readRow({ ...GOOD, killed: "٣+", lat: "٥٫٧", lon: "20,6" }, TODAY).cells).toMatchObject({
      ...{ killed: "3+", lat: "5.7", lon: "20.6" },
    });
    expect(missingColumns([{ "g/Date From": "2019-11-20" }, { kind: "siege" }])).toEqual(["source_type"]);
  });
  test("keeps every cell that came as its original, and no cell it does not know", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ maxLength: 30 })),
        (row) => {
          const { cells, original } = readRow(row, TODAY);
          const known = new Set<string>(TEMPLATE.map(({ code }) => code));
          expect(Object.keys(cells).filter((code) => !known.has(code))).toEqual([]);
          for (const cell of Object.values(row)) expect(original).toContain(cell.trim());
          for (const name of Object.keys(row)) expect(codeOf(name)).toBe(codeOf(name).trim());
        },
      ),
    );
  });
});
