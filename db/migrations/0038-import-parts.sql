-- Parts of imported incidents are brought in a batch at a time: whose the records are, and whether the actors are known,
-- is asked once for the batch and before anything is written, where the policies of the parts ask for every row. Those
-- policies stand as they were and hold for every other way of writing; nobody gets in here whom they would refuse.
-- Records are looked up one by one, whatever the size of the table: of many ids at once the planner thinks that walking
-- the whole table is quicker, until it is very large.

set local role app_owner;

create policy imported on app.incident_source for insert to app_definer with check (true);
grant insert on app.incident_source to app_definer;

-- Records stand in the order in which they came: to find the newest, the span of each stretch of the table is enough.
drop index app.incident_created;
create index incident_created on app.incident using brin (created_at) with (autosummarize = on);

set local role app_definer;

-- May the one who asks add parts to all of these incidents, as an importer? They are living ones of this
-- operation that the importer reads, and either published or of the importer's own organisation. Planned anew each time:
-- a plan kept from when the table was empty would walk it when it is not.
create function app_gate.takes_parts(p_incidents uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_all boolean;
begin
  if not app_gate.imports() then return false; end if;
  execute 'select coalesce(bool_and(x.fits is true), true) from (
    select (select i.operation_id = $2 and i.deleted_at is null
              and ((i.owner_org_id = $3 and ($6 or not coalesce($4 = any(i.barred_from), false)))
                   or (i.owner_org_id = $5 and ($6 or $7 <> ''administrator'')))
              from app.incident i where i.id = u.id) as fits
      from unnest($1) u(id)) x'
    into v_all using p_incidents, v.operation_id, v.public_org_id, v.community, v.organisation_id, v.glass, v.role;
  return v_all;
end $$;

-- Does the importer read the records of all of these actors? One known by a copy only is named by nobody's file.
create function app_gate.knows_actors(p_actors uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_all boolean;
begin
  execute 'select coalesce(bool_and(x.known is true), true) from (
    select (select a.operation_id = $2 and a.deleted_at is null
              and (a.owner_org_id = $3 or $6 or ($4 <> ''administrator'' and (a.owner_org_id = $5
                   or (''actor'', a.owner_org_id, a.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens(''full'') o))))
              from app.actor a where a.id = u.id) as known
      from (select distinct d as id from unnest($1) d) u) x'
    into v_all using p_actors, v.operation_id, v.public_org_id, v.role, v.organisation_id, v.glass;
  return v_all;
end $$;

-- Brings in the parts of these incidents; `_at` says of each part which of the incidents it belongs to, counted from 1.
create function app_gate.import_parts(p_incidents uuid[],
  party_at integer[], party_actor uuid[], party_role text[],
  harm_at integer[], harm_position smallint[], harm_kind text[], harm_status text[], harm_side text[], harm_group text[],
  harm_low integer[], harm_best integer[], harm_high integer[],
  source_at integer[], source_position smallint[], source_kind text[], source_name text[], source_dated date[],
  source_reference text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_person uuid := (app_gate.me()).person_id;
begin
  if not app_gate.takes_parts(p_incidents) or not app_gate.knows_actors(party_actor) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  insert into app.incident_party (incident_id, actor_id, role)
  select p_incidents[t.at], t.actor, t.role from unnest(party_at, party_actor, party_role) t(at, actor, role);
  insert into app.incident_harm (incident_id, position, harm, victim_status, side, population_group, low, best, high)
  select p_incidents[t.at], t.position, t.harm, t.status, t.side, t.people, t.low, t.best, t.high
    from unnest(harm_at, harm_position, harm_kind, harm_status, harm_side, harm_group, harm_low, harm_best, harm_high)
      t(at, position, harm, status, side, people, low, best, high);
  insert into app.incident_source (incident_id, position, source_type, name, dated, reference, created_by)
  select p_incidents[t.at], t.position, t.kind, t.name, t.dated, t.reference, v_person
    from unnest(source_at, source_position, source_kind, source_name, source_dated, source_reference)
      t(at, position, kind, name, dated, reference);
end $$;
revoke all on function app_gate.takes_parts(uuid[]), app_gate.knows_actors(uuid[]) from public;
revoke all on function app_gate.import_parts(uuid[], integer[], uuid[], text[], integer[], smallint[], text[], text[], text[],
  text[], integer[], integer[], integer[], integer[], smallint[], text[], text[], date[], text[]) from public;
grant execute on function app_gate.import_parts(uuid[], integer[], uuid[], text[], integer[], smallint[], text[], text[], text[],
  text[], integer[], integer[], integer[], integer[], smallint[], text[], text[], date[], text[]) to app_user;
