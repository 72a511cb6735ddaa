-- Identity: how often anybody may guess, what a person shows besides the password, which sessions are open. A session
-- counts as verified in two ways only: it was made here from a password and a second proof, or it is the one in which
-- the first factor was set up. Nobody can name somebody else's session: each function takes the session's own secret,
-- or the ticket of a sign-in whose password was right.

set local role app_owner;

-- Every guess that was let through, until it turns out right or an hour has passed. `who` is a keyed hash of an
-- account or an address: whose it was cannot be read here.
create table app_priv.attempt (
  id   uuid not null,
  kind text not null,
  who  bytea not null,
  at   timestamptz not null default clock_timestamp(),
  primary key (id, who)
);
create index attempt_recent on app_priv.attempt (kind, who, at);
create index attempt_age on app_priv.attempt (at);

-- Secret of an authenticator app, sealed by the service; a step of time counts once.
create table app_priv.totp (
  person_id    uuid primary key references app.person,
  sealed       text not null,
  last_step    bigint not null default 0,
  confirmed_at timestamptz
);

create table app_priv.passkey (
  id           text primary key,
  person_id    uuid not null references app.person,
  name         text not null check (length(name) between 1 and 100),
  public_key   bytea not null,
  counter      bigint not null,
  transports   text[] not null default '{}',
  created_at   timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_person on app_priv.passkey (person_id);

create table app_priv.recovery_code (
  code_hash bytea primary key,
  person_id uuid not null references app.person,
  used_at   timestamptz
);
create index recovery_code_person on app_priv.recovery_code (person_id);

-- A right password that waits for the second proof. It opens nothing by itself.
create table app_priv.held_sign_in (
  ticket_hash bytea primary key,
  person_id   uuid not null references app.person,
  user_id     text not null,
  expires_at  timestamptz not null default now() + interval '10 minutes'
);

-- What a passkey is asked to sign, once. Belongs to a session or to a sign-in that waits.
create table app_priv.challenge (
  holder_hash bytea primary key,
  challenge   text not null,
  expires_at  timestamptz not null default now() + interval '10 minutes'
);

-- What a session showed ends with it, so that no later session can inherit it.
alter table app_priv.verified_session add foreign key (session_id) references auth.session on delete cascade;

grant select, insert, update, delete on app_priv.attempt, app_priv.totp, app_priv.passkey, app_priv.recovery_code,
  app_priv.held_sign_in, app_priv.challenge, app_priv.verified_session to app_definer;
grant insert, update, delete on auth.session to app_definer;

set local role app_definer;

create type app_gate.session_holder as (
  session_id    text,
  user_id       text,
  person_id     uuid,
  email         text,
  demonstration boolean,
  verified      boolean
);

-- Whose living web session this is; no row for a guess, an ended session, a disabled person or a bearer token.
create function app_gate.held_by(p_secret text) returns app_gate.session_holder
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select (s.id, u.id, p.id, u.email, p.demonstration, v.session_id is not null)::app_gate.session_holder
    from auth.session s
    join auth."user" u on u.id = s."userId"
    join app.person p on p.user_id = u.id and p.disabled_at is null
    left join app_priv.verified_session v on v.session_id = s.id
   where s.token = p_secret and s."expiresAt" > now()
$$;

create function app_gate.has_factor(p_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select exists (select from app_priv.totp t where t.person_id = p_person and t.confirmed_at is not null)
      or exists (select from app_priv.passkey k where k.person_id = p_person)
$$;

create function app_gate.unguessable() returns text
language sql volatile security definer set search_path = pg_catalog as $$
  select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex')
$$;

-- ---------------------------------------------------------------- guessing
-- Seconds until the next guess of this kind is let through for one account or address: at most p_most an hour; where it
-- is slow, a pause after every guess from the fifth on, twice as long each time, five minutes at most.
create function app_gate.wait_for(p_kind text, p_who bytea, p_most integer, p_slow boolean) returns integer
language sql volatile security definer set search_path = pg_catalog, app_priv as $$
  with recent as (
    select at, row_number() over (order by at desc) as n from app_priv.attempt
     where kind = p_kind and who = p_who and at > clock_timestamp() - interval '1 hour'),
  free as (
    select max(at) filter (where n = p_most) + interval '1 hour' as by_hour,
           case when p_slow and count(*) >= 5
                then max(at) + least(interval '5 minutes', interval '5 seconds' * 2 ^ least(count(*) - 5, 10)) end as by_pause
      from recent)
  select greatest(0, ceil(extract(epoch from greatest(by_hour, by_pause) - clock_timestamp())))::integer from free
$$;

-- Ask before every guess, whatever process asks. Counted now, so that many at once gain nothing; taken back when the
-- guess was right. The caller learns how long to wait, and nothing about the account.
create function app_gate.attempt(p_kind text, p_account bytea, p_address bytea) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare
  v_id uuid := gen_random_uuid();
  v_most_account integer;
  v_most_address integer;
  v_slow boolean;
  v_wait integer;
begin
  select l.account, l.address, l.slow into strict v_most_account, v_most_address, v_slow
    from (values ('sign_in', 10, 100, true), ('second_factor', 10, 100, true), ('recovery', 10, 50, true),
                 ('invitation', 20, 60, false), ('enter', 100, 100, false), ('set_up', 100, 30, false))
         l (kind, account, address, slow)
   where l.kind = p_kind;
  perform pg_advisory_xact_lock(hashtextextended(p_kind || encode(least(p_account, p_address), 'hex'), 13));
  perform pg_advisory_xact_lock(hashtextextended(p_kind || encode(greatest(p_account, p_address), 'hex'), 13));
  v_wait := greatest(app_gate.wait_for(p_kind, p_account, v_most_account, v_slow),
                     app_gate.wait_for(p_kind, p_address, v_most_address, false));
  if v_wait > 0 then return jsonb_build_object('wait', v_wait, 'id', null); end if;
  insert into app_priv.attempt (id, kind, who) values (v_id, p_kind, p_account), (v_id, p_kind, p_address);
  delete from app_priv.attempt a where a.ctid = any(array(
    select o.ctid from app_priv.attempt o where o.at < clock_timestamp() - interval '1 hour' limit 500
       for update skip locked));
  return jsonb_build_object('wait', 0, 'id', v_id);
end $$;

create function app_gate.attempt_was_right(p_id uuid) returns void
language sql volatile security definer set search_path = pg_catalog, app_priv as $$
  delete from app_priv.attempt where id = p_id
$$;

-- ---------------------------------------------------------------- signing in
-- After a right password. Without a second factor the session stays and the answer is empty; with one it ends here and
-- a ticket waits for the second proof; a disabled person is refused as if the password were wrong.
create function app_gate.hold_sign_in(p_secret text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app_priv, auth as $$
declare
  v app_gate.session_holder := app_gate.held_by(p_secret);
  v_ticket text := app_gate.unguessable();
begin
  if v.session_id is not null and not app_gate.has_factor(v.person_id) then return '{}'; end if;
  delete from auth.session where token = p_secret;
  if v.session_id is null then return jsonb_build_object('refused', true); end if;
  delete from app_priv.held_sign_in where expires_at < now();
  insert into app_priv.held_sign_in (ticket_hash, person_id, user_id)
  values (sha256(convert_to(v_ticket, 'UTF8')), v.person_id, v.user_id);
  return jsonb_build_object('ticket', v_ticket) || app_gate.held_sign_in(v_ticket);
end $$;

-- What can prove the person behind a ticket; null when it does not wait (any more).
create function app_gate.held_sign_in(p_ticket text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select jsonb_build_object('userId', h.user_id,
    'sealed', (select t.sealed from app_priv.totp t where t.person_id = h.person_id and t.confirmed_at is not null),
    'passkeys', coalesce((
      select jsonb_agg(jsonb_build_object('id', k.id, 'publicKey', encode(k.public_key, 'base64'),
               'counter', k.counter, 'transports', k.transports))
        from app_priv.passkey k where k.person_id = h.person_id), '[]'),
    'recovery', exists (select from app_priv.recovery_code r where r.person_id = h.person_id and r.used_at is null))
    from app_priv.held_sign_in h
    join app.person p on p.id = h.person_id and p.disabled_at is null
   where h.ticket_hash = sha256(convert_to(p_ticket, 'UTF8')) and h.expires_at > now()
$$;

-- Uses a proof up: a step of time and a counter only move on, a recovery code counts once.
create function app_gate.use_proof(p_person uuid, p_method text, p_proof jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v_step bigint; v_counter bigint;
begin
  if p_method = 'totp' then
    v_step := p_proof ->> 'step';
    update app_priv.totp set last_step = v_step
     where person_id = p_person and confirmed_at is not null and last_step < v_step
       and abs(v_step - extract(epoch from clock_timestamp()) / 30) < 3;
  elsif p_method = 'passkey' then
    v_counter := p_proof ->> 'counter';
    update app_priv.passkey set counter = v_counter, last_used_at = now()
     where person_id = p_person and id = p_proof ->> 'id' and (counter < v_counter or (counter = 0 and v_counter = 0));
  elsif p_method = 'recovery' then
    update app_priv.recovery_code set used_at = now()
     where person_id = p_person and used_at is null and code_hash = decode(p_proof ->> 'hash', 'hex');
  else
    return false;
  end if;
  return found;
end $$;

-- The second proof was right: the ticket becomes a verified session, whose secret is the answer; null otherwise.
create function app_gate.finish_sign_in(p_ticket text, p_method text, p_proof jsonb, p_agent text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare
  v app_priv.held_sign_in;
  v_id text := gen_random_uuid();
  v_secret text := app_gate.unguessable();
begin
  select h.* into v from app_priv.held_sign_in h
    join app.person p on p.id = h.person_id and p.disabled_at is null
   where h.ticket_hash = sha256(convert_to(p_ticket, 'UTF8')) and h.expires_at > now() for update of h;
  if v.person_id is null or not app_gate.use_proof(v.person_id, p_method, p_proof) then return null; end if;
  delete from app_priv.held_sign_in where ticket_hash = v.ticket_hash;
  insert into auth.session (id, token, "userId", "userAgent", "expiresAt")
  values (v_id, v_secret, v.user_id, left(p_agent, 300), now() + interval '7 days');
  insert into app_priv.verified_session (session_id, method) values (v_id, p_method);
  return v_secret;
end $$;

-- ---------------------------------------------------------------- challenges for passkeys
create function app_gate.put_challenge(p_holder text, p_challenge text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
begin
  if (app_gate.held_by(p_holder)).session_id is null and app_gate.held_sign_in(p_holder) is null then return false; end if;
  delete from app_priv.challenge where expires_at < now();
  insert into app_priv.challenge (holder_hash, challenge) values (sha256(convert_to(p_holder, 'UTF8')), p_challenge)
  on conflict (holder_hash) do update set challenge = excluded.challenge, expires_at = excluded.expires_at;
  return true;
end $$;

-- Gives the challenge out for the one comparison it is for.
create function app_gate.take_challenge(p_holder text) returns text
language sql volatile security definer set search_path = pg_catalog, app_priv as $$
  with taken as (
    delete from app_priv.challenge where holder_hash = sha256(convert_to(p_holder, 'UTF8'))
    returning challenge, expires_at)
  select challenge from taken where expires_at > now()
$$;

-- ---------------------------------------------------------------- the own account
create function app_gate.account(p_secret text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select jsonb_build_object('userId', h.user_id, 'name', p.name, 'email', h.email, 'demonstration', h.demonstration,
    'verified', h.verified,
    'totp', exists (select from app_priv.totp t where t.person_id = h.person_id and t.confirmed_at is not null),
    'passkeys', coalesce((
      select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'createdAt', k.created_at,
               'lastUsedAt', k.last_used_at) order by k.created_at)
        from app_priv.passkey k where k.person_id = h.person_id), '[]'),
    'recoveryLeft', (select count(*) from app_priv.recovery_code r where r.person_id = h.person_id and r.used_at is null),
    'sourcesIn', coalesce((
      select jsonb_agg(o.code order by o.code) from app.membership m join app.operation o on o.id = m.operation_id
       where m.person_id = h.person_id and m.ended_at is null and 'source' = any(m.rights)), '[]'))
    from app_gate.held_by(p_secret) h join app.person p on p.id = h.person_id
$$;

-- A factor is set up or taken away by a person who showed one, or who has none yet; never in a demonstration.
create function app_gate.may_change_factor(p app_gate.session_holder) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select p.session_id is not null and not p.demonstration and (p.verified or not app_gate.has_factor(p.person_id))
$$;

-- This session showed the first factor: it is verified, and sessions without it end.
create function app_gate.verify_this(p app_gate.session_holder, p_method text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv, auth as $$
begin
  delete from auth.session s where s."userId" = p.user_id and s.id <> p.session_id
     and not exists (select from app_priv.verified_session v where v.session_id = s.id);
  insert into app_priv.verified_session (session_id, method) values (p.session_id, p_method) on conflict do nothing;
end $$;

create function app_gate.begin_totp(p_secret text, p_sealed text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if not app_gate.may_change_factor(v) then return false; end if;
  insert into app_priv.totp as t (person_id, sealed) values (v.person_id, p_sealed)
  on conflict (person_id) do update set sealed = excluded.sealed where t.confirmed_at is null;
  return found;
end $$;

-- The sealed secret that waits for its first code.
create function app_gate.totp_to_confirm(p_secret text) returns text
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select t.sealed from app_gate.held_by(p_secret) h join app_priv.totp t on t.person_id = h.person_id
   where t.confirmed_at is null
$$;

-- True where the code of this step was for exactly this sealed secret, which nobody had confirmed yet.
create function app_gate.confirm_totp(p_secret text, p_sealed text, p_step bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if not app_gate.may_change_factor(v) then return false; end if;
  update app_priv.totp set confirmed_at = now(), last_step = p_step
   where person_id = v.person_id and sealed = p_sealed and confirmed_at is null
     and abs(p_step - extract(epoch from clock_timestamp()) / 30) < 3;
  if not found then return false; end if;
  perform app_gate.verify_this(v, 'totp');
  return true;
end $$;

create function app_gate.add_passkey(p_secret text, p_id text, p_name text, p_key bytea, p_counter bigint, p_transports text[])
returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if not app_gate.may_change_factor(v)
     or (select count(*) >= 10 from app_priv.passkey k where k.person_id = v.person_id) then return false; end if;
  insert into app_priv.passkey (id, person_id, name, public_key, counter, transports)
  values (p_id, v.person_id, p_name, p_key, p_counter, p_transports) on conflict do nothing;
  if not found then return false; end if;
  perform app_gate.verify_this(v, 'passkey');
  return true;
end $$;

-- New recovery codes make the ones before worthless.
create function app_gate.put_recovery_codes(p_secret text, p_hashes bytea[]) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if v.session_id is null or not v.verified or not app_gate.has_factor(v.person_id) then return false; end if;
  delete from app_priv.recovery_code where person_id = v.person_id;
  insert into app_priv.recovery_code (code_hash, person_id) select unnest(p_hashes), v.person_id;
  return true;
end $$;

-- Without any factor left no session counts as verified, and recovery codes have nothing to recover.
create function app_gate.remove_factor(p_secret text, p_passkey text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv, auth as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if v.session_id is null or not v.verified then return false; end if;
  if p_passkey is null then delete from app_priv.totp where person_id = v.person_id;
  else delete from app_priv.passkey where person_id = v.person_id and id = p_passkey; end if;
  if not found then return false; end if;
  if not app_gate.has_factor(v.person_id) then
    delete from app_priv.recovery_code where person_id = v.person_id;
    delete from app_priv.verified_session o using auth.session s where s.id = o.session_id and s."userId" = v.user_id;
  end if;
  return true;
end $$;

-- ---------------------------------------------------------------- sessions
create function app_gate.my_sessions(p_secret text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app_priv, auth as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'agent', s."userAgent", 'createdAt', s."createdAt",
           'lastUsedAt', s."updatedAt", 'current', s.id = h.session_id,
           'verified', exists (select from app_priv.verified_session v where v.session_id = s.id))
           order by s.id = h.session_id desc, s."updatedAt" desc), '[]')
    from app_gate.held_by(p_secret) h
    join auth.session s on s."userId" = h.user_id and s."expiresAt" > now()
$$;

-- Ends own sessions: `this`, `others`, `all`, or one by its id. How many ended.
create function app_gate.end_sessions(p_secret text, p_which text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, app_priv, auth as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret); v_done integer;
begin
  delete from auth.session s where s."userId" = v.user_id
     and case p_which when 'this' then s.id = v.session_id when 'others' then s.id <> v.session_id when 'all' then true
              else s.id = p_which end;
  get diagnostics v_done = row_count;
  return v_done;
end $$;

-- When a session was last used, to the minute. A request that runs at the same time is not waited for.
create function app_gate.seen(p_secret text) returns void
language sql volatile security definer set search_path = pg_catalog, auth as $$
  update auth.session set "updatedAt" = now() where id = (
    select s.id from auth.session s where s.token = p_secret and s."updatedAt" < now() - interval '1 minute'
       for update skip locked)
$$;

revoke all on function app_gate.held_by(text), app_gate.has_factor(uuid), app_gate.unguessable(),
  app_gate.wait_for(text, bytea, integer, boolean), app_gate.attempt(text, bytea, bytea),
  app_gate.attempt_was_right(uuid), app_gate.hold_sign_in(text), app_gate.held_sign_in(text),
  app_gate.use_proof(uuid, text, jsonb), app_gate.finish_sign_in(text, text, jsonb, text),
  app_gate.put_challenge(text, text), app_gate.take_challenge(text), app_gate.account(text),
  app_gate.may_change_factor(app_gate.session_holder), app_gate.verify_this(app_gate.session_holder, text),
  app_gate.begin_totp(text, text), app_gate.totp_to_confirm(text), app_gate.confirm_totp(text, text, bigint),
  app_gate.add_passkey(text, text, text, bytea, bigint, text[]), app_gate.put_recovery_codes(text, bytea[]),
  app_gate.remove_factor(text, text), app_gate.my_sessions(text), app_gate.end_sessions(text, text),
  app_gate.seen(text) from public;
grant execute on function app_gate.attempt(text, bytea, bytea), app_gate.attempt_was_right(uuid),
  app_gate.hold_sign_in(text), app_gate.held_sign_in(text), app_gate.finish_sign_in(text, text, jsonb, text),
  app_gate.put_challenge(text, text), app_gate.take_challenge(text), app_gate.account(text),
  app_gate.begin_totp(text, text), app_gate.totp_to_confirm(text), app_gate.confirm_totp(text, text, bigint),
  app_gate.add_passkey(text, text, text, bytea, bigint, text[]), app_gate.put_recovery_codes(text, bytea[]),
  app_gate.remove_factor(text, text), app_gate.my_sessions(text), app_gate.end_sessions(text, text),
  app_gate.seen(text) to app_login;
