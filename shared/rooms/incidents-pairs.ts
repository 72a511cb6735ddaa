/**
 * Do two records tell of one event? Day, place, kind, parties, words and deaths are compared as far as both know them;
 * what one of them does not know counts neither for nor against. The same rule serves records of two recorders,
 * duplicates in one log, and the warning while somebody types. A person decides; this only proposes and says why. How
 * good it is, measured on pairs of two public datasets labelled by hand: test/rooms/incidents-alike.test.ts.
 */
import { alike } from "../alike.ts";
import { distanceKm, placeKey } from "../geo.ts";
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
  /** What the place is called, as its recorder writes it. */
  name: string | null;
  parties: readonly string[];
  text: string | null;
  killed: number | null;
}

/** What speaks for one event. How near in days and kilometres stands beside it. */
export const WHY = [
  "same_day",
  "days_meet",
  "same_point",
  "near_point",
  "same_name",
  "same_adm2",
  "same_adm1",
  "same_kind",
  "kindred_kind",
  "same_parties",
  "some_parties",
  "like_words",
  "same_killed",
] as const;
export type Why = (typeof WHY)[number];

export interface Likeness {
  /** 0 to 1 over what both know. */
  score: number;
  /** Enough of it to be called likely. */
  likely: boolean;
  /** Days between them; 0: their days meet. */
  days: number;
  /** Kilometres between their points, as far as they have them. */
  km: number | null;
  /** In the order of WHY. */
  why: Why[];
}

export const LIKELY = 0.8;
export const POSSIBLE = 0.6;
/** Records further apart than this are not compared. */
export const MOST_DAYS = 3;
const MOST_KM = 90;
const WEIGHTS = { day: 3, place: 3, kind: 1.5, parties: 1.5, text: 1, killed: 1.5 };
/** Words this much alike, or points this near, are said to be. */
const LIKE = 0.3;
const SAME_POINT_KM = 2;

/** One thing compared: how much it weighs, how alike it is (null: not known of both), and what is said of it. */
type Part = [weight: number, value: number | null, why?: Why | false];

/** How alike two records are; null: not the same event. Which one comes first says nothing. */
export function likeness(one: Told, other: Told): Likeness | null {
  const days = daysBetween(one, other);
  if (days > MOST_DAYS) return null;
  const km = kmBetween(one, other);
  const place = placePart(one, other, km);
  if (place[1] === 0) return null;
  const parts = [
    dayPart(one, other, days),
    place,
    kindPart(one.kind, other.kind),
    partiesPart(one, other),
    textPart(one, other),
    killedPart(one, other),
  ];
  const known = parts.filter((part): part is [number, number, Why] => part[1] !== null);
  const weight = known.reduce((sum, [each]) => sum + each, 0);
  const score = known.reduce((sum, [each, value]) => sum + each * value, 0) / weight;
  const said = new Set(known.map(([, , why]) => why));
  return { score, likely: score >= LIKELY, days, km, why: WHY.filter((why) => said.has(why)) };
}

/** Days between the ends of what each says; records with a wide date meet easily. */
function daysBetween(one: Told, other: Told): number {
  return Math.max(0, dayOf(one.from) - dayOf(other.to), dayOf(other.from) - dayOf(one.to));
}

/** That a day lies in the month another record names says little. */
const WIDE = 0.5;
const lengthOf = ({ from, to }: Told) => dayOf(to) - dayOf(from);
const isWide = (told: Told) => lengthOf(told) > 7;

/** Recorders who both name a day seldom err by one; by more hardly ever. By days between them. */
const APART = [1, 0.5, 0.3, 0.15];
function dayPart(one: Told, other: Told, days: number): Part {
  const value = APART[days]! * (isWide(one) || isWide(other) ? WIDE : 1);
  const sameDay = days === 0 && lengthOf(one) === 0 && lengthOf(other) === 0;
  return [WEIGHTS.day, value, sameDay ? "same_day" : days === 0 && "days_meet"];
}

const hasPoint = ({ lon, lat, precision }: Told) =>
  lon !== null && lat !== null && (precision === "exact" || precision === "near");
const kmBetween = (one: Told, other: Told): number | null =>
  hasPoint(one) && hasPoint(other) ? distanceKm(one.lon!, one.lat!, other.lon!, other.lat!) : null;
/** An exact place is that of a village; two recorders mean other ends of it, or the road before it. */
const EXACT_KM = 5;
const radiusOf = ({ precision }: Told) => (precision === "near" ? NEAR_KM : EXACT_KM);

/** Value 0: elsewhere; null: one of them does not say where. */
function placePart(one: Told, other: Told, km: number | null): Part {
  const sameName = haveOneName(one, other);
  if (km !== null) {
    if (km > MOST_KM) return [WEIGHTS.place, 0];
    // Half where they are as far apart as both may err.
    const near = 1 / (1 + (km / (radiusOf(one) + radiusOf(other))) ** 2);
    // A recorder without the village's point puts its event at the district's: the name says more than the point.
    if (sameName) return [WEIGHTS.place, Math.max(near, 0.9), "same_name"];
    return [WEIGHTS.place, near, km <= SAME_POINT_KM ? "same_point" : "near_point"];
  }
  const said = sameName && ("same_name" as const);
  if (one.adm2 && other.adm2)
    return [WEIGHTS.place, one.adm2 === other.adm2 ? (sameName ? 0.9 : 0.8) : 0, said || "same_adm2"];
  if (one.adm1 && other.adm1)
    return [WEIGHTS.place, one.adm1 === other.adm1 ? (sameName ? 0.7 : 0.5) : 0, said || "same_adm1"];
  return [WEIGHTS.place, null];
}

/** Words that recorders put behind a place's name. */
const SUFFIX = / (town|city|village|commune|region)$/;
const nameOf = ({ name }: Told) => (name === null ? "" : placeKey(name).replace(SUFFIX, ""));
function haveOneName(one: Told, other: Told): boolean {
  const [a, b] = [nameOf(one), nameOf(other)];
  return a.length > 2 && a === b;
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
    "attack_on_humanitarian",
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
function kindPart(one: IncidentKind, other: IncidentKind): Part {
  if (one === other) return [WEIGHTS.kind, 1, "same_kind"];
  const kindred = FAMILIES.some((family) => family.includes(one) && family.includes(other));
  return [WEIGHTS.kind, kindred ? 0.6 : 0, kindred && "kindred_kind"];
}

/** Share of what either names that both name; null where one names nobody. */
function partiesPart(one: Told, other: Told): Part {
  const [a, b] = [new Set(one.parties), new Set(other.parties)];
  if (a.size === 0 || b.size === 0) return [WEIGHTS.parties, null];
  const both = [...a].filter((each) => b.has(each)).length;
  const value = both / (a.size + b.size - both);
  return [WEIGHTS.parties, value, value === 1 ? "same_parties" : both > 0 && "some_parties"];
}

function textPart(one: Told, other: Told): Part {
  if (!one.text || !other.text) return [WEIGHTS.text, null];
  const value = alike(one.text, other.text);
  return [WEIGHTS.text, value, value >= LIKE && "like_words"];
}

/** One who records the attack on aid workers counts those among the dead: fewer than another's dead says nothing. */
const countsSome = (one: Told, other: Told) =>
  one.kind === "attack_on_humanitarian" && other.kind !== one.kind && one.killed! < other.killed!;

function killedPart(one: Told, other: Told): Part {
  if (one.killed === null || other.killed === null) return [WEIGHTS.killed, null];
  if (countsSome(one, other) || countsSome(other, one)) return [WEIGHTS.killed, null];
  const value = 1 - Math.abs(one.killed - other.killed) / Math.max(one.killed, other.killed, 1);
  return [WEIGHTS.killed, value, value === 1 && one.killed > 0 && "same_killed"];
}

export interface Pair extends Likeness {
  one: string;
  other: string;
}

/** Pairs of two lists that could be the same event, likeliest first. */
export function findPairs(ones: readonly Told[], others: readonly Told[]): Pair[] {
  const sorted = [...others].sort((a, b) => dayOf(a.from) - dayOf(b.from));
  const longest = sorted.reduce((most, told) => Math.max(most, lengthOf(told)), 0);
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
  return pairs.sort(likeliestFirst);
}

const likeliestFirst = (a: Pair, b: Pair): number =>
  Number(b.likely) - Number(a.likely) ||
  b.score - a.score ||
  a.one.localeCompare(b.one) ||
  a.other.localeCompare(b.other);

/**
 * Recorders tell an event once: a pair is likely only where neither of its records fits another record of the same two
 * recorders better. Not for one log, where the same event may well be told three times.
 */
export function eachOnce(pairs: readonly Pair[], recorderOf: (ref: string) => string): Pair[] {
  const best = new Map<string, number>();
  const sides = ({ one, other }: Pair) => [`${one} ${recorderOf(other)}`, `${other} ${recorderOf(one)}`];
  for (const pair of pairs)
    for (const side of sides(pair)) best.set(side, Math.max(best.get(side) ?? 0, pair.score));
  return pairs
    .map((pair) => ({
      ...pair,
      likely: pair.likely && sides(pair).every((side) => best.get(side) === pair.score),
    }))
    .sort(likeliestFirst);
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
