// The door for text that is written to be sent: what finds or names a person, an exact place, day or hour does not pass
// unseen (shared/rooms/sending.ts).
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { findInSending, stops } from "../../shared/rooms/sending.ts";

/**
 * @param texts by the name of their field.
 * @param confirmed the sender has seen what was found by likeness, and says that it may go.
 * @param within where the fields stand in what was sent.
 * @throws AppError invalid_input on each field, with the reason `sends_…`; never the text itself.
 */
export async function checkSending(
  tx: Tx,
  texts: Record<string, string>,
  confirmed: boolean,
  within = "form.",
): Promise<void> {
  const known = await knownNames(tx);
  const fields = Object.entries(texts).flatMap(([path, text]) =>
    findInSending(text, known)
      .filter((finding) => stops(finding) || !confirmed)
      .map(({ what }) => ({ path: `${within}${path}`, reason: `sends_${what}` })),
  );
  if (fields.length > 0) throw new AppError("invalid_input", { fields });
}

/** Names that every member of the operation reads anyway. */
async function knownNames(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from app.organisation union select name from app.office_seen
     union select name from app.area_seen where level <= 2`,
  );
  return rows.map(({ name }) => name);
}
