// Beside a review: what is said about an own incident, who will be asked again, where a member works from, and the rule.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { VerificationRule } from "../../../shared/rooms/incidents-review.ts";
import type { WriteGrant } from "../../access/write.ts";
import { noteReview } from "./write-review.ts";
import { tellOfReview } from "./write-tell.ts";

type Grant = WriteGrant<"incident">;

/** Adds a comment, for the own organisation only. Sent twice, it stands once. @throws AppError not_found */
export async function addComment(
  tx: Tx,
  _grant: Grant,
  { id, incident, said }: { id: string; incident: string; said: string },
): Promise<void> {
  const { operationId, organisationId, personId } = tx.principal;
  await refuseOthers(tx, incident);
  const done = await tx.query(
    `insert into app.incident_comment (id, operation_id, owner_org_id, incident_id, act, said, person_id, at)
     values ($1, $2, $3, $4, 'comment', $5, $6, app_gate.moment()) on conflict (id) do nothing returning id`,
    [id, operationId, organisationId, incident, said, personId],
  );
  if (done.length === 0) return;
  await tellOfReview(tx, incident, "review_comment");
  await noteReview(tx, "incident.comment", incident);
}

/** @throws AppError not_found: absent, or not the caller's organisation's */
export async function refuseOthers(tx: Tx, incident: string): Promise<void> {
  const [own] = await tx.query(
    "select ref from app.incident_seen where ref = $1 and owner_org_id = $2 and level = 'full'",
    [incident, tx.principal.organisationId],
  );
  if (!own) throw new AppError("not_found");
}

interface CallBack {
  id: string;
  incident: string;
  who: string;
  channel: string;
  about?: string | null | undefined;
  dueOn: string;
}

/** Notes who will be asked again: source data, for those who may read sources and who wrote it. */
export async function addCallBack(tx: Tx, _grant: Grant, wanted: CallBack): Promise<void> {
  const { operationId, organisationId, personId } = tx.principal;
  const { id, incident, who, channel, about, dueOn } = wanted;
  await refuseOthers(tx, incident);
  const done = await tx.query(
    `insert into app.incident_callback (id, operation_id, owner_org_id, incident_id, who, channel, about, due_on, created_by,
       created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app_gate.moment()) on conflict (id) do nothing returning id`,
    [id, operationId, organisationId, incident, who, channel, about ?? "", dueOn, personId],
  );
  if (done.length > 0) await noteReview(tx, "incident.call_back", incident);
}

/** Somebody was asked again, or could not be. @throws AppError not_found */
export async function closeCallBack(tx: Tx, _grant: Grant, ref: string, outcome: string): Promise<void> {
  const [row] = await tx.query<{ incident: string }>(
    `update app.incident_callback set done_by = $2, done_at = app_gate.moment(), outcome = $3
      where id = $1 and done_at is null returning incident_id as incident`,
    [ref, tx.principal.personId, outcome],
  );
  if (!row) throw new AppError("not_found");
  await noteReview(tx, "incident.called_back", row.incident);
}

/** @throws AppError not_allowed for who may not set the operation's rule */
export async function setRule(tx: Tx, { independent, direct }: VerificationRule): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>("select app_gate.set_verification_rule($1, $2) as done", [
    independent,
    direct,
  ]);
  if (!row?.done) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('review')");
  await tx.query("select app_gate.audit('operation.verification_rule', 'operation', $1, $2)", [
    tx.principal.operationId,
    { independent, direct },
  ]);
}

/** Says where the caller works from, so that others know who could decide from elsewhere. */
export async function setHub(tx: Tx, hub: string): Promise<void> {
  const [row] = await tx.query<{ done: boolean }>("select app_gate.set_hub($1) as done", [hub]);
  if (!row?.done) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('review')");
  await tx.query("select app_gate.audit('membership.set_hub', 'membership', $1, '{}')", [
    tx.principal.personId,
  ]);
}
