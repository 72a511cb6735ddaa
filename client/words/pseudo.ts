/**
 * A language for tests: English with accents, a third longer, in a right-to-left page. It shows text that was not put
 * into words, boxes that do not grow, and styles that say left where they mean start. Chosen with `?lang=pseudo`.
 */
import { en, type Words } from "./en.ts";

const ACCENTS: Record<string, string> = {
  a: "á",
  e: "ë",
  i: "ï",
  o: "ô",
  u: "ü",
  c: "ç",
  n: "ñ",
  s: "š",
  y: "ý",
  z: "ž",
  A: "Å",
  E: "É",
  I: "Î",
  O: "Ø",
  U: "Û",
  C: "Ç",
  N: "Ñ",
  S: "Š",
  Y: "Ý",
  Z: "Ž",
};

/** Accents the plain text of an ICU message and pads it; arguments, tags and plural keywords stay. */
export function pseudo(message: string): string {
  let depth = 0;
  const accented = [...message].map((character) => {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    return depth === 0 ? (ACCENTS[character] ?? character) : character;
  });
  return `«${accented.join("")}${"·".repeat(Math.ceil(message.replace(/\{.*\}/g, "").length / 4))}»`;
}

const pseudoPart = <T extends object>(part: T): { [K in keyof T]: string } =>
  Object.fromEntries(Object.entries(part).map(([key, text]) => [key, pseudo(String(text))])) as {
    [K in keyof T]: string;
  };

export const pseudoWords = Object.fromEntries(
  Object.entries(en).map(([name, part]) => [name, pseudoPart(part)]),
) as Words;
