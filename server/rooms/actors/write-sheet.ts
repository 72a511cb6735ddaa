// Claims of a file: every row through the form and the same writer as on screen. A file with a fault writes nothing.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ClaimForm } from "../../../shared/rooms/actors-attributes.ts";
import {
  actorNamed,
  claimOfRow,
  type RowFault,
  type SheetAnswer,
  type SheetRow,
} from "../../../shared/rooms/actors-sheet.ts";
import { readActors } from "./read.ts";
import { addClaim } from "./write-claims.ts";
import type { Grant } from "./write-store.ts";

/** @param isTrial only says what is wrong */
export async function importClaims(
  tx: Tx,
  grant: Grant,
  rows: readonly SheetRow[],
  isTrial: boolean,
): Promise<SheetAnswer> {
  const actors = await readActors(tx);
  const faults: RowFault[] = [];
  const forms: { row: number; form: ClaimForm }[] = [];
  for (const [at, cells] of rows.entries()) {
    const row = at + 1;
    const actor = actorNamed(actors, cells.actor ?? "");
    if (!actor) {
      faults.push({ row, field: "actor", reason: "not_in_list" });
      continue;
    }
    const form = claimOfRow(cells, actor, tx.principal.organisationId);
    if (!Array.isArray(form)) forms.push({ row, form });
    else faults.push(...form.map(({ path, code }) => ({ row, field: path.join("."), reason: code })));
  }
  if (isTrial || faults.length > 0) return { written: 0, known: 0, faults };
  const answer: SheetAnswer = { written: 0, known: 0, faults };
  for (const { row, form } of forms) {
    const { already } = await addClaim(tx, grant, form).catch((error: unknown) => {
      throw numbered(error, row);
    });
    answer[already ? "known" : "written"] += 1;
  }
  return answer;
}

/** The field says in which row it stands. */
function numbered(error: unknown, row: number): unknown {
  if (!(error instanceof AppError)) return error;
  const fields = error.fields.map(({ path, reason }) => ({ path: `rows.${row}.${path}`, reason }));
  return new AppError(error.code, { fields, details: error.details });
}
