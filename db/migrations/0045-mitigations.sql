-- Room `actors`: what was chosen against the threat that an armed actor is to civilians, by which function of ours, until
-- when it is to be looked at again, and what came of it. It follows the protocol's row of contacts, like the threat itself.

set local role app_owner;

create table app.mitigation (
  like app_priv.record including defaults including constraints,
  primary key (id),
  actor_id    uuid not null references app.actor,
  area_id     uuid references app.area,
  option      text not null check (option ~ '^[a-z_]{2,40}$'),
  words       text not null check (length(words) <= 2000),
  chosen_on   date not null,
  chosen_by   text not null check (length(chosen_by) <= 200),
  review_on   date not null,
  reviewed_on date,
  result      text check (result in ('helped', 'partly', 'no_change', 'worse', 'not_done')),
  learned     text check (length(learned) <= 4000),
  check (review_on >= chosen_on),
  check ((reviewed_on is null) = (result is null)),
  check (reviewed_on is null or reviewed_on >= chosen_on)
);
comment on column app.mitigation.chosen_by is 'Function that decided; never a name.';
comment on column app.mitigation.result is 'What came of it for civilians, as its organisation judges; null: not reviewed yet, which is not "no change".';
create index mitigation_actor on app.mitigation (actor_id);
select app_priv.guard('mitigation', 'actor');
select app_priv.guard_read('mitigation', $$'contact'$$);

create table app.mitigation_general
  (like app_priv.copy including defaults including constraints, like app.mitigation including defaults, primary key (copy_id));
select app_priv.guard_copy('mitigation');
grant update, delete on app.mitigation to app_definer;

-- Which option, against whom, in which district and months, and what came of it as a code. No words.
create function app_priv.general_mitigation(p_ids uuid[]) returns setof app.mitigation_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.mitigation m
    cross join lateral jsonb_populate_record(null::app.mitigation_general, to_jsonb(m)
      || app_priv.copy_head('contact', m.created_at, m.sensitivity) || jsonb_build_object(
      'words', '', 'chosen_by', '', 'learned', null, 'area_id', app_priv.district(m.area_id),
      'chosen_on', date_trunc('month', m.chosen_on)::date, 'review_on', app_priv.coarse_to(m.review_on, 'high'),
      'reviewed_on', date_trunc('month', m.reviewed_on)::date)) r
   where m.id = any(p_ids)
$$;

select app_priv.keep_kind(35, 'mitigation', 'actor');
create or replace function app_priv.is_named(p_actor uuid) returns boolean
language sql stable set search_path = pg_catalog, app as $$
  select exists (select from app.incident_party x where x.actor_id = p_actor)
    or exists (select from app.displaced_report_party x where x.actor_id = p_actor)
    or exists (select from app.displaced_case_party x where x.actor_id = p_actor)
    or exists (select from app.actor_relation x where p_actor in (x.from_actor, x.to_actor))
    or exists (select from app.control_zone x where x.actor_id = p_actor)
    or exists (select from app.actor_claim x where x.actor_id = p_actor)
    or exists (select from app.engagement x where x.actor_id = p_actor)
    or exists (select from app.operation_brief x where x.actor_id = p_actor)
    or exists (select from app.mitigation x where x.actor_id = p_actor)
    or exists (select from app.organisation x where x.actor_id = p_actor)
$$;
revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.general_mitigation(uuid[]) to app_definer;

create trigger close_copy after update on app.mitigation for each row
  when (old.version is distinct from new.version or old.sensitivity is distinct from new.sensitivity
        or old.owner_org_id is distinct from new.owner_org_id or old.deleted_at is distinct from new.deleted_at)
  execute function app_gate.close_copy();
create trigger refuse_gone after insert on app.mitigation referencing new table as added
  for each statement execute function app_gate.refuse_gone();
create view app.mitigation_link with (security_invoker = true) as
  select id as record_id, id as ref from app.mitigation where deleted_at is null
  union all select id, copy_id from app.mitigation_general;
grant select on app.mitigation_link to app_user;
select app_priv.open_door('mitigation', '{"actor_id": "actor_link"}');
