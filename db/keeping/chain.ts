// Is the audit log of every operation unbroken? Each line is computed again from the line before it.
import type pg from "pg";

export interface Chain {
  operation: string;
  lines: number;
  /** Number of the first line that is changed, missing or out of place; null: none. */
  broken: number | null;
}

/** One entry per operation that has an audit log. */
export async function readChains(admin: pg.Pool): Promise<Chain[]> {
  const client = await admin.connect();
  try {
    await client.query("begin read only");
    await client.query("set local role app_definer");
    const { rows } = await client.query<Chain>(`
      with said as (
        select a.*, coalesce(lag(a.hash) over w, '\\x00') as hash_before, coalesce(lag(a.seq) over w, 0) as seq_before
          from app_priv.audit a window w as (partition by a.operation_id order by a.seq))
      select o.code as operation, count(*)::int as lines, min(seq) filter (where seq <> seq_before + 1
               or prev <> hash_before or hash <> sha256(hash_before || convert_to(concat_ws('|', seq,
                    extract(epoch from at)::text, actor, action, said.kind, record_id, detail::text), 'UTF8'))) as broken
        from said join app.operation o on o.id = said.operation_id group by 1 order by 1`);
    await client.query("commit");
    return rows;
  } finally {
    client.release();
  }
}
