/** What the illustrative month (seed-month.ts) looks up before it writes: where areas lie, and what stands already. */
import type pg from "pg";
import type { Tx } from "../../../db/tx.ts";

export interface Middle {
  ref: string;
  pcode: string;
  lon: number;
  lat: number;
}

/** Middles of areas by their P-code. */
export const readMiddles = (tx: Tx, pcodes: readonly string[]): Promise<Middle[]> =>
  tx.query("select ref, pcode, lon, lat from app.area_seen where pcode = any($1)", [pcodes]);

/** Which of these reports stand already, and in which version. */
export async function readVersions(tx: Tx, refs: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ ref: string; version: number }>(
    "select ref, version from app.incident_seen where ref = any($1)",
    [refs],
  );
  return new Map(rows.map(({ ref, version }) => [ref, version]));
}

/** Ids of organisations by name. */
export async function readOrganisations(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>("select id, name from app.organisation");
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Where the operation's clock stands. */
export async function readClock(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ clock: Date }>("select clock from app.operation");
  return row!.clock.toISOString();
}

export async function readReleaseState(tx: Tx, ref: string): Promise<string | undefined> {
  const [row] = await tx.query<{ state: string }>("select state from app.release_seen where ref = $1", [ref]);
  return row?.state;
}

/** An actor as this person knows it: the record or its copy. */
export async function readActorRef(tx: Tx, name: string): Promise<string> {
  const [row] = await tx.query<{ ref: string }>("select ref from app.actor_seen where name = $1", [name]);
  if (!row) throw new Error(`The illustrative month names an actor ${name} that is not there.`);
  return row.ref;
}

export async function readCaseState(tx: Tx, ref: string): Promise<{ outcome: string | null } | undefined> {
  const [row] = await tx.query<{ outcome: string | null }>(
    "select outcome from app.displaced_case_seen where ref = $1",
    [ref],
  );
  return row;
}

/** @param client as app_definer */
export async function operationIdOf(client: pg.PoolClient, code: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select id from app.operation where code = $1", [code]);
  return rows[0]!.id;
}

interface Stands {
  state: string;
  level: string;
  version: number;
}

/** Which of these reports have been reviewed or wait for it, with the state of the newest review. */
export async function readReviewed(tx: Tx, refs: readonly string[]): Promise<Map<string, Stands>> {
  const rows = await tx.query<Stands & { ref: string }>(
    `select distinct on (i.ref) i.ref, r.state, i.verification as level, i.version
       from app.incident_seen i join app.incident_review_seen r on r.record_ref = i.ref
      where i.ref = any($1) order by i.ref, r.requested_at desc, r.ref desc`,
    [refs],
  );
  return new Map(rows.map(({ ref, ...stands }) => [ref, stands]));
}
