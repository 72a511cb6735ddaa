// Notices: what an organisation is told inside the product. The database delivers them to every member of the
// organisation and to nobody else; whoever sends one cannot read it back.
import type { Tx } from "../../db/tx.ts";
import type { NoticeCode, NoticeSeen } from "../../shared/rooms/access-notices.ts";

const SHOWN = 50;

/** Tells one organisation. `detail` holds ids, codes and instants, never a record's values. */
export async function sendNotice(
  tx: Tx,
  toOrganisation: string,
  code: NoticeCode,
  about: { recordId?: string | null; detail?: Record<string, unknown> } = {},
): Promise<void> {
  await tx.query(
    `insert into app.notice (operation_id, from_org_id, to_org_id, code, record_id, detail)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      tx.principal.operationId,
      tx.principal.organisationId,
      toOrganisation,
      code,
      about.recordId ?? null,
      about.detail ?? {},
    ],
  );
}

/** The newest notices of the reader's organisation, with what the reader has marked as read. */
export async function readNotices(tx: Tx): Promise<NoticeSeen[]> {
  const rows = await tx.query<Omit<NoticeSeen, "createdAt"> & { createdAt: Date }>(
    `select n.id, n.code, o.name as "from", n.record_id as "recordId", n.detail, n.created_at as "createdAt",
            exists (select from app.notice_read r where r.notice_id = n.id) as "isRead"
       from app.notice n join app.organisation o on o.id = n.from_org_id
      order by n.created_at desc, n.id limit $1`,
    [SHOWN],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Marks these, or all, as read by the reader; those that are not theirs are passed over. */
export async function markRead(tx: Tx, ids: readonly string[] | null): Promise<void> {
  if (!tx.principal.personId) return;
  await tx.query(
    `insert into app.notice_read (notice_id, person_id)
     select n.id, $1 from app.notice n where $2::uuid[] is null or n.id = any($2)
     on conflict do nothing`,
    [tx.principal.personId, ids],
  );
}
