/**
 * The information-sharing protocol: which level of a record a community reads by rule, by kind of record, side of its
 * owner and sensitivity. The default table and its three presets follow the confidentiality rules of the field
 * (OCHA, "Recommended practices for effective humanitarian civil-military coordination"; GPC, protection of civilians
 * and missions): precision travels in a request, not in a feed. The database holds the agreed table and enforces it
 * (app_gate.opens); this file says what is proposed and compares versions.
 */
import { COMMUNITIES, type Community } from "./access.ts";
import { SENSITIVITIES, type Sensitivity } from "./records.ts";

/**
 * What a reader gets by rule. `none`: nothing, not even that it exists, and nobody may release it. `person`: nothing
 * by rule, a person may release. `aggregate`: counts of which small ones are left out. `generalised`: district and
 * week or month, no text, no source. `full`: the record without its source.
 */
export const LEVELS = ["none", "person", "aggregate", "generalised", "full"] as const;
export type Level = (typeof LEVELS)[number];

/** Kinds of record as the protocol tells them apart. */
export const PROTOCOL_KINDS = [
  "incident",
  "displaced_report",
  "actor",
  "contact",
  "priority",
  "priority_proposal",
  "coverage",
  "patrol_plan",
  "patrol_report",
  "request",
  "alert",
  "access",
] as const;
export type ProtocolKind = (typeof PROTOCOL_KINDS)[number];

/** Sides whose records the table speaks of; what others own stays theirs until a person releases it. */
export const OWNER_SIDES = ["humanitarian", "mission"] as const;
export type OwnerSide = (typeof OWNER_SIDES)[number];

export const PRESETS = ["integrated", "arms_length", "party_to_conflict"] as const;
export type Preset = (typeof PRESETS)[number];

/** One cell: what `community` reads by rule of records of this kind, side and sensitivity. */
export interface Cell {
  kind: ProtocolKind;
  side: OwnerSide;
  sensitivity: Sensitivity;
  community: Community;
  level: Level;
}

const LETTERS: Record<string, Level> = {
  F: "full",
  G: "generalised",
  A: "aggregate",
  p: "person",
  "-": "none",
};

/** The columns of the table below, in its order. */
const COLUMNS: Community[][] = [
  ["protection_core"],
  ["protection_member"],
  ["cmcoord"],
  ["mission_hr"],
  ["mission_poc"],
  ["mission_civilian"],
  ["mission_police", "mission_military"],
  ["external_military", "state_authority"],
  ["observer", "public"],
];

/** Each word is a column, its letters low, moderate, high and severe; one letter stands for all four. */
const INTEGRATED: [ProtocolKind, readonly OwnerSide[], string][] = [
  ["incident", ["humanitarian"], "FFFp FGA- FFG- FFpp FGp- GA-- GGp- p--- AA--"],
  ["incident", ["mission"], "FGA- GA-- FGp- FFFp FFFp FFp- FFp- - A---"],
  ["displaced_report", OWNER_SIDES, "FFFp AA-- GGp- FFpp ppp- - pp-- pp-- -"],
  ["actor", ["humanitarian"], "FFG- G--- FFFp ppp- pp-- - - - -"],
  ["actor", ["mission"], "pp-- - pp-- FFG- FFG- FFG- FFG- - -"],
  ["contact", OWNER_SIDES, "pp-- - FFFp pp-- pp-- - - - -"],
  ["priority", OWNER_SIDES, "FFF- FG-- FFG- FFG- FFF- GG-- FFG- - -"],
  ["priority_proposal", OWNER_SIDES, "GGG- GA-- GGA- GGA- GGG- AA-- GGA- - -"],
  ["coverage", OWNER_SIDES, "FF-- AA-- FF-- FFF- FFF- FF-- FFF- - -"],
  ["patrol_plan", OWNER_SIDES, "pp-- - pp-- FF-- FFF- F--- FFF- - -"],
  ["patrol_report", OWNER_SIDES, "FG-- A--- FG-- FFF- FFF- FG-- FFF- - -"],
  ["request", OWNER_SIDES, "AA-- AA-- AA-- AA-- AA-- AA-- AA-- AA-- AA--"],
  ["alert", OWNER_SIDES, "GG-- - GG-- FFF- FFFp FG-- FFF- - -"],
  ["access", OWNER_SIDES, "FFG- FF-- FFF- FG-- FG-- G--- FG-- p--- -"],
];

/** Those whose distance to the humanitarian side a preset widens. */
const DISTANT: readonly Community[] = ["mission_civilian", "mission_police", "mission_military"];
/** The mission's own matter, whoever wrote it down. */
const MISSION_MATTERS: readonly ProtocolKind[] = ["coverage", "patrol_plan", "patrol_report"];

/** All cells of a preset: every kind, side, sensitivity and community. */
export function cellsOf(preset: Preset): Cell[] {
  const cells = INTEGRATED.flatMap(([kind, sides, words]) =>
    sides.flatMap((side) => rowOf(kind, side, words)),
  );
  return cells.map((cell) => ({ ...cell, level: presetLevel(preset, cell) }));
}

function rowOf(kind: ProtocolKind, side: OwnerSide, words: string): Cell[] {
  return words.split(" ").flatMap((word, column) =>
    COLUMNS[column]!.flatMap((community) =>
      SENSITIVITIES.map((sensitivity, at) => {
        const level = LETTERS[word.length === 1 ? word : word[at]!]!;
        return { kind, side, sensitivity, community, level };
      }),
    ),
  );
}

/** What a preset makes of a cell of the default table. Only what the mission does not own is held further back. */
function presetLevel(preset: Preset, { kind, side, community, level }: Cell): Level {
  if (preset === "integrated" || side === "mission" || MISSION_MATTERS.includes(kind)) return level;
  if (preset === "arms_length") return DISTANT.includes(community) ? oneLower(level) : level;
  const isParty = DISTANT.includes(community) || community === "external_military";
  return isParty && LEVELS.indexOf(level) > LEVELS.indexOf("person") ? "person" : level;
}

/** F becomes G, G becomes A, A becomes nothing; what only a person releases stays so. */
function oneLower(level: Level): Level {
  if (level === "full") return "generalised";
  if (level === "generalised") return "aggregate";
  return level === "aggregate" ? "none" : level;
}

/** The name of a cell: unique within a version. */
export const cellKey = ({ kind, side, sensitivity, community }: Omit<Cell, "level">): string =>
  `${kind}.${side}.${sensitivity}.${community}`;

/** A cell that two versions answer differently. */
export interface CellChange extends Omit<Cell, "level"> {
  from: Level;
  to: Level;
}

/** What a version would change against another. A cell that a version lacks reads as `none`. */
export function changesBetween(from: readonly Cell[], to: readonly Cell[]): CellChange[] {
  const before = new Map(from.map((cell) => [cellKey(cell), cell.level]));
  const after = new Map(to.map((cell) => [cellKey(cell), cell]));
  const gone = from
    .filter((cell) => !after.has(cellKey(cell)))
    .map((cell) => ({ ...cell, level: "none" as const }));
  return [...to, ...gone].flatMap(({ level, ...cell }) => {
    const was = before.get(cellKey(cell)) ?? "none";
    return was === level ? [] : [{ ...cell, from: was, to: level }];
  });
}

/** Does the change show more than before? Then both sides must sign. */
export const isLooser = ({ from, to }: Pick<CellChange, "from" | "to">): boolean =>
  LEVELS.indexOf(to) > LEVELS.indexOf(from);

/**
 * The most a person may hand over where the rule gives `level`: never where it says `none`; where only a person
 * releases, or counts only, the generalised record; the full one only of low and moderate sensitivity, and of those
 * that the rule generalises or leaves to a person.
 */
export function mostReleasable(level: Level, sensitivity: Sensitivity): "generalised" | "full" | null {
  const mayBeFull = sensitivity === "low" || sensitivity === "moderate";
  if (level === "none") return null;
  if (level === "aggregate") return "generalised";
  if (level === "full") return "full";
  return mayBeFull ? "full" : "generalised";
}

/** Communities with members, in the order of the table. */
export const READING_COMMUNITIES = COMMUNITIES.filter(({ side }) => side !== "public").map(
  ({ code }) => code,
);
