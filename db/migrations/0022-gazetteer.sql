-- The gazetteer of an operation: places that an organisation saves while it logs, with the spellings people use. They
-- are sites like others, under the same policies (the protocol's row for access), kept and deleted like other records.

set local role app_owner;

alter table app.site
  add column aliases text[] not null default '{}' check (cardinality(aliases) <= 20),
  add constraint site_local_point check (kind <> 'local_place' or (lon is not null and lat is not null));
comment on column app.site.aliases is 'Other spellings and names of the place.';
create or replace view app.site_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, s.* from app.site s where deleted_at is null;

create index site_owner on app.site (operation_id, owner_org_id) where kind = 'local_place';

create trigger refuse_gone after insert on app.site referencing new table as added
  for each statement execute function app_gate.refuse_gone();

-- Deleted places are purged like other records; they have no time of their own.
create policy gate on app.site to app_definer using (true) with check (true);
grant select, update, delete on app.site to app_definer;
create or replace function app_priv.kept_kinds() returns table (place integer, name text, kept text)
language sql immutable set search_path = pg_catalog as $$
  values (10, 'incident', 'incident'), (30, 'control_zone', 'actor'), (40, 'actor_relation', 'actor'), (50, 'patrol', 'patrol'),
    (70, 'priority_override', 'priority'), (80, 'priority_score', 'priority'), (90, 'actor', 'actor'), (100, 'site', 'site')
$$;
