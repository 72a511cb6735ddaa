// Every write in one form: a grant that only the check can make, the change itself, its revision, the data
// version and the audit line, in the caller's transaction. Forgetting the check does not compile.

import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import { mayImport, mayWrite, type WriterKind } from "../../shared/rooms/access.ts";
import type { ReleaseKind } from "../../shared/rooms/releases.ts";
import { tellOfChange } from "./sharing-tell.ts";

declare const checked: unique symbol;

/** Proof that the principal may write records of this kind. */
export interface WriteGrant<Kind extends WriterKind> {
  readonly kind: Kind;
  readonly [checked]: true;
}

/** @throws AppError not_allowed */
export function grantWrite<Kind extends WriterKind>(tx: Tx, kind: Kind): WriteGrant<Kind> {
  if (!mayWrite(tx.principal, kind)) throw new AppError("not_allowed");
  return { kind } as WriteGrant<Kind>;
}

/** Like grantWrite, for imports (information manager, the desk, or the import right). */
export function grantImport<Kind extends WriterKind>(tx: Tx, kind: Kind): WriteGrant<Kind> {
  if (!mayImport(tx.principal)) throw new AppError("not_allowed");
  return { kind } as WriteGrant<Kind>;
}

export interface AuditEntry {
  /** `noun.verb`, e.g. `incident.log`. */
  action: string;
  recordId: string | null;
  /** Ids, counts and field names only; never a record's values. */
  detail?: Record<string, unknown>;
  /** Records whose copies for others are to be made anew. */
  copies?: { kind: CopiedKind; ids: readonly string[] };
}

/** Kinds of record of which others may read a generalised copy: those that can be released. */
export type CopiedKind = ReleaseKind;

/** Runs the change, then moves the data version on and appends the audit line, last before commit. */
export async function writeAudited<T>(
  tx: Tx,
  grant: WriteGrant<WriterKind>,
  entry: AuditEntry,
  change: () => Promise<T>,
): Promise<T> {
  const result = await change();
  if (entry.copies) await makeCopies(tx, entry.copies.kind, entry.copies.ids);
  await tx.query("select app_gate.touch($1)", [grant.kind]);
  await tx.query("select app_gate.audit($1, $2, $3, $4)", [
    entry.action,
    grant.kind,
    entry.recordId,
    entry.detail ?? {},
  ]);
  return result;
}

/**
 * Makes what others may read of these records anew, in the transaction that wrote them, and tells whoever holds a
 * release of a version that is not the newest any more.
 */
export async function makeCopies(tx: Tx, kind: CopiedKind, ids: readonly string[]): Promise<void> {
  await tx.query("select app_gate.settle($1, $2::uuid[])", [kind, ids]);
  await tellOfChange(tx, kind, ids);
}

export interface Revision {
  recordId: string;
  /** The version this change made. */
  version: number;
  action: string;
  /** Names of the fields that changed. */
  changed: string[];
  /** The record before the change, for its owner organisation only; null for a new one. */
  before: Record<string, unknown> | null;
}

/** Keeps how a record came to be: who (by role and organisation), when, which fields, and its former state. */
export async function keepRevision(
  tx: Tx,
  kind: WriterKind,
  ownerOrgId: string,
  revision: Revision,
): Promise<void> {
  const { recordId, version, action, changed, before } = revision;
  await tx.query(
    `insert into app.revision (operation_id, owner_org_id, kind, record_id, version, action, person_id, person_label,
       changed, before)
     select $1, $2, $3, $4, $5, $6, $7::uuid, coalesce((select name from app.person where id = $7::uuid), 'desk'), $8, $9`,
    [
      tx.principal.operationId,
      ownerOrgId,
      kind,
      recordId,
      version,
      action,
      tx.principal.personId,
      changed,
      before,
    ],
  );
}

/**
 * Moves the clock of a demonstration operation.
 * @param clock ISO instant with offset.
 * @throws AppError not_allowed in a real operation, or for whoever may not.
 */
export async function moveClock(tx: Tx, clock: string): Promise<void> {
  const [done] = await tx.query<{ moved: boolean }>("select app_gate.move_clock($1) as moved", [clock]);
  if (!done?.moved) throw new AppError("not_allowed");
  await tx.query("select app_gate.touch('operation')");
  await tx.query("select app_gate.audit('operation.move_clock', 'operation', $1, '{}')", [
    tx.principal.operationId,
  ]);
}
