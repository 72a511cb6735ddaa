/**
 * A figure as a CSV file: what it shows and where it comes from in the first lines, then the numbers. Written for
 * spreadsheets: cells that a spreadsheet would run as a formula are made plain text first (OWASP, CSV injection).
 */

import type { FactsFilter } from "../../../shared/rooms/analysis.ts";

export type CsvCell = string | number | null;

/** The numbers of a figure: its table twin and its CSV. First column = name of the row. */
export interface FigureNumbers {
  head: string[];
  rows: CsvCell[][];
  /** What each row counts, where its records can be listed; the last cell is how many there are. */
  behind?: readonly (FactsFilter | null)[];
}

/** A cell, quoted where needed; text that starts like a formula gets an apostrophe. Null is an empty cell, never 0. */
export function csvCell(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Lines about the figure as two columns, an empty line, head and rows; CRLF as RFC 4180 asks. */
export function csvOf(
  about: readonly (readonly [string, string])[],
  head: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): string {
  const lines: (readonly CsvCell[])[] = [...about, [], head, ...rows];
  return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}

/** "Killed, by area" → "killed-by-area". */
export const fileName = (title: string): string =>
  title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
