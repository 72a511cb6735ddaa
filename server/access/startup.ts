// The start-up check: the server refuses to serve unless the database itself keeps records apart. It reads the
// catalogue, not our hopes.
import type { Database } from "../../db/open.ts";
import { OperatorError } from "../../shared/errors.ts";

/** Definer functions by design; any other is a fault. */
export const DEFINER_FUNCTIONS = [
  "audit",
  "close_desk",
  "enter",
  "facts_of_installation",
  "imports",
  "me",
  "my_operations",
  "open_desk",
  "setting",
  "take",
  "touch",
  "writes",
];

const OURS = "('app_owner', 'app_definer', 'app_user', 'app_login', 'auth_login')";

/** Each query returns one row per fault, with `what` in words. */
const CHECKS: { says: string; sql: string }[] = [
  {
    says: "a service role is superuser, may bypass row policies, or may make roles or databases",
    sql: `select rolname as what from pg_roles where rolname in ${OURS}
            and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  },
  {
    says: "a service role inherits rights it must not have",
    sql: `select m.member::regrole || ' in ' || m.roleid::regrole as what from pg_auth_members m
           where m.member in (select oid from pg_roles where rolname in ${OURS})
             and not (m.member = 'app_login'::regrole and m.roleid = 'app_user'::regrole)`,
  },
  {
    says: "a table of records lacks forced row policies",
    sql: `select c.oid::regclass::text as what from pg_class c
           where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
             and not (c.relrowsecurity and c.relforcerowsecurity
                      and exists (select from pg_policy p where p.polrelid = c.oid))`,
  },
  {
    says: "a service login or app_user owns something",
    sql: `select c.oid::regclass::text as what from pg_class c
            join pg_roles r on r.oid = c.relowner where r.rolname in ('app_user', 'app_login', 'auth_login')`,
  },
  {
    says: "a view does not work with its reader's rights",
    sql: `select c.oid::regclass::text as what from pg_class c
           where c.relnamespace in ('app'::regnamespace, 'app_gate'::regnamespace) and c.relkind in ('v', 'm')
             and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
  },
  {
    says: "a definer function is not on the list, has no fixed search path, or has the wrong owner",
    sql: `select p.oid::regprocedure::text as what from pg_proc p
           where p.pronamespace in ('app'::regnamespace, 'app_gate'::regnamespace, 'app_priv'::regnamespace,
                                    'auth'::regnamespace) and p.prosecdef
             and not (p.proname = any($1) and p.pronamespace = 'app_gate'::regnamespace
                      and p.proowner = 'app_definer'::regrole
                      and coalesce(array_to_string(p.proconfig, ','), '') like 'search_path=pg_catalog%')`,
  },
  {
    says: "everybody (PUBLIC) has a right in our schemas",
    sql: `select n.nspname || '.' || coalesce(c.relname, p.proname, '') as what
            from pg_namespace n
            left join pg_class c on c.relnamespace = n.oid
            left join pg_proc p on p.pronamespace = n.oid and c.oid is null
           cross join lateral aclexplode(coalesce(c.relacl, p.proacl, n.nspacl)) a
           where n.nspname in ('app', 'app_priv', 'app_gate', 'auth') and a.grantee = 0
          union all
          select p.oid::regprocedure::text from pg_proc p
           where p.pronamespace in ('app_gate'::regnamespace, 'app_priv'::regnamespace) and p.proacl is null`,
  },
  {
    says: "app_user can reach a closed schema",
    sql: `select nspname as what from pg_namespace
           where nspname in ('app_priv', 'auth') and has_schema_privilege('app_user', oid, 'usage')`,
  },
  {
    says: "the sign-in library's login can reach records",
    sql: `select nspname as what from pg_namespace where nspname in ('app', 'app_priv', 'app_gate')
             and has_schema_privilege('auth_login', oid, 'usage')`,
  },
];

/** @throws OperatorError naming every fault; nothing is served then. */
export async function checkFences(database: Database): Promise<void> {
  const faults: string[] = [];
  for (const { says, sql } of CHECKS) {
    const { rows } = await database.admin.query<{ what: string }>(
      sql,
      sql.includes("$1") ? [DEFINER_FUNCTIONS] : [],
    );
    if (rows.length > 0) faults.push(`${says}: ${rows.map((row) => row.what).join(", ")}`);
  }
  faults.push(...(await checkLogin(database)));
  if (faults.length > 0)
    throw new OperatorError(`The database does not keep records apart. ${faults.join("; ")}.`);
}

/** The service's own connection: not privileged, and blind without a token. */
async function checkLogin(database: Database): Promise<string[]> {
  const client = await database.pool.connect();
  try {
    const { rows } = await client.query<{ name: string; strong: boolean }>(
      "select rolname as name, rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user",
    );
    await client.query("begin");
    await client.query("set local role app_user");
    const seen = await client.query("select from app.operation limit 1");
    await client.query("rollback");
    const faults =
      rows[0]?.strong || rows[0]?.name !== "app_login" ? ["the service's login is privileged"] : [];
    return seen.rowCount === 0 ? faults : [...faults, "records are visible without a token"];
  } finally {
    client.release();
  }
}
