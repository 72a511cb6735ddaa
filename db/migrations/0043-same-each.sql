-- What organisations say of one actor's records each say for themselves, of published records too. A published record may
-- be said to be the same as one by one organisation and as another by the next: neither is refused because of a word of
-- the other's that they do not read, which would tell that there is one. And nobody takes back another's word, by which
-- perhaps they are bound.

set local role app_owner;

alter table app.actor_same add column said_by uuid references app.organisation;
set local role app_definer;
update app.actor_same set said_by = owner_org_id;
set local role app_owner;
alter table app.actor_same alter column said_by set not null;
comment on column app.actor_same.said_by is 'The organisation whose word it is: its owner, or of two published records whoever said it.';

drop index app.actor_same_gone;
create unique index actor_same_gone on app.actor_same (said_by, gone_id) where deleted_at is null;

-- As in 0039, and in one's own organisation's name.
drop policy written on app.actor_same;
create policy written on app.actor_same for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and said_by = (select (app_gate.me()).organisation_id)
  and ((owner_org_id = (select (app_gate.me()).organisation_id) and (select app_gate.writes('actor') or app_gate.imports()))
       or (owner_org_id = (select (app_gate.me()).public_org_id) and sensitivity = 'low' and (select app_gate.imports())))
  and exists (select from app.actor g where g.id = gone_id and g.deleted_at is null
        and (g.owner_org_id = (select (app_gate.me()).organisation_id)
             or (g.owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))
  and kept_id in (select l.record_id from app.actor_record_link l));
drop policy changed on app.actor_same;
create policy changed on app.actor_same for update to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and said_by = (select (app_gate.me()).organisation_id)
  and ((owner_org_id = (select (app_gate.me()).organisation_id) and (select app_gate.writes('actor') or app_gate.imports()))
       or (owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))));
drop policy seen on app.actor_same_reason;
create policy seen on app.actor_same_reason for select to app_user using (
  ((select (app_gate.me()).role) <> 'administrator' or (select (app_gate.me()).glass))
  and exists (select from app.actor_same s where s.id = same_id and s.said_by = (select (app_gate.me()).organisation_id)));

create or replace view app.actor_same_seen with (security_invoker = true) as
  select s.id as ref, s.operation_id, s.owner_org_id, s.version, s.sensitivity, s.illustrative, s.said_at,
         s.gone_id, s.kept_id, g.ref as gone_ref, k.ref as kept_ref, s.said_by
    from app.actor_same s
    join app.actor_record_link g on g.record_id = s.gone_id
    join app.actor_record_link k on k.record_id = s.kept_id
   where s.deleted_at is null;

-- As in 0039, and of several words about one record a reader follows one: their own organisation's, else what is
-- published, else the oldest.
create or replace function app.actor_standing() returns table (record_id uuid, stands_id uuid, record_ref uuid, ref uuid)
language plpgsql stable rows 20 set search_path = pg_catalog, app as $$
begin
  if not exists (select from app.actor_same s where s.deleted_at is null) then return; end if;
  return query
  with recursive said as materialized (
    select s.gone_id, s.kept_id, s.owner_org_id, s.said_by, s.said_at, s.id from app.actor_same s where s.deleted_at is null),
  seen as materialized (
    select l.record_id, l.ref from app.actor_record_link l
     where l.record_id in (select x.gone_id from said x union select x.kept_id from said x)),
  link as materialized (
    select distinct on (s.gone_id) s.gone_id, s.kept_id from said s
     where s.gone_id in (select x.record_id from seen x) and s.kept_id in (select x.record_id from seen x)
     order by s.gone_id, case when s.said_by = (select (app_gate.me()).organisation_id) then 0
       when s.owner_org_id = (select (app_gate.me()).public_org_id) then 1 else 2 end, s.said_at, s.id),
  walk as (
    select l.gone_id as start_id, l.kept_id as at, array[l.gone_id] as path from link l
    union all
    select w.start_id, l.kept_id, w.path || w.at from walk w join link l on l.gone_id = w.at where w.at <> all (w.path)),
  ended as (
    select w.start_id, case when w.at = any (w.path)
             then (select x from unnest(w.path[array_position(w.path, w.at):]) x order by x limit 1) else w.at end as end_id
      from walk w where w.at = any (w.path) or not exists (select from link l where l.gone_id = w.at))
  select e.start_id, e.end_id, o.ref, k.ref
    from ended e join seen o on o.record_id = e.start_id join seen k on k.record_id = e.end_id;
end $$;

-- As in 0039: all records that any word joins are one, whichever of them it says goes.
create or replace function app_priv.same_actors(p_operation uuid) returns table (record_id uuid, stands_id uuid)
language sql stable set search_path = pg_catalog, app as $$
  with recursive said as materialized (
    select s.gone_id, s.kept_id from app.actor_same s where s.operation_id = p_operation and s.deleted_at is null),
  side as materialized (
    select x.gone_id as one_id, x.kept_id as other_id from said x union select x.kept_id, x.gone_id from said x),
  reach as (
    select d.one_id as record_id, d.other_id as at from side d
    union
    select r.record_id, d.other_id from reach r join side d on d.one_id = r.at)
  select r.record_id, (array_agg(r.at order by r.at))[1] from reach r group by r.record_id
$$;
