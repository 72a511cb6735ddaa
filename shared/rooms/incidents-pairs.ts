/**
 * Do two records tell of one event? Day, place, kind, parties, words and deaths are compared as far as both know them;
 * what one of them does not know counts neither for nor against. The same rule serves records of two recorders and
 * duplicates in one log. A person decides; this only proposes.
 */
import { alike } from "../alike.ts";
import { distanceKm } from "../geo.ts";
import { dayOf } from "../time.ts";
import { type IncidentKind, type LocationPrecision, NEAR_KM } from "./incidents-lists.ts";

/** What is compared of a record. Days are ISO; areas and actors are references; unknown is null. */
export interface Told {
  ref: string;
  from: string;
  to: string;
  kind: IncidentKind;
  lon: number | null;
  lat: number | null;
  precision: LocationPrecision;
  adm1: string | null;
  adm2: string | null;
  parties: readonly string[];
  text: string | null;
  killed: number | null;
}

export interface Likeness {
  /** 0 to 1 over what both know. */
  score: number;
  /** Days between them; 0: their days meet. */
  days: number;
  /** Kilometres between their points, as far as they have them. */
  km: number | null;
}

export const LIKELY = 0.8;
export const POSSIBLE = 0.6;
/** Records further apart than this are not compared. */
export const MOST_DAYS = 3;
const MOST_KM = 60;
const WEIGHTS = { day: 3, place: 3, kind: 1.5, parties: 1.5, text: 1, killed: 1.5 };

/** How alike two records are; null: not the same event. Which one comes first says nothing. */
export function likeness(one: Told, other: Told): Likeness | null {
  const days = daysBetween(one, other);
  if (days > MOST_DAYS) return null;
  const km = kmBetween(one, other);
  const place = placeLikeness(one, other, km);
  if (place === 0) return null;
  const parts: [weight: number, value: number | null][] = [
    [WEIGHTS.day, (1 - days / (MOST_DAYS + 1)) * (isWide(one) || isWide(other) ? WIDE : 1)],
    [WEIGHTS.place, place],
    [WEIGHTS.kind, kindLikeness(one.kind, other.kind)],
    [WEIGHTS.parties, shared(new Set(one.parties), new Set(other.parties))],
    [WEIGHTS.text, one.text && other.text ? alike(one.text, other.text) : null],
    [WEIGHTS.killed, countLikeness(one.killed, other.killed)],
  ];
  const known = parts.filter((part): part is [number, number] => part[1] !== null);
  const weight = known.reduce((sum, [each]) => sum + each, 0);
  return { score: known.reduce((sum, [each, value]) => sum + each * value, 0) / weight, days, km };
}

/** Days between the ends of what each says; records with a wide date meet easily. */
function daysBetween(one: Told, other: Told): number {
  return Math.max(0, dayOf(one.from) - dayOf(other.to), dayOf(other.from) - dayOf(one.to));
}

/** That a day lies in the month another record names says little. */
const WIDE = 0.6;
const isWide = ({ from, to }: Told) => dayOf(to) - dayOf(from) > 7;

const hasPoint = ({ lon, lat, precision }: Told) =>
  lon !== null && lat !== null && (precision === "exact" || precision === "near");
const kmBetween = (one: Told, other: Told): number | null =>
  hasPoint(one) && hasPoint(other) ? distanceKm(one.lon!, one.lat!, other.lon!, other.lat!) : null;
const radiusOf = ({ precision }: Told) => (precision === "near" ? NEAR_KM : 2);

/** 0: elsewhere; null: one of them does not say where. */
function placeLikeness(one: Told, other: Told, km: number | null): number | null {
  if (km !== null) return Math.max(0, 1 - Math.max(0, km - radiusOf(one) - radiusOf(other)) / MOST_KM);
  if (one.adm2 && other.adm2) return one.adm2 === other.adm2 ? 0.8 : 0;
  if (one.adm1 && other.adm1) return one.adm1 === other.adm1 ? 0.5 : 0;
  return null;
}

/** Kinds that recorders give to one and the same event. */
const FAMILIES: readonly (readonly IncidentKind[])[] = [
  [
    "killing",
    "injury",
    "attack_on_civilians",
    "armed_clash",
    "mob_violence",
    "attack_on_site",
    "explosive_hazard",
  ],
  [
    "abduction",
    "enforced_disappearance",
    "arbitrary_detention",
    "forced_recruitment",
    "child_recruitment_use",
  ],
  [
    "looting_destruction",
    "extortion",
    "threat_intimidation",
    "movement_restriction",
    "access_denial",
    "siege",
  ],
  ["attack_on_school", "attack_on_health", "attack_on_humanitarian", "military_use_of_civilian_object"],
];
function kindLikeness(one: IncidentKind, other: IncidentKind): number {
  if (one === other) return 1;
  return FAMILIES.some((family) => family.includes(one) && family.includes(other)) ? 0.6 : 0;
}

/** Share of what either has that both have; null where one has nothing. */
function shared<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): number | null {
  if (one.size === 0 || other.size === 0) return null;
  const both = [...one].filter((each) => other.has(each)).length;
  return both / (one.size + other.size - both);
}

const countLikeness = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : 1 - Math.abs(one - other) / Math.max(one, other, 1);

export interface Pair extends Likeness {
  one: string;
  other: string;
}

/** Pairs of two lists that could be the same event, likeliest first. */
export function findPairs(ones: readonly Told[], others: readonly Told[]): Pair[] {
  const sorted = [...others].sort((a, b) => dayOf(a.from) - dayOf(b.from));
  const longest = sorted.reduce((most, { from, to }) => Math.max(most, dayOf(to) - dayOf(from)), 0);
  const pairs = ones.flatMap((one) => {
    const first = firstAfter(sorted, dayOf(one.from) - MOST_DAYS - longest);
    const found: Pair[] = [];
    for (let at = first; at < sorted.length; at += 1) {
      const other = sorted[at]!;
      if (dayOf(other.from) > dayOf(one.to) + MOST_DAYS) break;
      const like = likeness(one, other);
      if (like && like.score >= POSSIBLE) found.push({ ...like, one: one.ref, other: other.ref });
    }
    return found;
  });
  return pairs.sort(
    (a, b) => b.score - a.score || a.one.localeCompare(b.one) || a.other.localeCompare(b.other),
  );
}

/** Where records from this day on begin. */
function firstAfter(sorted: readonly Told[], day: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(sorted[middle]!.from) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
