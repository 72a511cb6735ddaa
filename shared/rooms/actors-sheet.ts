/**
 * Claims as a table, in and out: one row a claim, the same columns both ways. A row names its actor by name or another
 * name; what it says goes through the same form as on screen, so that a file obeys every rule a person does. A row that
 * left as a file is known when it comes back unchanged; changed, it is a new claim and needs a source of its own.
 */
import { z } from "zod";
import { derivedId } from "../ids.ts";
import { nameKey } from "../names.ts";
import { claimAnswer, groundAnswer } from "./actors-answers.ts";
import { type ClaimForm, claimForm } from "./actors-attributes.ts";
import { structureAnswer } from "./actors-events.ts";
import { type FieldIssue, fieldIssues } from "./records.ts";

export const SHEET_COLUMNS = [
  ...[
    "actor",
    "attribute",
    "text",
    "code",
    "low",
    "best",
    "high",
    "km",
    "role",
    "rank",
    "name",
    "reason",
    "channel",
  ],
  ...["holder", "last_contact", "about", "above", "from", "from_precision", "to", "to_precision", "as_of"],
  ...["reliability", "credibility", "source_type", "said", "note", "sensitivity", "area"],
] as const;
/** What a file that was taken out says besides; taken in, it only tells a known row. */
export const CARRIED_COLUMNS = [...SHEET_COLUMNS, "retired_on", "owner", "illustrative"] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];
/** Cells by column; a column that the file lacks is empty. */
export type SheetRow = Partial<Record<string, string>>;

export const MOST_ROWS = 1_000;
export const sheetRows = z
  .array(z.record(z.string().max(60), z.string().max(4_000)))
  .min(1, "too_few")
  .max(MOST_ROWS, "too_many");

/** What is wrong with a row of a file, by its number from 1. */
export const rowFault = z.strictObject({ row: z.int(), field: z.string(), reason: z.string() });
export type RowFault = z.infer<typeof rowFault>;
export const sheetAnswer = z.strictObject({
  /** New claims, in a trial those that would be; nothing is written while any row has a fault. */
  written: z.int(),
  /** Rows that were taken in before, or taken out and not changed since. */
  known: z.int(),
  faults: z.array(rowFault),
});
export type SheetAnswer = z.infer<typeof sheetAnswer>;

const VALUES = [
  "text",
  "code",
  "role",
  "rank",
  "name",
  "reason",
  "channel",
  "holder",
  "about",
  "above",
] as const;
const NUMBERS = ["low", "best", "high", "km"] as const;

/** What a row names, by references. */
export interface RowNames {
  actorId: string;
  /** By code; undefined where the row names none, null where none has that code. */
  areaId: string | null | undefined;
}

/** The row as the form takes it, or what is wrong with it. The same row has the same id, so that a file is taken in once. */
export function claimOfRow(
  row: SheetRow,
  { actorId, areaId }: RowNames,
  salt: string,
): ClaimForm | FieldIssue[] {
  if (areaId === null) return [{ path: ["area"], code: "area_unknown" }];
  // It was taken back: no new claim is made of what nobody stands by.
  if (row.retired_on?.trim()) return [{ path: ["retired_on"], code: "taken_back" }];
  const cell = (column: SheetColumn) => row[column]?.trim() || undefined;
  const value = {
    ...Object.fromEntries(VALUES.flatMap((part) => (cell(part) ? [[part, cell(part)]] : []))),
    ...Object.fromEntries(NUMBERS.flatMap((part) => (cell(part) ? [[part, Number(cell(part))]] : []))),
    ...(cell("last_contact") ? { lastContact: cell("last_contact") } : {}),
    ...(areaId ? { areaId } : {}),
  };
  const parsed = claimForm.safeParse({
    ...{ id: derivedId(salt, JSON.stringify([actorId, ...SHEET_COLUMNS.map(cell)])), actorId, value },
    ...{ attribute: cell("attribute"), from: cell("from") ?? null, to: cell("to") ?? null },
    ...{ fromPrecision: cell("from_precision"), toPrecision: cell("to_precision"), asOf: cell("as_of") },
    ...{ reliability: cell("reliability"), credibility: cell("credibility"), note: cell("note") ?? null },
    ...{
      sources: [{ type: cell("source_type"), said: cell("said") ?? null }],
      sensitivity: cell("sensitivity"),
    },
  });
  return parsed.success ? parsed.data : fieldIssues(parsed.error);
}

/** An actor by one of its names, in any spelling; null where none or several bear it. */
export function actorNamed(
  actors: readonly { ref: string; name: string; aliases: readonly string[]; alsoNamed?: readonly string[] }[],
  name: string,
): string | null {
  const key = nameKey(name);
  const found = actors.filter((actor) =>
    [actor.name, ...actor.aliases, ...(actor.alsoNamed ?? [])].some((one) => nameKey(one) === key),
  );
  return key !== "" && found.length === 1 ? found[0]!.ref : null;
}

/** What leaves as a file: all that this reader may read of structure, ground and claims; who told us stays. */
export const exportAnswer = z.strictObject({
  structure: structureAnswer,
  ground: groundAnswer,
  claims: z.array(
    claimAnswer.omit({ sources: true, version: true }).extend({ actor: z.string(), actorName: z.string() }),
  ),
});
export type ExportAnswer = z.infer<typeof exportAnswer>;

type Carried = ExportAnswer["claims"][number];

/** A claim as a row, without who told us. */
export function rowOfClaim(claim: Carried): SheetRow {
  const told: Record<string, string | number | null | undefined> = {
    ...{ ...claim.value, actor: claim.actorName, attribute: claim.attribute, area: claim.place?.code },
    ...{ from: claim.from, from_precision: claim.from && claim.fromPrecision, as_of: claim.asOf },
    ...{ to: claim.to, to_precision: claim.to && claim.toPrecision, note: claim.note },
    ...{ reliability: claim.reliability, credibility: claim.credibility, sensitivity: claim.sensitivity },
    ...{ retired_on: claim.retiredOn, owner: claim.owner, illustrative: claim.illustrative ? "yes" : null },
  };
  return Object.fromEntries(
    CARRIED_COLUMNS.flatMap((column) => (told[column] == null ? [] : [[column, String(told[column])]])),
  );
}

/** Equal for a row that was taken out and the same row coming back, whatever spreadsheet it went through. */
export const rowKey = (row: SheetRow): string =>
  JSON.stringify(CARRIED_COLUMNS.map((column) => row[column]?.replaceAll(/\s+/g, " ").trim() ?? ""));
