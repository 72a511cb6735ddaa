/**
 * Names found in the gazetteer, in any spelling. One rule for both sides of the wire: the same text finds the same
 * places in the same order for whoever sees the same gazetteer, and nothing that a reader does not see takes part.
 * Order: written the same, beginning the same, sounding the same, having the word, being off by a slip or two; among
 * those what people mean first (towns, then districts), then what lies near.
 */
import { distanceKm } from "../geo.ts";
import { type Entry, type Gazetteer, type Key, LOCAL_PLACE, PUBLISHED, plainKey } from "./gazetteer.ts";
import { bareName, lettersApart, slipsAllowed, soundKey } from "./keys.ts";

/** How a name was found, best first. */
export const MATCHES = ["same", "begins", "sounds", "sound_begins", "word", "slip"] as const;
export type MatchKind = (typeof MATCHES)[number];

export interface Match {
  entry: Entry;
  how: MatchKind;
  /** The spelling that matched: the name, or another one of it. */
  text: string;
}

export interface Near {
  lon: number;
  lat: number;
}

interface Wanted {
  plain: string;
  bare: string;
  sound: string;
  /** What the text says it is (`sous-préfecture de …`), as levels or a settlement. */
  level: number | "place" | null;
}

const KINDS: [RegExp, Wanted["level"]][] = [
  [/\bsous ?prefecture\b|\bdistrict\b|\bsub ?prefecture\b/, 2],
  [/\bprefecture\b|\bregion\b|\bprovince\b/, 1],
  [/\bcommune\b/, 3],
  [/\bvillage\b|\bville\b|\bquartier\b|\btown\b|\bcity\b|\blocalite\b/, "place"],
];

/**
 * @param text a name, with or without a word of kind and the area it lies in (`Ippy, Ouaka`)
 * @param near what lies near comes first among equals: the middle of the map, the last place
 */
export function searchNames(
  gazetteer: Gazetteer,
  text: string,
  near: Near | null = null,
  limit = 8,
): Match[] {
  const [name = "", ...areas] = text.split(/[,;/(|]/).map((part) => part.replace(/\)/g, "").trim());
  const wanted = wantedOf(name);
  if (wanted.bare === "") return [];
  const inside = areas.map(soundKey).filter((key) => key !== "");
  const rank = (match: Match): Ranked => ({
    ...match,
    rank: rankOf(match.entry, match.how, wanted, inside, near),
  });
  return matchesOf(gazetteer, wanted)
    .map(rank)
    .sort((one, other) => compare(one.rank, other.rank) || one.entry.ref.localeCompare(other.entry.ref))
    .slice(0, limit)
    .map(({ entry, how, text: spelling }) => ({ entry, how, text: spelling }));
}

interface Ranked extends Match {
  rank: number[];
}

/** Words of where that stand before a name: `à Bria`, `in Bria`. */
const WHERE = /^(?:a|à|au|aux|dans|in|at) (?=\p{L})/iu;

function wantedOf(text: string): Wanted {
  const name = text.replace(WHERE, "");
  const plain = plainKey(name);
  const level = KINDS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
  return { plain, bare: bareName(name), sound: soundKey(name), level };
}

/** Everything that matches. Slips are looked for only where nothing is written or sounds the same. */
function matchesOf({ entries }: Gazetteer, wanted: Wanted): Match[] {
  const plain = entries.flatMap((entry) => matchOf(entry, wanted, howOf) ?? []);
  if (wanted.sound.length < 2 || plain.some(({ how }) => how === "same" || how === "sounds")) return plain;
  const known = new Set(plain.map(({ entry }) => entry));
  const rest = entries.filter((entry) => !known.has(entry));
  return [...plain, ...rest.flatMap((entry) => matchOf(entry, wanted, slipOf) ?? [])];
}

/** The best way in which any spelling of the entry matches. */
function matchOf(
  entry: Entry,
  wanted: Wanted,
  rule: (key: Key, wanted: Wanted) => MatchKind | null,
): Match | null {
  let best: Match | null = null;
  for (const key of entry.keys) {
    const how = rule(key, wanted);
    if (how && (!best || MATCHES.indexOf(how) < MATCHES.indexOf(best.how)))
      best = { entry, how, text: key.text };
  }
  return best;
}

function howOf(key: Key, { plain, bare, sound }: Wanted): MatchKind | null {
  if (key.bare === bare || key.plain === plain) return "same";
  if (key.bare.startsWith(bare)) return "begins";
  if (sound.length < 2) return null;
  if (key.sound === sound) return "sounds";
  if (sound.length >= 4 && key.sound.startsWith(sound)) return "sound_begins";
  return bare.length >= 3 && hasWords(key.plain, bare) ? "word" : null;
}

function slipOf(key: Key, { sound }: Wanted): MatchKind | null {
  const slips = slipsAllowed(Math.min(sound.length, key.sound.length));
  return slips > 0 && lettersApart(key.sound, sound, slips) <= slips ? "slip" : null;
}

/** Does every word of the text begin a word of the name, in any order? */
function hasWords(name: string, bare: string): boolean {
  const words = bare.split(" ").filter((word) => word.length > 2);
  return words.length > 0 && words.every((word) => ` ${name}`.includes(` ${word}`));
}

/** Towns first, then what a report mostly means by a name, then what only bears the name of a place. */
function weightOf({ level, kind, town }: Entry): number {
  if (town || kind === LOCAL_PLACE) return 0;
  if (kind === PUBLISHED) return 1;
  if (level !== null) return [5, 3, 2, 4][level] ?? 6;
  return 7;
}

/** Compared from the first on; smaller is better. */
function rankOf(
  entry: Entry,
  how: MatchKind,
  wanted: Wanted,
  inside: readonly string[],
  near: Near | null,
): number[] {
  const lies = inside.every((key) => entry.within.some((area) => area.keys[0]!.sound === key));
  const isKind =
    wanted.level === null || (wanted.level === "place" ? entry.level === null : entry.level === wanted.level);
  const km = near ? distanceKm(near.lon, near.lat, entry.lon, entry.lat) : 0;
  return [
    lies ? 0 : 1,
    MATCHES.indexOf(how),
    isKind ? 0 : 1,
    weightOf(entry),
    Math.round(km / 10),
    entry.name.length,
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value - other[at]!;
  return 0;
}

/** Most words a name has that is looked for inside a text. */
const LONGEST_NAME = 4;

/** Names that stand whole inside a longer text, the longest first: `MSF Bria`, `attaque à Bria hier`. */
export function namesInside(
  gazetteer: Gazetteer,
  text: string,
  near: Near | null = null,
  limit = 4,
): Match[] {
  const words = plainKey(text).split(" ");
  const names = new Set(gazetteer.entries.flatMap(({ keys }) => keys.map(({ bare }) => bare)));
  for (let length = Math.min(LONGEST_NAME, words.length - 1); length > 0; length--) {
    const found = words.flatMap((_, at) => {
      const name = words.slice(at, at + length).join(" ");
      return at + length > words.length || name.length < 3 || !names.has(name)
        ? []
        : searchNames(gazetteer, name, near, limit).filter(({ how }) => how === "same");
    });
    if (found.length > 0) return found.slice(0, limit);
  }
  return [];
}
