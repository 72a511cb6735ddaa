// References that are held by policies and triggers and not by foreign keys, because an import of hundreds of thousands of
// rows would ask for each (0017-bulk.sql). A restore switches triggers off, so that they are looked at over all rows.
import type pg from "pg";

interface Reference {
  table: string;
  column: string;
  to: string;
  /** What else must be the same in both rows. */
  and?: string;
}

export const HELD_BY_HAND: readonly Reference[] = [
  { table: "incident", column: "operation_id", to: "operation" },
  { table: "incident", column: "owner_org_id", to: "organisation", and: "operation_id" },
  { table: "incident", column: "dataset_id", to: "dataset", and: "operation_id" },
  { table: "incident_party", column: "incident_id", to: "incident" },
  { table: "incident_party", column: "actor_id", to: "actor" },
  { table: "incident_harm", column: "incident_id", to: "incident" },
  { table: "incident_source", column: "incident_id", to: "incident" },
  { table: "revision", column: "owner_org_id", to: "organisation", and: "operation_id" },
];

/** Rows that lead nowhere, in words; as the role of backups, which reads every row. */
export async function strays(client: pg.PoolClient): Promise<string[]> {
  await client.query("set local role app_backup");
  const found: string[] = [];
  for (const { table, column, to, and } of HELD_BY_HAND) {
    const same = and ? ` and o.${and} = t.${and}` : "";
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from app.${table} t
        where t.${column} is not null and not exists (select from app.${to} o where o.id = t.${column}${same})`,
    );
    if (rows[0]!.n > 0) found.push(`${rows[0]!.n} rows of ${table} lead to no ${to}`);
  }
  await client.query("reset role");
  return found;
}
