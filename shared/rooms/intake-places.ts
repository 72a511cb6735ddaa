/**
 * Where, in a message: coordinates, a road and its kilometre, or names that the operation's gazetteer knows. What the
 * words mean is decided by the same rule as in every form (shared/places/read.ts); here they are only found.
 */
import type { PlaceCandidate } from "../places/candidate.ts";
import type { Entry, Gazetteer } from "../places/gazetteer.ts";
import { plainKey } from "../places/gazetteer.ts";
import { readPlace } from "../places/read.ts";
import type { Near } from "../places/search.ts";
import type { Span } from "./intake.ts";
import { type Folded, findAll, overlaps } from "./intake-text.ts";

export const PLACE_RULES = ["coordinates", "road", "beside", "name"] as const;
export type PlaceRule = (typeof PLACE_RULES)[number];

export interface PlaceFound {
  rule: PlaceRule;
  /** The words as written. */
  text: string;
  span: Span;
  /** Best first, without "only words". */
  candidates: PlaceCandidate[];
}

const COORDINATES =
  /(?<![\d.,])[-+]?\d{1,3}[.,]\d{3,}\s?°?\s?[ns]?\s?[,;/ ]\s?[-+]?\d{1,3}[.,]\d{3,}\s?°?\s?[ewo]?(?![\d])|\d{1,3}°\s?\d{1,2}['.][^,;\n]{1,14}[ns][\s,;]+\d{1,3}°\s?\d{1,2}['.][^,;\n]{1,14}[ewo]|(?<![\p{L}\p{N}])\d{2}\s?[c-x]\s?[a-z]{2}\s?\d{4,5}\s?\d{4,5}(?!\d)/gu;
const MEASURED =
  /(?<![\p{L}\p{N}])(?:(?:au )?p\.? ?k\.? ?\d{1,3}|(?:a |at |about |around |environ )?\d{1,3} ?(?:km|kms|kilometres?|kilometers?)(?![\p{L}\p{N}])|(?:sur (?:l'axe|la route|l'|la )|l'axe|axe|route|road (?:to|from|between)|(?:on )?the road) )[^.;!?\n]{0,60}/gu;
const BESIDE =
  /(?<!\p{L})(?:pres de|proche de|a proximite (?:de|du)|non loin de|aux environs de|au nord (?:de|du)|au sud (?:de|du)|a l'est (?:de|du)|a l'ouest (?:de|du)|near|close to|north of|south of|east of|west of|outside)\s[^.;,!?\n]{2,40}/gu;
const BEFORE_PLACE =
  /(?:(?<!\p{L})(?:a|au|aux|dans|en|de|du|vers|sur|village|ville|quartier|localite|commune|in|at|of|from|to|near|town|district)(?: (?:le|la|les|de|du|the|d'))?\s|d'|\()$/u;
/** Words of messages that are places somewhere. */
const NO_PLACES = new Set([
  "point",
  "centre",
  "nord",
  "sud",
  "est",
  "ouest",
  "north",
  "south",
  "east",
  "west",
  "camp",
  "site",
  "marche",
  "eglise",
  "mission",
  "hier",
  "village",
]);
const LONGEST = 4;
/** Most places of one kind that are read in a text; a list of a hundred villages is no report of one event. */
const MOST = 8;

/** Names of a gazetteer by how they are written, ready for looking up. */
export interface PlaceNames {
  gazetteer: Gazetteer;
  names: Map<string, Entry>;
}

const prepared = new WeakMap<Gazetteer, PlaceNames>();

export function placeNames(gazetteer: Gazetteer): PlaceNames {
  const known = prepared.get(gazetteer);
  if (known) return known;
  const names = new Map<string, Entry>();
  for (const entry of gazetteer.entries) {
    if (entry.level === 0) continue;
    for (const { plain, bare } of entry.keys) {
      for (const key of [plain, bare]) if (key.length >= 2 && !names.has(key)) names.set(key, entry);
    }
  }
  const made = { gazetteer, names };
  prepared.set(gazetteer, made);
  return made;
}

/** Places of a text: measured ones first, then names, those after a word of place before others. */
export function findPlaces(folded: Folded, gazetteer: Gazetteer, near: Near | null = null): PlaceFound[] {
  const { original } = folded;
  const found: PlaceFound[] = [];
  const isFree = (span: Span) => found.every((other) => !overlaps(span, other.span));
  for (const { span } of findAll(folded, COORDINATES).slice(0, MOST)) {
    const read = readWords(original, span, gazetteer, near);
    if (read && isFree(span)) found.push({ rule: "coordinates", ...read });
  }
  const names = findNames(folded, placeNames(gazetteer));
  for (const [rule, pattern, kinds] of [
    ["road", MEASURED, ["road", "relative"]],
    ["beside", BESIDE, ["relative"]],
  ] as const) {
    for (const { span } of findAll(folded, pattern).slice(0, MOST)) {
      const read = measuredReading(original, span, gazetteer, near, kinds);
      if (read && isFree(read.span)) found.push({ rule, ...read });
    }
  }
  const likely = names
    .sort((one, other) => other.weight - one.weight || one.span.from - other.span.from)
    .slice(0, MOST);
  for (const { span, weight } of likely) {
    if (weight === 0 || !isFree(span)) continue;
    const read = readWords(original, span, gazetteer, near);
    if (read) found.push({ rule: "name", ...read });
  }
  return found;
}

function readWords(original: string, span: Span, gazetteer: Gazetteer, near: Near | null) {
  const text = original.slice(span.from, span.to).trim();
  const candidates = readPlace(text, gazetteer, near).candidates.filter(({ kind }) => kind !== "words");
  return candidates.length === 0 ? null : { text, span, candidates };
}

/** The shortest words that mean the measured place which the longest beginning of them means; a sentence goes on after. */
function measuredReading(
  original: string,
  { from, to }: Span,
  gazetteer: Gazetteer,
  near: Near | null,
  kinds: readonly string[],
) {
  const ends = [...original.slice(from, to).matchAll(/[\s,:]+|$/gu)].map((match) => from + match.index);
  const read = ends
    .slice(0, 12)
    .flatMap((end) => (end > from ? (readWords(original, { from, to: end }, gazetteer, near) ?? []) : []));
  const whole = read.filter(({ candidates: [best] }) => best && kinds.includes(best.kind) && isSure(best));
  const key = whole.at(-1)?.candidates[0]?.key;
  return whole.find(({ candidates: [best] }) => best?.key === key) ?? null;
}

const isSure = ({ doubts }: PlaceCandidate): boolean =>
  doubts.every(({ code }) => code !== "part_of_text" && code !== "spelt_otherwise");

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

interface Named {
  span: Span;
  weight: number;
}

/** Runs of up to four words that are a name of the gazetteer; the longest at each word. */
function findNames({ original }: Folded, { names }: PlaceNames): Named[] {
  const words = [...original.matchAll(WORD)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    capital: /^\p{Lu}/u.test(match[0]),
  }));
  const isOneCase = original === original.toLowerCase() || original === original.toUpperCase();
  const found: Named[] = [];
  for (let at = 0; at < words.length; at++) {
    for (let count = Math.min(LONGEST, words.length - at); count > 0; count--) {
      const span = { from: words[at]!.from, to: words[at + count - 1]!.to };
      const key = plainKey(original.slice(span.from, span.to));
      if (NO_PLACES.has(key) || !names.has(key)) continue;
      const weight = weightOf(key, words[at]!.capital, isOneCase, before(original, span.from));
      if (weight > 0) {
        found.push({ span, weight });
        at += count - 1;
        break;
      }
    }
  }
  return found;
}

const before = (original: string, at: number): string =>
  original
    .slice(Math.max(0, at - 24), at)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/’/g, "'")
    .toLowerCase();

/** A name counts where it looks like one: with a capital, or after a word of place; short ones need both. */
function weightOf(key: string, capital: boolean, isOneCase: boolean, words: string): number {
  const follows = BEFORE_PLACE.test(words);
  if (key.length <= 3) return capital && follows ? 1 : 0;
  if (follows && (capital || isOneCase)) return 3;
  if (capital && !isOneCase) return 2;
  return isOneCase && key.length >= 5 ? 1 : 0;
}
