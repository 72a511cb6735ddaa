/**
 * The day a message speaks of: written out, as numbers, or told from the day it was sent (hier, last night, Monday). What
 * can be read in two ways is asked, never chosen. English and French, a few words of Arabic.
 */
import { calendarOf, type Day, dayFrom, dayOf, isoOf } from "../time.ts";
import type { DatePrecision } from "./incidents-lists.ts";
import type { Span } from "./intake.ts";
import { monthOf } from "./intake-mail.ts";
import { type Folded, findAll } from "./intake-text.ts";

export const DATE_RULES = [
  "written",
  "numbers",
  "range",
  "month",
  "today",
  "yesterday",
  "before_yesterday",
  "night",
  "weekday",
  "days_ago",
  "week",
  "last_month",
  "sent_day",
] as const;
export type DateRule = (typeof DATE_RULES)[number];

export interface DateFound {
  /** ISO days, both inside. */
  from: string;
  to: string;
  precision: DatePrecision;
  rule: DateRule;
  /** Null where no word says it (the day of sending). */
  span: Span | null;
}

export interface DatesRead {
  /** Best first: what is written out before what is told from the day of sending. */
  found: DateFound[];
  /** Numbers that are two different days: both, to be asked. */
  asked: { options: DateFound[]; span: Span } | null;
}

const MONTH =
  "((?:jan(?:uary|vier|v)?|feb(?:ruary)?|fev(?:rier|r)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|aout|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember|embre)?)\\b\\.?)";
const TH = "(?:er|st|nd|rd|th)?";
const YEAR = "(?:,? (?:de )?(\\d{4}))?";
const EDGE = "(?<![\\d\\p{L}/.,-])";
const RANGE = new RegExp(
  `${EDGE}(\\d{1,2})${TH}(?: ${MONTH}${YEAR})? ?(?:-|au|to|et|and|until|jusqu'au|/) ?(?:le |the )?(\\d{1,2})${TH} ${MONTH}(?! (?:have|be)\\b)${YEAR}`,
  "gu",
);
const DAY_MONTH = new RegExp(
  `${EDGE}(\\d{1,2})${TH}(?: of| de)?[ -]${MONTH}(?! (?:have|be)\\b)(?:-(\\d{4}))?${YEAR}`,
  "gu",
);
const MONTH_DAY = new RegExp(`(?<!\\p{L})${MONTH} (\\d{1,2})${TH}(?![\\d:h])${YEAR}`, "gu");
const MONTH_ALONE = new RegExp(
  `(?<!\\p{L})(?:en|in|au mois de|during|mois de|mid-|debut|fin|late|early) ?${MONTH}(?: (\\d{4}))?(?! \\d)`,
  "gu",
);
const NUMBERS = /(?<![\d/.,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/]|[.,-]\d)/gu;
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu;

const WEEKDAYS = [
  "lundi|monday",
  "mardi|tuesday",
  "mercredi|wednesday",
  "jeudi|thursday",
  "vendredi|friday",
  "samedi|saturday",
  "dimanche|sunday",
];
const EDGES = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}])`, "gu");
const NUMBER_WORDS: Record<string, number> = {
  ...{
    un: 1,
    une: 1,
    one: 1,
    a: 1,
    deux: 2,
    two: 2,
    trois: 3,
    three: 3,
    quatre: 4,
    four: 4,
    cinq: 5,
    five: 5,
  },
  ...{ six: 6, sept: 7, seven: 7, huit: 8, eight: 8, neuf: 9, nine: 9, dix: 10, ten: 10 },
};
const COUNT = `(\\d{1,2}|${Object.keys(NUMBER_WORDS).join("|")})`;

type Told = (day: Day, match: RegExpExecArray) => [Day, Day, DatePrecision];
const on = (day: Day): [Day, Day, DatePrecision] => [day, day, "day"];

/** Words that are told from the day of sending; what stands earlier is looked for first and taken out. */
const TOLD: [DateRule, RegExp, Told][] = [
  ["before_yesterday", EDGES("avant-? ?hier|(?:the )?day before yesterday|اول امس"), (day) => on(day - 2)],
  [
    "night",
    EDGES(
      "(?:dans )?la nuit (?:derniere|passee|d'hier)|hier (?:dans la )?nuit|cette nuit|last night|overnight|yesterday night",
    ),
    (day) => [day - 1, day, "range_2_6d"],
  ],
  [
    "yesterday",
    EDGES(
      "hier(?:,? (?:matin|soir|apres-? ?midi|midi))?|yesterday(?:'s)?(?: (?:morning|afternoon|evening))?|امس",
    ),
    (day) => on(day - 1),
  ],
  [
    "today",
    EDGES(
      "aujourd'? ?hui|today|ce (?:matin|soir|midi|jour)|cet(?:te)? (?:apres-? ?midi|matinee)|this (?:morning|afternoon|evening)|tonight|اليوم",
    ),
    on,
  ],
  [
    "days_ago",
    EDGES(`il y a (?:environ )?${COUNT} jours?|${COUNT} days? ago`),
    (day, match) => on(day - countOf(match[1] ?? match[2] ?? "1")),
  ],
  ["week", EDGES("la semaine (?:derniere|passee)|last week"), (day) => weekBefore(day)],
  ["last_month", EDGES("le mois (?:dernier|passe)|last month"), (day) => monthBefore(day)],
  ...WEEKDAYS.map((names, index): [DateRule, RegExp, Told] => [
    "weekday",
    EDGES(`(?:(last|past) )?(?<!(?:chaque|every|tous les) )(?:${names})(?: (dernier|passe))?`),
    (day, match) => on(day - daysBack(day, index + 1, Boolean(match[1] ?? match[2]))),
  ]),
];

/** "Monday" on a Monday is that day, "last Monday" the one before. */
const daysBack = (day: Day, weekday: number, isLast: boolean): number =>
  (calendarOf(day).weekday - weekday + 7) % 7 || (isLast ? 7 : 0);

const countOf = (word: string): number => NUMBER_WORDS[word] ?? Number(word);

function weekBefore(day: Day): [Day, Day, DatePrecision] {
  const monday = day - calendarOf(day).weekday + 1 - 7;
  return [monday, monday + 6, "week"];
}

function monthBefore(day: Day): [Day, Day, DatePrecision] {
  const { year, month } = calendarOf(day);
  return monthSpan(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1);
}

const monthSpan = (year: number, month: number): [Day, Day, DatePrecision] => [
  dayFrom(year, month, 1),
  dayFrom(year, month + 1, 1) - 1,
  "month",
];

/** The day, or null where it does not exist or lies after `latest`; without a year the last such day. */
function dayAt(year: number | null, month: number, dayOfMonth: number, latest: Day): Day | null {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return null;
  const years =
    year === null
      ? [calendarOf(latest).year, calendarOf(latest).year - 1]
      : [year < 100 ? 2000 + year : year];
  const days = years.map((each) => ({ each, day: dayFrom(each, month, dayOfMonth) }));
  const fits = days.find(({ each, day }) => {
    const calendar = calendarOf(day);
    return day <= latest && calendar.month === month && calendar.year === each && each >= 1990;
  });
  return fits?.day ?? null;
}

const numberOr = (text: string | undefined): number | null => (text ? Number(text) : null);

/**
 * @param sentOn the day on which it was sent, or null: then words like "yesterday" are told from `today`
 * @param today nothing happens after it
 */
export function readDates(folded: Folded, sentOn: string | null, today: string): DatesRead {
  const latest = dayOf(today);
  const day = sentOn === null ? latest : Math.min(dayOf(sentOn), latest);
  const taken: Span[] = [];
  const found: DateFound[] = [];
  const isFree = (span: Span) => taken.every((other) => span.to <= other.from || span.from >= other.to);
  const take = (rule: DateRule, span: Span, days: [Day | null, Day | null, DatePrecision]) => {
    const [from, to, precision] = days;
    if (!isFree(span) || from === null || to === null || from > to || from > latest) return;
    taken.push(span);
    found.push({ from: isoOf(from), to: isoOf(Math.min(to, latest)), precision, rule, span });
  };
  for (const { match, span } of findAll(folded, ISO)) {
    const at = dayAt(Number(match[1]), Number(match[2]), Number(match[3]), latest);
    take("written", span, [at, at, "day"]);
  }
  for (const { match, span } of findAll(folded, RANGE)) take("range", span, rangeOf(match, latest));
  for (const { match, span } of findAll(folded, DAY_MONTH)) {
    const at = dayAt(numberOr(match[3] ?? match[4]), monthOf(match[2]!), Number(match[1]), latest);
    take("written", span, [at, at, "day"]);
  }
  for (const { match, span } of findAll(folded, MONTH_DAY)) {
    const at = dayAt(numberOr(match[3]), monthOf(match[1]!), Number(match[2]), latest);
    take("written", span, [at, at, "day"]);
  }
  const asked = readNumbers(folded, latest, take, isFree);
  for (const { match, span } of findAll(folded, MONTH_ALONE)) {
    const first = dayAt(numberOr(match[2]), monthOf(match[1]!), 1, latest);
    const { year, month } = calendarOf(first ?? latest);
    take("month", span, first === null ? [null, null, "month"] : monthSpan(year, month));
  }
  const written = found.length;
  for (const [rule, pattern, told] of TOLD) {
    for (const { match, span } of findAll(folded, pattern)) take(rule, span, told(day, match));
  }
  const byPlace = (one: DateFound, other: DateFound) => one.span!.from - other.span!.from;
  return { found: [...found.slice(0, written).sort(byPlace), ...found.slice(written).sort(byPlace)], asked };
}

function rangeOf(match: RegExpExecArray, latest: Day): [Day | null, Day | null, DatePrecision] {
  const [, first, month, year, last, lastMonth, lastYear] = match;
  const to = dayAt(numberOr(lastYear), monthOf(lastMonth!), Number(last), latest);
  if (to === null) return [null, null, "day"];
  const calendar = calendarOf(to);
  const from = dayAt(numberOr(year) ?? calendar.year, monthOf(month ?? lastMonth!), Number(first), to);
  const days = from === null ? 0 : to - from + 1;
  return [from, to, days <= 1 ? "day" : days < 7 ? "range_2_6d" : days === 7 ? "week" : "month"];
}

/** Numbers with a month above twelve, or equal, can be read in one way; else both ways are asked, unless one lies ahead. */
function readNumbers(
  folded: Folded,
  latest: Day,
  take: (rule: DateRule, span: Span, days: [Day | null, Day | null, DatePrecision]) => void,
  isFree: (span: Span) => boolean,
): DatesRead["asked"] {
  let asked: DatesRead["asked"] = null;
  for (const { match, span } of findAll(folded, NUMBERS)) {
    const [, one, mark, two, year] = match;
    // Without a year only a slash makes a date of two numbers: 3-5 is a range, 2.5 a quantity.
    if (!isFree(span) || (year === undefined && mark !== "/")) continue;
    const dayFirst = dayAt(numberOr(year), Number(two), Number(one), latest);
    const monthFirst = dayAt(numberOr(year), Number(one), Number(two), latest);
    const options = [...new Set([dayFirst, monthFirst])].filter((each) => each !== null);
    if (options.length === 1) take("numbers", span, [options[0]!, options[0]!, "day"]);
    if (options.length !== 2) continue;
    asked ??= {
      span,
      options: options.map((each) => ({
        ...{ from: isoOf(each), to: isoOf(each), precision: "day" as const, rule: "numbers" as const, span },
      })),
    };
  }
  return asked;
}

/** The day of sending, for a text that names none. */
export const onSentDay = (sentOn: string): DateFound => ({
  ...{ from: sentOn, to: sentOn, precision: "day", rule: "sent_day", span: null },
});
