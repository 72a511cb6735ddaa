// Claims about actors, through their seen view. A claim is seen only with its actor; who told us goes with the right to
// sources of the own organisation.
import type { Tx } from "../../../db/tx.ts";
import type { ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import type { AttributeCode } from "../../../shared/rooms/actors-attributes.ts";

export type ActorClaim = ClaimAnswer & { actorRef: string };

/** Outside coordination and the organisation that wrote it, a place is shown at level 2 or coarser, like zones. */
const PLACE = (own: string, community: string) => `(
  select jsonb_build_object('ref', s.ref, 'code', coalesce(s.pcode, s.ref::text), 'name', s.name, 'level', s.level)
    from app.area_seen a left join app.area_seen up on up.ref = a.parent_id
    join app.area_seen s on s.ref = case when a.level <= 2 or c.owner_org_id = ${own} or ${community} = 'cmcoord' then a.ref
           when a.level = 3 then a.parent_id else up.parent_id end
   where a.ref = (c.value ->> 'areaId')::uuid)`;

/**
 * Claims about these actors, the newest day first, of all attributes or some.
 * @param attributes null: all of them
 */
export function readClaims(
  tx: Tx,
  actorRefs: readonly string[] | null,
  attributes: readonly AttributeCode[] | null = null,
): Promise<ActorClaim[]> {
  const { organisationId, community } = tx.principal;
  return tx.query<ActorClaim>(
    `select c.ref, c.actor_id as "actorRef", c.attribute,
            case when c.value ? 'areaId' then jsonb_strip_nulls(jsonb_build_object('areaId', ${PLACE("$1", "$4")} -> 'ref'))
                 else c.value end as value,
            case when c.value ? 'areaId' then ${PLACE("$1", "$4")} end as place,
            c.valid_from as "from", c.from_precision as "fromPrecision", c.valid_to as "to",
            c.to_precision as "toPrecision", c.as_of as "asOf", c.reliability, c.credibility, c.note,
            c.retired_on as "retiredOn", c.retired_why as "retiredWhy", c.sensitivity, c.illustrative, o.name as owner,
            case when c.level = 'full' and c.owner_org_id = $1 then c.version end as version,
            coalesce((select jsonb_agg(jsonb_build_object('type', s.source_type, 'said', s.said, 'dated', s.dated,
                             'reference', s.reference) order by s.created_at)
                        from app.actor_claim_source_seen s where s.ref = c.ref and c.owner_org_id = $1), '[]') as sources
       from app.actor_claim_seen c
       join app.actor_seen a on a.ref = c.actor_id
       join app.organisation o on o.id = c.owner_org_id
      where ($2::uuid[] is null or c.actor_id = any($2)) and ($3::text[] is null or c.attribute = any($3))
      order by c.as_of desc, c.ref`,
    [organisationId, actorRefs, attributes, community],
  );
}
