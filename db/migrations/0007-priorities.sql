-- Room `priorities`: planning cycles, one row per area with the inputs as they were and the proposal computed
-- from them, and what people say about a row. Assessments and overrides are records of their own, owned by the
-- organisation that made them: the computed row stays as published, each reader sees it under the newest word
-- they may read, and no organisation can change another's.

set local role app_owner;

create table app.priority_cycle (
  like app_priv.record including defaults including constraints,
  primary key (id),
  name        text not null check (length(name) between 1 and 80),
  window_from date not null,
  window_to   date not null,
  area_level  smallint not null default 2,
  method      text not null default 'events' check (method in ('events', 'assessed')),
  dataset_id  uuid references app.dataset,
  verification text[] not null default '{}',
  state       text not null default 'proposed' check (state in ('proposed', 'agreed', 'closed')),
  computed_at timestamptz not null default now(),
  unique (operation_id, owner_org_id, name),
  check (window_from <= window_to)
);
comment on column app.priority_cycle.verification is 'Levels whose events were counted: the headline levels of that day.';
select app_priv.guard('priority_cycle', 'priority');

create table app.priority_row (
  like app_priv.record including defaults including constraints,
  primary key (id),
  cycle_id          uuid not null references app.priority_cycle,
  area_id           uuid not null references app.area,
  events            integer not null default 0 check (events >= 0),
  one_sided         integer not null default 0 check (one_sided >= 0),
  civilians_killed  integer not null default 0 check (civilians_killed >= 0),
  unknown_killed    integer not null default 0 check (unknown_killed >= 0),
  proposed          text not null check (proposed in ('must', 'should', 'could', 'monitor')),
  unique (cycle_id, area_id)
);
comment on column app.priority_row.unknown_killed is 'Dead of unknown status: shown beside the row, never moving it.';
select app_priv.guard('priority_row', 'priority');

-- Grades 1 to 5; null is "not assessed" and gives no score. Scores are computed, never stored.
create table app.priority_score (
  like app_priv.record including defaults including constraints,
  primary key (id),
  row_id            uuid not null references app.priority_row,
  likelihood        smallint check (likelihood between 1 and 5),
  impact            smallint check (impact between 1 and 5),
  vulnerability     smallint check (vulnerability between 1 and 5),
  capacity          smallint check (capacity between 1 and 5),
  capacity_with_mission smallint check (capacity_with_mission between 1 and 5),
  evidence          text check (length(evidence) <= 5000),
  assessed_on       date not null
);
create index priority_score_row on app.priority_score (row_id);
select app_priv.guard('priority_score', 'priority');

create table app.priority_override (
  like app_priv.record including defaults including constraints,
  primary key (id),
  row_id    uuid not null references app.priority_row,
  category  text not null check (category in ('must', 'should', 'could', 'monitor')),
  reason    text not null check (length(reason) between 20 and 2000),
  review_on date not null
);
create index priority_override_row on app.priority_override (row_id);
select app_priv.guard('priority_override', 'priority');

create view app.priority_cycle_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, c.* from app.priority_cycle c where deleted_at is null;
create view app.priority_row_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, r.* from app.priority_row r where deleted_at is null;
create view app.priority_score_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, s.* from app.priority_score s where deleted_at is null;
create view app.priority_override_seen with (security_invoker = true) as
  select id as ref, 'full'::text as level, o.* from app.priority_override o where deleted_at is null;
grant select on app.priority_cycle_seen, app.priority_row_seen, app.priority_score_seen, app.priority_override_seen
  to app_user;
