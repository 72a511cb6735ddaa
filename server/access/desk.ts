// The eyes of the command line and of jobs: the operation's desk, or a person named with --as. Whoever may
// read the data folder or the connection string is that desk; every use is logged.
import type { Database } from "../../db/open.ts";
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { AppError, OperatorError } from "../../shared/errors.ts";
import type { Lock } from "../../shared/rooms/access-lock.ts";
import { asDefiner } from "./operations.ts";

/**
 * Runs `work` as the desk of `operation`, or with the eyes of the person `email`, in one transaction.
 * @param command what is done, for the log.
 * @throws OperatorError when there is no such operation or member, or the operation is locked.
 */
export async function asDesk<T>(
  database: Database,
  operation: string,
  work: (tx: Tx) => Promise<T>,
  email: string | null = null,
  command = "job",
): Promise<T> {
  const { token, lock } = await openDesk(database, operation, email);
  if (lock === "closed") throw locked(operation, "closed");
  const entry = { contextToken: token };
  try {
    await asPrincipal(database.pool, entry, (tx) =>
      tx.query("select app_gate.audit('command.run', null, null, $1)", [{ command, as: email !== null }]),
    );
    return await asPrincipal(database.pool, entry, work);
  } catch (error) {
    const code = error instanceof AppError ? error.code : (error as { code?: string }).code;
    if (lock !== "normal" && (code === "not_allowed" || code === "42501")) throw locked(operation, lock);
    throw error;
  } finally {
    await asDefiner(database.admin, (client) => client.query("select app_gate.close_desk($1)", [token]));
  }
}

async function openDesk(database: Database, operation: string, email: string | null) {
  const opened = await asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ token: string | null; lock: Lock }>(
      "select app_gate.open_desk($1, $2) as token, (select lock from app.operation where code = $1) as lock",
      [operation, email],
    );
    return rows[0]!;
  });
  if (opened.token) return { token: opened.token, lock: opened.lock };
  throw new OperatorError(
    email
      ? `There is no operation ${operation} with a member ${email}. Check both, or add the person with: user add ${email} --operation ${operation}`
      : noOperation(operation),
  );
}

export const noOperation = (code: string): string =>
  `There is no operation ${code}. Make it with: operation add ${code} --name "…"`;

const locked = (operation: string, lock: Lock) =>
  new OperatorError(
    `Operation ${operation} is ${lock === "closed" ? "closed" : "read-only"}. ` +
      `To loosen it: operation lock ${operation} normal --reason "…"`,
  );
