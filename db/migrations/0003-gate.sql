-- The gate: the definer functions through which identity enters the database. They belong to app_definer,
-- a role of its own that reads through explicit policies, and are the only ones of their kind
-- (server/access/startup.ts holds the list). A request calls enter() as app_login, then works as app_user:
-- the session variable carries an unguessable token, never an identity.

set local role app_owner;

grant usage on schema app, app_priv, auth to app_definer;
grant select, insert, update on app.operation, app.community, app.organisation, app.person, app.membership,
  app.writer, app.data_version to app_definer;
grant select, insert, update, delete on app_priv.context to app_definer;
grant select, insert, update on app_priv.token, app_priv.setting to app_definer;
grant select, insert on app_priv.audit to app_definer;

do $$
declare t text;
begin
  foreach t in array array['operation', 'community', 'organisation', 'person', 'membership', 'writer',
                           'data_version', 'release', 'revision'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
  foreach t in array array['operation', 'community', 'organisation', 'person', 'membership', 'writer',
                           'data_version'] loop
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
  end loop;
end $$;

set local role app_definer;

create type app_gate.principal as (
  operation_id    uuid,
  person_id       uuid,
  organisation_id uuid,
  community       text,
  role            text,
  rights          text[],
  desk            boolean,
  public_org_id   uuid
);

-- Who is asking, from the token of this transaction; no row when the token is absent, guessed, expired,
-- its session ended, its person disabled or no longer a member. A token made for reading acts as an observer.
create function app_gate.me() returns app_gate.principal
language sql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
  select (c.operation_id, c.person_id, o.id, o.community,
          case when t.scope = 'read' and m.role <> 'administrator' then 'observer' else coalesce(m.role, c.role) end,
          case when c.desk then c.rights when t.scope = 'read' then array_remove(m.rights, 'import') else m.rights end,
          c.desk,
          (select p.id from app.organisation p where p.operation_id = c.operation_id and p.public_data)
         )::app_gate.principal
    from app_priv.context c
    left join app.membership m
      on m.person_id = c.person_id and m.operation_id = c.operation_id and m.ended_at is null
    join app.organisation o on o.id = case when c.desk then c.organisation_id else m.organisation_id end
    left join app_priv.token t on t.id = c.token_id
   where c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8'))
     and c.expires_at > now()
     and (c.desk or exists (select from app.person p where p.id = c.person_id and p.disabled_at is null))
     and (c.session_id is null or exists (
           select from auth.session s where s.id = c.session_id and s."expiresAt" > now()))
     and (c.token_id is null or (t.revoked_at is null and t.expires_at > now()))
$$;

-- May this principal write records of the kind for its own organisation?
create function app_gate.writes(p_kind text) returns boolean
language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((select me.role in ('coordinator', 'verifier', 'officer', 'reporter')
                      and exists (select from app.writer w where w.operation_id = me.operation_id
                                     and w.kind = p_kind and w.community = me.community)
                     from app_gate.me() me), false)
$$;

-- May this principal write published datasets, owned by Public data?
create function app_gate.imports() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select me.role = 'information_manager' or 'import' = any(me.rights) from app_gate.me() me), false)
$$;

-- Enter as the holder of a web session or of a bearer token, for one operation. Sets the token of this
-- transaction and returns the principal, or null: not signed in, not a member, no such operation.
create function app_gate.enter(p_secret text, p_operation text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare
  v_token text := encode(sha256(convert_to(p_secret || ':' || p_operation, 'UTF8')), 'hex');
  v_hash bytea := sha256(convert_to(v_token, 'UTF8'));
begin
  if not exists (select from app_priv.context c where c.token_hash = v_hash and c.expires_at > now()) then
    insert into app_priv.context (token_hash, operation_id, person_id, session_id, expires_at)
    select v_hash, o.id, p.id, s.id, s."expiresAt"
      from auth.session s
      join app.person p on p.user_id = s."userId" and p.disabled_at is null
      join app.membership m on m.person_id = p.id and m.ended_at is null
      join app.operation o on o.id = m.operation_id and o.code = p_operation
     where s.token = p_secret and s."expiresAt" > now()
    union all
    select v_hash, o.id, t.person_id, null, t.expires_at
      from app_priv.token t join app.operation o on o.id = t.operation_id and o.code = p_operation
     where t.token_hash = sha256(convert_to(p_secret, 'UTF8')) and t.revoked_at is null and t.expires_at > now()
    on conflict (token_hash) do update set expires_at = excluded.expires_at;
    update app_priv.context c set token_id = t.id
      from app_priv.token t
     where c.token_hash = v_hash and c.token_id is null
       and t.token_hash = sha256(convert_to(p_secret, 'UTF8'));
  end if;
  update app_priv.token t set last_used_at = now()
   where t.token_hash = sha256(convert_to(p_secret, 'UTF8'))
     and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return app_gate.take(v_token);
end $$;

-- Put a context token into this transaction and tell whom it stands for.
create function app_gate.take(p_token text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare v app_gate.principal;
begin
  perform set_config('app.token', p_token, true);
  v := app_gate.me();
  if v.operation_id is null then
    perform set_config('app.token', '', true);
    return null;
  end if;
  return to_jsonb(v) || jsonb_build_object('operation_code',
    (select o.code from app.operation o where o.id = v.operation_id));
end $$;

-- A principal without a person: the operation's desk (command line, jobs), or a person named by whoever
-- holds the connection string (`--as`). Only the migrating login may call it; every use is logged.
create function app_gate.open_desk(p_operation text, p_email text default null) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare
  v_token text := gen_random_uuid()::text || gen_random_uuid()::text;
  v_done integer;
begin
  insert into app_priv.context (token_hash, operation_id, person_id, desk, organisation_id, role, rights, expires_at)
  select sha256(convert_to(v_token, 'UTF8')), o.id, p.id, p.id is null,
         case when p.id is null then d.id end, case when p.id is null then 'information_manager' end,
         case when p.id is null then array['import', 'export'] else '{}' end, now() + interval '6 hours'
    from app.operation o
    join app.organisation d on d.operation_id = o.id and d.name = 'Desk'
    left join auth."user" u on u.email = lower(p_email)
    left join app.person p on p.user_id = u.id
   where o.code = p_operation and (p_email is null or p.id is not null);
  get diagnostics v_done = row_count;
  return case when v_done = 1 then v_token end;
end $$;

create function app_gate.close_desk(p_token text) returns void
language sql volatile security definer set search_path = pg_catalog, app_priv as $$
  delete from app_priv.context where token_hash = sha256(convert_to(p_token, 'UTF8'));
  delete from app_priv.context where expires_at < now();
$$;

-- Append to the operation's audit chain; last statement before commit. Ids and field names only.
create function app_gate.audit(p_action text, p_kind text, p_record uuid, p_detail jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare
  v app_gate.principal := app_gate.me();
  v_prev app_priv.audit;
  v_at timestamptz := clock_timestamp();
  v_actor text := coalesce(v.person_id::text, case when v.desk then 'desk' else 'nobody' end);
begin
  if v.operation_id is null then raise exception 'no principal' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtextextended(v.operation_id::text, 7));
  select * into v_prev from app_priv.audit a where a.operation_id = v.operation_id order by a.seq desc limit 1;
  insert into app_priv.audit values (v.operation_id, coalesce(v_prev.seq, 0) + 1, v_at, v_actor, p_action, p_kind,
    p_record, p_detail, coalesce(v_prev.hash, '\x00'),
    sha256(coalesce(v_prev.hash, '\x00') || convert_to(concat_ws('|', coalesce(v_prev.seq, 0) + 1,
      extract(epoch from v_at)::text, v_actor, p_action, p_kind, p_record, p_detail::text), 'UTF8')));
end $$;

-- Say that records of a kind changed: moves the data version on and wakes the change stream after commit.
create function app_gate.touch(p_kind text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_version bigint;
begin
  if v.operation_id is null then raise exception 'no principal' using errcode = '42501'; end if;
  insert into app.data_version as d (operation_id, kind) values (v.operation_id, p_kind)
  on conflict (operation_id, kind) do update set version = d.version + 1, changed_at = now()
  returning version into v_version;
  perform pg_notify('concord', v.operation_id::text);
  return v_version;
end $$;

-- Move the clock of a demonstration; a real operation's time is not ours to move. False where that is not allowed.
create function app_gate.move_clock(p_clock timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  update app.operation o set clock = p_clock
   where o.id = v.operation_id and o.demonstration
     and v.role in ('coordinator', 'officer', 'information_manager', 'administrator');
  return found;
end $$;

-- The operations a signed-in person belongs to, before one is chosen.
create function app_gate.my_operations(p_secret text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select jsonb_build_object('id', p.id, 'name', p.name, 'email', u.email, 'administrator', p.administrator,
           'demonstration', p.demonstration,
           'operations', coalesce((
             select jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name, 'role', m.role,
                      'community', g.community, 'organisation', g.name, 'demonstration', o.demonstration) order by o.code)
               from app.membership m
               join app.operation o on o.id = m.operation_id
               join app.organisation g on g.id = m.organisation_id
              where m.person_id = p.id and m.ended_at is null), '[]'))
    from auth.session s
    join auth."user" u on u.id = s."userId"
    join app.person p on p.user_id = u.id and p.disabled_at is null
   where s.token = p_secret and s."expiresAt" > now()
$$;

-- Installation settings: read by the service, written by whoever holds the connection string.
create function app_gate.setting(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select value from app_priv.setting where key = p_key and key <> 'setup_code'
$$;

create function app_gate.facts_of_installation() returns jsonb
language sql stable security definer set search_path = pg_catalog, app as $$
  select jsonb_build_object('operations', (select count(*) from app.operation),
    'real', (select count(*) from app.operation where not demonstration),
    'people', (select count(*) from app.person where not demonstration))
$$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.me(), app_gate.writes(text), app_gate.imports(),
  app_gate.audit(text, text, uuid, jsonb), app_gate.touch(text), app_gate.move_clock(timestamptz) to app_user;
grant execute on function app_gate.enter(text, text), app_gate.take(text), app_gate.my_operations(text),
  app_gate.setting(text), app_gate.facts_of_installation() to app_login;

-- ---------------------------------------------------------------- policies of the access floor
set local role app_owner;

create policy seen on app.operation for select to app_user using (id = (select (app_gate.me()).operation_id));
create policy seen on app.community for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.organisation for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.membership for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.person for select to app_user
  using (exists (select from app.membership m where m.person_id = person.id));
create policy seen on app.writer for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.data_version for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id));
create policy seen on app.release for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id)
         and (owner_org_id = (select (app_gate.me()).organisation_id)
              or to_community = (select (app_gate.me()).community)));
create policy seen on app.revision for select to app_user
  using (operation_id = (select (app_gate.me()).operation_id)
         and owner_org_id = (select (app_gate.me()).organisation_id));
create policy written on app.revision for insert to app_user
  with check (operation_id = (select (app_gate.me()).operation_id)
         and owner_org_id in ((select (app_gate.me()).organisation_id), (select (app_gate.me()).public_org_id)));

grant usage on schema app, app_gate to app_user;
grant usage on schema app_gate to app_login;
grant select on app.operation, app.community, app.organisation, app.membership, app.person, app.writer,
  app.data_version, app.release to app_user;
grant select, insert on app.revision to app_user;

-- One form of guard for every table of records: who reads, who inserts, who changes. Deleted rows are left
-- out by the seen views, not here: PostgreSQL would refuse an update that hides its own row.
create function app_priv.guard(p_table text, p_kind text) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table app.%I enable row level security', p_table);
  execute format('alter table app.%I force row level security', p_table);
  execute format('alter table app.%I add foreign key (operation_id) references app.operation', p_table);
  execute format('alter table app.%I add foreign key (owner_org_id) references app.organisation', p_table);
  execute format($p$create policy seen on app.%I for select to app_user using (
      operation_id = (select (app_gate.me()).operation_id)
      and (owner_org_id = (select (app_gate.me()).public_org_id)
           or ((select (app_gate.me()).role) <> 'administrator'
               and (owner_org_id = (select (app_gate.me()).organisation_id) or sensitivity = 'low'))))$p$, p_table);
  execute format($p$create policy written on app.%I for insert to app_user with check (
      operation_id = (select (app_gate.me()).operation_id)
      and ((owner_org_id = (select (app_gate.me()).organisation_id) and (select app_gate.writes(%L) or app_gate.imports()))
           or (owner_org_id = (select (app_gate.me()).public_org_id) and sensitivity = 'low'
               and (select app_gate.imports()))))$p$, p_table, p_kind);
  execute format($p$create policy changed on app.%I for update to app_user using (
      operation_id = (select (app_gate.me()).operation_id)
      and ((owner_org_id = (select (app_gate.me()).organisation_id) and (select app_gate.writes(%L) or app_gate.imports()))
           or (owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))$p$,
      p_table, p_kind);
  execute format('grant select, insert, update on app.%I to app_user', p_table);
end $$;

-- A part of a record (its parties, harm, areas) is seen with the record and written by who may write it. What it
-- points to must be visible to the writer, or the refusal of an absent id would tell that a hidden one exists.
create function app_priv.guard_part(p_table text, p_parent text, p_key text, p_kind text,
                                    p_target text default null, p_target_key text default null) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_mine text := format($p$exists (
      select from app.%I r where r.id = %I
         and ((r.owner_org_id = (select (app_gate.me()).organisation_id)
               and (select app_gate.writes(%L) or app_gate.imports()))
              or (r.owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))$p$,
    p_parent, p_key, p_kind);
  v_target text := case when p_target is null then '' else
    format(' and %I in (select id from app.%I)', p_target_key, p_target) end;
begin
  execute format('alter table app.%I enable row level security', p_table);
  execute format('alter table app.%I force row level security', p_table);
  -- One look-up per part: a list of all records would be made anew for every single one asked for.
  execute format('create policy seen on app.%I for select to app_user using (exists (select from app.%I r where r.id = %I))',
    p_table, p_parent, p_key);
  execute format('create policy written on app.%I for insert to app_user with check (%s%s)', p_table, v_mine, v_target);
  execute format('create policy replaced on app.%I for delete to app_user using (%s)', p_table, v_mine);
  execute format('grant select, insert, delete on app.%I to app_user', p_table);
end $$;
revoke all on all functions in schema app_priv from public;
