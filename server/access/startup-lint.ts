// The part of the start-up check (startup.ts) about how fences are built, whatever the list of them says: no policy that
// reads a setting anybody may set, none that asks anew for every row who is asking, nothing that opens what is made
// later, no setting by which a service role would work otherwise than we tried.
import type { Check } from "./startup.ts";

const SCHEMAS = "('app', 'app_priv', 'app_gate', 'auth')";
const OURS = "('app_owner', 'app_definer', 'app_user', 'app_backup', 'app_login', 'auth_login')";

export const LINT: Check[] = [
  {
    says: "a policy reads a setting, which anybody may set",
    sql: `select p.polrelid::regclass || ' ' || p.polname as what from pg_policy p
           where concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ 'current_setting'`,
  },
  {
    says: "a policy asks for every row anew who is asking",
    sql: `select p.polrelid::regclass || ' ' || p.polname as what from pg_policy p
           where p.polcmd = 'r' and regexp_replace(pg_get_expr(p.polqual, p.polrelid),
                   'SELECT \\(app_gate\\.me\\(\\)\\)', '', 'g') ~ 'app_gate\\.me\\('`,
  },
  {
    says: "rights are given away on what is made later",
    sql: `select d.defaclrole::regrole::text as what from pg_default_acl d
           where d.defaclrole in (select oid from pg_roles where rolname in ${OURS})
              or d.defaclnamespace in (select oid from pg_namespace where nspname in ${SCHEMAS})`,
  },
  {
    says: "a service role works under settings of its own",
    sql: `select r.rolname as what from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
           where r.rolname in ${OURS}`,
  },
  {
    says: "a foreign or inherited table stands among records",
    sql: `select c.oid::regclass::text as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname in ${SCHEMAS}
             and (c.relkind in ('f', 'm', 'p') or exists (select from pg_inherits i where c.oid in (i.inhrelid, i.inhparent)))`,
  },
  {
    says: "two gates have one name",
    sql: `select p.proname as what from pg_proc p where p.pronamespace = 'app_gate'::regnamespace
           group by p.proname having count(*) > 1`,
  },
];
