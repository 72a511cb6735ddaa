-- Information coverage (room `coverage`): whether anybody could report from an area. A row is what one organisation says
-- of one area in one ISO week: it had a report, visit or call, how it is present, whether there is network and access.
-- The level (none, weak, fair, good) is computed when read (shared/rooms/coverage-information.ts), never stored; a person
-- may set it for a week, with a reason. Rows follow the protocol's row for coverage and have no public version.

set local role app_owner;

create table app.information_coverage (
  like app_priv.record including defaults including constraints,
  primary key (id),
  area_id    uuid not null references app.area,
  week       date not null check (extract(isodow from week) = 1),
  said_on    date not null check (said_on between week and week + 6),
  channel    text check (channel in ('report', 'visit', 'call')),
  said       text check (said in ('nothing_to_report', 'reports_expected', 'no_answer')),
  presence   text check (presence in ('direct', 'remote', 'absent')),
  network    boolean,
  access     boolean,
  contact    text check (length(contact) between 1 and 120),
  caller     text check (length(caller) between 1 and 120),
  set_level  text check (set_level in ('none', 'weak', 'fair', 'good')),
  set_reason text check (length(set_reason) between 20 and 2000),
  check (said is null or channel is not null),
  check (said is distinct from 'no_answer' or channel = 'call'),
  check ((set_level is null) = (set_reason is null)),
  check (num_nonnulls(channel, presence, network, access, set_level) > 0)
);
comment on column app.information_coverage.week is 'Monday of the ISO week of said_on.';
comment on column app.information_coverage.channel is 'How we heard from the area on that day; null: only a word on the rest.';
comment on column app.information_coverage.contact is 'Whom to call there: a function, never a name or a number.';
comment on column app.information_coverage.caller is 'Who called, visited or took the report: a function.';
create index information_coverage_area on app.information_coverage (operation_id, area_id, said_on);
select app_priv.guard('information_coverage', 'information');
select app_priv.guard_read('information_coverage', $$'coverage'$$);
create trigger refuse_gone after insert on app.information_coverage referencing new table as added
  for each statement execute function app_gate.refuse_gone();

create view app.information_coverage_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, c.* from app.information_coverage c where deleted_at is null;
grant select on app.information_coverage_seen to app_user;

-- Deleted and purged like other records, and kept for a time of its own where the operation sets one.
alter table app.retention drop constraint retention_kind_check,
  add constraint retention_kind_check check (kind in ('incident', 'displaced_report', 'actor', 'priority', 'patrol', 'alert', 'information'));
create policy gate on app.information_coverage to app_definer using (true) with check (true);
grant select, update, delete on app.information_coverage to app_definer;
-- Adds a kind to those that are kept for a time, deleted and purged, in the order of `p_place`; `p_kept`: whose time it has.
create function app_priv.keep_kind(p_place integer, p_name text, p_kept text) returns void
language plpgsql set search_path = pg_catalog as $$
declare v_rows text;
begin
  select string_agg(format('(%s, %L, %L)', k.place, k.name, k.kept), ', ' order by k.place) into v_rows
    from (select * from app_priv.kept_kinds() union values (p_place, p_name, p_kept)) k;
  execute format('create or replace function app_priv.kept_kinds() returns table (place integer, name text, kept text)
    language sql immutable set search_path = pg_catalog as %L', 'values ' || v_rows);
end $$;
revoke all on function app_priv.keep_kind(integer, text, text) from public;
select app_priv.keep_kind(60, 'information_coverage', 'information');

insert into app.writer (operation_id, kind, community)
select o.id, 'information', c from app.operation o, unnest(array['protection_core', 'protection_member', 'cmcoord', 'mission_hr',
  'mission_poc', 'mission_civilian', 'mission_police', 'mission_military']) c
on conflict do nothing;

set local role app_definer;

-- For those to whom the protocol opens coverage as counts only (or generalised, which of a row that is an area and a week
-- would be the row): in how many districts somebody was heard within 14 days, from two organisations or more, as of the
-- last midnight, in steps of five.
create function app_gate.information_counts() returns table (districts integer)
language sql stable security definer set search_path = pg_catalog, app as $$
  select (count(distinct c.area_id) / 5 * 5)::integer
    from app.information_coverage c
   where c.operation_id = (select (app_gate.me()).operation_id) and c.deleted_at is null and not c.illustrative
     and c.created_at < date_trunc('day', now()) and c.channel is not null and c.said is distinct from 'no_answer'
     and c.said_on between (select app_gate.today()) - 14 and (select app_gate.today())
     and ('coverage', c.owner_org_id, c.sensitivity) in (
       select o.kind, o.org, o.sensitivity from app_gate.opens('aggregate') o
       union all select o.kind, o.org, o.sensitivity from app_gate.opens('generalised') o)
  having count(distinct c.area_id) >= 5 and count(distinct c.owner_org_id) >= 2
$$;
revoke all on function app_gate.information_counts() from public;
grant execute on function app_gate.information_counts() to app_user;
