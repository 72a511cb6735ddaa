// How long records of each kind are kept in an operation: read by every member, set by its administrators.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import {
  RETENTION_KINDS,
  type RetentionKind,
  type RetentionSeen,
} from "../../shared/rooms/access-keeping.ts";

export const readRetention = (tx: Tx): Promise<RetentionSeen[]> =>
  tx.query<RetentionSeen>(
    `select k.kind, app_gate.kept_for(k.kind) as months, r.kind is null as "isDefault"
       from unnest($1::text[]) with ordinality as k (kind, place)
       left join app.retention r on r.kind = k.kind order by k.place`,
    [RETENTION_KINDS],
  );

/** @throws AppError not_allowed unless an administrator asks */
export async function setRetention(tx: Tx, kind: RetentionKind, months: number | null): Promise<void> {
  const { operationId, personId, role, mayWrite } = tx.principal;
  if (role !== "administrator" || !mayWrite) throw new AppError("not_allowed");
  await tx.query(
    `insert into app.retention (operation_id, kind, months, set_by) values ($1, $2, $3, $4)
     on conflict (operation_id, kind) do update set months = excluded.months, set_at = now(), set_by = excluded.set_by`,
    [operationId, kind, months, personId],
  );
  await tx.query("select app_gate.audit('retention.set', 'operation', $1, $2)", [
    operationId,
    { kind, months },
  ]);
}
