// The verifiers' queue: own reports of the operation's log without a decision, gravest first, then oldest; each with what
// the rule lacks, and whether this reader may decide. Nothing of other organisations is in it.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import type { IncidentKind } from "../../../shared/rooms/incidents.ts";
import { byGravity, GRAVITIES, gravityOf, missingBy } from "../../../shared/rooms/incidents-review.ts";
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

export const queueSeen = z.object({ rule: counts, rows: z.array(queued), yours: z.string() });

type Row = Omit<Queued, "must" | "gravity" | "missing"> & { adm2: string | null; kind: IncidentKind };

/** Children are among those harmed, or the kind says so. */
const CHILD_GROUPS = "('child', '0_4', '5_11', '12_17')";
const MOST = 500;

const QUEUE = `
  with pending as (
    select i.*, coalesce(a2.name, a1.name, i.place_name) as place
      from app.incident_seen i
      join app.dataset_seen d on d.ref = i.dataset_id and d.name = 'log'
      left join app.area_seen a2 on a2.ref = i.adm2_id
      left join app.area_seen a1 on a1.ref = i.adm1_id
     where i.owner_org_id = $1 and i.level = 'full' and i.release_id is null
       and i.verification in ('reported', 'under_verification')
     order by i.occurred_to limit ${MOST}),
  who as (select w.* from app_gate.reviewers(array(select ref from pending)) w),
  has as (select c.* from app_gate.review_facts(array(select ref from pending)) c)
  select p.ref, p.kind, p.verification, p.sensitivity, p.illustrative, p.place, p.occurred_from as "occurredFrom",
         p.occurred_to as "occurredTo", p.killed_best as killed, p.injured, p.abducted, p.displaced, p.adm2_id as adm2,
         p.kind = 'crsv' or exists (select from app.incident_harm_seen h where h.ref = p.ref and h.harm = 'crsv') as crsv,
         p.kind = 'child_recruitment_use' or exists (
           select from app.incident_harm_seen h where h.ref = p.ref and h.age_group in ${CHILD_GROUPS}) as children,
         r.state, r.requested_at as "requestedAt",
         (select n.name from app.person n where n.id = r.assigned_to) as assigned,
         coalesce(r.assigned_to = $2, false) as "assignedToYou",
         jsonb_build_object('independent', has.independent, 'direct', has.direct) as has,
         (select min(c.due_on) from app.incident_callback_seen c where c.record_ref = p.ref and c.done_at is null) as "callBack",
         case when not app_gate.reviews() then 'not_allowed' else (select w.why from who w where w.incident_id = p.ref and w.person_id = $2) end as why,
         (select count(*)::int from who w where w.incident_id = p.ref and w.why is null and w.person_id <> $2) as others
    from pending p
    join has on has.incident_id = p.ref
    left join app.incident_review_seen r on r.record_ref = p.ref and r.state in ('open', 'asked')`;

/** At most the 500 oldest, so that a backlog does not stop the page. */
export async function readQueue(tx: Tx): Promise<z.infer<typeof queueSeen>> {
  const rule = await readRule(tx);
  const rows = await tx.query<Row>(QUEUE, [tx.principal.organisationId, tx.principal.personId]);
  const must = await readMust(tx);
  const queue = rows.map(({ adm2, ...row }) => {
    const marked = { ...row, must: adm2 !== null && must.has(adm2) };
    return { ...marked, gravity: gravityOf(marked), missing: missingBy(rule, row.has) };
  });
  return { rule, rows: queue.sort(byGravity), yours: await readHub(tx) };
}

/** Districts that stand in Must in the newest cycle this reader sees. */
async function readMust(tx: Tx): Promise<Set<string>> {
  const [cycle] = await readCycles(tx);
  const rows = cycle ? await readRows(tx, cycle.ref) : [];
  return new Set(rows.filter(({ category }) => category === "must").map(({ areaRef }) => areaRef));
}

async function readHub(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ hub: string }>(
    "select hub from app.membership where person_id = $1 and ended_at is null",
    [tx.principal.personId],
  );
  return row?.hub ?? "";
}
