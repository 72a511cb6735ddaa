-- Room `actors`: engagement, field missions and briefs before an operation. Every contact with an armed actor is written down: when, in which form, which function on
-- our side met which function on theirs, about what, what was said, what they committed to and whether they kept it. So
-- that the relation belongs to the structure and not to one person, and two of us do not carry two messages to one
-- commander unknowing. All three follow the protocol's row of contacts.

set local role app_owner;

create table app.engagement (
  like app_priv.record including defaults including constraints,
  primary key (id),
  actor_id    uuid not null references app.actor,
  counterpart text not null check (length(counterpart) <= 200),
  held_on     date not null,
  form        text not null check (form ~ '^[a-z_]{2,40}$'),
  topic       text not null check (topic ~ '^[a-z_]{2,40}$'),
  our_side    text not null check (length(our_side) <= 200),
  message     text not null check (length(message) <= 4000),
  agreed      boolean not null,
  answer      text check (length(answer) <= 4000),
  commitment  text check (length(commitment) <= 2000),
  due_on      date,
  kept        text check (kept in ('open', 'kept', 'partly', 'not_kept', 'lapsed')),
  kept_on     date,
  follow_up   text check (length(follow_up) <= 2000),
  area_id     uuid references app.area,
  check (due_on is null or commitment is not null),
  check ((commitment is null) = (kept is null)),
  check ((kept_on is null) = (kept is null or kept = 'open'))
);
comment on column app.engagement.counterpart is 'Function met on their side; never a name.';
comment on column app.engagement.our_side is 'Function that held the contact on our side.';
comment on column app.engagement.agreed is 'The message was agreed with the cluster before.';
comment on column app.engagement.kept is 'What became of the commitment; null: there was none.';
create index engagement_actor on app.engagement (actor_id, held_on);
select app_priv.guard('engagement', 'actor');
select app_priv.guard_read('engagement', $$'contact'$$);

create table app.engagement_general
  (like app_priv.copy including defaults including constraints, like app.engagement including defaults, primary key (copy_id));
select app_priv.guard_copy('engagement');
grant update, delete on app.engagement to app_definer;

-- The districts of areas, each once, in their order.
create function app_priv.districts(p_areas uuid[]) returns uuid[]
language sql stable set search_path = pg_catalog as $$
  select coalesce(array_agg(x.district order by x.first), '{}') from (
    select app_priv.district(a.id) as district, min(a.place) as first from unnest(p_areas) with ordinality a(id, place)
     group by 1) x where x.district is not null
$$;

-- That there was contact, with whom, in which month, about which topic, and whether a commitment was kept. No words.
create function app_priv.general_engagement(p_ids uuid[]) returns setof app.engagement_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.engagement e
    cross join lateral jsonb_populate_record(null::app.engagement_general, to_jsonb(e)
      || app_priv.copy_head('contact', e.created_at, e.sensitivity) || jsonb_build_object(
      'brief_id', null, 'counterpart', '', 'our_side', '', 'message', '', 'answer', null, 'follow_up', null,
      'commitment', case when e.commitment is not null then '' end,
      'held_on', date_trunc('month', e.held_on)::date, 'due_on', date_trunc('month', e.due_on)::date,
      'kept_on', date_trunc('month', e.kept_on)::date, 'area_id', app_priv.district(e.area_id))) r
   where e.id = any(p_ids)
$$;

-- A visit to the field: when, where, why, whom it met by function, what access looked like, what follows from it.
create table app.field_mission (
  like app_priv.record including defaults including constraints,
  primary key (id),
  starts_on    date not null,
  ends_on      date not null,
  state        text not null check (state in ('planned', 'under_way', 'done', 'cancelled')),
  aim          text not null check (length(aim) <= 2000),
  route        text check (length(route) <= 2000),
  area_ids     uuid[] not null check (cardinality(area_ids) between 1 and 30),
  met          text check (length(met) <= 2000),
  access       jsonb not null default '{}',
  programmes   text check (length(programmes) <= 2000),
  findings     text check (length(findings) <= 8000),
  follow_up    text check (length(follow_up) <= 4000),
  follow_up_on date,
  check (starts_on <= ends_on)
);
comment on column app.field_mission.met is 'Offices and commanders met, by function; never a name.';
comment on column app.field_mission.access is 'Constraint type to 0 (none) … 3 (severe); a type that is missing was not assessed.';
comment on column app.field_mission.area_ids is 'Areas on the route, in its order.';
select app_priv.guard('field_mission', 'actor');
select app_priv.guard_read('field_mission', $$'contact'$$);
create table app.field_mission_general
  (like app_priv.copy including defaults including constraints, like app.field_mission including defaults, primary key (copy_id));
select app_priv.guard_copy('field_mission');
grant update, delete on app.field_mission to app_definer;

-- Districts, months, state and what access looked like. No words.
create function app_priv.general_field_mission(p_ids uuid[]) returns setof app.field_mission_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.field_mission m
    cross join lateral jsonb_populate_record(null::app.field_mission_general, to_jsonb(m)
      || app_priv.copy_head('contact', m.created_at, m.sensitivity) || jsonb_build_object(
      'aim', '', 'route', null, 'met', null, 'programmes', null, 'findings', null, 'follow_up', null, 'follow_up_on', null,
      'starts_on', date_trunc('month', m.starts_on)::date, 'ends_on', app_priv.coarse_to(m.ends_on, 'high'),
      'area_ids', app_priv.districts(m.area_ids))) r
   where m.id = any(p_ids)
$$;

-- What a command should know before an operation: civilians and sites, ways out, screening, protected objects, the harm
-- that is likely, and what is asked. Written to be sent; whether it was acknowledged and what came of it is noted here.
create table app.operation_brief (
  like app_priv.record including defaults including constraints,
  primary key (id),
  actor_id          uuid not null references app.actor,
  command           text not null check (length(command) <= 200),
  area_ids          uuid[] not null check (cardinality(area_ids) between 1 and 30),
  window_from       date not null,
  window_to         date not null,
  civilians         text not null check (length(civilians) <= 4000),
  sites             text check (length(sites) <= 4000),
  routes_out        text check (length(routes_out) <= 4000),
  screening         text check (length(screening) <= 4000),
  protected_objects text check (length(protected_objects) <= 4000),
  likely_harm       text not null check (length(likely_harm) <= 4000),
  asks              text not null check (length(asks) <= 4000),
  handed_on         date,
  handed_how        text check (handed_how ~ '^[a-z_]{2,40}$'),
  acknowledged_on   date,
  reviewed_on       date,
  outcome           text check (length(outcome) <= 4000),
  check (window_from <= window_to),
  check ((handed_on is null) = (handed_how is null)),
  check ((reviewed_on is null) = (outcome is null))
);
comment on column app.operation_brief.command is 'The command it is for, by function; never a name.';
comment on column app.operation_brief.handed_on is 'When it was handed over outside the product, and how; releases say the rest.';
create index operation_brief_actor on app.operation_brief (actor_id);
select app_priv.guard('operation_brief', 'actor');
select app_priv.guard_read('operation_brief', $$'contact'$$);
-- What a command answered to a brief is an engagement that names the brief: so what was asked becomes a commitment.
alter table app.engagement add column brief_id uuid references app.operation_brief on delete set null;
alter table app.engagement_general add column brief_id uuid;
create index engagement_brief on app.engagement (brief_id);
create table app.operation_brief_general
  (like app_priv.copy including defaults including constraints, like app.operation_brief including defaults, primary key (copy_id));
select app_priv.guard_copy('operation_brief');
grant update, delete on app.operation_brief to app_definer;

-- That there is a brief, for which group, districts and month. No words.
create function app_priv.general_operation_brief(p_ids uuid[]) returns setof app.operation_brief_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.operation_brief b
    cross join lateral jsonb_populate_record(null::app.operation_brief_general, to_jsonb(b)
      || app_priv.copy_head('contact', b.created_at, b.sensitivity) || jsonb_build_object(
      'command', '', 'civilians', '', 'sites', null, 'routes_out', null, 'screening', null, 'protected_objects', null,
      'likely_harm', '', 'asks', '', 'handed_on', null, 'handed_how', null, 'acknowledged_on', null, 'reviewed_on', null,
      'outcome', null, 'window_from', date_trunc('month', b.window_from)::date, 'window_to', app_priv.coarse_to(b.window_to, 'high'),
      'area_ids', app_priv.districts(b.area_ids))) r
   where b.id = any(p_ids)
$$;

select app_priv.keep_kind(32, 'engagement', 'actor'), app_priv.keep_kind(33, 'operation_brief', 'actor'),
  app_priv.keep_kind(34, 'field_mission', 'actor');
revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.districts(uuid[]), app_priv.general_engagement(uuid[]),
  app_priv.general_field_mission(uuid[]), app_priv.general_operation_brief(uuid[]) to app_definer;

do $$
declare t text;
begin
  foreach t in array array['engagement', 'field_mission', 'operation_brief'] loop
    execute format('create trigger close_copy after update on app.%I for each row
      when (old.version is distinct from new.version or old.sensitivity is distinct from new.sensitivity
            or old.owner_org_id is distinct from new.owner_org_id or old.deleted_at is distinct from new.deleted_at)
      execute function app_gate.close_copy()', t);
    execute format('create trigger refuse_gone after insert on app.%I referencing new table as added
      for each statement execute function app_gate.refuse_gone()', t);
    execute format('create view app.%I with (security_invoker = true) as
      select id as record_id, id as ref from app.%I where deleted_at is null
      union all select id, copy_id from app.%I', t || '_link', t, t || '_general');
    execute format('grant select on app.%I to app_user', t || '_link');
  end loop;
  perform app_priv.open_door('engagement', '{"actor_id": "actor_link", "brief_id": "operation_brief_link"}');
  perform app_priv.open_door('operation_brief', '{"actor_id": "actor_link"}');
  perform app_priv.open_door('field_mission');
end $$;
