// The operation's today: its clock in its time zone. No room asks the machine's date.
import type { Tx } from "../../db/tx.ts";
import { isoOf, todayOf } from "../../shared/time.ts";

/** ISO date of the operation's today, for the principal's operation. */
export async function readToday(tx: Tx): Promise<string> {
  const [operation] = await tx.query<{ clock: Date | null; zone: string }>(
    "select clock, time_zone as zone from app.operation where id = $1",
    [tx.principal.operationId],
  );
  return isoOf(todayOf(operation!.clock?.toISOString() ?? null, operation!.zone));
}
