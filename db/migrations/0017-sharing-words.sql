-- What people say about the sharing protocol: why a proposal was refused or taken back, how the mission stands to the
-- parties. Versions come into effect by the operation's own time, which stands still in a demonstration.

set local role app_owner;

alter table app.protocol
  add column dropped_side text check (dropped_side in ('humanitarian', 'mission')),
  add column dropped_said text check (length(dropped_said) between 1 and 2000),
  add column dropped_by uuid references app.person;
comment on column app.protocol.dropped_said is 'Why an open proposal was refused by the other side, or taken back by its own.';

set local role app_definer;

-- The operation's now: of its clock where that stands still.
create function app_gate.moment() returns timestamptz
language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(o.clock, now()) from app.operation o where o.id = (app_gate.me()).operation_id
$$;

-- As in 0011, by the operation's now; and purpose and conditions are words of both sides, which one does not change.
create or replace function app_gate.settle_protocol(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app.protocol; v_now uuid; v_signed integer; v_looser boolean;
begin
  select * into v from app.protocol p where p.id = p_id and p.state = 'proposed'
     and p.operation_id = (app_gate.me()).operation_id for update;
  if not found then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(v.operation_id::text, 11));
  select id into v_now from app.protocol p where p.operation_id = v.operation_id and p.state = 'effective';
  select count(*) into v_signed from app.protocol_signature s where s.protocol_id = p_id;
  select v_now is null or exists (
    select from app.protocol_cell n
      left join app.protocol_cell o on o.protocol_id = v_now and o.kind = n.kind and o.side = n.side
            and o.sensitivity = n.sensitivity and o.community = n.community
     where n.protocol_id = p_id
       and array_position(array['none', 'person', 'aggregate', 'generalised', 'full'], n.level)
         > array_position(array['none', 'person', 'aggregate', 'generalised', 'full'], coalesce(o.level, 'none')))
    or exists (select from app.protocol b where b.id = v_now and (b.purpose, b.onward) is distinct from (v.purpose, v.onward))
    into v_looser;
  if v_signed < 1 or (v_looser and v_signed < 2) then return false; end if;
  update app.protocol set state = 'past', ended_at = app_gate.moment() where id = v_now;
  update app.protocol set state = 'effective', effective_at = app_gate.moment() where id = p_id;
  return true;
end $$;

-- As in 0011, by the operation's now.
create or replace function app_gate.sign_protocol(p_id uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_side text := app_gate.signs_for(); v_done boolean;
begin
  if v_side is null or not exists (select from app.protocol p
       where p.id = p_id and p.operation_id = v.operation_id and p.state = 'proposed') then return null; end if;
  insert into app.protocol_signature (protocol_id, side, person_id, organisation_id, said, signed_at)
  select p_id, v_side, v.person_id, v.organisation_id, n.name || ', ' || o.name, app_gate.moment()
    from app.person n, app.organisation o where n.id = v.person_id and o.id = v.organisation_id
  on conflict (protocol_id, side) do nothing;
  v_done := app_gate.settle_protocol(p_id);
  return case when v_done then 'effective' else 'proposed' end;
end $$;

-- Take back an open proposal of one's side, or refuse the other side's, and say why.
drop function app_gate.drop_protocol(uuid);
create function app_gate.drop_protocol(p_id uuid, p_said text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_side text := app_gate.signs_for();
begin
  if v_side is null then return false; end if;
  update app.protocol set state = 'withdrawn', ended_at = app_gate.moment(), dropped_side = v_side, dropped_said = p_said,
         dropped_by = v.person_id
   where id = p_id and state = 'proposed' and operation_id = v.operation_id;
  return found;
end $$;

-- May this person say how the mission stands to the parties? Its administrators, and coordinators of those who sign.
create function app_gate.sets_posture() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(me.may_write and (me.role = 'administrator'
           or (me.role = 'coordinator' and me.community in ('protection_core', 'mission_poc'))), false)
    from app_gate.me() me
$$;

-- It proposes nothing and changes no protocol: what follows from it, the two sides decide.
create function app_gate.set_posture(p_posture text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not coalesce(app_gate.sets_posture(), false) then return false; end if;
  update app.operation set mission_posture = p_posture where id = (app_gate.me()).operation_id;
  return found;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.moment(), app_gate.drop_protocol(uuid, text), app_gate.sets_posture(),
  app_gate.set_posture(text) to app_user;
