// How an own incident is being verified: the rule and what there is for it, the review that waits, earlier decisions,
// what was said, who is asked again and who could decide. Others who read the record itself get the decision's levels.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { VerificationRule } from "../../../shared/rooms/incidents-review.ts";

const counts = z.object({ independent: z.int(), direct: z.int() });
const levels = {
  occurrence: z.string(),
  counts: z.string().nullable(),
  victims: z.string().nullable(),
  perpetrator: z.string().nullable(),
  standard: z.string().nullable(),
  late: z.boolean(),
};
const finding = z.object({ ...levels, decidedOn: z.string() });
const review = z.object({
  ...levels,
  ref: z.string(),
  state: z.string(),
  question: z.string(),
  occurrence: z.string().nullable(),
  level: z.string().nullable(),
  reason: z.string(),
  requestedBy: z.string().nullable(),
  requestedAt: z.date(),
  /** Id of the person; with `assigned`, the name. */
  assignedTo: z.string().nullable(),
  assigned: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  endedSaid: z.string(),
  endedBy: z.string().nullable(),
  endedAt: z.date().nullable(),
});
const comment = z.object({
  ref: z.string(),
  act: z.string(),
  said: z.string(),
  by: z.string(),
  at: z.date(),
});
const callback = z.object({
  ref: z.string(),
  who: z.string(),
  channel: z.string(),
  about: z.string(),
  dueOn: z.string(),
  outcome: z.string(),
  doneBy: z.string().nullable(),
  doneAt: z.date().nullable(),
});
const reviewer = z.object({
  person: z.string(),
  name: z.string(),
  role: z.string(),
  hub: z.string(),
  you: z.boolean(),
  /** Why this person does not decide: author, editor or requester; null: could. */
  why: z.string().nullable(),
});

/** What leaves the server about the verification of one incident. */
export const reviewSeen = z.object({
  finding: finding.nullable(),
  rule: counts,
  /** For the owner organisation only: everything below is empty for others. */
  own: z.boolean(),
  /** In the operation's own log, where records are reviewed. */
  reviewable: z.boolean(),
  has: counts.nullable(),
  /** What a decision must speak of, besides that it happened. */
  facts: z.object({ counts: z.boolean(), perpetrator: z.boolean() }).nullable(),
  open: review.nullable(),
  past: z.array(review),
  comments: z.array(comment),
  callbacks: z.array(callback),
  reviewers: z.array(reviewer),
  /** May this reader decide now; `why`: not_allowed, author, editor, requester. */
  mayDecide: z.boolean(),
  /** May ask, answer, comment, reopen; and take the open request back. */
  mayStep: z.boolean(),
  mayWithdraw: z.boolean(),
  why: z.string().nullable(),
});
export type ReviewSeen = z.infer<typeof reviewSeen>;

interface Head {
  own: boolean;
  isLog: boolean;
}

const HEAD = `
  select i.owner_org_id = $2 and i.level = 'full' as own, d.name = 'log' as "isLog"
    from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id where i.ref = $1`;

/** @throws AppError not_found: absent, deleted or not shared with this reader */
export async function readReview(tx: Tx, ref: string): Promise<ReviewSeen> {
  const [head] = await tx.query<Head>(HEAD, [ref, tx.principal.organisationId]);
  if (!head) throw new AppError("not_found");
  const [held] = await tx.query<z.infer<typeof finding>>(FINDING, [ref]);
  const common = { finding: held ?? null, rule: await readRule(tx) };
  const isOwn = head.own && tx.principal.role !== "administrator";
  if (!isOwn || !head.isLog) return { ...common, ...EMPTY, own: isOwn };
  const reviews = await tx.query<z.infer<typeof review>>(REVIEWS, [ref]);
  const open = reviews.find(({ state }) => state === "open" || state === "asked") ?? null;
  const reviewers = await readReviewers(tx, ref);
  const [may] = await tx.query<{ review: boolean; step: boolean; withdraw: boolean }>(MAY, [
    ref,
    tx.principal.personId,
  ]);
  const why = may!.review ? (reviewers.find(({ you }) => you)?.why ?? null) : "not_allowed";
  return {
    ...{ ...common, own: true, reviewable: true, ...(await readFacts(tx, ref)), open, reviewers },
    past: reviews.filter((one) => one !== open),
    comments: await tx.query(COMMENTS, [ref]),
    callbacks: await tx.query(CALLBACKS, [ref]),
    ...{ mayDecide: why === null, mayStep: may!.step, mayWithdraw: may!.step && may!.withdraw, why },
  };
}

const EMPTY = {
  ...{
    reviewable: false,
    has: null,
    facts: null,
    open: null,
    past: [],
    comments: [],
    callbacks: [],
    reviewers: [],
  },
  ...{ mayDecide: false, mayStep: false, mayWithdraw: false, why: null },
};

/** What "verified" asks for in this operation. */
export async function readRule(tx: Tx): Promise<VerificationRule> {
  const [rule] = await tx.query<VerificationRule>(
    "select verify_independent as independent, verify_direct as direct from app.operation",
  );
  return rule!;
}

async function readFacts(tx: Tx, ref: string) {
  const [row] = await tx.query<VerificationRule & { counts: boolean; perpetrator: boolean }>(
    "select independent, direct, counts, perpetrator from app_gate.review_facts(array[$1::uuid])",
    [ref],
  );
  if (!row) return { has: null, facts: null };
  const { independent, direct, ...facts } = row;
  return { has: { independent, direct }, facts };
}

const readReviewers = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof reviewer>>(
    `select person_id as person, name, role, hub, why, person_id = $2 as you from app_gate.reviewers(array[$1::uuid])
      order by why nulls first, name, person_id`,
    [ref, tx.principal.personId],
  );

const MAY = `
  select app_gate.reviews() as review, app_gate.writes('incident') and $2::uuid is not null as step,
         (app_gate.me()).role = 'coordinator' or exists (select from app.incident_review_seen r
           where r.record_ref = $1 and r.state in ('open', 'asked') and r.requested_by = $2) as withdraw`;
const FINDING = `
  select occurrence, counts, victims, perpetrator, standard, late, decided_on as "decidedOn"
    from app.incident_finding_seen where ref = $1`;
const nameOf = (column: string) => `(select p.name from app.person p where p.id = r.${column})`;
const REVIEWS = `
  select r.ref, r.state, r.question, r.occurrence, r.counts, r.victims, r.perpetrator, r.level, r.standard, r.reason, r.late,
         ${nameOf("requested_by")} as "requestedBy", r.requested_at as "requestedAt", r.assigned_to as "assignedTo",
         ${nameOf("assigned_to")} as assigned, ${nameOf("decided_by")} as "decidedBy", r.decided_at as "decidedAt",
         r.ended_said as "endedSaid", ${nameOf("ended_by")} as "endedBy", r.ended_at as "endedAt"
    from app.incident_review_seen r where r.record_ref = $1
   order by coalesce(r.decided_version, 2147483647) desc, r.requested_at desc, r.ref desc`;
const COMMENTS = `
  select r.ref, r.act, r.said, ${nameOf("person_id")} as by, r.at from app.incident_comment_seen r
   where r.record_ref = $1 order by r.at, r.ref`;
const CALLBACKS = `
  select r.ref, r.who, r.channel, r.about, r.due_on as "dueOn", r.outcome, ${nameOf("done_by")} as "doneBy",
         r.done_at as "doneAt"
    from app.incident_callback_seen r where r.record_ref = $1 order by r.done_at is not null, r.due_on, r.ref`;
