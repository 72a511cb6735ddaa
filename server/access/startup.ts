// The start-up check: the server refuses to serve unless the database itself keeps records apart. It reads the
// catalogue, not our hopes.

import { changedFences } from "../../db/fences.ts";
import type { Database } from "../../db/open.ts";
import { OperatorError } from "../../shared/errors.ts";
import { BACKUP_CHECK } from "./startup-backup.ts";
import { checkBodies } from "./startup-bodies.ts";
import { LINT } from "./startup-lint.ts";
import { CALLED_BY, REVIEWED_TRIGGERS } from "./startup-reviewed.ts";

const DEFINER_FUNCTIONS = Object.keys(CALLED_BY);
const CALLS = Object.entries(CALLED_BY).map(([name, role]) => `${role} ${name}`);

const OURS = "('app_owner', 'app_definer', 'app_user', 'app_backup', 'app_login', 'auth_login')";

const SCHEMAS = "('app', 'app_priv', 'app_gate', 'auth')";

export interface Check {
  says: string;
  sql: string;
  given?: string[];
}

/** Each query returns one row per fault, with `what` in words; `given` is its parameter. */
const CHECKS: Check[] = [
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
           where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'f')
             and not (c.relrowsecurity and c.relforcerowsecurity
                      and exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
                                    and p.polroles <> array['app_backup'::regrole::oid]))`,
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
                      and coalesce(array_to_string(p.proconfig, ';'), '')
                          ~ '^search_path=pg_catalog(, (app|app_priv|app_gate|auth))*$')`,
    given: DEFINER_FUNCTIONS,
  },
  {
    says: "everybody (PUBLIC) has a right in our schemas",
    sql: `select distinct a.what from (
            select nspname as what, oid as schema, nspacl as acl from pg_namespace
            union all select oid::regclass::text, relnamespace, relacl from pg_class
            union all select oid::regprocedure::text, pronamespace, coalesce(proacl, acldefault('f', proowner))
                        from pg_proc) a
            join pg_namespace n on n.oid = a.schema cross join lateral aclexplode(a.acl) r
           where n.nspname in ${SCHEMAS} and r.grantee = 0`,
  },
  {
    says: "a policy lets readers through without asking who they are",
    sql: `select p.polrelid::regclass || ' ' || p.polname as what from pg_policy p
            join pg_class c on c.oid = p.polrelid
           where c.relnamespace = 'app'::regnamespace
             and not (p.polroles = array['app_definer'::regrole::oid]
                      or (p.polroles = array['app_backup'::regrole::oid] and p.polname = 'kept' and p.polcmd = 'r')
                      or (p.polroles = array['app_user'::regrole::oid]
                          and coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
                              ~ 'app_gate|SELECT'))`,
  },
  {
    says: "a table has a trigger or rule that nobody reviewed",
    sql: `select t.tgrelid::regclass || ' ' || t.tgname as what from pg_trigger t join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${SCHEMAS} and not t.tgisinternal and t.tgname <> all($1)
          union all
          select w.ev_class::regclass || ' ' || w.rulename from pg_rewrite w join pg_class c on c.oid = w.ev_class
            join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${SCHEMAS} and w.rulename <> '_RETURN'`,
    given: REVIEWED_TRIGGERS,
  },
  {
    says: "a single column is granted",
    sql: `select a.attrelid::regclass || '.' || a.attname as what from pg_attribute a
            join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
           where n.nspname in ${SCHEMAS} and a.attacl is not null`,
  },
  {
    says: "a service role may make things in our schemas",
    sql: `select r.rolname || ' in ' || n.nspname as what from pg_namespace n cross join pg_roles r
           where n.nspname in ${SCHEMAS} and r.rolname in ('app_user', 'app_backup', 'app_login', 'auth_login')
             and has_schema_privilege(r.oid, n.oid, 'create')`,
  },
  {
    // The migrating login, superusers and makers of roles could take these rights anyway.
    says: "another role works with our roles' rights",
    sql: `select m.member::regrole || ' in ' || m.roleid::regrole as what from pg_auth_members m
            join pg_roles r on r.oid = m.member
           where m.roleid in (select oid from pg_roles where rolname in ${OURS}) and r.rolname <> current_user
             and not r.rolsuper and not r.rolcreaterole
             and not (r.rolname = 'app_login' and m.roleid = 'app_user'::regrole)`,
  },
  {
    says: "a service role has more than it needs",
    sql: `select distinct r.grantee::regrole || ' on ' || c.oid::regclass as what from pg_class c
            join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) r
           where n.nspname in ${SCHEMAS} and c.relkind <> 'i'
             and r.grantee in (select oid from pg_roles where rolname in ('app_user', 'app_login', 'auth_login'))
             and not (r.grantee = 'auth_login'::regrole and n.nspname = 'auth')
             and not (r.grantee = 'app_user'::regrole and n.nspname = 'app'
                      and (r.privilege_type in ('SELECT', 'INSERT', 'UPDATE')
                           or (r.privilege_type = 'DELETE' and exists (
                                select from pg_policy p where p.polrelid = c.oid and p.polcmd = 'd'))))`,
  },
  BACKUP_CHECK,
  {
    says: "a service role may call a function that is not for it",
    sql: `select r.rolname || ' ' || p.proname as what from pg_proc p cross join pg_roles r
           where p.pronamespace in (select oid from pg_namespace where nspname in ${SCHEMAS})
             and r.rolname in ('app_user', 'app_backup', 'app_login', 'auth_login')
             and has_function_privilege(r.oid, p.oid, 'execute') and r.rolname || ' ' || p.proname <> all($1)`,
    given: CALLS,
  },
  {
    says: "a table has another owner than app_owner",
    sql: `select c.oid::regclass::text as what from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'app_priv', 'auth')
           where c.relkind in ('r', 'p', 'v', 'm') and c.relowner <> 'app_owner'::regrole`,
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
  const faults = [...(await catalogueFaults(database)), ...(await checkLogin(database))];
  if (faults.length > 0)
    throw new OperatorError(`The database does not keep records apart. ${faults.join("; ")}.`);
}

/** What the catalogue says that it should not, one sentence a fault. */
export async function catalogueFaults(database: Pick<Database, "admin">): Promise<string[]> {
  const faults: string[] = [];
  for (const { says, sql, given } of [...CHECKS, ...LINT]) {
    const { rows } = await database.admin.query<{ what: string }>(sql, given ? [given] : []);
    if (rows.length > 0) faults.push(`${says}: ${rows.map((row) => row.what).join(", ")}`);
  }
  const changed = await changedFences(database.admin);
  if (changed.length > 0) faults.push(`not as our migrations made it: ${changed.join(", ")}`);
  return [...faults, ...(await checkBodies(database))];
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
