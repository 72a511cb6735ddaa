-- Exact zones and movements of high and severe records go to nobody, whatever a rule opens and whoever releases: the gate
-- refuses what keepsExact in shared/rooms/releases.ts says before it is tried. What it does with all else is told in 0012.

set local role app_definer;

alter function app_gate.release(uuid, text, uuid, jsonb) rename to hand_over;
revoke execute on function app_gate.hand_over(uuid, text, uuid, jsonb) from app_user;

create function app_gate.release(p_id uuid, p_kind text, p_record uuid, p jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if p ->> 'level' = 'full'
     and p_kind in ('actor', 'actor_relation', 'control_zone', 'actor_claim', 'engagement', 'field_mission')
     and app_gate.release_terms(p_kind, p_record, p ->> 'community') ->> 'sensitivity' in ('high', 'severe') then
    return 'too_much';
  end if;
  return app_gate.hand_over(p_id, p_kind, p_record, p);
end $$;
revoke all on function app_gate.release(uuid, text, uuid, jsonb) from public;
grant execute on function app_gate.release(uuid, text, uuid, jsonb) to app_user;
