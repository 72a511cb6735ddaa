/**
 * Pasted rows on their way to patrols: headers to fields, names to areas, and every fault with its line. The reading
 * itself is in shared/rooms/patrol-rows.ts; the server checks all of it again.
 */
import { newId } from "../../../shared/ids.ts";
import { nameKey } from "../../../shared/names.ts";
import type { PatrolForm } from "../../../shared/rooms/coverage.ts";
import {
  type Dates,
  guessHeaders,
  type HeaderMap,
  type PatrolRow,
  parsePatrolRows,
} from "../../../shared/rooms/patrol-rows.ts";
import type { AreaAnswer } from "../../../shared/rooms/places-answers.ts";
import type { FormIssue, Sensitivity } from "../../../shared/rooms/records.ts";

/** A fault to show: line as in the spreadsheet (header = 1), column, code, and the text found. */
export interface Fault {
  line: number;
  column: string;
  code: FormIssue | "ambiguous";
  value: string;
}

/** A row whose areas are known; `id` is made once, so that sending twice stores once. */
export interface ReadyRow extends PatrolRow {
  id: string;
  found: AreaAnswer[];
}

export interface Pasted {
  rows: ReadyRow[];
  faults: Fault[];
}

/** Cells of the header line, as they are written. */
export function headersOf(text: string): string[] {
  const [header = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = header.includes("\t")
    ? "\t"
    : header.split(";").length > header.split(",").length
      ? ";"
      : ",";
  return header.split(separator).map((cell) => cell.replace(/^"|"$/g, "").trim());
}

/** The map of headers: as a person set it before, else guessed. */
export function headerMap(headers: string[], remembered: HeaderMap): HeaderMap {
  const known = Object.fromEntries(Object.entries(remembered).filter(([header]) => headers.includes(header)));
  return { ...guessHeaders(headers), ...known };
}

/** Reads the text and matches names with areas, those of rows with other faults too. */
export function readPasted(text: string, headers: HeaderMap, dates: Dates, areas: AreaAnswer[]): Pasted {
  const { rows, issues, named } = parsePatrolRows(text, headers, dates);
  const find = finderOf(areas);
  const missing = named.flatMap(({ line, name }): Fault[] => {
    const area = find(name);
    return typeof area === "string" ? [{ line, column: "areas", code: area, value: name }] : [];
  });
  const lines = new Set(missing.map(({ line }) => line));
  const ready = rows
    .filter(({ line }) => !lines.has(line))
    .map((row): ReadyRow => {
      const found = row.areas.map(find).filter((area) => typeof area !== "string");
      return { ...row, id: newId(), found: [...new Map(found.map((area) => [area.ref, area])).values()] };
    });
  return { rows: ready, faults: [...issues, ...missing].sort((one, other) => one.line - other.line) };
}

/** By P-code, or by name among districts first and then smaller areas; a name twice on one level is not guessed. */
function finderOf(areas: AreaAnswer[]): (name: string) => AreaAnswer | "area_unknown" | "ambiguous" {
  const byCode = new Map(areas.map((area) => [area.code.toLowerCase(), area]));
  const byName = new Map<string, AreaAnswer[]>();
  for (const area of areas) byName.set(nameKey(area.name), [...(byName.get(nameKey(area.name)) ?? []), area]);
  return (name) => {
    const code = byCode.get(name.toLowerCase());
    if (code) return code;
    const named = byName.get(nameKey(name)) ?? [];
    for (const level of [2, 3, 1]) {
      const there = named.filter((area) => area.level === level);
      if (there.length === 1) return there[0]!;
      if (there.length > 1) return "ambiguous";
    }
    return "area_unknown";
  };
}

/** The rows as the server takes them, all with one sensitivity. */
export const toForms = (rows: ReadyRow[], sensitivity: Sensitivity): PatrolForm[] =>
  rows.map(({ line: _, areas: __, found, ...row }) => ({
    ...row,
    areaIds: found.map(({ ref }) => ref),
    sensitivity,
  })) as PatrolForm[];

/** Faults the server named (`rows.3.areaIds`), at the line they were pasted in. */
export function serverFaults(fields: readonly { path: string; reason: string }[], rows: ReadyRow[]): Fault[] {
  return fields.map(({ path, reason }) => {
    const [, index, field] = path.split(".");
    const line = rows[Number(index)]?.line ?? 1;
    return {
      line,
      column: field === "areaIds" ? "areas" : (field ?? ""),
      code: reason as FormIssue,
      value: "",
    };
  });
}
