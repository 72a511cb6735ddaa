/**
 * Claims as a table, in and out: one row a claim, fixed columns. A row names its actor by name or another name; what it
 * says goes through the same form as on screen, so that a file obeys every rule a person does.
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
  ...["reliability", "credibility", "source_type", "said", "note", "sensitivity"],
] as const;
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
  /** New claims; nothing is written while any row has a fault. */
  written: z.int(),
  /** Rows that an earlier try of the same file wrote. */
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

/** The row as the form takes it, or what is wrong with it. The same row has the same id, so that a file is taken in once. */
export function claimOfRow(row: SheetRow, actorId: string, salt: string): ClaimForm | FieldIssue[] {
  const cell = (column: SheetColumn) => row[column]?.trim() || undefined;
  const value = {
    ...Object.fromEntries(VALUES.flatMap((part) => (cell(part) ? [[part, cell(part)]] : []))),
    ...Object.fromEntries(NUMBERS.flatMap((part) => (cell(part) ? [[part, Number(cell(part))]] : []))),
    ...(cell("last_contact") ? { lastContact: cell("last_contact") } : {}),
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
  claims: z.array(claimAnswer.omit({ sources: true, version: true }).extend({ actor: z.string() })),
});
export type ExportAnswer = z.infer<typeof exportAnswer>;
