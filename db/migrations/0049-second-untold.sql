-- What a receiver could tell from a release that waited for a second person: who that was, the day on which it was
-- written instead of offered, its place in the order and its number among those given. Each says that the receiver is
-- bound to the harm, which is told to the owner only. And why a record is no longer shared, deleted or because a source
-- does not agree any more, is the owner's too: a receiver is told that it is not.

set local role app_owner;

-- As in 0019, and what a second person let go is offered on that day.
create or replace function app_priv.date_release() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
declare v_moment timestamptz := coalesce(app_gate.moment(), now());
begin
  if tg_op = 'INSERT' then new.offered_on := v_moment; return new; end if;
  if old.state = 'held' and new.state = 'offered' then new.offered_on := v_moment; end if;
  if new.answered_at is distinct from old.answered_at then new.answered_on := v_moment; end if;
  if new.withdrawn_at is distinct from old.withdrawn_at then new.withdrawn_on := v_moment; end if;
  return new;
end $$;

-- As in 0048-bound-told.
create or replace view app.release_seen with (security_invoker = true) as
  select r.id as ref, r.operation_id, r.kind, r.owner_org_id,
         case when w.own then r.record_id end as record_id,
         r.to_community, r.to_org_id, r.office_id, r.level, r.purpose, r.conditions, r.message, r.until,
         case when r.state in ('offered', 'active') and r.until <= (select app_gate.moment()) then 'expired' else r.state end as state,
         case when w.own and r.bound is not null then 'unnamed' end as bound,
         case when w.own then r.second_by end as second_by, case when w.own then r.second_at end as second_at,
         case when not w.own and r.answer in ('deleted', 'consent') then 'gone' else r.answer end as answer,
         r.answered_by, r.answered_at, r.withdrawn_at, r.replaces,
         case when w.own then r.record_version else g.given end as record_version,
         case when w.own then r.current_version else g.given + (r.current_version > r.record_version)::integer end as current_version,
         r.preview, r.illustrative, coalesce(r.second_at, r.created_at) as created_at, r.created_by,
         coalesce(r.offered_on, r.created_at) as offered_on, coalesce(r.answered_on, r.answered_at) as answered_on,
         coalesce(r.withdrawn_on, r.withdrawn_at) as withdrawn_on, g.given
    from app.release r
    cross join lateral (select r.owner_org_id = (select (app_gate.me()).organisation_id) as own) w
    -- Both sides count the same: what was offered to the same addressee, up to this one, in the order of offering.
    cross join lateral (
      select count(*)::integer as given from app.release e
       where e.record_id = r.record_id and e.kind = r.kind and e.to_community = r.to_community
         and e.to_org_id is not distinct from r.to_org_id and (e.bound is null or e.second_at is not null or e.id = r.id)
         and (coalesce(e.second_at, e.created_at), e.id) <= (coalesce(r.second_at, r.created_at), r.id)) g;
