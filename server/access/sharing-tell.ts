// Telling organisations what became of a release: to whom it went, who gave it, and that a record behind it changed.
// Notices hold ids and codes; a changed record is told without its new value.
import type { Tx } from "../../db/tx.ts";
import type { NoticeCode } from "../../shared/rooms/access-notices.ts";
import { sendNotice } from "./notices.ts";

/**
 * Everyone the release is for: the office's organisation, or all of the community but the owner. Nobody, where it was
 * never offered: it waited for a second person's consent.
 */
export async function tellReceivers(tx: Tx, release: string, code: NoticeCode, detail = {}): Promise<void> {
  const receivers = await tx.query<{ id: string }>(
    `select o.id from app.release_seen r
       join app.organisation o on o.operation_id = r.operation_id and o.community = r.to_community
      where r.ref = $1 and o.id <> r.owner_org_id and (r.to_org_id is null or o.id = r.to_org_id)
        and (r.bound is null or r.second_at is not null)`,
    [release],
  );
  for (const { id } of receivers) await sendNotice(tx, id, code, { recordId: release, detail });
}

/** The organisation that gave it. */
export async function tellOwner(tx: Tx, release: string, code: NoticeCode): Promise<void> {
  const [row] = await tx.query<{ owner: string }>(
    "select owner_org_id as owner from app.release_seen where ref = $1",
    [release],
  );
  if (row) await sendNotice(tx, row.owner, code, { recordId: release });
}

/**
 * After records were written: whoever holds a release of a version that is not the newest is told once to stop using
 * it, and whoever held one of a deleted record that it is withdrawn. The version is the how-manieth they were given:
 * how often the record was changed is its owner's.
 */
export async function tellOfChange(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  const changed = await tx.query<{ ref: string; state: string; version: number }>(
    `select ref, state, given as version from app.release_seen
      where kind = $1 and record_id = any($2::uuid[])
        and ((state in ('offered', 'active', 'expired') and current_version = record_version + 1)
             or (state = 'withdrawn' and answer = 'deleted' and withdrawn_at = now()))`,
    [kind, ids],
  );
  for (const { ref, state, version } of changed) {
    const code = state === "withdrawn" ? "record_withdrawn" : "record_changed";
    await tellReceivers(tx, ref, code, { version });
  }
}
