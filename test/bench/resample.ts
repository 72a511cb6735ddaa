// Many incidents out of the demonstration's real ones: each made row is a real event at a day shifted by a repeatable
// random amount, with its own place, parties, counts and codes. Made inside the database, because what is measured
// afterwards is reading; the importer has a part of its own.
import type { Database } from "../../db/open.ts";

/** Days by which events are shifted: 33 years, the span of the published data. */
const SPAN_DAYS = 12_000;

/** Columns of a made row that are not those of the event it is made from. */
const OWN_COLUMNS = ["id", "external_id", "occurred_from", "occurred_to", "content"];

/** Adds rows to the demonstration's UCDP events until there are `wanted`. */
export async function fillTo(database: Database, wanted: number): Promise<void> {
  const client = await database.admin.connect();
  try {
    await client.query("begin");
    await client.query("select setseed(0.5)");
    // Copies of rows whose references were checked already need no second check.
    await client.query("set local session_replication_role = replica");
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
        where table_schema = 'app' and table_name = 'incident' and is_generated = 'NEVER'
          and column_name <> all($1)`,
      [OWN_COLUMNS],
    );
    const kept = rows.map(({ name }) => name);
    await client.query(MADE, [wanted, SPAN_DAYS]);
    await client.query(
      `insert into app.incident (id, external_id, occurred_from, occurred_to, ${kept.join(", ")})
       select m.id, 'made-' || m.id, i.occurred_from + m.days, i.occurred_to + m.days,
              ${kept.map((name) => `i.${name}`).join(", ")}
         from made m join app.incident i on i.id = m.origin`,
    );
    await client.query(
      `insert into app.incident_party (incident_id, actor_id, role, attribution)
       select m.id, p.actor_id, p.role, p.attribution
         from made m join app.incident_party p on p.incident_id = m.origin`,
    );
    await client.query("update app.data_version set version = version + 1 where kind = 'incident'");
    await client.query("commit");
    await client.query("vacuum analyze app.incident, app.incident_party");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** Which event each made row comes from, and how far it is shifted; a day is never later than today's data goes. */
const MADE = `
  create temporary table made on commit drop as
  with origins as (
    select array_agg(i.id order by i.external_id) as ids
      from app.incident i join app.dataset d on d.id = i.dataset_id
     where d.name = 'ucdp-ged' and i.external_id not like 'made-%'),
  present as (
    select count(*) as rows from app.incident i join app.dataset d on d.id = i.dataset_id where d.name = 'ucdp-ged')
  select gen_random_uuid() as id, ids[1 + floor(random() * array_length(ids, 1))::int] as origin,
         -floor(random() * $2)::int as days
    from origins, present, generate_series(1, greatest(0, $1::bigint - present.rows))`;
