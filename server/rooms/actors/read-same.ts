// Records that are shown with an actor because somebody said that they are of the same one, and which record was named
// where another one is shown. A reader is told of a link only with both its records.
import type { Tx } from "../../../db/tx.ts";
import type { SameAnswer } from "../../../shared/rooms/actors-same.ts";

/** The record that stands for this one, for this reader: itself, unless it is shown with another. */
export async function standsFor(tx: Tx, ref: string): Promise<string> {
  const [row] = await tx.query<{ ref: string }>(
    "select ref from app.actor_stands_seen where record_ref = $1",
    [ref],
  );
  return row?.ref ?? ref;
}

/**
 * Every record that is shown with this one, the newest link first; of a chain, all of it. What another organisation says
 * of the same record, and this reader does not follow, is not among them.
 */
export const readSame = (tx: Tx, ref: string): Promise<SameAnswer[]> =>
  tx.query<SameAnswer>(
    `select l.ref, l.version, a.ref as record, a.name, a.aliases, a.kind, o.name as owner, a.active_from as "activeFrom",
            a.active_to as "activeTo", case when d.ref is not null then concat_ws(' ', d.title, d.dataset_version) end as dataset,
            to_char(l.said_at at time zone p.time_zone, 'YYYY-MM-DD') as since, s.name as by,
            r.reason, l.said_by = $2 and ((l.owner_org_id = $2 and app_gate.writes('actor')) or app_gate.imports()) as own
       from app.actor_stands_seen t
       join app.actor_same_seen l on l.gone_id = t.record_id
       join app.actor_link k on k.record_id = l.kept_id and k.stands_id = t.stands_id
       join app.actor_record_seen a on a.ref = t.record_ref
       join app.organisation o on o.id = a.owner_org_id
       join app.organisation s on s.id = l.said_by
       join app.operation p on p.id = l.operation_id
       left join app.dataset_seen d on d.ref = a.dataset_id
       left join app.actor_same_reason_seen r on r.ref = l.ref
      where t.ref = $1 and t.record_id <> t.stands_id order by l.said_at desc, a.name, l.ref`,
    [ref, tx.principal.organisationId],
  );

/** Names and aliases of all records shown with an actor, as an array; `alias` is its seen view's. */
export const ALSO_NAMED = (alias: string) => `array(
  select distinct x from app.actor_stands_seen t join app.actor_record_seen g on g.ref = t.record_ref
    cross join lateral unnest(g.name || g.aliases) x
   where t.ref = ${alias}.ref and t.record_id <> t.stands_id)`;

/** The record that each of these claims, zones and relations was told of, where this actor is shown instead. */
export async function readToldOf(
  tx: Tx,
  actor: string,
  refs: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ ref: string; record: string }>(
    "select ref, record_ref as record from app.actor_told_of_seen where ref = any($1::uuid[]) and stands_ref = $2",
    [refs, actor],
  );
  return new Map(rows.map(({ ref, record }) => [ref, record]));
}
