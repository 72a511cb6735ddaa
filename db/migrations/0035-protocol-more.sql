-- What keeping records still lacked: bases and deployments are deleted and purged like other records; a purge holds the
-- rows it takes, so that nothing is destroyed that somebody brings back meanwhile; and nothing is added to a record that
-- was deleted, so that no part can outlive it.

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

-- The kinds known before, and these two: a deployment goes before the base it stands in.
do $$
declare v_rows text;
begin
  select string_agg(format('(%s, %L, %L)', k.place, k.name, k.kept), ', ' order by k.place) into v_rows
    from (select * from app_priv.kept_kinds() union values (110, 'deployment', 'base'), (120, 'base', 'base')) k;
  execute format('create or replace function app_priv.kept_kinds() returns table (place integer, name text, kept text)
    language sql immutable set search_path = pg_catalog as %L', 'values ' || v_rows);
end $$;

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
  if not p_dry then perform app_gate.touch(x.kept) from (select distinct t.kept from app_priv.kept_kinds() t) x; end if;
end $$;

revoke all on function app_gate.purge(integer, boolean) from public;
