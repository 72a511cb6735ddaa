/**
 * A patrol sheet pasted from a spreadsheet: one row a patrol, in the columns the Force already uses. Which column
 * holds what is a map from header to field that people set once. Every fault names its line, column and code, all
 * faults of a row at once; a row with a fault is not taken, all others are.
 */
import { isDate } from "../time.ts";
import {
  entersAreas,
  PATROL_FACETS,
  PATROL_LIMITS,
  PATROL_STATES,
  type PatrolFacet,
  type PatrolState,
} from "./coverage.ts";
import type { FormIssue } from "./records.ts";

export const PATROL_FIELDS = [
  "unit",
  "date",
  "areas",
  "state",
  "range",
  "time",
  "mode",
  "composition",
  "purpose",
  "note",
] as const;
export type PatrolField = (typeof PATROL_FIELDS)[number];
const REQUIRED_FIELDS = ["unit", "date", "areas", "state"] as const;

/** Header as pasted → field. Headers that are not in the map are left out. */
export type HeaderMap = Readonly<Record<string, PatrolField>>;

/** How `02/03/2019` is read; null refuses such dates as ambiguous. `2019-03-02` is always understood. */
export type DateOrder = "dmy" | "mdy" | null;

/** One sound row. `areas` are names as written, to be matched with the operation's areas. */
export type PatrolRow = {
  line: number;
  unit: string;
  date: string;
  areas: string[];
  state: PatrolState;
  note: string | null;
} & { [facet in PatrolFacet]: string | null };

/** A fault: physical line (header = 1), header or field, code, and the text found. */
export interface RowIssue {
  line: number;
  column: string;
  code: FormIssue;
  value: string;
}

export interface PatrolRows {
  rows: PatrolRow[];
  issues: RowIssue[];
  /** Areas as written, of rows with a fault too, so that whoever knows the areas tells all faults in one round. */
  named: { line: number; name: string }[];
}

/** How a sheet's dates are read; `today` is the operation's, ISO. */
export interface Dates {
  order: DateOrder;
  today: string;
}

/** Reads pasted text (tabs, semicolons or commas; quotes as in RFC 4180). Never throws. */
export function parsePatrolRows(text: string, headers: HeaderMap, dates: Dates): PatrolRows {
  const { records, unclosed } = readCells(text.replace(/^\uFEFF/, ""));
  const [header, ...body] = records;
  const refused = (...issues: RowIssue[]): PatrolRows => ({ rows: [], issues, named: [] });
  if (!header || body.length === 0) return refused({ line: 1, column: "", code: "no_rows", value: "" });
  if (unclosed !== null) return refused({ line: unclosed, column: "", code: "quote_unclosed", value: "" });
  const fields = header.cells.map((cell) => fieldOf(cell, headers));
  const missing = REQUIRED_FIELDS.filter((field) => !fields.includes(field));
  if (missing.length > 0)
    return refused(
      ...missing.map((column) => ({ line: 1, column, code: "column_missing" as const, value: "" })),
    );
  const results = body.map((record) => readRow(record, header.cells, fields, dates));
  return {
    rows: results.flatMap(({ row }) => row ?? []),
    issues: results.flatMap(({ issues }) => issues),
    named: results.flatMap(({ line, areas }) => areas.map((name) => ({ line, name }))),
  };
}

/** Headers that can only mean one field, for a first proposal of the map. */
export function guessHeaders(headers: readonly string[]): HeaderMap {
  const found = headers.flatMap((header) => {
    const field = PATROL_FIELDS.find((one) => HEADER_WORDS[one].includes(plain(header)));
    return field ? [[header, field] as const] : [];
  });
  return Object.fromEntries(found);
}

const HEADER_WORDS: Record<PatrolField, readonly string[]> = {
  unit: ["unit", "contingent", "battalion", "coy"],
  date: ["date", "day", "patrol_date"],
  areas: ["areas", "area", "areas_entered", "areas_visited", "locations", "places"],
  state: ["state", "status", "result"],
  range: ["range", "patrol_type", "type"],
  time: ["time", "time_of_day"],
  mode: ["mode", "means"],
  composition: ["composition", "with"],
  purpose: ["purpose", "task"],
  note: ["note", "notes", "remarks", "comment", "comments"],
};

interface CellRecord {
  line: number;
  cells: string[];
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

function fieldOf(header: string, headers: HeaderMap): PatrolField | null {
  const known = Object.entries(headers).find(([name]) => plain(name) === plain(header));
  return known?.[1] ?? null;
}

function readRow(
  { line, cells }: CellRecord,
  header: readonly string[],
  fields: readonly (PatrolField | null)[],
  { order, today }: Dates,
): { line: number; row: PatrolRow | null; issues: RowIssue[]; areas: string[] } {
  const issues: RowIssue[] = [];
  const fault = (field: PatrolField, code: FormIssue, value: string) =>
    issues.push({ line, column: header[fields.indexOf(field)] ?? field, code, value });
  const cell = (field: PatrolField) => (cells[fields.indexOf(field)] ?? "").trim();
  if (cells.length > header.length) issues.push({ line, column: "", code: "too_many_cells", value: "" });

  const unit = cell("unit");
  if (unit === "") fault("unit", "required", "");
  else if (unit.length > PATROL_LIMITS.unit) fault("unit", "too_long", "");
  const date = readDate(cell("date"), order);
  if (date.iso === null) fault("date", date.code, cell("date"));
  const state = readCode(cell("state"), PATROL_STATES);
  if (!state) fault("state", cell("state") === "" ? "required" : "not_in_list", cell("state"));
  const areas = [
    ...new Set(
      cell("areas")
        .split(/[;,|\n]/)
        .map((name) => name.trim()),
    ),
  ].filter((name) => name !== "");
  if (state && entersAreas(state)) {
    if (areas.length === 0) fault("areas", "areas_missing", "");
    if (date.iso !== null && date.iso > today) fault("date", "in_future", cell("date"));
  }
  if (areas.length > PATROL_LIMITS.areas) fault("areas", "too_many", "");
  if (cell("note").length > PATROL_LIMITS.note) fault("note", "too_long", "");
  const facets = Object.entries(PATROL_FACETS).map(([facet, codes]) => {
    const text = cell(facet as PatrolFacet);
    const code = readCode<string>(text, codes);
    if (text !== "" && !code) fault(facet as PatrolFacet, "not_in_list", text);
    return [facet, code] as const;
  });
  if (issues.length > 0 || date.iso === null || !state) return { line, row: null, issues, areas };
  const known = Object.fromEntries(facets) as Record<PatrolFacet, string | null>;
  const row = { line, unit, date: date.iso, areas, state, ...known, note: cell("note") || null };
  return { line, row, issues, areas };
}

/** A code written in any case, with spaces or hyphens for underscores. */
function readCode<Code extends string>(text: string, codes: readonly Code[]): Code | null {
  return codes.find((code) => code === plain(text)) ?? null;
}

function readDate(
  text: string,
  order: DateOrder,
): { iso: string; code?: never } | { iso: null; code: FormIssue } {
  if (text === "") return { iso: null, code: "required" };
  if (isDate(text)) return { iso: text };
  const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  if (!parts) return { iso: null, code: "not_a_date" };
  const [first, second, year] = parts.slice(1).map(Number) as [number, number, number];
  const byDay = realDay(year, second, first);
  const byMonth = realDay(year, first, second);
  if (order === null && (byDay ?? byMonth)) return { iso: null, code: "date_ambiguous" };
  const iso = order === "mdy" ? byMonth : byDay;
  return iso ? { iso } : { iso: null, code: "not_a_date" };
}

/** The ISO date, or null where the month has no such day. */
function realDay(year: number, month: number, dayOfMonth: number): string | null {
  const [monthText, dayText] = [month, dayOfMonth].map((part) => String(part).padStart(2, "0"));
  const iso = `${year}-${monthText}-${dayText}`;
  return isDate(iso) ? iso : null;
}

/** The separator of the header line: what spreadsheets put on the clipboard is tabs. */
function separatorOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  if (header.includes("\t")) return "\t";
  return header.split(";").length > header.split(",").length ? ";" : ",";
}

/** Splits text into records of cells; `unclosed` is the line of a quote that never ends. Blank lines are left out. */
function readCells(text: string): { records: CellRecord[]; unclosed: number | null } {
  const separator = separatorOf(text);
  const source = text.replace(/\r\n?/g, "\n");
  const records: CellRecord[] = [];
  let record: CellRecord = { line: 1, cells: [] };
  let cell = "";
  let line = 1;
  let quotedSince: number | null = null;
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (character === "\n") line++;
    if (quotedSince !== null) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') cell += source[at++];
      else quotedSince = null;
    } else if (character === '"' && cell === "") quotedSince = line;
    else if (character === separator || character === "\n") {
      record.cells.push(cell);
      cell = "";
      if (character === separator) continue;
      records.push(record);
      record = { line, cells: [] };
    } else cell += character;
  }
  record.cells.push(cell);
  records.push(record);
  const filled = records.filter(({ cells }) => cells.some((one) => one.trim() !== ""));
  return { records: filled, unclosed: quotedSince };
}
