/**
 * Keys under which spellings of one place meet. A place is written as it is heard, and in French colonial spelling or
 * not: Ouadda and Wadda, N'Délé and Ndele, Djéma and Jema, Kaga-Bandoro and Kagabandoro. For matching, never shown.
 */
import { placeKey } from "../geo.ts";

/** Words before or after a name that say what it is, in French and English; they are no part of the name. */
const KIND_WORDS =
  "village|ville|localite|quartier|commune|sous prefecture|prefecture|camp|site|marche|town|city|locality|suburb|market|area|neighbourhood|neighborhood|gpt|groupement|hameau|bourg|chef lieu";
const BEFORE = new RegExp(
  `^(?:(?:le|la|les|l|the|un|une|a) )?(?:${KIND_WORDS}) (?:(?:de l|de la|des|de|du|d|of) )?(?=.)`,
);
const AFTER = new RegExp(` (?:${KIND_WORDS})$`);

/** A name without what says its kind: `village de Ngakobo`, `Ngakobo town` → `ngakobo`. */
export function bareName(name: string): string {
  const key = placeKey(name);
  const bare = key.replace(BEFORE, "").replace(AFTER, "").trim();
  return bare === "" ? key : bare;
}

/** Order matters: the longer spelling of a sound comes before the shorter. */
const SOUNDS: [RegExp, string][] = [
  [/\b(?:el|al|ul) /g, "al "],
  [/ /g, ""],
  [/tch|ch|sh/g, "C"],
  [/dj|dz|zh/g, "j"],
  [/gu(?=[eiy])/g, "g"],
  [/qu|[qx]/g, "k"],
  [/c(?=[aoulrn]|$)/g, "k"],
  [/ph/g, "f"],
  [/gb|gp/g, "b"],
  [/kp/g, "p"],
  [/ou|w/g, "u"],
  [/oo/g, "u"],
  [/ao/g, "au"],
  [/ae|ay|ai|ei|ey/g, "e"],
  [/y/g, "i"],
  [/h/g, ""],
  [/(.)\1+/g, "$1"],
  [/^n(?=[bdgjkpztvs])/g, ""],
  [/^m(?=[bpv])/g, ""],
  [/n(?=[bp])/g, "m"],
  [/(?<=..)[es]$/g, ""],
];

/**
 * How a name sounds, roughly: equal for spellings people use for one place. Two places can share a key; what is
 * written the same comes first in a search.
 */
export const soundKey = (name: string): string =>
  SOUNDS.reduce((key, [pattern, sound]) => key.replace(pattern, sound), bareName(name));

/**
 * Letters in which two keys differ (insert, drop, change, swap of neighbours), or `most` + 1 where it is more.
 * Damerau–Levenshtein distance in its optimal string alignment form.
 */
export function lettersApart(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(line[column - 1]! + 1, last[column]! + 1, last[column - 1]! + differs);
      const isSwap =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwap) least = Math.min(least, before[column - 2]! + 1);
      line.push(least);
    }
    if (Math.min(...line) > most) return most + 1;
    before = last;
    last = line;
  }
  return Math.min(last[other.length]!, most + 1);
}

/** Letters that may differ in a name of this length: short names differ by meaning, long ones by slips. */
export const slipsAllowed = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);
