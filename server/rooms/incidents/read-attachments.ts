// Photos and documents of an incident as this reader may see them: what a list shows, and the bytes of one.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AttachmentSeen } from "../../../shared/rooms/attachments.ts";
import { noteOnce } from "../../access/audit.ts";

const TEN_MINUTES = 10;

type Row = Omit<AttachmentSeen, "at" | "removed"> & {
  at: Date;
  removedAt: Date | null;
  said: string | null;
  reason: string | null;
};

/** Oldest first, those taken away and those of reports merged into this one too. Of a record that is not the reader's organisation's there are none. */
export async function readAttachments(tx: Tx, incident: string): Promise<AttachmentSeen[]> {
  const rows = await tx.query<Row>(
    `select a.ref, a.kind, a.sensitivity, a.guarded, a.pictured, a.caption, a.bytes, a.width, a.height, a.pages, a.merged,
            p.name as by, a.created_at as at, a.removed_at as "removedAt", a.removed_said as said, a.reason
       from app.attachment_seen a join app.person p on p.id = a.created_by
      where a.record_ref = $1 order by a.created_at, a.ref`,
    [incident],
  );
  return rows.map(({ at, removedAt, said, reason, ...row }) => ({
    ...row,
    at: at.toISOString(),
    removed: removedAt && { at: removedAt.toISOString(), said: said ?? "", reason: reason ?? "" },
  }));
}

export interface AttachmentBytes {
  kind: string;
  content: Buffer;
}

/**
 * The bytes of one; whoever looks at a guarded one, or takes a whole file, stands in the log.
 * @throws AppError not_found: absent, taken away, or not for this reader
 */
export async function readAttachmentBytes(
  tx: Tx,
  ref: string,
  part: "file" | "preview",
): Promise<AttachmentBytes> {
  const [row] = await tx.query<AttachmentBytes & { incident: string; guarded: boolean }>(
    `select a.kind, a.record_ref as incident, a.guarded, p.content
       from app.attachment_seen a join app.attachment_part_seen p on p.ref = a.ref and p.part = $2 where a.ref = $1`,
    [ref, part],
  );
  if (!row) throw new AppError("not_found");
  if (row.guarded || part === "file") {
    const detail = { incident: row.incident, part };
    await noteOnce(tx, {
      action: "attachment.read",
      kind: "attachment",
      recordId: ref,
      detail,
      minutes: TEN_MINUTES,
    });
  }
  return { kind: row.kind, content: row.content };
}
