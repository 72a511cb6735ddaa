-- How an incident comes to be verified: a review that somebody asks for and a second person decides, fact by fact, with
-- what was said on the way, who is asked again, and which records of others tell of the same event. A level above
-- those of logging comes from a decision and from nowhere else; whoever wrote or asked does not decide. A change of the
-- facts takes the decision back. What is said in a review stays in the organisation that owns the record.

set local role app_owner;

-- What "verified" asks for: sources independent of each other, and how many of them direct (victim, eyewitness, medical).
alter table app.operation add column verify_independent smallint not null default 2 check (verify_independent between 1 and 10);
alter table app.operation add column verify_direct smallint not null default 1;
alter table app.operation add constraint operation_verify_direct check (verify_direct between 0 and verify_independent);

alter table app.membership add column hub text not null default '' check (length(hub) <= 100);
comment on column app.membership.hub is 'Where a member works from, in words; a small office finds its second person elsewhere.';

create table app.incident_review (
  id              uuid primary key,
  operation_id    uuid not null references app.operation,
  owner_org_id    uuid not null references app.organisation,
  incident_id     uuid not null references app.incident on delete cascade,
  state           text not null default 'open' check (state in ('open', 'asked', 'decided', 'reopened', 'withdrawn')),
  question        text not null default '' check (length(question) <= 2000),
  requested_by    uuid references app.person,
  requested_at    timestamptz not null,
  assigned_to     uuid references app.person,
  occurrence      text check (occurrence in ('verified', 'corroborated', 'not_verifiable', 'rejected')),
  counts          text check (counts in ('verified', 'corroborated', 'not_verifiable')),
  victims         text check (victims in ('verified', 'corroborated', 'not_verifiable')),
  perpetrator     text check (perpetrator in ('verified', 'corroborated', 'not_verifiable', 'falsely_attributed')),
  level           text check (level in ('corroborated', 'verified', 'not_verifiable', 'falsely_attributed', 'rejected')),
  standard        text check (standard in ('suspicion', 'reasonable_suspicion', 'reasonable_grounds_to_believe',
                    'balance_of_probabilities', 'clear_and_convincing', 'beyond_reasonable_doubt')),
  reason          text not null default '' check (length(reason) <= 4000),
  late            boolean not null default false,
  decided_by      uuid references app.person,
  decided_at      timestamptz,
  decided_version integer,
  ended_said      text not null default '' check (length(ended_said) <= 2000),
  ended_by        uuid references app.person,
  ended_at        timestamptz,
  check ((state in ('decided', 'reopened')) = (decided_at is not null)),
  check ((decided_at is null) = (occurrence is null) and (decided_at is null) = (level is null)
         and (decided_at is null) = (decided_by is null)),
  check (decided_by is distinct from requested_by or decided_by is null)
);
comment on column app.incident_review.state is 'open: waits for a second person. asked: the second person asked for more.';
comment on column app.incident_review.requested_by is 'null: nobody asked; a change or a reviewer opened it.';
comment on column app.incident_review.late is 'Verified after the end of the quarter in which it happened (MRM: late verification).';
create unique index incident_review_open on app.incident_review (incident_id) where state in ('open', 'asked');
create index incident_review_incident on app.incident_review (incident_id);

-- The decision that holds, for everybody who reads the record itself: no name, no reason, no question.
create table app.incident_finding (
  incident_id  uuid primary key references app.incident on delete cascade,
  occurrence   text not null,
  counts       text,
  victims      text,
  perpetrator  text,
  standard     text,
  late         boolean not null,
  decided_on   date not null
);

create table app.incident_comment (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  incident_id  uuid not null references app.incident on delete cascade,
  act          text not null check (act in ('comment', 'asked', 'answered')),
  said         text not null check (length(said) between 1 and 4000),
  person_id    uuid not null references app.person,
  at           timestamptz not null
);
create index incident_comment_incident on app.incident_comment (incident_id);

-- Who will be asked again, in words for a part played and never a name: source data.
create table app.incident_callback (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  incident_id  uuid not null references app.incident on delete cascade,
  who          text not null check (length(who) between 1 and 200),
  channel      text not null check (channel in ('phone', 'radio', 'visit', 'meeting', 'email', 'partner')),
  about        text not null default '' check (length(about) <= 1000),
  due_on       date not null,
  outcome      text not null default '' check (length(outcome) <= 1000),
  done_by      uuid references app.person,
  done_at      timestamptz,
  created_by   uuid not null references app.person,
  created_at   timestamptz not null
);
create index incident_callback_incident on app.incident_callback (incident_id);

-- A record of another recorder, as this organisation sees it, tells of the same event as an own one, or of another.
create table app.incident_same (
  id           uuid primary key,
  operation_id uuid not null references app.operation,
  owner_org_id uuid not null references app.organisation,
  incident_id  uuid not null references app.incident on delete cascade,
  other_ref    uuid not null,
  state        text not null check (state in ('same', 'different')),
  person_id    uuid not null references app.person,
  at           timestamptz not null,
  unique (incident_id, other_ref)
);
comment on column app.incident_same.other_ref is 'The record or its copy, by the reference under which it is seen; it may be gone later.';

do $$
declare t text; v_own text := $p$operation_id = (select (app_gate.me()).operation_id)
      and owner_org_id = (select (app_gate.me()).organisation_id)
      and (select (app_gate.me()).role) <> 'administrator'$p$;
begin
  foreach t in array array['incident_review', 'incident_finding', 'incident_comment', 'incident_callback', 'incident_same'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy gate on app.%I to app_definer using (true) with check (true)', t);
    execute format('grant select on app.%I to app_user', t);
  end loop;
  foreach t in array array['incident_review', 'incident_comment', 'incident_same'] loop
    execute format('create policy seen on app.%I for select to app_user using (%s)', t, v_own);
  end loop;
  foreach t in array array['incident_comment', 'incident_same'] loop
    execute format($p$create policy written on app.%I for insert to app_user with check (%s
      and person_id = (select (app_gate.me()).person_id) and (select app_gate.writes('incident'))
      and exists (select from app.incident i where i.id = incident_id and i.deleted_at is null
                     and i.owner_org_id = (select (app_gate.me()).organisation_id)))$p$, t, v_own);
  end loop;
  execute format('create policy replaced on app.incident_same for delete to app_user using (%s and (select app_gate.writes(''incident'')))',
    v_own);
  execute format($p$create policy seen on app.incident_callback for select to app_user using (%s
    and ('source' = any((select (app_gate.me()).rights)::text[])
         or created_by = (select (app_gate.me()).person_id)
         or exists (select from app.incident i where i.id = incident_id and i.created_by = (select (app_gate.me()).person_id))))$p$, v_own);
  execute format($p$create policy written on app.incident_callback for insert to app_user with check (%s
    and created_by = (select (app_gate.me()).person_id) and (select app_gate.writes('incident'))
    and exists (select from app.incident i where i.id = incident_id and i.deleted_at is null
                   and i.owner_org_id = (select (app_gate.me()).organisation_id)))$p$, v_own);
  execute format($p$create policy changed on app.incident_callback for update to app_user using (%s
    and (select app_gate.writes('incident')))$p$, v_own);
end $$;
create policy seen on app.incident_finding for select to app_user using (
  (select (app_gate.me()).operation_id) is not null
  and exists (select from app.incident i where i.id = incident_id));
grant insert on app.incident_comment to app_user, app_definer;
grant insert, delete on app.incident_same to app_user;
grant insert, update on app.incident_callback to app_user;
grant select, insert, update on app.incident_review to app_definer;
grant select, insert, update, delete on app.incident_finding to app_definer;

create policy gate_read on app.dataset for select to app_definer using (true);
grant select on app.dataset to app_definer;

create view app.incident_review_seen with (security_invoker = true) as
  select r.id as ref, r.incident_id as record_ref, r.state, r.question, r.requested_by, r.requested_at, r.assigned_to, r.occurrence,
         r.counts, r.victims, r.perpetrator, r.level, r.standard, r.reason, r.late, r.decided_by, r.decided_at,
         r.decided_version, r.ended_said, r.ended_by, r.ended_at
    from app.incident_review r
   where exists (select from app.incident i where i.id = r.incident_id and i.deleted_at is null);
create view app.incident_finding_seen with (security_invoker = true) as
  select f.incident_id as ref, f.occurrence, f.counts, f.victims, f.perpetrator, f.standard, f.late, f.decided_on
    from app.incident_finding f
   where exists (select from app.incident i where i.id = f.incident_id and i.deleted_at is null);
create view app.incident_comment_seen with (security_invoker = true) as
  select c.id as ref, c.incident_id as record_ref, c.act, c.said, c.person_id, c.at from app.incident_comment c
   where exists (select from app.incident i where i.id = c.incident_id and i.deleted_at is null);
create view app.incident_callback_seen with (security_invoker = true) as
  select c.id as ref, c.incident_id as record_ref, c.who, c.channel, c.about, c.due_on, c.outcome, c.done_by, c.done_at,
         c.created_by, c.created_at
    from app.incident_callback c
   where exists (select from app.incident i where i.id = c.incident_id and i.deleted_at is null);
-- What the reader no longer sees is no pair any more.
create view app.incident_same_seen with (security_invoker = true) as
  select s.id as ref, s.incident_id as record_ref, s.other_ref, s.state, s.person_id, s.at from app.incident_same s
   where exists (select from app.incident i where i.id = s.incident_id and i.deleted_at is null)
     and exists (select from app.incident_link l where l.ref = s.other_ref);
grant select on app.incident_review_seen, app.incident_finding_seen, app.incident_comment_seen, app.incident_callback_seen,
  app.incident_same_seen to app_user;

-- ---------------------------------------------------------------- rules
-- The level of the record from its facts: verified when occurrence and counts are; a wrong perpetrator is told apart.
create function app_priv.level_of(p_occurrence text, p_counts text, p_perpetrator text) returns text
language sql immutable set search_path = pg_catalog as $$
  select case
    when p_occurrence in ('rejected', 'not_verifiable') then p_occurrence
    when p_occurrence = 'verified' and coalesce(p_counts, 'verified') = 'verified' then
      case when p_perpetrator = 'falsely_attributed' then 'falsely_attributed' else 'verified' end
    else 'corroborated' end
$$;

-- Who wrote, changed or asked: none of them decides. An earlier decision looked at what came before it.
create function app_priv.kept_from_review(p_incident uuid) returns table (person_id uuid, why text)
language sql stable set search_path = pg_catalog, app as $$
  select i.created_by, 'author' from app.incident i where i.id = p_incident and i.created_by is not null
  union
  select v.person_id, 'editor' from app.revision v
   where v.record_id = p_incident and v.kind = 'incident' and v.person_id is not null
     and v.action not in ('incident.ask_review', 'incident.decide', 'incident.reopen', 'record.delete', 'record.undelete')
     and v.version > coalesce((select max(r.decided_version) from app.incident_review r where r.incident_id = p_incident), 0)
  union
  select r.requested_by, 'requester' from app.incident_review r
   where r.incident_id = p_incident and r.state in ('open', 'asked') and r.requested_by is not null
$$;

-- What an edit by a writer may not do: give a level that only a decision gives. A change of the facts takes it back.
-- Areas follow the operation's boundaries: they are facts of an edit, which counts the version on, and of nothing else.
create function app_priv.keep_level() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  v_apart text[] := array['version', 'updated_at', 'updated_by', 'sensitivity', 'verification', 'content', 'raw', 'cell', 'held_from',
    'barred_from', 'deleted_at', 'missing_since', 'packed'];
begin
  if current_user <> 'app_user' then return new; end if;
  if tg_op = 'INSERT' or (new.verification <> old.verification and new.verification not in ('reported', 'under_verification')) then
    raise exception 'a level that only a second person gives' using errcode = '42501';
  end if;
  if new.version = old.version then
    v_apart := v_apart || array['adm0_id', 'adm1_id', 'adm2_id', 'adm3_id'];
  end if;
  if new.verification = old.verification and to_jsonb(old) - v_apart is distinct from to_jsonb(new) - v_apart then
    new.verification := 'under_verification';
  end if;
  return new;
end $$;
revoke all on all functions in schema app_priv from public;
grant execute on function app_priv.level_of(text, text, text), app_priv.kept_from_review(uuid) to app_definer;

set local role app_definer;

-- Takes the decision back when the level went back to those of logging: the review is reopened, and one waits anew.
create function app_gate.reopen_review() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.incident_review set state = 'reopened', ended_by = (app_gate.me()).person_id, ended_at = coalesce(app_gate.moment(), now())
   where incident_id = new.id and state = 'decided';
  delete from app.incident_finding where incident_id = new.id;
  insert into app.incident_review (id, operation_id, owner_org_id, incident_id, requested_at)
  select gen_random_uuid(), new.operation_id, new.owner_org_id, new.id, coalesce(app_gate.moment(), now())
   where not exists (select from app.incident_review r where r.incident_id = new.id and r.state in ('open', 'asked'));
  return null;
end $$;

-- May this principal decide reviews of the own organisation's records at all?
create function app_gate.reviews() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(me.person_id is not null and me.role in ('coordinator', 'verifier', 'officer') and app_gate.writes('incident'), false)
    from app_gate.me() me
$$;

-- How many sources of own records are independent of each other, and how many of those are direct. Sources of one stated
-- group are one; without a group, those of one type are one; unreliable (E) and improbable (5) ones do not count. The
-- numbers are the owner organisation's, also for its members who may not read the sources. And which facts a decision
-- must speak of: counts, where any are recorded; the perpetrator, where one is alleged.
create function app_gate.review_facts(p_ids uuid[])
returns table (incident_id uuid, independent integer, direct integer, counts boolean, perpetrator boolean)
language sql stable security definer set search_path = pg_catalog, app as $$
  select i.id, count(distinct s.origin)::integer, (count(distinct s.origin) filter (where s.is_direct))::integer,
         exists (select from app.incident_harm h where h.incident_id = i.id),
         exists (select from app.incident_party a where a.incident_id = i.id and a.role = 'alleged_perpetrator')
    from app_gate.me() me
    join app.incident i on i.id = any(p_ids) and i.operation_id = me.operation_id and i.owner_org_id = me.organisation_id
     and i.deleted_at is null
    left join lateral (
      select coalesce('group ' || nullif(lower(btrim(x.independence_group)), ''), x.source_type) as origin,
             x.source_type in ('victim', 'eyewitness', 'medical') as is_direct
        from app.incident_source x
       where x.incident_id = i.id and x.reliability is distinct from 'E' and x.credibility is distinct from 5) s on true
   where me.role <> 'administrator'
   group by i.id
$$;

-- Who of the own organisation could decide about an own record, and who is kept from it, why.
create function app_gate.reviewers(p_ids uuid[]) returns table (incident_id uuid, person_id uuid, name text, role text, hub text, why text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select i.id, p.id, p.name, m.role, m.hub,
         (select k.why from app_priv.kept_from_review(i.id) k where k.person_id = p.id order by k.why limit 1)
    from app_gate.me() me
    join app.incident i on i.id = any(p_ids) and i.operation_id = me.operation_id and i.owner_org_id = me.organisation_id
     and i.deleted_at is null
    join app.membership m on m.operation_id = me.operation_id and m.organisation_id = me.organisation_id and m.ended_at is null
     and m.role in ('coordinator', 'verifier', 'officer')
    join app.person p on p.id = m.person_id and p.disabled_at is null
   where me.role <> 'administrator'
   order by p.name, p.id
$$;

-- An own record of the operation's log, held until the transaction ends, so that of two who decide one waits.
create function app_gate.hold_incident(p_incident uuid) returns app.incident
language sql volatile security definer set search_path = pg_catalog, app as $$
  select i from app.incident i join app.dataset d on d.id = i.dataset_id and d.name = 'log'
   where i.id = p_incident and i.operation_id = (app_gate.me()).operation_id and i.owner_org_id = (app_gate.me()).organisation_id
     and i.deleted_at is null for update of i
$$;

-- Ask for a second person. Answers the record's version, or `refused`: absent, not_allowed, waiting, decided.
create function app_gate.ask_review(p_id uuid, p_incident uuid, p_question text, p_assigned uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me(); i app.incident := app_gate.hold_incident(p_incident); v_from text;
begin
  if i.id is null then return jsonb_build_object('refused', 'absent'); end if;
  if v.person_id is null or not app_gate.writes('incident') then return jsonb_build_object('refused', 'not_allowed'); end if;
  if i.verification not in ('reported', 'under_verification') then return jsonb_build_object('refused', 'decided'); end if;
  if exists (select from app.incident_review r where r.incident_id = i.id and r.state in ('open', 'asked') and r.requested_by is not null)
    then return jsonb_build_object('refused', 'waiting'); end if;
  if p_assigned is not null and not exists (select from app_gate.reviewers(array[i.id]) w
       where w.person_id = p_assigned and w.why is null and w.person_id <> v.person_id)
    then return jsonb_build_object('refused', 'not_allowed'); end if;
  -- One that a change opened waits already; whoever asks now stands behind the question.
  update app.incident_review set requested_by = v.person_id, question = p_question, assigned_to = p_assigned, requested_at = app_gate.moment()
   where incident_id = i.id and state in ('open', 'asked');
  if not found then
    insert into app.incident_review (id, operation_id, owner_org_id, incident_id, question, requested_by, requested_at, assigned_to)
    values (p_id, v.operation_id, v.organisation_id, i.id, p_question, v.person_id, app_gate.moment(), p_assigned);
  end if;
  v_from := i.verification;
  if v_from = 'reported' then
    update app.incident set verification = 'under_verification', version = version + 1, updated_at = now(), updated_by = v.person_id
     where id = i.id returning * into i;
  end if;
  return jsonb_build_object('version', i.version, 'from', v_from, 'level', i.verification);
end $$;

-- Decide about an own record as it stands in a version. Answers version and level, or `refused`: absent, not_allowed,
-- stale (with the version), decided, second_person (with why), incomplete, below_rule (with what there is).
create function app_gate.decide_review(p_id uuid, p_incident uuid, p_version integer, p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me();
  i app.incident := app_gate.hold_incident(p_incident);
  o app.operation;
  v_why text; v_level text; v_on date; v_late boolean; v_has record; v_from text;
begin
  if i.id is null then return jsonb_build_object('refused', 'absent'); end if;
  if not app_gate.reviews() then return jsonb_build_object('refused', 'not_allowed'); end if;
  if i.version <> p_version then return jsonb_build_object('refused', 'stale', 'version', i.version); end if;
  if i.verification not in ('reported', 'under_verification') then return jsonb_build_object('refused', 'decided'); end if;
  select k.why into v_why from app_priv.kept_from_review(i.id) k where k.person_id = v.person_id order by k.why limit 1;
  if v_why is not null then return jsonb_build_object('refused', 'second_person', 'why', v_why); end if;
  select f.* into v_has from app_gate.review_facts(array[i.id]) f;
  if p ->> 'occurrence' is null or v_has.counts <> (p ->> 'counts' is not null) or v_has.counts <> (p ->> 'victims' is not null)
     or v_has.perpetrator <> (p ->> 'perpetrator' is not null)
    then return jsonb_build_object('refused', 'incomplete'); end if;
  select * into o from app.operation x where x.id = v.operation_id;
  if (p ->> 'occurrence' = 'verified' or p ->> 'counts' = 'verified')
     and (v_has.independent < o.verify_independent or v_has.direct < o.verify_direct) then
    return jsonb_build_object('refused', 'below_rule', 'independent', v_has.independent, 'direct', v_has.direct);
  end if;
  v_from := i.verification;
  v_level := app_priv.level_of(p ->> 'occurrence', p ->> 'counts', p ->> 'perpetrator');
  v_on := (app_gate.moment() at time zone o.time_zone)::date;
  v_late := v_level = 'verified' and v_on >= (date_trunc('quarter', i.occurred_to) + interval '3 months')::date;
  update app.incident set verification = v_level, version = version + 1, updated_at = now(), updated_by = v.person_id
   where id = i.id returning * into i;
  insert into app.incident_review (id, operation_id, owner_org_id, incident_id, requested_at)
  select p_id, v.operation_id, v.organisation_id, i.id, app_gate.moment()
   where not exists (select from app.incident_review r where r.incident_id = i.id and r.state in ('open', 'asked'));
  update app.incident_review set state = 'decided', occurrence = p ->> 'occurrence', counts = p ->> 'counts', victims = p ->> 'victims',
         perpetrator = p ->> 'perpetrator', level = v_level, standard = p ->> 'standard', reason = coalesce(p ->> 'reason', ''),
         late = v_late, decided_by = v.person_id, decided_at = app_gate.moment(), decided_version = i.version
   where incident_id = i.id and state in ('open', 'asked');
  insert into app.incident_finding (incident_id, occurrence, counts, victims, perpetrator, standard, late, decided_on)
  values (i.id, p ->> 'occurrence', p ->> 'counts', p ->> 'victims', p ->> 'perpetrator', p ->> 'standard', v_late, v_on)
  on conflict (incident_id) do update set occurrence = excluded.occurrence, counts = excluded.counts, victims = excluded.victims,
    perpetrator = excluded.perpetrator, standard = excluded.standard, late = excluded.late, decided_on = excluded.decided_on;
  return jsonb_build_object('version', i.version, 'from', v_from, 'level', v_level, 'late', v_late);
end $$;

-- A step of an open review: `ask` for more (a second person), `answer` and ask again, `withdraw` the request, `assign`
-- it; or `reopen` a decided one. Answers the record's version, or `refused`: absent, not_allowed, not_there.
create function app_gate.review_step(p_id uuid, p_incident uuid, p_act text, p_said text, p_person uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  v app_gate.principal := app_gate.me(); i app.incident := app_gate.hold_incident(p_incident); r app.incident_review; v_from text;
begin
  if i.id is null then return jsonb_build_object('refused', 'absent'); end if;
  if v.person_id is null or not app_gate.writes('incident') then return jsonb_build_object('refused', 'not_allowed'); end if;
  v_from := i.verification;
  if p_act = 'reopen' then
    if v_from in ('reported', 'under_verification') then return jsonb_build_object('refused', 'not_there'); end if;
    update app.incident_review set state = 'reopened', ended_said = p_said, ended_by = v.person_id, ended_at = app_gate.moment()
     where incident_id = i.id and state = 'decided';
    update app.incident set verification = 'under_verification', version = version + 1, updated_at = now(), updated_by = v.person_id
     where id = i.id returning * into i;
    return jsonb_build_object('version', i.version, 'from', v_from, 'level', i.verification);
  end if;
  select * into r from app.incident_review x where x.incident_id = i.id and x.state in ('open', 'asked');
  if r.id is null then return jsonb_build_object('refused', 'not_there'); end if;
  if p_act = 'withdraw' then
    if v.person_id is distinct from r.requested_by and v.role <> 'coordinator' then return jsonb_build_object('refused', 'not_allowed'); end if;
    update app.incident_review set state = 'withdrawn', ended_said = p_said, ended_by = v.person_id, ended_at = app_gate.moment() where id = r.id;
  elsif p_act = 'assign' then
    if p_person is not null and not exists (select from app_gate.reviewers(array[i.id]) w where w.person_id = p_person and w.why is null)
      then return jsonb_build_object('refused', 'not_allowed'); end if;
    update app.incident_review set assigned_to = p_person where id = r.id;
  elsif p_act in ('ask', 'answer') then
    if (p_act = 'ask') <> (r.state = 'open') then return jsonb_build_object('refused', 'not_there'); end if;
    if p_act = 'ask' and (not app_gate.reviews()
         or exists (select from app_priv.kept_from_review(i.id) k where k.person_id = v.person_id))
      then return jsonb_build_object('refused', 'not_allowed'); end if;
    update app.incident_review set state = case p_act when 'ask' then 'asked' else 'open' end where id = r.id;
    insert into app.incident_comment (id, operation_id, owner_org_id, incident_id, act, said, person_id, at)
    values (p_id, v.operation_id, v.organisation_id, i.id, case p_act when 'ask' then 'asked' else 'answered' end, p_said, v.person_id,
      app_gate.moment());
  else
    return jsonb_build_object('refused', 'not_there');
  end if;
  return jsonb_build_object('version', i.version, 'from', v_from, 'level', i.verification);
end $$;

-- The rule is the operation's: coordinators of those who sign the protocol, and administrators, set it.
create function app_gate.set_verification_rule(p_independent integer, p_direct integer) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not coalesce(app_gate.sets_posture(), false) then return false; end if;
  update app.operation set verify_independent = p_independent, verify_direct = p_direct where id = (app_gate.me()).operation_id;
  return found;
end $$;

-- A member says where they work from.
create function app_gate.set_hub(p_hub text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare v app_gate.principal := app_gate.me();
begin
  if v.person_id is null or not v.may_write then return false; end if;
  update app.membership set hub = btrim(p_hub) where person_id = v.person_id and operation_id = v.operation_id and ended_at is null;
  return found;
end $$;

revoke all on all functions in schema app_gate from public;
grant execute on function app_gate.reviews(), app_gate.review_facts(uuid[]), app_gate.reviewers(uuid[]),
  app_gate.ask_review(uuid, uuid, text, uuid), app_gate.decide_review(uuid, uuid, integer, jsonb),
  app_gate.review_step(uuid, uuid, text, text, uuid), app_gate.set_verification_rule(integer, integer), app_gate.set_hub(text)
  to app_user;
grant execute on function app_gate.reopen_review() to app_owner;

set local role app_owner;

create trigger keep_level_new before insert on app.incident for each row
  when (new.external_id is null and new.verification not in ('reported', 'under_verification'))
  execute function app_priv.keep_level();
create trigger keep_level before update on app.incident for each row
  when (new.external_id is null and (old.verification not in ('reported', 'under_verification')
        or new.verification not in ('reported', 'under_verification')))
  execute function app_priv.keep_level();
create trigger reopen_review after update on app.incident for each row
  when (new.external_id is null and old.verification not in ('reported', 'under_verification')
        and new.verification in ('reported', 'under_verification'))
  execute function app_gate.reopen_review();
