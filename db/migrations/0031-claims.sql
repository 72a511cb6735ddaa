-- Room `actors`: claims. What is said of an actor beside its name in the list (who commands it, how strong it is, what
-- its orders say …) is never a field but a claim: a value, the days it holds, the day it stands for, who told us, how
-- good that is. Claims are added, corrected and retired, never overwritten; which one is shown is a rule
-- (shared/rooms/actors-claims.ts). Contacts, names, orders and conduct are claims of the protocol's kind `contact`,
-- everything else of its kind `actor`.

set local role app_owner;

create table app.actor_claim (
  like app_priv.record including defaults including constraints,
  primary key (id),
  actor_id       uuid not null references app.actor,
  attribute      text not null check (attribute ~ '^[a-z_]{2,40}$'),
  protocol_kind  text not null generated always as (case when attribute in
    ('commander_name', 'key_contact', 'rules_of_engagement', 'conduct', 'conduct_guidance', 'harm_mechanisms',
     'interaction_level', 'threat', 'reach')
    then 'contact' else 'actor' end) stored,
  value          jsonb check (length(value::text) <= 8000),
  valid_from     date,
  from_precision text not null default 'day' check (from_precision in ('day', 'month', 'year')),
  valid_to       date,
  to_precision   text not null default 'day' check (to_precision in ('day', 'month', 'year')),
  as_of          date not null,
  reliability    text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility    text not null check (credibility in ('1', '2', '3', '4', '5', '6')),
  note           text check (length(note) <= 4000),
  retired_on     date,
  retired_why    text check (length(retired_why) <= 2000),
  check (valid_from is null or valid_to is null or valid_from <= valid_to),
  check ((retired_on is null) = (retired_why is null))
);
comment on column app.actor_claim.protocol_kind is 'Which row of the protocol opens it: names, contacts, orders and conduct follow the contacts.';
comment on column app.actor_claim.valid_from is 'First day on which it holds; null: since an unknown day. With month or year, the first day of it.';
comment on column app.actor_claim.reliability is 'Admiralty code of the best source; F and credibility 6 mean that there is no basis to judge.';
comment on column app.actor_claim.retired_on is 'The operation''s day on which its organisation took it back; it stays in the history.';
create index actor_claim_actor on app.actor_claim (actor_id);
select app_priv.guard('actor_claim', 'actor');

-- Who told us, where that must stay with those who hold the right to sources; rows are only added.
create table app.actor_claim_source (
  id          uuid primary key default gen_random_uuid(),
  claim_id    uuid not null references app.actor_claim on delete cascade,
  source_type text not null,
  said        text check (length(said) <= 2000),
  dated       date,
  reference   text check (length(reference) <= 400),
  created_at  timestamptz not null default clock_timestamp(),
  created_by  uuid
);
create index actor_claim_source_claim on app.actor_claim_source (claim_id);
select app_priv.guard_part('actor_claim_source', 'actor_claim', 'claim_id', 'actor');
drop policy seen on app.actor_claim_source;
create policy seen on app.actor_claim_source for select to app_user using (exists (
  select from app.actor_claim c where c.id = claim_id
     and c.owner_org_id = (select (app_gate.me()).organisation_id)
     and ('source' = any((select (app_gate.me()).rights)::text[]) or actor_claim_source.created_by = (select (app_gate.me()).person_id))));

-- What a rename, a splinter or a merger made and ended, so that its own organisation can take it back whole.
create table app.actor_event (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  kind         text not null check (kind in ('rename', 'splinter', 'merge')),
  actor_id     uuid not null references app.actor on delete cascade,
  happened_on  date not null,
  made         jsonb not null,
  created_at   timestamptz not null default now(),
  created_by   uuid,
  undone_at    timestamptz
);
create index actor_event_actor on app.actor_event (actor_id);
alter table app.actor_event enable row level security;
alter table app.actor_event force row level security;
create policy seen on app.actor_event for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).role) <> 'administrator');
create policy written on app.actor_event for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select app_gate.writes('actor')));
create policy changed on app.actor_event for update to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select app_gate.writes('actor')));
grant select, insert, update on app.actor_event to app_user;

-- ---------------------------------------------------------------- who reads, and what a copy says
select app_priv.guard_read('actor_claim', 'protocol_kind');

create table app.actor_claim_general
  (like app_priv.copy including defaults including constraints, like app.actor_claim including defaults, primary key (copy_id));
select app_priv.guard_copy('actor_claim');
grant update, delete on app.actor_claim to app_definer;

-- Names and codes; a headquarters as its district. No words, no person, no numbers.
create function app_priv.coarse_claim(p_attribute text, p_value jsonb) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select case
    when p_attribute in ('name', 'alias') then p_value
    when p_attribute = 'headquarters' then jsonb_build_object('areaId', app_priv.district((p_value ->> 'areaId')::uuid))
    when p_attribute in ('kind', 'status', 'echelon', 'chain_of_command', 'top_level', 'objective', 'force_use', 'un_mandate', 'un_support',
      'hrddp', 'relief_work') then jsonb_build_object('code', p_value -> 'code') end
$$;
create function app_priv.general_actor_claim(p_ids uuid[]) returns setof app.actor_claim_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.actor_claim c
    cross join lateral jsonb_populate_record(null::app.actor_claim_general, to_jsonb(c)
      || app_priv.copy_head(c.protocol_kind, c.created_at, c.sensitivity) || jsonb_build_object(
      'value', app_priv.coarse_claim(c.attribute, c.value), 'note', null,
      'retired_why', case when c.retired_why is not null then '' end,
      'retired_on', date_trunc('month', c.retired_on)::date, 'as_of', date_trunc('month', c.as_of)::date,
      'valid_from', date_trunc('month', c.valid_from)::date, 'valid_to', app_priv.coarse_to(c.valid_to, 'high'),
      'from_precision', case when c.from_precision = 'year' then 'year' else 'month' end,
      'to_precision', case when c.to_precision = 'year' then 'year' else 'month' end)) r
   where c.id = any(p_ids)
$$;

select app_priv.keep_kind(31, 'actor_claim', 'actor');
revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.coarse_claim(text, jsonb), app_priv.general_actor_claim(uuid[]) to app_definer;

create trigger close_copy after update on app.actor_claim for each row
  when (old.version is distinct from new.version or old.sensitivity is distinct from new.sensitivity
        or old.owner_org_id is distinct from new.owner_org_id or old.deleted_at is distinct from new.deleted_at)
  execute function app_gate.close_copy();
create trigger refuse_gone after insert on app.actor_claim referencing new table as added
  for each statement execute function app_gate.refuse_gone();

-- ---------------------------------------------------------------- the read doors
create view app.actor_claim_link with (security_invoker = true) as
  select id as record_id, id as ref from app.actor_claim where deleted_at is null
  union all select id, copy_id from app.actor_claim_general;
select app_priv.open_door('actor_claim', '{"actor_id": "actor_link"}');
create view app.actor_claim_source_seen with (security_invoker = true) as
  select s.claim_id as ref, s.source_type, s.said, s.dated, s.reference, s.created_at from app.actor_claim_source s
   where exists (select from app.actor_claim c where c.id = s.claim_id and c.deleted_at is null);
create view app.actor_event_seen with (security_invoker = true) as
  select e.id as ref, e.kind, e.actor_id, e.happened_on, e.made, e.created_at, e.undone_at from app.actor_event e;
grant select on app.actor_claim_link, app.actor_claim_source_seen, app.actor_event_seen to app_user;
