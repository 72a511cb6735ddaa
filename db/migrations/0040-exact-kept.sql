-- Exact zones and movements of high and severe records go to nobody, whatever a rule opens and whoever releases: the gate
-- refuses what keepsExact in shared/rooms/releases.ts says before it is tried.

set local role app_definer;

-- As in 0012, and nothing exact of what tells whereabouts.
create or replace function app_gate.release(p_id uuid, p_kind text, p_record uuid, p jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  v_terms jsonb := app_gate.release_terms(p_kind, p_record, p ->> 'community');
  v_level text := p ->> 'level';
  v_org uuid; v_copy uuid; v_rule text;
begin
  if v_terms is null then return 'absent'; end if;
  if not v.may_write or v.person_id is null or v.role not in ('coordinator', 'officer', 'verifier') then return 'not_allowed'; end if;
  v_rule := case when v_terms ->> 'bound' is null then v_terms ->> 'rule' else
    case when v_terms ->> 'rule' = 'none' then 'none' else 'person' end end;
  if v_rule = 'none' then return 'too_much'; end if;
  if v_level = 'full' and v_terms ->> 'sensitivity' in ('high', 'severe')
     and p_kind in ('actor', 'actor_relation', 'control_zone', 'actor_claim', 'engagement', 'field_mission') then return 'too_much'; end if;
  if v_level = 'full' and v_rule <> 'full' and (v_rule = 'aggregate' or v_terms ->> 'sensitivity' not in ('low', 'moderate'))
    then return 'too_much'; end if;
  if p ->> 'office' is not null then
    select f.organisation_id into v_org from app.office f join app.organisation o on o.id = f.organisation_id
     where f.id = (p ->> 'office')::uuid and f.operation_id = v.operation_id and o.community = p ->> 'community';
    if v_org is null then return 'not_there'; end if;
  end if;
  insert into app.release (id, operation_id, kind, record_id, owner_org_id, to_community, to_org_id, office_id, level, purpose,
    conditions, message, until, state, bound, replaces, record_version, current_version, rule_kind, rule_from, sensitivity,
    held_from, illustrative, created_by)
  select p_id, v.operation_id, p_kind, p_record, v.organisation_id, p ->> 'community', v_org, (p ->> 'office')::uuid, v_level,
    p ->> 'purpose', coalesce(p ->> 'conditions', ''), coalesce(p ->> 'message', ''), (p ->> 'until')::timestamptz,
    case when v_terms ->> 'bound' is null then 'offered' else 'held' end, v_terms ->> 'bound', (p ->> 'replaces')::uuid,
    (v_terms ->> 'version')::integer, (v_terms ->> 'version')::integer, v_terms ->> 'rule_kind',
    (v_terms ->> 'rule_from')::date, v_terms ->> 'sensitivity',
    array(select jsonb_array_elements_text(v_terms -> 'kept_from')), (v_terms ->> 'illustrative')::boolean, v.person_id;
  v_copy := app_gate.freeze(p_id, p_kind, p_record, v_level);
  update app.release set state = 'withdrawn', withdrawn_at = now(), answer = 'replaced'
   where id = (p ->> 'replaces')::uuid and record_id = p_record and owner_org_id = v.organisation_id
     and state in ('held', 'offered', 'active');
  return (select r.state from app.release r where r.id = p_id);
end $$;
