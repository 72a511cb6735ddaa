-- The photos and documents of a report that was merged, and the message it was made of, stand under the report that
-- stays for exactly those who could read them before. When the report that stays is told to be of sexual violence they
-- are not shown; when it becomes severe, or is marked with a grave violation against children, only after the merge, they
-- are read like its own from then on.

set local role app_owner;

alter table app.incident_merge add column was_guarded boolean not null default false;
comment on column app.incident_merge.was_guarded is 'Were the attachments of the report that stays read like sources already before the merge?';

create function app_priv.note_guarded() returns trigger
language plpgsql set search_path = pg_catalog, app as $$
begin
  new.was_guarded := coalesce((select i.sensitivity = 'severe' or i.mrm <> '{}' from app.incident i where i.id = new.kept_id), false);
  return new;
end $$;
revoke all on function app_priv.note_guarded() from public;
create trigger note_guarded before insert on app.incident_merge for each row execute function app_priv.note_guarded();

create or replace view app.attachment_seen with (security_invoker = true) as
  select a.id as ref, a.incident_id as record_ref, a.kind,
         (array['low', 'moderate', 'high', 'severe'])[greatest(
           array_position(array['low', 'moderate', 'high', 'severe'], a.sensitivity),
           array_position(array['low', 'moderate', 'high', 'severe'], i.sensitivity))] as sensitivity,
         a.pictured <> 'nobody' or a.sensitivity = 'severe' or i.sensitivity = 'severe' or i.mrm <> '{}' as guarded,
         a.pictured, a.caption, a.bytes, a.width, a.height, a.pages, a.sent, a.created_by, a.created_at, a.removed_at, a.removed_said,
         a.reason, false as merged
    from app.attachment a join app.incident i on i.id = a.incident_id and i.deleted_at is null
  union all
  select a.id, k.id, a.kind,
         (array['low', 'moderate', 'high', 'severe'])[greatest(
           array_position(array['low', 'moderate', 'high', 'severe'], a.sensitivity),
           array_position(array['low', 'moderate', 'high', 'severe'], g.sensitivity),
           array_position(array['low', 'moderate', 'high', 'severe'], k.sensitivity))],
         a.pictured <> 'nobody' or a.sensitivity = 'severe' or 'severe' in (g.sensitivity, k.sensitivity)
           or g.mrm <> '{}' or k.mrm <> '{}',
         a.pictured, a.caption, a.bytes, a.width, a.height, a.pages, a.sent, a.created_by, a.created_at, a.removed_at, a.removed_said,
         a.reason, true
    from app.attachment a
    join app.incident g on g.id = a.incident_id and g.merged_into is not null
    join app.incident k on k.id = g.merged_into and k.deleted_at is null and not k.crsv
   where (k.sensitivity <> 'severe' and k.mrm = '{}')
      or 'source' = any((select (app_gate.me()).rights)::text[])
      or a.created_by = (select (app_gate.me()).person_id)
      or exists (select from app.incident_merge m where m.gone_id = g.id and m.undone_at is null and m.was_guarded);
create or replace view app.attachment_part_seen with (security_invoker = true) as
  select p.attachment_id as ref, p.part, p.content from app.attachment_part p
   where exists (select from app.attachment_seen a where a.ref = p.attachment_id and a.removed_at is null);

create or replace view app.incident_original_seen with (security_invoker = true) as
  select o.incident_id as ref, o.channel, o.body, false as merged from app.incident_original o
   where exists (select from app.incident i where i.id = o.incident_id and i.deleted_at is null)
  union all
  select g.into_ref, o.channel, o.body, true
    from app.incident_merged_seen g join app.incident_original o on o.incident_id = g.ref
   where exists (select from app.incident k where k.id = g.into_ref and not k.crsv);

set local role app_definer;

-- As in 0029; what stands under the report that stays can be taken away there too. Answers the report under which it stood.
create or replace function app_gate.remove_attachment(p_id uuid, p_reason text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_incident uuid;
begin
  if v.person_id is null or not app_gate.writes('incident') then return null; end if;
  update app.attachment a set removed_at = now(), reason = p_reason, caption = '',
         removed_said = (select v.role || ', ' || o.name from app.organisation o where o.id = v.organisation_id)
    from app.incident i
    left join app.incident k on k.id = i.merged_into
    left join app.incident_merge m on m.gone_id = i.id and m.undone_at is null
   where a.id = p_id and i.id = a.incident_id and a.removed_at is null
     and (i.deleted_at is null or (k.deleted_at is null and not k.crsv))
     and a.operation_id = v.operation_id and a.owner_org_id = v.organisation_id
     and ('source' = any(v.rights) or a.created_by = v.person_id
          or (a.pictured = 'nobody' and a.sensitivity <> 'severe' and i.sensitivity <> 'severe' and i.mrm = '{}'
              and (k.id is null or m.was_guarded or (k.sensitivity <> 'severe' and k.mrm = '{}'))))
  returning coalesce(k.id, i.id) into v_incident;
  delete from app.attachment_part p where p.attachment_id = p_id and v_incident is not null;
  return v_incident;
end $$;
