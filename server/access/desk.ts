// The eyes of the command line and of jobs: the operation's desk, or a person named with --as. Whoever may
// read the data folder or the connection string is that desk; every use is logged.
import type { Database } from "../../db/open.ts";
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { OperatorError } from "../../shared/errors.ts";
import { asDefiner } from "./operations.ts";

/** Runs `work` as the desk of `operation`, or with the eyes of the person `email`, in one transaction. */
export async function asDesk<T>(
  database: Database,
  operation: string,
  work: (tx: Tx) => Promise<T>,
  email: string | null = null,
): Promise<T> {
  const token = await asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ token: string | null }>(
      "select app_gate.open_desk($1, $2) as token",
      [operation, email],
    );
    return rows[0]!.token;
  });
  if (!token) {
    throw new OperatorError(
      email
        ? `There is no operation ${operation} with a member ${email}.`
        : `There is no operation ${operation}. Make it with: operation add ${operation} --name "…"`,
    );
  }
  try {
    return await asPrincipal(database.pool, { contextToken: token }, work);
  } finally {
    await asDefiner(database.admin, (client) => client.query("select app_gate.close_desk($1)", [token]));
  }
}
