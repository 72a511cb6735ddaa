// One request, one transaction, one principal. Work inside runs as app_user under the row policies; nothing
// else in the product opens a transaction on the service's login.
import type pg from "pg";
import { AppError } from "../shared/errors.ts";
import type { Community, Principal, Right, Role } from "../shared/rooms/access.ts";
import { copyBytes, type TakeBytes } from "./keeping/copy.ts";

/** What rooms get: parameterised statements as app_user, and whom they work for. */
export interface Tx {
  principal: Principal;
  /** Runs one statement. `$1` parameters only: text is never spliced into SQL. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /**
   * Hands on the bytes of a query's only column, row by row and as PostgreSQL sends them, not by way of text. The query is
   * a constant of ours and has no parameters.
   * @throws RangeError where a row is null
   */
  eachBytes(sql: string, take: TakeBytes): Promise<number>;
}

/**
 * How somebody proves who they are: the secret of a web session or bearer token, or an opened context token. `used`: a
 * person is at work behind it, so that the session's end is put off; a page that asks by itself uses nothing.
 */
export type Entry = { secret: string; operation: string; used?: boolean } | { contextToken: string };

/**
 * Runs `work` in one transaction as the principal behind `entry`; commits, or rolls back on any error.
 * @throws AppError not_found when the entry leads nowhere (no session, no member, no such operation); locked when the
 *   operation is closed to this member.
 */
export async function asPrincipal<T>(pool: pg.Pool, entry: Entry, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query("begin");
    const principal = await enter(client, entry);
    await client.query("set local role app_user");
    const result = await work({
      principal,
      query: async <Row>(sql: string, parameters: unknown[] = []) =>
        (await client.query(sql, parameters)).rows as Row[],
      eachBytes: (sql, take) => copyBytes(client, sql, take),
    });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function enter(client: pg.PoolClient, entry: Entry): Promise<Principal> {
  const { rows } =
    "secret" in entry
      ? await client.query(`select app_gate.enter($1, $2) as who${entry.used ? ", app_gate.seen($1)" : ""}`, [
          entry.secret,
          entry.operation,
        ])
      : await client.query("select app_gate.take($1) as who", [entry.contextToken]);
  const who = rows[0]?.who as GatePrincipal | null;
  if (!who) throw await whyNot(client, entry);
  return toPrincipal(who);
}

/** A member may know that the operation is closed; to everybody else it does not exist. */
async function whyNot(client: pg.PoolClient, entry: Entry): Promise<AppError> {
  if (!("secret" in entry)) return new AppError("not_found");
  const { rows } = await client.query<{ since: Date | null }>("select app_gate.closed_to($1, $2) as since", [
    entry.secret,
    entry.operation,
  ]);
  const since = rows[0]?.since;
  if (!since) return new AppError("not_found");
  return new AppError("locked", { details: { lock: "closed", since: since.toISOString() } });
}

interface GatePrincipal {
  operation_id: string;
  operation_code: string;
  person_id: string | null;
  organisation_id: string;
  public_org_id: string;
  community: Community;
  role: Role;
  rights: Right[];
  desk: boolean;
  may_write: boolean;
  glass: boolean;
}

function toPrincipal(who: GatePrincipal): Principal {
  return {
    operationId: who.operation_id,
    operationCode: who.operation_code,
    personId: who.person_id,
    organisationId: who.organisation_id,
    publicOrganisationId: who.public_org_id,
    community: who.community,
    role: who.role,
    rights: who.rights,
    desk: who.desk,
    mayWrite: who.may_write,
    glass: who.glass,
  };
}
