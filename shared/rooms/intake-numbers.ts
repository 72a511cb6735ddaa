/**
 * Numbers in a message: digits and words of English, French and a little Arabic, with how sure they are. "At least",
 * "au moins" and "plus de" leave the upper end open; "several" is a number nobody knows, which is not none.
 */
import type { Range } from "./incidents-harm.ts";
import type { Span } from "./intake.ts";
import { type Folded, findAll, overlaps, spanOf } from "./intake-text.ts";

export const NUMBER_RULES = ["exact", "least", "range", "most", "about", "several", "none"] as const;
export type NumberRule = (typeof NUMBER_RULES)[number];

export interface NumberFound {
  range: Range;
  rule: NumberRule;
  /** Place in the folded text. */
  start: number;
  end: number;
  span: Span;
  /** `un`, `a`: a number only beside people. */
  weak: boolean;
}

const UNITS: Record<string, number> = {
  ...{ zero: 0, un: 1, une: 1, one: 1, a: 1, an: 1, deux: 2, two: 2, trois: 3, three: 3, quatre: 4, four: 4 },
  ...{ cinq: 5, five: 5, six: 6, sept: 7, seven: 7, huit: 8, eight: 8, neuf: 9, nine: 9, dix: 10, ten: 10 },
  ...{ onze: 11, eleven: 11, douze: 12, twelve: 12, treize: 13, thirteen: 13, quatorze: 14, fourteen: 14 },
  ...{ quinze: 15, fifteen: 15, seize: 16, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19 },
  ...{
    vingt: 20,
    vingts: 20,
    twenty: 20,
    trente: 30,
    thirty: 30,
    quarante: 40,
    forty: 40,
    cinquante: 50,
    fifty: 50,
  },
  ...{
    soixante: 60,
    sixty: 60,
    septante: 70,
    seventy: 70,
    "quatre-vingt": 80,
    "quatre-vingts": 80,
    "quatre vingt": 80,
  },
  ...{ "quatre vingts": 80, eighty: 80, nonante: 90, ninety: 90 },
  ...{ واحد: 1, اثنان: 2, اثنين: 2, ثلاثة: 3, ثلاث: 3, اربعة: 4, اربع: 4, خمسة: 5, خمس: 5, ستة: 6, سبعة: 7 },
  ...{ ثمانية: 8, تسعة: 9, عشرة: 10 },
};
const GREAT: Record<string, number> = { cent: 100, cents: 100, hundred: 100, mille: 1000, thousand: 1000 };
/** A count in round words is about so many. */
const ROUND: Record<string, number> = {
  ...{ dizaine: 10, douzaine: 12, dozen: 12, quinzaine: 15, vingtaine: 20, trentaine: 30, quarantaine: 40 },
  ...{ cinquantaine: 50, soixantaine: 60, centaine: 100, millier: 1000 },
};
const byLength = (words: Record<string, number>) =>
  Object.keys(words)
    .sort((one, other) => other.length - one.length)
    .join("|");
const WORD = `(?:${byLength(UNITS)}|${byLength(GREAT)})`;
const WORDS = `${WORD}(?:(?:-| et | and | )${WORD})*`;
const DIGITS = "\\d{1,3}(?:[ .,]\\d{3})+(?!\\d)|\\d{1,6}";
const ONE = `(?:${DIGITS}|(?:une? |a |one )?(?:${byLength(ROUND)})(?: de| d'| of)?|${WORDS})`;

const LEAST =
  "au moins|au minimum|plus d[e'] ?|minimum|at least|a minimum of|more than|over|no less than|no fewer than|pas moins de|upwards of|>=?|≥";
const MOST = "jusqu'a|au plus|au maximum|moins de|up to|at most|less than|fewer than|a maximum of|<=?|≤";
const ABOUT =
  "environ|pres de|a peu pres|about|around|some|approximately|approx\\.?|nearly|almost|quelque|~|±";
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,/:-])(?:(${LEAST})\\s?|(${MOST})\\s?|(${ABOUT})\\s?)?(${ONE})(?:\\s?(?:-|a|to|ou|or|et|and)\\s?(${DIGITS}|${WORDS}))?(\\s?\\+|\\s(?:au moins|at least|ou plus|or more|et plus|and more))?(?![\\p{L}\\p{N}/:%]|[.,]\\d)`,
  "gu",
);
const BETWEEN = new RegExp(
  `(?<!\\p{L})(?:entre|between|de|from)\\s(${DIGITS}|${WORDS})\\s(?:et|and|a|to)\\s(${DIGITS}|${WORDS})(?![\\p{L}\\p{N}/:%]|[.,]\\d)`,
  "gu",
);
const SEVERAL =
  /(?<!\p{L})(?:plusieurs|quelques|de nombreux|de nombreuses|nombreux|nombreuses|beaucoup de|des dizaines(?: de| d')?|dizaines(?: de| d')?|des centaines(?: de| d')?|several|many|numerous|a number of|dozens of|dozens|scores of|hundreds of|un nombre (?:inconnu|indetermine) de|an unknown number of|unknown number of|عدد من|عدة)(?!\p{L})/gu;
const NONE = /(?<!\p{L})(?:aucune?|pas de|nobody|no one|none|no|zero)(?!\p{L}| (?:less|fewer|moins))/gu;

/** Value of digits or words; null for what is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim();
  if (/^\d/.test(plain)) return Number(plain.replace(/[ .,]/g, ""));
  let total = 0;
  let part = 0;
  for (const word of plain.match(new RegExp(WORD, "gu")) ?? []) {
    const great = GREAT[word];
    if (great === undefined) part += UNITS[word] ?? 0;
    else if (great === 1000) {
      total += Math.max(part, 1) * 1000;
      part = 0;
    } else part = Math.max(part, 1) * great;
  }
  return total + part;
}

const exactly = (value: number): Range => ({ low: value, best: value, high: value });
const UNKNOWN: Range = { low: null, best: null, high: null };

/** All numbers of a text, in their order, none inside another. */
export function readNumbers(folded: Folded): NumberFound[] {
  const found: NumberFound[] = [];
  const add = (
    start: number,
    end: number,
    about: Pick<NumberFound, "range" | "rule"> & { weak?: boolean },
  ) => {
    if (found.some((other) => start < other.end && other.start < end)) return;
    found.push({ weak: false, ...about, start, end, span: spanOf(folded, start, end) });
  };
  for (const { match } of findAll(folded, BETWEEN)) {
    const pair = rangeOf(numberOf(match[1]!), numberOf(match[2]!));
    if (pair) add(match.index, match.index + match[0].length, { range: pair, rule: "range" });
  }
  for (const { match } of findAll(folded, SEVERAL))
    add(match.index, match.index + match[0].length, { range: UNKNOWN, rule: "several" });
  for (const { match } of findAll(folded, NONE))
    add(match.index, match.index + match[0].length, { range: exactly(0), rule: "none", weak: true });
  for (const { match } of findAll(folded, NUMBER)) {
    const read = readOne(match);
    if (read) add(match.index, read.end, read);
  }
  return found.sort((one, other) => one.start - other.start);
}

/** A number that counts the points of a list. */
const POINT = /(?:^|\n)[ \t]*\(?$/u;
const NEXT_WORD = /^(?: ?[)+])?(?: (?:de |d'|of )?\p{L}+)?/u;

/** Numbers that stand outside what rules have read, each with the word after it. @param held pieces of the original */
export function unreadNumbers(folded: Folded, held: readonly Span[]): Span[] {
  const { plain } = folded;
  return readNumbers(folded)
    .filter(({ weak, rule, span }) => !weak && rule !== "none" && !held.some((one) => overlaps(one, span)))
    .filter(({ start, end }) => !POINT.test(plain.slice(0, start)) || /^ \p{L}/u.test(plain.slice(end)))
    .map(({ start, end }) => spanOf(folded, start, end + NEXT_WORD.exec(plain.slice(end))![0].length));
}

/** The lower number is taken as the best estimate, as the more careful one. */
function rangeOf(low: number | null, high: number | null): Range | null {
  return low === null || high === null || low >= high ? null : { low, best: low, high };
}

/** A number as a rule reads it, and where it ends. */
function readOne(
  match: RegExpExecArray,
): (Pick<NumberFound, "range" | "rule" | "weak"> & { end: number }) | null {
  const [whole, least, most, about, one = "", other, more] = match;
  const start = match.index;
  const round = Object.keys(ROUND).find((word) => new RegExp(`\\b${word}\\b`).test(one));
  const value = round ? ROUND[round]! : numberOf(one);
  if (value === null) return null;
  const pair = other === undefined || round ? null : rangeOf(value, numberOf(other));
  if (pair) return { range: pair, rule: "range", weak: false, end: start + whole.length };
  // `5 a Bria`: the word after was no second number of a range.
  const end = other === undefined || round ? start + whole.length : start + whole.indexOf(one) + one.length;
  if (least || (more && other === undefined))
    return { range: { low: value, best: value, high: null }, rule: "least", weak: false, end };
  if (most) return { range: UNKNOWN, rule: "most", weak: false, end };
  const isAbout = Boolean(about) || round !== undefined;
  const weak = /^(?:un|une|a|an|one)$/.test(one.trim()) && !about;
  return { range: exactly(value), rule: isAbout ? "about" : "exact", weak, end };
}
