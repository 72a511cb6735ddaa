/**
 * Cells of a row as numbers, dates and points. What is not one fails the row with a sentence; empty, "NA" and "n/a"
 * are "not recorded" and come back as null, never as zero.
 */
import { type Notes, quoted } from "./problems.ts";
import type { Row } from "./records.ts";

const UNKNOWN = new Set(["", "na", "n/a", "nan", "null"]);

/** Text of a cell, null where nothing is recorded. */
export function textOf(row: Row, column: string): string | null {
  const text = row.text(column);
  return text.length < 5 && UNKNOWN.has(text.toLowerCase()) ? null : text;
}

/** Text that must be there. */
export function needText(row: Row, column: string, notes: Notes): string | null {
  const text = textOf(row, column);
  if (text === null) notes.fail(row.line, column, "the cell is empty", "Fill it in; a row is known by it");
  return text;
}

/** A number of people: whole and not negative. */
export function countOf(row: Row, column: string, notes: Notes): number | null {
  const text = textOf(row, column);
  if (text === null) return null;
  const value = Number(text);
  if (!Number.isInteger(value)) {
    notes.fail(
      row.line,
      column,
      `${quoted(text)} is not a whole number`,
      "Write digits only, or leave it empty",
    );
  } else if (value < 0) {
    notes.fail(
      row.line,
      column,
      `${quoted(text)} people is below zero`,
      "Correct it, or leave it empty if unknown",
    );
  } else if (value > 10_000_000) {
    notes.fail(row.line, column, `${quoted(text)} people is more than can be`, "Correct it");
  } else return value;
  return null;
}

/** A measured number, such as the yearly mean of a strength; not negative. */
export function amountOf(row: Row, column: string, notes: Notes): number | null {
  const text = textOf(row, column);
  if (text === null) return null;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  notes.fail(
    row.line,
    column,
    `${quoted(text)} is not a number of zero or more`,
    "Correct it, or leave it empty",
  );
  return null;
}

/** One out of a source's codes, mapped to ours. */
export function codeOf<T>(row: Row, column: string, codes: Record<string, T>, notes: Notes): T | null {
  const text = row.text(column);
  const code = codes[text];
  if (code === undefined) {
    const known = Object.keys(codes).join(", ");
    notes.fail(row.line, column, `${quoted(text)} is not one of the codes ${known}`, "Correct it");
    return null;
  }
  return code;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day as YYYY-MM-DD; a midnight after it, as some versions of UCDP GED write, is dropped. */
export function dateOf(row: Row, column: string, notes: Notes): string | null {
  const text = row.text(column);
  const parts = DATE.exec(text);
  if (parts) {
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    if (year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)) {
      return text.slice(0, 10);
    }
  }
  const what = text === "" ? "the date is missing" : `${quoted(text)} is not a date that exists`;
  notes.fail(row.line, column, what, "Write year, month and day as 2019-12-02");
  return null;
}

/** Number of days of a month, month 1 to 12. */
export function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** Longitude and latitude in decimal degrees (WGS84), null where both are empty. */
export function pointOf(
  row: Row,
  lonColumn: string,
  latColumn: string,
  notes: Notes,
): { lon: number; lat: number } | null {
  const lonText = textOf(row, lonColumn);
  const latText = textOf(row, latColumn);
  if (lonText === null && latText === null) return null;
  const lon = degrees(row, lonColumn, lonText, 180, notes);
  const lat = degrees(row, latColumn, latText, 90, notes);
  return lon === null || lat === null ? null : { lon, lat };
}

function degrees(row: Row, column: string, text: string | null, limit: number, notes: Notes): number | null {
  const value = text === null ? Number.NaN : Number(text);
  if (Number.isFinite(value) && Math.abs(value) <= limit) return value;
  const what =
    text === null
      ? "half of the point is missing"
      : `${quoted(text)} is not a number of degrees between -${limit} and ${limit}`;
  notes.fail(
    row.line,
    column,
    what,
    "Write both coordinates as decimal degrees with a point, such as 18.5583",
  );
  return null;
}

/** Columns kept as they are, without the empty ones. */
export function keep(row: Row, columns: readonly string[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const column of columns) {
    const text = textOf(row, column);
    if (text !== null) kept[column] = text;
  }
  return kept;
}
