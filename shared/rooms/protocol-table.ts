/**
 * The table of a sharing protocol as text, the way it is written on paper: one line per kind of record and side of its
 * owner, one word per community, one letter per sensitivity (low, moderate, high, severe). F full, G generalised, A
 * counts only, p only by a person's release, - nothing. And the changes of a table that keep it sensible: what is more
 * sensitive is never more open.
 */
import { z } from "zod";
import { COMMUNITY_CODES, type Community } from "./access.ts";
import {
  type Cell,
  cellsOf,
  changesBetween,
  LEVELS,
  type Level,
  OWNER_SIDES,
  type OwnerSide,
  PROTOCOL_KINDS,
  type Preset,
  type ProtocolKind,
} from "./protocol.ts";
import { SENSITIVITIES } from "./records.ts";

export const LETTER_OF = {
  full: "F",
  generalised: "G",
  aggregate: "A",
  person: "p",
  none: "-",
} as const satisfies Record<Level, string>;
export type Letter = (typeof LETTER_OF)[Level];

const LEVEL_OF = Object.fromEntries(LEVELS.map((level) => [LETTER_OF[level], level])) as Record<
  string,
  Level
>;

/** A line of the table. */
export interface Line {
  kind: ProtocolKind;
  side: OwnerSide;
}
export const LINES: readonly Line[] = PROTOCOL_KINDS.flatMap((kind) =>
  OWNER_SIDES.map((side) => ({ kind, side })),
);
export const lineKey = ({ kind, side }: Line): string => `${kind}.${side}`;

/** `incident.humanitarian` → "FFFp FGA- …", a word per community in the order of the communities. */
export type Table = Record<string, string>;

const WORD = /^[FGAp-]{4}( [FGAp-]{4})*$/;

/** A whole table: every line, every community, and nothing more open for being more sensitive. */
export const tableForm = z
  .record(z.string().max(60), z.string().max(200))
  .refine(
    (table) =>
      Object.keys(table).length === LINES.length &&
      LINES.every((line) => {
        const words = table[lineKey(line)] ?? "";
        return WORD.test(words) && words.split(" ").length === COMMUNITY_CODES.length;
      }),
    "invalid",
  )
  .refine((table) => cellsOfTable(table).every((cell) => isInOrder(table, cell)), "invalid");

/** The table of some cells; a cell that is missing reads as nothing. */
export function tableOf(cells: readonly Cell[]): Table {
  const known = new Map(
    cells.map(({ kind, side, community, sensitivity, level }) => [
      `${kind}.${side}.${community}.${sensitivity}`,
      LETTER_OF[level],
    ]),
  );
  const word = (line: string, community: Community) =>
    SENSITIVITIES.map(
      (sensitivity) => known.get(`${line}.${community}.${sensitivity}`) ?? LETTER_OF.none,
    ).join("");
  return Object.fromEntries(
    LINES.map(lineKey).map((line) => [
      line,
      COMMUNITY_CODES.map((community) => word(line, community)).join(" "),
    ]),
  );
}

/** Cells of a table, in its order. */
export function cellsOfTable(table: Table): Cell[] {
  return LINES.flatMap((line) =>
    COMMUNITY_CODES.flatMap((community) =>
      SENSITIVITIES.map((sensitivity) => ({
        ...line,
        community,
        sensitivity,
        level: levelIn(table, { ...line, community, sensitivity }),
      })),
    ),
  );
}

/** Where a cell stands. */
export type Place = Omit<Cell, "level">;

/** What a table says; `none` for a line it lacks. */
export function levelIn(table: Table, { kind, side, community, sensitivity }: Place): Level {
  const word = table[lineKey({ kind, side })]?.split(" ")[COMMUNITY_CODES.indexOf(community)];
  return LEVEL_OF[word?.[SENSITIVITIES.indexOf(sensitivity)] ?? "-"] ?? "none";
}

/** The four levels of one word. */
export const levelsIn = (table: Table, place: Omit<Place, "sensitivity">): Level[] =>
  SENSITIVITIES.map((sensitivity) => levelIn(table, { ...place, sensitivity }));

const rank = (level: Level) => LEVELS.indexOf(level);

function isInOrder(table: Table, place: Place): boolean {
  const at = SENSITIVITIES.indexOf(place.sensitivity);
  const before = SENSITIVITIES[at - 1];
  return (
    before === undefined ||
    rank(levelIn(table, place)) <= rank(levelIn(table, { ...place, sensitivity: before }))
  );
}

/** Levels that may stand here: none more open than what is less sensitive. */
export function mayStand(table: Table, place: Place): Level[] {
  const before = SENSITIVITIES[SENSITIVITIES.indexOf(place.sensitivity) - 1];
  const most = before ? rank(levelIn(table, { ...place, sensitivity: before })) : LEVELS.length;
  return LEVELS.filter((level) => rank(level) <= most);
}

/** The table with one cell changed; what is more sensitive follows where it would be more open. */
export function withLevel(table: Table, place: Place, level: Level): Table {
  const at = SENSITIVITIES.indexOf(place.sensitivity);
  const levels = levelsIn(table, place).map((was, index) => {
    if (index === at) return level;
    return index > at && rank(was) > rank(level) ? level : was;
  });
  return withWord(table, place, levels);
}

function withWord(table: Table, place: Omit<Place, "sensitivity">, levels: readonly Level[]): Table {
  const line = lineKey(place);
  const words = table[line]!.split(" ");
  words[COMMUNITY_CODES.indexOf(place.community)] = levels.map((level) => LETTER_OF[level]).join("");
  return { ...table, [line]: words.join(" ") };
}

/**
 * The table with everything a side owns closed to some communities: nothing is read by rule any more. `release`: a
 * person may still release; else nobody may.
 */
export function closedTo(
  table: Table,
  side: OwnerSide,
  communities: readonly Community[],
  release: boolean,
): Table {
  const most = rank(release ? "person" : "none");
  return LINES.filter((line) => line.side === side).reduce(
    (before, line) =>
      communities.reduce((made, community) => {
        const place = { ...line, community };
        const lowered = levelsIn(made, place).map((level) => LEVELS[Math.min(rank(level), most)]!);
        return withWord(made, place, lowered);
      }, before),
    table,
  );
}

/** Cells that differ from a preset. */
export const deviations = (table: Table, preset: Preset) =>
  changesBetween(cellsOf(preset), cellsOfTable(table));
