-- How records cross: generalised copies, made in the record's own transaction and opened by rule, and releases by a
-- person, each with a frozen copy of what it hands over. A copy is a row of its own under a random id that holds
-- nothing that must not cross; a reader has the record, or one copy of it, or nothing.

set local role app_owner;

-- An addressee: an organisation's function, not a person.
create table app.office (
  id              uuid primary key,
  operation_id    uuid not null references app.operation,
  organisation_id uuid not null references app.organisation,
  name            text not null check (length(name) between 1 and 200),
  function        text not null default '' check (length(function) <= 400),
  illustrative    boolean not null default false,
  created_at      timestamptz not null default now(),
  unique (organisation_id, name)
);
alter table app.office enable row level security;
alter table app.office force row level security;
create policy seen on app.office for select to app_user using (operation_id = (select (app_gate.me()).operation_id));
create policy written on app.office for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id)
  and (select (app_gate.me()).may_write)
  and (select (app_gate.me()).role) in ('administrator', 'coordinator', 'officer')
  and exists (select from app.organisation o where o.id = organisation_id and not o.public_data));
create policy gate on app.office for select to app_definer using (true);
grant select, insert on app.office to app_user;
grant select on app.office to app_definer;

drop view app.incident_seen;
drop table app.incident_general;
drop table app.release;

create table app.release (
  id              uuid primary key,
  operation_id    uuid not null references app.operation,
  kind            text not null check (kind in ('incident', 'actor', 'actor_relation', 'control_zone', 'patrol',
                                                'priority_override', 'priority_score')),
  record_id       uuid not null,
  owner_org_id    uuid not null references app.organisation,
  to_community    text not null,
  to_org_id       uuid references app.organisation,
  office_id       uuid references app.office,
  level           text not null check (level in ('generalised', 'full')),
  purpose         text not null check (purpose in ('poc', 'humanitarian_security', 'access')),
  conditions      text not null default '' check (length(conditions) <= 2000),
  message         text not null default '' check (length(message) <= 2000),
  until           timestamptz,
  state           text not null check (state in ('held', 'offered', 'active', 'refused', 'withdrawn')),
  bound           text check (bound in ('is', 'commands', 'commanded_by', 'supports', 'joint')),
  second_by       uuid references app.person,
  second_at       timestamptz,
  answer          text not null default '' check (length(answer) <= 2000),
  answered_by     uuid references app.person,
  answered_at     timestamptz,
  withdrawn_at    timestamptz,
  replaces        uuid references app.release,
  record_version  integer not null,
  current_version integer not null,
  rule_kind       text not null,
  rule_from       date,
  sensitivity     text not null,
  held_from       text[] not null default '{}',
  preview         jsonb not null default '{}',
  illustrative    boolean not null default false,
  created_at      timestamptz not null default now(),
  created_by      uuid not null references app.person,
  foreign key (operation_id, to_community) references app.community
);
comment on column app.release.state is 'held: waits for a second person, because the receiver is bound to a party to the
  harm. offered: the receiver sees the preview only. active: accepted. Expiry is by `until`.';
comment on column app.release.bound is 'How the receiver stands to the alleged perpetrator, where the rules do not fire.';
comment on column app.release.current_version is 'Version of the record now; above record_version, the release is out of date.';
comment on column app.release.rule_kind is 'With rule_from, sensitivity and held_from: the record as the rules see it now.';
comment on column app.release.preview is 'What the receiver sees before accepting: kind, month, province.';
create index release_record on app.release (record_id);
create index release_reader on app.release (operation_id, to_community) where state = 'active';
alter table app.release enable row level security;
alter table app.release force row level security;
create policy seen on app.release for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and (select (app_gate.me()).role) <> 'administrator'
  and (owner_org_id = (select (app_gate.me()).organisation_id)
       -- What waits for a second person, or was taken back before one agreed, was never offered.
       or ((bound is null or second_at is not null) and to_community = (select (app_gate.me()).community)
           and (to_org_id is null or to_org_id = (select (app_gate.me()).organisation_id))))
  -- A look at one's own records tells nothing of what others handed over.
  and coalesce(owner_org_id = (select (app_gate.me()).only_org), (select (app_gate.me()).only_org) is null));
create policy gate on app.release to app_definer using (true) with check (true);
grant select on app.release to app_user;
grant select, insert, update on app.release to app_definer;

-- The head of every copy, before the columns of its kind, of which `id` is the record's.
create table app_priv.copy (
  copy_id    uuid not null default gen_random_uuid(),
  release_id uuid,
  level      text not null check (level in ('generalised', 'full')),
  rule_kind  text not null,
  rule_from  date,
  kept_from  text[] not null default '{}',
  stale      boolean not null default false
);
comment on table app_priv.copy is 'Template for "like": the columns that every copy begins with. release_id null: the one
  copy that rules open. stale: its record changed and it was not made anew; nobody reads it.';
comment on column app_priv.copy.rule_from is 'Day from which rule_kind holds; before it, a patrol is still a plan.';
comment on column app_priv.copy.kept_from is 'Communities that no rule may show it: a party to the harm is among them.';

create table app.incident_general
  (like app_priv.copy including defaults including constraints, like app.incident including defaults, primary key (copy_id));
alter table app.incident_general add column few text[] not null default '{}';
comment on column app.incident_general.few is 'Counts of 1 to 4, which the copy does not tell more exactly.';
create table app.actor_general
  (like app_priv.copy including defaults including constraints, like app.actor including defaults, primary key (copy_id));
create table app.actor_relation_general
  (like app_priv.copy including defaults including constraints, like app.actor_relation including defaults, primary key (copy_id));
create table app.control_zone_general
  (like app_priv.copy including defaults including constraints, like app.control_zone including defaults, primary key (copy_id));
alter table app.control_zone_general alter column area_id drop not null;
create table app.patrol_general
  (like app_priv.copy including defaults including constraints, like app.patrol including defaults, primary key (copy_id));
create table app.priority_override_general
  (like app_priv.copy including defaults including constraints, like app.priority_override including defaults, primary key (copy_id));
create table app.priority_score_general
  (like app_priv.copy including defaults including constraints, like app.priority_score including defaults, primary key (copy_id));

create table app.incident_general_party (
  copy_id     uuid not null references app.incident_general on delete cascade,
  actor_id    uuid not null,
  role        text not null,
  attribution text not null,
  primary key (copy_id, actor_id, role)
);
create table app.incident_general_harm (
  copy_id uuid not null references app.incident_general on delete cascade,
  like app.incident_harm including defaults,
  primary key (copy_id, position)
);
create table app.patrol_general_area (
  copy_id uuid not null references app.patrol_general on delete cascade,
  area_id uuid not null,
  primary key (copy_id, area_id)
);

-- ---------------------------------------------------------------- who reads which copy
set local role app_definer;

-- Releases this reader may read now: accepted, not withdrawn, not expired, to their community and, if one is named,
-- their organisation; of each record the one that hands over most, then the newest; and none where a rule already
-- opens as much.
create function app_gate.released() returns table (release_id uuid, record_id uuid, level text)
language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as (
    select distinct on (r.record_id) r.*, case when r.rule_from > app_gate.today() then 'patrol_plan' else r.rule_kind end as kind_now,
           me.community = any (r.held_from) as held
      from app_gate.me() me
      join app.release r on r.operation_id = me.operation_id and r.state = 'active' and r.to_community = me.community
     where (r.until is null or r.until > app_gate.moment()) and (r.to_org_id is null or r.to_org_id = coalesce(me.look_org, me.organisation_id))
       and r.owner_org_id <> me.organisation_id and me.role <> 'administrator'
       and (me.only_org is null or r.owner_org_id = me.only_org)
     order by r.record_id, r.level = 'full' desc, r.created_at desc)
  select m.id, m.record_id, m.level from mine m
   where m.held or (
     (m.kind_now, m.owner_org_id, m.sensitivity) not in (select o.kind, o.org, o.sensitivity from app_gate.opens('full') o)
     and (m.level = 'full'
          or (m.kind_now, m.owner_org_id, m.sensitivity) not in (select o.kind, o.org, o.sensitivity from app_gate.opens('generalised') o)))
$$;
revoke all on function app_gate.released() from public;
grant execute on function app_gate.released() to app_user;

set local role app_owner;

-- One form for every table of copies: who reads a copy, who makes it, and that a changed record closes its copy.
create function app_priv.guard_copy(p_kind text) returns void
language plpgsql set search_path = pg_catalog as $f$
declare v_table text := p_kind || '_general';
begin
  execute format('create unique index %I on app.%I (id) where release_id is null', v_table || '_rule', v_table);
  execute format('create unique index %I on app.%I (release_id) where release_id is not null', v_table || '_release', v_table);
  execute format('alter table app.%I enable row level security', v_table);
  execute format('alter table app.%I force row level security', v_table);
  execute format('alter table app.%I add foreign key (operation_id) references app.operation', v_table);
  execute format('alter table app.%I add foreign key (id) references app.%I', v_table, p_kind);
  execute format('alter table app.%I add foreign key (release_id) references app.release', v_table);
  execute format('create policy gate on app.%I to app_definer using (true) with check (true)', v_table);
  execute format($p$create policy seen on app.%I for select to app_user using (
      operation_id = (select (app_gate.me()).operation_id) and not stale
      and ((release_id is null
            and (case when rule_from > (select app_gate.today()) then 'patrol_plan' else rule_kind end, owner_org_id, sensitivity)
                in (select o.kind, o.org, o.sensitivity from app_gate.opens('generalised') o)
            and not coalesce((select (app_gate.me()).community) = any(kept_from), false)
            and id not in (select r.record_id from app_gate.released() r where r.level = 'full'))
           or release_id in (select r.release_id from app_gate.released() r)))$p$, v_table);
  execute format('grant select on app.%I to app_user', v_table);
  execute format('grant select, insert, update, delete on app.%I to app_definer', v_table);
  -- The makers of copies read and mark the records themselves.
  execute format('create policy gate on app.%I to app_definer using (true) with check (true)', p_kind);
  execute format('grant select on app.%I to app_definer', p_kind);
end $f$;

create function app_priv.guard_copy_part(p_table text, p_parent text) returns void
language plpgsql set search_path = pg_catalog as $f$
begin
  execute format('alter table app.%I enable row level security', p_table);
  execute format('alter table app.%I force row level security', p_table);
  execute format('create policy gate on app.%I to app_definer using (true) with check (true)', p_table);
  execute format($p$create policy seen on app.%1$I for select to app_user using (exists (
      select from app.%2$I g where g.copy_id = %1$I.copy_id and (select (app_gate.me()).operation_id) is not null))$p$,
    p_table, p_parent);
  execute format('grant select on app.%I to app_user', p_table);
  execute format('grant select, insert, delete on app.%I to app_definer', p_table);
end $f$;
revoke all on all functions in schema app_priv from public;

do $$
declare t text;
begin
  foreach t in array array['incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override',
                           'priority_score'] loop
    perform app_priv.guard_copy(t);
  end loop;
  perform app_priv.guard_copy_part('incident_general_party', 'incident_general');
  perform app_priv.guard_copy_part('incident_general_harm', 'incident_general');
  perform app_priv.guard_copy_part('patrol_general_area', 'patrol_general');
  foreach t in array array['incident_party', 'incident_harm', 'patrol_area', 'area'] loop
    execute format('create policy gate on app.%I for select to app_definer using (true)', t);
    execute format('grant select on app.%I to app_definer', t);
  end loop;
end $$;
grant update on app.incident to app_definer;

-- ---------------------------------------------------------------- sexual violence
-- One count of it is enough, whatever the kind of the incident: it crosses by a person's release only, whatever the
-- protocol's cells say.
create policy sexual_violence on app.incident as restrictive for select to app_user using (
  (not crsv and kind <> 'crsv')
  or owner_org_id in ((select (app_gate.me()).organisation_id), (select (app_gate.me()).public_org_id))
  or (select (app_gate.me()).glass));

-- No rule opens its copy to anybody; the columns that say so travel to its releases too.
create function app_priv.keep_sexual_violence() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  if new.crsv or new.kind = 'crsv' then
    new.kept_from := array(select c.code from app.community c where c.operation_id = new.operation_id order by c.position);
  end if;
  return new;
end $$;
revoke all on function app_priv.keep_sexual_violence() from public;
create trigger keep_sexual_violence before insert on app.incident_general
  for each row execute function app_priv.keep_sexual_violence();

set local role app_definer;
update app.incident set crsv = true where exists (
  select from app.incident_harm h where h.incident_id = incident.id and h.harm = 'crsv');
set local role app_owner;

-- ---------------------------------------------------------------- what a generalised copy says
-- Days become weeks, of high and severe records months; both ends stay inside what was reported.
create function app_priv.coarse_from(p_day date, p_sensitivity text) returns date
language sql immutable set search_path = pg_catalog as $$
  select date_trunc(case when p_sensitivity in ('high', 'severe') then 'month' else 'week' end, p_day)::date
$$;
create function app_priv.coarse_to(p_day date, p_sensitivity text) returns date
language sql immutable set search_path = pg_catalog as $$
  select case when p_sensitivity in ('high', 'severe')
    then (date_trunc('month', p_day) + interval '1 month - 1 day')::date
    else (date_trunc('week', p_day) + interval '6 days')::date end
$$;
-- The day a record was written is near the day it tells of, so that it is told no finer.
create function app_priv.coarse_at(p_at timestamptz, p_sensitivity text) returns timestamptz
language sql immutable set search_path = pg_catalog as $$
  select date_trunc(case when p_sensitivity in ('high', 'severe') then 'month' else 'week' end,
    p_at at time zone 'UTC') at time zone 'UTC'
$$;
create function app_priv.is_few(p_count integer) returns boolean
language sql immutable set search_path = pg_catalog as $$ select coalesce(p_count between 1 and 4, false) $$;

-- The district an area lies in, or the area itself where it is no smaller; by its stated parents.
create function app_priv.district(p_area uuid) returns uuid
language sql stable set search_path = pg_catalog, app as $$
  with recursive up as (
    select id, level, parent_id from app.area where id = p_area
    union all select a.id, a.level, a.parent_id from app.area a join up on a.id = up.parent_id where up.level > 2)
  select id from up where level <= 2 order by level limit 1
$$;

-- Who, among the organisations of the operation, is bound to the harm of an incident: is an alleged perpetrator, or
-- on that date commanded it, was commanded by it, supported it or operated jointly with it, directly or through the
-- chain of command.
create function app_priv.bound_to(p_incident uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  with recursive it as (select i.operation_id, i.occurred_from, i.occurred_to from app.incident i where i.id = p_incident),
  alleged as (select p.actor_id as actor from app.incident_party p
               where p.incident_id = p_incident and p.role = 'alleged_perpetrator'),
  related as (
    select case r.kind when 'part_of' then r.to_actor else r.from_actor end as one,
           case r.kind when 'part_of' then r.from_actor else r.to_actor end as other,
           case r.kind when 'part_of' then 'commands' else r.kind end as kind
      from app.actor_relation r join it on r.operation_id = it.operation_id
     where r.deleted_at is null and r.valid_from <= it.occurred_to and (r.valid_to is null or r.valid_to >= it.occurred_from)
       and r.kind in ('part_of', 'commands', 'supports', 'supported_by', 'proxy_of', 'allied_with')),
  above as (select actor from alleged
            union select r.one from related r join above a on r.other = a.actor where r.kind = 'commands'),
  below as (select actor from alleged
            union select r.other from related r join below b on r.one = b.actor where r.kind = 'commands'),
  chain as (select actor from above union select actor from below),
  bound as (
    select actor, 'is' as how, 1 as rank from alleged
    union all select actor, 'commands', 2 from above
    union all select actor, 'commanded_by', 3 from below
    union all select case when c.actor = r.one then r.other else r.one end,
                     case r.kind when 'allied_with' then 'joint' else 'supports' end, 4
                from related r join chain c on c.actor in (r.one, r.other) where r.kind <> 'commands')
  select distinct on (o.community) o.community, b.how
    from bound b join app.organisation o on o.actor_id = b.actor
    join it on it.operation_id = o.operation_id
   order by o.community, b.rank
$$;

-- What every generalised copy begins with: an id and a week or month of its own, and none of what never crosses.
create function app_priv.copy_head(p_kind text, p_at timestamptz, p_sensitivity text) returns jsonb
language sql volatile set search_path = pg_catalog as $$
  select jsonb_build_object('copy_id', gen_random_uuid(), 'release_id', null, 'level', 'generalised', 'rule_kind', p_kind,
    'rule_from', null, 'kept_from', '{}'::text[], 'stale', false, 'version', 1,
    'created_at', app_priv.coarse_at(p_at, p_sensitivity), 'updated_at', app_priv.coarse_at(p_at, p_sensitivity),
    'created_by', null, 'updated_by', null, 'external_id', null, 'raw', '{}'::jsonb, 'content', null)
$$;

-- The live copy of each incident: the district, the week or month, ranges for small counts.
create function app_priv.general_incidents(p_ids uuid[]) returns setof app.incident_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.incident i
    cross join lateral jsonb_populate_record(null::app.incident_general, to_jsonb(i) || app_priv.copy_head('incident', i.created_at, i.sensitivity)
      || jsonb_build_object(
      'kept_from', i.held_from, 'held_from', '{}'::text[], 'weapon', null, 'place_name', null, 'lon', null, 'lat', null,
      'adm3_id', null, 'description', null, 'missing_since', null, 'contradicts', false,
      'occurred_from', app_priv.coarse_from(i.occurred_from, i.sensitivity),
      'occurred_to', app_priv.coarse_to(i.occurred_to, i.sensitivity),
      'date_precision', case
        when i.date_precision = 'year' or (i.date_precision = 'month' and i.sensitivity in ('low', 'moderate')) then i.date_precision
        when i.sensitivity in ('high', 'severe') then 'month' else 'week' end,
      'location_precision', case when i.location_precision in ('country', 'cross_border') then i.location_precision
        when i.adm2_id is not null then 'adm2' when i.adm1_id is not null then 'adm1' else 'unclear' end,
      'cell', case when i.adm2_id is null then i.cell end,
      'killed_low', case when app_priv.is_few(coalesce(i.killed_low, i.killed_best)) then 1 else i.killed_low end,
      'killed_best', case when not app_priv.is_few(i.killed_best) then i.killed_best end,
      'killed_high', case when app_priv.is_few(coalesce(i.killed_high, i.killed_best)) then 4 else i.killed_high end,
      'civilian_low', case when app_priv.is_few(coalesce(i.civilian_low, i.civilian_best)) then 1 else i.civilian_low end,
      'civilian_best', case when not app_priv.is_few(i.civilian_best) then i.civilian_best end,
      'civilian_high', case when app_priv.is_few(coalesce(i.civilian_high, i.civilian_best)) then 4 else i.civilian_high end,
      'unknown_status', case when not app_priv.is_few(i.unknown_status) then i.unknown_status end,
      'injured', case when not app_priv.is_few(i.injured) then i.injured end,
      'abducted', case when not app_priv.is_few(i.abducted) then i.abducted end,
      'displaced', case when not app_priv.is_few(i.displaced) then i.displaced end,
      'few', array_remove(array[
        case when app_priv.is_few(i.killed_best) then 'killed' end,
        case when app_priv.is_few(i.civilian_best) then 'civilian' end,
        case when app_priv.is_few(i.unknown_status) then 'unknownStatus' end,
        case when app_priv.is_few(i.injured) then 'injured' end,
        case when app_priv.is_few(i.abducted) then 'abducted' end,
        case when app_priv.is_few(i.displaced) then 'displaced' end], null))) r
   where i.id = any(p_ids)
$$;

-- Names, kind and the months of activity; no notes, no judgement on command.
create function app_priv.general_actors(p_ids uuid[]) returns setof app.actor_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.actor a
    cross join lateral jsonb_populate_record(null::app.actor_general, to_jsonb(a)
      || app_priv.copy_head('actor', a.created_at, a.sensitivity) || jsonb_build_object(
      'full_name', null, 'notes', null, 'chain_of_command_clarity', null,
      'active_from', date_trunc('month', a.active_from)::date,
      'active_to', app_priv.coarse_to(a.active_to, 'high'), 'as_of', date_trunc('month', a.as_of)::date)) r
   where a.id = any(p_ids)
$$;

create function app_priv.general_relations(p_ids uuid[]) returns setof app.actor_relation_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.actor_relation a
    cross join lateral jsonb_populate_record(null::app.actor_relation_general, to_jsonb(a)
      || app_priv.copy_head('actor', a.created_at, a.sensitivity) || jsonb_build_object(
      'source', null, 'as_of', date_trunc('month', a.as_of)::date,
      'valid_from', date_trunc('month', a.valid_from)::date, 'valid_to', app_priv.coarse_to(a.valid_to, 'high'))) r
   where a.id = any(p_ids)
$$;

create function app_priv.general_zones(p_ids uuid[]) returns setof app.control_zone_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.control_zone a
    cross join lateral jsonb_populate_record(null::app.control_zone_general, to_jsonb(a)
      || app_priv.copy_head('actor', a.created_at, a.sensitivity) || jsonb_build_object(
      'note', null, 'area_id', app_priv.district(a.area_id),
      'as_of', date_trunc('month', a.as_of)::date,
      'valid_from', date_trunc('month', a.valid_from)::date, 'valid_to', app_priv.coarse_to(a.valid_to, 'high'))) r
   where a.id = any(p_ids)
$$;

-- A patrol's districts and week: no unit, no hour, no purpose.
create function app_priv.general_patrols(p_ids uuid[]) returns setof app.patrol_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.patrol p
    cross join lateral jsonb_populate_record(null::app.patrol_general, to_jsonb(p)
      || app_priv.copy_head('', p.created_at, p.sensitivity) || jsonb_build_object(
      'rule_kind', case when p.state in ('planned', 'under_way') then 'patrol_plan' else 'patrol_report' end,
      'rule_from', case when p.state not in ('planned', 'under_way') then p.ended_on + 2 end,
      'unit_name', '', 'time_of_day', null, 'composition', null, 'purpose', null,
      'denied_by', null, 'note', null,
      'started_on', app_priv.coarse_from(p.started_on, p.sensitivity), 'ended_on', app_priv.coarse_to(p.ended_on, p.sensitivity))) r
   where p.id = any(p_ids)
$$;

-- The category without its reason; when it was said decides which word is the newest, so the hour stays.
create function app_priv.general_overrides(p_ids uuid[]) returns setof app.priority_override_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.priority_override o
    cross join lateral jsonb_populate_record(null::app.priority_override_general, to_jsonb(o)
      || app_priv.copy_head('priority_proposal', o.created_at, o.sensitivity)
      || jsonb_build_object('created_at', o.created_at, 'updated_at', o.created_at, 'reason', '')) r
   where o.id = any(p_ids)
$$;

create function app_priv.general_scores(p_ids uuid[]) returns setof app.priority_score_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.priority_score s
    cross join lateral jsonb_populate_record(null::app.priority_score_general, to_jsonb(s)
      || app_priv.copy_head('priority_proposal', s.created_at, s.sensitivity)
      || jsonb_build_object('created_at', s.created_at, 'updated_at', s.created_at, 'evidence', null)) r
   where s.id = any(p_ids)
$$;

revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.coarse_from(date, text), app_priv.coarse_to(date, text),
  app_priv.coarse_at(timestamptz, text), app_priv.copy_head(text, timestamptz, text), app_priv.is_few(integer),
  app_priv.district(uuid), app_priv.bound_to(uuid), app_priv.general_incidents(uuid[]), app_priv.general_actors(uuid[]),
  app_priv.general_relations(uuid[]), app_priv.general_zones(uuid[]), app_priv.general_patrols(uuid[]),
  app_priv.general_overrides(uuid[]), app_priv.general_scores(uuid[]) to app_definer;

-- ---------------------------------------------------------------- making, closing, handing over
set local role app_definer;

-- A changed record closes its copy until it is made anew, so that sensitivity can never lag behind; a deleted one ends
-- its releases.
create function app_gate.close_copy() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  execute format('update app.%I set stale = true where id = $1 and release_id is null', tg_table_name || '_general')
    using new.id;
  if new.deleted_at is not null then
    update app.release set state = 'withdrawn', withdrawn_at = now(), answer = 'deleted'
     where record_id = new.id and kind = tg_table_name and state in ('held', 'offered', 'active');
  end if;
  return null;
end $$;

-- Make the copies of records anew, in the transaction that wrote them, and bring their releases up to date: who is
-- bound to the harm, what the rules see, which version is the newest. A deleted record takes its copies along. Answers
-- the organisations that hold a release of a version that is not the newest any more.
create function app_gate.settle(p_kind text, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_table text := p_kind || '_general';
  v_make text := case p_kind when 'incident' then 'general_incidents' when 'actor' then 'general_actors'
    when 'actor_relation' then 'general_relations' when 'control_zone' then 'general_zones' when 'patrol' then 'general_patrols'
    when 'priority_override' then 'general_overrides' when 'priority_score' then 'general_scores' end;
  v_ids uuid[];
  v_known jsonb;
begin
  if v.operation_id is null or v_make is null then return; end if;
  if p_kind = 'actor_relation' then
    -- Who is bound to whom may have changed for every record of harm that names an alleged perpetrator.
    perform app_gate.settle('incident', array(
      select distinct p.incident_id from app.incident_party p join app.incident i on i.id = p.incident_id
       where p.role = 'alleged_perpetrator' and i.operation_id = v.operation_id and i.owner_org_id <> v.public_org_id
         and exists (select from app.organisation o where o.operation_id = v.operation_id and o.actor_id is not null)));
  end if;
  execute format('select coalesce(array_agg(id), ''{}'') from app.%I where id = any($1) and operation_id = $2 and owner_org_id <> $3
    and deleted_at is null', p_kind) into v_ids using p_ids, v.operation_id, v.public_org_id;
  if p_kind = 'incident' then
    update app.incident i set held_from = h.held
      from (select x.id, coalesce(array_agg(b.community order by b.community) filter (where b.community is not null), '{}') as held
              from unnest(v_ids) x(id) left join lateral app_priv.bound_to(x.id) b on true group by x.id) h
     where i.id = h.id and i.held_from is distinct from h.held;
  end if;
  execute format($q$select coalesce(jsonb_object_agg(id, jsonb_build_object('copy_id', copy_id)), '{}')
    from app.%I where id = any($1) and release_id is null$q$, v_table) into v_known using p_ids;
  execute format('delete from app.%I where id = any($1) and release_id is null', v_table) using p_ids;
  execute format($q$insert into app.%1$I select r.* from app_priv.%2$I($1) f
    cross join lateral jsonb_populate_record(null::app.%1$I, to_jsonb(f) || coalesce($2 -> (f.id::text), '{}')) r$q$, v_table, v_make)
    using v_ids, v_known;
  if p_kind = 'incident' then
    insert into app.incident_general_party (copy_id, actor_id, role, attribution)
    select g.copy_id, p.actor_id, p.role, p.attribution
      from app.incident_general g join app.incident_party p on p.incident_id = g.id
     where g.id = any(v_ids) and g.release_id is null;
  elsif p_kind = 'patrol' then
    insert into app.patrol_general_area (copy_id, area_id)
    select distinct g.copy_id, app_priv.district(e.area_id)
      from app.patrol_general g join app.patrol_area e on e.patrol_id = g.id
     where g.id = any(v_ids) and g.release_id is null and app_priv.district(e.area_id) is not null;
  end if;
  execute format($q$update app.release r set current_version = t.version, rule_kind = f.rule_kind, rule_from = f.rule_from,
      sensitivity = f.sensitivity, held_from = f.kept_from
    from app.%I t join app.%I f on f.id = t.id and f.release_id is null
   where r.kind = $1 and r.record_id = t.id and t.id = any($2)$q$, p_kind, v_table) using p_kind, v_ids;
  if p_kind = 'incident' then
    -- Somebody turned out to be bound to the harm after it was handed over: a second person must agree first.
    update app.release r set state = 'held', bound = b.how
      from unnest(v_ids) x(id) cross join lateral app_priv.bound_to(x.id) b
     where r.kind = p_kind and r.record_id = x.id and r.to_community = b.community and r.bound is null
       and r.state in ('offered', 'active');
  end if;
  execute format($q$update app.release r set state = 'withdrawn', withdrawn_at = now(), answer = 'deleted', current_version = t.version
    from app.%I t where t.id = r.record_id and t.deleted_at is not null and r.kind = $1 and r.record_id = any($2)
     and r.state in ('held', 'offered', 'active')$q$, p_kind) using p_kind, p_ids;
  return query select distinct o.id from app.release r
    join app.organisation o on o.operation_id = r.operation_id and o.community = r.to_community
     and (r.to_org_id is null or o.id = r.to_org_id)
   where r.kind = p_kind and r.record_id = any(p_ids) and r.current_version > r.record_version
     and r.owner_org_id = v.organisation_id and r.state in ('offered', 'active', 'withdrawn')
     and (r.bound is null or r.second_at is not null);
end $$;

-- The live copy of an own record, or the frozen one of a release (`p_release`), as its reader gets it, with the parties
-- and counts it names; null for anybody but the record's own organisation.
create function app_gate.copy_of(p_kind text, p_record uuid, p_release uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_copy jsonb;
begin
  if v.operation_id is null or v.only_org is not null or v.role = 'administrator'
     or p_kind not in ('incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override', 'priority_score')
    then return null; end if;
  execute format('select to_jsonb(g) from app.%I g where g.id = $1 and g.release_id is not distinct from $2
    and g.operation_id = $3 and g.owner_org_id = $4 and not g.stale', p_kind || '_general')
    into v_copy using p_record, p_release, v.operation_id, v.organisation_id;
  if p_kind = 'incident' and v_copy is not null then
    v_copy := v_copy || jsonb_build_object(
      'parties', (select coalesce(jsonb_agg(jsonb_build_object('actor', p.actor_id, 'role', p.role)), '[]')
                    from app.incident_general_party p where p.copy_id = (v_copy ->> 'copy_id')::uuid),
      'harms', (select coalesce(jsonb_agg(to_jsonb(h) order by h.position), '[]')
                    from app.incident_general_harm h where h.copy_id = (v_copy ->> 'copy_id')::uuid));
  elsif p_kind = 'patrol' and v_copy is not null then
    v_copy := v_copy || jsonb_build_object('areas', (select coalesce(jsonb_agg(a.area_id), '[]')
                    from app.patrol_general_area a where a.copy_id = (v_copy ->> 'copy_id')::uuid));
  end if;
  return v_copy;
end $$;

-- What a release would hand over and to whom it may go: the level the rule gives that community, and how it is bound
-- to the harm. For the record's own organisation only; null otherwise.
create function app_gate.release_terms(p_kind text, p_record uuid, p_community text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_head record; v_level text; v_how text;
begin
  if p_kind not in ('incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override', 'priority_score')
    then return null; end if;
  execute format('select g.copy_id, g.owner_org_id, g.sensitivity, g.rule_kind, g.rule_from, g.kept_from, g.illustrative, t.version
    from app.%I g join app.%I t on t.id = g.id where g.id = $1 and g.release_id is null and not g.stale', p_kind || '_general', p_kind)
    into v_head using p_record;
  if v_head.copy_id is null or v.only_org is not null or v.role = 'administrator' or v_head.owner_org_id is distinct from v.organisation_id
     or not exists (select from app.community c where c.operation_id = v.operation_id and c.code = p_community) then return null; end if;
  select coalesce((select c.level from app.protocol p join app.protocol_cell c on c.protocol_id = p.id
      join app.organisation o on o.id = v.organisation_id join app.community y on y.operation_id = o.operation_id
       and y.code = o.community and y.side = c.side
     where p.operation_id = v.operation_id and p.state = 'effective' and c.community = p_community
       and c.sensitivity = v_head.sensitivity
       and c.kind = case when v_head.rule_from > app_gate.today() then 'patrol_plan' else v_head.rule_kind end),
    -- A cell that the version lacks says none; of owners on neither side, and before any version, a person decides.
    case when exists (select from app.protocol p, app.organisation o join app.community y on y.operation_id = o.operation_id
           and y.code = o.community and y.side in ('humanitarian', 'mission')
         where o.id = v.organisation_id and p.operation_id = v.operation_id and p.state = 'effective') then 'none'
      else 'person' end)
    into v_level;
  if p_kind = 'incident' then
    select b.how into v_how from app_priv.bound_to(p_record) b where b.community = p_community;
    if v_level in ('generalised', 'full') and exists (
         select from app.incident i where i.id = p_record and (i.crsv or i.kind = 'crsv')) then
      v_level := 'person';
    end if;
  end if;
  return to_jsonb(v_head) || jsonb_build_object('rule', v_level, 'bound', v_how);
end $$;

-- Hand a record over: one community or one office, a purpose, conditions, an end, with a frozen copy of what it says
-- now. Answers offered, held (a second person must agree first) or why not: absent, not_allowed, too_much, not_there.
create function app_gate.release(p_id uuid, p_kind text, p_record uuid, p jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_terms jsonb := app_gate.release_terms(p_kind, p_record, p ->> 'community');
  v_level text := p ->> 'level';
  v_org uuid; v_copy uuid; v_rule text;
begin
  if v_terms is null then return 'absent'; end if;
  if not v.may_write or v.person_id is null or v.role not in ('coordinator', 'officer', 'verifier') then return 'not_allowed'; end if;
  v_rule := case when v_terms ->> 'bound' is null then v_terms ->> 'rule' else
    case when v_terms ->> 'rule' = 'none' then 'none' else 'person' end end;
  if v_rule = 'none' then return 'too_much'; end if;
  if v_level = 'full' and v_rule <> 'full' and (v_rule = 'aggregate' or v_terms ->> 'sensitivity' not in ('low', 'moderate'))
    then return 'too_much'; end if;
  if p ->> 'office' is not null then
    select f.organisation_id into v_org from app.office f join app.organisation o on o.id = f.organisation_id
     where f.id = (p ->> 'office')::uuid and f.operation_id = v.operation_id and o.community = p ->> 'community';
    if v_org is null then return 'not_there'; end if;
  end if;
  insert into app.release (id, operation_id, kind, record_id, owner_org_id, to_community, to_org_id, office_id, level, purpose,
    conditions, message, until, state, bound, replaces, record_version, current_version, rule_kind, rule_from, sensitivity,
    held_from, illustrative, created_by)
  select p_id, v.operation_id, p_kind, p_record, v.organisation_id, p ->> 'community', v_org, (p ->> 'office')::uuid, v_level,
    p ->> 'purpose', coalesce(p ->> 'conditions', ''), coalesce(p ->> 'message', ''), (p ->> 'until')::timestamptz,
    case when v_terms ->> 'bound' is null then 'offered' else 'held' end, v_terms ->> 'bound', (p ->> 'replaces')::uuid,
    (v_terms ->> 'version')::integer, (v_terms ->> 'version')::integer, v_terms ->> 'rule_kind',
    (v_terms ->> 'rule_from')::date, v_terms ->> 'sensitivity',
    array(select jsonb_array_elements_text(v_terms -> 'kept_from')), (v_terms ->> 'illustrative')::boolean, v.person_id;
  v_copy := app_gate.freeze(p_id, p_kind, p_record, v_level);
  update app.release set state = 'withdrawn', withdrawn_at = now(), answer = 'replaced'
   where id = (p ->> 'replaces')::uuid and record_id = p_record and owner_org_id = v.organisation_id
     and state in ('held', 'offered', 'active');
  return (select r.state from app.release r where r.id = p_id);
end $$;

-- The frozen copy of a release: the live copy as it is now, or the record itself without what never crosses.
create function app_gate.freeze(p_release uuid, p_kind text, p_record uuid, p_level text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_table text := p_kind || '_general'; v_copy uuid := gen_random_uuid(); v_row jsonb; v_head jsonb;
begin
  execute format('select to_jsonb(g) from app.%I g where g.id = $1 and g.release_id is null', v_table) into v_row using p_record;
  v_head := jsonb_build_object('copy_id', v_copy, 'release_id', p_release, 'level', p_level, 'stale', false);
  if p_level = 'full' then
    execute format('select $1 || to_jsonb(t) from app.%I t where t.id = $2', p_kind) into v_row using v_row, p_record;
    v_head := v_head || jsonb_build_object('version', 1, 'created_by', null, 'updated_by', null, 'external_id', null, 'raw',
      '{}'::jsonb, 'content', null, 'held_from', '{}'::text[], 'cell', null, 'few', '{}'::text[]);
  end if;
  execute format('insert into app.%1$I select * from jsonb_populate_record(null::app.%1$I, $1)', v_table) using v_row || v_head;
  if p_kind = 'incident' then
    insert into app.incident_general_party (copy_id, actor_id, role, attribution)
    select v_copy, p.actor_id, p.role, p.attribution from app.incident_party p where p.incident_id = p_record;
    if p_level = 'full' then
      insert into app.incident_general_harm select v_copy, h.* from app.incident_harm h where h.incident_id = p_record;
    end if;
  elsif p_kind = 'patrol' then
    insert into app.patrol_general_area (copy_id, area_id)
    select distinct v_copy, a.id from app.patrol_area e
      cross join lateral (select case when p_level = 'full' then e.area_id else app_priv.district(e.area_id) end as id) a
     where e.patrol_id = p_record and a.id is not null;
  end if;
  update app.release r set preview = case p_kind
      when 'incident' then (select jsonb_build_object('what', g.kind, 'month', to_char(g.occurred_to, 'YYYY-MM'), 'province', g.adm1_id)
        from app.incident_general g where g.copy_id = v_copy)
      when 'patrol' then (select jsonb_build_object('what', g.state, 'month', to_char(g.ended_on, 'YYYY-MM'))
        from app.patrol_general g where g.copy_id = v_copy)
      else '{}'::jsonb end
   where r.id = p_release;
  return v_copy;
end $$;

-- A second person of the owner organisation agrees that a record goes to somebody bound to the harm.
create function app_gate.release_agree(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.release set state = 'offered', second_by = v.person_id, second_at = now()
   where id = p_id and state = 'held' and operation_id = v.operation_id and owner_org_id = v.organisation_id and v.may_write
     and v.role in ('coordinator', 'officer', 'verifier') and v.person_id is not null and created_by <> v.person_id;
  return found;
end $$;

-- The receiver accepts an offer, or refuses it with a reason.
create function app_gate.release_answer(p_id uuid, p_accept boolean, p_said text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.release set state = case when p_accept then 'active' else 'refused' end, answer = p_said, answered_by = v.person_id,
         answered_at = now()
   where id = p_id and state = 'offered' and operation_id = v.operation_id and to_community = v.community
     and (to_org_id is null or to_org_id = v.organisation_id) and (until is null or until > app_gate.moment())
     and v.may_write and v.person_id is not null and v.role not in ('observer', 'administrator');
  return found;
end $$;

-- The owner takes a release back; the reason is told to the receiver.
create function app_gate.release_withdraw(p_id uuid, p_said text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.release set state = 'withdrawn', withdrawn_at = now(), answer = p_said
   where id = p_id and state in ('held', 'offered', 'active') and operation_id = v.operation_id
     and owner_org_id = v.organisation_id and v.may_write and v.role in ('coordinator', 'officer', 'verifier');
  return found;
end $$;

-- Counts of what the protocol opens as counts only: month × province × kind, of closed months, five or more records of
-- two or more organisations, as of the last midnight, in steps of five: a record more, less or changed moves none of
-- them, or one by five, so that no single report can be told from the difference.
create function app_gate.incident_counts() returns table (month text, adm1_id uuid, kind text, events integer)
language sql stable security definer set search_path = pg_catalog, app as $$
  select to_char(i.occurred_to, 'YYYY-MM'), i.adm1_id, i.kind, (count(*) / 5 * 5)::integer
    from app.incident i
   where i.operation_id = (select (app_gate.me()).operation_id) and i.deleted_at is null and i.adm1_id is not null
     and not i.illustrative and not i.crsv and i.kind <> 'crsv' and i.created_at < date_trunc('day', now())
     and i.occurred_to < date_trunc('month', (select app_gate.today()))
     and ('incident', i.owner_org_id, i.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens('aggregate') o)
     and not coalesce((select (app_gate.me()).community) = any(i.held_from), false)
   group by 1, 2, 3
  having count(*) >= 5 and count(distinct i.owner_org_id) >= 2
$$;

-- Says which actor an organisation is, so that no rule fires towards a party to the harm. Administrators and
-- civil-military coordination; every record of harm is looked at anew.
create function app_gate.name_actor(p_organisation uuid, p_actor uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  if not v.may_write or not (v.role = 'administrator' or (v.community in ('cmcoord', 'protection_core') and v.role in ('coordinator', 'officer')))
    then return false; end if;
  update app.organisation set actor_id = p_actor
   where id = p_organisation and operation_id = v.operation_id and not public_data
     and (p_actor is null or exists (select from app.actor a where a.id = p_actor and a.operation_id = v.operation_id));
  if not found then return false; end if;
  perform app_gate.settle('incident', array(
    select i.id from app.incident i where i.operation_id = v.operation_id and i.owner_org_id <> v.public_org_id));
  return true;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.copy_of(text, uuid, uuid), app_gate.settle(text, uuid[]), app_gate.release_terms(text, uuid, text),
  app_gate.release(uuid, text, uuid, jsonb), app_gate.release_agree(uuid), app_gate.release_answer(uuid, boolean, text),
  app_gate.release_withdraw(uuid, text), app_gate.incident_counts(), app_gate.name_actor(uuid, uuid) to app_user;
grant execute on function app_gate.close_copy() to app_owner;

set local role app_owner;

do $$
declare t text;
begin
  foreach t in array array['incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override',
                           'priority_score'] loop
    execute format('create trigger close_copy after update on app.%I for each row
      when (old.version is distinct from new.version or old.sensitivity is distinct from new.sensitivity
            or old.owner_org_id is distinct from new.owner_org_id or old.deleted_at is distinct from new.deleted_at)
      execute function app_gate.close_copy()', t);
  end loop;
end $$;

-- ---------------------------------------------------------------- the read doors
-- Links between records hold the record's id; a reader follows them to what they may see of it, record or copy.
create view app.actor_link with (security_invoker = true) as
  select id as record_id, id as ref from app.actor where deleted_at is null
  union all select id, copy_id from app.actor_general;
create view app.incident_link with (security_invoker = true) as
  select id as record_id, id as ref from app.incident where deleted_at is null
  union all select id, copy_id from app.incident_general;
create view app.patrol_link with (security_invoker = true) as
  select id as record_id, id as ref from app.patrol where deleted_at is null
  union all select id, copy_id from app.patrol_general;
create view app.priority_row_link with (security_invoker = true) as
  select id as record_id, id as ref from app.priority_row where deleted_at is null;

-- The one read door of a kind that has copies: ref, level, the release it came by, then the record's columns in its
-- order. `p_links` names columns that hold another record's id, with the view to follow.
create function app_priv.open_door(p_kind text, p_links jsonb default '{}') returns void
language plpgsql set search_path = pg_catalog as $f$
declare v_columns text;
begin
  select string_agg(case when p_links ? a.attname
      then format('(select l.ref from app.%I l where l.record_id = r.%I) as %I', p_links ->> a.attname, a.attname, a.attname)
      else format('r.%I', a.attname) end, ', ' order by a.attnum) into v_columns
    from pg_attribute a where a.attrelid = format('app.%I', p_kind)::regclass and a.attnum > 0 and not a.attisdropped
     and a.attname not in ('id', 'held_from', 'cell');
  execute format($q$create view app.%1$I with (security_invoker = true) as
    select r.id as ref, 'full'::text as level, null::uuid as release_id, %2$s from app.%3$I r where r.deleted_at is null
    union all
    select r.copy_id, r.level, r.release_id, %2$s from app.%4$I r$q$, p_kind || '_seen', v_columns, p_kind, p_kind || '_general');
  execute format('grant select on app.%I to app_user', p_kind || '_seen');
end $f$;
revoke all on function app_priv.open_door(text, jsonb) from public;

drop view app.actor_seen, app.actor_relation_seen, app.control_zone_seen, app.patrol_seen, app.priority_override_seen,
  app.priority_score_seen, app.priority_cycle_seen, app.priority_row_seen;
select app_priv.open_door('actor');
select app_priv.open_door('actor_relation', '{"from_actor": "actor_link", "to_actor": "actor_link"}');
select app_priv.open_door('control_zone', '{"actor_id": "actor_link"}');
select app_priv.open_door('patrol');
select app_priv.open_door('priority_override', '{"row_id": "priority_row_link"}');
select app_priv.open_door('priority_score', '{"row_id": "priority_row_link"}');
create view app.priority_cycle_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, c.* from app.priority_cycle c where deleted_at is null;
create view app.priority_row_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, r.* from app.priority_row r where deleted_at is null;

-- What the facts say of every incident is the greater part of a record of fixed width (server/facts/statement.ts): the
-- day, the point where it is known well enough to show, the counts. Kept beside the row, it is put together once and
-- not at every reading; of copies, which are few, it is put together when asked.
do $$
declare
  v_pack text := $p$int4send(%1$soccurred_to - date '1970-01-01')
    || float4send((case when %1$slocation_precision in ('exact', 'near') then coalesce(%1$slon, 'NaN') else 'NaN' end)::float4)
    || float4send((case when %1$slocation_precision in ('exact', 'near') then coalesce(%1$slat, 'NaN') else 'NaN' end)::float4)
    || int4send(coalesce(%1$skilled_low, -1)) || int4send(coalesce(%1$skilled_best, -1)) || int4send(coalesce(%1$skilled_high, -1))
    || int4send(coalesce(%1$scivilian_low, -1)) || int4send(coalesce(%1$scivilian_best, -1))
    || int4send(coalesce(%1$scivilian_high, -1)) || int4send(coalesce(%1$sunknown_status, -1))
    || int4send(coalesce(%1$sinjured, -1)) || int4send(coalesce(%1$sabducted, -1)) || int4send(coalesce(%1$sdisplaced, -1))$p$;
begin
  execute 'alter table app.incident add column packed bytea generated always as (' || format(v_pack, '') || ') stored';
  execute $v$create view app.incident_seen with (security_invoker = true) as
  select i.id as ref, 'full'::text as level, i.operation_id, i.owner_org_id, i.sensitivity, i.version,
         i.created_at, i.created_by, i.updated_at, i.illustrative, i.dataset_id, i.external_id, i.kind, i.tactic,
         i.weapon, i.occurred_from, i.occurred_to, i.date_precision, i.place_name, i.lon, i.lat,
         i.location_precision, i.adm0_id, i.adm1_id, i.adm2_id, i.adm3_id, null::text as cell, i.description,
         i.verification, i.party_set, i.killed_low, i.killed_best, i.killed_high, i.civilian_low,
         i.civilian_best, i.civilian_high, i.unknown_status, i.injured, i.abducted, i.displaced, i.at_least,
         i.contradicts, i.missing_since, i.raw, '{}'::text[] as few, null::uuid as release_id, i.packed,
         i.held_from <> '{}' as held
    from app.incident i where i.deleted_at is null
  union all
  select g.copy_id, g.level, g.operation_id, g.owner_org_id, g.sensitivity, g.version,
         g.created_at, null, g.updated_at, g.illustrative, g.dataset_id, null, g.kind, g.tactic,
         g.weapon, g.occurred_from, g.occurred_to, g.date_precision, g.place_name, g.lon, g.lat,
         g.location_precision, g.adm0_id, g.adm1_id, g.adm2_id, g.adm3_id, g.cell, g.description,
         g.verification, g.party_set, g.killed_low, g.killed_best, g.killed_high, g.civilian_low,
         g.civilian_best, g.civilian_high, g.unknown_status, g.injured, g.abducted, g.displaced, g.at_least,
         g.contradicts, null, '{}'::jsonb, g.few, g.release_id, $v$ || format(v_pack, 'g.') || $v$, false
    from app.incident_general g$v$;
end $$;
create or replace view app.incident_party_seen with (security_invoker = true) as
  select p.incident_id as ref, l.ref as actor_ref, p.role, p.attribution
    from app.incident_party p join app.actor_link l on l.record_id = p.actor_id
   where exists (select from app.incident i where i.id = p.incident_id and i.deleted_at is null)
  union all
  select p.copy_id, l.ref, p.role, p.attribution
    from app.incident_general_party p join app.actor_link l on l.record_id = p.actor_id;
create or replace view app.incident_harm_seen with (security_invoker = true) as
  select h.incident_id as ref, h.position, h.harm, h.victim_status, h.side, h.sex, h.age_group,
         h.population_group, h.low, h.best, h.high from app.incident_harm h
   where exists (select from app.incident i where i.id = h.incident_id and i.deleted_at is null)
  union all
  select h.copy_id, h.position, h.harm, h.victim_status, h.side, h.sex, h.age_group,
         h.population_group, h.low, h.best, h.high from app.incident_general_harm h;
create or replace view app.patrol_area_seen with (security_invoker = true) as
  select e.patrol_id as ref, e.area_id as area_ref from app.patrol_area e
   where exists (select from app.patrol p where p.id = e.patrol_id and p.deleted_at is null)
  union all
  select copy_id, area_id from app.patrol_general_area;
-- Parts end with their record: a deleted one leaves no counts and no source behind.
create or replace view app.incident_source_seen with (security_invoker = true) as
  select s.incident_id as ref, s.position, s.source_type, s.name, s.dated, s.reference, s.independence_group,
         s.reliability, s.credibility from app.incident_source s
   where exists (select from app.incident i where i.id = s.incident_id and i.deleted_at is null);

-- The register of releases: of one's own records with their ids, of received ones without.
create view app.release_seen with (security_invoker = true) as
  select r.id as ref, r.operation_id, r.kind, r.owner_org_id,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_id end as record_id,
         r.to_community, r.to_org_id, r.office_id, r.level, r.purpose, r.conditions, r.message, r.until,
         case when r.state in ('offered', 'active') and r.until <= (select app_gate.moment()) then 'expired' else r.state end as state,
         r.bound, r.second_by, r.second_at, r.answer, r.answered_by, r.answered_at, r.withdrawn_at, r.replaces,
         r.record_version, r.current_version, r.preview, r.illustrative, r.created_at, r.created_by
    from app.release r;
create view app.office_seen with (security_invoker = true) as
  select id as ref, f.operation_id, f.organisation_id, f.name, f.function, f.illustrative from app.office f;
grant select on app.incident_seen, app.incident_link, app.patrol_link, app.actor_link, app.priority_row_link, app.priority_cycle_seen, app.priority_row_seen,
  app.release_seen, app.office_seen to app_user;

-- Who writes a party may know the actor by its copy only.
drop policy written on app.incident_party;
create policy written on app.incident_party for insert to app_user with check (
  exists (select from app.incident r where r.id = incident_id
     and ((r.owner_org_id = (select (app_gate.me()).organisation_id)
           and (select app_gate.writes('incident') or app_gate.imports()))
          or (r.owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))
  and actor_id in (select l.record_id from app.actor_link l));
