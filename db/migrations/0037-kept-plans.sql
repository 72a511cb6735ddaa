-- The functions that row policies ask run many times in one statement. PostgreSQL before 18 plans one of language sql anew
-- each time it is entered (0.6 ms for who is asking, ten times in one answer); the plan of a plpgsql one is made once a
-- connection. What they say is what they said.

set local role app_definer;

-- Who is asking, from the token of this transaction; no row when the token is absent, guessed, expired, its session
-- ended, its person disabled or no longer a member, or the operation closed to them. In a closed operation only
-- administrators remain, and the desk becomes one: they read no records. The right to sources asks for a second
-- factor, except of demonstration persons, whose records are not real.
-- Glass is broken by administrators: whoever is none any more sees nothing through it.
-- And a look reads as a member of the community, nothing but what one organisation owns, and writes nothing.
-- It is of no organisation, so that what another one owns is never its own; look_org only says whose releases it sees.
create or replace function app_gate.me() returns app_gate.principal
language plpgsql stable security definer set search_path = pg_catalog, app, app_priv, auth as $$
begin
  return (
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
            x.lock <> 'closed' and coalesce(m.role, c.role) = 'administrator' and exists (
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
       and (c.token_id is null or (t.revoked_at is null and t.expires_at > now())));
end $$;

create or replace function app_gate.today() returns date
language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return (select (coalesce(o.clock, now()) at time zone o.time_zone)::date
            from app.operation o where o.id = (app_gate.me()).operation_id);
end $$;

create or replace function app_gate.moment() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return (select coalesce(o.clock, now()) from app.operation o where o.id = (app_gate.me()).operation_id);
end $$;

create or replace function app_gate.writes(p_kind text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return coalesce((select me.may_write and me.role in ('coordinator', 'verifier', 'officer', 'reporter')
                      and exists (select from app.writer w where w.operation_id = me.operation_id
                                     and w.kind = p_kind and w.community = me.community)
                     from app_gate.me() me), false);
end $$;

-- What the protocol in effect opens to this reader at a level: kind, owner organisation and sensitivity, others' only.
-- No version in effect: nothing crosses.
create or replace function app_gate.opens(p_level text) returns table (kind text, org uuid, sensitivity text)
language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return query
  with me as materialized (
    select m.*, (select p.id from app.protocol p where p.operation_id = m.operation_id and p.state = 'effective') as protocol_id
      from app_gate.me() m where m.role <> 'administrator')
  select c.kind, o.id, c.sensitivity
    from me
    join app.protocol_cell c on c.protocol_id = me.protocol_id and c.community = me.community and c.level = p_level
    join app.community y on y.operation_id = me.operation_id and y.side = c.side
    join app.organisation o on o.operation_id = me.operation_id and o.community = y.code
   where not o.public_data and o.id <> me.organisation_id and (me.only_org is null or o.id = me.only_org);
end $$;

-- Releases this reader may read now: accepted, not withdrawn, not expired, to their community and, if one is named,
-- their organisation; of each record the one that hands over most, then the newest; and none where a rule already
-- opens as much. Reader, clock and protocol are looked up once, and not for every release.
create or replace function app_gate.released() returns table (release_id uuid, record_id uuid, level text)
language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return query
  with me as materialized (
    select m.*, coalesce(o.clock, now()) as moment, (coalesce(o.clock, now()) at time zone o.time_zone)::date as today,
           (select p.id from app.protocol p where p.operation_id = m.operation_id and p.state = 'effective') as protocol_id
      from app_gate.me() m join app.operation o on o.id = m.operation_id where m.role <> 'administrator'),
  mine as (
    select distinct on (r.record_id) r.id, r.record_id, r.level, r.owner_org_id, r.sensitivity,
           case when r.rule_from > me.today then 'patrol_plan' else r.rule_kind end as kind_now,
           me.community = any (r.held_from) as held, me.community, me.protocol_id
      from me
      join app.release r on r.operation_id = me.operation_id and r.state = 'active' and r.to_community = me.community
     where (r.until is null or r.until > me.moment) and (r.to_org_id is null or r.to_org_id = coalesce(me.look_org, me.organisation_id))
       and r.owner_org_id <> me.organisation_id and (me.only_org is null or r.owner_org_id = me.only_org)
     order by r.record_id, r.level = 'full' desc, r.created_at desc)
  select m.id, m.record_id, m.level from mine m
   where m.held or not exists (
     select from app.organisation o
       join app.community y on y.operation_id = o.operation_id and y.code = o.community
       join app.protocol_cell c on c.protocol_id = m.protocol_id and c.kind = m.kind_now and c.side = y.side
        and c.sensitivity = m.sensitivity and c.community = m.community
      where o.id = m.owner_org_id and not o.public_data
        and (c.level = 'full' or (c.level = 'generalised' and m.level <> 'full')));
end $$;

reset role;
