/**
 * A table that was dropped, as rows of cells under the names of their columns: CSV text (RFC 4180, comma or semicolon or
 * tab), cells of a workbook, and the answer of a Kobo server or its JSON export.
 */
import { isoOf, MS_PER_DAY } from "../time.ts";
import { type Cells, MAX_ORIGINAL, type RowIn } from "./intake.ts";

/** Longest text of a column's name that is kept. */
const MAX_NAME = 200;

/** Cells of CSV text. A quotation mark that never closes takes the rest into its cell. */
export function parseCsv(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, "");
  const mark = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = "";
  };
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (plain[at + 1] === '"') cell += plain[at++];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === mark) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}

/** What stands most often in the line of headings. */
function separatorOf(text: string): string {
  const [head = ""] = text.split("\n", 1);
  const count = (mark: string) => head.split(mark).length;
  return [";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ",");
}

/** A cell of a workbook as text: days as ISO, numbers without a locale. */
export function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return isoOf(Math.floor(cell.getTime() / MS_PER_DAY));
  return String(cell).trim();
}

/** Rows under their headings; empty rows are left out. Row numbers are those of the sheet, the headings = 1. */
export function rowsOfTable([head = [], ...rest]: readonly (readonly unknown[])[]): RowIn[] {
  const names = head.map((name) => textOfCell(name).slice(0, MAX_NAME));
  return rest.flatMap((cells, at) => {
    const filled = names.flatMap((name, column) => {
      const cell = textOfCell(cells[column]).slice(0, MAX_ORIGINAL);
      return name === "" || cell === "" ? [] : [[name, cell] as const];
    });
    return filled.length === 0 ? [] : [{ row: at + 2, cells: Object.fromEntries(filled) as Cells }];
  });
}

/**
 * Submissions of a Kobo or ODK form: the results of the data API (v2), or its JSON export. Groups are flattened; what is
 * nested in lists (repeats, attachments) is left out, as the form has none. Null where it is no such list.
 */
export function rowsOfSubmissions(json: unknown): RowIn[] | null {
  const list = Array.isArray(json)
    ? json
    : isObject(json) && Array.isArray(json.results)
      ? json.results
      : null;
  if (!list?.every(isObject)) return null;
  return list.map((submission, at) => ({ row: at + 1, cells: cellsOf(submission) }));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function cellsOf(submission: Record<string, unknown>): Cells {
  const cells: Cells = {};
  for (const [name, value] of Object.entries(submission)) {
    if (isObject(value)) Object.assign(cells, cellsOf(value));
    else if (!Array.isArray(value) && value !== null && value !== "")
      cells[name.slice(0, MAX_NAME)] = String(value).slice(0, MAX_ORIGINAL);
  }
  // ODK says `uuid:…` in the meta group, Kobo the same without the word.
  const uuid = cells._uuid ?? cells["meta/instanceID"] ?? cells.instanceID ?? cells.__id;
  return uuid ? { ...cells, _uuid: uuid.replace(/^uuid:/, "") } : cells;
}
