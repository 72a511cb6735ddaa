/**
 * What a text about a place means, against the gazetteer of an operation: coordinates, a P-code, a name in any
 * spelling, a road and kilometre, something beside a place. Pure: the same text, gazetteer and nearness give the same
 * answer on both sides of the wire. There is no road geometry in an operation, so kilometres are measured along the
 * straight line, and every reading says so, with what else was assumed.
 */
import { plainDigits } from "../digits.ts";
import {
  note,
  type PlaceCandidate,
  type PlaceDoubt,
  type PlaceNote,
  type PlaceReading,
  precisionWithin,
} from "./candidate.ts";
import { readCoordinates } from "./coordinates.ts";
import { type Entry, type Gazetteer, PUBLISHED } from "./gazetteer.ts";
import { bareName } from "./keys.ts";
import { readPhrase } from "./measured.ts";
import { readPhrases } from "./phrases.ts";
import { type Match, type Near, namesInside, searchNames } from "./search.ts";

/** Most readings one answer offers. */
export const MOST_READINGS = 8;

/**
 * @param text what a person wrote of a place, in a field or cut from a message
 * @param near among equals what lies near comes first, and roads begin there: the map's middle, the last place
 */
export function readPlace(text: string, gazetteer: Gazetteer, near: Near | null = null): PlaceReading {
  const trimmed = text.trim().slice(0, 200);
  if (trimmed === "") return { candidates: [], problems: [] };
  const plain = plainDigits(trimmed);
  const coordinates = readCoordinates(plain, gazetteer.box);
  const areas = byCode(gazetteer, plain);
  const hasPoint = coordinates.candidates.length > 0;
  const phrases = hasPoint ? [] : readPhrases(plain).flatMap((phrase) => readPhrase(phrase, gazetteer, near));
  const names = hasPoint ? [] : searchNames(gazetteer, trimmed, near).map((match) => named(match, trimmed));
  const exact = names.filter(({ doubts }) => doubts.every(({ code }) => code !== "spelt_otherwise"));
  // A place that bears just this name (a quarter called PK 5) comes before what the words would measure.
  const isSame = phrases.length > 0 && exact.length > 0 && readsAsName(gazetteer, trimmed);
  const likely = isSame ? [...exact, ...phrases] : phrases.length > 0 ? phrases : names;
  const hasAny = hasPoint || likely.length > 0;
  const candidates = hasAny
    ? likely
    : namesInside(gazetteer, trimmed, near).map((match) => inPart(match, trimmed));
  const all = unique([...coordinates.candidates, ...areas, ...candidates]).slice(0, MOST_READINGS - 1);
  return { candidates: [...all, onlyWords(trimmed)], problems: coordinates.problems };
}

const readsAsName = (gazetteer: Gazetteer, text: string): boolean => {
  const [match] = searchNames(gazetteer, text, null, 1);
  return match !== undefined && bareName(match.text) === bareName(text);
};

/** What stays when nothing else fits: the words themselves, without a point. */
export const onlyWords = (text: string): PlaceCandidate => ({
  ...{
    key: "words",
    kind: "words",
    lon: null,
    lat: null,
    areaRef: null,
    entryRef: null,
    precision: "unclear",
  },
  sentence: note("words", { text }),
  doubts: [note("no_point")],
});

/** A place chosen on the map: exact as far as a hand is. @param metres half of what a finger or cross may miss by */
export function chosenOnMap(lon: number, lat: number, metres: number): PlaceCandidate {
  const at = { lon: Math.round(lon * 1e5) / 1e5, lat: Math.round(lat * 1e5) / 1e5 };
  const precision = precisionWithin(metres / 1000);
  const isVague = precision === "unclear";
  return {
    ...{ key: `map/${at.lon}/${at.lat}`, kind: "point", areaRef: null, entryRef: null, precision },
    ...(isVague ? { lon: null, lat: null } : at),
    sentence: note("map", at),
    doubts: isVague ? [note("too_vague")] : [],
  };
}

/** Areas by P-code, which is opaque: whole, or as it begins. */
function byCode(gazetteer: Gazetteer, text: string): PlaceCandidate[] {
  const code = text.toUpperCase();
  if (!/^(?=.*\d)[A-Z0-9-]{2,20}$/.test(code)) return [];
  const areas = gazetteer.entries.filter(({ pcode }) => pcode?.toUpperCase().startsWith(code));
  return areas
    .sort((one, other) => one.pcode!.length - other.pcode!.length || one.pcode!.localeCompare(other.pcode!))
    .slice(0, 5)
    .map((area) => areaCandidate(area, []));
}

/** A name that was found, as a candidate. */
export function named({ entry, how, text }: Match, written: string): PlaceCandidate {
  const isOther = how === "sounds" || how === "sound_begins" || how === "slip";
  const doubts = isOther ? [note("spelt_otherwise" as const, { written, known: text })] : [];
  return entry.level === null ? placeCandidate(entry, doubts) : areaCandidate(entry, doubts);
}

/** Only a part of the text was understood, so a place is no more than near. */
function inPart(match: Match, written: string): PlaceCandidate {
  const found = named(match, written);
  const doubts = [...found.doubts, note("part_of_text" as const, { written, known: match.text })];
  return { ...found, doubts, precision: found.precision === "exact" ? "near" : found.precision };
}

const PRECISION_OF_LEVEL = ["country", "adm1", "adm2", "adm2"] as const;

function areaCandidate(area: Entry, doubts: PlaceNote<PlaceDoubt>[]): PlaceCandidate {
  const finer = area.level === 3 ? [note("finer_than_district" as const)] : [];
  return {
    ...{ key: `area/${area.ref}`, kind: "area", lon: null, lat: null, areaRef: area.ref, entryRef: area.ref },
    precision: PRECISION_OF_LEVEL[area.level ?? 0] ?? "adm2",
    sentence: note("area", { name: area.name, level: area.level ?? 0 }),
    doubts: [...doubts, ...finer],
  };
}

const placeCandidate = (place: Entry, doubts: PlaceNote<PlaceDoubt>[]): PlaceCandidate => ({
  ...{ key: `place/${place.ref}`, kind: "place", lon: place.lon, lat: place.lat, areaRef: null },
  entryRef: place.kind === PUBLISHED ? null : place.ref,
  precision: "exact",
  sentence: note("place", { name: place.name, kind: place.kind }),
  doubts,
});

function unique(candidates: readonly PlaceCandidate[]): PlaceCandidate[] {
  const keys = new Set<string>();
  return candidates.filter(({ key }) => !keys.has(key) && keys.add(key));
}
