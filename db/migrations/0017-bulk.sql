-- What made bringing in many incidents slow, taken away without opening anything. A foreign key asks once for every
-- row; of an incident and its parts these were eight questions, half of the time of an import, and each was asked
-- already: a part's policy asks whether its writer reads its record and its actor, and a record's policy says whose it
-- may be. What is left to ask is asked once for a statement.

set local role app_owner;

alter table app.incident drop constraint incident_operation_id_fkey, drop constraint incident_owner_org_id_fkey,
  drop constraint incident_dataset_id_fkey;
alter table app.incident_party drop constraint incident_party_incident_id_fkey,
  drop constraint incident_party_actor_id_fkey;
alter table app.incident_harm drop constraint incident_harm_incident_id_fkey;
alter table app.incident_source drop constraint incident_source_incident_id_fkey;

-- A source is known by its record and its place in it, as a count of harm is; nobody asked for an id of its own.
alter table app.incident_source drop constraint incident_source_pkey, drop column id,
  add primary key (incident_id, position);
drop index app.incident_source_incident;

-- Incidents are looked up by id, by day or all of them; a place is found in the facts, by whoever has read them.
drop index app.incident_place, app.incident_adm2;

-- For the two triggers below: whose a record is, and taking its parts away.
create policy known on app.dataset for select to app_definer using (true);
grant select on app.dataset to app_definer;
create policy gone on app.incident_party for delete to app_definer using (true);
create policy gone on app.incident_harm for delete to app_definer using (true);
create policy gone on app.incident_source to app_definer using (true) with check (false);
grant delete on app.incident_party, app.incident_harm to app_definer;
grant select, delete on app.incident_source to app_definer;

set local role app_definer;

-- Incidents lie in an operation: their owner and their dataset are its own.
create function app_gate.refuse_stray() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if exists (
    select from (select distinct a.operation_id, a.owner_org_id, a.dataset_id from added a) a
     where not exists (select from app.organisation o where o.id = a.owner_org_id and o.operation_id = a.operation_id)
        or not exists (select from app.dataset d where d.id = a.dataset_id and d.operation_id = a.operation_id)) then
    raise exception 'of another operation' using errcode = '23503';
  end if;
  return null;
end $$;

-- The parts of a record go with it, sources too, without anybody having to read them.
create function app_gate.take_parts() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  delete from app.incident_party p using gone g where p.incident_id = g.id;
  delete from app.incident_harm h using gone g where h.incident_id = g.id;
  delete from app.incident_source s using gone g where s.incident_id = g.id;
  return null;
end $$;

revoke all on function app_gate.refuse_stray(), app_gate.take_parts() from public;
grant execute on function app_gate.refuse_stray(), app_gate.take_parts() to app_owner;

set local role app_owner;

create trigger refuse_stray after insert on app.incident referencing new table as added
  for each statement execute function app_gate.refuse_stray();
create trigger refuse_strayed after update on app.incident referencing new table as added
  for each statement execute function app_gate.refuse_stray();
create trigger take_parts after delete on app.incident referencing old table as gone
  for each statement execute function app_gate.take_parts();
