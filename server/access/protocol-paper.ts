// An agreement reached on paper, recorded by whoever holds the connection string: the first version of an operation's
// protocol, with both signatures as they were given, dated by its clock. Every later version is agreed in the product.
import type pg from "pg";
import { newId } from "../../shared/ids.ts";
import { cellsOf, type Preset } from "../../shared/rooms/protocol.ts";

/** Who signed for each side, in words. */
export interface PaperSignatures {
  humanitarian: string;
  mission: string;
  /** What the sharing is for, and conditions of onward transmission, where they were written down. */
  purpose?: string;
  onward?: string;
}

/**
 * Puts a preset into effect as version 1 of an operation that has no protocol yet; false where it has one.
 * @param client in a transaction as app_definer
 */
export async function agreeOnPaper(
  client: pg.PoolClient,
  operationId: string,
  preset: Preset,
  signed: PaperSignatures,
): Promise<boolean> {
  const id = newId();
  const { rowCount } = await client.query(
    `insert into app.protocol (id, operation_id, version, preset, state, purpose, onward, review_on, effective_at)
     select $1, o.id, 1, $3, 'effective', $4, $5, (coalesce(o.clock, now()) + interval '6 months')::date, coalesce(o.clock, now())
       from app.operation o
      where o.id = $2 and not exists (select from app.protocol where operation_id = $2)`,
    [id, operationId, preset, signed.purpose ?? "", signed.onward ?? ""],
  );
  if (rowCount === 0) return false;
  await client.query(
    `insert into app.protocol_cell (protocol_id, kind, side, sensitivity, community, level)
     select $1, c.kind, c.side, c.sensitivity, c.community, c.level
       from jsonb_to_recordset($2) as c(kind text, side text, sensitivity text, community text, level text)`,
    [id, JSON.stringify(cellsOf(preset))],
  );
  await client.query(
    `insert into app.protocol_signature (protocol_id, side, said, signed_at)
     select p.id, s.side, s.said, p.effective_at
       from app.protocol p, (values ('humanitarian', $2), ('mission', $3)) as s(side, said) where p.id = $1`,
    [id, signed.humanitarian, signed.mission],
  );
  return true;
}
