/**
 * Small files for import tests, in a folder of the test's own, and what a reader makes of them.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll } from "vitest";
import type { Reader } from "../../server/rooms/exchange/drafts.ts";
import { FileProblem, Notes } from "../../server/rooms/exchange/problems.ts";
import { readRecords } from "../../server/rooms/exchange/records.ts";
import type { ImportIssue } from "../../shared/rooms/exchange.ts";

/** Writes files into a folder that is gone after the test file. */
export function scratchFolder(): (name: string, content: string | Buffer) => string {
  const folder = mkdtempSync(join(tmpdir(), "concord-import-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

export interface ReadResult<Draft> {
  drafts: Draft[];
  errors: ImportIssue[];
  warnings: ImportIssue[];
}

/** Reads a whole file without a database; a problem of the file itself is the last error. */
export async function readAll<Draft>(path: string, reader: Reader<Draft>): Promise<ReadResult<Draft>> {
  const notes = new Notes(basename(path));
  const drafts: Draft[] = [];
  try {
    for await (const row of readRecords(path, reader.needed)) {
      const draft = reader.read(row, notes);
      if (draft) drafts.push(draft);
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    notes.errors.push(error.issue);
  }
  return { drafts, ...notes.closing() };
}

/** A UCDP event with all columns a test cares about. */
export const EVENT = {
  id: "1",
  type_of_violence: "3",
  side_a: "Group",
  side_a_new_id: "999977",
  side_b: "Civilians",
  side_b_new_id: "1",
  number_of_sources: "1",
  where_prec: "1",
  where_coordinates: "Bambari town",
  adm_1: "Ouaka province",
  adm_2: "Bambari sub-prefecture",
  latitude: "5.76",
  longitude: "20.67",
  country_id: "482",
  date_prec: "1",
  date_start: "2018-05-01",
  date_end: "2018-05-01",
  deaths_a: "0",
  deaths_b: "0",
  deaths_civilians: "3",
  deaths_unknown: "1",
  best: "4",
  low: "4",
  high: "6",
};
export type EventColumn = keyof typeof EVENT;

/** A CSV of events that differ from EVENT as told. */
export function eventsCsv(
  rows: Partial<Record<EventColumn, string>>[],
  columns = Object.keys(EVENT) as EventColumn[],
) {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    columns.map((column) => cell({ ...EVENT, ...row }[column] ?? "")).join(","),
  );
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
