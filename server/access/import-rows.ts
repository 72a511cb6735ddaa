/**
 * Writing many records of one table from outside, known by the id their source gave them: new ones are inserted,
 * changed ones updated, the rest left alone. What changed is told by a hash of the content, so that a second run of
 * the same file writes nothing.
 */
import type { Tx } from "../../db/tx.ts";
import { newIds } from "../../shared/ids.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { arraysOf, type Columns } from "./arrays.ts";

/** A table of records and the SQL types of the columns an import fills; names are constants of our own code. */
export interface ImportTable {
  name: string;
  columns: Columns;
}

/** One record: its columns beside the source's id and the hash of its content; its own id once it is made ready. */
export type ImportRow = { external_id: string; content: string; id?: string } & Record<string, unknown>;

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

/** One statement with its parameters, ready to be sent. */
export interface Statement {
  sql: string;
  values: unknown[];
}

/** What bringing rows in comes to, and the statements that do it. */
export interface Prepared extends Imported {
  statements: Statement[];
}

/** Brings rows in under the principal's own policies. The caller holds an import grant and writes the audit line. */
export async function importRows(
  tx: Tx,
  table: ImportTable,
  target: ImportTarget,
  rows: ImportRow[],
): Promise<Imported> {
  const { statements, ...done } = await prepareRows(tx, table, target, rows);
  await send(tx, statements);
  return done;
}

/** Sends statements one after the other. */
export async function send(tx: Tx, statements: readonly Statement[]): Promise<void> {
  for (const { sql, values } of statements) await tx.query(sql, values);
}

/** Makes everything ready; asks the database only which rows it knows, and of a new dataset not even that. */
export async function prepareRows(
  tx: Tx,
  table: ImportTable,
  target: ImportTarget,
  rows: ImportRow[],
): Promise<Prepared> {
  const known = target.isNew ? [] : await readKnown(tx, table, target, rows);
  const before = new Map(known.map((row) => [row.external_id, row]));
  const ids = new Map(known.map((row) => [row.external_id, row.id]));
  const fresh = rows.filter((row) => !before.has(row.external_id));
  const changed = rows.filter((row) => (before.get(row.external_id) ?? row).content !== row.content);
  for (const [at, id] of newIds(fresh.length).entries()) ids.set(fresh[at]!.external_id, id);
  for (const row of rows) row.id = ids.get(row.external_id);
  const statements: Statement[] = [];
  if (fresh.length > 0 && !target.trial) statements.push(insertion(tx, table, target, fresh));
  if (changed.length > 0 && !target.trial) statements.push(...updates(tx, table, target, changed));
  return {
    created: idsOf(fresh),
    updated: idsOf(changed),
    unchanged: rows.length - fresh.length - changed.length,
    ids,
    statements,
  };
}

const idsOf = (rows: readonly ImportRow[]): string[] => rows.map((row) => row.id!);

const readKnown = (tx: Tx, table: ImportTable, target: ImportTarget, rows: ImportRow[]): Promise<Known[]> =>
  tx.query<Known>(
    `select id, external_id, content from app.${table.name} where dataset_id = $1 and external_id = any($2)`,
    [target.datasetId, rows.map((row) => row.external_id)],
  );

/** What every imported record is known by, beside the columns of its kind. */
const HEAD: Columns = { id: "uuid", external_id: "text", content: "text" };

function insertion(
  { principal }: Tx,
  table: ImportTable,
  target: ImportTarget,
  rows: ImportRow[],
): Statement {
  const columns = { ...HEAD, ...table.columns };
  const names = Object.keys(columns);
  const { from, values } = arraysOf(columns, rows);
  const next = values.length + 1;
  const sql = `insert into app.${table.name} (${names.join(", ")}, operation_id, owner_org_id, sensitivity, dataset_id,
       created_by, updated_by)
     select ${names.join(", ")}, $${next}::uuid, $${next + 1}::uuid, $${next + 2}, $${next + 3}::uuid,
            $${next + 4}::uuid, $${next + 4}::uuid from ${from}`;
  const { operationId, personId } = principal;
  return {
    sql,
    values: [...values, operationId, target.ownerOrgId, target.sensitivity, target.datasetId, personId],
  };
}

/** Keeps the former state as a revision, then writes the new one. Sensitivity is never lowered by an import. */
function updates(
  { principal }: Tx,
  table: ImportTable,
  target: ImportTarget,
  rows: ImportRow[],
): Statement[] {
  const { operationId, personId } = principal;
  const kept = `insert into app.revision (operation_id, owner_org_id, kind, record_id, version, action, person_id,
       person_label, changed, before)
     select $2, $3, $4, t.id, t.version + 1, 'import.update', $5, 'import', '{}', to_jsonb(t)
       from app.${table.name} t where t.id = any($1::uuid[])`;
  const { from, values } = arraysOf({ ...HEAD, ...table.columns }, rows);
  const changed = ["content", ...Object.keys(table.columns)].map((name) => `${name} = r.${name}`);
  const written = `update app.${table.name} t set ${changed.join(", ")}, version = t.version + 1, updated_at = now(),
       updated_by = $${values.length + 1}::uuid, deleted_at = null from ${from} where t.id = r.id`;
  return [
    { sql: kept, values: [idsOf(rows), operationId, target.ownerOrgId, table.name, personId] },
    { sql: written, values: [...values, personId] },
  ];
}

/** Inserts parts of records in one statement. Names and types are constants of our own. */
export function partsInsertion(
  table: string,
  columns: Columns,
  rows: readonly Record<string, unknown>[],
): Statement[] {
  if (rows.length === 0) return [];
  const { from, values } = arraysOf(columns, rows);
  const names = Object.keys(columns).join(", ");
  return [{ sql: `insert into app.${table} (${names}) select ${names} from ${from}`, values }];
}

/** Parts of one kind: each says by `at` to which of the records it belongs, counted from 1. */
export interface Parts {
  columns: Columns;
  rows: readonly ({ at: number } & Record<string, unknown>)[];
}

/** Hands the parts of these records to a gate of the database, which takes the ids and then an array for each column. */
export function partsThrough(gate: string, ids: readonly string[], parts: readonly Parts[]): Statement[] {
  if (ids.length === 0) return [];
  const values: unknown[] = [ids];
  const lists = ["$1::uuid[]"];
  for (const { columns, rows } of parts) {
    const arrays = arraysOf({ at: "int", ...columns }, rows, values.length + 1);
    lists.push(...arrays.lists);
    values.push(...arrays.values);
  }
  return [{ sql: `select app_gate.${gate}(${lists.join(", ")})`, values }];
}
