-- What more decides who is asking: the operation may be locked for a compromised day, a session may have shown a
-- second factor, an administrator may have broken the glass for a stated reason and a limited time, and a token may be
-- for reading only. One function answers all of it, so that no policy has to ask twice.

set local role app_owner;

alter table app.operation add column lock text not null default 'normal'
  check (lock in ('normal', 'read_only', 'closed'));
comment on column app.operation.lock is 'read_only: nobody writes. closed: nobody reads or writes records.';

-- Sessions that showed a second factor (a code or a passkey). Without it the right to read sources does not count.
create table app_priv.verified_session (
  session_id text primary key,
  method     text not null check (method in ('totp', 'passkey', 'recovery')),
  at         timestamptz not null default now()
);

-- An administrator reads records only through this, and every owner organisation is told.
create table app_priv.glass (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  person_id    uuid not null references app.person,
  reason       text not null check (length(reason) between 20 and 2000),
  opened_at    timestamptz not null default now(),
  until        timestamptz not null,
  closed_at    timestamptz,
  check (until > opened_at and until <= opened_at + interval '8 hours')
);
create index glass_person on app_priv.glass (person_id, operation_id);
grant select on app_priv.verified_session, app_priv.glass to app_definer;

set local role app_definer;

alter type app_gate.principal add attribute may_write boolean;
alter type app_gate.principal add attribute glass boolean;

-- me() itself is written in 0011, when the last of its answers has a place.

create or replace function app_gate.writes(p_kind text) returns boolean
language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((select me.may_write and me.role in ('coordinator', 'verifier', 'officer', 'reporter')
                      and exists (select from app.writer w where w.operation_id = me.operation_id
                                     and w.kind = p_kind and w.community = me.community)
                     from app_gate.me() me), false)
$$;

create or replace function app_gate.imports() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select me.may_write and (me.role = 'information_manager' or 'import' = any(me.rights))
                     from app_gate.me() me), false)
$$;
