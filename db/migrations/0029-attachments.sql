-- Photos and documents of an incident. What is kept was written anew by the server (server/attachments): nothing of the
-- file that was sent is stored, neither its name nor what it says of place, device or author. They stay in the
-- organisation that owns the record: no cell of the protocol, no release and no broken glass opens one. One on which
-- somebody can be recognised, one that is severe, and every one of a severe record or a record marked with a grave
-- violation against children is read like a source: by its author and by those with the right to sources. Records of
-- sexual violence have none.

set local role app_owner;

create table app.attachment (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  incident_id  uuid not null references app.incident on delete cascade,
  kind         text not null check (kind in ('photo', 'document')),
  sensitivity  text not null check (sensitivity in ('low', 'moderate', 'high', 'severe')),
  pictured     text not null check (pictured in ('nobody', 'agreed', 'not_asked')),
  caption      text not null check (length(caption) <= 300),
  bytes        integer not null check (bytes > 0),
  width        integer check (width > 0),
  height       integer check (height > 0),
  pages        integer check (pages > 0),
  sent         bytea not null check (length(sent) = 32),
  created_by   uuid not null references app.person,
  created_at   timestamptz not null,
  removed_at   timestamptz,
  removed_said text check (length(removed_said) <= 400),
  reason       text check (length(reason) between 1 and 500),
  check ((removed_at is null) = (reason is null) and (removed_at is null) = (removed_said is null)),
  check (removed_at is not null or length(caption) > 0)
);
comment on column app.attachment.pictured is 'nobody: no person can be recognised. agreed, not_asked: somebody can be, who agreed or was not asked.';
comment on column app.attachment.sent is 'SHA-256 of what was sent, so that a repeated upload is recognised.';
comment on column app.attachment.removed_said is 'Who, as role and organisation; never a name. Its bytes and its caption are gone; the id is never taken again.';
create index attachment_incident on app.attachment (incident_id);
create index attachment_owner on app.attachment (owner_org_id);

-- The bytes, apart, so that a list never touches them.
create table app.attachment_part (
  attachment_id uuid not null references app.attachment on delete cascade,
  part          text not null check (part in ('file', 'preview')),
  content       bytea not null check (length(content) between 1 and 10485760),
  primary key (attachment_id, part)
);
-- Photos and rewritten documents are packed already.
alter table app.attachment_part alter column content set storage external;

do $$
declare
  t text;
  v_own text := $p$operation_id = (select (app_gate.me()).operation_id)
      and owner_org_id = (select (app_gate.me()).organisation_id)
      and (select (app_gate.me()).role) <> 'administrator'$p$;
begin
  foreach t in array array['attachment', 'attachment_part'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
    execute format('grant select, insert on app.%I to app_user', t);
  end loop;
  execute format($p$create policy seen on app.attachment for select to app_user using (%s
    and ('source' = any((select (app_gate.me()).rights)::text[])
         or created_by = (select (app_gate.me()).person_id)
         or (pictured = 'nobody' and sensitivity <> 'severe' and exists (
               select from app.incident i where i.id = incident_id and i.sensitivity <> 'severe' and i.mrm = '{}'))))$p$, v_own);
  execute format($p$create policy written on app.attachment for insert to app_user with check (%s
    and created_by = (select (app_gate.me()).person_id) and removed_at is null and (select app_gate.writes('incident'))
    and exists (select from app.incident i where i.id = incident_id and i.deleted_at is null and not i.crsv
                   and i.owner_org_id = (select (app_gate.me()).organisation_id)))$p$, v_own);
end $$;
create policy seen on app.attachment_part for select to app_user using (
  (select (app_gate.me()).operation_id) is not null
  and exists (select from app.attachment a where a.id = attachment_id and a.removed_at is null));
create policy written on app.attachment_part for insert to app_user with check (
  exists (select from app.attachment a where a.id = attachment_id and a.removed_at is null
             and a.created_by = (select (app_gate.me()).person_id)) and (select app_gate.writes('incident')));
grant select, update on app.attachment to app_definer;
grant select, delete on app.attachment_part to app_definer;

set local role app_definer;

-- Why an attachment of so many bytes cannot be added to an incident, or null. Counts all of the organisation's, those
-- too that the writer may not see, and holds the organisation until the transaction ends, so that two who add at once
-- do not both find the last place. `p_most`: files of one incident, bytes of one incident, bytes of an organisation.
create function app_gate.attachment_refused(p_incident uuid, p_bytes integer, p_most bigint[]) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); i app.incident; v_files bigint; v_bytes bigint; v_all bigint;
begin
  select * into i from app.incident x where x.id = p_incident and x.operation_id = v.operation_id
     and x.owner_org_id = v.organisation_id and x.deleted_at is null;
  if i.id is null or v.role = 'administrator' then return 'absent'; end if;
  if v.person_id is null or not app_gate.writes('incident') then return 'not_allowed'; end if;
  if i.crsv then return 'sexual_violence'; end if;
  perform pg_advisory_xact_lock(hashtextextended(v.organisation_id::text, 29));
  select count(*) filter (where a.incident_id = i.id), coalesce(sum(a.bytes) filter (where a.incident_id = i.id), 0),
         coalesce(sum(a.bytes), 0)
    into v_files, v_bytes, v_all
    from app.attachment a where a.owner_org_id = v.organisation_id and a.removed_at is null;
  return case when v_files >= p_most[1] or v_bytes + p_bytes > p_most[2] then 'incident_full'
              when v_all + p_bytes > p_most[3] then 'organisation_full' end;
end $$;

-- Takes an attachment away for good, bytes and caption; a line stays that says when, why and by which role. Answers the
-- incident, or null where there is none that the caller may read and write.
create function app_gate.remove_attachment(p_id uuid, p_reason text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); v_incident uuid;
begin
  if v.person_id is null or not app_gate.writes('incident') then return null; end if;
  update app.attachment a set removed_at = now(), reason = p_reason, caption = '',
         removed_said = (select v.role || ', ' || o.name from app.organisation o where o.id = v.organisation_id)
    from app.incident i
   where a.id = p_id and i.id = a.incident_id and i.deleted_at is null and a.removed_at is null
     and a.operation_id = v.operation_id and a.owner_org_id = v.organisation_id
     and ('source' = any(v.rights) or a.created_by = v.person_id
          or (a.pictured = 'nobody' and a.sensitivity <> 'severe' and i.sensitivity <> 'severe' and i.mrm = '{}'))
  returning a.incident_id into v_incident;
  delete from app.attachment_part p where p.attachment_id = p_id and v_incident is not null;
  return v_incident;
end $$;

-- A report that turns out to be of sexual violence loses its pictures, as it loses its place and its text.
create function app_gate.drop_attachments() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  delete from app.attachment_part p using app.attachment a where a.id = p.attachment_id and a.incident_id = new.id;
  update app.attachment set removed_at = now(), reason = 'sexual_violence', removed_said = 'rule', caption = ''
   where incident_id = new.id and removed_at is null;
  return null;
end $$;

revoke all on function app_gate.attachment_refused(uuid, integer, bigint[]), app_gate.remove_attachment(uuid, text),
  app_gate.drop_attachments() from public;
grant execute on function app_gate.attachment_refused(uuid, integer, bigint[]), app_gate.remove_attachment(uuid, text) to app_user;
grant execute on function app_gate.drop_attachments() to app_owner;

set local role app_owner;

create trigger drop_attachments after update on app.incident for each row
  when (new.crsv and not old.crsv) execute function app_gate.drop_attachments();

-- ---------------------------------------------------------------- the read doors
-- Sensitivity is the stricter of its own and the record's; `guarded`: read like a source.
create view app.attachment_seen with (security_invoker = true) as
  select a.id as ref, a.incident_id as record_ref, a.kind,
         (array['low', 'moderate', 'high', 'severe'])[greatest(
           array_position(array['low', 'moderate', 'high', 'severe'], a.sensitivity),
           array_position(array['low', 'moderate', 'high', 'severe'], i.sensitivity))] as sensitivity,
         a.pictured <> 'nobody' or a.sensitivity = 'severe' or i.sensitivity = 'severe' or i.mrm <> '{}' as guarded,
         a.pictured, a.caption, a.bytes, a.width, a.height, a.pages, a.sent, a.created_by, a.created_at, a.removed_at, a.removed_said,
         a.reason
    from app.attachment a join app.incident i on i.id = a.incident_id and i.deleted_at is null;
create view app.attachment_part_seen with (security_invoker = true) as
  select p.attachment_id as ref, p.part, p.content from app.attachment_part p
   where exists (select from app.attachment a join app.incident i on i.id = a.incident_id and i.deleted_at is null
                  where a.id = p.attachment_id and a.removed_at is null);
grant select on app.attachment_seen, app.attachment_part_seen to app_user;
