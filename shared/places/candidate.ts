/**
 * What a text about a place can mean: candidates with a point, an area or only words, how precisely each is known, and
 * why, as codes with values. Sentences for the codes are in the client's words, so that a reading made here on the
 * server (a message taken in) and one made while typing say the same in every language.
 */
import { LOCATION_PRECISIONS, type LocationPrecision, NEAR_KM } from "../rooms/incidents-lists.ts";

/** What was found: coordinates, an administrative area, a named place, a road, something beside a place, only words. */
export type PlaceKind = "point" | "area" | "place" | "road" | "relative" | "words";

/** How a candidate reads as one sentence. Values: names, `km`, `direction`, `level`, `within` (km). */
export const PLACE_SENTENCES = [
  "coordinates",
  "area",
  "place",
  "road",
  "road_between",
  "road_to",
  "away",
  "near",
  "direction",
  "direction_only",
  "map",
  "words",
] as const;
export type PlaceSentence = (typeof PLACE_SENTENCES)[number];

/** What is uncertain about a candidate, or was assumed. */
export const PLACE_DOUBTS = [
  "straight_line",
  "start_assumed",
  "past_end",
  "middle_of_area",
  "direction_unknown",
  "distance_unknown",
  "order_swapped",
  "outside_operation",
  "west_letter",
  "hemisphere_letter",
  "coarse",
  "too_vague",
  "spelt_otherwise",
  "finer_than_district",
  "part_of_text",
  "no_point",
] as const;
export type PlaceDoubt = (typeof PLACE_DOUBTS)[number];

/** What makes a text no place at all, although it looks like one. */
export const PLACE_PROBLEMS = ["lat_out_of_range", "lon_out_of_range", "mgrs_unreadable"] as const;
export type PlaceProblem = (typeof PLACE_PROBLEMS)[number];

export type NoteValues = Readonly<Record<string, string | number>>;
export interface PlaceNote<Code extends string> {
  code: Code;
  values: NoteValues;
}

/** One reading of a text. */
export interface PlaceCandidate {
  /** The same for the same reading, unique in one answer. */
  key: string;
  kind: PlaceKind;
  /** WGS84 degrees; null where a point would say more than is known. */
  lon: number | null;
  lat: number | null;
  /** The administrative area that was named; null where the point decides. */
  areaRef: string | null;
  /** The entry of the gazetteer that was named, for areas and places. */
  entryRef: string | null;
  precision: LocationPrecision;
  sentence: PlaceNote<PlaceSentence>;
  doubts: PlaceNote<PlaceDoubt>[];
}

export interface PlaceReading {
  /** Best first. */
  candidates: PlaceCandidate[];
  problems: PlaceNote<PlaceProblem>[];
}

/** Up to this distance in km a point still stands for the place itself: the size of a town. */
export const EXACT_KM = 2;

/** The precision of a point known to within so many km (UCDP where_prec: 1 exact, 2 within 25 km, 5 vague). */
export function precisionWithin(km: number): LocationPrecision {
  if (km <= EXACT_KM) return "exact";
  return km <= NEAR_KM ? "near" : "unclear";
}

/** Position from precise to vague, as the list of precisions runs; a border says nothing of how far and stands last. */
export const rankOf = (precision: LocationPrecision): number => LOCATION_PRECISIONS.indexOf(precision);

/** Kilometres as they are said: whole from ten on, else with one decimal. */
export const roundKm = (km: number): number => (km >= 10 ? Math.round(km) : Math.round(km * 10) / 10);

export const note = <Code extends string>(code: Code, values: NoteValues = {}): PlaceNote<Code> => ({
  code,
  values,
});
