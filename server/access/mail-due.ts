// Who is to be written to now, and letting them go again: a lock of the database keeps two processes from the same person.
// Counting works with the person's own eyes and without their session, which only the migrating login can open; each
// message that was sent stands in the log (app_gate.close_mail).
import type { Database } from "../../db/open.ts";
import { asPrincipal, type Tx } from "../../db/tx.ts";
import { asDefiner } from "./operations.ts";

export interface DueMail {
  person: string;
  email: string;
  /** What came before was told. */
  since: Date;
  until: Date;
  /** Codes of the operations they belong to that are not closed. */
  operations: string[];
}

/** Takes at most so many people whose time has come, for ten minutes. */
export const claimMail = (database: Database, most: number): Promise<DueMail[]> =>
  asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<DueMail>(
      "select person_id as person, email, since, until, operations from app_gate.claim_mail($1)",
      [most],
    );
    return rows;
  });

/** @param until told up to there; null: it failed and is tried again later. @param told codes of operations it was about */
export const closeMail = (database: Database, person: string, until: Date | null, told: string[]) =>
  asDefiner(database.admin, (client) =>
    client.query("select app_gate.close_mail($1, $2, $3)", [person, until, told]),
  );

/** Runs `work` with the eyes of a member who is not there; null where they are none. */
export async function asPerson<T>(
  database: Database,
  operation: string,
  email: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T | null> {
  const token = await asDefiner(database.admin, async (client) => {
    const { rows } = await client.query<{ token: string | null }>(
      "select app_gate.open_desk($1, $2) as token",
      [operation, email],
    );
    return rows[0]?.token ?? null;
  });
  if (!token) return null;
  try {
    return await asPrincipal(database.pool, { contextToken: token }, work);
  } finally {
    await asDefiner(database.admin, (client) => client.query("select app_gate.close_desk($1)", [token]));
  }
}
