/**
 * What a text must not carry when it is written to be sent: nothing that finds or names a person, no exact place, day
 * or hour. What certainly says such a thing stops the sending; what may say it is shown and has to be confirmed. The
 * rules look for shapes and know no language, so a warning may be wrong and silence is no promise.
 */
import { plainDigits } from "../digits.ts";

/** Found for certain: these stop a text. */
export const STOPPING = ["email", "coordinates", "phone"] as const;
/** Found by likeness: these are shown, and a person says that they may go. */
export const WARNING = ["place_code", "exact_date", "exact_hour", "person"] as const;
export type SendingFinding = (typeof STOPPING)[number] | (typeof WARNING)[number];

export interface Finding {
  what: SendingFinding;
  /** The words that were found, as written. */
  text: string;
}

export const stops = ({ what }: Finding): boolean => STOPPING.some((one) => one === what);

const MONTH =
  "(?:jan(?:uary|v\\.?|vier)?|feb(?:ruary)?|f[ée]vr?(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juillet|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?)";
const DAY = "(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er)?";

/** Looked for in this order; what one rule found is taken out before the next one looks. */
const RULES: [SendingFinding, RegExp][] = [
  ["email", /[\p{L}\p{N}._%+-]+\s?(?:@|\[at\]|\(at\))\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu],
  // 33N YG 12345 67890, 33NYG1267: zone, band, square, an even number of digits.
  ["coordinates", /\b(?:0?[1-9]|[1-5]\d|60)\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{1,5}\s?\d{1,5}\b/gu],
  // 5°45'40"N, 5° 45.7′ N, N 5°45
  [
    "coordinates",
    /(?:[NSEWO]\s?)?\b\d{1,3}\s?°\s?(?:\d{1,2}(?:[.,]\d+)?\s?['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:["”″]|'')\s?)?)?(?:[NSEWO]\b)?/gu,
  ],
  // 5.763°N 20.66, N5.76342, lat 5.76
  [
    "coordinates",
    /(?:\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?)\b\W{0,3}|\b[NSEW]\s?)[-−]?\d{1,3}[.,]\d{2,}|[-−]?\b\d{1,3}[.,]\d{2,}\s?°?\s?[NSEW]\b/giu,
  ],
  // 5.7634, 20.6671 and -5.76 / 20.66
  ["coordinates", /(?<![\d.,])[-−+]?\d{1,2}\.\d{2,}\s?°?\s?[,;/|\s]\s?[-−+]?\d{1,3}\.\d{2,}(?![\d])/gu],
  // Before the dates: a number with the country's code may have one in the middle.
  ["phone", /(?:\+|\b00)\s?\d(?:[\s().-]?\d){6,}/gu],
  ["exact_date", /\b\d{4}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b/gu],
  ["exact_date", /\b(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:\d{4}|\d{2})\b/gu],
  ["exact_date", new RegExp(`\\b${DAY}\\s(?:of\\s)?${MONTH}\\b\\.?(?:,?\\s\\d{4})?`, "giu")],
  ["exact_date", new RegExp(`\\b${MONTH}\\.?\\s${DAY}\\b(?:,?\\s\\d{4})?`, "giu")],
  [
    "exact_hour",
    /\b(?:[01]?\d|2[0-3])\s?[:h]\s?[0-5]\d\b|\b(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:hrs?|hours?|h|z)\b/giu,
  ],
  ["phone", /\b(?:tel|phone|mobile|whatsapp|thuraya|call|t[ée]l[ée]phone)\b\W{0,4}\d(?:[\s().-]?\d){4,}/giu],
  ["phone", /\b\(?\d(?:[\s().-]?\d){7,}\b/gu],
  // A code of an area smaller than a district: letters of the country and four digits or more.
  ["place_code", /\b[A-Z]{2,3}\d{4,}\b/gu],
  [
    "person",
    /\b(?:mrs?|ms|mme|mlle|m|dr|prof|sheikh|cheikh|imam|father|p[èe]re|pastor|sister|soeur|abb[ée]|chief|chef|sultan|general|g[ée]n[ée]ral|gen|colonel|col|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|commander|cdr)\b\.?\s(?:\p{Lu}[\p{L}’'-]+\s?){1,3}/giu,
  ],
  ["person", /\b(?:named|called|known as|alias|nomm[ée]e?|dit)\s(?:\p{Lu}[\p{L}’'-]+\s?){1,3}/gu],
  // Two capitalised words inside a sentence.
  ["person", /(?<=[\p{Ll}\p{N},;]\s)\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)+/gu],
];

/** Two years side by side are a period, not a number to call. */
const YEARS = /^\D*(?:19|20)\d\d\D+(?:19|20)\d\d\D*$/u;
/** Honorifics are looked for in any case, but a name begins with a capital letter. */
const HAS_NAME = /\s\p{Lu}/u;

/** Digits of other scripts and full-width letters as plain ones, so that the same rules find them. */
const plain = (text: string) => plainDigits(text.normalize("NFKC"));

/**
 * What a text says that must not travel unseen.
 * @param known names that may stand in it: areas, organisations and communities that the reader knows anyway.
 */
export function findInSending(text: string, known: readonly string[] = []): Finding[] {
  const found: Finding[] = [];
  let rest = plain(text);
  for (const [what, rule] of RULES) {
    rest = rest.replace(rule, (match) => {
      if (!holds(what, match, known)) return match;
      found.push({ what, text: match.trim() });
      return " ".repeat(match.length);
    });
  }
  return found;
}

function holds(what: SendingFinding, match: string, known: readonly string[]): boolean {
  if (what === "phone") return !YEARS.test(match);
  if (what === "person") {
    const name = match.trim();
    return HAS_NAME.test(` ${name}`) && !known.some((one) => one.includes(name) || name.includes(one));
  }
  return true;
}
