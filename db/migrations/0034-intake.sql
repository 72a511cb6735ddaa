-- Intake: what was pasted, dropped or pulled, as it came, until a person makes a report of it or sets it aside. The words
-- may hold names and numbers of people, so they are kept like sources: for those who log incidents of the organisation
-- that received them, in no copy, no release, no log. They wait three months; what becomes of one is an incident, beside
-- which the original then stands for whoever may read its sources.

set local role app_owner;

create table app.intake_item (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  version      integer not null default 1 check (version > 0),
  created_at   timestamptz not null default now(),
  created_by   uuid not null references app.person,
  updated_at   timestamptz not null default now(),
  updated_by   uuid references app.person,
  deleted_at   timestamptz,
  batch_id     uuid not null,
  position     integer not null check (position >= 0),
  channel      text not null check (channel in ('whatsapp', 'sms', 'email', 'text', 'sheet', 'kobo')),
  state        text not null default 'open' check (state in ('open', 'accepted', 'set_aside')),
  external_id  text not null check (length(external_id) between 1 and 200),
  original     text not null check (length(original) <= 20000),
  part_from    integer not null check (part_from >= 0),
  part_to      integer not null check (part_to >= part_from),
  sent_on      date,
  fields       jsonb,
  report_id    uuid not null,
  unique (operation_id, owner_org_id, external_id)
);
comment on column app.intake_item.batch_id is 'What came in by one act.';
comment on column app.intake_item.external_id is 'The same for the same message, row or submission, so that it is taken in once.';
comment on column app.intake_item.original is 'As it came; empty once it stands with its incident, and when its time is over.';
comment on column app.intake_item.part_from is 'The part of the original that this report is about; positions in characters (UTF-16).';
comment on column app.intake_item.fields is 'Cells of a row of the fixed template, by the code of their column; null for messages.';
comment on column app.intake_item.report_id is 'The id that the report gets when it is accepted, so that a repeated accept is known.';
create index intake_item_open on app.intake_item (owner_org_id, state, created_at);

-- The message, row or submission that an incident was made of. Readers: those of the sources.
create table app.incident_original (
  incident_id uuid primary key references app.incident on delete cascade,
  channel     text not null check (channel in ('whatsapp', 'sms', 'email', 'text', 'sheet', 'kobo')),
  body        text not null check (length(body) between 1 and 20000),
  created_by  uuid not null references app.person
);
select app_priv.guard_part('incident_original', 'incident', 'incident_id', 'incident');
drop policy seen on app.incident_original;
create policy seen on app.incident_original for select to app_user using (exists (
  select from app.incident i where i.id = incident_id and i.owner_org_id = (select (app_gate.me()).organisation_id)
     and (select (app_gate.me()).role) <> 'administrator' and (select (app_gate.me()).only_org) is null
     and ('source' = any((select (app_gate.me()).rights)::text[]) or incident_original.created_by = (select (app_gate.me()).person_id))));

-- Of sexual violence no words are kept, also where a report turns out to tell of it.
create policy no_sexual_violence on app.incident_original as restrictive for insert to app_user with check (
  exists (select from app.incident i where i.id = incident_id and i.deleted_at is null and not i.crsv and (select (app_gate.me()).may_write)));
create function app_priv.forget_original() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  delete from app.incident_original o where o.incident_id = new.id;
  return null;
end $$;
revoke all on function app_priv.forget_original() from public;
create trigger forget_original after update on app.incident for each row
  when (new.crsv and not old.crsv) execute function app_priv.forget_original();

set local role app_definer;

-- Is this a token made for reading?
create function app_gate.reads_only() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app_priv as $$
begin
  return exists (select from app_priv.context c join app_priv.token t on t.id = c.token_id
    where t.scope = 'read'
      and c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8')));
end $$;
revoke all on function app_gate.reads_only() from public;
grant execute on function app_gate.reads_only() to app_user;

set local role app_owner;

do $$
declare v_own text := $p$operation_id = (select (app_gate.me()).operation_id)
      and owner_org_id = (select (app_gate.me()).organisation_id) and (select (app_gate.me()).only_org) is null$p$;
begin
  alter table app.intake_item enable row level security;
  alter table app.intake_item force row level security;
  -- Those who log, also while the operation is locked for writing; no token made for reading, which reads no sources.
  execute format($p$create policy seen on app.intake_item for select to app_user using (%s
      and (select (app_gate.me()).role) in ('coordinator', 'verifier', 'officer', 'reporter')
      and not (select app_gate.reads_only()))$p$, v_own);
  execute format($p$create policy written on app.intake_item for insert to app_user with check (%s
      and (select app_gate.writes('incident')) and created_by = (select (app_gate.me()).person_id) and state = 'open')$p$, v_own);
  execute format($p$create policy changed on app.intake_item for update to app_user using (%s
      and (select app_gate.writes('incident')) and deleted_at is null)$p$, v_own);
end $$;
grant select, insert, update on app.intake_item to app_user;

create view app.intake_item_seen with (security_invoker = true) as
  select i.id as ref, i.version, i.batch_id, i.position, i.channel, i.state, i.original, i.part_from, i.part_to, i.sent_on,
         i.fields, i.report_id, i.created_at, i.updated_by, i.owner_org_id
    from app.intake_item i where i.deleted_at is null;
create view app.incident_original_seen with (security_invoker = true) as
  select o.incident_id as ref, o.channel, o.body from app.incident_original o
   where exists (select from app.incident i where i.id = o.incident_id and i.deleted_at is null);
grant select on app.intake_item_seen, app.incident_original_seen to app_user;

-- ---------------------------------------------------------------- how long it waits
alter table app.retention drop constraint retention_kind_check,
  add constraint retention_kind_check check (kind in ('incident', 'displaced_report', 'actor', 'priority', 'patrol', 'alert',
    'information', 'intake_item'));

-- When its time is over its words go at once; the thirty days of regret are for records.
create function app_priv.forget_words() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  new.original := ''; new.part_from := 0; new.part_to := 0; new.fields := null;
  return new;
end $$;
revoke all on function app_priv.forget_words() from public;
create trigger forget_words before update on app.intake_item for each row
  when (new.deleted_at is not null and old.deleted_at is null) execute function app_priv.forget_words();
create trigger refuse_gone after insert on app.intake_item referencing new table as added
  for each statement execute function app_gate.refuse_gone();

create policy gate on app.intake_item to app_definer using (true) with check (true);
grant select, update, delete on app.intake_item to app_definer;

select app_priv.keep_kind(130, 'intake_item', 'intake_item');

set local role app_definer;

create or replace function app_gate.kept_for(p_kind text) returns integer
language sql stable security definer set search_path = pg_catalog, app as $$
  select case when r.kind is not null then r.months
              else case p_kind when 'displaced_report' then 24 when 'alert' then 12 when 'intake_item' then 3 end end
    from app_gate.me() me left join app.retention r on r.operation_id = me.operation_id and r.kind = p_kind
$$;
