-- Room `coverage`: bases, deployments as intervals, patrols as activity with the areas they entered.
-- What a public list records is not all that was there: every list carries its dataset.

set local role app_owner;

create table app.base (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id  uuid references app.dataset,
  external_id text,
  kind        text not null default 'unknown',
  name        text not null check (length(name) between 1 and 200),
  lon         double precision not null check (lon between -180 and 180),
  lat         double precision not null check (lat between -90 and 90),
  adm1_id     uuid references app.area,
  adm2_id     uuid references app.area,
  content     text
);
create unique index base_external on app.base (dataset_id, external_id) where external_id is not null;
select app_priv.guard('base', 'base');

create table app.deployment (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id   uuid references app.dataset,
  external_id  text,
  base_id      uuid not null references app.base,
  mission      text,
  unit_name    text,
  valid_from   date not null,
  valid_to     date,
  troops       double precision check (troops >= 0),
  police       double precision check (police >= 0),
  observers    double precision check (observers >= 0),
  approximate  boolean not null default true,
  contributors text[] not null default '{}',
  content      text,
  check (valid_to is null or valid_from <= valid_to)
);
create unique index deployment_external on app.deployment (dataset_id, external_id) where external_id is not null;
create index deployment_base on app.deployment (base_id);
select app_priv.guard('deployment', 'base');

create table app.patrol (
  like app_priv.record including defaults including constraints,
  primary key (id),
  unit_name   text not null check (length(unit_name) between 1 and 200),
  started_on  date not null,
  ended_on    date not null,
  state       text not null check (state in ('planned', 'under_way', 'completed', 'partial', 'denied', 'cancelled')),
  range       text,
  time_of_day text,
  mode        text,
  composition text,
  purpose     text,
  denied_by   text,
  note        text check (length(note) <= 4000),
  external_id text,
  check (started_on <= ended_on)
);
create unique index patrol_external on app.patrol (owner_org_id, external_id) where external_id is not null;
create index patrol_day on app.patrol (operation_id, ended_on);
select app_priv.guard('patrol', 'patrol');

create table app.patrol_area (
  patrol_id uuid not null references app.patrol,
  area_id   uuid not null references app.area,
  primary key (patrol_id, area_id)
);
select app_priv.guard_part('patrol_area', 'patrol', 'patrol_id', 'patrol', 'area', 'area_id');

create view app.base_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, b.* from app.base b where deleted_at is null;
create view app.deployment_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, d.* from app.deployment d where deleted_at is null;
create view app.patrol_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, p.* from app.patrol p where deleted_at is null;
create view app.patrol_area_seen with (security_invoker = true) as
  select patrol_id as ref, area_id as area_ref from app.patrol_area;
create view app.population_seen with (security_invoker = true) as
  select area_id as ref, year, total, female, male, source from app.population;
grant select on app.base_seen, app.deployment_seen, app.patrol_seen, app.patrol_area_seen, app.population_seen to app_user;
