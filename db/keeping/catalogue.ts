// What there is to keep, read from the database's own catalogue so that a new table cannot be forgotten: tables with
// their columns, and sequences.
import type pg from "pg";

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
  "app_priv.held_sign_in",
  "app_priv.challenge",
  "app_priv.attempt",
];

export const nameOf = ({ schema, name }: { schema: string; name: string }) => `${schema}.${name}`;
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const sqlName = ({ schema, name }: { schema: string; name: string }) =>
  `${quoted(schema)}.${quoted(name)}`;
/** The columns for a COPY, empty brackets never: a table without columns has none to keep. */
export const sqlColumns = ({ columns }: Table) => columns.map(quoted).join(", ");

const STYLES: Record<string, string> = {
  datestyle: "'ISO, YMD'",
  intervalstyle: "'iso_8601'",
  timezone: "'UTC'",
  extra_float_digits: "1",
  bytea_output: "'hex'",
  xmloption: "'content'",
  synchronize_seqscans: "off",
  statement_timeout: "0",
};
/** One form of text for every server and session, so that equal rows are equal bytes; inside a transaction. */
export const PLAIN_TEXT = Object.entries(STYLES)
  .map(([name, value]) => `set local ${name} = ${value}`)
  .join("; ");
/** The server's own form again: definitions in its catalogue are worded in it too. */
export const OWN_TEXT = Object.keys(STYLES)
  .map((name) => `set local ${name} to default`)
  .join("; ");

/** All tables to keep. */
export async function readTables(client: pg.PoolClient): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, array(
             select a.attname::text from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
           ) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ${SCHEMAS} and c.relkind = 'r' order by 1, 2`);
  return rows.filter((table) => !FLEETING.includes(nameOf(table)));
}

export async function readSequences(client: pg.PoolClient): Promise<Sequence[]> {
  const { rows } = await client.query<Omit<Sequence, "value" | "called"> & { value: string | null }>(
    `select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
      where schemaname in ${SCHEMAS} order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, value: row.value ?? "1", called: row.value !== null }));
}
