// Own reports beside what other recorders tell: which of theirs may be the same event, what was said of it, and what
// only one of both has. Everything is read as this reader sees it, records of others or their copies.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { eachOnce, findPairs, type Told, WHY } from "../../../shared/rooms/incidents-pairs.ts";

export const told = z.object({
  ref: z.string(),
  /** Organisation of the log, or title of the dataset. */
  recorder: z.string(),
  kind: z.string(),
  verification: z.string(),
  from: z.string(),
  to: z.string(),
  place: z.string().nullable(),
  killed: z.int().nullable(),
  /** At least so many; where `killed` is null, nobody knows how many. */
  atLeast: z.boolean(),
  illustrative: z.boolean(),
});
/** How alike two records are, and what speaks for it. */
export const likenessSeen = {
  ...{ score: z.number(), likely: z.boolean(), days: z.int(), km: z.number().nullable() },
  why: z.array(z.enum(WHY)),
};
export const pairsSeen = z.object({
  ours: z.array(told),
  theirs: z.array(told),
  /** `state`: same, different, or null for what is only proposed, likeliest first. */
  pairs: z.array(
    z.object({
      ...{ one: z.string(), other: z.string(), state: z.string().nullable() },
      ...likenessSeen,
    }),
  ),
});
export type PairsSeen = z.infer<typeof pairsSeen>;

export type ToldRow = Told & z.infer<typeof told> & { own: boolean };
/** Records of others this many days around the period may tell of events in it. */
const AROUND = 31;
const MOST = 5_000;

/** Records as they are compared; $1: the reader's organisation, of which only the operation's log takes part. */
export const TOLD = `
  select i.ref, i.owner_org_id = $1 as own, case when d.name = 'log' then o.name else d.title end as recorder, i.kind,
         i.verification, i.occurred_from as "from", i.occurred_to as "to", coalesce(a2.name, a1.name, i.place_name) as place,
         i.lon, i.lat, i.location_precision as precision, i.adm1_id as adm1, i.adm2_id as adm2, i.place_name as name,
         i.description as text, i.killed_best as killed,
         -- A copy that keeps a small count back says no more here.
         i.at_least and (i.killed_best is not null or i.level = 'full') as "atLeast", i.illustrative,
         array(select distinct p.actor_ref from app.incident_party_seen p where p.ref = i.ref) as parties
    from app.incident_seen i
    join app.dataset_seen d on d.ref = i.dataset_id
    join app.organisation o on o.id = i.owner_org_id
    left join app.area_seen a2 on a2.ref = i.adm2_id
    left join app.area_seen a1 on a1.ref = i.adm1_id
   where i.verification <> 'rejected' and (i.owner_org_id <> $1 or d.name = 'log')`;
const ROWS = `${TOLD}
     and case when i.owner_org_id = $1 then i.occurred_to between $2 and $3
              else i.occurred_to >= $2::date - ${AROUND} and i.occurred_from <= $3::date + ${AROUND} end
   order by i.occurred_to limit ${MOST}`;

/** @param period ISO days, both inside: of the own reports */
export async function readPairs(tx: Tx, period: { from: string; to: string }): Promise<PairsSeen> {
  const rows = await tx.query<ToldRow>(ROWS, [tx.principal.organisationId, period.from, period.to]);
  const [ours, theirs] = [rows.filter(({ own }) => own), rows.filter(({ own }) => !own)];
  const said = await tx.query<{ one: string; other: string; state: string }>(
    `select record_ref as one, other_ref as other, state from app.incident_same_seen where record_ref = any($1::uuid[])`,
    [ours.map(({ ref }) => ref)],
  );
  const known = new Map(said.map(({ one, other, state }) => [`${one} ${other}`, state]));
  const recorders = new Map(rows.map(({ ref, recorder }) => [ref, recorder]));
  const found = eachOnce(findPairs(ours, theirs), (ref) => recorders.get(ref) ?? ref);
  const pairs = found.map((pair) => ({
    ...pair,
    state: known.get(`${pair.one} ${pair.other}`) ?? null,
  }));
  return { ours, theirs: theirs.filter(inside(period)), pairs };
}

const inside =
  ({ from, to }: { from: string; to: string }) =>
  (row: ToldRow) =>
    row.to >= from && row.from <= to;
