-- What keeping records still lacked: bases and deployments are deleted and purged like other records; a purge holds the
-- rows it takes, so that nothing is destroyed that somebody brings back meanwhile; nothing is added to a record that was
-- deleted, so that no part can outlive it; and people who agree to less take back what was handed over before.

set local role app_owner;

do $$
declare t text;
begin
  foreach t in array array['base', 'deployment'] loop
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
    execute format('grant select, update, delete on app.%I to app_definer', t);
    execute format('create trigger refuse_gone after insert on app.%I referencing new table as added
      for each statement execute function app_gate.refuse_gone()', t);
  end loop;
end $$;

-- A deployment goes before the base it stands in.
select app_priv.keep_kind(110, 'deployment', 'base'), app_priv.keep_kind(120, 'base', 'base');

-- May a record of this kind not go yet, because another one leads to it? As a condition on `t`; an actor leaves an
-- empty row instead.
create function app_priv.stays(p_kind text) returns text
language sql immutable set search_path = pg_catalog as $$
  select case p_kind when 'actor' then ' and not app_priv.is_named(t.id)'
                     when 'base' then ' and not exists (select from app.deployment x where x.base_id = t.id)' else '' end
$$;
revoke all on function app_priv.stays(text) from public;
grant execute on function app_priv.stays(text) to app_definer;

-- Parts are added to what is there. Whose record it is was asked before; that it was not deleted is asked in the same look.
create function app_priv.guard_living(p_table text, p_key text, p_also text default '') returns void
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter policy written on app.%I with check (exists (
      select from app.incident r where r.id = %I and r.deleted_at is null
         and ((r.owner_org_id = (select (app_gate.me()).organisation_id)
               and (select app_gate.writes(''incident'') or app_gate.imports()))
              or (r.owner_org_id = (select (app_gate.me()).public_org_id) and (select app_gate.imports()))))%s)',
    p_table, p_key, p_also);
end $$;
select app_priv.guard_living('incident_party', 'incident_id', ' and actor_id in (select l.record_id from app.actor_link l)');
select app_priv.guard_living('incident_harm', 'incident_id');
select app_priv.guard_living('incident_source', 'incident_id');
drop function app_priv.guard_living(text, text, text);

-- What was said of a planning cycle goes with it when it is deleted.
create or replace view app.cycle_agreement_seen with (security_invoker = true) as
  select a.id as ref, a.operation_id, a.cycle_id, a.side, a.act, a.organisation_id, a.person_id, a.said_at
    from app.cycle_agreement a
   where exists (select from app.priority_cycle c where c.id = a.cycle_id and c.deleted_at is null);

set local role app_definer;

-- Deletes what has been kept long enough, and takes away what was deleted more than `p_days` ago; answers how many of
-- each kind. `p_dry`: only counts. Published data is nobody's to delete. For the desk, and not in a locked operation:
-- on a compromised day nothing is destroyed. Rows are held while they are looked at: what somebody deletes or brings
-- back at the same moment is looked at again.
create or replace function app_gate.purge(p_days integer, p_dry boolean) returns table (kind text, expired integer, purged integer)
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_hold text := case when p_dry then '' else ' order by t.id for update of t' end;
  v_months integer;
  v_ids uuid[];
  v_stays text;
  r record;
begin
  if v.operation_id is null or not v.desk or not v.may_write then raise exception 'not allowed' using errcode = '42501'; end if;
  for r in select * from app_priv.kept_kinds() t order by t.place loop
    v_months := app_gate.kept_for(r.kept);
    v_stays := app_priv.stays(r.name);
    execute format('select coalesce(array_agg(x.id), ''{}'') from (select t.id from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at is null and created_at < now() - make_interval(months => $3)%s%s) x', r.name, v_stays, v_hold)
      into v_ids using v.operation_id, v.public_org_id, v_months;
    expired := cardinality(v_ids);
    if not p_dry and expired > 0 then
      execute format('with gone as (update app.%I t set deleted_at = now(), version = version + 1, updated_at = now(), updated_by = null
          where id = any($1) returning id, operation_id, owner_org_id)
        insert into app.tombstone (record_id, operation_id, owner_org_id, kind, cause, reason, said)
        select id, operation_id, owner_org_id, $2, ''retention'', $3, ''retention'' from gone', r.name)
        using v_ids, r.name, v_months || ' months';
      perform app_gate.settle(r.name, v_ids);
    end if;
    execute format('select coalesce(array_agg(x.id), ''{}'') from (select t.id from app.%I t where operation_id = $1 and owner_org_id <> $2
      and deleted_at < now() - make_interval(days => $3)
      and not exists (select from app.tombstone b where b.record_id = t.id and b.purged_at is not null)%s%s) x', r.name,
      case when r.name = 'actor' then '' else v_stays end, v_hold)
      into v_ids using v.operation_id, v.public_org_id, p_days;
    purged := cardinality(v_ids);
    if not p_dry and purged > 0 then
      insert into app.tombstone as b (record_id, operation_id, owner_org_id, kind, cause, reason, said, purged_at)
      select x, v.operation_id, v.organisation_id, r.name, 'person', 'purge', 'purge', now() from unnest(v_ids) x
      on conflict (record_id) do update set purged_at = now();
      delete from app.revision x where x.record_id = any(v_ids);
      delete from app.receipt x where x.record_id = any(v_ids);
      update app.release x set preview = '{}', message = '', conditions = '' where x.record_id = any(v_ids) and x.kind = r.name;
      if to_regclass('app.' || r.name || '_general') is not null then
        execute format('delete from app.%I where id = any($1)', r.name || '_general') using v_ids;
      end if;
      -- An actor that others' records name leaves an empty row, so that their references hold.
      if r.name = 'actor' then
        update app.actor t set name = '-', name_key = '', full_name = null, aliases = '{}', notes = null, raw = '{}',
               external_id = null, content = null, active_from = null, active_to = null, as_of = null,
               chain_of_command_clarity = null
         where t.id = any(v_ids);
      end if;
      execute format('delete from app.%I t where id = any($1)%s', r.name, v_stays) using v_ids;
    end if;
    kind := r.name;
    if expired + purged > 0 then return next; end if;
  end loop;
  -- A device says an act again within hours or weeks; after half a year its receipt only tells who did what when.
  if not p_dry then
    delete from app.receipt x where x.operation_id = v.operation_id and x.said_at < now() - interval '6 months';
  end if;
  if not p_dry then perform app_gate.touch(x.kept) from (select distinct t.kept from app_priv.kept_kinds() t) x; end if;
end $$;

revoke all on function app_gate.purge(integer, boolean) from public;

-- Make the copies of records anew, in the transaction that wrote them, and bring their releases up to date: who is
-- bound to the harm, to whom nothing goes any more, what the rules see, which version is the newest. A deleted record
-- takes its copies along. Answers the organisations that hold a release of a version that is not the newest any more.
create or replace function app_gate.settle(p_kind text, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_table text := p_kind || '_general';
  v_make text := app_priv.of_kind('general', p_kind, 'uuid[]');
  v_bound text := app_priv.of_kind('bound', p_kind, 'uuid');
  v_parts text := app_priv.of_kind('copy_parts', p_kind, 'uuid[]');
  v_refused text := app_priv.of_kind('refused', p_kind, 'uuid');
  v_ids uuid[];
  v_known jsonb;
begin
  if v.operation_id is null or v_make is null then return; end if;
  if p_kind = 'actor_relation' then
    -- Who is bound to whom may have changed for every record of harm that names an alleged perpetrator.
    if exists (select from app.organisation o where o.operation_id = v.operation_id and o.actor_id is not null) then
      perform app_gate.settle_accusing();
    end if;
  end if;
  execute format('select coalesce(array_agg(id), ''{}'') from app.%I where id = any($1) and operation_id = $2 and owner_org_id <> $3
    and deleted_at is null', p_kind) into v_ids using p_ids, v.operation_id, v.public_org_id;
  if v_bound is not null then
    execute format($q$update app.%1$I i set held_from = h.held
      from (select x.id, coalesce(array_agg(b.community order by b.community) filter (where b.community is not null), '{}') as held
              from unnest($1) x(id) left join lateral %2$s(x.id) b on true group by x.id) h
     where i.id = h.id and i.held_from is distinct from h.held$q$, p_kind, v_bound) using v_ids;
  end if;
  execute format($q$select coalesce(jsonb_object_agg(id, jsonb_build_object('copy_id', copy_id)), '{}')
    from app.%I where id = any($1) and release_id is null$q$, v_table) into v_known using p_ids;
  execute format('delete from app.%I where id = any($1) and release_id is null', v_table) using p_ids;
  execute format($q$insert into app.%1$I select r.* from %2$s($1) f
    cross join lateral jsonb_populate_record(null::app.%1$I, to_jsonb(f) || coalesce($2 -> (f.id::text), '{}')) r$q$, v_table, v_make)
    using v_ids, v_known;
  if v_parts is not null then execute format('select %s($1)', v_parts) using v_ids; end if;
  execute format($q$update app.release r set current_version = t.version, rule_kind = f.rule_kind, rule_from = f.rule_from,
      sensitivity = f.sensitivity, held_from = f.kept_from
    from app.%I t join app.%I f on f.id = t.id and f.release_id is null
   where r.kind = $1 and r.record_id = t.id and t.id = any($2)$q$, p_kind, v_table) using p_kind, v_ids;
  if v_bound is not null then
    -- Somebody turned out to be bound to the harm after it was handed over: a second person must agree first.
    execute format($q$update app.release r set state = 'held', bound = b.how
      from unnest($2) x(id) cross join lateral %s(x.id) b
     where r.kind = $1 and r.record_id = x.id and r.to_community = b.community and r.bound is null
       and r.state in ('offered', 'active')$q$, v_bound) using p_kind, v_ids;
  end if;
  if v_refused is not null then
    -- Consent ended, as it does where a check is taken back: what a person handed over before is withdrawn with it.
    execute format($q$update app.release r set state = 'withdrawn', withdrawn_at = now(), answer = 'consent'
      where r.kind = $1 and r.record_id = any($2) and r.state in ('held', 'offered', 'active')
        and r.to_community = any(%s(r.record_id))$q$, v_refused) using p_kind, v_ids;
  end if;
  execute format($q$update app.release r set state = 'withdrawn', withdrawn_at = now(), answer = 'deleted', current_version = t.version
    from app.%I t where t.id = r.record_id and t.deleted_at is not null and r.kind = $1 and r.record_id = any($2)
     and r.state in ('held', 'offered', 'active')$q$, p_kind) using p_kind, p_ids;
  return query select distinct o.id from app.release r
    join app.organisation o on o.operation_id = r.operation_id and o.community = r.to_community
     and (r.to_org_id is null or o.id = r.to_org_id)
   where r.kind = p_kind and r.record_id = any(p_ids) and r.current_version > r.record_version
     and r.owner_org_id = v.organisation_id and r.state in ('offered', 'active', 'withdrawn')
     and (r.bound is null or r.second_at is not null);
end $$;

revoke all on function app_gate.settle(text, uuid[]) from public;
