// Adding a photo or document to an own incident, and taking one away for good. The database says whether there is room
// and keeps each from those who may not read it (migration 0029).
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import {
  ATTACHMENT_LIMITS,
  type AttachmentForm,
  type AttachmentKind,
} from "../../../shared/rooms/attachments.ts";
import { type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import { grantWrite, type WriteGrant } from "../../access/write.ts";

type Grant = WriteGrant<"incident">;

/** A file as the server wrote it anew. */
export interface NewFile {
  kind: AttachmentKind;
  file: Buffer;
  /** Photos have one. */
  preview: Buffer | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** SHA-256 of what was sent. */
  sent: Buffer;
}

/**
 * May a file of so many bytes be added? Asked before it is taken in, and again when it is stored.
 * @param organisationBytes room of one organisation.
 * @throws AppError not_found, not_allowed, invalid_input on `file`
 */
export async function refuseFull(
  tx: Tx,
  incident: string,
  bytes: number,
  organisationBytes: number,
): Promise<void> {
  const most = [ATTACHMENT_LIMITS.files, ATTACHMENT_LIMITS.incident, organisationBytes];
  const [row] = await tx.query<{ refused: string | null }>(
    "select app_gate.attachment_refused($1, $2, $3::bigint[]) as refused",
    [incident, bytes, most],
  );
  const refused = row!.refused;
  if (refused === "absent") throw new AppError("not_found");
  if (refused === "not_allowed") throw new AppError("not_allowed");
  if (refused) throw new AppError("invalid_input", { fields: [{ path: "file", reason: refused }] });
}

/** Stores it. Sent twice with the same id, it stands once. @throws AppError as refuseFull; conflict: another's id */
export async function addAttachment(
  tx: Tx,
  _grant: Grant,
  form: AttachmentForm,
  made: NewFile,
  organisationBytes: number,
): Promise<"stored" | "repeated"> {
  const [known] = await tx.query<{ same: boolean }>(
    `select record_ref = $2 and sent = $3 and created_by = $4 and removed_at is null as same
       from app.attachment_seen where ref = $1`,
    [form.id, form.incident, made.sent, tx.principal.personId],
  );
  if (known?.same) return "repeated";
  const bytes = made.file.length + (made.preview?.length ?? 0);
  await refuseFull(tx, form.incident, bytes, organisationBytes);
  if (known || !(await insert(tx, form, made, bytes))) throw new AppError("conflict");
  await noteAttachment(tx, "attachment.add", form.id, { incident: form.incident, kind: made.kind, bytes });
  return "stored";
}

async function insert(tx: Tx, form: AttachmentForm, made: NewFile, bytes: number): Promise<boolean> {
  const { operationId, organisationId, personId } = tx.principal;
  const [record] = await tx.query<{ sensitivity: Sensitivity }>(
    "select sensitivity from app.incident_seen where ref = $1",
    [form.incident],
  );
  const sensitivity = strictest(record!.sensitivity, form.sensitivity ?? "low");
  const done = await tx.query(
    `insert into app.attachment (id, operation_id, owner_org_id, incident_id, kind, sensitivity, pictured, caption, bytes, width,
       height, pages, sent, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, app_gate.moment()) on conflict (id) do nothing returning id`,
    [
      ...[
        form.id,
        operationId,
        organisationId,
        form.incident,
        made.kind,
        sensitivity,
        form.pictured,
        form.caption,
      ],
      ...[bytes, made.width, made.height, made.pages, made.sent, personId],
    ],
  );
  if (done.length === 0) return false;
  const parts = [["file", made.file] as const, ...(made.preview ? [["preview", made.preview] as const] : [])];
  for (const [part, content] of parts)
    await tx.query("insert into app.attachment_part (attachment_id, part, content) values ($1, $2, $3)", [
      form.id,
      part,
      content,
    ]);
  return true;
}

/** Takes one away for good; a line says when, why and by which role. @throws AppError not_allowed, not_found */
export async function removeAttachment(tx: Tx, ref: string, reason: string): Promise<void> {
  grantWrite(tx, "incident");
  const [row] = await tx.query<{ incident: string | null }>(
    "select app_gate.remove_attachment($1, $2) as incident",
    [ref, reason],
  );
  if (!row?.incident) throw new AppError("not_found");
  await noteAttachment(tx, "attachment.remove", ref, { incident: row.incident });
}

/** Open pages look again; the facts stay as they are. */
async function noteAttachment(
  tx: Tx,
  action: string,
  ref: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await tx.query("select app_gate.touch('attachment')");
  await tx.query("select app_gate.audit($1, 'attachment', $2, $3)", [action, ref, detail]);
}
