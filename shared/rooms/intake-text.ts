/**
 * A text as the rules of intake read it, without losing where each letter stood: lower case, without accents, one kind
 * of quote, dash and space, digits of Arabic script as plain ones. What a rule finds leads back to the words as written.
 */
import { plainDigits } from "../digits.ts";
import type { Span } from "./intake.ts";

export interface Folded {
  /** What the rules look at. */
  plain: string;
  /** For every character of `plain`, and one past its end, where it stood in the original. */
  at: number[];
  original: string;
}

const SAME: [RegExp, string][] = [
  [/[’‘ʼ`´′]/u, "'"],
  [/[‐‑‒–—―−]/u, "-"],
  [/[“”«»„]/u, '"'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u, " "],
  [/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u, ""],
  [/œ/u, "oe"],
  [/æ/u, "ae"],
];

function foldCharacter(character: string): string {
  const known = SAME.find(([pattern]) => pattern.test(character));
  if (known) return known[1];
  return plainDigits(character).toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

export function foldText(original: string): Folded {
  let plain = "";
  const at: number[] = [];
  let place = 0;
  for (const character of original) {
    const folded = foldCharacter(character);
    for (let each = 0; each < folded.length; each++) at.push(place);
    plain += folded;
    place += character.length;
  }
  at.push(original.length);
  return { plain, at, original };
}

/** Where a piece of the folded text stood in the original. */
export const spanOf = ({ at }: Folded, from: number, to: number): Span => ({
  from: at[from]!,
  to: at[to]!,
});

/** The words of a span as they were written. */
export const wordsAt = (text: string, { from, to }: Span): string => text.slice(from, to);

/** All matches of a pattern, which must have the flags g and u. */
export function findAll(folded: Folded, pattern: RegExp): { match: RegExpExecArray; span: Span }[] {
  return [...folded.plain.matchAll(pattern)].map((match) => ({
    match: match as RegExpExecArray,
    span: spanOf(folded, match.index, match.index + match[0].length),
  }));
}

/** A pattern that begins and ends at the edge of a word, in any script. */
export const wordPattern = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "gu");

/** Do two spans touch? */
export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;
