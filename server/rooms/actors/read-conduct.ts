// Weapons and victims of incidents attributed to one actor alone, through the seen views: of a copy neither is told, and
// counts as not recorded. Communal groups are never told as perpetrators.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { type ConductAnswer, TOLD_LEVELS } from "../../../shared/rooms/actors-conduct.ts";
import { standsFor } from "./read-same.ts";

interface Asked {
  ref: string;
  /** Id or name of a dataset: they are never added together. */
  dataset: string;
  /** ISO days, both inside; null: all. */
  from?: string | null | undefined;
  to?: string | null | undefined;
  illustrative: boolean;
  /** Name the incidents behind each number. */
  records: boolean;
}

/** Incidents of which this actor, and nobody beside it, is the alleged perpetrator. */
const ATTRIBUTED = `
  with attributed as (
    select i.ref, i.verification as level, i.weapon, i.occurred_to as day
      from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id
     where (d.ref::text = $2 or d.name = $2) and i.verification = any($3) and ($4 or not i.illustrative)
       and ($5::date is null or i.occurred_to >= $5) and ($6::date is null or i.occurred_to <= $6)
       and i.kind not like 'signal\\_%'
       and exists (select from app.incident_party_seen p
                    where p.ref = i.ref and p.actor_ref = $1 and p.role = 'alleged_perpetrator')
       and not exists (select from app.incident_party_seen p
                        where p.ref = i.ref and p.actor_ref <> $1 and p.role = 'alleged_perpetrator'))`;

/** @throws AppError not_found */
export async function readConduct(tx: Tx, asked: Asked): Promise<ConductAnswer> {
  const ref = await standsFor(tx, asked.ref);
  const [actor] = await tx.query<{ communal: boolean }>(
    "select communal from app.actor_seen where ref = $1",
    [ref],
  );
  if (!actor) throw new AppError("not_found");
  if (actor.communal) return { weapons: [], victims: [] };
  const { dataset, illustrative, records, from = null, to = null } = asked;
  const given = [ref, dataset, TOLD_LEVELS, illustrative, from, to, records];
  const weapons = await tx.query<ConductAnswer["weapons"][number]>(
    `${ATTRIBUTED} select level, nullif(weapon, 'unknown') as weapon, count(*)::int as events,
            case when $7 then array_agg(ref order by day desc, ref) end as records
       from attributed group by 1, 2 order by 3 desc, 1, 2`,
    given,
  );
  const victims = await tx.query<ConductAnswer["victims"][number]>(
    `${ATTRIBUTED} select a.level, h.harm, h.sex, h.age_group as age, coalesce(sum(h.best), 0)::int as people,
            count(distinct a.ref) filter (where h.best is null)::int as unknown,
            case when $7 then array_agg(distinct a.ref) end as records
       from attributed a join app.incident_harm_seen h on h.ref = a.ref
      where h.victim_status in ('civilian', 'other_protected') group by 1, 2, 3, 4 order by 5 desc, 2, 3, 4, 1`,
    given,
  );
  return { weapons, victims };
}
