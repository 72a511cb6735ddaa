/**
 * What the two lists of peacekeeping bases have in common: one row is one place of one mission in one year, and a
 * place is known by mission, name and year. Adjoining years are joined later, when they become deployments.
 */
import { dateOf, needText, pointOf, textOf } from "../cells.ts";
import type { BaseYearDraft } from "../drafts.ts";
import { type Notes, quoted } from "../problems.ts";
import type { Row } from "../records.ts";

type Place = Pick<
  BaseYearDraft,
  "line" | "externalId" | "mission" | "place" | "lon" | "lat" | "year" | "from" | "to" | "country"
>;

/**
 * The place and the year of a row; null where the list itself leaves the place open, which is told as a warning.
 * Without a `date` column the deployment counts from 1 January.
 */
export function placeAndYear(row: Row, nameColumn: string, notes: Notes): Place | null {
  const mission = needText(row, "mission", notes);
  const name = textOf(row, nameColumn);
  const point = pointOf(row, "longitude", "latitude", notes);
  const year = yearOf(row, notes);
  const from = row.has("date") ? dateOf(row, "date", notes) : `${year}-01-01`;
  if (from && year && !from.startsWith(String(year))) {
    notes.fail(row.line, "date", `${quoted(from)} lies outside the year ${year}`, "Correct one of the two");
  }
  if (notes.hasFailed(row.line) || !mission || !year || !from) return null;
  if (!name || !point) {
    const missing = name ? "latitude" : nameColumn;
    notes.warn(
      row.line,
      missing,
      "the base has no name or no point and is left out",
      "Add it if it is known",
    );
    return null;
  }
  const place = titleCase(name);
  return {
    line: row.line,
    externalId: `${mission}/${place}/${year}`,
    mission,
    place,
    ...point,
    year,
    from,
    to: `${year}-12-31`,
    country: row.text("country"),
  };
}

function yearOf(row: Row, notes: Notes): number | null {
  const year = Number(row.text("year"));
  if (Number.isInteger(year) && year >= 1948 && year <= 2100) return year;
  notes.fail(row.line, "year", `${quoted(row.text("year"))} is not a year of UN peacekeeping`, "Correct it");
  return null;
}

/** RADPKO writes place names in lower case. */
export function titleCase(name: string): string {
  return name === name.toLowerCase()
    ? name.replace(/(^|[\s\-'(])(\p{L})/gu, (all) => all.toUpperCase())
    : name;
}
