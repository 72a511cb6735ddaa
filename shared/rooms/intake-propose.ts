/**
 * What one message proposes for a report: each field with the rule and the words it came from, so that a person can see
 * why and say otherwise. Nothing here is a finding; a person accepts every report.
 */
import type { Gazetteer } from "../places/gazetteer.ts";
import type { Near } from "../places/search.ts";
import type { IntakeItem, Span } from "./intake.ts";
import { type ActorFound, type KnownActor, readActors } from "./intake-actors.ts";
import { type Cleaned, cleanText } from "./intake-clean.ts";
import { type DateFound, type DatesRead, onSentDay, readDates } from "./intake-dates.ts";
import { type HarmFound, readHarm } from "./intake-harm.ts";
import { type KindFound, readKinds } from "./intake-kinds.ts";
import { unreadNumbers } from "./intake-numbers.ts";
import { findPlaces, type PlaceFound } from "./intake-places.ts";
import { foldText } from "./intake-text.ts";

export interface Proposals {
  /** The words that this report is about. */
  part: Span;
  kinds: KindFound[];
  /** Best first; the day of sending where the words name none. */
  dates: DateFound[];
  /** A date that can be two days. */
  asked: DatesRead["asked"];
  places: PlaceFound[];
  harms: HarmFound[];
  /** Numbers with the word after them that no proposal holds: houses, people of whom no harm is said. */
  unread: Span[];
  actors: ActorFound[];
  description: Cleaned;
}

export interface Known {
  gazetteer: Gazetteer;
  actors: readonly KnownActor[];
  /** ISO; nothing happens after it. */
  today: string;
  near: Near | null;
}

/** Reads a message. All spans are positions in the item's original. */
export function proposeOf(
  { original, part, sentOn }: Pick<IntakeItem, "original" | "part" | "sentOn">,
  known: Known,
): Proposals {
  const text = original.slice(part.from, part.to);
  const folded = foldText(text);
  const places = findPlaces(folded, known.gazetteer, known.near);
  const dates = readDates(folded, sentOn, known.today);
  const masked = [
    ...places.filter(({ rule }) => rule !== "name").map(({ span }) => span),
    ...dates.found.flatMap(({ span }) => span ?? []),
    ...(dates.asked ? [dates.asked.span] : []),
    ...numbersApart(text),
  ];
  const actors = readActors(folded, known.actors);
  const harms = readHarm(folded, masked);
  const held = [...masked, ...harms.map(({ span }) => span), ...actors.map(({ span }) => span)];
  const names = [...places.map((place) => place.text), ...actors.flatMap(({ name }) => name ?? [])];
  return shifted(
    {
      part,
      kinds: readKinds(folded),
      dates: dates.found,
      asked: dates.asked,
      places,
      harms,
      unread: unreadNumbers(folded, held),
      actors,
      description: cleanText(text, names),
    },
    part.from,
    { original, sentOn, known },
  );
}

/** Telephones, hours, ages and shares hold numbers of no victims. */
const APART =
  /\+?\d[\d ().-]{7,}\d|\b\d{1,2}\s?[:hH]\s?\d{2}\b|\b\d{1,2}\s?(?:heures?|hours?|hrs|h\b|[ap]m\b)|\b\d{1,3}\s?(?:ans|years|%)|\b(?:aged?|age de|agee? de)\s\d{1,3}\b/gu;

const numbersApart = (text: string): Span[] =>
  [...text.matchAll(APART)].map((match) => ({ from: match.index, to: match.index + match[0].length }));

/**
 * Positions in the whole original; and what the part itself does not say, taken from what stands before it in the same
 * message ("Hier à Ippy: 1. … 2. …"), else the day of sending.
 */
function shifted(
  read: Proposals,
  by: number,
  { original, sentOn, known }: { original: string; sentOn: string | null; known: Known },
): Proposals {
  const move = <T extends { span: Span | null }>(each: T): T =>
    each.span === null ? each : { ...each, span: { from: each.span.from + by, to: each.span.to + by } };
  const before = by > 0 ? foldText(headless(original, by)) : null;
  const dates = read.dates.map(move);
  const asked = read.asked && { ...move(read.asked), options: read.asked.options.map(move) };
  const earlier =
    before && dates.length === 0 && asked === null
      ? readDates(before, sentOn, known.today).found.slice(-1)
      : [];
  const isDated = dates.length + earlier.length > 0 || asked !== null;
  const places = read.places.map(move);
  return {
    ...read,
    kinds: read.kinds.map(move),
    dates: isDated ? [...dates, ...earlier] : sentOn ? [onSentDay(sentOn)] : [],
    asked,
    places: places.length > 0 || !before ? places : findPlaces(before, known.gazetteer, known.near).slice(-1),
    harms: read.harms.map(move),
    unread: read.unread.map(({ from, to }) => ({ from: from + by, to: to + by })),
    actors: read.actors.map(move),
  };
}

/** What stands before a part, as long as the original, so that positions hold; the head of a message names no event. */
const headless = (original: string, end: number): string =>
  original
    .slice(0, end)
    .replace(/^(?:[^\n]{0,200}?\d[^\n]{0,200}?[\]-]\s[^:\n]{1,60}: )/u, (head) => " ".repeat(head.length));
