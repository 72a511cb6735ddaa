/**
 * Who reads a record by rule, as a form says it before saving and "You see as" says it of a reader: communities by the
 * level the table gives them. One rule for every sentence, so that none can say something else than the database does.
 */
import { calendarOf, dayFrom, dayOf, isoOf } from "../time.ts";
import type { Community } from "./access.ts";
import { LEVELS, type Level, type OwnerSide, type ProtocolKind, READING_COMMUNITIES } from "./protocol.ts";
import { LINES, type Line, levelIn, type Table } from "./protocol-table.ts";
import { SENSITIVITIES, type Sensitivity } from "./records.ts";

/** Communities with members, by the level each reads a record at. */
export type Readers = Record<Level, Community[]>;

/** Who reads a record of this kind, side and sensitivity. No table: nothing crosses. */
export function readersOf(
  table: Table | null,
  kind: ProtocolKind,
  side: OwnerSide,
  sensitivity: Sensitivity,
): Readers {
  const found: Readers = { none: [], person: [], aggregate: [], generalised: [], full: [] };
  for (const community of READING_COMMUNITIES) {
    const level = table ? levelIn(table, { kind, side, sensitivity, community }) : "none";
    found[level].push(community);
  }
  return found;
}

/** Lines of which a community reads something at a level, and the most sensitive it reads at that level or better. */
export interface ReadAt {
  level: "full" | "generalised" | "aggregate";
  lines: (Line & { upTo: Sensitivity })[];
}

/** What a community reads of others by rule, most first. */
export function readBy(table: Table, community: Community): ReadAt[] {
  return (["full", "generalised", "aggregate"] as const).map((level) => ({
    level,
    lines: LINES.flatMap((line) => {
      const at = (sensitivity: Sensitivity) => levelIn(table, { ...line, community, sensitivity });
      const open = SENSITIVITIES.filter(
        (sensitivity) => LEVELS.indexOf(at(sensitivity)) >= LEVELS.indexOf(level),
      );
      return open.some((sensitivity) => at(sensitivity) === level) ? [{ ...line, upTo: open.at(-1)! }] : [];
    }),
  }));
}

/**
 * What a generalised copy says of the days of a record: whole weeks, of high and severe records whole months. Mirrors
 * app_priv.coarse_from and coarse_to. ISO dates, both ends inside.
 */
export function coarsePeriod(
  from: string,
  to: string,
  sensitivity: Sensitivity,
): { unit: "week" | "month"; from: string; to: string } {
  const [first, last] = [calendarOf(dayOf(from)), calendarOf(dayOf(to))];
  if (sensitivity === "low" || sensitivity === "moderate") {
    const monday = dayOf(from) - first.weekday + 1;
    return { unit: "week", from: isoOf(monday), to: isoOf(dayOf(to) - last.weekday + 7) };
  }
  const start = dayFrom(first.year, first.month, 1);
  return { unit: "month", from: isoOf(start), to: isoOf(dayFrom(last.year, last.month + 1, 1) - 1) };
}
