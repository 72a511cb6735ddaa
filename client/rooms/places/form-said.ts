/** A reading of a place in words: the sentence, what it is and where, what is uncertain, and the name it is kept under. */
import { pointInArea } from "../../../shared/geo.ts";
import type { PlaceCandidate } from "../../../shared/places/candidate.ts";
import type { Entry, Gazetteer } from "../../../shared/places/gazetteer.ts";
import type { AreaFeature } from "../../../shared/rooms/places-answers.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatPoint } from "../../words/format.ts";
import { hasWord, type WordsValue } from "../../words/index.tsx";
import type { PlaceValue } from "./form-found.ts";

/** What is needed of the reader's language. */
type Said = Pick<WordsValue, "t" | "tag">;

/** Longest name of a place that a report keeps. */
const LONGEST = 200;

/** Shapes of the districts, to say in which one a point lies. */
export interface Shapes {
  features: readonly AreaFeature[];
}

/** "About 26 km from Bambari towards Ippy, straight line". */
export function sentenceOf({ sentence }: PlaceCandidate, { t, tag }: Said): string {
  const { lon, lat } = sentence.values;
  const point = lon === undefined ? "" : formatPoint(Number(lat), Number(lon), tag);
  return t(`place.said.${sentence.code}`, { ...sentence.values, point });
}

export const doubtsOf = ({ doubts }: PlaceCandidate, { t }: Said): string[] =>
  doubts.map(({ code, values }) => t(`place.doubt.${code}`, values));

/** The entry of the gazetteer a candidate names. */
export const entryOf = (candidate: PlaceCandidate, { entries }: Gazetteer): Entry | undefined =>
  entries.find(({ ref }) => ref === (candidate.entryRef ?? candidate.areaRef));

/** The district and region around a candidate, finest first; empty where that is not known. */
export function areasAround(
  candidate: PlaceCandidate,
  gazetteer: Gazetteer,
  shapes: Shapes | undefined,
): Entry[] {
  const entry = entryOf(candidate, gazetteer);
  if (entry?.level === 0) return [];
  if (entry) return entry.within.filter(({ level }) => level !== 0);
  const { lon, lat } = candidate;
  if (lon === null || lat === null) return [];
  const found = shapes?.features.find(
    ({ properties, geometry, bbox }) => properties.level === 2 && pointInArea(lon, lat, geometry, bbox),
  );
  const area = gazetteer.entries.find(({ ref }) => ref === found?.properties.ref);
  return area ? [area, ...area.within.filter(({ level }) => level !== 0)] : [];
}

/** "Town or village", "Coordinates", "District". */
export function kindOf(candidate: PlaceCandidate, { t }: Said): string {
  const { code, values } = candidate.sentence;
  if (code === "area") return codeLabel(t, "areaLevel", String(values.level));
  if (code === "place") {
    const own = `place.kind.${values.kind}`;
    return hasWord(own) ? t(own) : codeLabel(t, "siteKind", String(values.kind));
  }
  if (code === "map" || code === "words" || code === "coordinates") return t(`place.kind.${code}`);
  return t(candidate.kind === "road" ? "place.kind.road" : "place.kind.relative");
}

/** The doubts that must outlive the form, because a reader of the report cannot see what was typed. */
const KEPT = ["start_assumed", "past_end", "middle_of_area", "direction_unknown", "distance_unknown"];

/** The name a report keeps: the place's own, or what was typed with what it was taken to mean. */
export function nameToKeep(candidate: PlaceCandidate, typed: string, words: Said): string {
  const { kind, sentence, doubts } = candidate;
  if (kind === "area") return "";
  if (kind === "place") return String(sentence.values.name);
  if (kind === "point" || kind === "words") return typed.trim().slice(0, LONGEST);
  const kept = doubts.filter(({ code }) => KEPT.includes(code));
  const said = [sentenceOf(candidate, words), ...doubtsOf({ ...candidate, doubts: kept }, words)].join("; ");
  return `${typed.trim()} (${said})`.length <= LONGEST ? `${typed.trim()} (${said})` : said.slice(0, LONGEST);
}

/** A candidate as the fields of a form keep it. @param noName the name of the place is not kept (sexual violence) */
export function valueOfPlace(
  candidate: PlaceCandidate,
  typed: string,
  words: Said,
  noName = false,
): PlaceValue {
  const { lon, lat, areaRef, precision } = candidate;
  return {
    ...{ lon: lon === null ? "" : String(lon), lat: lat === null ? "" : String(lat) },
    ...{ areaId: areaRef ?? "", precision, placeFound: precision, placeReason: "" },
    ...{ placeName: noName ? "" : nameToKeep(candidate, typed, words), placeText: typed },
  };
}
