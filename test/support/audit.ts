// The chain of an operation as a test reads it, past the gate.
import type { Database } from "../../db/open.ts";
import { asDefiner } from "../../server/access/operations.ts";

export interface AuditRow {
  seq: number;
  actor: string;
  action: string;
  kind: string | null;
  record_id: string | null;
  detail: Record<string, unknown>;
}

/** The lines of one operation, or those of one action, in their order. */
export function readChain(database: Database, operationId: string, action?: string): Promise<AuditRow[]> {
  return asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<AuditRow>(
      `select seq, actor, action, kind, record_id, detail from app_priv.audit
        where operation_id = $1 and ($2::text is null or action = $2) order by seq`,
      [operationId, action ?? null],
    );
    return rows;
  });
}
