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

-- Who is asking, from the token of this transaction; no row when the token is absent, guessed, expired, its session
-- ended, its person disabled or no longer a member, or the operation closed to them. In a closed operation only
-- administrators remain, and the desk becomes one: they read no records. The right to sources asks for a second
-- factor, except of demonstration persons, whose records are not real.
create or replace function app_gate.me() returns app_gate.principal
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select (c.operation_id, c.person_id, o.id, o.community,
          case when c.desk and x.lock = 'closed' then 'administrator' else coalesce(m.role, c.role) end,
          case when c.desk then c.rights
               when t.scope = 'read' then array_remove(array_remove(m.rights, 'import'), 'source')
               when p.demonstration or exists (select from app_priv.verified_session v where v.session_id = c.session_id)
                 then m.rights
               else array_remove(m.rights, 'source') end,
          c.desk,
          (select g.id from app.organisation g where g.operation_id = c.operation_id and g.public_data),
          x.lock = 'normal' and coalesce(t.scope, 'write') = 'write',
          x.lock <> 'closed' and exists (
            select from app_priv.glass g where g.person_id = c.person_id and g.operation_id = c.operation_id
               and g.closed_at is null and g.until > now())
         )::app_gate.principal
    from app_priv.context c
    join app.operation x on x.id = c.operation_id
    left join app.person p on p.id = c.person_id
    left join app.membership m
      on m.person_id = c.person_id and m.operation_id = c.operation_id and m.ended_at is null
    join app.organisation o on o.id = case when c.desk then c.organisation_id else m.organisation_id end
    left join app_priv.token t on t.id = c.token_id
   where c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8'))
     and c.expires_at > now()
     and (c.desk or p.disabled_at is null)
     and (x.lock <> 'closed' or c.desk or m.role = 'administrator')
     and (c.session_id is null or exists (
           select from auth.session s where s.id = c.session_id and s."expiresAt" > now()))
     and (c.token_id is null or (t.revoked_at is null and t.expires_at > now()))
$$;

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
