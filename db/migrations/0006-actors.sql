-- Room `actors`: organised parties with names and aliases, relations as intervals, zones of control with
-- a date. No party is hostile by default: nothing here says friend or foe. Communal groups are kept by id
-- and shown as one class.

set local role app_owner;

create table app.actor (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id   uuid references app.dataset,
  external_id  text,
  kind         text not null,
  name         text not null check (length(name) between 1 and 400),
  name_key     text not null,
  full_name    text,
  aliases      text[] not null default '{}',
  active_from  date,
  active_to    date,
  communal     boolean not null default false,
  joint        boolean not null default false,
  chain_of_command_clarity text check (chain_of_command_clarity in ('clear', 'partly', 'unclear')),
  notes        text check (length(notes) <= 20000),
  as_of        date,
  raw          jsonb not null default '{}',
  content      text
);
create unique index actor_external on app.actor (dataset_id, external_id) where external_id is not null;
select app_priv.guard('actor', 'actor');
alter table app.incident_party add foreign key (actor_id) references app.actor;
select app_priv.guard_part('incident_party', 'incident', 'incident_id', 'incident', 'actor', 'actor_id');

create table app.actor_relation (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id  uuid references app.dataset,
  from_actor  uuid not null references app.actor,
  to_actor    uuid not null references app.actor,
  kind        text not null,
  as_of       date,
  valid_from  date not null,
  valid_to    date,
  confidence  text not null check (confidence in ('high', 'medium', 'low')),
  source      text check (length(source) <= 2000),
  check (from_actor <> to_actor),
  check (valid_to is null or valid_from <= valid_to)
);
create index actor_relation_from on app.actor_relation (from_actor);
create index actor_relation_to on app.actor_relation (to_actor);
select app_priv.guard('actor_relation', 'actor');

create table app.control_zone (
  like app_priv.record including defaults including constraints,
  primary key (id),
  actor_id     uuid not null references app.actor,
  area_id      uuid not null references app.area,
  control_kind text not null,
  influence    boolean not null default false,
  as_of        date not null,
  valid_from   date not null,
  valid_to     date,
  confidence   text not null check (confidence in ('high', 'medium', 'low')),
  note         text check (length(note) <= 4000),
  check (valid_to is null or valid_from <= valid_to)
);
create index control_zone_actor on app.control_zone (actor_id);
create index control_zone_area on app.control_zone (area_id);
select app_priv.guard('control_zone', 'actor');

create view app.actor_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, a.* from app.actor a where deleted_at is null;
create view app.actor_relation_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, r.* from app.actor_relation r where deleted_at is null;
create view app.control_zone_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, z.* from app.control_zone z where deleted_at is null;
grant select on app.actor_seen, app.actor_relation_seen, app.control_zone_seen to app_user;
