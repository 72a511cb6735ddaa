// The purge: deletes what was kept long enough, and takes away for good what was deleted more than thirty days ago. Run
// by whoever holds the connection string; every operation's log says how many of which kind, never what.
import type { Database } from "../../db/open.ts";
import { OperatorError } from "../../shared/errors.ts";
import { DAYS_TO_REGRET } from "../../shared/rooms/access-keeping.ts";
import { asDefiner } from "./operations.ts";

export interface Purged {
  kind: string;
  /** Deleted now because their time was over; they can be brought back for thirty days. */
  expired: number;
  /** Taken away for good. */
  purged: number;
}

/** @param dry only counts. @throws OperatorError when there is no such operation, or it is locked. */
export async function purge(database: Database, operation: string, dry: boolean): Promise<Purged[]> {
  return asDefiner(database.admin, async (client) => {
    const { rows: desk } = await client.query<{ token: string | null }>(
      "select app_gate.open_desk($1) as token",
      [operation],
    );
    const token = desk[0]?.token;
    if (!token) throw new OperatorError(`There is no operation ${operation}.`);
    await client.query("select app_gate.take($1)", [token]);
    const { rows } = await client
      .query<Purged>("select kind, expired, purged from app_gate.purge($1, $2)", [DAYS_TO_REGRET, dry])
      .catch((error: { code?: string }) => {
        if (error.code !== "42501") throw error;
        throw new OperatorError(`${operation} is locked; nothing is purged until it is open again.`);
      });
    if (!dry) {
      const counts = Object.fromEntries(rows.map(({ kind, ...count }) => [kind, count]));
      await client.query("select app_gate.audit('operation.purge', 'operation', null, $1)", [counts]);
    }
    await client.query("select app_gate.close_desk($1)", [token]);
    return rows;
  });
}
