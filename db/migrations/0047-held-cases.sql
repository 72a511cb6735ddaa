-- Who is bound to what a report of displaced people tells of is bound to every case made of it, also where whoever made
-- the case does not read the actor that the report names: a case is held back from everybody from whom one of its reports
-- is.

set local role app_owner;

create or replace function app_priv.bound_displaced_case(p_record uuid) returns table (community text, how text)
language sql stable set search_path = pg_catalog, app as $$
  select b.community, b.how from app.displaced_case r
   cross join lateral app_priv.bound_to_actors(r.operation_id,
      array(select p.actor_id from app.displaced_case_party p where p.case_id = r.id
            union select p.actor_id from app.displaced_case_report l
              join app.displaced_report_party p on p.report_id = l.report_id where l.case_id = r.id),
      r.occurred_from, r.occurred_to) b
   where r.id = p_record
$$;

-- Looked at anew when it becomes known who commands or supports whom, also where only one of its reports says who did harm,
-- and even if that report was deleted since and is not looked at itself.
create or replace function app_priv.accusing(p_operation uuid) returns table (kind text, record_id uuid)
language sql stable set search_path = pg_catalog, app as $$
  select distinct 'incident', p.incident_id from app.incident_party p join app.incident i on i.id = p.incident_id
    join app.organisation o on o.id = i.owner_org_id and not o.public_data
   where p.role = 'alleged_perpetrator' and i.operation_id = p_operation
  union select 'displaced_report', p.report_id from app.displaced_report_party p join app.displaced_report r on r.id = p.report_id
   where r.operation_id = p_operation
  union select 'displaced_case', p.case_id from app.displaced_case_party p join app.displaced_case c on c.id = p.case_id
   where c.operation_id = p_operation
  union select 'displaced_case', l.case_id from app.displaced_case_report l
    join app.displaced_report_party p on p.report_id = l.report_id join app.displaced_case c on c.id = l.case_id
   where c.operation_id = p_operation
$$;

set local role app_definer;

-- As in 0023, and when it turns out that somebody is bound to what a report tells of.
create or replace function app_gate.tighten_cases() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v_ids uuid[];
begin
  with stricter as (
    update app.displaced_case c set
      sensitivity = case when array_position(array['low', 'moderate', 'high', 'severe'], new.sensitivity)
                           > array_position(array['low', 'moderate', 'high', 'severe'], c.sensitivity) then new.sensitivity else c.sensitivity end,
      consent = array(select unnest(c.consent) intersect select unnest(new.consent) order by 1),
      share_from = greatest(c.share_from, new.share_from), version = c.version + 1, updated_at = now()
    where c.id in (select l.case_id from app.displaced_case_report l where l.report_id = new.id) and c.deleted_at is null
      and (array_position(array['low', 'moderate', 'high', 'severe'], new.sensitivity)
             > array_position(array['low', 'moderate', 'high', 'severe'], c.sensitivity)
           or not c.consent <@ new.consent or new.share_from > coalesce(c.share_from, '-infinity'))
    returning c.id)
  select coalesce(array_agg(id), '{}') into v_ids from stricter;
  if new.held_from is distinct from old.held_from then
    v_ids := v_ids || array(select l.case_id from app.displaced_case_report l where l.report_id = new.id);
  end if;
  perform app_gate.settle('displaced_case', v_ids);
  return null;
end $$;

-- Cases that stand already, and their copies.
update app.displaced_case c set held_from = b.held
  from (select x.id, array(select b.community from app_priv.bound_displaced_case(x.id) b order by 1) as held
          from app.displaced_case x) b
 where c.id = b.id and c.held_from is distinct from b.held;
update app.displaced_case_general g set kept_from = array(select unnest(g.kept_from) union select unnest(c.held_from))
  from app.displaced_case c where c.id = g.id and not c.held_from <@ g.kept_from;

set local role app_owner;
drop trigger tighten_cases on app.displaced_report;
create trigger tighten_cases after update on app.displaced_report for each row
  when (old.sensitivity is distinct from new.sensitivity or old.consent is distinct from new.consent
        or old.share_from is distinct from new.share_from or old.held_from is distinct from new.held_from)
  execute function app_gate.tighten_cases();
