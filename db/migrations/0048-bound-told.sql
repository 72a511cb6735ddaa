-- Why a release waits for a second person is told as far as whoever asks reads it: that somebody is bound to the harm is
-- told always, since the release waits; how, only by the relations, the actors and the links that they read themselves.
-- Another organisation's record, that a force commands somebody, is that organisation's to tell.

set local role app_owner;

-- Who of all actors is one of those alleged, commands one, is commanded by one, supports one or operates jointly with
-- one, directly or through the chain of command, by relations given as three lists of one length. Reads nothing itself.
create function app.bound_among(p_alleged uuid[], p_from uuid[], p_to uuid[], p_kinds text[])
returns table (actor uuid, how text, rank integer)
language sql immutable set search_path = pg_catalog as $$
  with recursive alleged as (select unnest(p_alleged) as actor),
  related as (
    select case r.kind when 'part_of' then r.to_actor else r.from_actor end as one,
           case r.kind when 'part_of' then r.from_actor else r.to_actor end as other,
           case r.kind when 'part_of' then 'commands' else r.kind end as kind
      from unnest(p_from, p_to, p_kinds) r(from_actor, to_actor, kind)
     where r.kind in ('part_of', 'commands', 'supports', 'supported_by', 'proxy_of', 'allied_with')),
  above as (select a.actor from alleged a
            union select r.one from related r join above a on r.other = a.actor where r.kind = 'commands'),
  below as (select a.actor from alleged a
            union select r.other from related r join below b on r.one = b.actor where r.kind = 'commands'),
  chain as (select a.actor from above a union select b.actor from below b)
  select a.actor, 'is', 1 from alleged a
  union all select a.actor, 'commands', 2 from above a
  union all select b.actor, 'commanded_by', 3 from below b
  union all select case when c.actor = r.one then r.other else r.one end,
                   case r.kind when 'allied_with' then 'joint' else 'supports' end, 4
              from related r join chain c on c.actor in (r.one, r.other) where r.kind <> 'commands'
$$;
comment on function app.bound_among(uuid[], uuid[], uuid[], text[]) is
  'Actors bound to those alleged, each with how; smaller ranks say more.';

-- As in 0039.
create or replace function app_priv.bound_to_actors(p_operation uuid, p_actors uuid[], p_from date, p_to date)
returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  with same as materialized (select * from app_priv.same_actors(p_operation)),
  told as (
    select array_agg(coalesce(f.stands_id, r.from_actor)) as froms, array_agg(coalesce(t.stands_id, r.to_actor)) as tos,
           array_agg(r.kind) as kinds
      from app.actor_relation r left join same f on f.record_id = r.from_actor left join same t on t.record_id = r.to_actor
     where r.operation_id = p_operation and r.deleted_at is null and r.valid_from <= p_to and (r.valid_to is null or r.valid_to >= p_from))
  select distinct on (o.community) o.community, b.how
    from told cross join lateral app.bound_among(
      array(select coalesce(s.stands_id, x.actor) from unnest(p_actors) x(actor) left join same s on s.record_id = x.actor),
      told.froms, told.tos, told.kinds) b
    join (app.organisation o left join same s on s.record_id = o.actor_id) on coalesce(s.stands_id, o.actor_id) = b.actor
   where o.operation_id = p_operation
   order by o.community, b.rank, b.how desc
$$;

-- The same by what this reader sees, of a record that they see; with their rights.
create function app.bound_seen(p_kind text, p_record uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  with harm as materialized (
    select i.ref, i.occurred_from, i.occurred_to from app.incident_seen i where p_kind = 'incident' and i.ref = p_record
    union all select r.ref, r.occurred_from, r.occurred_to from app.displaced_report_seen r
               where p_kind = 'displaced_report' and r.ref = p_record
    union all select c.ref, c.occurred_from, c.occurred_to from app.displaced_case_seen c
               where p_kind = 'displaced_case' and c.ref = p_record),
  alleged as (
    select p.actor_ref from app.incident_party_seen p
     where p_kind = 'incident' and p.ref = p_record and p.role = 'alleged_perpetrator'
    union select p.actor_ref from app.displaced_report_party_seen p where p_kind = 'displaced_report' and p.ref = p_record
    union select p.actor_ref from app.displaced_case_party_seen p where p_kind = 'displaced_case' and p.ref = p_record
    union select p.actor_ref from app.displaced_case_report_seen l
            join app.displaced_report_party_seen p on p.ref = l.report_ref where p_kind = 'displaced_case' and l.ref = p_record),
  told as (
    select array_agg(r.from_actor) as froms, array_agg(r.to_actor) as tos, array_agg(r.kind) as kinds
      from harm h join app.actor_relation_seen r
        on r.valid_from <= h.occurred_to and (r.valid_to is null or r.valid_to >= h.occurred_from))
  select distinct on (o.community) o.community, b.how
    from told cross join lateral app.bound_among(array(select a.actor_ref from alleged a), told.froms, told.tos, told.kinds) b
    join app.actor_link l on l.ref = b.actor
    join app.organisation o on o.actor_id = l.record_id
   where exists (select from harm)
   order by o.community, b.rank, b.how desc
$$;
comment on function app.bound_seen(text, uuid) is 'How communities are bound to a harm, by what its reader sees.';

revoke all on function app.bound_among(uuid[], uuid[], uuid[], text[]), app.bound_seen(text, uuid) from public;
grant execute on function app.bound_among(uuid[], uuid[], uuid[], text[]) to app_user, app_definer;
grant execute on function app.bound_seen(text, uuid) to app_user;

-- As in 0019, and of a bond that there is one: how is asked of bound_seen, at the time of reading.
create or replace view app.release_seen with (security_invoker = true) as
  select r.id as ref, r.operation_id, r.kind, r.owner_org_id,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_id end as record_id,
         r.to_community, r.to_org_id, r.office_id, r.level, r.purpose, r.conditions, r.message, r.until,
         case when r.state in ('offered', 'active') and r.until <= (select app_gate.moment()) then 'expired' else r.state end as state,
         case when r.bound is not null and r.owner_org_id = (select (app_gate.me()).organisation_id) then 'unnamed' end as bound,
         r.second_by, r.second_at, r.answer, r.answered_by, r.answered_at, r.withdrawn_at, r.replaces,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.record_version else g.given end as record_version,
         case when r.owner_org_id = (select (app_gate.me()).organisation_id) then r.current_version
              else g.given + (r.current_version > r.record_version)::integer end as current_version,
         r.preview, r.illustrative, r.created_at, r.created_by,
         coalesce(r.offered_on, r.created_at) as offered_on, coalesce(r.answered_on, r.answered_at) as answered_on,
         coalesce(r.withdrawn_on, r.withdrawn_at) as withdrawn_on, g.given
    from app.release r
    -- Both sides count the same: what was offered to the same addressee, up to this one.
    cross join lateral (
      select count(*)::integer as given from app.release e
       where e.record_id = r.record_id and e.kind = r.kind and e.to_community = r.to_community
         and e.to_org_id is not distinct from r.to_org_id and (e.bound is null or e.second_at is not null or e.id = r.id)
         and (e.created_at, e.id) <= (r.created_at, r.id)) g;

set local role app_definer;

-- What a releaser is told: the terms, and of a bond that there is one.
create function app_gate.terms_told(p_kind text, p_record uuid, p_community text) returns jsonb
language sql stable security definer set search_path = pg_catalog, app as $$
  select t || jsonb_build_object('bound', case when t ->> 'bound' is not null then 'unnamed' end)
    from app_gate.release_terms(p_kind, p_record, p_community) t
$$;
revoke all on function app_gate.terms_told(text, uuid, text) from public;
grant execute on function app_gate.terms_told(text, uuid, text) to app_user;
revoke execute on function app_gate.release_terms(text, uuid, text) from app_user;
