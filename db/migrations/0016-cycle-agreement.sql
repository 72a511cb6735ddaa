-- A planning cycle is agreed once both sides have said so, each for itself: a coordinator of the protection cluster's
-- core and somebody of the mission's PoC section. Either may say later that it is over. What was said stays as it was
-- said; the cycle's own state follows from it, whoever owns the cycle.

set local role app_owner;

create table app.cycle_agreement (
  id              uuid primary key,
  operation_id    uuid not null references app.operation,
  cycle_id        uuid not null references app.priority_cycle,
  side            text not null check (side in ('humanitarian', 'mission')),
  act             text not null check (act in ('agree', 'close')),
  organisation_id uuid not null references app.organisation,
  person_id       uuid not null references app.person,
  said_at         timestamptz not null default now(),
  unique (cycle_id, side, act)
);
alter table app.cycle_agreement enable row level security;
alter table app.cycle_agreement force row level security;

-- Seen by whoever reads the cycle; said by whoever reads it and may sign for a side, in their own name.
create policy seen on app.cycle_agreement for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id)
  and exists (select from app.priority_cycle c where c.id = cycle_id));
create policy written on app.cycle_agreement for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id)
  and organisation_id = (select (app_gate.me()).organisation_id)
  and person_id = (select (app_gate.me()).person_id)
  and side = (select app_gate.signs_for())
  and (select app_gate.writes('priority'))
  and exists (select from app.priority_cycle c where c.id = cycle_id and c.deleted_at is null));
grant select, insert on app.cycle_agreement to app_user;

create view app.cycle_agreement_seen with (security_invoker = true) as
  select a.id as ref, a.operation_id, a.cycle_id, a.side, a.act, a.organisation_id, a.person_id, a.said_at
    from app.cycle_agreement a;
grant select on app.cycle_agreement_seen to app_user;

create policy gate on app.cycle_agreement for select to app_definer using (true);
create policy gate on app.priority_cycle to app_definer using (true) with check (true);
create policy gate on app.priority_row to app_definer using (true) with check (true);
grant select on app.cycle_agreement to app_definer;
grant select, update on app.priority_cycle, app.priority_row to app_definer;

set local role app_definer;

-- Bring a cycle's state in line with what both sides said of it. Answers the state; null: no such cycle here.
create function app_gate.settle_cycle(p_id uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_agreed boolean; v_closed boolean; v_state text;
begin
  select count(*) filter (where a.act = 'agree') = 2, coalesce(bool_or(a.act = 'close'), false) into v_agreed, v_closed
    from app.cycle_agreement a
   where a.cycle_id = p_id and a.operation_id = (app_gate.me()).operation_id;
  update app.priority_cycle c
     set agreed = v_agreed, state = case when v_closed then 'closed' when v_agreed then 'agreed' else 'proposed' end,
         version = c.version + 1, updated_at = now(), updated_by = (app_gate.me()).person_id
   where c.id = p_id and c.operation_id = (app_gate.me()).operation_id
     and (c.agreed, c.state) is distinct from
         (v_agreed, case when v_closed then 'closed' when v_agreed then 'agreed' else 'proposed' end);
  update app.priority_row r set agreed = v_agreed
   where r.cycle_id = p_id and r.operation_id = (app_gate.me()).operation_id and r.agreed is distinct from v_agreed;
  select c.state into v_state from app.priority_cycle c
   where c.id = p_id and c.operation_id = (app_gate.me()).operation_id;
  return v_state;
end $$;
revoke all on function app_gate.settle_cycle(uuid) from public;
grant execute on function app_gate.settle_cycle(uuid) to app_user;
