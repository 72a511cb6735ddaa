// What the database knows of its tables when it plans a statement. It gathers that by itself, but only minutes after a
// large change; until then it takes thousands of new rows for a handful and joins them row by row.
import type pg from "pg";

/** Looks at every table of records anew. To be called when many rows came in at once. */
export async function gatherStatistics(admin: pg.Pool): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query("begin; set local role app_owner");
    const { rows } = await client.query<{ names: string }>(
      `select string_agg(format('app.%I', relname), ', ') as names from pg_class
        where relnamespace = 'app'::regnamespace and relkind = 'r'`,
    );
    await client.query(`analyze ${rows[0]!.names}`);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
