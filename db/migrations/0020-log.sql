-- What a report of harm says beyond the first account: who did it as far as known, what was displaced and damaged, marks
-- of grave violations, whom a source lets us tell, and signals that are no harm. What the database holds by itself:
-- children and sexual violence are never below high, sexual violence has no place, day or text, and a consent only
-- ever takes readers away.

set local role app_owner;

-- ---------------------------------------------------------------- the operation's referral pathway
alter table app.operation add column referral_pathway text not null default '' check (length(referral_pathway) <= 4000);
comment on column app.operation.referral_pathway is 'Where a survivor of sexual violence finds help; shown before a report
  of it is written.';

-- ---------------------------------------------------------------- columns of the report
alter table app.incident
  add column conflict_nexus text not null default 'unknown' check (conflict_nexus in ('yes', 'no', 'unknown')),
  add column mrm text[] not null default '{}' check (mrm <@ array['killing_maiming', 'recruitment_use', 'sexual_violence',
    'attacks_schools_hospitals', 'abduction', 'denial_access']),
  add column barred_from text[] not null default '{}',
  add constraint signal_without_harm check (kind not like 'signal\_%' or (
    not crsv and mrm = '{}' and killed_best is null and civilian_best is null and unknown_status is null
    and injured is null and abducted is null and displaced is null));
comment on column app.incident.mrm is 'Grave violations against children that this report names (MRM field manual, 2014).';
comment on column app.incident.barred_from is 'Communities that a source of this report did not agree to tell. Made from
  the sources; it only takes readers away.';
alter table app.incident_general add column barred_from text[] not null default '{}';

alter table app.incident_party
  add column confidence text check (confidence in ('high', 'medium', 'low')),
  add constraint incident_party_attribution check (attribution in ('sole', 'joint_crossfire', 'side_known_unit_unknown',
    'claimed_by_party', 'contested', 'unknown'));

alter table app.incident_source
  add column holder text check (length(holder) <= 200),
  add column consent text[];
comment on column app.incident_source.holder is 'Who keeps what was told: a function of the organisation, never a name.';
comment on column app.incident_source.consent is 'Communities the source agreed to tell; null: not asked, the protocol
  alone decides; empty: nobody but the owner organisation.';

-- ---------------------------------------------------------------- displacement and damage
create table app.incident_displacement (
  incident_id uuid not null references app.incident on delete cascade,
  position    smallint not null,
  low         integer check (low >= 0),
  best        integer check (best >= 0),
  high        integer check (high >= 0),
  from_area   uuid,
  from_words  text check (length(from_words) <= 200),
  to_area     uuid,
  to_words    text check (length(to_words) <= 200),
  primary key (incident_id, position)
);
comment on table app.incident_displacement is 'People whom an incident displaced. Where they went leads to them: it is in no copy.';
select app_priv.guard_part('incident_displacement', 'incident', 'incident_id', 'incident');

create table app.incident_damage (
  incident_id uuid not null references app.incident on delete cascade,
  position    smallint not null,
  site_kind   text not null,
  site_id     uuid,
  site_name   text check (length(site_name) <= 200),
  degree      text not null check (degree in ('light', 'partial', 'destroyed', 'looted', 'occupied', 'unknown')),
  functioning text not null check (functioning in ('yes', 'partly', 'no', 'unknown')),
  primary key (incident_id, position)
);
select app_priv.guard_part('incident_damage', 'incident', 'incident_id', 'incident');
-- A site the writer cannot see is refused like one that does not exist.
create policy site_known on app.incident_damage as restrictive for insert to app_user with check (
  site_id is null or site_id in (select s.id from app.site s));

create table app.incident_general_damage (
  copy_id     uuid not null references app.incident_general on delete cascade,
  position    smallint not null,
  site_kind   text not null,
  degree      text not null,
  functioning text not null,
  primary key (copy_id, position)
);
comment on table app.incident_general_damage is 'What was damaged by kind; which site stays with the owner.';
select app_priv.guard_copy_part('incident_general_damage', 'incident_general');

do $$
declare t text;
begin
  foreach t in array array['incident_damage', 'incident_source'] loop
    execute format('create policy gate on app.%I for select to app_definer using (true)', t);
    execute format('grant select on app.%I to app_definer', t);
  end loop;
end $$;

-- Every copy of a report, the live one and those of releases, names the kinds of what was damaged.
create or replace function app_priv.copy_parts_incident(p_ids uuid[]) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.incident_general_party (copy_id, actor_id, role, attribution)
  select g.copy_id, p.actor_id, p.role, p.attribution
    from app.incident_general g join app.incident_party p on p.incident_id = g.id
   where g.id = any(p_ids) and g.release_id is null;
  insert into app.incident_general_damage (copy_id, position, site_kind, degree, functioning)
  select g.copy_id, d.position, d.site_kind, d.degree, d.functioning
    from app.incident_general g join app.incident_damage d on d.incident_id = g.id
   where g.id = any(p_ids) and g.release_id is null
$$;
-- What a source did not agree to tell a community is not handed over to it by a person either.
create function app_priv.refused_incident(p_record uuid) returns text[]
language sql stable set search_path = pg_catalog, app as $$ select i.barred_from from app.incident i where i.id = p_record $$;
revoke all on function app_priv.refused_incident(uuid) from public;
grant execute on function app_priv.refused_incident(uuid) to app_definer;

create or replace function app_priv.freeze_parts_incident(p_copy uuid, p_record uuid, p_level text) returns void
language sql volatile set search_path = pg_catalog, app as $$
  insert into app.incident_general_party (copy_id, actor_id, role, attribution)
  select p_copy, p.actor_id, p.role, p.attribution from app.incident_party p where p.incident_id = p_record;
  insert into app.incident_general_harm select p_copy, h.* from app.incident_harm h where h.incident_id = p_record and p_level = 'full';
  insert into app.incident_general_damage (copy_id, position, site_kind, degree, functioning)
  select p_copy, d.position, d.site_kind, d.degree, d.functioning from app.incident_damage d where d.incident_id = p_record
$$;
create or replace function app_priv.told_parts_incident(p_copy uuid) returns jsonb
language sql stable set search_path = pg_catalog, app as $$
  select jsonb_build_object(
    'parties', (select coalesce(jsonb_agg(jsonb_build_object('actor', p.actor_id, 'role', p.role)), '[]')
                  from app.incident_general_party p where p.copy_id = p_copy),
    'harms', (select coalesce(jsonb_agg(to_jsonb(h) order by h.position), '[]')
                  from app.incident_general_harm h where h.copy_id = p_copy),
    'damage', (select coalesce(jsonb_agg(to_jsonb(d) order by d.position), '[]')
                  from app.incident_general_damage d where d.copy_id = p_copy))
$$;

-- ---------------------------------------------------------------- what no writer can leave out
-- Children and sexual violence: never below high. Sexual violence: its area and month, no point, no text. What others
-- published stays as published.
create function app_priv.protect_report() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  if exists (select from app.organisation o where o.id = new.owner_org_id and o.public_data) then return new; end if;
  if new.sensitivity in ('low', 'moderate') then new.sensitivity := 'high'; end if;
  if new.crsv or new.kind = 'crsv' or 'sexual_violence' = any(new.mrm) then
    new.crsv := true;
    new.lon := null; new.lat := null; new.cell := null; new.place_name := null; new.description := null; new.adm3_id := null;
    if new.location_precision in ('exact', 'near') then
      new.location_precision := case when new.adm2_id is not null then 'adm2' when new.adm1_id is not null then 'adm1'
        else 'unclear' end;
    end if;
    new.occurred_from := date_trunc('month', new.occurred_from)::date;
    new.occurred_to := (date_trunc('month', new.occurred_to) + interval '1 month - 1 day')::date;
    if new.date_precision not in ('month', 'year') then new.date_precision := 'month'; end if;
  end if;
  return new;
end $$;
revoke all on function app_priv.protect_report() from public;
create trigger protect_report before insert or update on app.incident for each row
  when (new.crsv or new.kind in ('crsv', 'child_recruitment_use') or new.mrm <> '{}')
  execute function app_priv.protect_report();

set local role app_definer;

-- A source that names whom we may tell takes the record from all others: from the record, its copies, its counts, and
-- from what a person handed over. Nothing here ever opens anything.
create function app_gate.hold_consent() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_barred text[];
begin
  select array(select distinct c.code from app.incident i join app.community c on c.operation_id = i.operation_id
     where i.id = new.incident_id and (c.code = any(i.barred_from) or not c.code = any(new.consent)) order by 1) into v_barred;
  update app.incident set barred_from = v_barred where id = new.incident_id and barred_from is distinct from v_barred;
  update app.incident_general set barred_from = v_barred where id = new.incident_id;
  update app.release set state = 'withdrawn', withdrawn_at = now(), answer = 'consent'
   where kind = 'incident' and record_id = new.incident_id and to_community = any(v_barred)
     and state in ('held', 'offered', 'active');
  return null;
end $$;
revoke all on function app_gate.hold_consent() from public;
grant execute on function app_gate.hold_consent() to app_owner;

-- Armed men nobody could name: one party of the operation, known to everyone, made when first needed.
create function app_gate.unidentified_party() returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_id uuid := overlay(overlay(md5(v.operation_id::text || ' unidentified armed') placing '8' from 13) placing '8' from 17)::uuid;
begin
  if not coalesce(app_gate.writes('incident'), false) then return null; end if;
  insert into app.actor (id, operation_id, owner_org_id, sensitivity, kind, name, name_key)
  values (v_id, v.operation_id, v.public_org_id, 'low', 'unidentified_armed', 'Unidentified armed men', 'unidentified armed men')
  on conflict (id) do nothing;
  return v_id;
end $$;

-- Where survivors find help: administrators and coordinators say.
create function app_gate.set_referral_pathway(p_text text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.operation o set referral_pathway = p_text
   where o.id = v.operation_id and v.may_write and v.role in ('administrator', 'coordinator');
  return found;
end $$;

-- As in 0012, and without what a source did not agree to tell this community.
create or replace function app_gate.incident_counts() returns table (month text, adm1_id uuid, kind text, events integer)
language sql stable security definer set search_path = pg_catalog, app as $$
  select to_char(i.occurred_to, 'YYYY-MM'), i.adm1_id, i.kind, (count(*) / 5 * 5)::integer
    from app.incident i
   where i.operation_id = (select (app_gate.me()).operation_id) and i.deleted_at is null and i.adm1_id is not null
     and not i.illustrative and not i.crsv and i.kind <> 'crsv' and i.created_at < date_trunc('day', now())
     and i.occurred_to < date_trunc('month', (select app_gate.today()))
     and ('incident', i.owner_org_id, i.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens('aggregate') o)
     and not coalesce((select (app_gate.me()).community) = any(i.held_from), false)
     and not coalesce((select (app_gate.me()).community) = any(i.barred_from), false)
   group by 1, 2, 3
  having count(*) >= 5 and count(distinct i.owner_org_id) >= 2
$$;

revoke all on function app_gate.unidentified_party(), app_gate.set_referral_pathway(text) from public;
grant execute on function app_gate.unidentified_party(), app_gate.set_referral_pathway(text) to app_user;

set local role app_owner;
grant insert on app.actor to app_definer;
create trigger hold_consent after insert on app.incident_source for each row
  when (new.consent is not null) execute function app_gate.hold_consent();

create policy consent on app.incident as restrictive for select to app_user using (
  not coalesce((select (app_gate.me()).community) = any(barred_from), false)
  or owner_org_id = (select (app_gate.me()).organisation_id)
  or (select (app_gate.me()).glass));
create policy consent on app.incident_general as restrictive for select to app_user using (
  not coalesce((select (app_gate.me()).community) = any(barred_from), false));

-- ---------------------------------------------------------------- the read doors of the new parts
-- What only the record itself holds; copies have none of it. Whom a source barred is for its owner to know.
create view app.incident_more_seen with (security_invoker = true) as
  select i.id as ref, i.conflict_nexus, i.mrm,
         case when i.owner_org_id = (select (app_gate.me()).organisation_id) then i.barred_from end as barred_from
    from app.incident i where i.deleted_at is null;
create view app.incident_displacement_seen with (security_invoker = true) as
  select d.incident_id as ref, d.position, d.low, d.best, d.high, d.from_area, d.from_words, d.to_area, d.to_words
    from app.incident_displacement d
   where exists (select from app.incident i where i.id = d.incident_id and i.deleted_at is null);
create view app.incident_damage_seen with (security_invoker = true) as
  select d.incident_id as ref, d.position, d.site_kind, (select s.ref from app.site_seen s where s.ref = d.site_id) as site_ref,
         d.site_name, d.degree, d.functioning
    from app.incident_damage d
   where exists (select from app.incident i where i.id = d.incident_id and i.deleted_at is null)
  union all
  select d.copy_id, d.position, d.site_kind, null, null, d.degree, d.functioning from app.incident_general_damage d;
create or replace view app.incident_party_seen with (security_invoker = true) as
  select p.incident_id as ref, l.ref as actor_ref, p.role, p.attribution, p.confidence
    from app.incident_party p join app.actor_link l on l.record_id = p.actor_id
   where exists (select from app.incident i where i.id = p.incident_id and i.deleted_at is null)
  union all
  select p.copy_id, l.ref, p.role, p.attribution, null
    from app.incident_general_party p join app.actor_link l on l.record_id = p.actor_id;
create or replace view app.incident_source_seen with (security_invoker = true) as
  select s.incident_id as ref, s.position, s.source_type, s.name, s.dated, s.reference, s.independence_group,
         s.reliability, s.credibility, s.holder, s.consent from app.incident_source s
   where exists (select from app.incident i where i.id = s.incident_id and i.deleted_at is null);
grant select on app.incident_more_seen, app.incident_displacement_seen, app.incident_damage_seen to app_user;

-- Reports of sexual violence written before: their text goes too.
set local role app_definer;
update app.incident i set description = null, place_name = null
 where (i.crsv or i.kind = 'crsv') and (i.description is not null or i.place_name is not null)
   and not exists (select from app.organisation o where o.id = i.owner_org_id and o.public_data);
