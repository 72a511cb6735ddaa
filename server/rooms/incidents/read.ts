// One incident as this reader may see it. The list of incidents is the facts (server/facts); this is what a
// person opens from it. Reads only the seen views: what the policies hide is absent here too.

import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { absence } from "./read-merge.ts";
import {
  boundsSeen,
  damageSeen,
  displacementSeen,
  harmSeen,
  originalSeen,
  partySeen,
  readDamage,
  readDisplacement,
  readHarm,
  readMore,
  readOriginals,
  readParties,
  readSources,
  sourceSeen,
} from "./read-parts.ts";

const range = boundsSeen;

const area = z.object({ ref: z.string(), code: z.string(), name: z.string(), level: z.int() });
const change = z.object({
  version: z.int(),
  action: z.string(),
  at: z.date(),
  by: z.string(),
  changed: z.array(z.string()),
  /** Of a report that was merged into this one. */
  merged: z.boolean(),
});

const release = z.object({
  ref: z.string(),
  conditions: z.string(),
  purpose: z.string(),
  /** Last day, ISO; null: until withdrawn. */
  until: z.string().nullable(),
  version: z.int(),
  /** The record was changed since: this version is not to be used. */
  outdated: z.boolean(),
});

/** What leaves the server for one incident; nothing else does. */
export const incidentSeen = z.object({
  ref: z.string(),
  level: z.enum(["full", "generalised"]),
  own: z.boolean(),
  owner: z.string(),
  ownerCommunity: z.string(),
  sensitivity: z.string(),
  version: z.int(),
  illustrative: z.boolean(),
  dataset: z.object({
    name: z.string(),
    title: z.string(),
    version: z.string().nullable(),
    licence: z.string().nullable(),
    citation: z.string().nullable(),
  }),
  externalId: z.string().nullable(),
  kind: z.string(),
  tactic: z.string(),
  occurredFrom: z.string(),
  occurredTo: z.string(),
  datePrecision: z.string(),
  placeName: z.string().nullable(),
  /** H3 cell of resolution 5, in copies of places without a district. */
  cell: z.string().nullable(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  locationPrecision: z.string(),
  areas: z.array(area),
  description: z.string().nullable(),
  verification: z.string(),
  killed: z.object(range),
  civilian: z.object(range),
  unknownStatus: z.int().nullable(),
  injured: z.int().nullable(),
  abducted: z.int().nullable(),
  displaced: z.int().nullable(),
  /** Counts that a copy tells as 1 to 4 only: killed, civilian, unknownStatus, injured, abducted, displaced. */
  few: z.array(z.string()),
  atLeast: z.boolean(),
  contradicts: z.boolean(),
  missingSince: z.string().nullable(),
  parties: z.array(partySeen),
  harm: z.array(harmSeen),
  /** Copies hold no displacement from place to place, only its total. */
  displacement: z.array(displacementSeen),
  damage: z.array(damageSeen),
  weapon: z.string().nullable(),
  /** Link to the conflict: yes, no, unknown; null in a copy, which does not say. */
  nexus: z.string().nullable(),
  /** Grave violations against children; empty in a copy. */
  mrm: z.array(z.string()),
  /** Communities a source did not agree to tell; null for others than the owner. */
  barredFrom: z.array(z.string()).nullable(),
  /** Empty also when sources exist but are not for this reader. */
  sources: z.array(sourceSeen),
  /** The messages or rows it was made of; empty also when they are not for this reader. */
  originals: z.array(originalSeen),
  history: z.array(change),
  /** The release by which this reader has it. */
  release: release.nullable(),
});
export type IncidentSeen = z.infer<typeof incidentSeen>;

const HEAD = `
  select i.ref, i.level, i.owner_org_id = $2 as own, o.name as owner, o.community as "ownerCommunity", i.sensitivity,
    -- How often a record was changed is its owner's.
    case when i.owner_org_id = $2 then i.version else 1 end as version, i.illustrative, i.external_id as "externalId", i.kind, i.tactic, i.weapon,
    i.occurred_from as "occurredFrom",
    i.occurred_to as "occurredTo", i.date_precision as "datePrecision", i.place_name as "placeName",
    case when i.location_precision in ('exact', 'near') then i.lon end as lon,
    case when i.location_precision in ('exact', 'near') then i.lat end as lat,
    i.location_precision as "locationPrecision", i.cell, i.few, i.description, i.verification,
    i.unknown_status as "unknownStatus", i.injured, i.abducted, i.displaced, i.at_least as "atLeast",
    i.contradicts, i.missing_since as "missingSince",
    jsonb_build_object('low', killed_low, 'best', killed_best, 'high', killed_high) as killed,
    jsonb_build_object('low', civilian_low, 'best', civilian_best, 'high', civilian_high) as civilian,
    jsonb_build_object('name', d.name, 'title', d.title, 'version', d.dataset_version, 'licence', d.licence,
      'citation', d.citation) as dataset,
    array_remove(array[i.adm0_id, i.adm1_id, i.adm2_id, i.adm3_id], null) as "areaIds",
    (select jsonb_build_object('ref', r.ref, 'conditions', r.conditions, 'purpose', r.purpose, 'version', r.record_version,
       'outdated', r.current_version > r.record_version,
       'until', to_char((r.until - interval '1 second') at time zone x.time_zone, 'YYYY-MM-DD'))
       from app.release_seen r join app.operation x on x.id = r.operation_id where r.ref = i.release_id) as release
  from app.incident_seen i
  join app.dataset_seen d on d.ref = i.dataset_id
  join app.organisation o on o.id = i.owner_org_id
  where i.ref = $1`;

/** @throws AppError not_found: absent, deleted or not shared with this reader. */
export async function readIncident(tx: Tx, ref: string): Promise<IncidentSeen> {
  const [head] = await tx.query<IncidentSeen & { areaIds: string[] }>(HEAD, [
    ref,
    tx.principal.organisationId,
  ]);
  if (!head) throw await absence(tx, ref);
  const { areaIds, ...rest } = head;
  return {
    ...rest,
    areas: await readAreas(tx, areaIds),
    parties: await readParties(tx, ref),
    harm: await readHarm(tx, ref),
    displacement: await readDisplacement(tx, ref),
    damage: await readDamage(tx, ref),
    ...(await readMore(tx, ref)),
    sources: await readSources(tx, ref),
    originals: await readOriginals(tx, ref),
    history: await readHistory(tx, ref),
  };
}

/** The areas an incident lies in, largest first. */
export const readAreas = (tx: Tx, ids: string[]) =>
  tx.query<z.infer<typeof area>>(
    "select ref, coalesce(pcode, ref::text) as code, name, level from app.area_seen where ref = any($1) order by level",
    [ids],
  );

const readHistory = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof change>>(
    `select version, action, at, person_label as by, changed, record_id <> $1 as merged from app.revision
      where kind = 'incident' and (record_id = $1
              or record_id in (select g.ref from app.incident_merged_seen g where g.into_ref = $1))
      order by at desc, version desc`,
    [ref],
  );
