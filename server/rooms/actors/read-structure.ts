// Structure over time, through the seen views: actors in any relation or said to answer to nobody, those relations, and the few claims
// that a tree shows. All days at once, so that a slider asks nothing. A relation is seen with both actors only.
import type { Tx } from "../../../db/tx.ts";
import type { EventAnswer } from "../../../shared/rooms/actors-answers.ts";
import {
  type LinkAnswer,
  type NodeAnswer,
  type NodeClaim,
  STRUCTURE_ATTRIBUTES,
  type StructureAnswer,
} from "../../../shared/rooms/actors-events.ts";

export async function readStructure(tx: Tx): Promise<StructureAnswer> {
  const all = await tx.query<LinkAnswer>(
    `select r.ref, r.kind, r.from_actor as "fromActor", r.to_actor as "toActor", r.valid_from as "from",
            r.from_precision as "fromPrecision", r.valid_to as "to", r.to_precision as "toPrecision",
            r.as_of as "asOf", r.confidence, o.name as owner,
            r.level = 'full' and r.owner_org_id = $1 and r.dataset_id is null as own, r.illustrative
       from app.actor_relation_seen r join app.organisation o on o.id = r.owner_org_id
      order by r.valid_from, r.ref`,
    [tx.principal.organisationId],
  );
  const actors = await tx.query<NodeAnswer>(
    `select ref, name, kind, communal, active_from as "activeFrom", active_to as "activeTo", illustrative, sensitivity
       from app.actor_seen order by name_key, ref`,
  );
  // What is not seen of a relation or a claim has no actor; said here, because a condition would ask for each twice.
  const seen = new Set(actors.map(({ ref }) => ref));
  // Between two records of one actor there is nothing to show.
  const links = all.filter(
    ({ fromActor, toActor }) => fromActor !== toActor && seen.has(fromActor) && seen.has(toActor),
  );
  const claims = (await readNodeClaims(tx)).filter(({ actor }) => seen.has(actor));
  const alone = claims.filter(({ attribute }) => attribute === "top_level").map(({ actor }) => actor);
  const named = new Set([...links.flatMap(({ fromActor, toActor }) => [fromActor, toActor]), ...alone]);
  return {
    actors: actors.filter(({ ref }) => named.has(ref)),
    links,
    claims: claims.filter(({ actor }) => named.has(actor)),
  };
}

const readNodeClaims = (tx: Tx) =>
  tx.query<NodeClaim>(
    `select c.ref, c.actor_id as actor, c.attribute, c.value, c.valid_from as "from", c.valid_to as "to",
            c.as_of as "asOf", c.retired_on as "retiredOn", c.reliability, c.credibility
       from app.actor_claim_seen c
      where c.attribute = any($1) and c.retired_on is null order by c.ref`,
    [STRUCTURE_ATTRIBUTES],
  );

/** Renames, splits and mergers of an actor that the reader's organisation recorded, newest first. */
export const readEvents = (tx: Tx, ref: string): Promise<EventAnswer[]> =>
  tx.query<EventAnswer>(
    `select ref, kind, happened_on as "on", undone_at is not null as undone
       from app.actor_event_seen
      where actor_id in (select l.record_id from app.actor_link l where l.ref = $1) order by created_at desc`,
    [ref],
  );
