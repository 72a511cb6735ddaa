// The part of the start-up check (startup.ts) about the role that reads everything for a backup.

/** Only the migrating login can become it; a table it does not see would be missing from every backup. */
export const BACKUP_CHECK = {
  says: "the role of backups is kept from a table, or may do more than read",
  sql: `select distinct c.oid::regclass::text as what from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'app_priv', 'auth')
            left join lateral aclexplode(c.relacl) r on r.grantee = 'app_backup'::regrole
           where c.relkind = 'r'
             and (r.privilege_type is distinct from 'SELECT'
                  or (c.relrowsecurity and not exists (
                        select from pg_policy p where p.polrelid = c.oid and p.polname = 'kept' and p.polpermissive
                           and p.polcmd = 'r' and p.polroles = array['app_backup'::regrole::oid]
                           and pg_get_expr(p.polqual, p.polrelid) = 'true')))`,
};
