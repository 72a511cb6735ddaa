// The verifiers' queue: own reports of the operation's log without a decision, gravest first, then oldest; each with what
// the rule lacks, and whether this reader may decide; and the call-back list. Nothing of other organisations is in it.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import type { IncidentKind } from "../../../shared/rooms/incidents.ts";
import {
  byGravity,
  GRAVE_KINDS,
  GRAVITIES,
  gravityOf,
  MANY_DISPLACED,
  missingBy,
  SERIOUS_KINDS,
} from "../../../shared/rooms/incidents-review.ts";
import { readCycles, readRows } from "../priorities/read.ts";
import { readRule } from "./read-review.ts";

const counts = z.object({ independent: z.int(), direct: z.int() });

const queued = z.object({
  ref: z.string(),
  kind: z.string(),
  verification: z.string(),
  sensitivity: z.string(),
  illustrative: z.boolean(),
  place: z.string().nullable(),
  occurredFrom: z.string(),
  occurredTo: z.string(),
  killed: z.int().nullable(),
  /** At least so many were killed; where `killed` is null, nobody knows how many. */
  atLeast: z.boolean(),
  injured: z.int().nullable(),
  abducted: z.int().nullable(),
  displaced: z.int().nullable(),
  crsv: z.boolean(),
  children: z.boolean(),
  must: z.boolean(),
  gravity: z.enum(GRAVITIES),
  /** open: waits for a second person; asked: more was asked for; null: nobody asked for a review. */
  state: z.string().nullable(),
  requestedAt: z.date().nullable(),
  /** Name of the person it was given to. */
  assigned: z.string().nullable(),
  assignedToYou: z.boolean(),
  has: counts,
  missing: counts,
  /** Day on which somebody is to be asked again next; null also for who may not read it. */
  callBack: z.string().nullable(),
  /** Why this reader does not decide; null: may. */
  why: z.string().nullable(),
  /** How many others could decide. */
  others: z.int(),
});
export type Queued = z.infer<typeof queued>;

const ABOUT = {
  ...({ ref: true, kind: true, verification: true, sensitivity: true } as const),
  ...({ illustrative: true, place: true, occurredTo: true } as const),
};
const called = queued.pick(ABOUT).extend({
  /** Day on which somebody is to be asked again next. */
  callBack: z.string(),
  /** How many are to be asked. */
  open: z.int(),
});
export type Called = z.infer<typeof called>;

export const queueSeen = z.object({
  rule: counts,
  /** May this reader set the rule? */
  setsRule: z.boolean(),
  rows: z.array(queued),
  /** How many wait; more than `rows` where the least grave are left out. */
  total: z.int(),
  /** The call-back list: own reports at any level, decided ones too, for a record stays open to new information. */
  calls: z.array(called),
  yours: z.string(),
});

type Row = Omit<Queued, "gravity" | "missing"> & { kind: IncidentKind; total: number };

/** Children are among those harmed, or the kind says so. */
const CHILD_GROUPS = "('child', '0_4', '5_11', '12_17')";
/** So many are shown. The gravest of all that wait, by the order of byGravity: a backlog hides none of them. */
export const MOST_QUEUED = 500;

/** $1 organisation, $2 person, $3 districts in Must, $4 and $5 kinds that are grave and serious, $6 how many. */
const QUEUE = `
  with waiting as (
    select i.*, coalesce(a2.name, a1.name, i.place_name) as place, coalesce(i.adm2_id = any($3::uuid[]), false) as must,
           i.kind = 'crsv' or exists (select from app.incident_harm_seen h where h.ref = i.ref and h.harm = 'crsv') as crsv,
           i.kind = 'child_recruitment_use' or exists (
             select from app.incident_harm_seen h where h.ref = i.ref and h.age_group in ${CHILD_GROUPS}) as children
      from app.incident_seen i
      join app.dataset_seen d on d.ref = i.dataset_id and d.name = 'log'
      left join app.area_seen a2 on a2.ref = i.adm2_id
      left join app.area_seen a1 on a1.ref = i.adm1_id
     where i.owner_org_id = $1 and i.level = 'full' and i.release_id is null
       and i.verification in ('reported', 'under_verification')),
  pending as (
    select w.*, (count(*) over ())::int as total from waiting w
     order by case when coalesce(w.killed_best, 0) > 0 or w.at_least or w.crsv or w.children or w.kind = any($4) then 0
                   when coalesce(w.injured, 0) + coalesce(w.abducted, 0) > 0 or coalesce(w.displaced, 0) >= ${MANY_DISPLACED}
                     or w.must or w.kind = any($5) then 1 else 2 end,
              coalesce(w.killed_best, 0) + coalesce(w.injured, 0) desc, w.must desc, w.occurred_to, w.ref
     limit $6),
  who as (select w.* from app_gate.reviewers(array(select ref from pending)) w),
  has as (select c.* from app_gate.review_facts(array(select ref from pending)) c)
  select p.ref, p.kind, p.verification, p.sensitivity, p.illustrative, p.place, p.occurred_from as "occurredFrom",
         p.occurred_to as "occurredTo", p.killed_best as killed, p.at_least as "atLeast", p.injured, p.abducted, p.displaced, p.crsv, p.children, p.must,
         p.total, r.state, r.requested_at as "requestedAt",
         (select n.name from app.person n where n.id = r.assigned_to) as assigned,
         coalesce(r.assigned_to = $2, false) as "assignedToYou",
         jsonb_build_object('independent', has.independent, 'direct', has.direct) as has,
         (select min(c.due_on) from app.incident_callback_seen c where c.record_ref = p.ref and c.done_at is null) as "callBack",
         case when not app_gate.reviews() then 'not_allowed' else (select w.why from who w where w.incident_id = p.ref and w.person_id = $2) end as why,
         (select count(*)::int from who w where w.incident_id = p.ref and w.why is null and w.person_id <> $2) as others
    from pending p
    join has on has.incident_id = p.ref
    left join app.incident_review_seen r on r.record_ref = p.ref and r.state in ('open', 'asked')`;

/** $1 organisation. Who is due first stands first. */
const CALLS = `
  select i.ref, i.kind, i.verification, i.sensitivity, i.illustrative, coalesce(a2.name, a1.name, i.place_name) as place,
         i.occurred_to as "occurredTo", min(c.due_on) as "callBack", count(*)::int as open
    from app.incident_callback_seen c
    join app.incident_seen i on i.ref = c.record_ref and i.owner_org_id = $1 and i.level = 'full' and i.release_id is null
    left join app.area_seen a2 on a2.ref = i.adm2_id
    left join app.area_seen a1 on a1.ref = i.adm1_id
   where c.done_at is null
   group by i.ref, i.kind, i.verification, i.sensitivity, i.illustrative, a2.name, a1.name, i.place_name, i.occurred_to
   order by "callBack", i.ref`;

/** What waits in the reader's organisation, gravest first. @param most rows, of which the least grave are left out */
export async function readQueue(tx: Tx, most = MOST_QUEUED): Promise<z.infer<typeof queueSeen>> {
  const rule = await readRule(tx);
  const { organisationId, personId } = tx.principal;
  const parameters = [organisationId, personId, await readMust(tx), GRAVE_KINDS, SERIOUS_KINDS, most];
  const rows = await tx.query<Row>(QUEUE, parameters);
  const queue = rows.map((row) => ({ ...row, gravity: gravityOf(row), missing: missingBy(rule, row.has) }));
  const [may] = await tx.query<{ sets: boolean }>("select app_gate.sets_posture() as sets");
  return {
    ...{
      rule,
      setsRule: may!.sets,
      total: rows[0]?.total ?? 0,
      calls: await tx.query<Called>(CALLS, [organisationId]),
    },
    ...{ rows: queue.sort(byGravity), yours: await readHub(tx) },
  };
}

/** Districts that stand in Must in the newest cycle this reader sees. */
async function readMust(tx: Tx): Promise<string[]> {
  const [cycle] = await readCycles(tx);
  const rows = cycle ? await readRows(tx, cycle.ref) : [];
  return rows.filter(({ category }) => category === "must").map(({ areaRef }) => areaRef);
}

async function readHub(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ hub: string }>(
    "select hub from app.membership where person_id = $1 and ended_at is null",
    [tx.principal.personId],
  );
  return row?.hub ?? "";
}
