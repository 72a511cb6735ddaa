// What keeps records apart, as the migrations left it: every policy, forced flag, view, function, trigger and grant of
// our schemas, written down in the database when a migration is applied. At start the catalogue must still say the
// same, so that a policy dropped or weakened by hand is named and nothing is served.
import type pg from "pg";

/** Counts up when the query below says something in another way: what an older one wrote down is not compared. */
const FORM = 2;
const SERVER = `current_setting('server_version_num')::int / 10000 * 100 + ${FORM}`;

const SCHEMAS = "('app', 'app_priv', 'app_gate', 'auth')";

/** Parts side by side; an absent one is told, so that none can stand in another's place. */
const parts = (...each: string[]) => `array_to_string(array[${each.join(", ")}], ' | ', '∅')`;

/** name → definition of every fence; `as` never changes between two calls on one server version. */
const CATALOGUE = `
  with ours as (select oid, nspname, nspacl from pg_namespace where nspname in ${SCHEMAS})
  select 'policy ' || p.polname || ' on ' || n.nspname || '.' || c.relname as name,
         ${parts(
           "p.polcmd::text",
           "p.polpermissive::text",
           "(select string_agg(r.rolname, ',' order by r.rolname) from pg_roles r where r.oid = any(p.polroles))",
           "(0 = any(p.polroles))::text",
           "pg_get_expr(p.polqual, p.polrelid)",
           "pg_get_expr(p.polwithcheck, p.polrelid)",
         )} as definition
    from pg_policy p join pg_class c on c.oid = p.polrelid join ours n on n.oid = c.relnamespace
  union all
  select 'table ' || n.nspname || '.' || c.relname,
         ${parts(
           "c.relkind::text",
           "c.relrowsecurity::text",
           "c.relforcerowsecurity::text",
           "c.reloptions::text",
           "o.rolname::text",
           "(select string_agg(a::text, ',' order by a::text) from unnest(c.relacl) a)",
           "case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end",
         )}
    from pg_class c join ours n on n.oid = c.relnamespace join pg_roles o on o.oid = c.relowner
   where c.relkind in ('r', 'p', 'v', 'm', 'f')
  union all
  select 'function ' || f.oid::regprocedure,
         ${parts(
           "md5(f.prosrc)",
           "f.prosecdef::text",
           "f.provolatile::text",
           "f.proisstrict::text",
           "f.proconfig::text",
           "o.rolname::text",
           "(select string_agg(a::text, ',' order by a::text) from unnest(f.proacl) a)",
         )}
    from pg_proc f join pg_roles o on o.oid = f.proowner where f.pronamespace = any(array(select oid from ours))
  union all
  select 'trigger ' || t.tgname || ' on ' || n.nspname || '.' || c.relname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
  union all
  select 'constraint ' || k.conname || ' on ' || n.nspname || '.' || c.relname, pg_get_constraintdef(k.oid) || k.convalidated
    from pg_constraint k join pg_class c on c.oid = k.conrelid join ours n on n.oid = c.relnamespace
   where k.contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) || i.indisvalid
    from pg_index i join pg_class c on c.oid = i.indrelid join ours n on n.oid = c.relnamespace where i.indisunique
  union all
  select 'default ' || a.attname || ' of ' || n.nspname || '.' || c.relname, pg_get_expr(d.adbin, d.adrelid)
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    join pg_class c on c.oid = d.adrelid join ours n on n.oid = c.relnamespace
  union all
  select 'schema ' || nspname, (select string_agg(a::text, ',' order by a::text) from unnest(nspacl) a) from ours`;

/** Writes down how things stand now. @param client in a transaction of the migrating login; ends as app_owner */
export async function writeFences(client: pg.PoolClient): Promise<void> {
  await client.query(`set local role app_owner;
    create table if not exists app_priv.fence (server integer not null, name text primary key, definition text);
    delete from app_priv.fence`);
  // A restore reads rows in a form of its own; the catalogue is worded as every other session reads it.
  const { rows } = await client.query<{ style: string }>("select current_setting('intervalstyle') as style");
  await client.query("reset intervalstyle");
  await client.query(`insert into app_priv.fence (server, name, definition)
    select ${SERVER}, c.name, c.definition from (${CATALOGUE}) c`);
  await client.query("select set_config('intervalstyle', $1, true)", [rows[0]!.style]);
}

/** Anything that runs statements: a pool, or a client in a transaction. */
interface Runs {
  query(sql: string): Promise<unknown>;
}

/**
 * Names of fences that are not as they were written down: changed, gone, or nobody's. Empty also for a database that
 * has none yet, and for one moved to another major version of PostgreSQL, which words its catalogue differently.
 */
export async function changedFences(admin: Runs): Promise<string[]> {
  const answers = (await admin.query(`set role app_owner;
    select to_regclass('app_priv.fence') is not null as kept; reset role`)) as Answer<{ kept: boolean }>[];
  if (!answers[1]!.rows[0]!.kept) return [];
  const [, differing] = (await admin.query(`set role app_owner;
    with known as materialized (select name, definition, true as is_known from app_priv.fence where server = ${SERVER})
    select name from known k full join (select name, definition, true as is_there from (${CATALOGUE}) c) t using (name)
     where exists (select from known)
       and (is_known is null or is_there is null or k.definition is distinct from t.definition);
    reset role`)) as Answer<{ name: string }>[];
  return differing!.rows.map(({ name }) => name).sort();
}

interface Answer<Row> {
  rows: Row[];
}
