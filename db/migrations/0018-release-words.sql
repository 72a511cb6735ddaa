-- What releasing needs to be said in words: what a copy says, for its owner before it goes; the channel for what is
-- never logged; and that sexual violence crosses by a person's release only, whatever the protocol's cells say.

set local role app_owner;

alter table app.operation add column reporting_channel text not null default ''
  check (length(reporting_channel) <= 2000);
comment on column app.operation.reporting_channel is 'Where abuse by UN, aid or peacekeeping personnel is reported; it is
  never logged here.';

-- ---------------------------------------------------------------- sexual violence
-- One count of sexual violence is enough, whatever the kind of the incident.
alter table app.incident add column crsv boolean not null default false;
alter table app.incident_general add column crsv boolean not null default false;
comment on column app.incident.crsv is 'Holds counts of sexual violence, whatever its kind.';

create policy sexual_violence on app.incident as restrictive for select to app_user using (
  (not crsv and kind <> 'crsv')
  or owner_org_id in ((select (app_gate.me()).organisation_id), (select (app_gate.me()).public_org_id))
  or (select (app_gate.me()).glass));

-- No rule opens its copy to anybody; the columns that say so travel to its releases too.
create function app_priv.keep_sexual_violence() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  if new.crsv or new.kind = 'crsv' then
    new.kept_from := array(select c.code from app.community c where c.operation_id = new.operation_id order by c.position);
  end if;
  return new;
end $$;
revoke all on function app_priv.keep_sexual_violence() from public;
create trigger keep_sexual_violence before insert on app.incident_general
  for each row execute function app_priv.keep_sexual_violence();

set local role app_definer;

-- ---------------------------------------------------------------- what a copy says
-- The live copy of an own record, or the frozen one of a release (`p_release`), as its reader gets it, with the parties
-- and counts it names; null for anybody but the record's own organisation.
create function app_gate.copy_of(p_kind text, p_record uuid, p_release uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_copy jsonb;
begin
  if v.operation_id is null or v.only_org is not null or v.role = 'administrator'
     or p_kind not in ('incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override', 'priority_score')
    then return null; end if;
  execute format('select to_jsonb(g) from app.%I g where g.id = $1 and g.release_id is not distinct from $2
    and g.operation_id = $3 and g.owner_org_id = $4 and not g.stale', p_kind || '_general')
    into v_copy using p_record, p_release, v.operation_id, v.organisation_id;
  if p_kind = 'incident' and v_copy is not null then
    v_copy := v_copy || jsonb_build_object(
      'parties', (select coalesce(jsonb_agg(jsonb_build_object('actor', p.actor_id, 'role', p.role)), '[]')
                    from app.incident_general_party p where p.copy_id = (v_copy ->> 'copy_id')::uuid),
      'harms', (select coalesce(jsonb_agg(to_jsonb(h) order by h.position), '[]')
                    from app.incident_general_harm h where h.copy_id = (v_copy ->> 'copy_id')::uuid));
  elsif p_kind = 'patrol' and v_copy is not null then
    v_copy := v_copy || jsonb_build_object('areas', (select coalesce(jsonb_agg(a.area_id), '[]')
                    from app.patrol_general_area a where a.copy_id = (v_copy ->> 'copy_id')::uuid));
  end if;
  return v_copy;
end $$;

-- As in 0012; and records of sexual violence are for a person to release, and administrators are told nothing.
create or replace function app_gate.release_terms(p_kind text, p_record uuid, p_community text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_head record; v_level text; v_how text;
begin
  if p_kind not in ('incident', 'actor', 'actor_relation', 'control_zone', 'patrol', 'priority_override', 'priority_score')
    then return null; end if;
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
  if p_kind = 'incident' then
    select b.how into v_how from app_priv.bound_to(p_record) b where b.community = p_community;
    if v_level in ('generalised', 'full') and exists (
         select from app.incident i where i.id = p_record and (i.crsv or i.kind = 'crsv')) then
      v_level := 'person';
    end if;
  end if;
  return to_jsonb(v_head) || jsonb_build_object('rule', v_level, 'bound', v_how);
end $$;

-- As in 0012; and no count of sexual violence crosses by a cell, however many there are.
create or replace function app_gate.incident_counts() returns table (month text, adm1_id uuid, kind text, events integer)
language sql stable security definer set search_path = pg_catalog, app as $$
  select to_char(i.occurred_to, 'YYYY-MM'), i.adm1_id, i.kind, (count(*) / 5 * 5)::integer
    from app.incident i
   where i.operation_id = (select (app_gate.me()).operation_id) and i.deleted_at is null and i.adm1_id is not null
     and not i.illustrative and not i.crsv and i.kind <> 'crsv' and i.created_at < date_trunc('day', now())
     and i.occurred_to < date_trunc('month', (select app_gate.today()))
     and ('incident', i.owner_org_id, i.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens('aggregate') o)
     and not coalesce((select (app_gate.me()).community) = any(i.held_from), false)
   group by 1, 2, 3
  having count(*) >= 5 and count(distinct i.owner_org_id) >= 2
$$;

-- ---------------------------------------------------------------- when a release ends
-- As in 0012, by the operation's clock.
create or replace function app_gate.released() returns table (release_id uuid, record_id uuid, level text)
language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as (
    select distinct on (r.record_id) r.*, case when r.rule_from > app_gate.today() then 'patrol_plan' else r.rule_kind end as kind_now,
           me.community = any (r.held_from) as held
      from app_gate.me() me
      join app.release r on r.operation_id = me.operation_id and r.state = 'active' and r.to_community = me.community
     where (r.until is null or r.until > app_gate.moment()) and (r.to_org_id is null or r.to_org_id = coalesce(me.look_org, me.organisation_id))
       and r.owner_org_id <> me.organisation_id and me.role <> 'administrator'
       and (me.only_org is null or r.owner_org_id = me.only_org)
     order by r.record_id, r.level = 'full' desc, r.created_at desc)
  select m.id, m.record_id, m.level from mine m
   where m.held or (
     (m.kind_now, m.owner_org_id, m.sensitivity) not in (select o.kind, o.org, o.sensitivity from app_gate.opens('full') o)
     and (m.level = 'full'
          or (m.kind_now, m.owner_org_id, m.sensitivity) not in (select o.kind, o.org, o.sensitivity from app_gate.opens('generalised') o)))
$$;

create or replace function app_gate.release_answer(p_id uuid, p_accept boolean, p_said text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.release set state = case when p_accept then 'active' else 'refused' end, answer = p_said, answered_by = v.person_id,
         answered_at = now()
   where id = p_id and state = 'offered' and operation_id = v.operation_id and to_community = v.community
     and (to_org_id is null or to_org_id = v.organisation_id) and (until is null or until > app_gate.moment())
     and v.may_write and v.person_id is not null and v.role not in ('observer', 'administrator');
  return found;
end $$;

-- ---------------------------------------------------------------- the reporting channel
create function app_gate.set_reporting_channel(p_text text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.operation o set reporting_channel = p_text
   where o.id = v.operation_id and v.may_write and v.role = 'administrator';
  return found;
end $$;

revoke all on function app_gate.copy_of(text, uuid, uuid), app_gate.set_reporting_channel(text) from public;
grant execute on function app_gate.copy_of(text, uuid, uuid), app_gate.set_reporting_channel(text) to app_user;

update app.incident set crsv = true where exists (
  select from app.incident_harm h where h.incident_id = incident.id and h.harm = 'crsv');

set local role app_owner;

create or replace view app.release_seen with (security_invoker = true) as
  select r.id as ref, r.operation_id, r.kind, r.owner_org_id,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_id end as record_id,
         r.to_community, r.to_org_id, r.office_id, r.level, r.purpose, r.conditions, r.message, r.until,
         case when r.state in ('offered', 'active') and r.until <= (select app_gate.moment()) then 'expired' else r.state end as state,
         r.bound, r.second_by, r.second_at, r.answer, r.answered_by, r.answered_at, r.withdrawn_at, r.replaces,
         r.record_version, r.current_version, r.preview, r.illustrative, r.created_at, r.created_by
    from app.release r;

-- Where a reader finds what they may see of a record.
create view app.incident_link with (security_invoker = true) as
  select id as record_id, id as ref from app.incident where deleted_at is null
  union all select id, copy_id from app.incident_general;
create view app.patrol_link with (security_invoker = true) as
  select id as record_id, id as ref from app.patrol where deleted_at is null
  union all select id, copy_id from app.patrol_general;
grant select on app.incident_link, app.patrol_link to app_user;
