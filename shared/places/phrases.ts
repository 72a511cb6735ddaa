/**
 * What a text says about a place beside a name: a distance, a road, a direction, nearness. Only the grammar, in
 * English and French; which places the names mean is for read.ts. Each language adds its words to the lists here.
 */

/** `26 km`, `PK 26`; km. `isMark`: counted along a road from its beginning. */
export interface Distance {
  km: number;
  isMark: boolean;
}

/** What a text was found to say; names are as typed. */
export type Phrase =
  /** So far along a road. `to` may name both ends (`Bambari-Ippy`), which the gazetteer tells apart (splitsOf). */
  | { kind: "road"; km: number | null; from: string | null; to: string }
  /** So far from a place, which may be left out (`PK 12`), or be a road by both its ends. */
  | { kind: "distance"; km: number; from: string | null }
  | { kind: "direction"; km: number | null; bearing: number; direction: string; from: string }
  | { kind: "near"; from: string };

/** Text as the patterns below read it: without accents, one kind of quote and dash, single spaces. */
export const phraseText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[′’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—→>]+/g, " - ")
    .toLowerCase()
    .replace(/[\s_]+/g, " ")
    .replace(/[.;:!?]+$/, "")
    .trim();

const NUMBER = "(\\d{1,3}(?:[.,]\\d{1,2})?)";
const MARK = new RegExp(
  `\\b(?:point kilometrique|p\\.? ?k\\.?|k\\.? ?p\\.?|km) ?[-:n°o]{0,2} ?${NUMBER}(?: ?\\+ ?(\\d{1,3}))?\\b(?! ?(?:km|kilom))`,
);
const LENGTH = new RegExp(
  `(?:\\b(?:a|at|environ|a peu pres|pres de|about|around|some|approximately|approx\\.?|~) ?)*${NUMBER} ?(?:-|to|a)? ?(?:kms?|kilometres?|kilometers?)\\b\\.?`,
);
const TENS: [RegExp, number][] = [
  [/\bune dizaine de (?:kms?|kilometres)\b/, 10],
  [/\bune quinzaine de (?:kms?|kilometres)\b/, 15],
  [/\bune vingtaine de (?:kms?|kilometres)\b/, 20],
  [/\bune trentaine de (?:kms?|kilometres)\b/, 30],
  [/\bune cinquantaine de (?:kms?|kilometres)\b/, 50],
];

interface Measured extends Distance {
  before: string;
  after: string;
}

/** The first distance in a text, with what stands before and after it. */
function distanceIn(text: string): Measured | null {
  for (const [pattern, km] of TENS) {
    const match = pattern.exec(text);
    if (match) return { km, isMark: false, ...around(text, match) };
  }
  const length = LENGTH.exec(text);
  if (length) return { km: toNumber(length[1]!), isMark: false, ...around(text, length) };
  const mark = MARK.exec(text);
  if (!mark) return null;
  return { km: toNumber(mark[1]!) + Number(mark[2] ?? 0) / 1000, isMark: true, ...around(text, mark) };
}

const toNumber = (text: string): number => Number(text.replace(",", "."));
const around = (text: string, match: RegExpExecArray) => ({
  before: trimmed(text.slice(0, match.index)),
  after: trimmed(text.slice(match.index + match[0].length)),
});
const trimmed = (text: string): string => text.replace(/^[\s,.:()-]+|[\s,.:()-]+$/g, "").trim();

const ROAD =
  "(?:rn ?\\d+,? (?:axe|route)|axe routier|axe|route|piste|troncon|rn ?\\d*|road|axis|highway|track)";
const TOWARDS = "(?:vers|en direction de|direction|towards?|en allant (?:a|vers)|on the way to|to)";
const LINK = "(?:(?:nationale|principale|main|qui mene|menant|reliant|linking|connecting|leading) )*";
const OF = "(?:de la |de l'|des |de |du |d'|of |from |la |le |les |the )?";
const ON = "(?:(?:sur|on|along|le long de|dans|in) )?(?:la |le |l'|the )?";

/** The road that is meant, in the part of the text that names it: `axe Ippy`, `route de Bria`, `road to Bria`. */
const TO_ROAD = new RegExp(`^${ON}${ROAD} ${LINK}(?:${TOWARDS} |a )?${OF}(.+)$`);
const TO_PLACE = new RegExp(`^(?:${ON}${ROAD} ${LINK})?${TOWARDS} ${OF}(.+)$`);
const ROAD_AFTER = new RegExp(`^${ON}(.+?) ${ROAD}$`);
const BETWEEN = /^(?:(?:.*? )?(?:quelque part |somewhere )?)?(?:entre|between) (.+?) (?:et|and|&) (.+)$/;

const DIRECTIONS: [string, number, string][] = [
  ["nord[- ]?est|north[- ]?east(?:ern)?", 45, "NE"],
  ["nord[- ]?ouest|north[- ]?west(?:ern)?", 315, "NW"],
  ["sud[- ]?est|south[- ]?east(?:ern)?", 135, "SE"],
  ["sud[- ]?ouest|south[- ]?west(?:ern)?", 225, "SW"],
  ["nord|north(?:ern)?", 0, "N"],
  ["sud|south(?:ern)?", 180, "S"],
  ["est|east(?:ern)?", 90, "E"],
  ["ouest|west(?:ern)?", 270, "W"],
];
/** Letters stand for a direction only beside a distance. */
const LETTERS: [string, number, string][] = [
  ["n\\.?e\\.?", 45, "NE"],
  ["n\\.?[wo]\\.?", 315, "NW"],
  ["s\\.?e\\.?", 135, "SE"],
  ["s\\.?[wo]\\.?", 225, "SW"],
  ["n", 0, "N"],
  ["s", 180, "S"],
  ["e", 90, "E"],
  ["w|o", 270, "W"],
];
const TO_THE = "(?:au |a l'|vers le |vers l'|to the |in the |dans le |dans l')?";
/** `nord de X`, `north of X`; and `nord X` beside a distance. */
const directionFirst = (words: string) =>
  new RegExp(
    `^${TO_THE}(?:${words})(?: (?:part|side|partie))?(?: (?:de la |de l'|de |du |d'|of |from )| ?, ?| )(.+)$`,
  );
/** `X au nord`, `de X vers le nord`, `north from X`. */
const directionLast = (words: string) =>
  new RegExp(`^${OF}(.+?),? (?:au |a l'|vers le |vers l'|to the )?(?:${words})$`);

const NEAR =
  /^(?:(?:tout |tres |very )?(?:pres|proche|proximite|a proximite|non loin|pas loin|a cote|aux environs|environs|dans les environs|aux alentours|alentours|dans les alentours|autour|aux abords|abords|a la sortie|sortie|a l'entree|entree|en peripherie|peripherie)(?: (?:immediat|immediate|immediats))? ?(?:de la |de l'|des |de |du |d'|la |le )?|(?:near|nearby|near to|close to|next to|not far from|around|outside(?: of)?|in the (?:area|vicinity|surroundings) of|vicinity of|vers|towards) (?:the )?)(.+)$/;

const splitBetween = (text: string, km: number | null): Phrase | null => {
  const match = BETWEEN.exec(text);
  if (!match) return null;
  return { kind: "road", km, from: trimmed(match[1]!), to: trimmed(match[2]!) };
};

/** Every way to read a text, likelier first; empty where it is a plain name. */
export function readPhrases(text: string): Phrase[] {
  const plain = phraseText(text);
  const measured = distanceIn(plain);
  return measured ? withDistance(plain, measured) : withoutDistance(plain);
}

function withDistance(plain: string, { km, before, after }: Measured): Phrase[] {
  const between =
    splitBetween(after, km) ?? splitBetween(trimmed(plain.replace(/\d.*? (?=entre|between)/, "")), km);
  if (between) return [between];
  const rest = after === "" ? before : after;
  const start = after === "" ? "" : before;
  const found = [
    ...directions(rest, km, true),
    ...fromTowards(rest, km),
    ...roads(rest, km, isName(start) ? start.replace(new RegExp(`^${OF}`), "") : null),
  ];
  if (found.length > 0) return found;
  // `sur l'axe Ippy, PK 26`: the road stands before.
  const turned =
    after === "" ? [] : roads(before, km, isName(after) ? after.replace(new RegExp(`^${OF}`), "") : null);
  if (turned.length > 0) return turned;
  const from = (isName(after) ? after : before).replace(new RegExp(`^(?:${OF}|\\()`), "");
  return [{ kind: "distance", km, from: trimmed(from) || null }];
}

function withoutDistance(plain: string): Phrase[] {
  const between = splitBetween(plain, null);
  if (between) return [between];
  return [...roads(plain, null, null), ...directions(plain, null, false), ...nearness(plain)];
}

/** A word that says where, not which place: `a`, `sur`, `village`. */
const isName = (text: string): boolean =>
  /\p{L}{2}/u.test(text) &&
  !/^(?:a|at|sur|on|environ|about|situe a|located|au|village|le|la|the)$/.test(text);

/** `de Bambari vers Ippy`, `from Bambari on the road to Ippy`, `de Bambari, axe Ippy`. */
function fromTowards(text: string, km: number): Phrase[] {
  const match = new RegExp(
    `^(?:de la |de l'|de |du |d'|from |of |depuis )(.+?),? (?:${ON}${ROAD} ${LINK}(?:${TOWARDS} |a )?${OF}|${TOWARDS} ${OF})(.+)$`,
  ).exec(text);
  return match ? [{ kind: "road", km, from: trimmed(match[1]!), to: trimmed(match[2]!) }] : [];
}

/** A road by its end, or by both ends; which, the gazetteer tells. */
function roads(text: string, km: number | null, from: string | null): Phrase[] {
  const named = TO_ROAD.exec(text)?.[1] ?? ROAD_AFTER.exec(text)?.[1];
  const to = named ?? (km === null ? undefined : TO_PLACE.exec(text)?.[1]);
  if (to === undefined) return [];
  return [{ kind: "road", km, from: from === null ? null : trimmed(from), to: trimmed(to) }];
}

function directions(text: string, km: number | null, withLetters: boolean): Phrase[] {
  for (const [words, bearing, direction] of withLetters ? [...DIRECTIONS, ...LETTERS] : DIRECTIONS) {
    const first = directionFirst(words).exec(text);
    const last = km === null ? null : directionLast(words).exec(text);
    const from = first?.[1] ?? last?.[1];
    // `Est de X` is a direction; `Ouest Africain` would be too, so without a distance the link must stand there.
    const isLinked =
      km !== null || /(?:nord|sud|est|ouest|north|south|east|west)\S* (?:de |du |d'|of |from )/.test(text);
    if (from && isLinked) return [{ kind: "direction", km, bearing, direction, from: trimmed(from) }];
  }
  return [];
}

function nearness(text: string): Phrase[] {
  const from = NEAR.exec(text)?.[1];
  return from ? [{ kind: "near", from: trimmed(from) }] : [];
}

/** All ways to part `Bambari - Kaga-Bandoro` in two names at a dash, a slash or `à`/`to`/`et`. */
export function splitsOf(pair: string): [string, string][] {
  const seams = [...pair.matchAll(/ ?[-/] ?| (?:a|to|et|and|vers|jusqu'a) /g)];
  return seams
    .map((seam): [string, string] => [
      trimmed(pair.slice(0, seam.index)),
      trimmed(pair.slice(seam.index + seam[0].length)),
    ])
    .filter(([from, to]) => from.length > 1 && to.length > 1);
}
