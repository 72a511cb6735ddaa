-- What the facts say of an incident is put together once, when it is written: all of it, codes as their numbers, the rest as
-- it is stored. Reading 385,000 of them is then one walk over one column, at less than half of what it cost the database.

set local role app_owner;

-- A record of fixed width (server/facts/statement.ts). A code's number is its place in its list, as
-- shared/rooms/incidents-lists.ts has them: what is new there is appended, and comes with a migration that makes the column
-- anew. A code without a number makes the record null, and then the facts are refused: never shifted, never less than there
-- is. The point stands in it where it is known well enough to show; what is not recorded is -1. Of copies, which are few, it
-- is put together when asked.
do $$
declare
  v_kind text := '{killing,injury,abduction,enforced_disappearance,arbitrary_detention,crsv,torture_ill_treatment,
    forced_recruitment,child_recruitment_use,armed_clash,attack_on_civilians,attack_on_site,
    attack_on_school,attack_on_health,attack_on_humanitarian,explosive_hazard,looting_destruction,
    extortion,forced_displacement,movement_restriction,siege,forced_return_refoulement,
    military_use_of_civilian_object,access_denial,weapons_in_site,family_separation,mob_violence,
    threat_intimidation,distinction_concern,other,unknown,signal_movement,signal_tension,
    signal_threat,signal_rumour}';
  v_tactic text := '{ground_engagement,ied_non_suicide,ied_pressure_plate,ied_remote,ied_vehicle_borne,ied_magnetic,
    suicide_attack,complex_attack,aerial_operation,targeted_killing,escalation_of_force,
    search_operation,shelling,erw_detonation,landmine,abduction,cattle_raid,ambush,arson,
    sexual_violence,threat,siege,other,unknown}';
  v_verification text := '{reported,under_verification,corroborated,verified,not_verifiable,falsely_attributed,rejected}';
  v_location_precision text := '{exact,near,adm2,adm1,unclear,country,cross_border}';
  v_date_precision text := '{day,range_2_6d,week,month,year}';
  v_pack text := $p$uuid_send(%2$s%1$s) || uuid_send(coalesce(%2$sparty_set, '00000000-0000-0000-0000-000000000000'))
    || uuid_send(%2$sdataset_id)
    || uuid_send(coalesce(%2$sadm2_id, %2$sadm1_id, %2$sadm0_id, '00000000-0000-0000-0000-000000000000'))
    || int8send(((array_position('%4$s'::text[], %2$skind) - 1
          + 256 * (array_position('%5$s'::text[], %2$stactic) - 1)
          + 65536 * (array_position('%6$s'::text[], %2$sverification) - 1)
          + 1048576 * (array_position('%7$s'::text[], %2$slocation_precision) - 1)
          + 16777216 * (array_position('%8$s'::text[], %2$sdate_precision) - 1)
          + 268435456 * (%2$scontradicts::int + 2 * %2$sillustrative::int + 4 * %2$sat_least::int))::int8 << 32)
        | (least(%2$soccurred_to - %2$soccurred_from, 32767) + 65536 * %3$s)::int8)
    || int4send(%2$soccurred_to - date '1970-01-01')
    || float4send((case when %2$slocation_precision in ('exact', 'near') then coalesce(%2$slon, 'NaN') else 'NaN' end)::float4)
    || float4send((case when %2$slocation_precision in ('exact', 'near') then coalesce(%2$slat, 'NaN') else 'NaN' end)::float4)
    || int4send(coalesce(%2$skilled_low, -1)) || int4send(coalesce(%2$skilled_best, -1)) || int4send(coalesce(%2$skilled_high, -1))
    || int4send(coalesce(%2$scivilian_low, -1)) || int4send(coalesce(%2$scivilian_best, -1))
    || int4send(coalesce(%2$scivilian_high, -1)) || int4send(coalesce(%2$sunknown_status, -1))
    || int4send(coalesce(%2$sinjured, -1)) || int4send(coalesce(%2$sabducted, -1)) || int4send(coalesce(%2$sdisplaced, -1))$p$;
  -- The read door as in 0012 but for its packed column.
  v_door text := $v$create or replace view app.incident_seen with (security_invoker = true) as
  select i.id as ref, 'full'::text as level, i.operation_id, i.owner_org_id, i.sensitivity, i.version,
         i.created_at, i.created_by, i.updated_at, i.illustrative, i.dataset_id, i.external_id, i.kind, i.tactic,
         i.weapon, i.occurred_from, i.occurred_to, i.date_precision, i.place_name, i.lon, i.lat,
         i.location_precision, i.adm0_id, i.adm1_id, i.adm2_id, i.adm3_id, null::text as cell, i.description,
         i.verification, i.party_set, i.killed_low, i.killed_best, i.killed_high, i.civilian_low,
         i.civilian_best, i.civilian_high, i.unknown_status, i.injured, i.abducted, i.displaced, i.at_least,
         i.contradicts, i.missing_since, i.raw, '{}'::text[] as few, null::uuid as release_id, %1$s as packed,
         i.held_from <> '{}' as held
    from app.incident i where i.deleted_at is null
  union all
  select g.copy_id, g.level, g.operation_id, g.owner_org_id, g.sensitivity, g.version,
         g.created_at, null, g.updated_at, g.illustrative, g.dataset_id, null, g.kind, g.tactic,
         g.weapon, g.occurred_from, g.occurred_to, g.date_precision, g.place_name, g.lon, g.lat,
         g.location_precision, g.adm0_id, g.adm1_id, g.adm2_id, g.adm3_id, g.cell, g.description,
         g.verification, g.party_set, g.killed_low, g.killed_best, g.killed_high, g.civilian_low,
         g.civilian_best, g.civilian_high, g.unknown_status, g.injured, g.abducted, g.displaced, g.at_least,
         g.contradicts, null, '{}'::jsonb, g.few, g.release_id, %2$s, false
    from app.incident_general g$v$;
begin
  execute format(v_door, 'null::bytea', 'null::bytea');
  alter table app.incident drop column packed;
  execute 'alter table app.incident add column packed bytea generated always as (' || format(v_pack, 'id', '', '0', v_kind, v_tactic, v_verification, v_location_precision, v_date_precision) || ') stored';
  execute format(v_door, $p$i.packed$p$, format(v_pack, 'copy_id', 'g.', '1', v_kind, v_tactic, v_verification, v_location_precision, v_date_precision));
end $$;
