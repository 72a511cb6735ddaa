// What there is to keep, read from the database's own catalogue so that a new table cannot be forgotten: tables with
// their columns in an order in which references find what they point to, and sequences.
import type pg from "pg";
import { OperatorError } from "../../shared/errors.ts";

export interface Table {
  schema: string;
  name: string;
  columns: string[];
}

export interface Sequence {
  schema: string;
  name: string;
  value: string;
  called: boolean;
}

const SCHEMAS = "('app', 'app_priv', 'auth')";

/**
 * No part of a backup. Proofs of who is signed in and counters of minutes: whoever reads an old file finds no open
 * session in it, and after a restore people sign in again; bearer tokens (hashes) stay. And how the fences stood, which
 * never comes from a file.
 */
export const FLEETING: readonly string[] = [
  "app_priv.fence",
  "auth.session",
  "auth.verification",
  "auth.rateLimit",
  "app_priv.context",
  "app_priv.verified_session",
];

export const nameOf = ({ schema, name }: { schema: string; name: string }) => `${schema}.${name}`;
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const sqlName = ({ schema, name }: { schema: string; name: string }) =>
  `${quoted(schema)}.${quoted(name)}`;
/** The columns for a COPY, empty brackets never: a table without columns has none to keep. */
export const sqlColumns = ({ columns }: Table) => columns.map(quoted).join(", ");

/** One form of text for every server and session, so that equal rows are equal bytes. */
export const PLAIN_TEXT = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local xmloption = 'content';
  set local synchronize_seqscans = off; set local statement_timeout = 0`;

/** All tables to keep, those that are pointed to before those that point. */
export async function readTables(client: pg.PoolClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, array(
             select a.attname::text from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
           ) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${SCHEMAS} and c.relkind = 'r' order by 1, 2`);
  const { rows: references } = await client.query<{ from: string; to: string }>(`
    select fn.nspname || '.' || f.relname as from, tn.nspname || '.' || t.relname as to
      from pg_constraint k
      join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
      join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
     where k.contype = 'f' and fn.nspname in ${SCHEMAS} and k.conrelid <> k.confrelid`);
  const kept = rows.filter((table) => !FLEETING.includes(nameOf(table)));
  const isKept = new Set(kept.map(nameOf));
  return inOrder(
    kept,
    references.filter(({ to }) => isKept.has(to)),
  );
}

/**
 * A table's references to itself (an area and the area it lies in) need no order: they are checked at the end of the
 * statement, and a table is filled by one.
 */
function inOrder(tables: Table[], references: { from: string; to: string }[]): Table[] {
  const done: Table[] = [];
  const isDone = new Set<string>();
  let left = tables;
  while (left.length > 0) {
    const free = left.filter((table) =>
      references.every(({ from, to }) => from !== nameOf(table) || isDone.has(to)),
    );
    if (free.length === 0)
      throw new OperatorError(
        `These tables point to each other in a circle: ${left.map(nameOf).join(", ")}.`,
      );
    done.push(...free);
    for (const table of free) isDone.add(nameOf(table));
    left = left.filter((table) => !isDone.has(nameOf(table)));
  }
  return done;
}

export async function readSequences(client: pg.PoolClient): Promise<Sequence[]> {
  const { rows } = await client.query<Omit<Sequence, "value" | "called"> & { value: string | null }>(
    `select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
      where schemaname in ${SCHEMAS} order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, value: row.value ?? "1", called: row.value !== null }));
}
