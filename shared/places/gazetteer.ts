/**
 * The gazetteer of an operation as one reader sees it: administrative areas, populated places, sites, places their
 * organisation saved, and places that published datasets name. It travels as compact rows, so that a browser keeps it
 * whole: typing needs no network, and the rule that matches names is the same on both sides (search.ts).
 */
import { z } from "zod";
import type { BBox } from "../geo.ts";
import { distanceKm } from "../geo.ts";
import type { SiteKind } from "../rooms/places.ts";
import { bareName, soundKey } from "./keys.ts";

/** [ref, P-code, name, level 0–3, position of the parent or -1, lon, lat, km from the middle to the farthest corner] */
export const areaRow = z.tuple([
  z.string(),
  z.string().nullable(),
  z.string(),
  z.int(),
  z.int(),
  z.number(),
  z.number(),
  z.number(),
]);
/** [ref, kind of site, name, other spellings, lon, lat, position of the finest area known or -1, own: 1] */
export const placeRow = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.array(z.string()),
  z.number(),
  z.number(),
  z.int(),
  z.int(),
]);
/** `box`: west, south, east, north of the operation's areas; null where it has none. */
export const gazetteerRows = z.strictObject({
  areas: z.array(areaRow),
  places: z.array(placeRow),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
});
export type GazetteerRows = z.infer<typeof gazetteerRows>;

/** Kind of a place that only a published dataset names, with the point it gives. */
export const PUBLISHED = "published_place";
/** Kind of a place that an organisation saved while logging. */
export const LOCAL_PLACE = "local_place" satisfies SiteKind;

/** One thing with a name and a place. */
export interface Entry {
  ref: string;
  /** An administrative level, or null for anything else. */
  level: number | null;
  /** `area`, or the kind of site. */
  kind: string;
  name: string;
  pcode: string | null;
  lon: number;
  lat: number;
  /** Km around the point in which it lies; 0 for a place that is a point. */
  reach: number;
  /** The areas it lies in, finest first, without itself. */
  within: Entry[];
  /** A place of the reader's own organisation. */
  own: boolean;
  /** A town: where roads are measured from. */
  town: boolean;
  keys: Key[];
}

/** One spelling of a name, prepared for comparing. */
export interface Key {
  text: string;
  plain: string;
  bare: string;
  sound: string;
}

export interface Gazetteer {
  entries: Entry[];
  box: BBox | null;
}

export const EMPTY_GAZETTEER: Gazetteer = { entries: [], box: null };

/** Nearer than this, a published name and a populated place of the same sound are one. */
const SAME_KM = 12;
const TOWN = /\b(town|city|ville)$/i;

/** Rows as they travel, made ready for searching. */
export function openGazetteer({ areas, places, box }: GazetteerRows): Gazetteer {
  const entries: Entry[] = areas.map(([ref, pcode, name, level, , lon, lat, reach]) => ({
    ...{ ref, pcode, name, level, kind: "area", lon, lat, reach, within: [], own: false, town: false },
    keys: keysOf([name]),
  }));
  areas.forEach((row, at) => {
    entries[at]!.within = row[4] < 0 ? [] : chainOf(entries, areas, row[4]);
  });
  const named = places.filter(([, kind, name]) => kind !== PUBLISHED || isPlaceName(name));
  const known = named.map(([ref, kind, name, others, lon, lat, area, own]): Entry => {
    const within = area < 0 ? [] : chainOf(entries, areas, area);
    const town = kind === "populated_place" || (kind === PUBLISHED && TOWN.test(name));
    const about = { ref, pcode: null, level: null, kind, lon, lat, reach: 0, within, own: own === 1, town };
    return { ...about, name: kind === PUBLISHED ? withoutKind(name) : name, keys: keysOf([name, ...others]) };
  });
  return { entries: [...entries, ...withoutDoubles(known)], box };
}

/** The finest area first, then those above it. */
function chainOf(entries: readonly Entry[], areas: GazetteerRows["areas"], at: number): Entry[] {
  const chain: Entry[] = [];
  for (let up = at; up >= 0 && chain.length < 5; up = areas[up]![4]) chain.push(entries[up]!);
  return chain;
}

const keysOf = (names: readonly string[]): Key[] =>
  names.map((text) => {
    const bare = bareName(text);
    return { text, plain: plainKey(text), bare, sound: soundKey(text) };
  });

/** A name as typed, without accents and case only. */
export const plainKey = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Published descriptions of a stretch of road or a forest are no names. */
const isPlaceName = (name: string): boolean =>
  !/\d ?km|\broad\b|\bposition\b|\bbetween\b|\bforest\b|\bborder\b/i.test(name);

/** `Ippy town` is shown as Ippy: the word is the dataset's, not the name's. */
const withoutKind = (name: string): string => name.replace(/ (town|village|city|locality)$/i, "");

/** A place that a published dataset names again, beside a populated place of that name, is the same place. */
function withoutDoubles(places: readonly Entry[]): Entry[] {
  const settled = Map.groupBy(
    places.filter(({ kind }) => kind === "populated_place" || kind === LOCAL_PLACE),
    ({ keys }) => keys[0]!.sound,
  );
  return places.filter(
    (place) =>
      place.kind !== PUBLISHED ||
      !settled
        .get(place.keys[0]!.sound)
        ?.some((other) => distanceKm(place.lon, place.lat, other.lon, other.lat) < SAME_KM),
  );
}

/** The finest area that an entry is, or lies in. */
export const areaOf = (entry: Entry): Entry | undefined => (entry.level === null ? entry.within[0] : entry);
