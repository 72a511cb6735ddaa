// Likely duplicates within one's own log, and what was merged into a report. Nothing here is of other organisations.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { findPairs } from "../../../shared/rooms/incidents-pairs.ts";
import { likenessSeen, TOLD, type ToldRow, told } from "./read-same.ts";

export const twiceSeen = z.object({
  rows: z.array(told),
  /** `state`: different, where somebody said so; null for what is only proposed. Likeliest first. */
  pairs: z.array(
    z.object({ one: z.string(), other: z.string(), state: z.string().nullable(), ...likenessSeen }),
  ),
});
export type TwiceSeen = z.infer<typeof twiceSeen>;

const MOST = 5_000;
const OWN = `${TOLD} and i.owner_org_id = $1 and i.occurred_to between $2 and $3 order by i.occurred_to desc limit ${MOST}`;

/** @param period ISO days, both inside */
export async function readTwice(tx: Tx, period: { from: string; to: string }): Promise<TwiceSeen> {
  const rows = await tx.query<ToldRow>(OWN, [tx.principal.organisationId, period.from, period.to]);
  const said = await tx.query<{ one: string; other: string; state: string }>(
    `select record_ref as one, other_ref as other, state from app.incident_same_seen
      where record_ref = any($1::uuid[]) and other_ref = any($1::uuid[])`,
    [rows.map(({ ref }) => ref)],
  );
  const known = new Map(said.map(({ one, other, state }) => [`${one} ${other}`, state]));
  const pairs = findPairs(rows, rows)
    .filter(({ one, other }) => one < other)
    .map((pair) => ({ ...pair, state: known.get(`${pair.one} ${pair.other}`) ?? null }));
  const named = new Set(pairs.flatMap(({ one, other }) => [one, other]));
  return { rows: rows.filter(({ ref }) => named.has(ref)), pairs };
}

const merge = z.object({
  ref: z.string(),
  /** The report that went, as it stood. */
  gone: z.object({
    ref: z.string(),
    kind: z.string(),
    occurredFrom: z.string(),
    occurredTo: z.string(),
    place: z.string().nullable(),
    killed: z.int().nullable(),
    description: z.string().nullable(),
    verification: z.string(),
  }),
  /** Groups of fields taken over from it. */
  chosen: z.array(z.string()),
  by: z.string(),
  at: z.date(),
});
export const mergesSeen = z.array(merge);
export type MergesSeen = z.infer<typeof mergesSeen>;

/** What was merged into an own report, newest first. Empty for others. */
export const readMerges = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof merge>>(
    `select m.ref, m.chosen, (select p.name from app.person p where p.id = m.person_id) as by, m.at,
            jsonb_build_object('ref', g.ref, 'kind', g.kind, 'occurredFrom', g.occurred_from, 'occurredTo', g.occurred_to,
              'place', coalesce(a2.name, a1.name, g.place_name), 'killed', g.killed_best, 'description', g.description,
              'verification', g.verification) as gone
       from app.incident_merge_seen m
       join app.incident_merged_seen g on g.ref = m.gone_ref
       left join app.area_seen a2 on a2.ref = g.adm2_id
       left join app.area_seen a1 on a1.ref = g.adm1_id
      where g.into_ref = $1 and m.undone_at is null order by m.version desc, m.ref`,
    [ref],
  );

/** The report that stands for one of the reader's organisation that was merged; null where there is none. */
export async function readMergedInto(tx: Tx, ref: string): Promise<string | null> {
  const [row] = await tx.query<{ into: string }>(
    `select into_ref as "into" from app.incident_merged_seen where ref = $1`,
    [ref],
  );
  return row?.into ?? null;
}

/** What is said of a report that is not there; whose organisation merged it is led to the one that stands for it. */
export async function absence(tx: Tx, ref: string): Promise<AppError> {
  const mergedInto = await readMergedInto(tx, ref);
  return new AppError("not_found", mergedInto ? { details: { mergedInto } } : {});
}
