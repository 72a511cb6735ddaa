-- What the gates do with a kind of record that can cross is found by its name, so that a new kind brings its own
-- functions and changes none of the gates. Of a kind K these stand in app_priv:
--   general_K(ids)                   its generalised copies; without it, the kind has none and cannot be released
--   bound_K(record)                  communities bound to the harm it tells of, for kinds that accuse somebody
--   refused_K(record)                communities to whom nothing goes, by rule or by hand: no consent
--   copy_parts_K(ids)                makes the parts of its live copies
--   freeze_parts_K(copy, record, level)  makes the parts of a frozen copy
--   told_parts_K(copy)               the parts of a copy, as its owner looks at them
--   preview_K(copy)                  what a receiver sees before accepting

set local role app_owner;

alter function app_priv.general_incidents(uuid[]) rename to general_incident;
alter function app_priv.general_actors(uuid[]) rename to general_actor;
alter function app_priv.general_relations(uuid[]) rename to general_actor_relation;
alter function app_priv.general_zones(uuid[]) rename to general_control_zone;
alter function app_priv.general_patrols(uuid[]) rename to general_patrol;
alter function app_priv.general_overrides(uuid[]) rename to general_priority_override;
alter function app_priv.general_scores(uuid[]) rename to general_priority_score;
-- A release is made by the gate alone, which knows the kinds.
alter table app.release drop constraint release_kind_check;

-- The function of a kind by its name, ready to be called, or null where the kind has none.
create function app_priv.of_kind(p_what text, p_kind text, p_given text) returns text
language sql stable set search_path = pg_catalog as $$
  select case when to_regprocedure(format('app_priv.%I(%s)', p_what || '_' || p_kind, p_given)) is not null
    then format('app_priv.%I', p_what || '_' || p_kind) end
$$;

-- Who, among the organisations of the operation, is one of these actors, or between these days commanded one, was
-- commanded by one, supported it or operated jointly with it, directly or through the chain of command.
create function app_priv.bound_to_actors(p_operation uuid, p_actors uuid[], p_from date, p_to date)
returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  with recursive alleged as (select unnest(p_actors) as actor),
  related as (
    select case r.kind when 'part_of' then r.to_actor else r.from_actor end as one,
           case r.kind when 'part_of' then r.from_actor else r.to_actor end as other,
           case r.kind when 'part_of' then 'commands' else r.kind end as kind
      from app.actor_relation r
     where r.operation_id = p_operation and r.deleted_at is null and r.valid_from <= p_to and (r.valid_to is null or r.valid_to >= p_from)
       and r.kind in ('part_of', 'commands', 'supports', 'supported_by', 'proxy_of', 'allied_with')),
  above as (select actor from alleged
            union select r.one from related r join above a on r.other = a.actor where r.kind = 'commands'),
  below as (select actor from alleged
            union select r.other from related r join below b on r.one = b.actor where r.kind = 'commands'),
  chain as (select actor from above union select actor from below),
  bound as (
    select actor, 'is' as how, 1 as rank from alleged
    union all select actor, 'commands', 2 from above
    union all select actor, 'commanded_by', 3 from below
    union all select case when c.actor = r.one then r.other else r.one end,
                     case r.kind when 'allied_with' then 'joint' else 'supports' end, 4
                from related r join chain c on c.actor in (r.one, r.other) where r.kind <> 'commands')
  select distinct on (o.community) o.community, b.how
    from bound b join app.organisation o on o.actor_id = b.actor and o.operation_id = p_operation
   order by o.community, b.rank
$$;

create function app_priv.bound_incident(p_record uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  select b.community, b.how from app.incident i
   cross join lateral app_priv.bound_to_actors(i.operation_id, array(select p.actor_id from app.incident_party p
      where p.incident_id = i.id and p.role = 'alleged_perpetrator'), i.occurred_from, i.occurred_to) b
   where i.id = p_record
$$;

-- The records that accuse somebody, of which a new bond between actors may change who reads them.
create function app_priv.accusing(p_operation uuid) returns table (kind text, record_id uuid)
language sql stable set search_path = pg_catalog, app as $$
  select distinct 'incident', p.incident_id from app.incident_party p join app.incident i on i.id = p.incident_id
    join app.organisation o on o.id = i.owner_org_id and not o.public_data
   where p.role = 'alleged_perpetrator' and i.operation_id = p_operation
$$;

create function app_priv.copy_parts_incident(p_ids uuid[]) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.incident_general_party (copy_id, actor_id, role, attribution)
  select g.copy_id, p.actor_id, p.role, p.attribution
    from app.incident_general g join app.incident_party p on p.incident_id = g.id
   where g.id = any(p_ids) and g.release_id is null
$$;
create function app_priv.copy_parts_patrol(p_ids uuid[]) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.patrol_general_area (copy_id, area_id)
  select distinct g.copy_id, app_priv.district(e.area_id)
    from app.patrol_general g join app.patrol_area e on e.patrol_id = g.id
   where g.id = any(p_ids) and g.release_id is null and app_priv.district(e.area_id) is not null
$$;

create function app_priv.freeze_parts_incident(p_copy uuid, p_record uuid, p_level text) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.incident_general_party (copy_id, actor_id, role, attribution)
  select p_copy, p.actor_id, p.role, p.attribution from app.incident_party p where p.incident_id = p_record;
  insert into app.incident_general_harm select p_copy, h.* from app.incident_harm h where h.incident_id = p_record and p_level = 'full'
$$;
create function app_priv.freeze_parts_patrol(p_copy uuid, p_record uuid, p_level text) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.patrol_general_area (copy_id, area_id)
  select distinct p_copy, a.id from app.patrol_area e
    cross join lateral (select case when p_level = 'full' then e.area_id else app_priv.district(e.area_id) end as id) a
   where e.patrol_id = p_record and a.id is not null
$$;

create function app_priv.told_parts_incident(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object(
    'parties', (select coalesce(jsonb_agg(jsonb_build_object('actor', p.actor_id, 'role', p.role)), '[]')
                  from app.incident_general_party p where p.copy_id = p_copy),
    'harms', (select coalesce(jsonb_agg(to_jsonb(h) order by h.position), '[]')
                  from app.incident_general_harm h where h.copy_id = p_copy))
$$;
create function app_priv.told_parts_patrol(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('areas', (select coalesce(jsonb_agg(a.area_id), '[]') from app.patrol_general_area a where a.copy_id = p_copy))
$$;

create function app_priv.preview_incident(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('what', g.kind, 'month', to_char(g.occurred_to, 'YYYY-MM'), 'province', g.adm1_id)
    from app.incident_general g where g.copy_id = p_copy
$$;
create function app_priv.preview_patrol(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object('what', g.state, 'month', to_char(g.ended_on, 'YYYY-MM')) from app.patrol_general g where g.copy_id = p_copy
$$;

-- Kinds of record that are kept for a time, by the name of their table, and the kind whose time it is. What names
-- another record goes before it.
create function app_priv.kept_kinds() returns table (place integer, name text, kept text)
language sql immutable set search_path = pg_catalog as $$
  values (10, 'incident', 'incident'), (30, 'control_zone', 'actor'), (40, 'actor_relation', 'actor'), (50, 'patrol', 'patrol'),
    (70, 'priority_override', 'priority'), (80, 'priority_score', 'priority'), (90, 'actor', 'actor')
$$;

-- Does any record still name this actor? Then it stays, if only as an empty row.
create function app_priv.is_named(p_actor uuid) returns boolean
language sql stable set search_path = pg_catalog, app as $$
  select exists (select from app.incident_party x where x.actor_id = p_actor)
    or exists (select from app.actor_relation x where p_actor in (x.from_actor, x.to_actor))
    or exists (select from app.control_zone x where x.actor_id = p_actor)
    or exists (select from app.organisation x where x.actor_id = p_actor)
$$;

revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.kept_kinds(), app_priv.is_named(uuid), app_priv.of_kind(text, text, text), app_priv.bound_to_actors(uuid, uuid[], date, date),
  app_priv.bound_incident(uuid), app_priv.accusing(uuid), app_priv.copy_parts_incident(uuid[]), app_priv.copy_parts_patrol(uuid[]),
  app_priv.freeze_parts_incident(uuid, uuid, text), app_priv.freeze_parts_patrol(uuid, uuid, text),
  app_priv.told_parts_incident(uuid), app_priv.told_parts_patrol(uuid), app_priv.preview_incident(uuid),
  app_priv.preview_patrol(uuid) to app_definer;

-- ---------------------------------------------------------------- the gates, for whatever kind
set local role app_definer;

-- Make the copies of records anew, in the transaction that wrote them, and bring their releases up to date: who is
-- bound to the harm, what the rules see, which version is the newest. A deleted record takes its copies along. Answers
-- the organisations that hold a release of a version that is not the newest any more.
create or replace function app_gate.settle(p_kind text, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_table text := p_kind || '_general';
  v_make text := app_priv.of_kind('general', p_kind, 'uuid[]');
  v_bound text := app_priv.of_kind('bound', p_kind, 'uuid');
  v_parts text := app_priv.of_kind('copy_parts', p_kind, 'uuid[]');
  v_ids uuid[];
  v_known jsonb;
begin
  if v.operation_id is null or v_make is null then return; end if;
  if p_kind = 'actor_relation' then
    -- Who is bound to whom may have changed for every record of harm that names an alleged perpetrator.
    if exists (select from app.organisation o where o.operation_id = v.operation_id and o.actor_id is not null) then
      perform app_gate.settle_accusing();
    end if;
  end if;
  execute format('select coalesce(array_agg(id), ''{}'') from app.%I where id = any($1) and operation_id = $2 and owner_org_id <> $3
    and deleted_at is null', p_kind) into v_ids using p_ids, v.operation_id, v.public_org_id;
  if v_bound is not null then
    execute format($q$update app.%1$I i set held_from = h.held
      from (select x.id, coalesce(array_agg(b.community order by b.community) filter (where b.community is not null), '{}') as held
              from unnest($1) x(id) left join lateral %2$s(x.id) b on true group by x.id) h
     where i.id = h.id and i.held_from is distinct from h.held$q$, p_kind, v_bound) using v_ids;
  end if;
  execute format($q$select coalesce(jsonb_object_agg(id, jsonb_build_object('copy_id', copy_id)), '{}')
    from app.%I where id = any($1) and release_id is null$q$, v_table) into v_known using p_ids;
  execute format('delete from app.%I where id = any($1) and release_id is null', v_table) using p_ids;
  execute format($q$insert into app.%1$I select r.* from %2$s($1) f
    cross join lateral jsonb_populate_record(null::app.%1$I, to_jsonb(f) || coalesce($2 -> (f.id::text), '{}')) r$q$, v_table, v_make)
    using v_ids, v_known;
  if v_parts is not null then execute format('select %s($1)', v_parts) using v_ids; end if;
  execute format($q$update app.release r set current_version = t.version, rule_kind = f.rule_kind, rule_from = f.rule_from,
      sensitivity = f.sensitivity, held_from = f.kept_from
    from app.%I t join app.%I f on f.id = t.id and f.release_id is null
   where r.kind = $1 and r.record_id = t.id and t.id = any($2)$q$, p_kind, v_table) using p_kind, v_ids;
  if v_bound is not null then
    -- Somebody turned out to be bound to the harm after it was handed over: a second person must agree first.
    execute format($q$update app.release r set state = 'held', bound = b.how
      from unnest($2) x(id) cross join lateral %s(x.id) b
     where r.kind = $1 and r.record_id = x.id and r.to_community = b.community and r.bound is null
       and r.state in ('offered', 'active')$q$, v_bound) using p_kind, v_ids;
  end if;
  execute format($q$update app.release r set state = 'withdrawn', withdrawn_at = now(), answer = 'deleted', current_version = t.version
    from app.%I t where t.id = r.record_id and t.deleted_at is not null and r.kind = $1 and r.record_id = any($2)
     and r.state in ('held', 'offered', 'active')$q$, p_kind) using p_kind, p_ids;
  return query select distinct o.id from app.release r
    join app.organisation o on o.operation_id = r.operation_id and o.community = r.to_community
     and (r.to_org_id is null or o.id = r.to_org_id)
   where r.kind = p_kind and r.record_id = any(p_ids) and r.current_version > r.record_version
     and r.owner_org_id = v.organisation_id and r.state in ('offered', 'active', 'withdrawn')
     and (r.bound is null or r.second_at is not null);
end $$;

-- Every record of the operation that accuses somebody is looked at anew.
create function app_gate.settle_accusing() returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare r record;
begin
  for r in select a.kind, array_agg(a.record_id) as ids from app_priv.accusing((app_gate.me()).operation_id) a group by a.kind loop
    perform app_gate.settle(r.kind, r.ids);
  end loop;
end $$;

-- The live copy of an own record, or the frozen one of a release (`p_release`), as its reader gets it, with its parts;
-- null for anybody but the record's own organisation.
create or replace function app_gate.copy_of(p_kind text, p_record uuid, p_release uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_copy jsonb; v_parts jsonb;
  v_told text := app_priv.of_kind('told_parts', p_kind, 'uuid');
begin
  if v.operation_id is null or v.only_org is not null or v.role = 'administrator'
     or app_priv.of_kind('general', p_kind, 'uuid[]') is null then return null; end if;
  execute format('select to_jsonb(g) from app.%I g where g.id = $1 and g.release_id is not distinct from $2
    and g.operation_id = $3 and g.owner_org_id = $4 and not g.stale', p_kind || '_general')
    into v_copy using p_record, p_release, v.operation_id, v.organisation_id;
  if v_told is not null and v_copy is not null then
    execute format('select %s($1)', v_told) into v_parts using (v_copy ->> 'copy_id')::uuid;
  end if;
  return v_copy || coalesce(v_parts, '{}');
end $$;

-- What a release would hand over and to whom it may go: the level the rule gives that community, and how it is bound
-- to the harm. For the record's own organisation only; null otherwise.
create or replace function app_gate.release_terms(p_kind text, p_record uuid, p_community text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_head record; v_level text; v_how text;
  v_bound text := app_priv.of_kind('bound', p_kind, 'uuid');
  v_refused text := app_priv.of_kind('refused', p_kind, 'uuid');
  v_no boolean;
begin
  if app_priv.of_kind('general', p_kind, 'uuid[]') is null then return null; end if;
  execute format('select g.copy_id, g.owner_org_id, g.sensitivity, g.rule_kind, g.rule_from, g.kept_from, g.illustrative, t.version
    from app.%I g join app.%I t on t.id = g.id where g.id = $1 and g.release_id is null and not g.stale', p_kind || '_general', p_kind)
    into v_head using p_record;
  if v_head.copy_id is null or v.only_org is not null or v.role = 'administrator' or v_head.owner_org_id is distinct from v.organisation_id
     or not exists (select from app.community c where c.operation_id = v.operation_id and c.code = p_community) then return null; end if;
  select coalesce((select c.level from app.protocol p join app.protocol_cell c on c.protocol_id = p.id
      join app.organisation o on o.id = v.organisation_id join app.community y on y.operation_id = o.operation_id
       and y.code = o.community and y.side = c.side
     where p.operation_id = v.operation_id and p.state = 'effective' and c.community = p_community
       and c.sensitivity = v_head.sensitivity
       and c.kind = case when v_head.rule_from > app_gate.today() then 'patrol_plan' else v_head.rule_kind end),
    -- A cell that the version lacks says none; of owners on neither side, and before any version, a person decides.
    case when exists (select from app.protocol p, app.organisation o join app.community y on y.operation_id = o.operation_id
           and y.code = o.community and y.side in ('humanitarian', 'mission')
         where o.id = v.organisation_id and p.operation_id = v.operation_id and p.state = 'effective') then 'none'
      else 'person' end)
    into v_level;
  if v_bound is not null then
    execute format('select b.how from %s($1) b where b.community = $2', v_bound) into v_how using p_record, p_community;
  end if;
  if p_kind = 'incident' and v_level in ('generalised', 'full') and exists (
       select from app.incident i where i.id = p_record and (i.crsv or i.kind = 'crsv')) then
    v_level := 'person';
  end if;
  if v_refused is not null then
    execute format('select $2 = any(%s($1))', v_refused) into v_no using p_record, p_community;
    if v_no then v_level := 'none'; end if;
  end if;
  return to_jsonb(v_head) || jsonb_build_object('rule', v_level, 'bound', v_how);
end $$;

-- The frozen copy of a release: the live copy as it is now, or the record itself without what never crosses.
create or replace function app_gate.freeze(p_release uuid, p_kind text, p_record uuid, p_level text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_table text := p_kind || '_general'; v_copy uuid := gen_random_uuid(); v_row jsonb; v_head jsonb; v_preview jsonb := '{}';
  v_parts text := app_priv.of_kind('freeze_parts', p_kind, 'uuid, uuid, text');
  v_shown text := app_priv.of_kind('preview', p_kind, 'uuid');
begin
  execute format('select to_jsonb(g) from app.%I g where g.id = $1 and g.release_id is null', v_table) into v_row using p_record;
  v_head := jsonb_build_object('copy_id', v_copy, 'release_id', p_release, 'level', p_level, 'stale', false);
  if p_level = 'full' then
    execute format('select $1 || to_jsonb(t) from app.%I t where t.id = $2', p_kind) into v_row using v_row, p_record;
    v_head := v_head || jsonb_build_object('version', 1, 'created_by', null, 'updated_by', null, 'external_id', null, 'raw',
      '{}'::jsonb, 'content', null, 'held_from', '{}'::text[], 'cell', null, 'few', '{}'::text[]);
  end if;
  execute format('insert into app.%1$I select * from jsonb_populate_record(null::app.%1$I, $1)', v_table) using v_row || v_head;
  if v_parts is not null then execute format('select %s($1, $2, $3)', v_parts) using v_copy, p_record, p_level; end if;
  if v_shown is not null then execute format('select %s($1)', v_shown) into v_preview using v_copy; end if;
  update app.release r set preview = v_preview where r.id = p_release;
  return v_copy;
end $$;

-- Says which actor an organisation is, so that no rule fires towards a party to the harm. Administrators and
-- civil-military coordination; every record of harm is looked at anew.
create or replace function app_gate.name_actor(p_organisation uuid, p_actor uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  if not v.may_write or not (v.role = 'administrator' or (v.community in ('cmcoord', 'protection_core') and v.role in ('coordinator', 'officer')))
    then return false; end if;
  update app.organisation set actor_id = p_actor
   where id = p_organisation and operation_id = v.operation_id and not public_data
     and (p_actor is null or exists (select from app.actor a where a.id = p_actor and a.operation_id = v.operation_id));
  if not found then return false; end if;
  perform app_gate.settle_accusing();
  return true;
end $$;

-- Deletes what has been kept long enough, and takes away what was deleted more than `p_days` ago; answers how many of
-- each kind. `p_dry`: only counts. Published data is nobody's to delete. For the desk, and not in a locked operation:
-- on a compromised day nothing is destroyed.
create or replace function app_gate.purge(p_days integer, p_dry boolean) returns table (kind text, expired integer, purged integer)
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_months integer;
  v_ids uuid[];
  v_named text;
  r record;
begin
  if v.operation_id is null or not v.desk or not v.may_write then raise exception 'not allowed' using errcode = '42501'; end if;
  for r in select * from app_priv.kept_kinds() t order by t.place loop
    v_months := app_gate.kept_for(r.kept);
    -- An actor that anything still names stays.
    v_named := case when r.name = 'actor' then ' and not app_priv.is_named(t.id)' else '' end;
    execute format('select coalesce(array_agg(t.id), ''{}'') from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at is null and created_at < now() - make_interval(months => $3)', r.name) || v_named
      into v_ids using v.operation_id, v.public_org_id, v_months;
    expired := cardinality(v_ids);
    if not p_dry and expired > 0 then
      execute format('with gone as (update app.%I t set deleted_at = now(), version = version + 1, updated_at = now(), updated_by = null
          where id = any($1) returning id, operation_id, owner_org_id)
        insert into app.tombstone (record_id, operation_id, owner_org_id, kind, cause, reason, said)
        select id, operation_id, owner_org_id, $2, ''retention'', $3, ''retention'' from gone', r.name)
        using v_ids, r.name, v_months || ' months';
      perform app_gate.settle(r.name, v_ids);
    end if;
    execute format('select coalesce(array_agg(id), ''{}'') from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at < now() - make_interval(days => $3)
      and not exists (select from app.tombstone b where b.record_id = t.id and b.purged_at is not null)', r.name)
      into v_ids using v.operation_id, v.public_org_id, p_days;
    purged := cardinality(v_ids);
    if not p_dry and purged > 0 then
      insert into app.tombstone as b (record_id, operation_id, owner_org_id, kind, cause, reason, said, purged_at)
      select x, v.operation_id, v.organisation_id, r.name, 'person', 'purge', 'purge', now() from unnest(v_ids) x
      on conflict (record_id) do update set purged_at = now();
      delete from app.revision x where x.record_id = any(v_ids);
      update app.release x set preview = '{}', message = '', conditions = '' where x.record_id = any(v_ids) and x.kind = r.name;
      if to_regclass('app.' || r.name || '_general') is not null then
        execute format('delete from app.%I where id = any($1)', r.name || '_general') using v_ids;
      end if;
      -- An actor that others' records name leaves an empty row, so that their references hold.
      if r.name = 'actor' then
        update app.actor t set name = '-', name_key = '', full_name = null, aliases = '{}', notes = null, raw = '{}',
               external_id = null, content = null, active_from = null, active_to = null, as_of = null,
               chain_of_command_clarity = null
         where t.id = any(v_ids);
      end if;
      execute format('delete from app.%I t where id = any($1)', r.name) || v_named using v_ids;
    end if;
    kind := r.name;
    if expired + purged > 0 then return next; end if;
  end loop;
  if not p_dry then perform app_gate.touch(x.kept) from (select distinct t.kept from app_priv.kept_kinds() t) x; end if;
end $$;

revoke all on function app_gate.settle_accusing() from public;

set local role app_owner;
drop function app_priv.bound_to(uuid);
