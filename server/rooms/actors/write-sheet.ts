// Claims of a file: every row through the form and the same writer as on screen. A file with a fault writes nothing, and
// a row that left as a file and comes back unchanged is known, though who told us was never in it.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import {
  actorNamed,
  claimOfRow,
  type RowFault,
  rowKey,
  rowOfClaim,
  type SheetAnswer,
  type SheetRow,
} from "../../../shared/rooms/actors-sheet.ts";
import { openTrial, undoTrial } from "../../access/trial.ts";
import { readMiddles } from "../places/read-around.ts";
import { readActors } from "./read.ts";
import { readCarried } from "./read-export.ts";
import { addClaim } from "./write-claims.ts";
import type { Grant } from "./write-store.ts";

/** @param isTrial only says what would be written, or what is wrong */
export async function importClaims(
  tx: Tx,
  grant: Grant,
  rows: readonly SheetRow[],
  isTrial: boolean,
): Promise<SheetAnswer> {
  const book = await openBook(tx);
  await openTrial(tx);
  const answer: SheetAnswer = { written: 0, known: 0, faults: [] };
  for (const [at, row] of rows.entries()) {
    const done = await takeRow(tx, grant, row, book);
    if (Array.isArray(done)) answer.faults.push(...done.map((fault) => ({ row: at + 1, ...fault })));
    else answer[done] += 1;
  }
  const isRefused = answer.faults.length > 0;
  if (isTrial || isRefused) await undoTrial(tx);
  return isRefused ? { ...answer, written: 0, known: 0 } : answer;
}

/** What rows may name, and the rows that this reader could have taken out. */
async function openBook(tx: Tx) {
  const areas = (await readMiddles(tx)).map(({ code, ref }) => [code, ref] as const);
  const { claims } = await readCarried(tx);
  return {
    actors: await readActors(tx),
    areas: new Map(areas),
    known: new Set(claims.map((claim) => rowKey(rowOfClaim(claim)))),
  };
}
type Book = Awaited<ReturnType<typeof openBook>>;
type Done = "written" | "known" | Omit<RowFault, "row">[];

async function takeRow(tx: Tx, grant: Grant, row: SheetRow, { actors, areas, known }: Book): Promise<Done> {
  if (known.has(rowKey(row))) return "known";
  const actorId = actorNamed(actors, row.actor ?? "");
  if (!actorId) return [{ field: "actor", reason: "not_in_list" }];
  const code = row.area?.trim();
  const areaId = code ? (areas.get(code) ?? null) : undefined;
  const form = claimOfRow(row, { actorId, areaId }, tx.principal.organisationId);
  if (Array.isArray(form)) return form.map(({ path, code }) => ({ field: path.join("."), reason: code }));
  try {
    return (await addClaim(tx, grant, form)).already ? "known" : "written";
  } catch (error) {
    // What a rule refuses is the fault of its row; the others are told too.
    if (!(error instanceof AppError) || error.code !== "invalid_input") throw error;
    return error.fields.map(({ path, reason }) => ({ field: path, reason }));
  }
}
