-- Two reports of one event, of one organisation, become one. One stays, with what a person chose of both; the other is
-- hidden, points to it, and keeps all it has: its sources, reviews, comments and history are read under the one that
-- stays, by those who read them before and by nobody else. Nothing that follows is looser than the stricter of both.
-- What the one that stays was before is kept, so that the merge can be undone.

set local role app_owner;

alter table app.incident add column merged_into uuid;
comment on column app.incident.merged_into is 'The report of the same event that stands for this one; deleted_at is then
  infinity, so that nothing reads it and no purge takes it, or the day on which that one was deleted.';
create index incident_merged on app.incident (merged_into) where merged_into is not null;

create table app.incident_merge (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  kept_id      uuid not null references app.incident on delete cascade,
  gone_id      uuid not null references app.incident on delete cascade,
  chosen       text[] not null,
  version      integer,
  left_changed text[] not null default '{}',
  person_id    uuid not null references app.person,
  at           timestamptz not null,
  made_at      timestamptz not null default now(),
  undone_by    uuid references app.person,
  undone_at    timestamptz,
  check (kept_id <> gone_id),
  check ((undone_by is null) = (undone_at is null))
);
comment on column app.incident_merge.chosen is 'Groups of fields taken from the report that went.';
comment on column app.incident_merge.version is 'Of the report that stays, as the merge left it; null until it is finished.';
comment on column app.incident_merge.left_changed is 'Groups of fields that undoing left, because they were changed since.';
create unique index incident_merge_active on app.incident_merge (gone_id) where undone_at is null;
create index incident_merge_kept on app.incident_merge (kept_id);
create index incident_merge_gone on app.incident_merge (gone_id);
alter table app.incident_merge enable row level security;
alter table app.incident_merge force row level security;
create policy gate on app.incident_merge to app_definer using (true) with check (true);
create policy seen on app.incident_merge for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id)
  and owner_org_id = (select (app_gate.me()).organisation_id)
  and (select (app_gate.me()).role) <> 'administrator');
grant select, insert, update on app.incident_merge to app_definer;
grant select on app.incident_merge to app_user;

-- The report that stays, before and after, row for row, for undoing alone: it may name a party that its reader does not
-- see, so nobody reads it.
create table app.incident_merge_state (
  merge_id uuid primary key references app.incident_merge on delete cascade,
  before   jsonb not null,
  after    jsonb
);
alter table app.incident_merge_state enable row level security;
alter table app.incident_merge_state force row level security;
create policy gate on app.incident_merge_state to app_definer using (true) with check (true);
grant select, insert, update on app.incident_merge_state to app_definer;

do $$
declare t text;
begin
  foreach t in array array['incident_party', 'incident_harm', 'incident_displacement', 'incident_damage'] loop
    execute format('create policy merging on app.%I to app_definer using (true) with check (true)', t);
    execute format('grant select, insert, delete on app.%I to app_definer', t);
  end loop;
end $$;
grant delete on app.incident_review to app_definer;

-- A writer neither merges by hand nor brings back what was merged.
create function app_priv.keep_merged() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  if current_user = 'app_user' then raise exception 'merged records come back by undoing the merge' using errcode = '42501'; end if;
  return new;
end $$;

-- A report as it stands, row for row.
create function app_priv.incident_state(p_id uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('incident', to_jsonb(i) - 'packed',
    'incident_party', (select coalesce(jsonb_agg(to_jsonb(x) order by x.actor_id, x.role), '[]') from app.incident_party x where x.incident_id = i.id),
    'incident_harm', (select coalesce(jsonb_agg(to_jsonb(x) order by x.position), '[]') from app.incident_harm x where x.incident_id = i.id),
    'incident_displacement', (select coalesce(jsonb_agg(to_jsonb(x) order by x.position), '[]') from app.incident_displacement x where x.incident_id = i.id),
    'incident_damage', (select coalesce(jsonb_agg(to_jsonb(x) order by x.position), '[]') from app.incident_damage x where x.incident_id = i.id),
    'incident_review', (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from app.incident_review x where x.incident_id = i.id),
    'incident_finding', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from app.incident_finding x where x.incident_id = i.id))
    from app.incident i where i.id = p_id
$$;

-- The groups of fields that are undone together, with their columns and their tables.
create function app_priv.incident_groups() returns table (name text, columns text[], tables text[])
language sql immutable set search_path = pg_catalog as $$
  values
    ('what', array['kind', 'tactic', 'weapon', 'conflict_nexus', 'mrm'], '{}'::text[]),
    ('where', array['place_name', 'lon', 'lat', 'cell', 'location_precision', 'adm0_id', 'adm1_id', 'adm2_id', 'adm3_id'], '{}'),
    ('when', array['occurred_from', 'occurred_to', 'date_precision'], '{}'),
    ('description', array['description'], '{}'),
    ('harm', array['killed_low', 'killed_best', 'killed_high', 'civilian_low', 'civilian_best', 'civilian_high', 'unknown_status',
       'injured', 'abducted', 'displaced', 'at_least'], array['incident_harm', 'incident_displacement']),
    ('parties', array['party_set'], array['incident_party']),
    ('damage', '{}', array['incident_damage'])
$$;

-- Of a state, what belongs to these columns and tables.
create function app_priv.state_part(p_state jsonb, p_columns text[], p_tables text[]) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select jsonb_build_array(
    (select jsonb_object_agg(c, p_state -> 'incident' -> c) from unnest(p_columns) c),
    (select jsonb_object_agg(t, p_state -> t) from unnest(p_tables) t))
$$;

create function app_priv.stricter(p_one text, p_other text) returns text
language sql immutable set search_path = pg_catalog as $$
  select l.levels[greatest(array_position(l.levels, p_one), array_position(l.levels, p_other))]
    from (select array['low', 'moderate', 'high', 'severe']) l(levels)
$$;

-- The report and what was merged into it.
create function app_priv.with_merged(p_incident uuid) returns setof uuid
language sql stable set search_path = pg_catalog, app as $$
  select p_incident union all select i.id from app.incident i where i.merged_into = p_incident
$$;

-- As in 0021; who wrote what was merged into a report wrote of it too.
create or replace function app_priv.kept_from_review(p_incident uuid) returns table (person_id uuid, why text)
language sql stable set search_path = pg_catalog, app as $$
  select i.created_by, 'author' from app_priv.with_merged(p_incident) w(id) join app.incident i on i.id = w.id
   where i.created_by is not null
  union
  select v.person_id, 'editor' from app_priv.with_merged(p_incident) w(id) join app.revision v on v.record_id = w.id
   where v.kind = 'incident' and v.person_id is not null
     and v.action not in ('incident.ask_review', 'incident.decide', 'incident.reopen', 'record.delete', 'record.undelete')
     and v.version > coalesce((select max(r.decided_version) from app.incident_review r where r.incident_id = v.record_id), 0)
  union
  select r.requested_by, 'requester' from app.incident_review r
   where r.incident_id = p_incident and r.state in ('open', 'asked') and r.requested_by is not null
$$;

revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.incident_state(uuid), app_priv.incident_groups(), app_priv.state_part(jsonb, text[], text[]),
  app_priv.stricter(text, text), app_priv.with_merged(uuid) to app_definer;

set local role app_definer;

-- As in 0021; the sources of what was merged into a report count with its own.
create or replace function app_gate.review_facts(p_ids uuid[])
returns table (incident_id uuid, independent integer, direct integer, counts boolean, perpetrator boolean)
language sql stable security definer set search_path = pg_catalog, app as $$
  select i.id, count(distinct s.origin)::integer, (count(distinct s.origin) filter (where s.is_direct))::integer,
         exists (select from app.incident_harm h where h.incident_id = i.id),
         exists (select from app.incident_party a where a.incident_id = i.id and a.role = 'alleged_perpetrator')
    from app_gate.me() me
    join app.incident i on i.id = any(p_ids) and i.operation_id = me.operation_id and i.owner_org_id = me.organisation_id
     and i.deleted_at is null
    left join lateral (
      select coalesce('group ' || nullif(lower(btrim(x.independence_group)), ''), x.source_type) as origin,
             x.source_type in ('victim', 'eyewitness', 'medical') as is_direct
        from app_priv.with_merged(i.id) w(id) join app.incident_source x on x.incident_id = w.id
       where x.reliability is distinct from 'E' and x.credibility is distinct from 5) s on true
   where me.role <> 'administrator'
   group by i.id
$$;

-- What was merged into a report is deleted, and comes back, with it.
create function app_gate.follow_merged() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.incident set deleted_at = coalesce(new.deleted_at, 'infinity') where merged_into = new.id;
  return null;
end $$;

-- Begins a merge: both own reports are held until the transaction ends, what stays is remembered, what goes is hidden.
-- The server then writes what was chosen, and finish_merge ends it. Answers `refused`: not_allowed, absent, stale (with
-- both versions), illustrative (one of the world, one not), sexual_violence (one of both), or nothing.
create function app_gate.start_merge(p_id uuid, p_kept uuid, p_gone uuid, p_kept_version integer, p_gone_version integer, p_chosen text[])
returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); k app.incident; g app.incident;
begin
  if v.person_id is null or not app_gate.writes('incident') then return jsonb_build_object('refused', 'not_allowed'); end if;
  -- In the order of their ids, so that of two people who merge the same two one waits for the other.
  perform app_gate.hold_incident(x.id) from (select unnest(array[p_kept, p_gone]) as id order by 1) x;
  k := app_gate.hold_incident(p_kept);
  g := app_gate.hold_incident(p_gone);
  if k.id is null or g.id is null or k.id = g.id then return jsonb_build_object('refused', 'absent'); end if;
  if k.version <> p_kept_version or g.version <> p_gone_version then
    return jsonb_build_object('refused', 'stale', 'version', k.version, 'other', g.version);
  end if;
  if k.illustrative <> g.illustrative then return jsonb_build_object('refused', 'illustrative'); end if;
  -- Of sexual violence only area and month are kept: what else the other report says would be lost for good.
  if k.crsv <> g.crsv then return jsonb_build_object('refused', 'sexual_violence'); end if;
  insert into app.incident_merge (id, operation_id, owner_org_id, kept_id, gone_id, chosen, person_id, at)
  values (p_id, v.operation_id, v.organisation_id, k.id, g.id, p_chosen, v.person_id, app_gate.moment());
  insert into app.incident_merge_state (merge_id, before) values (p_id, app_priv.incident_state(k.id));
  update app.incident set merged_into = k.id where merged_into = g.id;
  update app.incident set merged_into = k.id, deleted_at = 'infinity' where id = g.id;
  return '{}';
end $$;

-- Ends a merge of this very transaction: parties of both, what was chosen of the other parts, and what is stricter.
create function app_gate.finish_merge(p_id uuid, p_harms text[], p_displacement boolean, p_damage boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); m app.incident_merge; k app.incident; g app.incident; v_barred text[];
begin
  select * into m from app.incident_merge x where x.id = p_id and x.person_id = v.person_id and x.version is null
     and x.xmin = pg_current_xact_id()::xid;
  if m.id is null then raise exception 'no merge' using errcode = '42501'; end if;
  select * into g from app.incident i where i.id = m.gone_id;
  insert into app.incident_party (incident_id, actor_id, role, attribution, confidence)
  select m.kept_id, p.actor_id, p.role, p.attribution, p.confidence from app.incident_party p where p.incident_id = g.id
  on conflict do nothing;
  delete from app.incident_harm h where h.incident_id = m.kept_id and h.harm = any(p_harms);
  insert into app.incident_harm
  select r.* from app.incident_harm h
    cross join lateral jsonb_populate_record(null::app.incident_harm, to_jsonb(h) || jsonb_build_object('incident_id', m.kept_id,
      'position', h.position + 1 + (select coalesce(max(o.position), 0) from app.incident_harm o where o.incident_id = m.kept_id))) r
   where h.incident_id = g.id and h.harm = any(p_harms);
  if p_displacement then
    delete from app.incident_displacement d where d.incident_id = m.kept_id;
    insert into app.incident_displacement
    select r.* from app.incident_displacement d
      cross join lateral jsonb_populate_record(null::app.incident_displacement, to_jsonb(d) || jsonb_build_object('incident_id', m.kept_id)) r
     where d.incident_id = g.id;
  end if;
  if p_damage then
    delete from app.incident_damage d where d.incident_id = m.kept_id;
    insert into app.incident_damage
    select r.* from app.incident_damage d
      cross join lateral jsonb_populate_record(null::app.incident_damage, to_jsonb(d) || jsonb_build_object('incident_id', m.kept_id)) r
     where d.incident_id = g.id;
  end if;
  update app.incident i set sensitivity = app_priv.stricter(i.sensitivity, g.sensitivity), crsv = i.crsv or g.crsv
   where i.id = m.kept_id returning * into k;
  -- Whom a source of either kept out stays out. So does who was bound to the harm of either, should the days chosen say otherwise.
  select array(select c from unnest(k.barred_from || g.barred_from) c
         union select c from unnest(k.held_from || g.held_from) c
                where c not in (select b.community from app_priv.bound_incident(k.id) b) order by 1) into v_barred;
  update app.incident set barred_from = v_barred where id = k.id;
  update app.incident_general set barred_from = v_barred where id = k.id;
  update app.release set state = 'withdrawn', withdrawn_at = now(), answer = 'consent'
   where kind = 'incident' and record_id = k.id and to_community = any(v_barred) and state in ('held', 'offered', 'active');
  update app.incident_merge x set version = k.version where x.id = m.id;
  update app.incident_merge_state x set after = app_priv.incident_state(k.id) where x.merge_id = m.id;
end $$;

-- Undoes a merge: what went is back as it was; what stays is as it was in everything that was not changed since, which
-- is answered as `left`. While something of the merged report is left, it stays as strict as the merge made it, and no
-- earlier decision comes back. Answers also both versions, or `refused`: not_allowed, absent, later (another report was
-- merged since), stale (with the version).
create function app_gate.undo_merge(p_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me(); m app.incident_merge; s app.incident_merge_state; k app.incident; g app.incident;
  v_now jsonb; v_left text[] := '{}'; v_set text[] := '{}'; v_tables text[] := '{}'; v_sets text; t text; r record;
  v_strict text[] := array['sensitivity', 'barred_from', 'crsv'];
begin
  if v.person_id is null or not app_gate.writes('incident') then return jsonb_build_object('refused', 'not_allowed'); end if;
  select * into m from app.incident_merge x where x.id = p_id and x.operation_id = v.operation_id
     and x.owner_org_id = v.organisation_id and x.undone_at is null and x.version is not null for update;
  select * into s from app.incident_merge_state x where x.merge_id = m.id;
  k := app_gate.hold_incident(m.kept_id);
  if m.id is null then return jsonb_build_object('refused', 'absent'); end if;
  if k.id is null or exists (select from app.incident_merge x where x.undone_at is null and x.id <> m.id and x.kept_id = m.kept_id
       and x.version > m.version) then return jsonb_build_object('refused', 'later'); end if;
  if k.version <> p_version then return jsonb_build_object('refused', 'stale', 'version', k.version); end if;
  v_now := app_priv.incident_state(k.id);
  for r in select * from app_priv.incident_groups() loop
    continue when app_priv.state_part(s.before, r.columns, r.tables) = app_priv.state_part(s.after, r.columns, r.tables);
    if app_priv.state_part(v_now, r.columns, r.tables) = app_priv.state_part(s.after, r.columns, r.tables) then
      v_set := v_set || r.columns;
      v_tables := v_tables || r.tables;
    else
      v_left := v_left || r.name;
    end if;
  end loop;
  if v_left = '{}' and app_priv.state_part(v_now, v_strict, '{}') = app_priv.state_part(s.after, v_strict, '{}') then
    v_set := v_set || v_strict;
  end if;
  if app_priv.state_part(s.before, array['verification'], array['incident_review', 'incident_finding'])
       is distinct from app_priv.state_part(v_now, array['verification'], array['incident_review', 'incident_finding']) then
    if v_left = '{}' and app_priv.state_part(v_now, array['verification'], array['incident_review', 'incident_finding'])
         = app_priv.state_part(s.after, array['verification'], array['incident_review', 'incident_finding']) then
      v_set := v_set || 'verification'::text;
      v_tables := v_tables || array['incident_review', 'incident_finding'];
    else
      v_left := v_left || 'verification'::text;
      -- What was decided since, was decided about both.
      if k.verification not in ('reported', 'under_verification') then
        update app.incident set verification = 'under_verification' where id = k.id;
      end if;
    end if;
  end if;
  select string_agg(format('%1$I = (b).%1$I', c), ', ') into v_sets from unnest(v_set) c;
  execute format('update app.incident i set version = i.version + 1, updated_at = now(), updated_by = $2%s
      from jsonb_populate_record(null::app.incident, $3) b where i.id = $1', coalesce(', ' || v_sets, ''))
    using k.id, v.person_id, s.before -> 'incident';
  foreach t in array v_tables loop
    execute format('delete from app.%I where incident_id = $1', t) using k.id;
    execute format('insert into app.%1$I select * from jsonb_populate_recordset(null::app.%1$I, $1)', t) using s.before -> t;
  end loop;
  update app.incident set merged_into = null, deleted_at = null where id = m.gone_id returning * into g;
  with recursive inside as (
    select e.gone_id from app.incident_merge e where e.kept_id = m.gone_id and e.undone_at is null
    union select e.gone_id from app.incident_merge e join inside n on e.kept_id = n.gone_id where e.undone_at is null)
  update app.incident set merged_into = m.gone_id where id in (select n.gone_id from inside n);
  update app.incident_merge set undone_by = v.person_id, undone_at = app_gate.moment(), left_changed = v_left where id = m.id;
  return jsonb_build_object('kept', k.id, 'gone', g.id, 'version', k.version + 1, 'other', g.version, 'left', v_left,
    'changed', v_set || v_tables,
    'withdrawn', (select count(*) from app.release x where x.kind = 'incident' and x.record_id = g.id and x.answer = 'deleted'
                     and x.withdrawn_at >= m.made_at));
end $$;

revoke all on function app_gate.follow_merged(), app_gate.start_merge(uuid, uuid, uuid, integer, integer, text[]),
  app_gate.finish_merge(uuid, text[], boolean, boolean), app_gate.undo_merge(uuid, integer) from public;
grant execute on function app_gate.start_merge(uuid, uuid, uuid, integer, integer, text[]),
  app_gate.finish_merge(uuid, text[], boolean, boolean), app_gate.undo_merge(uuid, integer) to app_user;
grant execute on function app_gate.follow_merged() to app_owner;

set local role app_owner;

create trigger keep_merged_new before insert on app.incident for each row
  when (new.merged_into is not null) execute function app_priv.keep_merged();
create trigger keep_merged before update on app.incident for each row
  when (new.merged_into is distinct from old.merged_into or (old.merged_into is not null and new.deleted_at is distinct from old.deleted_at))
  execute function app_priv.keep_merged();
create trigger follow_merged after update on app.incident for each row
  when (new.deleted_at is distinct from old.deleted_at) execute function app_gate.follow_merged();

-- ---------------------------------------------------------------- the read doors
-- What was merged into a report that is there: for its own organisation, as it stood.
create view app.incident_merged_seen with (security_invoker = true) as
  select g.id as ref, g.merged_into as into_ref, g.kind, g.occurred_from, g.occurred_to, g.place_name, g.adm1_id, g.adm2_id,
         g.description, g.killed_low, g.killed_best, g.killed_high, g.injured, g.abducted, g.displaced, g.verification
    from app.incident g
   where g.merged_into is not null and g.owner_org_id = (select (app_gate.me()).organisation_id)
     and exists (select from app.incident k where k.id = g.merged_into and k.deleted_at is null);
create view app.incident_merge_seen with (security_invoker = true) as
  select m.id as ref, m.kept_id as kept_ref, m.gone_id as gone_ref, m.chosen, m.version, m.left_changed, m.person_id, m.at,
         m.undone_by, m.undone_at
    from app.incident_merge m
   where exists (select from app.incident k where k.id = m.kept_id and k.deleted_at is null);

-- As before; and under the report that stays what the merged one has, to whom its own policies give it.
create or replace view app.incident_source_seen with (security_invoker = true) as
  select s.incident_id as ref, s.position, s.source_type, s.name, s.dated, s.reference, s.independence_group,
         s.reliability, s.credibility, s.holder, s.consent, false as merged from app.incident_source s
   where exists (select from app.incident i where i.id = s.incident_id and i.deleted_at is null)
  union all
  select g.into_ref, s.position, s.source_type, s.name, s.dated, s.reference, s.independence_group,
         s.reliability, s.credibility, s.holder, s.consent, true
    from app.incident_merged_seen g join app.incident_source s on s.incident_id = g.ref;
create or replace view app.incident_review_seen with (security_invoker = true) as
  select r.id as ref, r.incident_id as record_ref, r.state, r.question, r.requested_by, r.requested_at, r.assigned_to, r.occurrence,
         r.counts, r.victims, r.perpetrator, r.level, r.standard, r.reason, r.late, r.decided_by, r.decided_at,
         r.decided_version, r.ended_said, r.ended_by, r.ended_at, false as merged
    from app.incident_review r
   where exists (select from app.incident i where i.id = r.incident_id and i.deleted_at is null)
  union all
  -- What was open when it was merged waits for nobody now.
  select r.id, g.into_ref, case when r.state in ('open', 'asked') then 'withdrawn' else r.state end, r.question, r.requested_by,
         r.requested_at, r.assigned_to, r.occurrence, r.counts, r.victims, r.perpetrator, r.level, r.standard, r.reason, r.late,
         r.decided_by, r.decided_at, r.decided_version, r.ended_said, r.ended_by, r.ended_at, true
    from app.incident_merged_seen g join app.incident_review r on r.incident_id = g.ref;
create or replace view app.incident_comment_seen with (security_invoker = true) as
  select c.id as ref, c.incident_id as record_ref, c.act, c.said, c.person_id, c.at, false as merged from app.incident_comment c
   where exists (select from app.incident i where i.id = c.incident_id and i.deleted_at is null)
  union all
  select c.id, g.into_ref, c.act, c.said, c.person_id, c.at, true
    from app.incident_merged_seen g join app.incident_comment c on c.incident_id = g.ref;
create or replace view app.incident_callback_seen with (security_invoker = true) as
  select c.id as ref, c.incident_id as record_ref, c.who, c.channel, c.about, c.due_on, c.outcome, c.done_by, c.done_at,
         c.created_by, c.created_at, false as merged
    from app.incident_callback c
   where exists (select from app.incident i where i.id = c.incident_id and i.deleted_at is null)
  union all
  select c.id, g.into_ref, c.who, c.channel, c.about, c.due_on, c.outcome, c.done_by, c.done_at, c.created_by, c.created_at, true
    from app.incident_merged_seen g join app.incident_callback c on c.incident_id = g.ref;
create or replace view app.incident_same_seen with (security_invoker = true) as
  select s.id as ref, s.incident_id as record_ref, s.other_ref, s.state, s.person_id, s.at from app.incident_same s
   where exists (select from app.incident i where i.id = s.incident_id and i.deleted_at is null)
     and exists (select from app.incident_link l where l.ref = s.other_ref)
  union all
  select s.id, g.into_ref, s.other_ref, s.state, s.person_id, s.at
    from app.incident_merged_seen g join app.incident_same s on s.incident_id = g.ref
   where exists (select from app.incident_link l where l.ref = s.other_ref)
     and not exists (select from app.incident_same own where own.incident_id = g.into_ref and own.other_ref = s.other_ref);
grant select on app.incident_merged_seen, app.incident_merge_seen to app_user;
