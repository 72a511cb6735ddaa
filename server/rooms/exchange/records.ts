/**
 * Records of a CSV file, one after the other: columns by name, an HXL tag row below the header left out, physical line
 * numbers kept. Any size of file is read with the memory of a few rows.
 */
import { basename } from "node:path";
import { readText, separatorOf } from "./bytes.ts";
import { BrokenQuotes, type Cells, CsvReader, type CsvRecord } from "./csv.ts";
import { FileProblem } from "./problems.ts";

/** One record. A column the file does not have reads as empty. */
export class Row {
  readonly line: number;
  readonly #cells: Cells;
  readonly #columns: Map<string, number>;
  constructor(line: number, cells: Cells, columns: Map<string, number>) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  /** Text of a cell, trimmed. */
  text(column: string): string {
    const index = this.#columns.get(column);
    return index === undefined ? "" : this.#cells.text(index).trim();
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** Number of cells the record has, and the number the header asks for. */
  get width(): { found: number; expected: number } {
    return { found: this.#cells.length, expected: this.#columns.size };
  }
}

/**
 * Reads a file's records. `needed` are the columns without which the format cannot be read; a list inside the list
 * names columns of which one is enough. Throws FileProblem; rows before the fault have been given out by then.
 */
export async function* readRecords(path: string, needed: (string | string[])[]): AsyncGenerator<Row> {
  const file = basename(path);
  const reader = new CsvReader();
  let columns: Map<string, number> | null = null;
  let data = 0;
  try {
    for await (const records of recordsByChunk(path, reader)) {
      for (const { line, cells } of records) {
        if (columns === null) columns = header(file, cells.all(), needed);
        else if (data++ > 0 || !isTagRow(cells.all())) yield new Row(line, cells, columns);
      }
    }
  } catch (error) {
    throw located(file, error, reader.line);
  }
  if (columns === null)
    throw new FileProblem(file, 1, null, "the file is empty", "Export or download it again");
}

async function* recordsByChunk(path: string, reader: CsvReader): AsyncGenerator<Iterable<CsvRecord>> {
  let isFirst = true;
  for await (const chunk of readText(path)) {
    if (isFirst) {
      const text = chunk.toString("utf8", 0, 65_536);
      refuseMarkup(basename(path), text);
      reader.separator = separatorOf(text.split(/\r?\n/, 1)[0] ?? "");
      isFirst = false;
    }
    yield reader.read(chunk);
  }
  yield reader.end();
}

function refuseMarkup(file: string, text: string): void {
  const start = text.trimStart()[0];
  if (start === "{" || start === "[") {
    throw new FileProblem(
      file,
      1,
      null,
      "this is JSON, not CSV",
      "Boundaries are read with --format geojson --kind areas; save a table as CSV",
    );
  }
  if (start === "<") {
    throw new FileProblem(
      file,
      1,
      null,
      "this is a web page or XML, not CSV",
      "Download the data file itself; the address may have led to a sign-in page",
    );
  }
}

/** A file may come without points, but not with half of them. */
const otherHalves = (columns: Map<string, number>): string[] =>
  columns.has("latitude") || columns.has("longitude") ? ["latitude", "longitude"] : [];

function header(file: string, cells: string[], needed: (string | string[])[]): Map<string, number> {
  const columns = new Map<string, number>();
  cells.forEach((cell, index) => {
    const name = cell.trim();
    if (columns.has(name) && name !== "") {
      throw new FileProblem(
        file,
        1,
        name,
        "the column stands twice in the header",
        "Rename or remove one of the two",
      );
    }
    columns.set(name || `(column ${index + 1})`, index);
  });
  const missing = [...needed, ...otherHalves(columns)]
    .map((name) => [name].flat())
    .filter((choices) => !choices.some((choice) => columns.has(choice)));
  if (missing.length > 0) {
    const names = missing.map((choices) => choices.join(" or ")).join(", ");
    const what = missing.length === 1 ? "the column is missing" : "these columns are missing";
    const remedy = "Check that the file has this format and that its first line holds the column names";
    throw new FileProblem(file, 1, names, what, remedy);
  }
  return columns;
}

/** HXL files carry tags such as #geo+lat in the row below the header. */
function isTagRow(cells: string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length > 0 && filled.every((cell) => cell.trim().startsWith("#"));
}

/** A fault that does not know its line (broken quotes, a gzip cut short) lies after the last whole record. */
function located(file: string, error: unknown, line: number): unknown {
  if (error instanceof BrokenQuotes) return quotingProblem(file, line, error);
  const unlocated = error instanceof FileProblem && error.issue.line === null && line > 1;
  return unlocated ? error.atLine(line) : error;
}

function quotingProblem(file: string, line: number, { isOpen }: BrokenQuotes): FileProblem {
  const what = isOpen
    ? "a quotation mark opens in this record and never closes"
    : "the quotation marks of this record are broken";
  return new FileProblem(file, line, null, what, 'Write a quotation mark inside a quoted cell twice ("")');
}
