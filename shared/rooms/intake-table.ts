/**
 * A table that was dropped, as rows of cells under the names of their columns: cells of a sheet, and the answer of a Kobo
 * server or its JSON export.
 */
import { isoOf, MS_PER_DAY } from "../time.ts";
import { type Cells, MAX_ORIGINAL, type RowIn } from "./intake.ts";

/** Longest text of a column's name that is kept. */
const MAX_NAME = 200;

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
