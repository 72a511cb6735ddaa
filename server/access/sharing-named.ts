// The actors that a record names, as a community is told of them. A look sees the own organisation's records only, so
// that nobody learns through it what others share with whom; but a report names others' actors too, and whether a rule
// tells them can be said by anybody who reads the actor: the protocol is open to all. What others released stays theirs
// to tell.
import type { Tx } from "../../db/tx.ts";
import type { Community } from "../../shared/rooms/access.ts";
import { lookAs } from "./look.ts";

export interface Named {
  name: string;
  /** Seen in a look too: the own organisation's, or published. */
  looked: boolean;
}

const NAMED = `from unnest($1::uuid[]) as named (id)
  join app.actor_link l on named.id in (l.record_id, l.ref)
  join app.actor_seen a on a.ref = l.ref`;

/**
 * Of these actors (refs or record ids), those this reader sees and the community is told of: of own and published ones
 * what it really reads, of others' what a rule of the protocol in effect opens. By the id given.
 */
export async function namedTo(
  tx: Tx,
  community: Community,
  ids: readonly string[],
): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  type Row = { id: string; name: string };
  const looked = await lookAs(tx, { community }, (eyes) =>
    eyes.query<Row>(`select named.id, a.name ${NAMED}`, [ids]),
  );
  const ruled = await tx.query<Row>(
    `select named.id, a.name ${NAMED}
       join app.organisation o on o.id = a.owner_org_id and not o.public_data and o.id <> $3
       join app.community y on y.operation_id = o.operation_id and y.code = o.community
      where exists (select from app.protocol p join app.protocol_cell c on c.protocol_id = p.id
                     where p.operation_id = o.operation_id and p.state = 'effective' and c.kind = 'actor'
                       and c.side = y.side and c.sensitivity = a.sensitivity and c.community = $2
                       and c.level in ('full', 'generalised'))`,
    [ids, community, tx.principal.organisationId],
  );
  return new Map([
    ...looked.map(({ id, name }): [string, Named] => [id, { name, looked: true }]),
    ...ruled.map(({ id, name }): [string, Named] => [id, { name, looked: false }]),
  ]);
}
