// What the floor `access` says about keeping an installation: acts on all of it stand in every operation's log.
import type { Database } from "../../db/open.ts";
import { asDefiner, auditAsDesk } from "./operations.ts";

/** An audit line in each operation, of whoever holds the connection string. */
export async function logEverywhere(database: Database, action: string): Promise<void> {
  await asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ code: string }>("select code from app.operation order by code");
    for (const { code } of rows) await auditAsDesk(client, code, action, null);
  });
}
