// What every write of the room shares: the actor behind what its writer sees, days that have come, and storing a record
// once with its revision and audit line, or correcting it with its former state kept.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { FormIssue, Sensitivity } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";

export type Grant = WriteGrant<"actor">;
export type ActorTable =
  | "actor"
  | "control_zone"
  | "actor_relation"
  | "actor_claim"
  | "engagement"
  | "field_mission"
  | "operation_brief"
  | "mitigation";
export type Columns = Record<string, unknown>;

export interface Stored extends Record<string, unknown> {
  id: string;
  version: number;
  sensitivity: Sensitivity;
}

/**
 * The actor behind what the writer sees of it: the record or its copy.
 * @param was the record that is named so far; it stays named where it is shown as this actor
 */
export async function seenActor(tx: Tx, ref: string, field: string, was: unknown = null) {
  const [actor] = await tx.query<{ id: string; sensitivity: Sensitivity; illustrative: boolean }>(
    `select l.record_id as id, a.sensitivity, a.illustrative
       from app.actor_record_seen a join app.actor_record_link l on l.ref = a.ref join app.actor_link s on s.record_id = l.record_id
      where a.ref = $1 or (s.ref = $1 and l.record_id = $2) order by l.record_id = $2 desc nulls last limit 1`,
    [ref, was],
  );
  if (!actor) throw refused(field, "not_in_list");
  return actor;
}

/** A claim cannot stand for a day that the operation's clock has not reached. */
export async function refuseFuture(tx: Tx, asOf: string, field = "asOf"): Promise<void> {
  if (asOf > (await readToday(tx))) throw refused(field, "in_future");
}

export const refused = (path: string, reason: FormIssue) =>
  new AppError("invalid_input", { fields: [{ path, reason }] });

/** Stores a new record with its revision and audit line, or finds that an earlier try stored this very record. */
export async function storeOnce(
  tx: Tx,
  grant: Grant,
  table: ActorTable,
  action: string,
  id: string,
  columns: Columns,
  parts: () => Promise<void> = async () => {},
): Promise<StoredAnswer> {
  await refuseGone(tx, [id]);
  const names = Object.keys(columns);
  const values = Object.values(columns);
  const same = names.map((name, index) => `${name} is not distinct from $${index + 2}`).join(" and ");
  const [earlier] = await tx.query<{ same: boolean }>(
    `select ${same} as same from app.${table} where id = $1 and owner_org_id = $${values.length + 2}`,
    [id, ...values, tx.principal.organisationId],
  );
  if (earlier && !earlier.same) throw new AppError("conflict");
  if (earlier) return { ref: id, already: true };
  const { operationId, organisationId, personId } = tx.principal;
  await writeAudited(tx, grant, { action, recordId: id, copies: { kind: table, ids: [id] } }, async () => {
    const marks = [id, operationId, organisationId, personId, personId, ...values].map(
      (_, index) => `$${index + 1}`,
    );
    await tx.query(
      `insert into app.${table} (id, operation_id, owner_org_id, created_by, updated_by, ${names.join(", ")})
       values (${marks.join(", ")})`,
      [id, operationId, organisationId, personId, personId, ...values],
    );
    await parts();
    const revision = { recordId: id, version: 1, action, changed: changedOf(columns), before: null };
    await keepRevision(tx, "actor", organisationId, revision);
  });
  return { ref: id, already: false };
}

/** Names of the columns that hold something. */
const changedOf = (columns: Columns): string[] =>
  Object.keys(columns).filter((name) => name !== "name_key" && columns[name] !== null);

/** One row with its former state. */
export async function replace(
  tx: Tx,
  table: ActorTable,
  before: Stored,
  columns: Columns,
  action: string,
  changed: string[],
): Promise<void> {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 3}`);
  await tx.query(
    `update app.${table} set version = version + 1, updated_at = now(), updated_by = $2, ${sets.join(", ")}
      where id = $1`,
    [before.id, tx.principal.personId, ...Object.values(columns)],
  );
  const revision = { recordId: before.id, version: before.version + 1, action, changed, before };
  await keepRevision(tx, "actor", tx.principal.organisationId, revision);
}

/** Replaces an own row and makes what others may read of it anew. */
export async function correct(
  tx: Tx,
  grant: Grant,
  table: ActorTable,
  before: Stored,
  columns: Columns,
  action: string,
  parts: () => Promise<void> = async () => {},
): Promise<StoredAnswer> {
  const changed = Object.keys(columns).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(columns[name]),
  );
  const copies = { kind: table, ids: [before.id] };
  return writeAudited(tx, grant, { action, recordId: before.id, detail: { changed }, copies }, async () => {
    await replace(tx, table, before, columns, action, changed);
    await parts();
    return { ref: before.id, already: false };
  });
}

/**
 * The stored row of the own organisation, locked until the transaction ends so that two editors cannot both win.
 * @throws AppError not_found; conflict with `details.version` when somebody was faster
 */
export async function readOwn(tx: Tx, table: ActorTable, id: string, version?: number): Promise<Stored> {
  const [row] = await tx.query<Stored>(
    `select * from app.${table} where id = $1 and owner_org_id = $2 and deleted_at is null for update`,
    [id, tx.principal.organisationId],
  );
  if (!row) throw new AppError("not_found");
  if (version !== undefined && row.version !== version)
    throw new AppError("conflict", { details: { version: row.version } });
  return row;
}
