/**
 * The fixed template of rows: its columns, one row read with its faults, and the names by which a Kobo or ODK form of the
 * same fields sends them. A cell is text as typed; codes are taken by code or, in sheets, by their English label.
 */
import { plainDigits, typedNumber } from "../digits.ts";
import { isDate } from "../time.ts";
import { INCIDENT_KINDS, SOURCE_TYPES } from "./incidents-lists.ts";
import { type Cells, MAX_ORIGINAL } from "./intake.ts";
import type { FormIssue } from "./records.ts";
import { SENSITIVITIES } from "./records.ts";

/** How a cell is read. A count is `5`, `5+` (at least), `3-5` (from to) or `?` (nobody knows how many). */
export type CellKind = "text" | "date" | "code" | "count" | "degrees" | "long";

export interface TemplateColumn {
  code: string;
  kind: CellKind;
  required?: true;
  /** Codes that a cell may be. */
  list?: readonly string[];
}

export const TEMPLATE = [
  { code: "reference", kind: "text" },
  { code: "date_from", kind: "date", required: true },
  { code: "date_to", kind: "date" },
  { code: "place", kind: "text" },
  { code: "lat", kind: "degrees" },
  { code: "lon", kind: "degrees" },
  { code: "kind", kind: "code", required: true, list: INCIDENT_KINDS },
  { code: "killed", kind: "count" },
  { code: "injured", kind: "count" },
  { code: "abducted", kind: "count" },
  { code: "displaced", kind: "count" },
  { code: "alleged_perpetrator", kind: "text" },
  { code: "source_type", kind: "code", required: true, list: SOURCE_TYPES },
  { code: "told_on", kind: "date" },
  { code: "sensitivity", kind: "code", list: SENSITIVITIES },
  { code: "what_happened", kind: "long" },
] as const satisfies readonly TemplateColumn[];
export type TemplateCode = (typeof TEMPLATE)[number]["code"];

export interface CellFault {
  column: TemplateCode;
  code: FormIssue;
}

export interface RowRead {
  /** Cells by code, dates as ISO, numbers with a point; nothing unknown. */
  cells: Cells;
  /** The row as lines `column: cell`, every cell that came, also of columns the template does not have. */
  original: string;
  /** Names the row in its own system; null where it has none. */
  reference: string | null;
  faults: CellFault[];
}

const DEGREES = { lat: 90, lon: 180 } as const;
const OUTSIDE = { lat: "lat_out_of_range", lon: "lon_out_of_range" } as const;
const COUNT = /^(?:\?|\d{1,7}\+?|\d{1,7} ?- ?\d{1,7}(?: ?- ?\d{1,7})?)$/;

/** Reads one row; a row with faults is not taken in. `today`: the operation's day, after which nothing has happened yet. */
export function readRow(row: Cells, today: string): RowRead {
  const known = new Map(Object.entries(row).map(([name, cell]) => [codeOf(name), cell.trim()]));
  const faults: CellFault[] = [];
  const cells: Cells = {};
  for (const column of TEMPLATE as readonly TemplateColumn[]) {
    const code = column.code as TemplateCode;
    const cell = known.get(code) ?? "";
    const read = cell === "" ? (column.required ? "required" : null) : readCell(column, cell);
    if (typeof read === "string") faults.push({ column: code, code: read });
    else if (read) cells[code] = read.value;
  }
  const { date_from, date_to, place, lat, lon } = cells;
  for (const column of ["date_from", "told_on"] as const)
    if ((cells[column] ?? "") > today) faults.push({ column, code: "in_future" });
  if (date_from && date_to && date_to < date_from)
    faults.push({ column: "date_to", code: "ends_before_start" });
  const isPointRead = faults.every(({ column }) => column !== "lat" && column !== "lon");
  if (isPointRead && (lat === undefined) !== (lon === undefined))
    faults.push({ column: lat === undefined ? "lat" : "lon", code: "point_incomplete" });
  if (!place && (lat === undefined || lon === undefined))
    faults.push({ column: "place", code: "place_missing" });
  const reference = (known.get("_uuid") || known.get("uuid") || cells.reference) ?? null;
  return {
    cells,
    original: linesOf(row).slice(0, MAX_ORIGINAL),
    reference: reference?.slice(0, 150) || null,
    faults,
  };
}

/** Needed columns under which no row says anything: another table, or headings that are not the template's. */
export function missingColumns(rows: readonly Cells[]): TemplateCode[] {
  const said = new Set(rows.flatMap((cells) => Object.keys(cells).map(codeOf)));
  return (TEMPLATE as readonly TemplateColumn[])
    .filter(({ code, required }) => required && !said.has(code))
    .map(({ code }) => code as TemplateCode);
}

const linesOf = (row: Cells): string =>
  Object.entries(row)
    .filter(([, cell]) => cell.trim() !== "")
    .map(([name, cell]) => `${name}: ${cell.trim()}`)
    .join("\n");

/** The column's code from what stands over it: without groups of a form, case, spaces and accents. */
export const codeOf = (name: string): string =>
  name
    .slice(name.lastIndexOf("/") + 1)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

function readCell({ kind, list, code }: TemplateColumn, cell: string): { value: string } | FormIssue {
  if (kind === "date") return readDate(cell);
  if (kind === "count") {
    const count = plainDigits(cell)
      .replace(/[–—]/g, "-")
      .replace(/^(?:≥|>=) ?(\d+)$/, "$1+")
      .replace(/\.0+$/, "");
    return COUNT.test(count)
      ? { value: count.replace(/ /g, "") }
      : /^-\d/.test(count)
        ? "negative_count"
        : "not_a_number";
  }
  if (kind === "degrees") {
    const degrees = typedNumber(cell) ?? Number.NaN;
    if (!Number.isFinite(degrees)) return "not_a_number";
    const side = code as keyof typeof DEGREES;
    return Math.abs(degrees) > DEGREES[side] ? OUTSIDE[side] : { value: String(degrees) };
  }
  if (kind === "code") {
    const wanted = codeOf(cell);
    const found = list?.find((each) => each === wanted);
    return found ? { value: found } : "not_in_list";
  }
  return cell.length > (kind === "long" ? 10_000 : 200) ? "too_long" : { value: cell };
}

/** ISO, with a time left out; a date of numbers only where it can be read in one way. */
function readDate(cell: string): { value: string } | FormIssue {
  const iso = cell.slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(cell)) return isDate(iso) ? { value: iso } : "not_a_date";
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  if (!numbers) return "not_a_date";
  const [, one, two, year] = numbers as unknown as [string, string, string, string];
  const made = (day: string, month: string) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const options = [...new Set([made(one, two), made(two, one)])].filter(isDate);
  return options.length === 1
    ? { value: options[0]! }
    : options.length === 0
      ? "not_a_date"
      : "date_ambiguous";
}
