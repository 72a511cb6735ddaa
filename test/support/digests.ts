// Two databases held against each other: every row of every table, and everything that decides who may read it.
import { createHash } from "node:crypto";
import type { Database } from "../../db/open.ts";

/** Kept out of backups on purpose. */
const LEFT_OUT =
  /^(auth\.(session|verification|"rateLimit")|app_priv\.(context|verified_session|held_sign_in|challenge|attempt|fence))$/;

/** Checksum of the rows of every table, by name; read as the role of backups, which sees all. */
export async function tableDigests(database: Database): Promise<Record<string, string>> {
  const client = await database.admin.connect();
  try {
    await client.query("begin read only; set local role app_backup; set local timezone = 'UTC'");
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('app', 'app_priv', 'auth') and c.relkind = 'r' order by 1`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !LEFT_OUT.test(table.name))) {
      const { rows } = await client.query<{ text: string }>(
        `select t::text as text from ${name} t order by 1`,
      );
      const sum = createHash("sha256").update(rows.map((row) => row.text).join("\n"));
      found[name] = `${rows.length} rows ${sum.digest("hex")}`;
    }
    return found;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const CATALOGUE = `
  with ours as (select oid, nspname from pg_namespace where nspname in ('app', 'app_priv', 'app_gate', 'auth'))
  select 'policy ' || p.polrelid::regclass || ' ' || concat_ws(' / ', p.polname, p.polcmd, p.polpermissive,
           (select string_agg(r.rolname, ',' order by 1) from pg_roles r where r.oid = any(p.polroles)),
           pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as line
    from pg_policy p join pg_class c on c.oid = p.polrelid join ours on ours.oid = c.relnamespace
  union all
  select 'table ' || c.oid::regclass || ' ' || concat_ws(' / ', c.relkind, c.relowner::regrole, c.relrowsecurity,
           c.relforcerowsecurity, array_to_string(c.reloptions, ','))
    from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'v', 'm', 'S')
  union all
  select 'grant ' || c.oid::regclass || ' ' || g.grantee::regrole || ' ' || g.privilege_type
    from pg_class c join ours on ours.oid = c.relnamespace cross join lateral aclexplode(c.relacl) g
   where g.grantee <> 0
  union all
  select 'usage ' || n.nspname || ' ' || g.grantee::regrole || ' ' || g.privilege_type
    from pg_namespace n join ours on ours.oid = n.oid cross join lateral aclexplode(n.nspacl) g where g.grantee <> 0
  union all
  select 'function ' || pg_get_functiondef(f.oid) || ' ' || f.proowner::regrole || ' ' || (
           select coalesce(string_agg(g.grantee::regrole::text, ',' order by 1), '') from aclexplode(f.proacl) g where g.grantee <> 0)
    from pg_proc f join ours on ours.oid = f.pronamespace
  union all
  select 'trigger ' || t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours on ours.oid = c.relnamespace where not t.tgisinternal
  union all
  select 'constraint ' || k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
    from pg_constraint k join ours on ours.oid = k.connamespace where k.conrelid <> 0
  union all
  select 'index ' || pg_get_indexdef(i.indexrelid)
    from pg_index i join pg_class c on c.oid = i.indrelid join ours on ours.oid = c.relnamespace
  union all
  select 'view ' || c.oid::regclass || ' ' || pg_get_viewdef(c.oid)
    from pg_class c join ours on ours.oid = c.relnamespace where c.relkind = 'v'
  order by 1`;

/** Policies, owners, grants, functions, triggers, constraints, indexes and views, one line each. */
export async function catalogueLines(database: Database): Promise<string[]> {
  const { rows } = await database.admin.query<{ line: string }>(CATALOGUE);
  return rows.map(({ line }) => line);
}
