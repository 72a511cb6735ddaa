-- Saved views and what is new in them: a view is the filter of an address under a name, of one person or shown to their
-- organisation, and never a result; what matches is found when somebody looks, with their own eyes. A mark says since
-- when a person wants to know. Notices to one person beside those to an organisation. And who wants to hear by e-mail
-- that there is something.

set local role app_owner;

-- ---------------------------------------------------------------- views and marks
create table app.saved_view (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  person_id    uuid not null references app.person,
  name         text not null check (length(name) between 1 and 80),
  address      text not null check (length(address) <= 2000),
  shared       boolean not null,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
comment on column app.saved_view.address is 'The search part of an address: codes, days and references, read under the policies of whoever opens it.';
create index saved_view_person on app.saved_view (person_id, operation_id);
create index saved_view_owner on app.saved_view (owner_org_id) where shared;

create table app.view_mark (
  view_id   uuid not null references app.saved_view on delete cascade,
  person_id uuid not null references app.person,
  since     timestamptz not null,
  primary key (view_id, person_id)
);
comment on table app.view_mark is 'Who is told what is new in a view, and from when on.';
create index view_mark_person on app.view_mark (person_id);

do $$
declare
  t text;
  v_mine text := $p$person_id = (select (app_gate.me()).person_id) and (select (app_gate.me()).may_write)$p$;
begin
  foreach t in array array['saved_view', 'view_mark'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('grant select, insert, update, delete on app.%I to app_user', t);
  end loop;
  execute format('create policy written on app.saved_view for insert to app_user with check (%s
    and operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id))', v_mine);
  execute format('create policy changed on app.saved_view for update to app_user using (%s
    and operation_id = (select (app_gate.me()).operation_id)) with check (%1$s
    and operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id))', v_mine);
  execute format('create policy gone on app.saved_view for delete to app_user using (%s
    and operation_id = (select (app_gate.me()).operation_id))', v_mine);
  execute format('create policy written on app.view_mark for insert to app_user with check (%s
    and view_id in (select v.id from app.saved_view v))', v_mine);
  execute format('create policy changed on app.view_mark for update to app_user using (%s)', v_mine);
  execute format('create policy gone on app.view_mark for delete to app_user using (%s)', v_mine);
end $$;
create policy seen on app.saved_view for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and (select (app_gate.me()).only_org) is null
  and (person_id = (select (app_gate.me()).person_id)
       or (shared and owner_org_id = (select (app_gate.me()).organisation_id))));
create policy seen on app.view_mark for select to app_user using (person_id = (select (app_gate.me()).person_id));

create view app.saved_view_seen with (security_invoker = true) as
  select v.id as ref, v.name, v.address, v.shared, v.person_id, v.updated_at, m.since
    from app.saved_view v left join app.view_mark m on m.view_id = v.id and m.person_id = (select (app_gate.me()).person_id);
grant select on app.saved_view_seen to app_user;

-- ---------------------------------------------------------------- what is new
-- A record says when it was written; its copies say a week or month only, and so that "new" can be told of them too,
-- when each first stood there is kept apart. Nobody reads it: it is compared with a mark of the reader's own, which tells
-- no more than looking every minute would.
create table app.incident_arrival (
  copy_id uuid primary key,
  at      timestamptz not null
);
create index incident_arrival_at on app.incident_arrival (at);
create index incident_created on app.incident (operation_id, created_at);
alter table app.incident_arrival enable row level security;
alter table app.incident_arrival force row level security;
create policy gate on app.incident_arrival to app_definer using (true) with check (true);
create policy seen on app.incident_arrival for select to app_user using (exists (
  select from app.incident_general g where g.copy_id = incident_arrival.copy_id));
grant select on app.incident_arrival to app_user;
grant select, insert, delete on app.incident_arrival to app_definer;
create view app.incident_arrival_seen with (security_invoker = true) as
  select a.copy_id as ref, a.at from app.incident_arrival a;
grant select on app.incident_arrival_seen to app_user;

set local role app_definer;

-- A copy is made anew with every change of its record, under the same id: it arrived when that id was first there.
create function app_gate.note_arrival() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  insert into app.incident_arrival (copy_id, at) select a.copy_id, clock_timestamp() from added a on conflict do nothing;
  return null;
end $$;
revoke all on function app_gate.note_arrival() from public;
grant execute on function app_gate.note_arrival() to app_owner;

set local role app_owner;
create trigger note_arrival after insert on app.incident_general referencing new table as added
  for each statement execute function app_gate.note_arrival();

-- ---------------------------------------------------------------- notices to one person
alter table app.notice add column to_person_id uuid references app.person;
comment on column app.notice.to_person_id is 'null: every member of the organisation.';
drop policy seen on app.notice;
create policy seen on app.notice for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and to_org_id = (select (app_gate.me()).organisation_id)
  and (to_person_id is null or to_person_id = (select (app_gate.me()).person_id))
  and (select (app_gate.me()).only_org) is null);
drop policy sent on app.notice;
create policy sent on app.notice for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and from_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).may_write) and to_org_id in (select id from app.organisation)
  and (to_person_id is null or exists (
    select from app.membership m where m.person_id = to_person_id and m.organisation_id = to_org_id and m.ended_at is null)));

-- ---------------------------------------------------------------- e-mail
create table app_priv.mail_choice (
  person_id     uuid primary key references app.person,
  every         text not null check (every in ('hour', 'day')),
  told_until    timestamptz not null,
  next_at       timestamptz not null,
  claimed_until timestamptz,
  tried         integer not null default 0
);
comment on table app_priv.mail_choice is 'Who wants to hear by e-mail that there is something. No row: nobody writes to them.';
comment on column app_priv.mail_choice.told_until is 'What came before this instant was told, or was there when they chose.';
grant select, insert, update, delete on app_priv.mail_choice to app_definer;

set local role app_definer;

-- How often the holder of a session is written to: hour, day, or never.
create function app_gate.mail_choice(p_secret text) returns text
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select coalesce((select c.every from auth.session s join app.person p on p.user_id = s."userId"
     join app_priv.mail_choice c on c.person_id = p.id
    where s.token = p_secret and s."expiresAt" > now()), 'never')
$$;

-- Sets it; false for whoever is not signed in, and for persons of the demonstration, whose addresses are nobody's.
create function app_gate.set_mail_choice(p_secret text, p_every text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare v_person uuid;
begin
  select p.id into v_person from auth.session s join app.person p on p.user_id = s."userId"
   where s.token = p_secret and s."expiresAt" > now() and p.disabled_at is null and not p.demonstration;
  if v_person is null then return false; end if;
  delete from app_priv.mail_choice c where c.person_id = v_person and c.every <> p_every;
  if p_every <> 'never' then
    insert into app_priv.mail_choice (person_id, every, told_until, next_at)
    values (v_person, p_every, now(), now() + case p_every when 'hour' then interval '1 hour' else interval '1 day' end)
    on conflict (person_id) do nothing;
  end if;
  return true;
end $$;

-- Takes those whose time has come, for ten minutes, so that two processes never write to the same person.
create function app_gate.claim_mail(p_most integer)
returns table (person_id uuid, email text, since timestamptz, until timestamptz, operations text[])
language sql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
  with due as (
    select c.person_id from app_priv.mail_choice c
     where c.next_at <= now() and coalesce(c.claimed_until <= now(), true)
     order by c.next_at limit p_most for update skip locked),
  taken as (
    update app_priv.mail_choice c set claimed_until = now() + interval '10 minutes' from due
     where c.person_id = due.person_id returning c.person_id, c.told_until)
  select t.person_id, u.email, t.told_until, now(),
         array(select o.code from app.membership m join app.operation o on o.id = m.operation_id
                where m.person_id = t.person_id and m.ended_at is null and o.lock <> 'closed' order by o.code)
    from taken t join app.person p on p.id = t.person_id and p.disabled_at is null join auth."user" u on u.id = p.user_id
$$;

-- Lets one go: told up to an instant, or to be tried again, later each time. Each message stands in the log of the
-- operations it was about, as the machine's act: to whom, never of what.
create function app_gate.close_mail(p_person uuid, p_until timestamptz, p_told text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare m record;
begin
  update app_priv.mail_choice c set claimed_until = null,
         tried = case when p_until is null then c.tried + 1 else 0 end,
         told_until = coalesce(p_until, c.told_until),
         next_at = case when p_until is null then now() + least(interval '5 minutes' * power(2, least(c.tried, 6)), interval '6 hours')
                        else now() + case c.every when 'hour' then interval '1 hour' else interval '1 day' end end
   where c.person_id = p_person;
  for m in select x.operation_id, x.organisation_id from app.membership x join app.operation o on o.id = x.operation_id
            where x.person_id = p_person and x.ended_at is null and o.code = any(p_told) loop
    perform app_gate.chain(m.operation_id, m.organisation_id, 'desk', 'mail.send', 'person', p_person, '{}');
  end loop;
end $$;

revoke all on function app_gate.mail_choice(text), app_gate.set_mail_choice(text, text), app_gate.claim_mail(integer),
  app_gate.close_mail(uuid, timestamptz, text[]) from public;
grant execute on function app_gate.mail_choice(text), app_gate.set_mail_choice(text, text) to app_login;
