-- The information-sharing protocol as data, and the policies that read it. A version is a table of cells (kind of
-- record × side of its owner × sensitivity × community → level) with signatures of both sides; one version of an
-- operation is in effect. A cell `full` opens the record itself (its sources lie in a table of their own); the other
-- levels never touch it: what is generalised is read from copies (0012).

set local role app_owner;

alter table app.operation add column reporting_channel text not null default ''
  check (length(reporting_channel) <= 2000);
comment on column app.operation.reporting_channel is 'Where abuse by UN, aid or peacekeeping personnel is reported; it is
  never logged here.';
alter table app.operation add column mission_posture text not null default 'not_party' check (mission_posture in
  ('not_party', 'supports_host_government', 'supports_offensive_ops', 'party_to_conflict', 'special_political'));

create table app.protocol (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  version      integer not null check (version > 0),
  preset       text not null check (preset in ('integrated', 'arms_length', 'party_to_conflict')),
  changed      integer not null default 0 check (changed >= 0),
  state        text not null default 'proposed' check (state in ('proposed', 'effective', 'past', 'withdrawn')),
  purpose      text not null default '' check (length(purpose) <= 4000),
  onward       text not null default '' check (length(onward) <= 4000),
  reason       text not null default '' check (length(reason) <= 4000),
  emergency    boolean not null default false,
  review_on    date not null,
  proposed_by  uuid references app.person,
  proposed_at  timestamptz not null default now(),
  effective_at timestamptz,
  ended_at     timestamptz,
  dropped_side text check (dropped_side in ('humanitarian', 'mission')),
  dropped_said text check (length(dropped_said) between 1 and 2000),
  dropped_by   uuid references app.person,
  unique (operation_id, version)
);
comment on column app.protocol.changed is 'Cells that differ from the preset.';
comment on column app.protocol.dropped_said is 'Why an open proposal was refused by the other side, or taken back by its own.';
comment on column app.protocol.onward is 'Conditions of onward transmission, in words both sides agreed.';
create unique index protocol_effective on app.protocol (operation_id) where state = 'effective';

create table app.protocol_cell (
  protocol_id  uuid not null references app.protocol,
  kind         text not null,
  side         text not null check (side in ('humanitarian', 'mission')),
  sensitivity  text not null check (sensitivity in ('low', 'moderate', 'high', 'severe')),
  community    text not null,
  level        text not null check (level in ('none', 'person', 'aggregate', 'generalised', 'full')),
  primary key (protocol_id, kind, side, sensitivity, community),
  -- Where a mission is, where it goes and where it is not have no public version, whatever two sides sign.
  check (level = 'none' or community not in ('observer', 'public')
         or kind not in ('coverage', 'patrol_plan', 'patrol_report', 'priority', 'priority_proposal'))
);

create table app.protocol_signature (
  protocol_id     uuid not null references app.protocol,
  side            text not null check (side in ('humanitarian', 'mission')),
  person_id       uuid references app.person,
  organisation_id uuid references app.organisation,
  said            text not null check (length(said) between 1 and 200),
  signed_at       timestamptz not null default now(),
  primary key (protocol_id, side)
);
comment on column app.protocol_signature.said is 'Who signed, as role and organisation; or how an agreement on paper was recorded.';

-- The actor that an organisation of the operation is, so that no rule fires towards a party to the harm.
alter table app.organisation add column actor_id uuid references app.actor;

do $$
declare t text;
begin
  foreach t in array array['protocol', 'protocol_cell', 'protocol_signature'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert, update on app.protocol, app.protocol_cell, app.protocol_signature to app_definer;

create policy seen on app.protocol for select to app_user using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.protocol_cell for select to app_user using (exists (
  select from app.protocol p where p.id = protocol_id and p.operation_id = (select (app_gate.me()).operation_id)));
create policy seen on app.protocol_signature for select to app_user using (exists (
  select from app.protocol p where p.id = protocol_id and p.operation_id = (select (app_gate.me()).operation_id)));
grant select on app.protocol, app.protocol_cell, app.protocol_signature to app_user;

-- A look: the same transaction asks what another community would read of the own organisation's records.
alter table app_priv.context add column look_community text, add column look_org uuid, add column only_org uuid;

set local role app_definer;
alter type app_gate.principal add attribute only_org uuid;
alter type app_gate.principal add attribute look_org uuid;

-- Who is asking, from the token of this transaction; no row when the token is absent, guessed, expired, its session
-- ended, its person disabled or no longer a member, or the operation closed to them. In a closed operation only
-- administrators remain, and the desk becomes one: they read no records. The right to sources asks for a second
-- factor, except of demonstration persons, whose records are not real.
-- And a look reads as a member of the community, nothing but what one organisation owns, and writes nothing.
-- It is of no organisation, so that what another one owns is never its own; look_org only says whose releases it sees.
create or replace function app_gate.me() returns app_gate.principal
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select case when c.look_community is not null then
         (c.operation_id, null, '00000000-0000-0000-0000-000000000000', c.look_community,
          'observer', '{}'::text[], false,
          (select g.id from app.organisation g where g.operation_id = c.operation_id and g.public_data),
          false, false, c.only_org, c.look_org)::app_gate.principal
         else
         (c.operation_id, c.person_id, o.id, o.community,
          case when c.desk and x.lock = 'closed' then 'administrator' else coalesce(m.role, c.role) end,
          case when c.desk then c.rights
               when t.scope = 'read' then array_remove(array_remove(m.rights, 'import'), 'source')
               when p.demonstration or exists (select from app_priv.verified_session v where v.session_id = c.session_id)
                 then m.rights
               else array_remove(m.rights, 'source') end,
          c.desk,
          (select g.id from app.organisation g where g.operation_id = c.operation_id and g.public_data),
          x.lock = 'normal' and coalesce(t.scope, 'write') = 'write',
          x.lock <> 'closed' and exists (
            select from app_priv.glass g where g.person_id = c.person_id and g.operation_id = c.operation_id
               and g.closed_at is null and g.until > now()),
          null, null)::app_gate.principal end
    from app_priv.context c
    join app.operation x on x.id = c.operation_id
    left join app.person p on p.id = c.person_id
    left join app.membership m
      on m.person_id = c.person_id and m.operation_id = c.operation_id and m.ended_at is null
    join app.organisation o on o.id = case when c.desk then c.organisation_id else m.organisation_id end
    left join app_priv.token t on t.id = c.token_id
   where c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8'))
     and c.expires_at > now()
     and (c.desk or p.disabled_at is null)
     and (x.lock <> 'closed' or c.desk or m.role = 'administrator')
     and (c.session_id is null or exists (
           select from auth.session s where s.id = c.session_id and s."expiresAt" > now()))
     and (c.token_id is null or (t.revoked_at is null and t.expires_at > now()))
$$;

-- See the own organisation's records as a community (and, if named, one of its organisations) would: until look_back(),
-- or the end of the transaction. Answers the token to return with; null for whoever reads no records.
create function app_gate.look_as(p_community text, p_organisation uuid default null) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare
  v app_gate.principal := app_gate.me();
  v_back text := current_setting('app.token', true);
  v_token text := gen_random_uuid()::text || gen_random_uuid()::text;
begin
  if v.operation_id is null or v.role = 'administrator' or v.only_org is not null then return null; end if;
  if not exists (select from app.community c where c.operation_id = v.operation_id and c.code = p_community)
     or (p_organisation is not null and not exists (select from app.organisation o
           where o.id = p_organisation and o.operation_id = v.operation_id and o.community = p_community)) then
    return null;
  end if;
  insert into app_priv.context (token_hash, operation_id, person_id, session_id, token_id, desk, organisation_id, role,
    rights, expires_at, look_community, look_org, only_org)
  select sha256(convert_to(v_token, 'UTF8')), c.operation_id, c.person_id, c.session_id, c.token_id, c.desk,
         c.organisation_id, c.role, '{}', now() + interval '1 minute', p_community, p_organisation, v.organisation_id
    from app_priv.context c where c.token_hash = sha256(convert_to(v_back, 'UTF8'));
  perform set_config('app.token', v_token, true);
  return v_back;
end $$;

create function app_gate.look_back(p_token text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
begin
  delete from app_priv.context
   where token_hash = sha256(convert_to(current_setting('app.token', true), 'UTF8')) and look_community is not null;
  perform set_config('app.token', p_token, true);
end $$;

-- What the protocol in effect opens to this reader at a level: kind, owner organisation and sensitivity, others' only.
-- No version in effect: nothing crosses.
create function app_gate.opens(p_level text) returns table (kind text, org uuid, sensitivity text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select c.kind, o.id, c.sensitivity
    from app_gate.me() me
    join app.protocol p on p.operation_id = me.operation_id and p.state = 'effective'
    join app.protocol_cell c on c.protocol_id = p.id and c.community = me.community and c.level = p_level
    join app.community y on y.operation_id = me.operation_id and y.side = c.side
    join app.organisation o on o.operation_id = me.operation_id and o.community = y.code
   where not o.public_data and me.role <> 'administrator' and o.id <> me.organisation_id
     and (me.only_org is null or o.id = me.only_org)
$$;

-- The operation's today by its clock and zone.
create function app_gate.today() returns date
language sql stable security definer set search_path = pg_catalog, app as $$
  select (coalesce(o.clock, now()) at time zone o.time_zone)::date
    from app.operation o where o.id = (app_gate.me()).operation_id
$$;

-- The operation's now: of its clock where that stands still.
create function app_gate.moment() returns timestamptz
language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(o.clock, now()) from app.operation o where o.id = (app_gate.me()).operation_id
$$;

-- Which side this person may sign for: coordinators of the cluster's core, officers of the mission's PoC section.
create function app_gate.signs_for() returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case when not me.may_write then null
              when me.community = 'protection_core' and me.role = 'coordinator' then 'humanitarian'
              when me.community = 'mission_poc' and me.role in ('coordinator', 'officer') then 'mission' end
    from app_gate.me() me
$$;

-- Put a version into effect when it may be: both sides signed, or one did and nothing is looser than before. The
-- first version needs both; so do changed words of purpose and conditions, which one side does not change. Answers
-- whether it is in effect now.
create function app_gate.settle_protocol(p_id uuid) returns boolean
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

-- Propose a version. `cells`: all of them. The proposer signs for their side at once, where they may sign; a proposal
-- that is still open is withdrawn by a newer one. Answers its state, or null where this person may not propose.
create function app_gate.propose_protocol(p_id uuid, p jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_version integer;
begin
  if app_gate.signs_for() is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended(v.operation_id::text, 11));
  update app.protocol set state = 'withdrawn', ended_at = now() where operation_id = v.operation_id and state = 'proposed';
  select coalesce(max(version), 0) + 1 into v_version from app.protocol where operation_id = v.operation_id;
  insert into app.protocol (id, operation_id, version, preset, changed, purpose, onward, reason, emergency, review_on, proposed_by)
  values (p_id, v.operation_id, v_version, p ->> 'preset', (p ->> 'changed')::integer, p ->> 'purpose', p ->> 'onward',
    p ->> 'reason', (p ->> 'emergency')::boolean, (p ->> 'review_on')::date, v.person_id);
  insert into app.protocol_cell (protocol_id, kind, side, sensitivity, community, level)
  select p_id, c.kind, c.side, c.sensitivity, c.community, c.level
    from jsonb_to_recordset(p -> 'cells') as c(kind text, side text, sensitivity text, community text, level text);
  return app_gate.sign_protocol(p_id);
end $$;

-- Sign an open proposal for one's side. Answers its state, or null where this person may not or it is not there.
create function app_gate.sign_protocol(p_id uuid) returns text
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

-- Where abuse by own personnel is reported: administrators say.
create function app_gate.set_reporting_channel(p_text text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.operation o set reporting_channel = p_text
   where o.id = v.operation_id and v.may_write and v.role = 'administrator';
  return found;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.look_as(text, uuid), app_gate.look_back(text), app_gate.opens(text), app_gate.today(),
  app_gate.signs_for(), app_gate.propose_protocol(uuid, jsonb), app_gate.sign_protocol(uuid),
  app_gate.drop_protocol(uuid, text), app_gate.moment(), app_gate.sets_posture(),
  app_gate.set_posture(text), app_gate.set_reporting_channel(text) to app_user;

-- ---------------------------------------------------------------- policies of records, in one form
set local role app_owner;

-- Who reads a record itself: its organisation; everyone, when it is published; whoever broke the glass; and those to
-- whom the protocol opens records of this kind. `p_kind` is an expression for the protocol's kind of a row, `p_but` a
-- condition more for those who read by rule; `p_also` names a lower level that opens the record too, where it holds
-- nothing that level must not show.
create function app_priv.guard_read(p_table text, p_kind text, p_but text default 'true', p_also text default 'full')
returns void
language plpgsql set search_path = pg_catalog as $f$
begin
  execute format('drop policy seen on app.%I', p_table);
  execute format($p$create policy seen on app.%I for select to app_user using (
      operation_id = (select (app_gate.me()).operation_id)
      and (owner_org_id = (select (app_gate.me()).public_org_id)
           or (select (app_gate.me()).glass)
           or ((select (app_gate.me()).role) <> 'administrator'
               and (owner_org_id = (select (app_gate.me()).organisation_id)
                    or ((%s, owner_org_id, sensitivity) in (
                          select o.kind, o.org, o.sensitivity from app_gate.opens('full') o%s)
                        and %s)))))$p$, p_table, p_kind,
    case when p_also <> 'full' then
      format(' union all select o.kind, o.org, o.sensitivity from app_gate.opens(%L) o', p_also) else '' end, p_but);
end $f$;
revoke all on function app_priv.guard_read(text, text, text, text) from public;

-- Communities that no rule may show a record of harm: a party to it, or bound to one, is among them (0012 finds out).
alter table app.incident add column held_from text[] not null default '{}';
alter table app.incident add column cell text;
alter table app.incident add column crsv boolean not null default false;
comment on column app.incident.crsv is 'Holds counts of sexual violence, whatever its kind.';
comment on column app.incident.cell is 'H3 cell of resolution 5 of the point, for places without a district.';

-- Agreed by both sides; until then it is a proposal and opens one step less.
alter table app.priority_cycle add column agreed boolean not null default false;
alter table app.priority_row add column agreed boolean not null default false;

-- Who reads records of a dataset, whole or in copies, reads what it is and whom to cite.
select app_priv.guard_read('dataset', $$'incident'$$, 'true', 'generalised');
select app_priv.guard_read('area', $$'area'$$);
select app_priv.guard_read('site', $$'access'$$);
select app_priv.guard_read('incident', $$'incident'$$,
  $$not coalesce((select (app_gate.me()).community) = any(held_from), false)$$);
select app_priv.guard_read('actor', $$'actor'$$);
select app_priv.guard_read('actor_relation', $$'actor'$$);
select app_priv.guard_read('control_zone', $$'actor'$$);
-- A cycle and its computed rows name districts and count events; they hold no text, no source and no finer place.
select app_priv.guard_read('priority_cycle', $$case when agreed then 'priority' else 'priority_proposal' end$$, 'true',
  'generalised');
select app_priv.guard_read('priority_row', $$case when agreed then 'priority' else 'priority_proposal' end$$, 'true',
  'generalised');
select app_priv.guard_read('priority_score', $$'priority_proposal'$$);
select app_priv.guard_read('priority_override', $$'priority_proposal'$$);
select app_priv.guard_read('base', $$'priority'$$);
select app_priv.guard_read('deployment', $$'priority'$$);
-- A patrol is a plan until it is over and a day has passed: an hour is not recorded, so two days by the calendar.
select app_priv.guard_read('patrol', $$case when state in ('planned', 'under_way')
    or ended_on > (select app_gate.today()) - 2 then 'patrol_plan' else 'patrol_report' end$$);

-- The table says it all now; and former states of records are for their owners, broken glass included.
drop policy outside on app.base;
drop policy outside on app.deployment;
drop policy outside on app.patrol;
