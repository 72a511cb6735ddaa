-- Room `incidents`: what happened, harm as counts, parties, sources, verification. No record of a person
-- exists anywhere. Totals by group are stored beside the counts they come from, so that the facts path reads
-- one table; server/rooms/incidents/write*.ts is the only writer and computes both from one rule.

set local role app_owner;

create table app.incident (
  like app_priv.record including defaults including constraints,
  primary key (id),
  dataset_id         uuid not null references app.dataset,
  external_id        text,
  kind               text not null,
  tactic             text not null default 'unknown',
  weapon             text,
  occurred_from      date not null,
  occurred_to        date not null,
  date_precision     text not null,
  place_name         text,
  lon                double precision check (lon between -180 and 180),
  lat                double precision check (lat between -90 and 90),
  location_precision text not null,
  adm0_id            uuid,
  adm1_id            uuid,
  adm2_id            uuid,
  adm3_id            uuid,
  description        text check (length(description) <= 20000),
  verification       text not null,
  party_set          uuid,
  killed_low         integer check (killed_low >= 0),
  killed_best        integer check (killed_best >= 0),
  killed_high        integer check (killed_high >= 0),
  civilian_low       integer check (civilian_low >= 0),
  civilian_best      integer check (civilian_best >= 0),
  civilian_high      integer check (civilian_high >= 0),
  unknown_status     integer check (unknown_status >= 0),
  injured            integer check (injured >= 0),
  abducted           integer check (abducted >= 0),
  displaced          integer check (displaced >= 0),
  at_least           boolean not null default false,
  contradicts        boolean not null default false,
  missing_since      text,
  raw                jsonb not null default '{}',
  content            text,
  check (occurred_from <= occurred_to),
  check ((lon is null) = (lat is null))
);
comment on column app.incident.adm2_id is 'Derived from place and shapes at writing, like the other levels; areas are never removed, so
  the four columns carry no foreign keys, whose checks took a third of an import.';
comment on column app.incident.contradicts is 'low ≤ best ≤ high does not hold in the published source; kept as published.';
comment on column app.incident.missing_since is 'Dataset version in which the published row was no longer found.';
comment on column app.incident.content is 'Hash of the imported row, to tell updated from unchanged.';
comment on column app.incident.party_set is 'Same value for the same parties in the same roles (hash of them).';
create unique index incident_external on app.incident (dataset_id, external_id) where external_id is not null;
create index incident_day on app.incident (operation_id, occurred_to);
create index incident_place on app.incident (lon, lat);
create index incident_adm2 on app.incident (adm2_id);
select app_priv.guard('incident', 'incident');

create table app.incident_party (
  incident_id uuid not null references app.incident,
  actor_id    uuid not null,
  role        text not null check (role in ('alleged_perpetrator', 'party', 'target', 'opposing')),
  attribution text not null default 'unknown',
  primary key (incident_id, actor_id, role)
);
create index incident_party_actor on app.incident_party (actor_id);

create table app.incident_harm (
  incident_id      uuid not null references app.incident,
  position         smallint not null,
  harm             text not null,
  victim_status    text not null default 'unknown',
  side             text check (side in ('a', 'b')),
  sex              text not null default 'unknown',
  age_group        text not null default 'unknown',
  population_group text,
  low              integer check (low >= 0),
  best             integer check (best >= 0),
  high             integer check (high >= 0),
  primary key (incident_id, position)
);
select app_priv.guard_part('incident_harm', 'incident', 'incident_id', 'incident');

-- Who told us. A table of its own: it never crosses with the record. Readers: for published datasets
-- everyone who sees the record; else the owner organisation with the source right, and the author.
create table app.incident_source (
  id           uuid primary key,
  incident_id  uuid not null references app.incident,
  position     smallint not null,
  source_type  text not null,
  name         text,
  dated        date,
  reference    text check (length(reference) <= 4000),
  independence_group text,
  reliability  text check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility  smallint check (credibility between 1 and 6),
  created_by   uuid
);
create index incident_source_incident on app.incident_source (incident_id);
select app_priv.guard_part('incident_source', 'incident', 'incident_id', 'incident');
drop policy seen on app.incident_source;
create policy seen on app.incident_source for select to app_user using (exists (
  select from app.incident i where i.id = incident_id
     and (i.owner_org_id = (select (app_gate.me()).public_org_id)
          or (i.owner_org_id = (select (app_gate.me()).organisation_id)
              and ('source' = any((select (app_gate.me()).rights)::text[])
                   or created_by = (select (app_gate.me()).person_id))))));

-- The generalised copy of a record, made in the record's own transaction once the protocol asks for it.
-- It holds nothing that must not cross: no point, no text, no source, the week or month for the date.
create table app.incident_general (
  like app_priv.record including defaults including constraints,
  primary key (id),
  incident_id        uuid not null references app.incident,
  dataset_id         uuid not null references app.dataset,
  open_to            text[] not null default '{}',
  kind               text not null,
  tactic             text not null,
  occurred_from      date not null,
  occurred_to        date not null,
  date_precision     text not null,
  location_precision text not null,
  adm0_id            uuid references app.area,
  adm1_id            uuid references app.area,
  adm2_id            uuid references app.area,
  cell               text,
  verification       text not null,
  party_set          uuid,
  killed_low         integer, killed_best integer, killed_high integer,
  civilian_low       integer, civilian_best integer, civilian_high integer,
  unknown_status     integer, injured integer, abducted integer, displaced integer,
  at_least           boolean not null default false,
  unique (incident_id)
);
alter table app.incident_general enable row level security;
alter table app.incident_general force row level security;
alter table app.incident_general add foreign key (operation_id) references app.operation;
create policy seen on app.incident_general for select to app_user using (
  operation_id = (select (app_gate.me()).operation_id)
  and owner_org_id <> (select (app_gate.me()).organisation_id)
  and ((select (app_gate.me()).community) = any(open_to)
       or exists (select from app.release r where r.copy_id = incident_general.id and r.withdrawn_at is null
                     and (r.expires_at is null or r.expires_at > now())
                     and r.to_community = (select (app_gate.me()).community)))
  and not exists (select from app.incident i where i.id = incident_id));
grant select on app.incident_general to app_user;

-- The one read door: base rows this reader may read, else their copies. A reader never has both.
create view app.incident_seen with (security_invoker = true) as
  select i.id as ref, 'full'::text as level, i.operation_id, i.owner_org_id, i.sensitivity, i.version,
         i.created_at, i.created_by, i.updated_at, i.illustrative, i.dataset_id, i.external_id, i.kind, i.tactic,
         i.weapon, i.occurred_from, i.occurred_to, i.date_precision, i.place_name, i.lon, i.lat,
         i.location_precision, i.adm0_id, i.adm1_id, i.adm2_id, i.adm3_id, null::text as cell, i.description,
         i.verification, i.party_set, i.killed_low, i.killed_best, i.killed_high, i.civilian_low,
         i.civilian_best, i.civilian_high, i.unknown_status, i.injured, i.abducted, i.displaced, i.at_least,
         i.contradicts, i.missing_since, i.raw
    from app.incident i where i.deleted_at is null
  union all
  select g.id, 'generalised', g.operation_id, g.owner_org_id, g.sensitivity, g.version,
         g.created_at, null, g.updated_at, g.illustrative, g.dataset_id, null, g.kind, g.tactic,
         null, g.occurred_from, g.occurred_to, g.date_precision, null, null, null,
         g.location_precision, g.adm0_id, g.adm1_id, g.adm2_id, null, g.cell, null,
         g.verification, g.party_set, g.killed_low, g.killed_best, g.killed_high, g.civilian_low,
         g.civilian_best, g.civilian_high, g.unknown_status, g.injured, g.abducted, g.displaced, g.at_least,
         false, null, '{}'::jsonb
    from app.incident_general g where g.deleted_at is null;
create view app.incident_party_seen with (security_invoker = true) as
  select p.incident_id as ref, p.actor_id as actor_ref, p.role, p.attribution from app.incident_party p;
create view app.incident_harm_seen with (security_invoker = true) as
  select h.incident_id as ref, h.position, h.harm, h.victim_status, h.side, h.sex, h.age_group,
         h.population_group, h.low, h.best, h.high from app.incident_harm h;
create view app.incident_source_seen with (security_invoker = true) as
  select s.incident_id as ref, s.position, s.source_type, s.name, s.dated, s.reference, s.independence_group,
         s.reliability, s.credibility from app.incident_source s;
grant select on app.incident_seen, app.incident_party_seen, app.incident_harm_seen, app.incident_source_seen to app_user;
