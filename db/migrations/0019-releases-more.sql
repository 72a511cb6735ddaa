-- More of releases and accounts: what a receiver is told of versions, dates by the operation's clock, eyes for every
-- kind that can be released, taking releases back in an emergency, sessions that end when nobody uses them, and a
-- person's own name and address.

set local role app_owner;

-- ---------------------------------------------------------------- dates by the operation's clock
-- The order of releases and the log keep the machine's time; what people read is the operation's day.
alter table app.release add column offered_on timestamptz, add column answered_on timestamptz, add column withdrawn_on timestamptz;

create function app_priv.date_release() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
declare v_moment timestamptz := coalesce(app_gate.moment(), now());
begin
  if tg_op = 'INSERT' then new.offered_on := v_moment; return new; end if;
  if new.answered_at is distinct from old.answered_at then new.answered_on := v_moment; end if;
  if new.withdrawn_at is distinct from old.withdrawn_at then new.withdrawn_on := v_moment; end if;
  return new;
end $$;
revoke all on function app_priv.date_release() from public;
create trigger dated before insert or update on app.release for each row execute function app_priv.date_release();

-- A receiver counts the versions they were given, not those the record had: how often it was changed in between is
-- its owner's.
create or replace view app.release_seen with (security_invoker = true) as
  select r.id as ref, r.operation_id, r.kind, r.owner_org_id,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_id end as record_id,
         r.to_community, r.to_org_id, r.office_id, r.level, r.purpose, r.conditions, r.message, r.until,
         case when r.state in ('offered', 'active') and r.until <= (select app_gate.moment()) then 'expired' else r.state end as state,
         r.bound, r.second_by, r.second_at, r.answer, r.answered_by, r.answered_at, r.withdrawn_at, r.replaces,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_version else g.given end as record_version,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.current_version
              else g.given + (r.current_version > r.record_version)::integer end as current_version,
         r.preview, r.illustrative, r.created_at, r.created_by,
         coalesce(r.offered_on, r.created_at) as offered_on, coalesce(r.answered_on, r.answered_at) as answered_on,
         coalesce(r.withdrawn_on, r.withdrawn_at) as withdrawn_on, g.given
    from app.release r
    -- Both sides count the same: what was offered to the same addressee, up to this one.
    cross join lateral (
      select count(*)::integer as given from app.release e
       where e.record_id = r.record_id and e.kind = r.kind and e.to_community = r.to_community
         and e.to_org_id is not distinct from r.to_org_id and (e.bound is null or e.second_at is not null or e.id = r.id)
         and (e.created_at, e.id) <= (r.created_at, r.id)) g;

-- ---------------------------------------------------------------- eyes for every kind
create view app.control_zone_link with (security_invoker = true) as
  select id as record_id, id as ref from app.control_zone where deleted_at is null
  union all select id, copy_id from app.control_zone_general;
create view app.actor_relation_link with (security_invoker = true) as
  select id as record_id, id as ref from app.actor_relation where deleted_at is null
  union all select id, copy_id from app.actor_relation_general;
create view app.priority_override_link with (security_invoker = true) as
  select id as record_id, id as ref from app.priority_override where deleted_at is null
  union all select id, copy_id from app.priority_override_general;
create view app.priority_score_link with (security_invoker = true) as
  select id as record_id, id as ref from app.priority_score where deleted_at is null
  union all select id, copy_id from app.priority_score_general;
grant select on app.control_zone_link, app.actor_relation_link, app.priority_override_link, app.priority_score_link to app_user;

grant update on auth."user" to app_definer;

set local role app_definer;

-- ---------------------------------------------------------------- an emergency
-- Takes back, with a closing of the own side's records in this very transaction, what persons of the own side released
-- to those communities. Answers which, to whom, and whether they had been told of it.
create function app_gate.withdraw_closed(p_communities text[], p_said text)
returns table (ref uuid, kind text, community text, organisation uuid, owner uuid, told boolean)
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_side text := app_gate.signs_for();
begin
  if v_side is null or not exists (
       select from app.protocol p where p.operation_id = v.operation_id and p.state = 'effective' and p.emergency
          and p.proposed_by = v.person_id and p.xmin = pg_current_xact_id()::xid) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return query
    update app.release r set state = 'withdrawn', withdrawn_at = now(), answer = p_said
      from app.organisation o join app.community c on c.operation_id = o.operation_id and c.code = o.community
     where o.id = r.owner_org_id and c.side = v_side and r.operation_id = v.operation_id
       and r.to_community = any(p_communities) and r.state in ('held', 'offered', 'active')
    returning r.id, r.kind, r.to_community, r.to_org_id, r.owner_org_id, r.bound is null or r.second_at is not null;
end $$;

-- ---------------------------------------------------------------- sessions that nobody uses
-- How long a session lives without being used: half a day, half an hour for whoever may read sources. A demonstration
-- person is many visitors and reads nothing real.
create function app_gate.idle_of(p_user text) returns interval
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select make_interval(mins => case when exists (
           select from app.person p join app.membership m on m.person_id = p.id and m.ended_at is null
            where p.user_id = p_user and not p.demonstration and 'source' = any(m.rights))
    then coalesce((select value::integer from app_priv.setting where key = 'idle_source_minutes'), 30)
    else coalesce((select value::integer from app_priv.setting where key = 'idle_minutes'), 720) end)
$$;

create function app_gate.idle_session() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  new."expiresAt" := least(new."expiresAt", now() + app_gate.idle_of(new."userId"));
  return new;
end $$;

-- A use, noted to the minute, puts the end off again, seven days at most. A request that runs at the same time is not
-- waited for.
create or replace function app_gate.seen(p_secret text) returns void
language sql volatile security definer set search_path = pg_catalog, auth as $$
  update auth.session set "updatedAt" = now(),
         "expiresAt" = least("createdAt" + interval '7 days', now() + app_gate.idle_of("userId"))
   where id = (
    select s.id from auth.session s where s.token = p_secret and s."updatedAt" < now() - interval '1 minute' and s."expiresAt" > now()
       for update skip locked)
$$;

-- ---------------------------------------------------------------- the own name and address
-- Another address ends the other sessions. `taken`: somebody signs in with it already.
create function app_gate.change_account(p_secret text, p_name text, p_email text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, auth as $$
declare v app_gate.session_holder := app_gate.held_by(p_secret); v_email text := lower(p_email); v_named boolean; m record;
begin
  if v.session_id is null or v.demonstration then return 'not_allowed'; end if;
  if v_email <> v.email and exists (select from auth."user" u where u.email = v_email) then return 'taken'; end if;
  v_named := p_name is distinct from (select p.name from app.person p where p.id = v.person_id);
  update app.person set name = p_name where id = v.person_id;
  update auth."user" set name = p_name, email = v_email, "updatedAt" = now() where id = v.user_id;
  if v_email <> v.email then
    delete from auth.session s where s."userId" = v.user_id and s.id <> v.session_id;
  end if;
  for m in select s.operation_id, s.organisation_id from app.membership s
            where s.person_id = v.person_id and s.ended_at is null order by s.operation_id loop
    if v_named then
      perform app_gate.chain(m.operation_id, m.organisation_id, v.person_id::text, 'person.rename', 'person', v.person_id, '{}');
    end if;
    if v_email <> v.email then
      perform app_gate.chain(m.operation_id, m.organisation_id, v.person_id::text, 'person.readdress', 'person', v.person_id, '{}');
    end if;
  end loop;
  return 'done';
end $$;

revoke all on function app_gate.withdraw_closed(text[], text), app_gate.idle_of(text), app_gate.idle_session(),
  app_gate.seen(text), app_gate.change_account(text, text, text) from public;
grant execute on function app_gate.withdraw_closed(text[], text) to app_user;
grant execute on function app_gate.seen(text), app_gate.change_account(text, text, text) to app_login;
grant execute on function app_gate.idle_session() to app_owner;

set local role app_owner;

create trigger idles before insert on auth.session for each row execute function app_gate.idle_session();
