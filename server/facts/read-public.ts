// The facts for a table that everybody may read. The desk reads what the cluster's core reads, which is more than the
// public's column of the protocol lets anybody count: those records stay out.
import type { Tx } from "../../db/tx.ts";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { readFacts } from "./read.ts";

/**
 * Records of organisations, in the operation's log or an import, of which the public is told no number: where the
 * protocol in effect says so, where nothing is in effect, and what is held back from somebody or was handed over.
 */
const NOT_PUBLIC = `
  with told as (
    select o.id as owner, c.sensitivity
      from app.protocol p
      join app.protocol_cell c on c.protocol_id = p.id and c.kind = 'incident' and c.community = 'public'
       and c.level in ('aggregate', 'generalised', 'full')
      join app.community y on y.operation_id = p.operation_id and y.side = c.side
      join app.organisation o on o.operation_id = p.operation_id and o.community = y.code
     where p.state = 'effective')
  select i.ref::text from app.incident_seen i
   where i.owner_org_id <> $1
     and ((i.owner_org_id, i.sensitivity) not in (select t.owner, t.sensitivity from told t)
          or i.ref in (select u.ref from app.incident_uncounted_seen u))`;

/** The facts of this reader without what the public is told no number of. */
export async function readPublicFacts(tx: Tx): Promise<Facts> {
  const rows = await tx.query<{ ref: string }>(NOT_PUBLIC, [tx.principal.publicOrganisationId]);
  const { facts } = await readFacts(
    tx,
    undefined,
    rows.map(({ ref }) => ref),
  );
  return facts;
}
