-- The log of acts, complete: whose organisation acted, a hash over every column, sessions, refusals and reads of
-- sources beside writes; who may read the log; breaking the glass and locking an operation, each told to everyone it
-- concerns; and the notices they are told by.

set local role app_owner;

-- Lines of form 1 were written before; their hash leaves out the operation and cannot tell an absent part from the
-- next one. From the first line of form 2 on, none of form 1 may follow.
alter table app_priv.audit
  add column organisation_id uuid,
  add column form smallint not null default 1 check (form in (1, 2));
create index audit_actor on app_priv.audit (operation_id, actor, action, at);

-- Every turn of the lock, with its reason; the log holds its id only.
create table app_priv.lock_change (
  id           uuid primary key default gen_random_uuid(),
  operation_id uuid not null references app.operation,
  lock         text not null check (lock in ('normal', 'read_only', 'closed')),
  reason       text check (length(reason) <= 2000),
  person_id    uuid references app.person,
  at           timestamptz not null default now()
);
create index lock_change_latest on app_priv.lock_change (operation_id, at);
grant select, insert on app_priv.lock_change to app_definer;
grant insert, update on app_priv.glass to app_definer;

-- What an organisation is told inside the product. `record_id` is a ref of the receiver; `detail` holds ids and codes.
create table app.notice (
  id           uuid primary key default gen_random_uuid(),
  operation_id uuid not null references app.operation,
  from_org_id  uuid not null references app.organisation,
  to_org_id    uuid not null references app.organisation,
  code         text not null check (code ~ '^[a-z][a-z_]{2,40}$'),
  record_id    uuid,
  detail       jsonb not null default '{}' check (octet_length(detail::text) <= 2000),
  created_at   timestamptz not null default now()
);
create index notice_to on app.notice (to_org_id, created_at);

create table app.notice_read (
  notice_id uuid not null references app.notice,
  person_id uuid not null references app.person,
  read_at   timestamptz not null default now(),
  primary key (notice_id, person_id)
);

do $$
declare t text;
begin
  foreach t in array array['notice', 'notice_read'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('grant select, insert on app.%I to app_user', t);
  end loop;
end $$;
grant insert on app.notice to app_definer;
create policy gate on app.notice to app_definer using (true) with check (true);
-- A look through another organisation's eyes (only_org) is at records; what they were told is theirs.
create policy seen on app.notice for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and to_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).only_org) is null);
create policy sent on app.notice for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and from_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).may_write) and to_org_id in (select id from app.organisation));
create policy seen on app.notice_read for select to app_user using (person_id = (select (app_gate.me()).person_id));
create policy marked on app.notice_read for insert to app_user with check (
  person_id = (select (app_gate.me()).person_id) and (select (app_gate.me()).may_write)
  and notice_id in (select id from app.notice));

set local role app_definer;

-- ---------------------------------------------------------------- writing the log
-- Append one line to an operation's chain. The lock is held until the transaction ends, so that the order of lines is
-- the order of commits; whoever calls this does so last. Each part of what is hashed is preceded by its length.
create function app_gate.chain(p_operation uuid, p_organisation uuid, p_actor text, p_action text, p_kind text,
                               p_record uuid, p_detail jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare
  v_prev app_priv.audit;
  v_seq bigint;
  v_at timestamptz;
  v_hash bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_operation::text, 7));
  select * into v_prev from app_priv.audit a where a.operation_id = p_operation order by a.seq desc limit 1;
  v_seq := coalesce(v_prev.seq, 0) + 1;
  v_at := clock_timestamp();
  select sha256(coalesce(v_prev.hash, '\x00') || convert_to(
           string_agg(coalesce(octet_length(part) || ':' || part, '-'), ',' order by place), 'UTF8')) into v_hash
    from unnest(array['2', p_operation::text, v_seq::text, extract(epoch from v_at)::text, p_actor,
                      p_organisation::text, p_action, p_kind, p_record::text, coalesce(p_detail, '{}')::text])
         with ordinality as said (part, place);
  insert into app_priv.audit (operation_id, seq, at, actor, organisation_id, action, kind, record_id, detail, prev, hash, form)
  values (p_operation, v_seq, v_at, p_actor, p_organisation, p_action, p_kind, p_record, coalesce(p_detail, '{}'),
          coalesce(v_prev.hash, '\x00'), v_hash, 2);
end $$;

create or replace function app_gate.audit(p_action text, p_kind text, p_record uuid, p_detail jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare v app_gate.principal := app_gate.me();
begin
  if v.operation_id is null then raise exception 'no principal' using errcode = '42501'; end if;
  perform app_gate.chain(v.operation_id, v.organisation_id,
    coalesce(v.person_id::text, case when v.desk then 'desk' else 'nobody' end), p_action, p_kind, p_record, p_detail);
end $$;

-- For reads, which repeat by themselves: a line only where the same person's last one about the same thing is older.
create function app_gate.audit_once(p_action text, p_kind text, p_record uuid, p_detail jsonb, p_minutes integer)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.principal := app_gate.me();
begin
  if not exists (
       select from app_priv.audit a
        where a.operation_id = v.operation_id and a.actor = coalesce(v.person_id::text, 'desk') and a.action = p_action
          and a.at > now() - make_interval(mins => p_minutes) and a.record_id is not distinct from p_record
          and a.detail = coalesce(p_detail, '{}')) then
    perform app_gate.audit(p_action, p_kind, p_record, p_detail);
  end if;
end $$;

-- A call that was refused. Its own transaction is gone, so this comes in one of its own. Nobody can flood the log with
-- it: twenty lines in ten minutes for a person, and one for the same call about the same record; the last says so.
create function app_gate.refused(p_call text, p_code text, p_record uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare
  v app_gate.principal := app_gate.me();
  v_actor text := coalesce(v.person_id::text, 'desk');
  v_detail jsonb := jsonb_build_object('call', left(p_call, 80), 'code', left(p_code, 40));
  v_recent integer;
begin
  if v.operation_id is null then return; end if;
  for attempt in 1..2 loop
    select count(*) into v_recent from app_priv.audit a
     where a.operation_id = v.operation_id and a.actor = v_actor and a.action = 'refusal.call'
       and a.at > now() - interval '10 minutes';
    if v_recent >= 20 or exists (
         select from app_priv.audit a
          where a.operation_id = v.operation_id and a.actor = v_actor and a.action = 'refusal.call'
            and a.at > now() - interval '10 minutes' and a.record_id is not distinct from p_record
            and a.detail @> v_detail) then
      return;
    end if;
    -- Counted again behind the lock, where nobody else adds a line.
    perform pg_advisory_xact_lock(hashtextextended(v.operation_id::text, 7));
  end loop;
  perform app_gate.audit('refusal.call', null, p_record,
    case when v_recent = 19 then v_detail || '{"more": true}' else v_detail end);
end $$;

-- A wrong proof (password, second_factor) for a known account, by its address or the sign-in library's id: a line in
-- each operation of that person, at most five in ten minutes.
create function app_gate.sign_in_refused(p_account text, p_proof text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare m record;
begin
  for m in
    select s.operation_id, s.organisation_id, p.id::text as actor
      from auth."user" u
      join app.person p on p.user_id = u.id
      join app.membership s on s.person_id = p.id and s.ended_at is null
     where (u.email = lower(p_account) or u.id = p_account)
       and (select count(*) from app_priv.audit a
             where a.operation_id = s.operation_id and a.actor = p.id::text and a.action = 'session.refused'
               and a.at > now() - interval '10 minutes') < 5
     order by s.operation_id
  loop
    perform app_gate.chain(m.operation_id, m.organisation_id, m.actor, 'session.refused', 'session', null,
      jsonb_build_object('proof', left(p_proof, 20)));
  end loop;
end $$;

-- A session begins or ends (one that ran out ends unseen): a line in each operation of that person.
create function app_gate.note_session() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v_user text;
  m record;
begin
  if tg_op = 'DELETE' then
    if old."expiresAt" <= now() then return null; end if;
    v_user := old."userId";
  else
    v_user := new."userId";
  end if;
  for m in
    select s.operation_id, s.organisation_id, p.id::text as actor
      from app.person p join app.membership s on s.person_id = p.id and s.ended_at is null
     where p.user_id = v_user order by s.operation_id
  loop
    perform app_gate.chain(m.operation_id, m.organisation_id, m.actor,
      case tg_op when 'DELETE' then 'session.end' else 'session.open' end, 'session', null, '{}');
  end loop;
  return null;
end $$;

-- A session showed a second factor.
create function app_gate.note_second_factor() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app, auth as $$
declare m record;
begin
  for m in
    select s.operation_id, s.organisation_id, p.id::text as actor
      from auth.session w
      join app.person p on p.user_id = w."userId"
      join app.membership s on s.person_id = p.id and s.ended_at is null
     where w.id = new.session_id order by s.operation_id
  loop
    perform app_gate.chain(m.operation_id, m.organisation_id, m.actor, 'session.verify', 'session', null,
      jsonb_build_object('method', new.method));
  end loop;
  return null;
end $$;

-- ---------------------------------------------------------------- reading the log
-- The newest line of every chain, to be written outside this database.
create function app_gate.audit_heads() returns table (operation text, seq bigint, at timestamptz, hash text)
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select o.code, a.seq, a.at, encode(a.hash, 'hex')
    from app.operation o
    cross join lateral (select * from app_priv.audit l where l.operation_id = o.id order by l.seq desc limit 1) a
   order by o.code
$$;

-- Lines before `p_before`, newest first: for an administrator all, for a coordinator what their own organisation did
-- and what concerns everyone (broken glass, lock). Which records were looked at through a broken glass is not for
-- coordinators: they would learn ids of records that are hidden from them. Nobody else gets any line.
create function app_gate.audit_read(p_before bigint, p_limit integer, p_nouns text[], p_actor text, p_kind text,
                                    p_record uuid, p_from timestamptz, p_to timestamptz)
returns table (seq bigint, at timestamptz, actor text, person text, organisation text, action text, kind text,
               record_id uuid, detail jsonb, reason text)
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  -- The lines are chosen before anything is joined to them, so that a page of a long log comes from its end alone.
  with me as materialized (select * from app_gate.me()),
  line as materialized (
    select a.* from app_priv.audit a
     where a.operation_id = (select operation_id from me)
       and ((select role from me) = 'administrator'
            or ((select role from me) = 'coordinator'
                and (a.action ~ '^(glass|lock)[.]'
                     or (select organisation_id from me) = coalesce(a.organisation_id, (
                          select m.organisation_id from app.membership m
                           where m.person_id::text = a.actor and m.operation_id = a.operation_id)))))
       and (p_before is null or a.seq < p_before)
       and (p_nouns is null or split_part(a.action, '.', 1) = any(p_nouns) or split_part(a.action, '.', 2) = any(p_nouns))
       and (p_actor is null or a.actor = p_actor)
       and (p_kind is null or a.kind = p_kind)
       and (p_record is null or (a.record_id = p_record
                                 and (a.action <> 'glass.use' or (select role from me) = 'administrator')))
       and (p_from is null or a.at >= p_from)
       and (p_to is null or a.at < p_to)
     order by a.seq desc limit least(p_limit, 200))
  select a.seq, a.at, a.actor, p.name, o.name, a.action, a.kind,
         case when a.action <> 'glass.use' or me.role = 'administrator' then a.record_id end, a.detail,
         coalesce((select g.reason from app_priv.glass g where g.id = a.record_id and a.action like 'glass.%'),
                  (select c.reason from app_priv.lock_change c where c.id = a.record_id and a.action like 'lock.%'))
    from me
    cross join line a
    left join app.person p on p.id::text = a.actor
    left join app.membership m on m.person_id = p.id and m.operation_id = a.operation_id
    left join app.organisation o on o.id = coalesce(a.organisation_id, m.organisation_id)
   order by a.seq desc
$$;

-- ---------------------------------------------------------------- telling
-- One notice to every organisation of an operation; the change stream makes open pages look.
create function app_gate.tell_all(p_operation uuid, p_from uuid, p_code text, p_record uuid, p_detail jsonb)
returns void
language sql volatile security definer set search_path = pg_catalog, app as $$
  insert into app.notice (operation_id, from_org_id, to_org_id, code, record_id, detail)
  select p_operation, p_from, o.id, p_code, p_record, p_detail
    from app.organisation o where o.operation_id = p_operation and not o.public_data;
  select pg_notify('concord', p_operation::text);
$$;

-- Is this a person at a web session? Tokens and the command line never break glass.
create function app_gate.at_session() returns boolean
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select exists (select from app_priv.context c
                  where c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8'))
                    and c.session_id is not null and c.person_id is not null)
$$;

-- ---------------------------------------------------------------- breaking the glass
create function app_gate.open_glass(p_id uuid, p_reason text, p_minutes integer) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare
  v app_gate.principal := app_gate.me();
  v_until timestamptz := now() + make_interval(mins => p_minutes);
begin
  if v.role is distinct from 'administrator' or not app_gate.at_session() then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  if v.glass then raise exception 'open already' using errcode = '23505'; end if;
  insert into app_priv.glass (id, operation_id, person_id, reason, until)
  values (p_id, v.operation_id, v.person_id, trim(p_reason), v_until);
  perform app_gate.tell_all(v.operation_id, v.organisation_id, 'glass_opened', p_id,
    jsonb_build_object('person', v.person_id, 'until', v_until));
  -- The reason is kept beside the log, and held to it by its fingerprint.
  perform app_gate.audit('glass.open', 'glass', p_id, jsonb_build_object('minutes', p_minutes,
    'reason', encode(sha256(convert_to(trim(p_reason), 'UTF8')), 'hex')));
  return v_until;
end $$;

-- Any administrator of the operation may close one, their own or another's. False when none of that id is open.
create function app_gate.close_glass(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare v app_gate.principal := app_gate.me();
begin
  if v.role is distinct from 'administrator' or not app_gate.at_session() then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  update app_priv.glass g set closed_at = now()
   where g.id = p_id and g.operation_id = v.operation_id and g.closed_at is null and g.until > now();
  if not found then return false; end if;
  perform app_gate.tell_all(v.operation_id, v.organisation_id, 'glass_closed', p_id,
    jsonb_build_object('person', v.person_id));
  perform app_gate.audit('glass.close', 'glass', p_id, '{}');
  return true;
end $$;

-- Who broke the glass, why and how long: every member may know, because it is their records that were read.
create function app_gate.glasses() returns table (id uuid, person_id uuid, person text, reason text,
                                                  opened_at timestamptz, until timestamptz, closed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select g.id, p.id, p.name, g.reason, g.opened_at, g.until, g.closed_at
    from app_gate.me() me
    join app_priv.glass g on g.operation_id = me.operation_id
    join app.person p on p.id = g.person_id
   order by g.opened_at desc limit 50
$$;

-- ---------------------------------------------------------------- locking an operation
-- Tightening is at once, by an administrator or a coordinator; loosening by an administrator, with a reason. The desk
-- is whoever holds the connection string and may do both.
create function app_gate.set_lock(p_lock text, p_reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare
  v app_gate.principal := app_gate.me();
  v_levels text[] := array['normal', 'read_only', 'closed'];
  v_before text;
  v_id uuid := gen_random_uuid();
  v_reason text := nullif(trim(p_reason), '');
begin
  if v.operation_id is null or not (v.desk or app_gate.at_session()) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  select o.lock into v_before from app.operation o where o.id = v.operation_id for update;
  if array_position(v_levels, p_lock) > array_position(v_levels, v_before) then
    if not (v.desk or v.role in ('administrator', 'coordinator')) then
      raise exception 'not allowed' using errcode = '42501';
    end if;
  else
    if not (v.desk or v.role = 'administrator') then raise exception 'not allowed' using errcode = '42501'; end if;
    if v_before = p_lock then raise exception 'no change' using errcode = '23505'; end if;
    if coalesce(length(v_reason), 0) < 10 then raise exception 'no reason' using errcode = '23514'; end if;
  end if;
  update app.operation o set lock = p_lock where o.id = v.operation_id;
  insert into app_priv.lock_change (id, operation_id, lock, reason, person_id)
  values (v_id, v.operation_id, p_lock, v_reason, v.person_id);
  perform app_gate.tell_all(v.operation_id, v.organisation_id, 'lock_changed', v_id,
    jsonb_build_object('lock', p_lock, 'person', v.person_id));
  perform app_gate.chain(v.operation_id, v.organisation_id, coalesce(v.person_id::text, 'desk'), 'lock.set', 'operation',
    v_id, jsonb_build_object('from', v_before, 'to', p_lock,
      'reason', encode(sha256(convert_to(coalesce(v_reason, ''), 'UTF8')), 'hex')));
end $$;

-- What every page shows while it holds: the lock since when and why, and the reader's own broken glass.
create function app_gate.watch() returns jsonb
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select jsonb_build_object('lock', o.lock, 'since', case when o.lock <> 'normal' then c.at end,
           'reason', case when o.lock <> 'normal' then c.reason end, 'by', case when o.lock <> 'normal' then p.name end,
           'glass', (select jsonb_build_object('id', g.id, 'until', g.until) from app_priv.glass g
                      where g.person_id = me.person_id and g.operation_id = o.id and g.closed_at is null
                        and g.until > now() order by g.until desc limit 1))
    from app_gate.me() me
    join app.operation o on o.id = me.operation_id
    left join lateral (select * from app_priv.lock_change l where l.operation_id = o.id order by l.at desc limit 1) c on true
    left join app.person p on p.id = c.person_id
$$;

-- Since when an operation is closed to a member with this secret; null: it is not, or they are none. To them the answer
-- is "closed", to everybody else it does not exist.
create function app_gate.closed_to(p_secret text, p_operation text) returns timestamptz
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select coalesce((select max(l.at) from app_priv.lock_change l where l.operation_id = o.id), now())
    from app.operation o
    join app.membership m on m.operation_id = o.id and m.ended_at is null
    join app.person p on p.id = m.person_id and p.disabled_at is null
   where o.code = p_operation and o.lock = 'closed'
     and (exists (select from auth.session s
                   where s.token = p_secret and s."userId" = p.user_id and s."expiresAt" > now())
          or exists (select from app_priv.token t
                      where t.token_hash = sha256(convert_to(p_secret, 'UTF8')) and t.person_id = p.id
                        and t.operation_id = o.id and t.revoked_at is null and t.expires_at > now()))
$$;

-- The clock of a demonstration stands in a locked operation.
create or replace function app_gate.move_clock(p_clock timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.operation o set clock = p_clock
   where o.id = v.operation_id and o.demonstration and v.may_write
     and v.role in ('coordinator', 'officer', 'information_manager', 'administrator');
  return found;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.audit_once(text, text, uuid, jsonb, integer), app_gate.refused(text, text, uuid),
  app_gate.audit_read(bigint, integer, text[], text, text, uuid, timestamptz, timestamptz),
  app_gate.open_glass(uuid, text, integer), app_gate.close_glass(uuid), app_gate.glasses(),
  app_gate.set_lock(text, text), app_gate.watch() to app_user;
grant execute on function app_gate.sign_in_refused(text, text), app_gate.audit_heads(), app_gate.closed_to(text, text)
  to app_login;
grant execute on function app_gate.note_session(), app_gate.note_second_factor() to app_owner;

set local role app_owner;

create trigger noted after insert or delete on auth.session
  for each row execute function app_gate.note_session();
create trigger noted after insert on app_priv.verified_session
  for each row execute function app_gate.note_second_factor();
