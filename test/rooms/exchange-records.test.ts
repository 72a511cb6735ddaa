/** Reading CSV files: line numbers, tag rows, encodings, and one sentence with a remedy for each way to be broken. */
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileProblem } from "../../server/rooms/exchange/problems.ts";
import { type Row, readRecords } from "../../server/rooms/exchange/records.ts";
import { scratchFolder } from "../support/import-files.ts";

const write = scratchFolder();

async function rowsOf(path: string, needed: string[] = []): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRecords(path, needed)) rows.push(row);
  return rows;
}
const problemOf = async (path: string, needed: string[] = []) =>
  rowsOf(path, needed).then(
    () => null,
    (error: unknown) => (error instanceof FileProblem ? error.issue : Promise.reject(error)),
  );

describe("records", () => {
  test("columns by name, whatever their order, and no column twice", async () => {
    const [row] = await rowsOf(write("order.csv", "b,a\n2, 1 \n"));
    expect([row?.text("a"), row?.text("b"), row?.text("c")]).toEqual(["1", "2", ""]);
    expect((await problemOf(write("twice.csv", "a,a\n1,2\n")))?.message).toContain(
      "column a: the column stands twice",
    );
  });

  test("the line where a record starts, through quoted line breaks, blank lines and Windows line ends", async () => {
    for (const end of ["\n", "\r\n"]) {
      const text = ["a,b", '1,"x', 'y"', "", "2,z", ""].join(end);
      expect((await rowsOf(write("lines.csv", text))).map(({ line }) => line)).toEqual([2, 5]);
    }
  });

  test("a byte order mark and a row of HXL tags are no data", async () => {
    const rows = await rowsOf(write("hxl.csv", "\uFEFFid,name\n#event+id,#loc+name\n7,Bria\n"));
    expect(rows.map((row) => [row.line, row.text("id")])).toEqual([[3, "7"]]);
  });

  test("semicolons and tabs, as spreadsheets write them", async () => {
    for (const mark of [";", "\t"]) {
      const [row] = await rowsOf(write("marks.csv", `a${mark}b\n1${mark}2,5\n`));
      expect([row?.text("a"), row?.text("b")]).toEqual(["1", "2,5"]);
    }
  });

  test("gzip is known by its bytes, not its name", async () => {
    expect(await rowsOf(write("plain-name.csv", gzipSync("a\n1\n2\n")))).toHaveLength(2);
  });

  test("property: cells of any kind come back as written", async () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter((text) => !text.includes("\0") && !text.startsWith("#"));
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = `a,b\n${rows.map((row) => row.map(quote).join(",")).join("\n")}\n`;
        const back = (await rowsOf(write("any.csv", text))).map((row) => [row.text("a"), row.text("b")]);
        // A record of two empty cells and a record of nothing are told apart by their quotes.
        expect(back).toEqual(rows.map((row) => row.map((one) => one.trim())));
      }),
      { numRuns: 60 },
    );
  });
});

describe("broken files say where and what to do", () => {
  const cut = gzipSync(
    `a,b\n${Array.from({ length: 5000 }, (_, n) => `${n},${Math.sin(n)}`).join("\n")}\n`,
  ).subarray(0, 9000);
  const cases: [
    name: string,
    content: string | Buffer,
    line: number | null,
    column: string | null,
    says: RegExp,
  ][] = [
    ["workbook.csv", Buffer.from("PK\u0003\u0004rest"), 1, null, /Excel workbook.*Save it as CSV in UTF-8/],
    ["old.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), 1, null, /old Excel workbook/],
    ["paper.pdf", Buffer.from("%PDF-1.7"), 1, null, /PDF/],
    ["wide.csv", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le"), 1, null, /UTF-16/],
    ["noise.csv", Buffer.from([1, 2, 0, 3]), 1, null, /not a text file/],
    ["map.csv", '{"type":"FeatureCollection"}', 1, null, /JSON.*geojson/],
    ["page.csv", "<!doctype html><html>", 1, null, /web page/],
    ["empty.csv", "", 1, null, /empty.*again/],
    ["blank.csv", "\n\n", 1, null, /empty/],
    [
      "latin.csv",
      Buffer.from("id,place\n1,Bangui\n2,Bossemb\u00e9l\u00e9\n", "latin1"),
      3,
      "place",
      /Windows-1252.*UTF-8/,
    ],
    ["end.csv", Buffer.concat([Buffer.from("id,place\n1,Bangui"), Buffer.from([0xc3])]), 2, "place", /UTF-8/],
    ["open.csv", 'a,b\n1,2\n2,"never closed\n3,4\n', 3, null, /quotation mark opens.*twice/],
    ["middle.csv", 'a,b\n1,x"y\n', 2, null, /quotation marks of this record are broken/],
    [
      "late.csv",
      `a,b\n1,"two\nlines"\n2,x\n3,"p"q\n4,z\n`,
      5,
      null,
      /quotation marks of this record are broken/,
    ],
  ];
  test.each(cases)("%s", async (name, content, line, column, says) => {
    const problem = await problemOf(write(name, content));
    expect(problem).toMatchObject({ line, column });
    expect(problem?.message).toContain(name);
    expect(problem?.message).toMatch(says);
  });

  test("a gzip cut short names the line after the last whole record", async () => {
    const rows: Row[] = [];
    const path = write("cut.csv.gz", cut);
    const reading = (async () => {
      for await (const row of readRecords(path, [])) rows.push(row);
    })();
    await expect(reading).rejects.toThrow(/cut\.csv\.gz, line \d+: the gzip file ends too early.*Download/);
    expect(rows.length).toBeGreaterThan(100);
  });

  test("a gzip cut short inside a quoted cell is still a gzip cut short", async () => {
    const text = `a,b\n${Array.from({ length: 5000 }, (_, n) => `"${n}","${Math.sin(n)}"`).join("\n")}\n`;
    for (const end of [8000, 8001, 8002, 8003, 8004, 8005]) {
      const problem = await problemOf(write("quoted.csv.gz", gzipSync(text).subarray(0, end)));
      expect(problem?.message).toMatch(/quoted\.csv\.gz, line \d+: the gzip file ends too early/);
    }
  });

  test("a damaged gzip, a missing file, a folder", async () => {
    const damaged = gzipSync("a,b\n1,2\n".repeat(2000));
    damaged.fill(7, 30, 60);
    expect((await problemOf(write("damaged.csv.gz", damaged)))?.message).toMatch(/damaged|too early/);
    expect((await problemOf("/nowhere/at-all.csv"))?.message).toBe(
      "at-all.csv: there is no such file. Check the path.",
    );
    expect((await problemOf("/tmp"))?.message).toContain("folder");
  });

  test("a missing column", async () => {
    const problem = await problemOf(write("missing.csv", "id,lat\n1,2\n"), ["id", "latitude"]);
    expect(problem).toMatchObject({ line: 1, column: "latitude" });
    expect(problem?.message).toContain("the column is missing");
    const all = await problemOf(write("all.csv", "id\n1\n"), ["name", "best"]);
    expect(all).toMatchObject({ line: 1, column: "name, best" });
    expect(all?.message).toContain("these columns are missing");
    const half = await problemOf(write("half.csv", "id,longitude\n1,2\n"), ["id"]);
    expect(half).toMatchObject({ line: 1, column: "latitude" });
  });
});
