/**
 * Intake: messages that were pasted and rows that were dropped or pulled, until a person makes a report of each or sets
 * it aside. What they say may name people, so texts stay with the organisation that received them; nothing here is
 * logged by itself. Proposals are made by the rules of the other intake files, on the reader's device.
 */
import { z } from "zod";
import { incidentForm } from "./incidents.ts";
import { form, issue, oneOf, recordId } from "./records.ts";

/** How something came in; `sheet` and `kobo` are rows of the fixed template, the others are messages. */
export const INTAKE_CHANNELS = ["whatsapp", "sms", "email", "text", "sheet", "kobo"] as const;
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number];
export const ROW_CHANNELS = ["sheet", "kobo"] as const satisfies readonly IntakeChannel[];

export const INTAKE_STATES = ["open", "accepted", "set_aside"] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

/** Longest original that one item keeps, in characters. */
export const MAX_ORIGINAL = 20_000;
/** Longest text that is pasted at once: a group's export of some weeks. */
export const MAX_PASTE = 400_000;
/** Most rows that are sent at once; a longer sheet is sent in parts. */
export const MAX_ROWS = 200;
/** Most items that one paste makes. */
export const MAX_MESSAGES = 500;

/** A piece of a text: positions in characters (UTF-16), the end outside. */
export interface Span {
  from: number;
  to: number;
}

/** Cells of a row by the code of their column in the template; empty cells are left out. */
export type Cells = Record<string, string>;

export const pasteForm = {
  batch: recordId,
  text: z
    .string({ error: "required" })
    .min(1, issue("required"))
    .max(MAX_PASTE, issue("too_long"))
    .refine((text) => text.trim() !== "", issue("required")),
};

const rowIn = form({
  /** Number of the row in its sheet, the first = 1; of a submission its place in the answer. */
  row: z.int().min(1).max(1_000_000),
  cells: z.record(z.string().max(200), z.string().max(MAX_ORIGINAL, issue("too_long"))),
});
export const rowsForm = {
  batch: recordId,
  channel: oneOf(ROW_CHANNELS),
  rows: z.array(rowIn).min(1, issue("no_rows")).max(MAX_ROWS, issue("too_many")),
};
export type RowIn = z.infer<typeof rowIn>;

export const acceptForm = { ref: recordId, version: z.int().positive(), form: incidentForm };
export const setAsideForm = { ref: recordId, version: z.int().positive() };

/** What is wrong in a row: where, and a code of FORM_ISSUES. Holds no value. */
export const rowFault = z.object({ row: z.int(), column: z.string(), code: z.string() });
export type RowFault = z.infer<typeof rowFault>;

/** What came of a paste or of rows: taken in anew, known from before (or not a message), and what was left out. */
export const takenIn = z.object({
  added: z.int(),
  known: z.int(),
  first: z.string().nullable(),
  faults: z.array(rowFault),
});
export type TakenIn = z.infer<typeof takenIn>;

/** One item in the queue; `beginning`: its first words. */
export const intakeRow = z.object({
  ref: z.string(),
  version: z.int(),
  batch: z.string(),
  channel: z.enum(INTAKE_CHANNELS),
  state: z.enum(INTAKE_STATES),
  sentOn: z.string().nullable(),
  beginning: z.string(),
  /** The incident it became. */
  incident: z.string().nullable(),
});
export type IntakeRow = z.infer<typeof intakeRow>;

export const intakeQueue = z.object({
  /** Waiting, in the order in which they came; then what was decided last. */
  items: z.array(intakeRow),
  counts: z.object({ open: z.int(), accepted: z.int(), setAside: z.int() }),
});
export type IntakeQueue = z.infer<typeof intakeQueue>;

export const intakeItem = z.object({
  ...intakeRow.omit({ beginning: true }).shape,
  original: z.string(),
  part: z.object({ from: z.int(), to: z.int() }),
  /** Cells of a row; null for a message. */
  fields: z.record(z.string(), z.string()).nullable(),
  /** The id of the report that accepting makes. */
  incidentId: z.string(),
  /** How many reports are proposed of the same message, this one included. */
  siblings: z.int(),
});
export type IntakeItem = z.infer<typeof intakeItem>;
