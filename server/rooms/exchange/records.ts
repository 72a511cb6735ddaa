/**
 * Records of a CSV file, one after the other: columns by name, an HXL tag row below the header left out, physical line
 * numbers kept. Any size of file is read with the memory of a few rows.
 */
import { basename } from "node:path";
import { pipeline, Readable } from "node:stream";
import { CsvError, type InfoRecord, parse } from "csv-parse";
import { readText, separatorOf } from "./bytes.ts";
import { FileProblem } from "./problems.ts";

/** A record longer than this is a quote that was never closed, not a record. */
const LONGEST_RECORD = 1024 * 1024;

/** One record. A column the file does not have reads as empty. */
export class Row {
  readonly line: number;
  readonly #cells: string[];
  readonly #columns: Map<string, number>;
  constructor(line: number, cells: string[], columns: Map<string, number>) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  /** Text of a cell, trimmed. */
  text(column: string): string {
    const index = this.#columns.get(column);
    return index === undefined ? "" : (this.#cells[index] ?? "").trim();
  }

  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** Number of cells the record has, and the number the header asks for. */
  get width(): { found: number; expected: number } {
    return { found: this.#cells.length, expected: this.#columns.size };
  }
}

interface Parsed {
  record: string[];
  /** Physical line where the record starts, header = 1. */
  line: number;
}

/**
 * Reads a file's records. `needed` are the columns without which the format cannot be read; a list inside the list
 * names columns of which one is enough. Throws FileProblem; rows before the fault have been given out by then.
 */
export async function* readRecords(path: string, needed: (string | string[])[]): AsyncGenerator<Row> {
  const file = basename(path);
  const trouble: { first: unknown } = { first: null };
  let columns: Map<string, number> | null = null;
  const position = new Position();
  let data = 0;
  try {
    for await (const { record, line } of parsedRecords(path, trouble, position)) {
      if (columns === null) columns = header(file, record, needed);
      else if (data++ > 0 || !isTagRow(record)) yield new Row(line, record, columns);
    }
  } catch (error) {
    // A file that is cut short often ends inside quotes: then the cut is what went wrong.
    if (error instanceof CsvError && trouble.first === null) throw quotingProblem(file, position.next, error);
    if (!(error instanceof CsvError)) throw error;
  }
  if (trouble.first) throw located(trouble.first, position.next);
  if (columns === null)
    throw new FileProblem(file, 1, null, "the file is empty", "Export or download it again");
}

/** A fault in the bytes ends the text instead of tearing the parser down, so that no good row before it is lost. */
async function* textUntilTrouble(path: string, trouble: { first: unknown }): AsyncGenerator<Buffer> {
  try {
    yield* readText(path);
  } catch (error) {
    trouble.first = error;
  }
}

/** `position` is kept while parsing: rows that wait to be read are lost when the parser meets a broken one. */
async function* parsedRecords(
  path: string,
  trouble: { first: unknown },
  position: Position,
): AsyncGenerator<Parsed> {
  const chunks = textUntilTrouble(path, trouble);
  const start = await chunks.next();
  if (start.done) return;
  const text = start.value.toString("utf8", 0, 65_536);
  refuseMarkup(basename(path), text);
  const lines: number[] = [];
  const parser = parse({
    delimiter: separatorOf(text.split(/\r?\n/, 1)[0] ?? ""),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    on_record: (record, info) => {
      lines.push(position.startOf(record, info));
      return record;
    },
  });
  const all = async function* () {
    yield start.value;
    yield* chunks;
  };
  pipeline(Readable.from(all(), { objectMode: false }), parser, () => {});
  for await (const record of parser as AsyncIterable<string[]>) yield { record, line: lines.shift()! };
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
  for (const name of [...needed, ...otherHalves(columns)]) {
    const choices = Array.isArray(name) ? name : [name];
    if (choices.some((choice) => columns.has(choice))) continue;
    const remedy = "Check that the file has this format and that its first line holds the column names";
    throw new FileProblem(file, 1, choices.join(" or "), "the column is missing", remedy);
  }
  return columns;
}

/** HXL files carry tags such as #geo+lat in the row below the header. */
function isTagRow(cells: string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length > 0 && filled.every((cell) => cell.trim().startsWith("#"));
}

function quotingProblem(file: string, line: number, error: CsvError): FileProblem {
  const column = typeof error.column === "string" ? error.column : null;
  const what =
    error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE"
      ? "a quotation mark opens in this record and never closes"
      : "the quotation marks of this record are broken";
  return new FileProblem(file, line, column, what, 'Write a quotation mark inside a quoted cell twice ("")');
}

/** A fault of the bytes that does not know its line (a gzip cut short) happened after the last whole record. */
function located(error: unknown, next: number): unknown {
  const unlocated = error instanceof FileProblem && error.issue.line === null && next > 1;
  return unlocated ? error.atLine(next) : error;
}

/** Physical lines: the parser counts a Windows line end inside quotes twice, so records of several lines are recounted. */
class Position {
  /** Line where the next record starts, empty lines aside. */
  next = 1;
  #seen = { lines: 0, empty: 0 };

  /** Line where this record starts, header = 1. */
  startOf(record: string[], info: InfoRecord): number {
    const empty = info.empty_lines - this.#seen.empty;
    const start = this.next + empty;
    const oneLine = info.lines - this.#seen.lines === 1 + empty;
    const breaks = oneLine
      ? 0
      : record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    this.next = start + 1 + breaks;
    this.#seen = { lines: info.lines, empty: info.empty_lines };
    return start;
  }
}
