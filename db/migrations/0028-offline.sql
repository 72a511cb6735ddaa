-- Receipts: what a device said under which id, and what it was answered. A device that lost the answer says the same
-- again, perhaps after somebody else changed the record; by the receipt it is told the same. Kept in the transaction of
-- the act itself. A receipt is its person's alone, so that an id in use tells nobody else anything; of what was said it
-- holds a fingerprint.

set local role app_owner;

create table app.receipt (
  operation_id uuid not null references app.operation,
  person_id    uuid not null,
  act          uuid not null,
  said         text not null check (said ~ '^[0-9a-f]{64}$'),
  record_id    uuid not null,
  version      integer not null check (version > 0),
  said_at      timestamptz not null default clock_timestamp(),
  primary key (operation_id, person_id, act)
);
comment on column app.receipt.act is 'Made by the device; of a new record the record''s own id.';
comment on column app.receipt.said is 'SHA-256 of the call and its content.';

alter table app.receipt enable row level security;
alter table app.receipt force row level security;
create policy seen on app.receipt for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id) and person_id = (select (app_gate.me()).person_id));
create policy written on app.receipt for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id) and person_id = (select (app_gate.me()).person_id));
grant select, insert on app.receipt to app_user;
-- The purge takes receipts away, with their record or when they are old (0035-protocol-more.sql).
create policy purged on app.receipt to app_definer using (true);
grant select, delete on app.receipt to app_definer;


-- Whether a person may still sign in and belongs to an operation: asked for a device whose session has ended, by the
-- server only, which knows the person from a ticket of its own.
reset role;
set local role app_definer;
create function app_gate.person_stands(p_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.person p join app.membership m on m.person_id = p.id and m.ended_at is null
                  where p.id = p_person and p.disabled_at is null)
$$;
revoke all on function app_gate.person_stands(uuid) from public;
grant execute on function app_gate.person_stands(uuid) to app_login;
