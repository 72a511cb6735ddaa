/**
 * Which areas lie in reach of which units on a day. A unit is in reach of an area when it is told to be on its ground, or
 * when the straight line between the middles of the two areas (haversine, R = 6371 km) is at most the distance somebody
 * claims it acts over. A unit whose reach nobody claims is in reach of the ground it is told to be on, and of the rest it
 * is said that nobody knows: unknown is never zero. Where a unit is told to be is an area, never a point.
 */
import { z } from "zod";
import { distanceKm } from "../geo.ts";
import type { ACTOR_KINDS } from "./actors.ts";
import { actorBeside, placeAnswer } from "./actors-answers.ts";
import { classOf } from "./actors-symbols.ts";
import { THREAT_BANDS } from "./actors-threat.ts";
import { PRIORITY_CATEGORIES } from "./priorities.ts";

/** What a unit's place is told by: a zone of any ground, or where its headquarters is. */
export const STANDS = ["control", "responsibility", "presence", "headquarters"] as const;

/** How an area lies to a unit: it is told to be there; within its claimed reach; beyond it; nobody claims a reach. */
export const IN_REACH = ["ground", "distance", "beyond", "unknown"] as const;
export type InReach = (typeof IN_REACH)[number];

export interface Middle {
  ref: string;
  lon: number;
  lat: number;
}

/** @param within references of the areas around an area and inside it, and its own */
export function reachOf(
  area: Middle,
  within: ReadonlySet<string>,
  places: readonly Middle[],
  km: number | null,
): { how: InReach; km: number | null; from: string | null } {
  const there = places.find(({ ref }) => within.has(ref));
  if (there) return { how: "ground", km: 0, from: there.ref };
  const nearest = places
    .map((place) => ({ ref: place.ref, km: distanceKm(place.lon, place.lat, area.lon, area.lat) }))
    .sort((a, b) => a.km - b.km)[0];
  if (!nearest) return { how: "unknown", km: null, from: null };
  const how = km === null ? "unknown" : nearest.km <= km ? "distance" : "beyond";
  return { how, km: nearest.km, from: nearest.ref };
}

/** Parties that could endanger civilians by arms; who that is, no list decides by more than that they bear arms. */
export const bearsArms = (kind: (typeof ACTOR_KINDS)[number]): boolean =>
  !["civilian", "un"].includes(classOf(kind));

const reachedArea = z.strictObject({
  ref: z.string(),
  code: z.string(),
  name: z.string(),
  /** Null: no cycle that the reader sees has the area. */
  category: z.enum(PRIORITY_CATEGORIES).nullable(),
  how: z.enum(IN_REACH),
  /** Straight line between the middles of the areas, km; null: nobody tells where the unit is. */
  km: z.number().nullable(),
  /** Name of the area it is told to be in. */
  from: z.string().nullable(),
});

/** One unit with the areas asked for; `threat`: the band of the best claim on that day, with the day it stands for. */
export const reachUnit = z.strictObject({
  actor: actorBeside,
  illustrative: z.boolean(),
  threat: z.strictObject({ band: z.enum(THREAT_BANDS), asOf: z.string() }).nullable(),
  reach: z.strictObject({ km: z.number(), asOf: z.string(), grade: z.string() }).nullable(),
  places: z.array(placeAnswer.extend({ by: z.enum(STANDS), asOf: z.string() })),
  areas: z.array(reachedArea),
});
export type ReachUnit = z.infer<typeof reachUnit>;

export const reachAnswer = z.strictObject({
  /** The cycle whose Must and Should areas are asked for; null where the reader sees none. */
  cycle: z.strictObject({ ref: z.string(), name: z.string() }).nullable(),
  units: z.array(reachUnit),
});
export type ReachAnswer = z.infer<typeof reachAnswer>;
