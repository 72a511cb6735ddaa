// The parts of one incident as this reader may see them: parties, counts by group, displacement, damage, sources, and
// what only the record itself says. Reads only the seen views: a part follows its record, a copy has parts of its own.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";

/** A count with its bounds; null: unknown, an open upper end where the best estimate is known. */
export const boundsSeen = { low: z.int().nullable(), best: z.int().nullable(), high: z.int().nullable() };

export const partySeen = z.object({
  ref: z.string(),
  name: z.string(),
  kind: z.string(),
  role: z.string(),
  attribution: z.string(),
  confidence: z.string().nullable(),
  communal: z.boolean(),
  joint: z.boolean(),
});
export const harmSeen = z.object({
  harm: z.string(),
  status: z.string(),
  side: z.string().nullable(),
  sex: z.string(),
  ageGroup: z.string(),
  populationGroup: z.string().nullable(),
  ...boundsSeen,
});
const place = z.object({ ref: z.string(), name: z.string() }).nullable();
export const displacementSeen = z.object({
  ...boundsSeen,
  from: place,
  fromWords: z.string().nullable(),
  to: place,
  toWords: z.string().nullable(),
});
export const damageSeen = z.object({
  siteKind: z.string(),
  site: place,
  siteName: z.string().nullable(),
  degree: z.string(),
  functioning: z.string(),
});
export const sourceSeen = z.object({
  type: z.string(),
  name: z.string().nullable(),
  dated: z.string().nullable(),
  reference: z.string().nullable(),
  reliability: z.string().nullable(),
  credibility: z.int().nullable(),
  independenceGroup: z.string().nullable(),
  holder: z.string().nullable(),
  /** Communities the source agreed to tell; null: not asked. */
  consent: z.array(z.string()).nullable(),
  /** Of a report that was merged into this one. */
  merged: z.boolean(),
});

export const readParties = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof partySeen>>(
    // Two records of one actor in one role are one party, by the first word about it.
    `select distinct on (p.role, a.name, a.ref) a.ref, a.name, a.kind, p.role, p.attribution, p.confidence, a.communal, a.joint
       from app.incident_party_seen p
       join app.actor_seen a on a.ref = p.actor_ref where p.ref = $1 order by p.role, a.name, a.ref, p.attribution, p.confidence`,
    [ref],
  );

export const readHarm = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof harmSeen>>(
    `select harm, victim_status as status, side, sex, age_group as "ageGroup", population_group as "populationGroup",
            low, best, high from app.incident_harm_seen where ref = $1 order by position`,
    [ref],
  );

export const readDisplacement = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof displacementSeen>>(
    `select d.low, d.best, d.high, d.from_words as "fromWords", d.to_words as "toWords",
            (select jsonb_build_object('ref', a.ref, 'name', a.name) from app.area_seen a where a.ref = d.from_area) as "from",
            (select jsonb_build_object('ref', a.ref, 'name', a.name) from app.area_seen a where a.ref = d.to_area) as "to"
       from app.incident_displacement_seen d where d.ref = $1 order by d.position`,
    [ref],
  );

export const readDamage = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof damageSeen>>(
    `select d.site_kind as "siteKind", d.site_name as "siteName", d.degree, d.functioning,
            (select jsonb_build_object('ref', s.ref, 'name', s.name) from app.site_seen s where s.ref = d.site_ref) as site
       from app.incident_damage_seen d where d.ref = $1 order by d.position`,
    [ref],
  );

export const readSources = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof sourceSeen>>(
    `select source_type as type, name, dated, reference, reliability, credibility,
            independence_group as "independenceGroup", holder, consent, merged
       from app.incident_source_seen where ref = $1 order by merged, position`,
    [ref],
  );

export const originalSeen = z.object({
  channel: z.string(),
  body: z.string(),
  /** Of a report that was merged into this one. */
  merged: z.boolean(),
});

/** The messages or rows that the report and what was merged into it were made of, for whoever may read their sources. */
export const readOriginals = (tx: Tx, ref: string) =>
  tx.query<z.infer<typeof originalSeen>>(
    "select channel, body, merged from app.incident_original_seen where ref = $1 order by merged, body",
    [ref],
  );

interface More {
  nexus: string | null;
  mrm: string[];
  barredFrom: string[] | null;
}

/** What copies do not hold. */
export async function readMore(tx: Tx, ref: string): Promise<More> {
  const [more] = await tx.query<More>(
    `select conflict_nexus as nexus, mrm, barred_from as "barredFrom" from app.incident_more_seen where ref = $1`,
    [ref],
  );
  return more ?? { nexus: null, mrm: [], barredFrom: null };
}
