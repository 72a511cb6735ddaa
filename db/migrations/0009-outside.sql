-- What the policies of records leave open and must not be: where a mission stands and moves is nobody's outside the
-- humanitarian and mission sides, however low a writer marked it, unless it is their own or published; and former
-- states of records are records, so that whoever only administers reads none of them.

set local role app_owner;

do $$
declare t text;
begin
  foreach t in array array['base', 'deployment', 'patrol'] loop
    execute format($p$create policy outside on app.%I as restrictive for select to app_user using (
        owner_org_id in ((select (app_gate.me()).organisation_id), (select (app_gate.me()).public_org_id))
        or (select (app_gate.me()).community) in (
             select code from app.community where side in ('humanitarian', 'mission')))$p$, t);
  end loop;
end $$;

create policy records on app.revision as restrictive for select to app_user
  using ((select (app_gate.me()).role) <> 'administrator');
