-- How long records are kept, and what is left of a deleted one. A record is deleted in two steps: its owner (or the
-- time it is kept for) hides it at once, with its copies and releases, and can bring it back; thirty days later the
-- purge takes away everything it said. A tombstone stays: which id, what kind, when, why, by which role. Its id is
-- never taken again.

set local role app_owner;

-- Months after which records of a kind are deleted; null: kept as long as the operation. Kinds without a row follow
-- the default (app_gate.kept_for).
create table app.retention (
  operation_id uuid not null references app.operation,
  kind         text not null check (kind in ('incident', 'displaced_report', 'actor', 'priority', 'patrol', 'alert')),
  months       integer check (months between 1 and 600),
  set_at       timestamptz not null default now(),
  set_by       uuid references app.person,
  primary key (operation_id, kind)
);

create table app.tombstone (
  record_id    uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  kind         text not null,
  cause        text not null check (cause in ('person', 'retention')),
  reason       text not null check (length(reason) between 1 and 2000),
  said         text not null check (length(said) between 1 and 400),
  deleted_at   timestamptz not null default now(),
  purged_at    timestamptz
);
comment on column app.tombstone.said is 'Who, as role and organisation; never a name.';
create index tombstone_owner on app.tombstone (owner_org_id, deleted_at);

do $$
declare t text;
begin
  foreach t in array array['retention', 'tombstone'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
  end loop;
end $$;
grant select on app.retention to app_definer;
grant select, insert, update on app.tombstone to app_definer;

create policy seen on app.retention for select to app_user using (operation_id = (select (app_gate.me()).operation_id));
create policy written on app.retention for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and (select (app_gate.me()).role) = 'administrator'
  and (select (app_gate.me()).may_write));
create policy changed on app.retention for update to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and (select (app_gate.me()).role) = 'administrator'
  and (select (app_gate.me()).may_write));
grant select, insert, update on app.retention to app_user;

-- A reason may say what the record said: it is for its organisation, like the record.
create policy seen on app.tombstone for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).role) <> 'administrator' and (select (app_gate.me()).only_org) is null);
create policy written on app.tombstone for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).may_write) and cause = 'person' and purged_at is null);
create policy taken_back on app.tombstone for delete to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).may_write) and purged_at is null);
grant select, insert, delete on app.tombstone to app_user;

-- The parts of a record go with it, sources too, without anybody having to read them.
alter table app.incident_party drop constraint incident_party_incident_id_fkey,
  add constraint incident_party_incident_id_fkey foreign key (incident_id) references app.incident on delete cascade;
alter table app.incident_harm drop constraint incident_harm_incident_id_fkey,
  add constraint incident_harm_incident_id_fkey foreign key (incident_id) references app.incident on delete cascade;
alter table app.incident_source drop constraint incident_source_incident_id_fkey,
  add constraint incident_source_incident_id_fkey foreign key (incident_id) references app.incident on delete cascade;
alter table app.patrol_area drop constraint patrol_area_patrol_id_fkey,
  add constraint patrol_area_patrol_id_fkey foreign key (patrol_id) references app.patrol on delete cascade;

grant update, delete on app.incident, app.actor, app.actor_relation, app.control_zone, app.patrol, app.priority_override,
  app.priority_score to app_definer;
create policy purged on app.revision to app_definer using (true);
grant select, delete on app.revision to app_definer;

set local role app_definer;

-- An id that was deleted is taken for ever, whoever comes with it: to a stranger it looks like any id that is taken.
create function app_gate.refuse_gone() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from added a join app.tombstone t on t.record_id = a.id) then
    raise exception 'taken' using errcode = '23505';
  end if;
  return null;
end $$;

-- Months that records of a kind are kept in this operation; null: as long as it lives.
create function app_gate.kept_for(p_kind text) returns integer
language sql stable security definer set search_path = pg_catalog, app as $$
  select case when r.kind is not null then r.months
              else case p_kind when 'displaced_report' then 24 when 'alert' then 12 end end
    from app_gate.me() me left join app.retention r on r.operation_id = me.operation_id and r.kind = p_kind
$$;

-- Deletes what has been kept long enough, and takes away what was deleted more than `p_days` ago; answers how many of
-- each kind. `p_dry`: only counts. Published data is nobody's to delete. For the desk, and not in a locked operation:
-- on a compromised day nothing is destroyed.
create function app_gate.purge(p_days integer, p_dry boolean) returns table (kind text, expired integer, purged integer)
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_months integer;
  v_ids uuid[];
  v_named text;
  r record;
begin
  if v.operation_id is null or not v.desk or not v.may_write then raise exception 'not allowed' using errcode = '42501'; end if;
  -- What names an actor goes before the actor.
  for r in select * from (values (1, 'incident', 'incident'), (2, 'displaced_report', 'displaced_report'),
      (3, 'control_zone', 'actor'), (4, 'actor_relation', 'actor'), (5, 'patrol', 'patrol'), (6, 'alert', 'alert'),
      (7, 'priority_override', 'priority'), (8, 'priority_score', 'priority'), (9, 'actor', 'actor')) t (place, name, kept)
     where to_regclass('app.' || t.name) is not null order by place loop
    v_months := app_gate.kept_for(r.kept);
    -- An actor that anything still names stays.
    v_named := case when r.name = 'actor' then ' and not exists (select from app.incident_party x where x.actor_id = t.id)
      and not exists (select from app.actor_relation x where t.id in (x.from_actor, x.to_actor))
      and not exists (select from app.control_zone x where x.actor_id = t.id)
      and not exists (select from app.organisation x where x.actor_id = t.id)' else '' end;
    execute format('select coalesce(array_agg(t.id), ''{}'') from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at is null and created_at < now() - make_interval(months => $3)', r.name) || v_named
      into v_ids using v.operation_id, v.public_org_id, v_months;
    expired := cardinality(v_ids);
    if not p_dry and expired > 0 then
      execute format('with gone as (update app.%I t set deleted_at = now(), version = version + 1, updated_at = now(), updated_by = null
          where id = any($1) returning id, operation_id, owner_org_id)
        insert into app.tombstone (record_id, operation_id, owner_org_id, kind, cause, reason, said)
        select id, operation_id, owner_org_id, $2, ''retention'', $3, ''retention'' from gone', r.name)
        using v_ids, r.name, v_months || ' months';
      perform app_gate.settle(r.name, v_ids);
    end if;
    execute format('select coalesce(array_agg(id), ''{}'') from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at < now() - make_interval(days => $3)
      and not exists (select from app.tombstone b where b.record_id = t.id and b.purged_at is not null)', r.name)
      into v_ids using v.operation_id, v.public_org_id, p_days;
    purged := cardinality(v_ids);
    if not p_dry and purged > 0 then
      insert into app.tombstone as b (record_id, operation_id, owner_org_id, kind, cause, reason, said, purged_at)
      select x, v.operation_id, v.organisation_id, r.name, 'person', 'purge', 'purge', now() from unnest(v_ids) x
      on conflict (record_id) do update set purged_at = now();
      delete from app.revision x where x.record_id = any(v_ids);
      update app.release x set preview = '{}', message = '', conditions = '' where x.record_id = any(v_ids) and x.kind = r.name;
      if to_regclass('app.' || r.name || '_general') is not null then
        execute format('delete from app.%I where id = any($1)', r.name || '_general') using v_ids;
      end if;
      -- An actor that others' records name leaves an empty row, so that their references hold.
      if r.name = 'actor' then
        update app.actor t set name = '-', name_key = '', full_name = null, aliases = '{}', notes = null, raw = '{}',
               external_id = null, content = null, active_from = null, active_to = null, as_of = null,
               chain_of_command_clarity = null
         where t.id = any(v_ids);
      end if;
      execute format('delete from app.%I t where id = any($1)', r.name) || v_named using v_ids;
    end if;
    kind := r.name;
    if expired + purged > 0 then return next; end if;
  end loop;
  if not p_dry then perform app_gate.touch(x) from unnest(array['incident', 'actor', 'patrol', 'priority']) x; end if;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.kept_for(text) to app_user;
grant execute on function app_gate.refuse_gone() to app_owner;

set local role app_owner;

do $$
declare t text;
begin
  foreach t in array array['incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override',
                           'priority_score'] loop
    execute format('create trigger refuse_gone after insert on app.%I referencing new table as added
      for each statement execute function app_gate.refuse_gone()', t);
  end loop;
end $$;
