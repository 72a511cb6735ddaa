/**
 * Places that are measured from others: a kilometre on a road, a distance with or without a direction, nearness. The
 * error grows with the distance (a road winds, "north" is an eighth of the compass), and the precision follows from it.
 */
import { destination, bearing as turfBearing } from "@turf/turf";
import { distanceKm, EARTH_RADIUS_KM } from "../geo.ts";
import { NEAR_KM } from "../rooms/incidents-lists.ts";
import {
  note,
  type PlaceCandidate,
  type PlaceDoubt,
  type PlaceNote,
  precisionWithin,
  roundKm,
} from "./candidate.ts";
import { areaOf, type Entry, type Gazetteer } from "./gazetteer.ts";
import { type Phrase, splitsOf } from "./phrases.ts";
import { MATCHES, type Match, type Near, searchNames } from "./search.ts";

/** Share of a road's length by which the straight line may miss: roads here wind by about a quarter. */
const WINDING = 0.25;
/** Share of a distance by which a direction of the compass may miss: 22.5 degrees to either side. */
const COMPASS = 0.4;
/** A road is at most so much longer than the straight line; a mark beyond that is not on this road. */
const LONGEST = 1.4;
/** Starts that are offered where none is stated. */
const STARTS = 4;
/** A start in another region is as unlikely as one so many km farther away. */
const OTHER_REGION_KM = 100;

type Doubts = PlaceNote<PlaceDoubt>[];

/** Every reading of a phrase, best first; empty where its names mean nothing here. */
export function readPhrase(phrase: Phrase, gazetteer: Gazetteer, near: Near | null): PlaceCandidate[] {
  const find = (name: string) => meantBy(gazetteer, name, near);
  if (phrase.kind === "road") return readRoad(phrase, gazetteer, near);
  if (phrase.kind === "distance") return readDistance(phrase, gazetteer, near);
  if (phrase.kind === "near") return find(phrase.from).map((match) => beside(match));
  return find(phrase.from).map((match) => inDirection(match, phrase));
}

/** The places a name in a phrase may mean: those of the best kind of match, settlements before the area around them. */
function meantBy(gazetteer: Gazetteer, name: string, near: Near | null, most = 2): Match[] {
  const matches = searchNames(gazetteer, name, near, 12);
  const best = Math.min(...matches.map(({ how }) => MATCHES.indexOf(how)));
  const equal = matches.filter(({ how }) => MATCHES.indexOf(how) === best);
  const settled = equal.filter(({ entry }) => entry.level === null);
  const alone = equal.filter(
    ({ entry }, at) =>
      entry.level === null ||
      !(
        settled.some((other) => isAround(entry, other.entry)) ||
        equal.slice(0, at).some((other) => isAround(other.entry, entry))
      ),
  );
  return alone.slice(0, most);
}

/** Does an area hold the other under the same name, or may it, as far as its corners reach? */
const isAround = (area: Entry, other: Entry): boolean =>
  area.level !== null &&
  (other.within.includes(area) || area.within.includes(other) || apart(area, other) <= area.reach);

/* ---------------------------------------------------------------- roads */

function readRoad(
  { km, from, to }: { km: number | null; from: string | null; to: string },
  gazetteer: Gazetteer,
  near: Near | null,
): PlaceCandidate[] {
  const find = (name: string) => meantBy(gazetteer, name, near);
  if (from !== null) {
    // `Sibut - Dekoa road, 60 km from Sibut`: the end is the one that is not the start.
    const ends = pairOf(to, find) ?? [];
    return find(from).flatMap((start) => {
      const other = ends.filter(({ entry }) => entry !== start.entry);
      return (other.length === 1 ? other : find(to).slice(0, 1)).map((end) => onRoad(start, end, km, []));
    });
  }
  const whole = find(to);
  const pair = whole[0]?.how === "same" ? null : pairOf(to, find);
  if (pair) return [onRoad(pair[0], pair[1], km, [])];
  const [end] = whole;
  if (!end) return [];
  if (km === null) return [towards(end)];
  return startsFor(end, km, gazetteer, near).map((entry) =>
    onRoad({ entry, how: "same", text: entry.name }, end, km, [note("start_assumed", { from: entry.name })]),
  );
}

/** Both ends of `Bambari-Kaga-Bandoro`: the seam where either side is a place. */
function pairOf(text: string, find: (name: string) => Match[]): [Match, Match] | null {
  for (const [from, to] of splitsOf(text)) {
    const [start, end] = [find(from)[0], find(to)[0]];
    if (start && end && isSpelt(start) && isSpelt(end)) return [start, end];
  }
  return null;
}

const isSpelt = ({ how }: Match): boolean => how === "same" || how === "sounds" || how === "slip";

/** Towns from which a road to the end may be counted: near it, in its region first, and not nearer than the mark. */
function startsFor(end: Match, km: number, gazetteer: Gazetteer, near: Near | null): Entry[] {
  const towns = gazetteer.entries.filter(({ town }) => town);
  const candidates = towns.length > 0 ? towns : gazetteer.entries.filter(({ level }) => level === 2);
  return candidates
    .filter(
      (entry) =>
        entry !== end.entry && apart(entry, end.entry) * LONGEST >= km && apart(entry, end.entry) > 1,
    )
    .map((entry) => ({ entry, rank: rankOfStart(entry, end.entry, near) }))
    .sort((one, other) => one.rank - other.rank || one.entry.ref.localeCompare(other.entry.ref))
    .slice(0, STARTS)
    .map(({ entry }) => entry);
}

function rankOfStart(entry: Entry, end: Entry, near: Near | null): number {
  const isMain = entry.kind === "populated_place" ? 0 : OTHER_REGION_KM / 2;
  const isElsewhere = near || regionOf(entry) === regionOf(end) ? 0 : OTHER_REGION_KM;
  const away = near ? Math.min(300, distanceKm(near.lon, near.lat, entry.lon, entry.lat)) / 2 : 0;
  return apart(entry, end) + isMain + isElsewhere + away;
}

const regionOf = (entry: Entry): Entry | undefined =>
  [entry, ...entry.within].find(({ level }) => level === 1);
const apart = (one: Entry, other: Entry): number => distanceKm(one.lon, one.lat, other.lon, other.lat);

/** So far from the start on the straight line to the end; without a distance, halfway. */
function onRoad(start: Match, end: Match, km: number | null, doubts: Doubts): PlaceCandidate {
  const length = apart(start.entry, end.entry);
  const along = Math.min(km ?? length / 2, length);
  const share = length === 0 ? 0 : along / length;
  const winding = km === null ? length / 2 : WINDING * along;

  const names = { from: start.entry.name, to: end.entry.name };
  const isBeyond = km !== null && km > length * LONGEST;
  const beyond = isBeyond ? [note("past_end" as const, { to: names.to, km: roundKm(length) })] : [];
  const known = winding + start.entry.reach * (1 - share) + end.entry.reach * share;
  const error = isBeyond ? Math.max(known, 2 * NEAR_KM) : known;
  return measured({
    ...{ kind: "road", at: pointAt(start.entry, bearing(start.entry, end.entry), along), error },
    sentence: km === null ? note("road_between", names) : note("road", { km: roundKm(km), ...names }),
    doubts: [note("straight_line"), ...doubts, ...beyond, ...doubtsOf(start), ...doubtsOf(end)],
    ends: [start.entry, end.entry],
  });
}

/** On the road to a place, nobody says how far. */
const towards = (end: Match): PlaceCandidate =>
  measured({
    ...{ kind: "road", at: end.entry, error: Number.POSITIVE_INFINITY, ends: [] },
    sentence: note("road_to", { to: end.entry.name }),
    doubts: [note("distance_unknown"), ...doubtsOf(end)],
  });

/* ---------------------------------------------------------------- distances, directions, nearness */

function readDistance(
  { km, from }: { km: number; from: string | null },
  gazetteer: Gazetteer,
  near: Near | null,
): PlaceCandidate[] {
  const find = (name: string) => meantBy(gazetteer, name, near);
  if (from === null) {
    const start = near ? nearestTown(gazetteer, near) : undefined;
    const match = start && ({ entry: start, how: "same", text: start.name } as const);
    return match ? [around(match, km, [note("start_assumed", { from: match.text })])] : [];
  }
  const whole = find(from);
  const pair = whole[0]?.how === "same" ? null : pairOf(from, find);
  return pair ? [onRoad(pair[0], pair[1], km, [])] : whole.map((match) => around(match, km, []));
}

function nearestTown({ entries }: Gazetteer, near: Near): Entry | undefined {
  const away = (entry: Entry) => distanceKm(near.lon, near.lat, entry.lon, entry.lat);
  return entries.filter(({ town }) => town).sort((one, other) => away(one) - away(other))[0];
}

/** So far from a place in a direction nobody stated: around it. */
const around = (match: Match, km: number, doubts: Doubts): PlaceCandidate =>
  measured({
    ...{ kind: "relative", at: match.entry, error: km + match.entry.reach, ends: [] },
    sentence: note("away", { km: roundKm(km), from: match.entry.name }),
    doubts: [note("direction_unknown"), ...doubts, ...doubtsOf(match)],
  });

const beside = (match: Match): PlaceCandidate =>
  measured({
    ...{
      kind: "relative",
      at: match.entry,
      error: Math.max(NEAR_KM, match.entry.reach),
      ends: [match.entry],
    },
    sentence: note("near", { name: match.entry.name }),
    doubts: doubtsOf(match),
  });

function inDirection(
  match: Match,
  { km, bearing: degrees, direction }: { km: number | null; bearing: number; direction: string },
): PlaceCandidate {
  const { entry } = match;
  const isFar = km === null;
  return measured({
    kind: "relative",
    at: isFar ? entry : pointAt(entry, degrees, km),
    error: (isFar ? NEAR_KM : COMPASS * km) + (isFar ? Math.max(0, entry.reach - NEAR_KM) : entry.reach),
    sentence: isFar
      ? note("direction_only", { direction, name: entry.name })
      : note("direction", { km: roundKm(km), direction, name: entry.name }),
    doubts: [...(isFar ? [note("distance_unknown" as const)] : []), ...doubtsOf(match)],
    ends: [],
  });
}

/* ---------------------------------------------------------------- common */

interface Measured {
  kind: "road" | "relative";
  at: Near;
  /** How far off the point may be, km. */
  error: number;
  sentence: PlaceCandidate["sentence"];
  doubts: Doubts;
  /** Places it lies between: an area that holds them all holds it too, more or less. */
  ends: readonly Entry[];
}

function measured({ kind, at, error, sentence, doubts, ends }: Measured): PlaceCandidate {
  const precision = precisionWithin(Math.max(error, 2.1));
  const key = `${kind}/${sentence.code}/${Object.values(sentence.values).join("/")}/${at.lon.toFixed(3)}`;
  const about = { key, kind, entryRef: null, sentence };
  if (precision !== "unclear") {
    const point = { lon: Math.round(at.lon * 1e4) / 1e4, lat: Math.round(at.lat * 1e4) / 1e4 };
    return { ...about, ...point, areaRef: null, precision, doubts };
  }
  const area = commonArea(ends);
  const nowhere = { ...about, lon: null, lat: null, doubts: [...doubts, note("too_vague" as const)] };
  if (!area) return { ...nowhere, areaRef: null, precision };
  return { ...nowhere, areaRef: area.ref, precision: area.level === 2 ? "adm2" : "adm1" };
}

/** The smallest district or region in which all of these lie. */
function commonArea(entries: readonly Entry[]): Entry | undefined {
  const [first, ...rest] = entries;
  if (!first) return undefined;
  const chain = [areaOf(first), ...first.within].filter((area) => area !== undefined);
  return chain.find(
    (area) =>
      (area.level === 1 || area.level === 2) &&
      rest.every((other) => other === area || other.within.includes(area)),
  );
}

/** What is uncertain about a place that another is measured from. */
function doubtsOf({ entry, how, text }: Match): Doubts {
  const middle =
    entry.level === null ? [] : [note("middle_of_area" as const, { name: entry.name, level: entry.level })];
  const isSlip = how === "slip" || how === "word" || how === "begins" || how === "sound_begins";
  return isSlip ? [...middle, note("spelt_otherwise", { written: "", known: text })] : middle;
}

const bearing = (from: Near, to: Near): number => turfBearing([from.lon, from.lat], [to.lon, to.lat]);

/** The point so many km away in a direction (degrees from north, clockwise). */
function pointAt(from: Near, degrees: number, km: number): Near {
  // Turf measures with its own radius; ours is that of every distance shown.
  const turfKm = (km / EARTH_RADIUS_KM) * 6371.0088;
  const [lon, lat] = destination([from.lon, from.lat], turfKm, degrees).geometry.coordinates as [
    number,
    number,
  ];
  return { lon, lat };
}
