/**
 * Writing many records of one table from outside, known by the id their source gave them: new ones are inserted,
 * changed ones updated, the rest left alone. What changed is told by a hash of the content, so that a second run of
 * the same file writes nothing.
 */
import type { Tx } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { arraysOf, type Columns } from "./arrays.ts";

/** A table of records and the SQL types of the columns an import fills; names are constants of our own code. */
export interface ImportTable {
  name: string;
  columns: Columns;
}

/** One record: its columns beside the source's id and the hash of its content. */
export type ImportRow = { external_id: string; content: string } & Record<string, unknown>;

/** Whose the records become and which dataset they belong to. */
export interface ImportTarget {
  datasetId: string;
  ownerOrgId: string;
  sensitivity: Sensitivity;
  /** The dataset was made by this import, so that none of its records can be known. */
  isNew?: boolean;
  /** Tell what would be written and write nothing. */
  trial?: boolean;
}

export interface Imported {
  created: string[];
  updated: string[];
  unchanged: number;
  /** Record id by the source's id, for all rows given. */
  ids: Map<string, string>;
}

interface Known {
  id: string;
  external_id: string;
  content: string | null;
}

/** A record and the areas it lies in. */
export interface Located {
  id: string;
  adm1_id: string | null;
  adm2_id: string | null;
}

/** Says where records lie, after the operation's areas changed. The caller holds an import grant. */
export async function relocateRows(tx: Tx, table: "base" | "site", located: Located[]): Promise<void> {
  await tx.query(
    `update app.${table} t set adm1_id = r.adm1_id, adm2_id = r.adm2_id
       from json_to_recordset($1::json) as r(id uuid, adm1_id uuid, adm2_id uuid) where t.id = r.id`,
    [JSON.stringify(located)],
  );
}

/** Brings rows in under the principal's own policies. The caller holds an import grant and writes the audit line. */
export async function importRows(
  tx: Tx,
  table: ImportTable,
  target: ImportTarget,
  rows: ImportRow[],
): Promise<Imported> {
  const known = target.isNew ? [] : await readKnown(tx, table, target, rows);
  const before = new Map(known.map((row) => [row.external_id, row]));
  const ids = new Map(known.map((row) => [row.external_id, row.id]));
  const fresh: (ImportRow & { id: string })[] = [];
  const changed: (ImportRow & { id: string })[] = [];
  for (const row of rows) {
    const old = before.get(row.external_id);
    if (!old) fresh.push({ id: newId(), ...row });
    else if (old.content !== row.content) changed.push({ id: old.id, ...row });
  }
  for (const row of fresh) ids.set(row.external_id, row.id);
  if (fresh.length > 0 && !target.trial) await insert(tx, table, target, fresh);
  if (changed.length > 0 && !target.trial) await update(tx, table, target, changed);
  return {
    created: fresh.map((row) => row.id),
    updated: changed.map((row) => row.id),
    unchanged: rows.length - fresh.length - changed.length,
    ids,
  };
}

const readKnown = (tx: Tx, table: ImportTable, target: ImportTarget, rows: ImportRow[]): Promise<Known[]> =>
  tx.query<Known>(
    `select id, external_id, content from app.${table.name} where dataset_id = $1 and external_id = any($2)`,
    [target.datasetId, rows.map((row) => row.external_id)],
  );

/** What every imported record is known by, beside the columns of its kind. */
const HEAD: Columns = { id: "uuid", external_id: "text", content: "text" };

async function insert(tx: Tx, table: ImportTable, target: ImportTarget, rows: ImportRow[]): Promise<void> {
  const columns = { ...HEAD, ...table.columns };
  const names = Object.keys(columns);
  const { from, values } = arraysOf(columns, rows);
  const next = values.length + 1;
  await tx.query(
    `insert into app.${table.name} (${names.join(", ")}, operation_id, owner_org_id, sensitivity, dataset_id,
       created_by, updated_by)
     select ${names.join(", ")}, $${next}::uuid, $${next + 1}::uuid, $${next + 2}, $${next + 3}::uuid,
            $${next + 4}::uuid, $${next + 4}::uuid from ${from}`,
    [
      ...values,
      tx.principal.operationId,
      target.ownerOrgId,
      target.sensitivity,
      target.datasetId,
      tx.principal.personId,
    ],
  );
}

/** Keeps the former state as a revision, then writes the new one. Sensitivity is never lowered by an import. */
async function update(tx: Tx, table: ImportTable, target: ImportTarget, rows: ImportRow[]): Promise<void> {
  const { operationId, personId } = tx.principal;
  await tx.query(
    `insert into app.revision (operation_id, owner_org_id, kind, record_id, version, action, person_id, person_label,
       changed, before)
     select $2, $3, $4, t.id, t.version + 1, 'import.update', $5, 'import', '{}', to_jsonb(t)
       from app.${table.name} t where t.id = any($1::uuid[])`,
    [rows.map((row) => row.id), operationId, target.ownerOrgId, table.name, personId],
  );
  const { from, values } = arraysOf({ ...HEAD, ...table.columns }, rows);
  const changed = ["content", ...Object.keys(table.columns)].map((name) => `${name} = r.${name}`);
  await tx.query(
    `update app.${table.name} t set ${changed.join(", ")}, version = t.version + 1, updated_at = now(),
       updated_by = $${values.length + 1}::uuid, deleted_at = null from ${from} where t.id = r.id`,
    [...values, personId],
  );
}

/** Inserts parts of records (parties, harm, sources) in one statement. Names and types are constants of our own. */
export async function importParts(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { from, values } = arraysOf(columns, rows);
  const names = Object.keys(columns).join(", ");
  await tx.query(`insert into app.${table} (${names}) select ${names} from ${from}`, values);
}
