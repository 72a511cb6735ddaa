// Deleting a record of one's own organisation, and bringing it back. The row is hidden at once with its copies and
// releases; a tombstone says that it was there. What it said goes with the purge (purge.ts), thirty days later.
import { createHash } from "node:crypto";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { DELETABLE, type DeletableKind, type TombstoneSeen } from "../../shared/rooms/access-keeping.ts";
import { type AuditEntry, grantWrite, keepRevision, writeAudited } from "./write.ts";

const SHOWN = 200;

/**
 * Deletes one record; an actor takes the organisation's own zones and relations of it along, a base its deployments.
 * @throws AppError not_allowed for who does not write the kind; not_found when it is not there or not theirs;
 *   invalid_input on `ref` for an actor that reports still name, or a base in which others' deployments stand.
 */
export async function deleteRecord(tx: Tx, kind: DeletableKind, ref: string, reason: string): Promise<void> {
  grantWrite(tx, DELETABLE[kind]);
  if (!(await isOwn(tx, kind, ref))) throw new AppError("not_found");
  if (kind === "actor") await letGoOfActor(tx, ref, reason);
  if (kind === "base") await letGoOfBase(tx, ref, reason);
  await hide(tx, kind, ref, reason);
}

/** Brings a deleted record back as it was; its releases stay withdrawn. @throws AppError not_found when it is purged. */
export async function undeleteRecord(tx: Tx, kind: DeletableKind, ref: string): Promise<void> {
  const grant = grantWrite(tx, DELETABLE[kind]);
  // Held first, as the purge does: one of both waits for the other, and neither for ever.
  await tx.query(`select from app.${kind} where id = $1 and owner_org_id = $2 for update`, [
    ref,
    tx.principal.organisationId,
  ]);
  const stones = await tx.query(
    "delete from app.tombstone where record_id = $1 and kind = $2 and purged_at is null returning record_id",
    [ref, kind],
  );
  if (stones.length === 0) throw new AppError("not_found");
  const action = "record.undelete";
  const entry = { action, recordId: ref, detail: { record: kind }, ...copiesOf(kind, ref) };
  await writeAudited(tx, grant, entry, async () => {
    const version = await turn(tx, kind, ref, "null", "is not null");
    const revision = { recordId: ref, version, action, changed: [], before: null };
    await keepRevision(tx, grant.kind, tx.principal.organisationId, revision);
  });
}

/** What the reader's organisation deleted, newest first. */
export async function readTombstones(tx: Tx): Promise<TombstoneSeen[]> {
  const rows = await tx.query<
    Omit<TombstoneSeen, "deletedAt" | "purgedAt"> & { deletedAt: Date; purgedAt: Date | null }
  >(
    `select record_id as ref, kind, cause, reason, said, deleted_at as "deletedAt", purged_at as "purgedAt"
       from app.tombstone order by deleted_at desc, record_id limit $1`,
    [SHOWN],
  );
  return rows.map(({ deletedAt, purgedAt, ...row }) => ({
    ...row,
    deletedAt: deletedAt.toISOString(),
    purgedAt: purgedAt?.toISOString() ?? null,
  }));
}

/**
 * A late copy of a record that was deleted (a phone that was away) is not stored again; its organisation is told why.
 * To anybody else the id is simply taken, which the database says itself.
 * @throws AppError conflict on `id` with when and why
 */
export async function refuseGone(tx: Tx, ids: readonly string[]): Promise<void> {
  const [gone] = await tx.query<{ at: Date; reason: string }>(
    "select deleted_at as at, reason from app.tombstone where record_id = any($1::uuid[]) limit 1",
    [ids],
  );
  if (!gone) return;
  const details = { deletedAt: gone.at.toISOString(), reason: gone.reason };
  throw new AppError("conflict", { fields: [{ path: "id", reason: "deleted_before" }], details });
}

async function isOwn(tx: Tx, kind: DeletableKind, ref: string): Promise<boolean> {
  const rows = await tx.query(
    `select from app.${kind}_seen where ref = $1 and level = 'full' and owner_org_id = $2`,
    [ref, tx.principal.organisationId],
  );
  return rows.length > 0;
}

/**
 * Own claims about an actor's record go with it; reports that name it keep it, and so does one's own word that another
 * record is of the same actor. Of the record itself: what is told of another one that is shown with it stays.
 */
async function letGoOfActor(tx: Tx, ref: string, reason: string): Promise<void> {
  const same = await tx.query(
    "select from app.actor_same_seen where $1 in (gone_id, kept_id) and said_by = $2",
    [ref, tx.principal.organisationId],
  );
  if (same.length > 0)
    throw new AppError("invalid_input", { fields: [{ path: "ref", reason: "still_same" }] });
  const named = await tx.query(
    `select from (select incident_id as ref, actor_id from app.incident_party
                  union all select copy_id, actor_id from app.incident_general_party) p
       join app.incident_seen i on i.ref = p.ref where p.actor_id = $1 limit 1`,
    [ref],
  );
  if (named.length > 0)
    throw new AppError("invalid_input", { fields: [{ path: "ref", reason: "still_named" }] });
  for (const kind of CLAIMS) {
    const claims = await tx.query<{ id: string }>(
      `select id from app.${kind} where owner_org_id = $2 and deleted_at is null
          and ${kind === "actor_relation" ? "$1 in (from_actor, to_actor)" : "actor_id = $1"}`,
      [ref, tx.principal.organisationId],
    );
    for (const { id } of claims) await hide(tx, kind, id, reason);
  }
}

const CLAIMS = [
  "control_zone",
  "actor_claim",
  "engagement",
  "operation_brief",
  "mitigation",
  "actor_relation",
] as const satisfies readonly DeletableKind[];

async function letGoOfBase(tx: Tx, ref: string, reason: string): Promise<void> {
  const deployments = await tx.query<{ ref: string; own: boolean }>(
    "select ref, owner_org_id = $2 as own from app.deployment_seen where base_id = $1",
    [ref, tx.principal.organisationId],
  );
  if (deployments.some(({ own }) => !own))
    throw new AppError("invalid_input", { fields: [{ path: "ref", reason: "still_named" }] });
  for (const deployment of deployments) await hide(tx, "deployment", deployment.ref, reason);
}

async function hide(tx: Tx, kind: DeletableKind, ref: string, reason: string): Promise<void> {
  const grant = grantWrite(tx, DELETABLE[kind]);
  const action = "record.delete";
  // The reason is for the organisation; the log is held to it by its fingerprint.
  const detail = { record: kind, reason: createHash("sha256").update(reason).digest("hex") };
  await writeAudited(tx, grant, { action, recordId: ref, detail, ...copiesOf(kind, ref) }, async () => {
    const version = await turn(tx, kind, ref, "now()", "is null");
    await tx.query(
      `insert into app.tombstone (record_id, operation_id, owner_org_id, kind, cause, reason, said)
       select $1, $2, $3, $4, 'person', $5, $6 || ', ' || name from app.organisation where id = $3`,
      [ref, tx.principal.operationId, tx.principal.organisationId, kind, reason, tx.principal.role],
    );
    const revision = { recordId: ref, version, action, changed: [], before: null };
    await keepRevision(tx, grant.kind, tx.principal.organisationId, revision);
  });
}

const WHOLE = [
  "site",
  "base",
  "deployment",
  "information_coverage",
] as const satisfies readonly DeletableKind[];
const isWhole = (kind: DeletableKind): kind is (typeof WHOLE)[number] => WHOLE.some((one) => one === kind);

/** What else is made anew with the record, whose receivers are told; a kind that is read whole or not at all has no copies. */
function copiesOf(kind: DeletableKind, ref: string): Pick<AuditEntry, "copies"> {
  return isWhole(kind) ? {} : { copies: { kind, ids: [ref] } };
}

/** Hides or shows the row. @throws AppError not_found; answers its new version. */
async function turn(tx: Tx, kind: DeletableKind, ref: string, at: string, before: string): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `update app.${kind} set deleted_at = ${at}, version = version + 1, updated_at = now(), updated_by = $2
      where id = $1 and owner_org_id = $3 and deleted_at ${before} returning version`,
    [ref, tx.principal.personId, tx.principal.organisationId],
  );
  if (!row) throw new AppError("not_found");
  return row.version;
}
