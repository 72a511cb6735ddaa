// Breaking the glass: an administrator reads records for a stated reason and a limited time. Everyone whose records
// they are is told, and each look is in the log (audit.ts).
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { GlassSeen } from "../../shared/rooms/access-lock.ts";
import { checkSending } from "./sharing-text.ts";

/**
 * The reason is told to every organisation, so that no number and no exact place may stand in it.
 * @throws AppError not_allowed unless an administrator at a web session asks; conflict when one is open already;
 *   invalid_input on `reason`.
 */
export async function openGlass(
  tx: Tx,
  id: string,
  reason: string,
  minutes: number,
): Promise<{ until: string }> {
  await checkSending(tx, { reason }, true, "");
  const [row] = await tx.query<{ until: Date }>("select app_gate.open_glass($1, $2, $3) as until", [
    id,
    reason,
    minutes,
  ]);
  return { until: row!.until.toISOString() };
}

/** @throws AppError not_allowed, or not_found when none of that id is open. */
export async function closeGlass(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.query<{ closed: boolean }>("select app_gate.close_glass($1) as closed", [id]);
  if (!row!.closed) throw new AppError("not_found");
}

interface Row extends Omit<GlassSeen, "openedAt" | "until" | "closedAt" | "isMine"> {
  personId: string;
  openedAt: Date;
  until: Date;
  closedAt: Date | null;
}

/** The last fifty of the operation, newest first; every member may know. */
export async function readGlasses(tx: Tx): Promise<GlassSeen[]> {
  const rows = await tx.query<Row>(
    `select id, person_id as "personId", person, reason, opened_at as "openedAt", until, closed_at as "closedAt"
       from app_gate.glasses()`,
  );
  return rows.map(({ personId, openedAt, until, closedAt, ...row }) => ({
    ...row,
    openedAt: openedAt.toISOString(),
    until: until.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    isMine: personId === tx.principal.personId,
  }));
}
