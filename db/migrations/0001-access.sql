-- The floor `access`: operations, communities, organisations, people, memberships, releases, and the
-- closed schema app_priv (context tokens, audit). Roles and schemas exist before (db/prepare.ts):
-- app_owner owns tables and views, app_definer owns the few definer functions in app_gate, app_user is
-- the role every request works in, app_login the service's login, auth_login the sign-in library's.
-- Nobody but app_owner and app_definer reaches app_priv.

set local role app_owner;

-- Every record of every room begins with these columns.
create table app_priv.record (
  id            uuid primary key,
  operation_id  uuid not null,
  owner_org_id  uuid not null,
  sensitivity   text not null check (sensitivity in ('low', 'moderate', 'high', 'severe')),
  version       integer not null default 1 check (version > 0),
  created_at    timestamptz not null default now(),
  created_by    uuid,
  updated_at    timestamptz not null default now(),
  updated_by    uuid,
  illustrative  boolean not null default false,
  deleted_at    timestamptz
);
comment on table app_priv.record is 'Template for "like": the columns that every record carries.';

create table app.operation (
  id              uuid primary key,
  code            text not null unique check (code ~ '^[A-Z][A-Z0-9-]{1,31}$'),
  name            text not null check (length(name) between 1 and 200),
  kind            text not null default 'coordination' check (kind in ('coordination', 'asylum')),
  countries       text[] not null default '{}',
  time_zone       text not null default 'UTC',
  week_start      smallint not null default 1 check (week_start between 1 and 7),
  clock           timestamptz,
  headline_levels text[] not null default '{verified}',
  demonstration   boolean not null default false,
  created_at      timestamptz not null default now()
);
comment on column app.operation.clock is 'A demonstration stands still at this instant; null = live.';

create table app.community (
  operation_id uuid not null references app.operation,
  code         text not null,
  side         text not null check (side in ('humanitarian', 'mission', 'outside', 'public')),
  position     smallint not null,
  primary key (operation_id, code)
);

create table app.organisation (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  name         text not null check (length(name) between 1 and 200),
  community    text not null,
  public_data  boolean not null default false,
  created_at   timestamptz not null default now(),
  unique (operation_id, name),
  foreign key (operation_id, community) references app.community
);
comment on column app.organisation.public_data is 'The built-in owner of published datasets, one per operation.';

create table app.person (
  id            uuid primary key,
  user_id       text unique,
  name          text not null check (length(name) between 1 and 200),
  administrator boolean not null default false,
  demonstration boolean not null default false,
  disabled_at   timestamptz,
  created_at    timestamptz not null default now()
);
comment on column app.person.administrator is 'May create operations and people; reads no records by that.';

create table app.membership (
  person_id       uuid not null references app.person,
  operation_id    uuid not null references app.operation,
  organisation_id uuid not null references app.organisation,
  role            text not null check (role in
    ('administrator', 'coordinator', 'verifier', 'officer', 'reporter', 'information_manager', 'observer')),
  rights          text[] not null default '{}',
  ended_at        timestamptz,
  primary key (person_id, operation_id)
);

-- Which communities write records of a kind (default protocol, "who writes").
create table app.writer (
  operation_id uuid not null references app.operation,
  kind         text not null,
  community    text not null,
  primary key (operation_id, kind, community)
);

-- What a person handed over. Empty until the sharing protocol fills it; the seen views already ask it.
create table app.release (
  id             uuid primary key,
  operation_id   uuid not null references app.operation,
  kind           text not null,
  record_id      uuid not null,
  copy_id        uuid,
  owner_org_id   uuid not null references app.organisation,
  to_community   text not null,
  level          text not null check (level in ('aggregate', 'generalised', 'full')),
  purpose        text not null check (purpose in ('poc', 'humanitarian_security', 'access')),
  conditions     text,
  expires_at     timestamptz,
  withdrawn_at   timestamptz,
  created_at     timestamptz not null default now(),
  created_by     uuid
);
create index release_record on app.release (record_id);

-- How a record came to be what it is: the state before each change, for its owner organisation.
create table app.revision (
  id           uuid primary key default gen_random_uuid(),
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null,
  kind         text not null,
  record_id    uuid not null,
  version      integer not null,
  action       text not null,
  at           timestamptz not null default now(),
  person_id    uuid,
  person_label text not null,
  changed      text[] not null default '{}',
  before       jsonb,
  unique (record_id, version)
);

-- Moves on with every write of a kind; part of each answer's fingerprint and of the change stream.
create table app.data_version (
  operation_id uuid not null references app.operation,
  kind         text not null,
  version      bigint not null default 1,
  changed_at   timestamptz not null default now(),
  primary key (operation_id, kind)
);

-- ---------------------------------------------------------------- closed: context and audit
create table app_priv.context (
  token_hash      bytea primary key,
  operation_id    uuid not null references app.operation,
  person_id       uuid references app.person,
  session_id      text,
  token_id        uuid,
  desk            boolean not null default false,
  organisation_id uuid,
  role            text,
  rights          text[] not null default '{}',
  expires_at      timestamptz not null,
  check (desk or person_id is not null)
);
create index context_expiry on app_priv.context (expires_at);

create table app_priv.token (
  id           uuid primary key,
  token_hash   bytea not null unique,
  person_id    uuid not null references app.person,
  operation_id uuid not null references app.operation,
  name         text not null,
  scope        text not null check (scope in ('read', 'write')),
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  created_at   timestamptz not null default now()
);

create table app_priv.audit (
  operation_id uuid not null,
  seq          bigint not null,
  at           timestamptz not null,
  actor        text not null,
  action       text not null,
  kind         text,
  record_id    uuid,
  detail       jsonb not null default '{}',
  prev         bytea not null,
  hash         bytea not null,
  primary key (operation_id, seq)
);

create table app_priv.setting (
  key   text primary key,
  value jsonb not null
);
comment on table app_priv.setting is 'Of the whole installation: demonstration switched off for good, set-up code.';
