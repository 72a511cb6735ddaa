-- People of an operation, kept by its administrators; invitations; bearer tokens of one's own. An administrator acts in
-- a web session, never through a token, and never on themselves: so nobody raises their own rights, and whoever acts
-- remains, so the last administrator stays. Every act writes its audit line in here.

set local role app_owner;

create table app_priv.invitation (
  id              uuid primary key,
  operation_id    uuid not null references app.operation,
  token_hash      bytea not null unique,
  email           text not null check (email = lower(email) and length(email) between 3 and 254),
  organisation_id uuid not null references app.organisation,
  role            text not null check (role in
    ('administrator', 'coordinator', 'verifier', 'officer', 'reporter', 'information_manager', 'observer')),
  rights          text[] not null default '{}',
  invited_by      uuid not null references app.person,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null default now() + interval '7 days',
  answered_at     timestamptz,
  accepted_at     timestamptz,
  revoked_at      timestamptz
);
comment on column app_priv.invitation.answered_at is
  'A name and password were given. Looks the same whether the address was known (it then signs in to accept) or not.';
create index invitation_operation on app_priv.invitation (operation_id);
create index token_person on app_priv.token (person_id, operation_id);

grant select, insert, update on app_priv.invitation to app_definer;
grant insert on auth."user", auth.account to app_definer;

set local role app_definer;

-- Does the request come from a web session? A bearer token keeps no people and makes no tokens.
create function app_gate.by_session() returns boolean
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select exists (select from app_priv.context c where c.session_id is not null
    and c.token_hash = sha256(convert_to(coalesce(nullif(current_setting('app.token', true), ''), '-'), 'UTF8')))
$$;

-- The administrator who acts; refuses everybody else, and everybody in a demonstration. Acts on people happen one after
-- the other over all operations, and who may act is asked after the wait: two administrators who remove each other at
-- once cannot both succeed.
create function app_gate.acting() returns app_gate.principal
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal;
begin
  perform pg_advisory_xact_lock(hashtextextended('people', 13));
  v := app_gate.me();
  if v.role is distinct from 'administrator' or not app_gate.by_session()
     or exists (select from app.person p where p.id = v.person_id and p.demonstration) then
    raise exception 'not an administrator' using errcode = '42501';
  end if;
  return v;
end $$;

-- Everybody who is or was a member. For administrators.
create function app_gate.people() returns jsonb
language sql stable security definer set search_path = pg_catalog, app, auth as $$
  select case when me.role = 'administrator' and app_gate.by_session() then (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'email', u.email,
             'organisationId', o.id, 'organisation', o.name, 'community', o.community, 'role', m.role,
             'rights', m.rights, 'you', p.id = me.person_id, 'demonstration', p.demonstration,
             'secondFactor', app_gate.has_factor(p.id), 'disabledAt', p.disabled_at, 'endedAt', m.ended_at)
             order by m.ended_at is not null, o.name, p.name, p.id), '[]')
      from app.membership m
      join app.person p on p.id = m.person_id
      join app.organisation o on o.id = m.organisation_id
      left join auth."user" u on u.id = p.user_id
     where m.operation_id = me.operation_id) end
    from app_gate.me() me
$$;

-- May somebody belong to this organisation of the operation with that role and those rights? The public has no members,
-- and an administrator reads no records, so there is nothing to grant.
create function app_gate.fits(p_operation uuid, p_organisation uuid, p_role text, p_rights text[]) returns text
language sql stable security definer set search_path = pg_catalog, app as $$
  select case
    when not exists (select from app.organisation o where o.id = p_organisation and o.operation_id = p_operation
                        and not o.public_data and o.community <> 'public' and o.name <> 'Desk') then 'organisation_unknown'
    when p_role = 'administrator' and cardinality(p_rights) > 0 then 'administrator_without_rights'
    when not p_rights <@ array['source', 'export', 'import'] then 'not_in_list'
  end
$$;

-- An organisation of that name in that community, made when it is new. Null: it stands in another community.
create function app_gate.keep_organisation(p_id uuid, p_name text, p_community text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.acting(); v_known app.organisation;
begin
  if p_community = 'public' then return null; end if;
  insert into app.organisation (id, operation_id, name, community)
  values (p_id, v.operation_id, p_name, p_community) on conflict (operation_id, name) do nothing;
  if found then
    perform app_gate.audit('organisation.add', 'access', p_id, jsonb_build_object('community', p_community));
    return p_id;
  end if;
  select * into v_known from app.organisation o where o.operation_id = v.operation_id and o.name = p_name;
  return case when v_known.community = p_community and not v_known.public_data then v_known.id end;
end $$;

-- Changes what a member is. Null when done, else why not.
create function app_gate.set_member(p_person uuid, p_organisation uuid, p_role text, p_rights text[]) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.acting(); v_why text := app_gate.fits(v.operation_id, p_organisation, p_role, p_rights);
begin
  if p_person = v.person_id then return 'not_oneself'; end if;
  if v_why is not null then return v_why; end if;
  update app.membership set organisation_id = p_organisation, role = p_role, rights = p_rights
   where person_id = p_person and operation_id = v.operation_id and ended_at is null;
  if not found then return 'unknown_person'; end if;
  perform app_gate.audit('membership.set', 'access', p_person,
    jsonb_build_object('organisation', p_organisation, 'role', p_role, 'rights', p_rights));
  return null;
end $$;

-- Ends a membership; its bearer tokens end with it and do not come back with a later one.
create function app_gate.end_member(p_person uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare v app_gate.principal := app_gate.acting();
begin
  if p_person = v.person_id then return 'not_oneself'; end if;
  update app.membership set ended_at = now()
   where person_id = p_person and operation_id = v.operation_id and ended_at is null;
  if not found then return 'unknown_person'; end if;
  update app_priv.token set revoked_at = now()
   where person_id = p_person and operation_id = v.operation_id and revoked_at is null;
  perform app_gate.audit('membership.end', 'access', p_person, '{}');
  return null;
end $$;

-- Shuts a person out of everything, or lets them in again. Only where every operation they belong to is administered by
-- whoever acts; otherwise ending the membership is what this operation may do. Whoever made the installation's first
-- operation is shut out only by another of that kind.
create function app_gate.set_disabled(p_person uuid, p_disabled boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare v app_gate.principal := app_gate.acting(); v_person app.person;
begin
  if p_person = v.person_id then return 'not_oneself'; end if;
  select p.* into v_person from app.person p join app.membership m on m.person_id = p.id
   where p.id = p_person and m.operation_id = v.operation_id and m.ended_at is null;
  if v_person.id is null then return 'unknown_person'; end if;
  if exists (select from app.membership m where m.person_id = p_person and m.ended_at is null
                and not exists (select from app.membership mine where mine.operation_id = m.operation_id
                                   and mine.person_id = v.person_id and mine.role = 'administrator'
                                   and mine.ended_at is null))
     or (v_person.administrator and not exists (
           select from app.person a where a.id = v.person_id and a.administrator)) then
    return 'works_elsewhere';
  end if;
  update app.person set disabled_at = case when p_disabled then now() end where id = p_person;
  if p_disabled then
    delete from auth.session where "userId" = v_person.user_id;
    update app_priv.token set revoked_at = now() where person_id = p_person and revoked_at is null;
  end if;
  perform app_gate.audit(case when p_disabled then 'person.disable' else 'person.enable' end, 'access', p_person, '{}');
  return null;
end $$;

-- ---------------------------------------------------------------- invitations
-- Whether the address has an account makes no difference here. An earlier invitation of the same address ends.
create function app_gate.invite(p_id uuid, p_token text, p_email text, p_organisation uuid, p_role text, p_rights text[])
returns text language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare v app_gate.principal := app_gate.acting(); v_why text := app_gate.fits(v.operation_id, p_organisation, p_role, p_rights);
begin
  if v_why is not null then return v_why; end if;
  -- Members stand on the administrator's own list already.
  if exists (select from auth."user" u join app.person p on p.user_id = u.id
               join app.membership m on m.person_id = p.id and m.operation_id = v.operation_id and m.ended_at is null
              where u.email = lower(p_email)) then return 'already_member'; end if;
  update app_priv.invitation set revoked_at = now()
   where operation_id = v.operation_id and email = lower(p_email) and accepted_at is null and revoked_at is null;
  insert into app_priv.invitation (id, operation_id, token_hash, email, organisation_id, role, rights, invited_by)
  values (p_id, v.operation_id, sha256(convert_to(p_token, 'UTF8')), lower(p_email), p_organisation, p_role, p_rights,
          v.person_id);
  perform app_gate.audit('invitation.make', 'access', p_id,
    jsonb_build_object('organisation', p_organisation, 'role', p_role, 'rights', p_rights));
  return null;
end $$;

-- Invitations that still wait. For administrators.
create function app_gate.invitations() returns jsonb
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select case when me.role = 'administrator' and app_gate.by_session() then (
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'email', i.email, 'organisation', o.name,
             'community', o.community, 'role', i.role, 'rights', i.rights, 'createdAt', i.created_at,
             'expiresAt', i.expires_at, 'invitedBy', p.name) order by i.created_at desc), '[]')
      from app_priv.invitation i
      join app.organisation o on o.id = i.organisation_id
      join app.person p on p.id = i.invited_by
     where i.operation_id = me.operation_id and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) end
    from app_gate.me() me
$$;

create function app_gate.revoke_invitation(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.principal := app_gate.acting();
begin
  update app_priv.invitation set revoked_at = now()
   where id = p_id and operation_id = v.operation_id and accepted_at is null and revoked_at is null;
  if not found then return false; end if;
  perform app_gate.audit('invitation.revoke', 'access', p_id, '{}');
  return true;
end $$;

-- The invitation behind a link, held until the transaction ends; empty when the link is revoked, expired or a guess, or
-- the operation is closed.
create function app_gate.open_invitation(p_token text) returns app_priv.invitation
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare v app_priv.invitation;
begin
  select i.* into v from app_priv.invitation i join app.operation x on x.id = i.operation_id and x.lock <> 'closed'
   where i.token_hash = sha256(convert_to(p_token, 'UTF8')) and i.revoked_at is null and i.expires_at > now()
     for update of i;
  return v;
end $$;

-- What whoever holds the link may read. Null: revoked, expired or never made; these look alike.
create function app_gate.invitation_of(p_token text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, app_priv as $$
  select jsonb_build_object('operation', x.code, 'operationName', x.name, 'organisation', o.name,
           'community', o.community, 'role', i.role, 'rights', i.rights, 'email', i.email, 'invitedBy', p.name,
           'expiresAt', i.expires_at, 'answered', i.answered_at is not null)
    from app_priv.invitation i
    join app.operation x on x.id = i.operation_id and x.lock <> 'closed'
    join app.organisation o on o.id = i.organisation_id
    join app.person p on p.id = i.invited_by
   where i.token_hash = sha256(convert_to(p_token, 'UTF8')) and i.revoked_at is null and i.expires_at > now()
$$;

-- Makes the invitation's membership for a person and writes the line in their name.
create function app_gate.join_by(p_invitation uuid, p_person uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv as $$
declare v app_priv.invitation; v_code text; v_context text;
begin
  update app_priv.invitation set accepted_at = now(), answered_at = coalesce(answered_at, now())
   where id = p_invitation returning * into v;
  select o.code into v_code from app.operation o where o.id = v.operation_id;
  insert into app.membership as m (person_id, operation_id, organisation_id, role, rights)
  values (p_person, v.operation_id, v.organisation_id, v.role, v.rights)
  on conflict (person_id, operation_id) do update set organisation_id = excluded.organisation_id,
    role = excluded.role, rights = excluded.rights, ended_at = null where m.ended_at is not null;
  if found then
    v_context := app_gate.open_desk(v_code, v.email);
    perform app_gate.take(v_context);
    perform app_gate.audit('invitation.accept', 'access', v.id, '{}');
    perform app_gate.close_desk(v_context);
    perform set_config('app.token', '', true);
  end if;
  return v_code;
end $$;

-- Name and password for a new account. A known address keeps its own password and signs in to accept; the answer and
-- what the link shows afterwards are the same. False: the link leads nowhere.
create function app_gate.accept_as_new(p_token text, p_name text, p_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app, app_priv, auth as $$
declare
  v app_priv.invitation := app_gate.open_invitation(p_token);
  v_user text := gen_random_uuid();
  v_person uuid := gen_random_uuid();
begin
  if v.id is null then return false; end if;
  if v.answered_at is not null then return true; end if;
  update app_priv.invitation set answered_at = now() where id = v.id;
  insert into auth."user" (id, name, email, "emailVerified") values (v_user, p_name, v.email, false)
  on conflict (email) do nothing;
  if not found then return true; end if;
  insert into auth.account (id, "accountId", "providerId", "userId", password)
  values (gen_random_uuid(), v_user, 'credential', v_user, p_hash);
  insert into app.person (id, user_id, name) values (v_person, v_user, p_name);
  perform app_gate.join_by(v.id, v_person);
  return true;
end $$;

-- The signed-in person accepts: `{operation}` or `{refused: why}`. Whoever is a member already stays what they are.
create function app_gate.accept_invitation(p_secret text, p_token text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_priv.invitation := app_gate.open_invitation(p_token); h app_gate.session_holder := app_gate.held_by(p_secret);
begin
  if v.id is null or h.session_id is null then return jsonb_build_object('refused', 'unknown_invitation'); end if;
  if h.demonstration or h.email <> v.email then return jsonb_build_object('refused', 'other_address'); end if;
  return jsonb_build_object('operation', app_gate.join_by(v.id, h.person_id));
end $$;

-- ---------------------------------------------------------------- bearer tokens
create function app_gate.add_token(p_id uuid, p_token text, p_name text, p_scope text, p_days integer) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.principal := app_gate.me(); v_expires timestamptz;
begin
  if v.person_id is null or not app_gate.by_session() or p_days not between 1 and 366 then
    raise exception 'no session' using errcode = '42501';
  end if;
  insert into app_priv.token (id, token_hash, person_id, operation_id, name, scope, expires_at)
  values (p_id, sha256(convert_to(p_token, 'UTF8')), v.person_id, v.operation_id, p_name, p_scope,
          now() + make_interval(days => p_days)) returning expires_at into v_expires;
  perform app_gate.audit('token.add', 'access', p_id, jsonb_build_object('scope', p_scope, 'days', p_days));
  return v_expires;
end $$;

create function app_gate.my_tokens() returns jsonb
language sql stable security definer set search_path = pg_catalog, app_priv as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'scope', t.scope, 'createdAt', t.created_at,
           'expiresAt', t.expires_at, 'lastUsedAt', t.last_used_at) order by t.created_at desc), '[]')
    from app_gate.me() me
    join app_priv.token t on t.person_id = me.person_id and t.operation_id = me.operation_id
   where app_gate.by_session() and t.revoked_at is null and t.expires_at > now()
$$;

create function app_gate.revoke_token(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app_priv as $$
declare v app_gate.principal := app_gate.me();
begin
  update app_priv.token set revoked_at = now()
   where id = p_id and person_id = v.person_id and operation_id = v.operation_id and revoked_at is null
     and app_gate.by_session();
  if not found then return false; end if;
  perform app_gate.audit('token.revoke', 'access', p_id, '{}');
  return true;
end $$;

revoke all on function app_gate.by_session(), app_gate.acting(), app_gate.people(),
  app_gate.fits(uuid, uuid, text, text[]), app_gate.keep_organisation(uuid, text, text),
  app_gate.set_member(uuid, uuid, text, text[]), app_gate.end_member(uuid), app_gate.set_disabled(uuid, boolean),
  app_gate.invite(uuid, text, text, uuid, text, text[]), app_gate.invitations(), app_gate.revoke_invitation(uuid),
  app_gate.open_invitation(text), app_gate.invitation_of(text), app_gate.join_by(uuid, uuid), app_gate.accept_as_new(text, text, text),
  app_gate.accept_invitation(text, text), app_gate.add_token(uuid, text, text, text, integer), app_gate.my_tokens(),
  app_gate.revoke_token(uuid) from public;
grant execute on function app_gate.people(), app_gate.keep_organisation(uuid, text, text),
  app_gate.set_member(uuid, uuid, text, text[]), app_gate.end_member(uuid), app_gate.set_disabled(uuid, boolean),
  app_gate.invite(uuid, text, text, uuid, text, text[]), app_gate.invitations(), app_gate.revoke_invitation(uuid),
  app_gate.add_token(uuid, text, text, text, integer), app_gate.my_tokens(), app_gate.revoke_token(uuid) to app_user;
grant execute on function app_gate.invitation_of(text), app_gate.accept_as_new(text, text, text),
  app_gate.accept_invitation(text, text) to app_login;
