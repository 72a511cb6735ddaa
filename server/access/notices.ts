// Notices: what an organisation, or one person of it, is told inside the product. The database delivers them to those and
// to nobody else; whoever sends one to others cannot read it back.
import type { Tx } from "../../db/tx.ts";
import type { NoticeCode, NoticeSeen } from "../../shared/rooms/access-notices.ts";

const SHOWN = 50;

/** Tells one organisation, or one person of it. `detail` holds ids, codes and instants, never a record's values. */
export async function sendNotice(
  tx: Tx,
  toOrganisation: string,
  code: NoticeCode,
  about: { recordId?: string | null; detail?: Record<string, unknown>; toPerson?: string } = {},
): Promise<void> {
  await tx.query(
    `insert into app.notice (operation_id, from_org_id, to_org_id, code, record_id, detail, to_person_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.principal.operationId,
      tx.principal.organisationId,
      toOrganisation,
      code,
      about.recordId ?? null,
      about.detail ?? {},
      about.toPerson ?? null,
    ],
  );
}

/** The newest notices to the reader and their organisation, with what the reader has marked as read. */
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

/** How many came after an instant and are not read. */
export async function countUnread(tx: Tx, since: Date): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from app.notice n
      where n.created_at > $1 and not exists (select from app.notice_read r where r.notice_id = n.id)`,
    [since],
  );
  return row!.n;
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
