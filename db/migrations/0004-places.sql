-- Room `places`: administrative areas with stated parents and P-codes as opaque text, their population,
-- and sites (health facilities, populated places, …). Geometry is GeoJSON, checked before it is written;
-- points are plain lon/lat columns because those comparisons keep their index under row policies.

set local role app_owner;

create table app.dataset (
  like app_priv.record including defaults including constraints,
  primary key (id),
  name           text not null check (name ~ '^[a-z][a-z0-9-]{1,40}$'),
  title          text not null,
  publisher      text,
  dataset_version text,
  licence        text,
  citation       text,
  url            text,
  retrieved_on   date,
  is_primary     boolean not null default false,
  civilian_range boolean not null default false,
  measures       text[] not null default '{}',
  caveats        text[] not null default '{}',
  unique (operation_id, name)
);
create unique index dataset_primary on app.dataset (operation_id) where is_primary;
select app_priv.guard('dataset', 'dataset');
-- The operation's own log is a dataset too; it is made with the operation, through the gate.
create policy gate on app.dataset for insert to app_definer with check (name = 'log');
grant insert on app.dataset to app_definer;

create table app.area (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id  uuid references app.dataset,
  external_id text,
  level       smallint not null check (level between 0 and 4),
  pcode       text,
  name        text not null check (length(name) between 1 and 200),
  name_key    text not null,
  parent_id   uuid references app.area,
  lon         double precision not null check (lon between -180 and 180),
  lat         double precision not null check (lat between -90 and 90),
  min_lon     double precision not null,
  min_lat     double precision not null,
  max_lon     double precision not null,
  max_lat     double precision not null,
  area_sqkm   double precision,
  valid_on    date,
  shape       jsonb not null,
  content     text
);
create unique index area_pcode on app.area (operation_id, owner_org_id, pcode) where pcode is not null;
create index area_parent on app.area (parent_id);
select app_priv.guard('area', 'area');
comment on column app.area.name_key is 'Name without accents, case and suffixes, for matching; see shared/geo.ts.';

create table app.population (
  area_id uuid not null references app.area,
  year    smallint not null,
  total   integer check (total >= 0),
  female  integer check (female >= 0),
  male    integer check (male >= 0),
  source  text not null,
  primary key (area_id, year, source)
);
select app_priv.guard_part('population', 'area', 'area_id', 'area');

create table app.site (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id  uuid references app.dataset,
  external_id text,
  kind        text not null,
  name        text not null check (length(name) between 1 and 200),
  name_key    text not null,
  lon         double precision check (lon between -180 and 180),
  lat         double precision check (lat between -90 and 90),
  adm1_id     uuid references app.area,
  adm2_id     uuid references app.area,
  detail      text,
  content     text
);
create unique index site_external on app.site (dataset_id, external_id) where external_id is not null;
create index site_adm2 on app.site (adm2_id);
select app_priv.guard('site', 'site');

create view app.dataset_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, d.* from app.dataset d where deleted_at is null;
create view app.area_seen with (security_invoker = true) as
  select id as ref, 'full'::text as access, a.* from app.area a where deleted_at is null;
create view app.site_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, s.* from app.site s where deleted_at is null;
grant select on app.dataset_seen, app.area_seen, app.site_seen to app_user;
