-- A copy tells a small count by its ends. Of "at least n" the upper end stays open: none is made up for it, since more than
-- four may have been killed.

set local role app_owner;

create or replace function app_priv.general_incident(p_ids uuid[]) returns setof app.incident_general
language sql volatile set search_path = pg_catalog, app as $$
  select r.* from app.incident i
    cross join lateral jsonb_populate_record(null::app.incident_general, to_jsonb(i) || app_priv.copy_head('incident', i.created_at, i.sensitivity)
      || jsonb_build_object(
      'kept_from', i.held_from, 'held_from', '{}'::text[], 'weapon', null, 'place_name', null, 'lon', null, 'lat', null,
      'adm3_id', null, 'description', null, 'missing_since', null, 'contradicts', false,
      'occurred_from', app_priv.coarse_from(i.occurred_from, i.sensitivity),
      'occurred_to', app_priv.coarse_to(i.occurred_to, i.sensitivity),
      'date_precision', case
        when i.date_precision = 'year' or (i.date_precision = 'month' and i.sensitivity in ('low', 'moderate')) then i.date_precision
        when i.sensitivity in ('high', 'severe') then 'month' else 'week' end,
      'location_precision', case when i.location_precision in ('country', 'cross_border') then i.location_precision
        when i.adm2_id is not null then 'adm2' when i.adm1_id is not null then 'adm1' else 'unclear' end,
      'cell', case when i.adm2_id is null then i.cell end,
      'killed_low', case when app_priv.is_few(coalesce(i.killed_low, i.killed_best)) then 1 else i.killed_low end,
      'killed_best', case when not app_priv.is_few(i.killed_best) then i.killed_best end,
      'killed_high', case when i.killed_high is null and i.at_least then null
        when app_priv.is_few(coalesce(i.killed_high, i.killed_best)) then 4 else i.killed_high end,
      'civilian_low', case when app_priv.is_few(coalesce(i.civilian_low, i.civilian_best)) then 1 else i.civilian_low end,
      'civilian_best', case when not app_priv.is_few(i.civilian_best) then i.civilian_best end,
      'civilian_high', case when i.civilian_high is null and i.at_least then null
        when app_priv.is_few(coalesce(i.civilian_high, i.civilian_best)) then 4 else i.civilian_high end,
      'unknown_status', case when not app_priv.is_few(i.unknown_status) then i.unknown_status end,
      'injured', case when not app_priv.is_few(i.injured) then i.injured end,
      'abducted', case when not app_priv.is_few(i.abducted) then i.abducted end,
      'displaced', case when not app_priv.is_few(i.displaced) then i.displaced end,
      'few', array_remove(array[
        case when app_priv.is_few(i.killed_best) and not (i.killed_high is null and i.at_least) then 'killed' end,
        case when app_priv.is_few(i.civilian_best) and not (i.civilian_high is null and i.at_least) then 'civilian' end,
        case when app_priv.is_few(i.unknown_status) then 'unknownStatus' end,
        case when app_priv.is_few(i.injured) then 'injured' end,
        case when app_priv.is_few(i.abducted) then 'abducted' end,
        case when app_priv.is_few(i.displaced) then 'displaced' end], null))) r
   where i.id = any(p_ids)
$$;

update app.incident_general g set killed_high = n.killed_high, civilian_high = n.civilian_high, few = n.few
  from app_priv.general_incident(array(select id from app.incident where at_least)) n
 where g.id = n.id and g.release_id is null;
