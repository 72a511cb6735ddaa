-- What a cycle counts, others read by rule: its rows name districts and say exact numbers, and a cycle of a single day
-- tells of a single event. So records that no rule shows to everybody whom it otherwise would are in no such count: those
-- held back from a party to the harm, those whose sources did not agree that somebody is told, sexual violence, and what
-- a person handed over for a purpose. Published records stay as published.

set local role app_owner;

create view app.incident_uncounted_seen with (security_invoker = true) as
  select i.id as ref
    from app.incident i
   where i.owner_org_id <> (select (app_gate.me()).public_org_id) and i.deleted_at is null
     and (i.held_from <> '{}' or i.barred_from <> '{}' or i.crsv or i.kind = 'crsv')
  union all
  select g.copy_id
    from app.incident_general g
   where g.release_id is not null or g.kept_from <> '{}' or g.barred_from <> '{}' or g.crsv or g.kind = 'crsv';
comment on view app.incident_uncounted_seen is 'Records that are in no count which others read by rule.';
grant select on app.incident_uncounted_seen to app_user;
