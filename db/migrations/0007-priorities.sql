-- Room `priorities`: planning cycles and one row per area: the inputs as they were, the proposal computed
-- from them, scores where people assessed them, and an override with its reason beside the original.

set local role app_owner;

create table app.priority_cycle (
  like app_priv.record including defaults including constraints,
  primary key (id),
  name        text not null check (length(name) between 1 and 60),
  window_from date not null,
  window_to   date not null,
  area_level  smallint not null default 2,
  method      text not null default 'events' check (method in ('events', 'assessed')),
  dataset_id  uuid references app.dataset,
  verification text[] not null default '{}',
  state       text not null default 'proposed' check (state in ('proposed', 'agreed', 'closed')),
  computed_at timestamptz not null default now(),
  unique (operation_id, name),
  check (window_from <= window_to)
);
select app_priv.guard('priority_cycle', 'priority');

create table app.priority_row (
  like app_priv.record including defaults including constraints,
  primary key (id),
  cycle_id          uuid not null references app.priority_cycle,
  area_id           uuid not null references app.area,
  events            integer not null default 0,
  one_sided         integer not null default 0,
  civilians_killed  integer not null default 0,
  unknown_killed    integer not null default 0,
  proposed          text not null check (proposed in ('must', 'should', 'could', 'monitor')),
  likelihood        smallint check (likelihood between 1 and 5),
  impact            smallint check (impact between 1 and 5),
  vulnerability     smallint check (vulnerability between 1 and 5),
  capacity          smallint check (capacity between 1 and 5),
  capacity_with_mission smallint check (capacity_with_mission between 1 and 5),
  score_note        text check (length(score_note) <= 4000),
  scored_at         timestamptz,
  override          text check (override in ('must', 'should', 'could', 'monitor')),
  override_reason   text check (override is null or length(override_reason) >= 20),
  override_by       uuid,
  override_at       timestamptz,
  review_on         date,
  unique (cycle_id, area_id)
);
select app_priv.guard('priority_row', 'priority');

create view app.priority_cycle_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, c.* from app.priority_cycle c where deleted_at is null;
create view app.priority_row_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, r.* from app.priority_row r where deleted_at is null;
grant select on app.priority_cycle_seen, app.priority_row_seen to app_user;
