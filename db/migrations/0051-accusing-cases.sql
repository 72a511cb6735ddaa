-- A case says who did harm also where only one of its reports does: when it becomes known who commands or supports whom,
-- it is looked at anew, even if that report was deleted since and is not looked at itself.

set local role app_owner;

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

-- What was missed until now, and its copies.
set local role app_definer;
update app.displaced_case c set held_from = b.held
  from (select x.id, array(select b.community from app_priv.bound_displaced_case(x.id) b order by 1) as held
          from app.displaced_case x) b
 where c.id = b.id and c.held_from is distinct from b.held;
update app.displaced_case_general g set kept_from = array(select unnest(g.kept_from) union select unnest(c.held_from))
  from app.displaced_case c where c.id = g.id and not c.held_from <@ g.kept_from;
