-- Two records of one actor: one's own and an imported one, one's own and another organisation's, or two of one's own.
-- Nothing is moved. A link says that the one that went is the same as the one that stays; whoever sees both records and
-- the link reads them as one, whoever does not reads what they read before. Taking the link back restores all of it.
-- Who is bound to harm by one of both is bound by the other too, for everybody, whether they see the link or not: so a
-- link can only make a rule or a release stricter.

set local role app_owner;

create table app.actor_same (
  like app_priv.record including defaults including constraints,
  primary key (id),
  gone_id uuid not null references app.actor,
  kept_id uuid not null references app.actor,
  said_at timestamptz not null,
  check (gone_id <> kept_id)
);
comment on table app.actor_same is 'The record that went is the same actor as the one that stays. Taken back: deleted_at.';
comment on column app.actor_same.said_at is 'When it was said, by the operation''s clock.';
create unique index actor_same_gone on app.actor_same (gone_id) where deleted_at is null;
create index actor_same_kept on app.actor_same (kept_id);
select app_priv.guard('actor_same', 'actor');
-- It holds two ids and no words, so that whoever reads copies of actors reads it too; without both actors it says nothing.
select app_priv.guard_read('actor_same', $$'actor'$$, 'true', 'generalised');
create policy gate on app.actor_same to app_definer using (true) with check (true);
grant select, update, delete on app.actor_same to app_definer;
create trigger refuse_gone after insert on app.actor_same referencing new table as added
  for each statement execute function app_gate.refuse_gone();

-- Why somebody thinks so, for their own organisation.
create table app.actor_same_reason (
  same_id uuid primary key references app.actor_same on delete cascade,
  reason  text not null check (length(reason) between 1 and 2000)
);
select app_priv.guard_part('actor_same_reason', 'actor_same', 'same_id', 'actor');
drop policy seen on app.actor_same_reason;
create policy seen on app.actor_same_reason for select to app_user using (exists (
  select from app.actor_same s where s.id = same_id and s.owner_org_id = (select (app_gate.me()).organisation_id)));

select app_priv.keep_kind(29, 'actor_same', 'actor');
-- As in 0035, and what a link names stays as an empty row, so that who is bound stays bound.
create or replace function app_priv.stays(p_kind text) returns text
language sql immutable set search_path = pg_catalog as $$
  select case p_kind when 'actor' then ' and not app_priv.is_named(t.id)
                       and not exists (select from app.actor_same x where t.id in (x.gone_id, x.kept_id))'
                     when 'base' then ' and not exists (select from app.deployment x where x.base_id = t.id)' else '' end
$$;

-- ---------------------------------------------------------------- the read doors
-- An actor's record as this reader sees it, by itself: for writing, and for a published list that is taken in again.
create view app.actor_record_link with (security_invoker = true) as
  select id as record_id, id as ref from app.actor where deleted_at is null
  union all select id, copy_id from app.actor_general;
alter view app.actor_seen rename to actor_record_seen;

create view app.actor_same_seen with (security_invoker = true) as
  select s.id as ref, s.operation_id, s.owner_org_id, s.version, s.sensitivity, s.illustrative, s.said_at,
         s.gone_id, s.kept_id, g.ref as gone_ref, k.ref as kept_ref
    from app.actor_same s
    join app.actor_record_link g on g.record_id = s.gone_id
    join app.actor_record_link k on k.record_id = s.kept_id
   where s.deleted_at is null;

-- Which record stands for which, by the links this reader sees: the end of the chain; of a circle, which nobody who sees
-- all of it can make, the first by its id, so that one of them is there. With its caller's rights. A function, because
-- every read door that names actors asks it: a view would be planned again inside each of them.
create function app.actor_standing() returns table (record_id uuid, stands_id uuid, record_ref uuid, ref uuid)
language plpgsql stable rows 20 set search_path = pg_catalog, app as $$
begin
  if not exists (select from app.actor_same s where s.deleted_at is null) then return; end if;
  return query
  with recursive said as materialized (select s.gone_id, s.kept_id from app.actor_same s where s.deleted_at is null),
  seen as materialized (
    select l.record_id, l.ref from app.actor_record_link l
     where l.record_id in (select x.gone_id from said x union select x.kept_id from said x)),
  link as materialized (
    select s.gone_id, s.kept_id from said s
     where s.gone_id in (select x.record_id from seen x) and s.kept_id in (select x.record_id from seen x)),
  walk as (
    select l.gone_id as start_id, l.kept_id as at, array[l.gone_id] as path from link l
    union all
    select w.start_id, l.kept_id, w.path || w.at from walk w join link l on l.gone_id = w.at where w.at <> all (w.path)),
  ended as (
    select w.start_id, case when w.at = any (w.path)
             then (select x from unnest(w.path[array_position(w.path, w.at):]) x order by x limit 1) else w.at end as end_id
      from walk w where w.at = any (w.path) or not exists (select from link l where l.gone_id = w.at))
  select e.start_id, e.end_id, o.ref, k.ref
    from ended e join seen o on o.record_id = e.start_id join seen k on k.record_id = e.end_id;
end $$;
revoke all on function app.actor_standing() from public;
grant execute on function app.actor_standing() to app_user;
create view app.actor_stands_seen with (security_invoker = true) as
  select s.record_id, s.stands_id, s.record_ref, s.ref from app.actor_standing() s;

-- What names an actor leads to the record that stands for it; every read door that names actors follows it here.
create or replace view app.actor_link with (security_invoker = true) as
  select l.record_id, l.ref, l.record_id as stands_id from app.actor_record_link l
   where l.record_id not in (select s.record_id from app.actor_standing() s)
  union all
  select s.record_id, s.ref, s.stands_id from app.actor_standing() s;
create view app.actor_seen with (security_invoker = true) as
  select r.* from app.actor_record_seen r
   where r.ref not in (select s.record_ref from app.actor_standing() s where s.record_id <> s.stands_id);

-- Which record a claim or zone was told of, where another one stands for it.
create view app.actor_told_of_seen with (security_invoker = true) as
  select t.ref, s.record_ref
    from (select id as ref, actor_id from app.actor_claim where deleted_at is null
          union all select copy_id, actor_id from app.actor_claim_general
          union all select id, actor_id from app.control_zone where deleted_at is null
          union all select copy_id, actor_id from app.control_zone_general) t
    join app.actor_stands_seen s on s.record_id = t.actor_id and s.record_id <> s.stands_id;
create view app.actor_same_reason_seen with (security_invoker = true) as
  select r.same_id as ref, r.reason from app.actor_same_reason r;
grant select on app.actor_record_link, app.actor_same_seen, app.actor_stands_seen, app.actor_seen, app.actor_told_of_seen,
  app.actor_same_reason_seen to app_user;

-- Whoever links two records sees both, and the one that goes is their own, or published and theirs to import.
drop policy written on app.actor_same;
create policy written on app.actor_same for insert to app_user with check (
  operation_id = (select (app_gate.me()).operation_id)
  and ((owner_org_id = (select (app_gate.me()).organisation_id) and (select app_gate.writes('actor') or app_gate.imports()))
       or (owner_org_id = (select (app_gate.me()).public_org_id) and sensitivity = 'low' and (select app_gate.imports())))
  and exists (select from app.actor g where g.id = gone_id and g.deleted_at is null
        and (g.owner_org_id = (select (app_gate.me()).organisation_id)
             or (g.owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))
  and kept_id in (select l.record_id from app.actor_record_link l));

-- ---------------------------------------------------------------- who is bound
-- Which record stands for which by all links of an operation, for deciding who is bound.
create function app_priv.same_actors(p_operation uuid) returns table (record_id uuid, stands_id uuid)
language sql stable set search_path = pg_catalog, app as $$
  with recursive link as materialized (
    select s.gone_id, s.kept_id from app.actor_same s where s.operation_id = p_operation and s.deleted_at is null),
  walk as (
    select l.gone_id as record_id, l.kept_id as at, array[l.gone_id] as path from link l
    union all
    select w.record_id, l.kept_id, w.path || w.at from walk w join link l on l.gone_id = w.at where w.at <> all (w.path))
  select w.record_id, case when w.at = any (w.path)
           then (select x from unnest(w.path[array_position(w.path, w.at):]) x order by x limit 1) else w.at end
    from walk w where w.at = any (w.path) or not exists (select from link l where l.gone_id = w.at)
$$;

-- As in 0017, between actors instead of records: records of one actor are one.
create or replace function app_priv.bound_to_actors(p_operation uuid, p_actors uuid[], p_from date, p_to date)
returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  with recursive same as materialized (select * from app_priv.same_actors(p_operation)),
  alleged as (select coalesce(s.stands_id, x.actor) as actor from unnest(p_actors) x(actor) left join same s on s.record_id = x.actor),
  told as (
    select coalesce(f.stands_id, r.from_actor) as from_actor, coalesce(t.stands_id, r.to_actor) as to_actor, r.kind
      from app.actor_relation r left join same f on f.record_id = r.from_actor left join same t on t.record_id = r.to_actor
     where r.operation_id = p_operation and r.deleted_at is null and r.valid_from <= p_to and (r.valid_to is null or r.valid_to >= p_from)
       and r.kind in ('part_of', 'commands', 'supports', 'supported_by', 'proxy_of', 'allied_with')),
  related as (
    select case r.kind when 'part_of' then r.to_actor else r.from_actor end as one,
           case r.kind when 'part_of' then r.from_actor else r.to_actor end as other,
           case r.kind when 'part_of' then 'commands' else r.kind end as kind
      from told r),
  above as (select actor from alleged
            union select r.one from related r join above a on r.other = a.actor where r.kind = 'commands'),
  below as (select actor from alleged
            union select r.other from related r join below b on r.one = b.actor where r.kind = 'commands'),
  chain as (select actor from above union select actor from below),
  bound as (
    select actor, 'is' as how, 1 as rank from alleged
    union all select actor, 'commands', 2 from above
    union all select actor, 'commanded_by', 3 from below
    union all select case when c.actor = r.one then r.other else r.one end,
                     case r.kind when 'allied_with' then 'joint' else 'supports' end, 4
                from related r join chain c on c.actor in (r.one, r.other) where r.kind <> 'commands')
  select distinct on (o.community) o.community, b.how
    from app.organisation o left join same s on s.record_id = o.actor_id
    join bound b on b.actor = coalesce(s.stands_id, o.actor_id)
   where o.operation_id = p_operation
   order by o.community, b.rank
$$;
revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.same_actors(uuid) to app_definer;

set local role app_definer;

-- A link said or taken back may change who is bound for every record of harm that names an alleged perpetrator; and
-- which two records it joins is never changed, nor is a link brought back: it is said anew.
create function app_gate.follow_same() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if tg_op = 'UPDATE' and ((new.gone_id, new.kept_id) is distinct from (old.gone_id, old.kept_id)
      or (old.deleted_at is not null and new.deleted_at is distinct from old.deleted_at)) then
    raise exception 'a link is taken back and said anew' using errcode = '42501';
  end if;
  if (tg_op = 'INSERT' or new.deleted_at is distinct from old.deleted_at)
     and exists (select from app.organisation o where o.operation_id = new.operation_id and o.actor_id is not null) then
    perform app_gate.settle_accusing();
  end if;
  return null;
end $$;
revoke all on function app_gate.follow_same() from public;
grant execute on function app_gate.follow_same() to app_owner;

set local role app_owner;
create trigger follow_same after insert or update on app.actor_same for each row execute function app_gate.follow_same();
