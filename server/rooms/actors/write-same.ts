// Saying that two records are of one actor, and taking it back. Neither record changes, nor anything that names one of
// them; who is bound to harm through either is bound through both from now on (db/migrations/0039-same-actors.sql).
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { mayImport, mayWrite } from "../../../shared/rooms/access.ts";
import { type SameForm, sameConflicts, unlike } from "../../../shared/rooms/actors-same.ts";
import { type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { readToday } from "../../access/today.ts";
import { grantImport, grantWrite, keepRevision, writeAudited } from "../../access/write.ts";
import { type Grant, refused } from "./write-store.ts";
import { readOwnEdges } from "./write-structure.ts";

/** Who writes actors, or imports published ones. @throws AppError not_allowed */
export const grantSame = (tx: Tx): Grant =>
  mayWrite(tx.principal, "actor") ? grantWrite(tx, "actor") : grantImport(tx, "actor");

interface Seen {
  id: string;
  ref: string;
  stands: string;
  own: boolean;
  published: boolean;
  version: number | null;
  sensitivity: Sensitivity;
  communal: boolean;
  joint: boolean;
  illustrative: boolean;
}

/** A record as its writer sees it by itself, whether or not another one is shown for it. */
async function readRecord(tx: Tx, ref: string, field: string): Promise<Seen> {
  const [record] = await tx.query<Seen>(
    `select l.record_id as id, a.ref, s.stands_id as stands, a.owner_org_id = $2 as own, a.owner_org_id = $3 as published,
            case when a.level = 'full' and a.owner_org_id = $2 then a.version end as version, a.sensitivity,
            a.communal, a.joint, a.illustrative
       from app.actor_record_seen a join app.actor_record_link l on l.ref = a.ref
       join app.actor_link s on s.record_id = l.record_id where a.ref = $1`,
    [ref, tx.principal.organisationId, tx.principal.publicOrganisationId],
  );
  if (!record) throw refused(field, "not_in_list");
  return record;
}

/**
 * Shows one record with another. The one that goes is the writer's organisation's own, or published and theirs to import.
 * @throws AppError not_found: it is somebody else's; conflict: changed since, with `details.version`; invalid_input: they
 *   cannot be one, or the own account would then give one unit two superiors on a day or let it command itself
 */
export async function saySame(tx: Tx, grant: Grant, form: SameForm): Promise<StoredAnswer> {
  const [known] = await tx.query<{ same: boolean }>(
    "select gone_id = $2 and kept_id = $3 as same from app.actor_same where id = $1",
    [form.id, form.goneId, form.keptId],
  );
  if (known?.same) return { ref: form.id, already: true };
  const gone = await readRecord(tx, form.goneId, "goneId");
  const kept = await readRecord(tx, form.keptId, "keptId");
  await refuseUnfit(tx, gone, kept, form);
  const { operationId, organisationId, publicOrganisationId, personId } = tx.principal;
  // Of two published records everybody is told; otherwise it is one organisation's word.
  const owner = gone.published && kept.published ? publicOrganisationId : organisationId;
  // By what its writer has of the other: an organisation's log names no record that it knows by a copy only.
  const entry = { action: "actor_same.say", recordId: gone.id, detail: { with: kept.ref, link: form.id } };
  return writeAudited(tx, grant, entry, async () => {
    await tx.query(
      `insert into app.actor_same (id, operation_id, owner_org_id, created_by, updated_by, sensitivity, illustrative,
         gone_id, kept_id, said_by, said_at) values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, app_gate.moment())`,
      [
        ...[form.id, operationId, owner, personId, strictest(gone.sensitivity, kept.sensitivity)],
        ...[gone.illustrative, gone.id, kept.id, organisationId],
      ],
    );
    await tx.query("insert into app.actor_same_reason (same_id, reason) values ($1, $2)", [
      form.id,
      form.reason,
    ]);
    await keep(tx, owner, form.id, 1, "actor_same.say");
    await touchNamed(tx);
    return { ref: form.id, already: false };
  });
}

async function refuseUnfit(tx: Tx, gone: Seen, kept: Seen, form: SameForm): Promise<void> {
  const mayGo = gone.own ? mayWrite(tx.principal, "actor") : gone.published && mayImport(tx.principal);
  if (!mayGo) throw new AppError("not_found");
  for (const [record, version] of [
    [gone, form.goneVersion],
    [kept, form.keptVersion],
  ] as const)
    if (record.version !== null && version !== null && record.version !== version)
      throw new AppError("conflict", { details: { version: record.version } });
  if (gone.stands === kept.stands || (await isSaid(tx, gone.id))) throw refused("goneId", "already_same");
  const issue = unlike(gone, kept);
  if (issue) throw refused("keptId", issue);
  const conflicts = sameConflicts(await readOwnEdges(tx), gone.stands, kept.stands, await readToday(tx));
  if (conflicts.twice.length > 0) throw refused("keptId", "two_superiors");
  if (conflicts.circle) throw refused("keptId", "would_circle");
}

/** Has the own organisation said where this record belongs? What others said of a published one is their word. */
async function isSaid(tx: Tx, gone: string): Promise<boolean> {
  const said = await tx.query(
    "select from app.actor_same where gone_id = $1 and said_by = $2 and deleted_at is null",
    [gone, tx.principal.organisationId],
  );
  return said.length > 0;
}

/**
 * Takes back what one's own organisation said: both records are shown as they were.
 * @throws AppError not_found: another organisation's word, of published records too; conflict with `details.version`
 */
export async function undoSame(tx: Tx, grant: Grant, ref: string, version: number): Promise<StoredAnswer> {
  const { organisationId, publicOrganisationId, personId } = tx.principal;
  const owners = mayImport(tx.principal) ? [organisationId, publicOrganisationId] : [organisationId];
  const [link] = await tx.query<{ version: number; owner: string; gone: string; undone: boolean }>(
    `select version, owner_org_id as owner, gone_id as gone, deleted_at is not null as undone from app.actor_same
      where id = $1 and owner_org_id = any($2::uuid[]) and said_by = $3 for update`,
    [ref, owners, organisationId],
  );
  if (!link) throw new AppError("not_found");
  if (link.undone) return { ref, already: true };
  if (link.version !== version) throw new AppError("conflict", { details: { version: link.version } });
  const entry = { action: "actor_same.undo", recordId: link.gone, detail: { link: ref } };
  return writeAudited(tx, grant, entry, async () => {
    await tx.query(
      `update app.actor_same set deleted_at = now(), version = version + 1, updated_at = now(), updated_by = $2 where id = $1`,
      [ref, personId],
    );
    await keep(tx, link.owner, ref, version + 1, "actor_same.undo");
    await touchNamed(tx);
    return { ref, already: false };
  });
}

const keep = (tx: Tx, owner: string, recordId: string, version: number, action: string) =>
  keepRevision(tx, "actor", owner, { recordId, version, action, changed: [], before: null });

/** What names actors is read anew, and who is bound to harm may have changed. */
const touchNamed = (tx: Tx) =>
  tx.query("select app_gate.touch(k) from unnest(array['incident', 'displaced_report', 'release']) k");
