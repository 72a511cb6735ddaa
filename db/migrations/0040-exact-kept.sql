-- Exact zones and movements of high and severe records go to nobody, whatever a rule opens and whoever releases: the same
-- as keepsExact in shared/rooms/releases.ts says before it is tried, held here for every way of writing a release.

set local role app_owner;

create function app_priv.keep_exact() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'exact whereabouts of a high or severe record' using errcode = '42501';
end $$;
revoke all on function app_priv.keep_exact() from public;
-- Of new releases: a copy handed over before its record became high is told to stop by other means.
create trigger keep_exact before insert on app.release for each row
  when (new.level = 'full' and new.sensitivity in ('high', 'severe')
    and new.kind in ('actor', 'actor_relation', 'control_zone', 'actor_claim', 'engagement', 'field_mission'))
  execute function app_priv.keep_exact();
