-- Room `displacement`: what displaced people report of the way they came, and the cases made of it. A report is one
-- agency's: which violation, how many people told of it, where on their route. A case is what a coordinator makes of
-- reports of the same violation: agencies stay distinct, nobody counts twice, and the outcome is recorded. Nothing here
-- holds a name; who withheld theirs is in a table of its own, like sources.

set local role app_owner;

create table app.displaced_report (
  like app_priv.record including defaults including constraints,
  primary key (id),
  violation          text not null check (violation <> 'crsv'),
  occurred_from      date not null,
  occurred_to        date not null check (occurred_to >= occurred_from),
  date_precision     text not null,
  place_name         text,
  lon                double precision check (lon between -180 and 180),
  lat                double precision check (lat between -90 and 90),
  location_precision text not null,
  adm0_id            uuid,
  adm1_id            uuid,
  adm2_id            uuid,
  adm3_id            uuid,
  hexagon            text,
  route_from         text check (length(route_from) <= 200),
  route_to           text check (length(route_to) <= 200),
  route              double precision[] not null default '{}'
                     check (cardinality(route) % 2 = 0 and cardinality(route) <= 400),
  people             integer check (people > 0),
  affected           integer check (affected > 0),
  targeted           text[] not null default '{}',
  unit               text check (length(unit) <= 200),
  role               text check (length(role) <= 200),
  method             text check (length(method) <= 400),
  agency             text check (length(agency) between 1 and 200),
  setting            text not null,
  triangulation      text not null check (triangulation in ('not_triangulated', 'in_progress', 'triangulated', 'contradicted')),
  urgency            text not null check (urgency in ('routine', 'urgent', 'critical')),
  account            text check (length(account) <= 20000),
  consent            text[] not null default '{}',
  share_from         date,
  held_from          text[] not null default '{}',
  few                text[] not null default '{}',
  content            text,
  check ((lon is null) = (lat is null))
);
comment on column app.displaced_report.people is 'How many people told of this violation; null only in copies that say 1 to 4.';
comment on column app.displaced_report.agency is 'The reporting agency in words; null: withheld, and known to displaced_report_source only.';
comment on column app.displaced_report.route is 'Longitude, latitude, longitude, latitude … of the way they came.';
comment on column app.displaced_report.consent is 'Communities that the people who told agreed to; to all others nothing goes, by rule or by hand.';
comment on column app.displaced_report.share_from is 'Nobody outside the owner reads it before this day: a wait that the people asked for.';
create index displaced_report_day on app.displaced_report (operation_id, occurred_to);
select app_priv.guard('displaced_report', 'displaced_report');

create table app.displaced_report_party (
  report_id uuid not null references app.displaced_report on delete cascade,
  actor_id  uuid not null references app.actor,
  primary key (report_id, actor_id)
);
select app_priv.guard_part('displaced_report_party', 'displaced_report', 'report_id', 'displaced_report');

-- Who told us, where that must stay with those who hold the right to sources. Rows are only added: an editor need not
-- see those that are there. The newest that says something holds.
create table app.displaced_report_source (
  id         uuid primary key default gen_random_uuid(),
  report_id  uuid not null references app.displaced_report on delete cascade,
  agency     text check (length(agency) between 1 and 200),
  note       text check (length(note) <= 2000),
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid
);
create index displaced_report_source_report on app.displaced_report_source (report_id);
select app_priv.guard_part('displaced_report_source', 'displaced_report', 'report_id', 'displaced_report');
drop policy seen on app.displaced_report_source;
create policy seen on app.displaced_report_source for select to app_user using (exists (
  select from app.displaced_report r where r.id = report_id
     and r.owner_org_id = (select (app_gate.me()).organisation_id)
     and ('source' = any((select (app_gate.me()).rights)::text[]) or created_by = (select (app_gate.me()).person_id))));

create table app.displaced_case (
  like app_priv.record including defaults including constraints,
  primary key (id),
  violation          text not null check (violation <> 'crsv'),
  occurred_from      date not null,
  occurred_to        date not null check (occurred_to >= occurred_from),
  date_precision     text not null,
  place_name         text,
  location_precision text not null,
  adm0_id            uuid,
  adm1_id            uuid,
  adm2_id            uuid,
  adm3_id            uuid,
  hexagon            text,
  people_low         integer not null check (people_low > 0),
  people_best        integer check (people_best >= people_low),
  people_high        integer not null check (people_high >= coalesce(people_best, people_low)),
  overlap            integer not null default 0 check (overlap >= 0),
  reports            integer check (reports > 0),
  agencies           integer check (agencies > 0),
  targeted           text[] not null default '{}',
  unit               text check (length(unit) <= 200),
  role               text check (length(role) <= 200),
  method             text check (length(method) <= 400),
  summary            text check (length(summary) <= 20000),
  triangulation      text not null check (triangulation in ('not_triangulated', 'in_progress', 'triangulated', 'contradicted')),
  urgency            text not null check (urgency in ('routine', 'urgent', 'critical')),
  share_now          boolean not null default false,
  share_reason       text check (length(share_reason) <= 2000),
  share_at           timestamptz,
  outcome            text check (outcome in ('stopped', 'reduced', 'no_change', 'went_underground', 'recurred_elsewhere', 'unknown')),
  outcome_on         date,
  outcome_note       text check (length(outcome_note) <= 2000),
  recurred_id        uuid references app.displaced_case on delete set null,
  consent            text[] not null default '{}',
  share_from         date,
  held_from          text[] not null default '{}',
  few                text[] not null default '{}',
  content            text,
  check (recurred_id is null or outcome = 'recurred_elsewhere')
);
comment on column app.displaced_case.people_low is 'The largest agency''s people: all others could be the same. high: nobody told twice; best: less the known overlap.';
comment on column app.displaced_case.overlap is 'People known to have told more than one agency.';
comment on column app.displaced_case.share_now is 'Critical, shared though not triangulated; whoever reads it is told so.';
comment on column app.displaced_case.recurred_id is 'The later case in which the same practice is seen elsewhere.';
create index displaced_case_day on app.displaced_case (operation_id, occurred_to);
select app_priv.guard('displaced_case', 'displaced_report');

create table app.displaced_case_party (
  case_id  uuid not null references app.displaced_case on delete cascade,
  actor_id uuid not null references app.actor,
  primary key (case_id, actor_id)
);
select app_priv.guard_part('displaced_case_party', 'displaced_case', 'case_id', 'displaced_report');

-- A report counts in one case of an organisation, so that nobody is counted twice.
create table app.displaced_case_report (
  case_id      uuid not null references app.displaced_case on delete cascade,
  report_id    uuid not null references app.displaced_report on delete cascade,
  owner_org_id uuid not null references app.organisation,
  primary key (case_id, report_id),
  unique (report_id, owner_org_id)
);
select app_priv.guard_part('displaced_case_report', 'displaced_case', 'case_id', 'displaced_report', 'displaced_report', 'report_id');
drop policy seen on app.displaced_case_report;
create policy seen on app.displaced_case_report for select to app_user using (
  owner_org_id = (select (app_gate.me()).organisation_id) and exists (select from app.displaced_case c where c.id = case_id));
-- The links are the owner's alone: they say which agency's report is behind a case.
create policy own_only on app.displaced_case_report as restrictive for insert to app_user
  with check (owner_org_id = (select (app_gate.me()).organisation_id));

-- ---------------------------------------------------------------- who reads the records themselves
select app_priv.guard_read('displaced_report', $$'displaced_report'$$, $$
  (select (app_gate.me()).community) = any(consent)
  and not coalesce((select (app_gate.me()).community) = any(held_from), false)
  and coalesce(share_from <= (select app_gate.today()), true)$$);
-- What is not triangulated goes to nobody until somebody decided so.
select app_priv.guard_read('displaced_case', $$'displaced_report'$$, $$
  (select (app_gate.me()).community) = any(consent)
  and not coalesce((select (app_gate.me()).community) = any(held_from), false)
  and coalesce(share_from <= (select app_gate.today()), true)
  and (triangulation = 'triangulated' or share_now)$$);

-- ---------------------------------------------------------------- copies
create table app.displaced_report_general
  (like app_priv.copy including defaults including constraints, like app.displaced_report including defaults, primary key (copy_id));
create table app.displaced_case_general
  (like app_priv.copy including defaults including constraints, like app.displaced_case including defaults, primary key (copy_id));
alter table app.displaced_case_general alter column people_low drop not null, alter column people_high drop not null;
create table app.displaced_report_general_party (
  copy_id  uuid not null references app.displaced_report_general on delete cascade,
  actor_id uuid not null,
  primary key (copy_id, actor_id)
);
create table app.displaced_case_general_party (
  copy_id  uuid not null references app.displaced_case_general on delete cascade,
  actor_id uuid not null,
  primary key (copy_id, actor_id)
);
do $$
declare t text;
begin
  foreach t in array array['displaced_report', 'displaced_case'] loop
    perform app_priv.guard_copy(t);
    perform app_priv.guard_copy_part(t || '_general_party', t || '_general');
    execute format('create policy gate on app.%I for select to app_definer using (true)', t || '_party');
    execute format('grant select on app.%I to app_definer', t || '_party');
    execute format('grant update, delete on app.%I to app_definer', t);
    -- Until the day that the people asked for, no release opens it either.
    execute format('create policy waits on app.%I as restrictive for select to app_user using (
      coalesce(share_from <= (select app_gate.today()), true))', t || '_general');
  end loop;
end $$;
create policy gate on app.displaced_case_report for select to app_definer using (true);
grant select on app.displaced_case_report to app_definer;

-- Place and time as every copy of something that happened tells them: district or hexagon, week or month.
create function app_priv.coarse_place_and_time(p_sensitivity text, p_from date, p_to date, p_date_precision text,
  p_location_precision text, p_adm1 uuid, p_adm2 uuid, p_hexagon text) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select jsonb_build_object('place_name', null, 'adm3_id', null,
    'hexagon', case when p_adm2 is null then p_hexagon end,
    'occurred_from', app_priv.coarse_from(p_from, p_sensitivity), 'occurred_to', app_priv.coarse_to(p_to, p_sensitivity),
    'date_precision', case
      when p_date_precision = 'year' or (p_date_precision = 'month' and p_sensitivity in ('low', 'moderate')) then p_date_precision
      when p_sensitivity in ('high', 'severe') then 'month' else 'week' end,
    'location_precision', case when p_location_precision in ('country', 'cross_border') then p_location_precision
      when p_adm2 is not null then 'adm2' when p_adm1 is not null then 'adm1' else 'unclear' end)
$$;

-- To whom nothing of it goes: the communities that the people who told did not agree to.
create function app_priv.not_agreed(p_operation uuid, p_consent text[]) returns text[]
language sql stable set search_path = pg_catalog, app as $$
  select coalesce(array_agg(c.code order by c.position), '{}') from app.community c
   where c.operation_id = p_operation and c.code <> all(p_consent)
$$;
create function app_priv.refused_displaced_report(p_record uuid) returns text[]
language sql stable set search_path = pg_catalog, app as $$
  select app_priv.not_agreed(r.operation_id, r.consent) from app.displaced_report r where r.id = p_record
$$;
create function app_priv.refused_displaced_case(p_record uuid) returns text[]
language sql stable set search_path = pg_catalog, app as $$
  select app_priv.not_agreed(r.operation_id, case when r.triangulation = 'triangulated' or r.share_now then r.consent else '{}' end)
    from app.displaced_case r where r.id = p_record
$$;

create function app_priv.bound_displaced_report(p_record uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  select b.community, b.how from app.displaced_report r
   cross join lateral app_priv.bound_to_actors(r.operation_id,
      array(select p.actor_id from app.displaced_report_party p where p.report_id = r.id), r.occurred_from, r.occurred_to) b
   where r.id = p_record
$$;
create function app_priv.bound_displaced_case(p_record uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  select b.community, b.how from app.displaced_case r
   cross join lateral app_priv.bound_to_actors(r.operation_id,
      array(select p.actor_id from app.displaced_case_party p where p.case_id = r.id), r.occurred_from, r.occurred_to) b
   where r.id = p_record
$$;
create or replace function app_priv.accusing(p_operation uuid) returns table (kind text, record_id uuid)
language sql stable set search_path = pg_catalog, app as $$
  select distinct 'incident', p.incident_id from app.incident_party p join app.incident i on i.id = p.incident_id
    join app.organisation o on o.id = i.owner_org_id and not o.public_data
   where p.role = 'alleged_perpetrator' and i.operation_id = p_operation
  union select 'displaced_report', p.report_id from app.displaced_report_party p join app.displaced_report r on r.id = p.report_id
   where r.operation_id = p_operation
  union select 'displaced_case', p.case_id from app.displaced_case_party p join app.displaced_case c on c.id = p.case_id
   where c.operation_id = p_operation
$$;

-- The violation, its district and week or month, who was targeted and how far it is checked; no route, no agency, no
-- unit, no words.
create function app_priv.general_displaced_report(p_ids uuid[]) returns setof app.displaced_report_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.displaced_report d
    cross join lateral jsonb_populate_record(null::app.displaced_report_general, to_jsonb(d)
      || app_priv.copy_head('displaced_report', d.created_at, d.sensitivity)
      || app_priv.coarse_place_and_time(d.sensitivity, d.occurred_from, d.occurred_to, d.date_precision, d.location_precision,
           d.adm1_id, d.adm2_id, d.hexagon)
      || jsonb_build_object('kept_from', array(select unnest(d.held_from || app_priv.not_agreed(d.operation_id, d.consent))),
      'held_from', '{}'::text[], 'consent', '{}'::text[], 'lon', null, 'lat', null, 'route_from', null, 'route_to', null,
      'route', '{}'::float8[], 'unit', null, 'role', null, 'method', null, 'agency', null, 'setting', 'other', 'account', null,
      'people', case when not app_priv.is_few(d.people) then d.people end,
      'affected', case when not app_priv.is_few(d.affected) then d.affected end,
      'few', array_remove(array[case when app_priv.is_few(d.people) then 'people' end,
        case when app_priv.is_few(d.affected) then 'affected' end], null))) r
   where d.id = any(p_ids)
$$;
create function app_priv.general_displaced_case(p_ids uuid[]) returns setof app.displaced_case_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.displaced_case d
    cross join lateral jsonb_populate_record(null::app.displaced_case_general, to_jsonb(d)
      || app_priv.copy_head('displaced_report', d.created_at, d.sensitivity)
      || app_priv.coarse_place_and_time(d.sensitivity, d.occurred_from, d.occurred_to, d.date_precision, d.location_precision,
           d.adm1_id, d.adm2_id, d.hexagon)
      || jsonb_build_object('kept_from', array(select unnest(d.held_from || app_priv.not_agreed(d.operation_id,
           case when d.triangulation = 'triangulated' or d.share_now then d.consent else '{}' end))),
      'held_from', '{}'::text[], 'consent', '{}'::text[], 'unit', null, 'role', null, 'method', null, 'summary', null,
      'share_reason', null, 'share_at', null, 'outcome_note', null, 'recurred_id', null, 'overlap', 0, 'reports', null,
      'agencies', null, 'outcome_on', date_trunc('month', d.outcome_on)::date,
      'people_low', case when not app_priv.is_few(d.people_low) then d.people_low end,
      'people_best', case when not app_priv.is_few(d.people_low) then d.people_best end,
      'people_high', case when not app_priv.is_few(d.people_low) then d.people_high end,
      'few', array_remove(array[case when app_priv.is_few(d.people_low) then 'people' end], null))) r
   where d.id = any(p_ids)
$$;

-- A case goes before the reports in it.
create or replace function app_priv.kept_kinds() returns table (place integer, name text, kept text)
language sql immutable set search_path = pg_catalog as $$
  values (10, 'incident', 'incident'), (20, 'displaced_case', 'displaced_report'), (21, 'displaced_report', 'displaced_report'),
    (30, 'control_zone', 'actor'), (40, 'actor_relation', 'actor'), (50, 'patrol', 'patrol'),
    (70, 'priority_override', 'priority'), (80, 'priority_score', 'priority'), (90, 'actor', 'actor'), (100, 'site', 'site')
$$;
create or replace function app_priv.is_named(p_actor uuid) returns boolean
language sql stable set search_path = pg_catalog, app as $$
  select exists (select from app.incident_party x where x.actor_id = p_actor)
    or exists (select from app.displaced_report_party x where x.actor_id = p_actor)
    or exists (select from app.displaced_case_party x where x.actor_id = p_actor)
    or exists (select from app.actor_relation x where p_actor in (x.from_actor, x.to_actor))
    or exists (select from app.control_zone x where x.actor_id = p_actor)
    or exists (select from app.organisation x where x.actor_id = p_actor)
$$;

create function app_priv.copy_parts_displaced_report(p_ids uuid[]) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.displaced_report_general_party (copy_id, actor_id)
  select g.copy_id, p.actor_id from app.displaced_report_general g join app.displaced_report_party p on p.report_id = g.id
   where g.id = any(p_ids) and g.release_id is null
$$;
create function app_priv.copy_parts_displaced_case(p_ids uuid[]) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.displaced_case_general_party (copy_id, actor_id)
  select g.copy_id, p.actor_id from app.displaced_case_general g join app.displaced_case_party p on p.case_id = g.id
   where g.id = any(p_ids) and g.release_id is null
$$;
create function app_priv.freeze_parts_displaced_report(p_copy uuid, p_record uuid, p_level text) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.displaced_report_general_party select p_copy, p.actor_id from app.displaced_report_party p where p.report_id = p_record;
  update app.displaced_report_general g set consent = '{}' where g.copy_id = p_copy
$$;
create function app_priv.freeze_parts_displaced_case(p_copy uuid, p_record uuid, p_level text) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.displaced_case_general_party select p_copy, p.actor_id from app.displaced_case_party p where p.case_id = p_record;
  update app.displaced_case_general g set consent = '{}', overlap = 0, recurred_id = null where g.copy_id = p_copy
$$;
create function app_priv.told_parts_displaced_report(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('parties', (select coalesce(jsonb_agg(p.actor_id), '[]') from app.displaced_report_general_party p where p.copy_id = p_copy))
$$;
create function app_priv.told_parts_displaced_case(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('parties', (select coalesce(jsonb_agg(p.actor_id), '[]') from app.displaced_case_general_party p where p.copy_id = p_copy))
$$;
create function app_priv.preview_displaced_report(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('what', g.violation, 'month', to_char(g.occurred_to, 'YYYY-MM'), 'province', g.adm1_id)
    from app.displaced_report_general g where g.copy_id = p_copy
$$;
create function app_priv.preview_displaced_case(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('what', g.violation, 'month', to_char(g.occurred_to, 'YYYY-MM'), 'province', g.adm1_id)
    from app.displaced_case_general g where g.copy_id = p_copy
$$;
revoke all on all functions in schema app_priv from public;
do $$
declare f regprocedure;
begin
  for f in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app_priv' and (p.proname ~ 'displaced_(report|case)$' or p.proname in ('not_agreed', 'coarse_place_and_time')) loop
    execute format('grant execute on function %s to app_definer', f);
  end loop;
end $$;

-- ---------------------------------------------------------------- what holds between reports and their case
set local role app_definer;

-- A case is never more open than a report in it: what is tightened there is tightened here, whoever owns the case.
create function app_gate.tighten_cases() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_ids uuid[];
begin
  with stricter as (
    update app.displaced_case c set
      sensitivity = case when array_position(array['low', 'moderate', 'high', 'severe'], new.sensitivity)
                           > array_position(array['low', 'moderate', 'high', 'severe'], c.sensitivity) then new.sensitivity else c.sensitivity end,
      consent = array(select unnest(c.consent) intersect select unnest(new.consent) order by 1),
      share_from = greatest(c.share_from, new.share_from), version = c.version + 1, updated_at = now()
    where c.id in (select l.case_id from app.displaced_case_report l where l.report_id = new.id) and c.deleted_at is null
      and (array_position(array['low', 'moderate', 'high', 'severe'], new.sensitivity)
             > array_position(array['low', 'moderate', 'high', 'severe'], c.sensitivity)
           or not c.consent <@ new.consent or new.share_from > coalesce(c.share_from, '-infinity'))
    returning c.id)
  select coalesce(array_agg(id), '{}') into v_ids from stricter;
  perform app_gate.settle('displaced_case', v_ids);
  return null;
end $$;

-- Counts of what the protocol opens as counts only, like app_gate.incident_counts().
create function app_gate.displaced_counts() returns table (month text, adm1_id uuid, violation text, reports integer)
language sql stable security definer set search_path = pg_catalog, app as $$
  select to_char(i.occurred_to, 'YYYY-MM'), i.adm1_id, i.violation, (count(*) / 5 * 5)::integer
    from app.displaced_report i
   where i.operation_id = (select (app_gate.me()).operation_id) and i.deleted_at is null and i.adm1_id is not null
     and not i.illustrative and i.created_at < date_trunc('day', now())
     and i.occurred_to < date_trunc('month', (select app_gate.today()))
     and ('displaced_report', i.owner_org_id, i.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens('aggregate') o)
     and (select (app_gate.me()).community) = any(i.consent)
     and not coalesce((select (app_gate.me()).community) = any(i.held_from), false)
     and coalesce(i.share_from <= (select app_gate.today()), true)
   group by 1, 2, 3
  having count(*) >= 5 and count(distinct i.owner_org_id) >= 2
$$;
revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.displaced_counts() to app_user;
grant execute on function app_gate.tighten_cases() to app_owner;

set local role app_owner;

do $$
declare t text;
begin
  foreach t in array array['displaced_report', 'displaced_case'] loop
    execute format('create trigger close_copy after update on app.%I for each row
      when (old.version is distinct from new.version or old.sensitivity is distinct from new.sensitivity
            or old.owner_org_id is distinct from new.owner_org_id or old.deleted_at is distinct from new.deleted_at)
      execute function app_gate.close_copy()', t);
    execute format('create trigger refuse_gone after insert on app.%I referencing new table as added
      for each statement execute function app_gate.refuse_gone()', t);
  end loop;
end $$;
create trigger tighten_cases after update on app.displaced_report for each row
  when (old.sensitivity is distinct from new.sensitivity or old.consent is distinct from new.consent
        or old.share_from is distinct from new.share_from)
  execute function app_gate.tighten_cases();

-- ---------------------------------------------------------------- the read doors
create view app.displaced_report_link with (security_invoker = true) as
  select id as record_id, id as ref from app.displaced_report where deleted_at is null
  union all select id, copy_id from app.displaced_report_general;
create view app.displaced_case_link with (security_invoker = true) as
  select id as record_id, id as ref from app.displaced_case where deleted_at is null
  union all select id, copy_id from app.displaced_case_general;
select app_priv.open_door('displaced_report');
select app_priv.open_door('displaced_case', '{"recurred_id": "displaced_case_link"}');
create view app.displaced_report_party_seen with (security_invoker = true) as
  select p.report_id as ref, l.ref as actor_ref from app.displaced_report_party p join app.actor_link l on l.record_id = p.actor_id
   where exists (select from app.displaced_report r where r.id = p.report_id and r.deleted_at is null)
  union all
  select p.copy_id, l.ref from app.displaced_report_general_party p join app.actor_link l on l.record_id = p.actor_id;
create view app.displaced_case_party_seen with (security_invoker = true) as
  select p.case_id as ref, l.ref as actor_ref from app.displaced_case_party p join app.actor_link l on l.record_id = p.actor_id
   where exists (select from app.displaced_case r where r.id = p.case_id and r.deleted_at is null)
  union all
  select p.copy_id, l.ref from app.displaced_case_general_party p join app.actor_link l on l.record_id = p.actor_id;
create view app.displaced_case_report_seen with (security_invoker = true) as
  select l.case_id as ref, k.ref as report_ref from app.displaced_case_report l join app.displaced_report_link k on k.record_id = l.report_id
   where exists (select from app.displaced_case c where c.id = l.case_id and c.deleted_at is null);
create view app.displaced_report_source_seen with (security_invoker = true) as
  select s.report_id as ref, s.agency, s.note, s.created_at from app.displaced_report_source s
   where exists (select from app.displaced_report r where r.id = s.report_id and r.deleted_at is null);
grant select on app.displaced_report_link, app.displaced_case_link, app.displaced_report_party_seen, app.displaced_case_party_seen,
  app.displaced_case_report_seen, app.displaced_report_source_seen to app_user;

-- Who writes a party may know the actor by its copy only.
do $$
declare t record;
begin
  for t in select * from (values ('displaced_report', 'report_id'), ('displaced_case', 'case_id')) x (name, key) loop
    execute format('drop policy written on app.%I', t.name || '_party');
    execute format($p$create policy written on app.%I for insert to app_user with check (
      exists (select from app.%I r where r.id = %I and r.owner_org_id = (select (app_gate.me()).organisation_id)
        and (select app_gate.writes('displaced_report')))
      and actor_id in (select l.record_id from app.actor_link l))$p$, t.name || '_party', t.name, t.key);
  end loop;
end $$;

insert into app.writer (operation_id, kind, community)
select o.id, 'displaced_report', c from app.operation o, unnest(array['protection_core', 'protection_member']) c
on conflict do nothing;
