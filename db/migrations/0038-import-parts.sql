-- Parts of imported incidents are brought in a batch at a time: whose the records are, and whether the actors are known,
-- is asked once for the batch and before anything is written, where the policies of the parts ask for every row. Those
-- policies stand as they were and hold for every other way of writing; nobody gets in here whom they would refuse.

set local role app_owner;

create policy imported on app.incident_source for insert to app_definer with check (true);
grant insert on app.incident_source to app_definer;

set local role app_definer;

-- May the one who asks add parts to all of these incidents, as an importer? They are living ones of this operation that
-- the importer reads, and either published or of the importer's own organisation. Planned anew each time: a plan kept
-- from when the table was small would walk all of it when it has grown.
create function app_gate.takes_parts(p_incidents uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_count integer;
begin
  if not app_gate.imports() then return false; end if;
  execute 'select count(*) from app.incident i
     where i.id = any($1) and i.operation_id = $2 and i.deleted_at is null
       and ((i.owner_org_id = $3 and ($6 or not coalesce($4 = any(i.barred_from), false)))
            or (i.owner_org_id = $5 and ($6 or $7 <> ''administrator'')))'
    into v_count using p_incidents, v.operation_id, v.public_org_id, v.community, v.organisation_id, v.glass, v.role;
  return v_count = (select count(distinct x) from unnest(p_incidents) x);
end $$;

-- Does the importer read the records of all of these actors? One known by a copy only is named by nobody's file.
create function app_gate.knows_actors(p_actors uuid[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_ids uuid[] := array(select distinct x from unnest(p_actors) x); v_count integer;
begin
  execute 'select count(*) from app.actor a
     where a.id = any($1) and a.operation_id = $2 and a.deleted_at is null
       and (a.owner_org_id = $3 or $6 or ($4 <> ''administrator'' and (a.owner_org_id = $5
            or (''actor'', a.owner_org_id, a.sensitivity) in (select o.kind, o.org, o.sensitivity from app_gate.opens(''full'') o))))'
    into v_count using v_ids, v.operation_id, v.public_org_id, v.role, v.organisation_id, v.glass;
  return v_count = cardinality(v_ids);
end $$;

create function app_gate.import_parties(p_incidents uuid[], p_actors uuid[], p_roles text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app_gate.takes_parts(p_incidents) or not app_gate.knows_actors(p_actors) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  insert into app.incident_party (incident_id, actor_id, role) select * from unnest(p_incidents, p_actors, p_roles);
end $$;

create function app_gate.import_harms(p_incidents uuid[], p_positions smallint[], p_harms text[], p_status text[],
  p_sides text[], p_groups text[], p_low integer[], p_best integer[], p_high integer[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app_gate.takes_parts(p_incidents) then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into app.incident_harm (incident_id, position, harm, victim_status, side, population_group, low, best, high)
  select * from unnest(p_incidents, p_positions, p_harms, p_status, p_sides, p_groups, p_low, p_best, p_high);
end $$;

create function app_gate.import_sources(p_incidents uuid[], p_positions smallint[], p_types text[], p_names text[],
  p_dated date[], p_references text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_person uuid := (app_gate.me()).person_id;
begin
  if not app_gate.takes_parts(p_incidents) then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into app.incident_source (incident_id, position, source_type, name, dated, reference, created_by)
  select s.*, v_person from unnest(p_incidents, p_positions, p_types, p_names, p_dated, p_references) s;
end $$;

revoke all on function app_gate.takes_parts(uuid[]), app_gate.knows_actors(uuid[]),
  app_gate.import_parties(uuid[], uuid[], text[]),
  app_gate.import_harms(uuid[], smallint[], text[], text[], text[], text[], integer[], integer[], integer[]),
  app_gate.import_sources(uuid[], smallint[], text[], text[], date[], text[]) from public;
grant execute on function app_gate.import_parties(uuid[], uuid[], text[]),
  app_gate.import_harms(uuid[], smallint[], text[], text[], text[], text[], integer[], integer[], integer[]),
  app_gate.import_sources(uuid[], smallint[], text[], text[], date[], text[]) to app_user;
