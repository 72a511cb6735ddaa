-- Room `actors`: structure and ground over time. Days of relations and zones may be known to the month or year only. In
-- one organisation's account nobody has two superiors of one kind on one day, and on no day anybody commands themselves
-- through others; accounts of different organisations may contradict each other, and readers are shown that they do.
-- A zone says whether it tells of control, responsibility or presence, and may have a drawn outline, which is in a table
-- of its own: outside coordination a zone is its district.

set local role app_owner;

alter table app.actor_relation
  add column from_precision text not null default 'day' check (from_precision in ('day', 'month', 'year')),
  add column to_precision text not null default 'day' check (to_precision in ('day', 'month', 'year')),
  add column external_id text,
  add column content text;
create unique index actor_relation_external on app.actor_relation (dataset_id, external_id) where external_id is not null;
comment on column app.actor_relation.external_id is 'Of a published list: kind and both ids, so that the list taken in again is known again.';
alter table app.actor_relation_general
  add column from_precision text not null default 'day', add column to_precision text not null default 'day',
  add column external_id text, add column content text;
alter table app.control_zone
  add column ground text not null default 'control' check (ground in ('control', 'responsibility', 'presence')),
  add column from_precision text not null default 'day' check (from_precision in ('day', 'month', 'year')),
  add column to_precision text not null default 'day' check (to_precision in ('day', 'month', 'year'));
alter table app.control_zone_general
  add column ground text not null default 'control',
  add column from_precision text not null default 'day', add column to_precision text not null default 'day';
comment on column app.control_zone.ground is 'What is claimed: control; responsibility (told to be in charge there); presence (seen there, without control).';

-- ---------------------------------------------------------------- one superior a day, no circle
create function app_priv.check_hierarchy() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
declare
  v_child uuid := case new.kind when 'part_of' then new.from_actor else new.to_actor end;
  v_parent uuid := case new.kind when 'part_of' then new.to_actor else new.from_actor end;
  v_until date := coalesce(new.valid_to, 'infinity');
begin
  if new.kind not in ('part_of', 'commands') or new.deleted_at is not null then return new; end if;
  -- Two writers of one organisation look at the same state, one after the other.
  perform pg_advisory_xact_lock(hashtextextended(new.owner_org_id::text, 32));
  if exists (select from app.actor_relation r
       where r.owner_org_id = new.owner_org_id and r.kind = new.kind and r.id <> new.id and r.deleted_at is null
         and case r.kind when 'part_of' then r.from_actor else r.to_actor end = v_child
         and r.valid_from <= v_until and coalesce(r.valid_to, 'infinity') >= new.valid_from) then
    raise exception 'two superiors on one day' using errcode = '23P01';
  end if;
  if exists (
    with recursive up as (
      select v_parent as actor, new.valid_from as since, v_until as until
      union
      select s.parent, greatest(u.since, s.valid_from), least(u.until, s.until)
        from up u
        cross join lateral (
          select case r.kind when 'part_of' then r.to_actor else r.from_actor end as parent, r.valid_from,
                 coalesce(r.valid_to, 'infinity') as until
            from app.actor_relation r
           where r.owner_org_id = new.owner_org_id and r.id <> new.id and r.deleted_at is null
             and ((r.kind = 'part_of' and r.from_actor = u.actor) or (r.kind = 'commands' and r.to_actor = u.actor))) s
       where greatest(u.since, s.valid_from) <= least(u.until, s.until))
    select from up where actor = v_child) then
    raise exception 'a circle of command' using errcode = '23P01';
  end if;
  return new;
end $$;
revoke all on function app_priv.check_hierarchy() from public;
create trigger hierarchy before insert or update of kind, from_actor, to_actor, valid_from, valid_to, deleted_at, owner_org_id
  on app.actor_relation for each row execute function app_priv.check_hierarchy();

-- ---------------------------------------------------------------- drawn outlines
create table app.control_zone_shape (
  zone_id uuid primary key references app.control_zone on delete cascade,
  shape   jsonb not null check (length(shape::text) <= 200000)
);
comment on table app.control_zone_shape is 'GeoJSON polygon of a drawn zone. It is in no copy, and goes by rule to coordination only.';
select app_priv.guard_part('control_zone_shape', 'control_zone', 'zone_id', 'actor');
drop policy seen on app.control_zone_shape;
create policy seen on app.control_zone_shape for select to app_user using (exists (
  select from app.control_zone z where z.id = zone_id
     and (z.owner_org_id in ((select (app_gate.me()).organisation_id), (select (app_gate.me()).public_org_id))
          or (select (app_gate.me()).community) = 'cmcoord' or (select (app_gate.me()).glass))));

-- ---------------------------------------------------------------- copies tell months
create function app_priv.coarse_precision(p_precision text) returns text
language sql immutable set search_path = pg_catalog as $$
  select case when p_precision = 'year' then 'year' else 'month' end
$$;
create or replace function app_priv.general_actor_relation(p_ids uuid[]) returns setof app.actor_relation_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.actor_relation a
    cross join lateral jsonb_populate_record(null::app.actor_relation_general, to_jsonb(a)
      || app_priv.copy_head('actor', a.created_at, a.sensitivity) || jsonb_build_object(
      'source', null, 'as_of', date_trunc('month', a.as_of)::date,
      'from_precision', app_priv.coarse_precision(a.from_precision), 'to_precision', app_priv.coarse_precision(a.to_precision),
      'valid_from', date_trunc('month', a.valid_from)::date, 'valid_to', app_priv.coarse_to(a.valid_to, 'high'))) r
   where a.id = any(p_ids)
$$;
create or replace function app_priv.general_control_zone(p_ids uuid[]) returns setof app.control_zone_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.control_zone a
    cross join lateral jsonb_populate_record(null::app.control_zone_general, to_jsonb(a)
      || app_priv.copy_head('actor', a.created_at, a.sensitivity) || jsonb_build_object(
      'note', null, 'area_id', app_priv.district(a.area_id), 'as_of', date_trunc('month', a.as_of)::date,
      'from_precision', app_priv.coarse_precision(a.from_precision), 'to_precision', app_priv.coarse_precision(a.to_precision),
      'valid_from', date_trunc('month', a.valid_from)::date, 'valid_to', app_priv.coarse_to(a.valid_to, 'high'))) r
   where a.id = any(p_ids)
$$;
revoke all on function app_priv.coarse_precision(text) from public;
grant execute on function app_priv.coarse_precision(text) to app_definer;

drop view app.actor_relation_seen, app.control_zone_seen;
select app_priv.open_door('actor_relation', '{"from_actor": "actor_link", "to_actor": "actor_link"}');
select app_priv.open_door('control_zone', '{"actor_id": "actor_link"}');
create view app.control_zone_shape_seen with (security_invoker = true) as
  select s.zone_id as ref, s.shape from app.control_zone_shape s
   where exists (select from app.control_zone z where z.id = s.zone_id and z.deleted_at is null);
grant select on app.control_zone_shape_seen to app_user;
