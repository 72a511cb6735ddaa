/**
 * The words of a message as they may stand in a report: numbers to call, addresses of mail and what looks like a name of a
 * person are taken out by the rule that looks through everything that is written for sending. The rest is not touched.
 */
import { type Finding, findInSending } from "./sending.ts";

/** What stands in the place of what was taken out. */
export const TAKEN_OUT = "[…]";

const TAKES: ReadonlySet<Finding["what"]> = new Set(["email", "phone", "person"]);

export interface Cleaned {
  text: string;
  /** What was taken out, as written; it stays in the source. */
  taken: Finding[];
}

/** What in a text may find or name a person. @param known names that may stand: places, actors */
export const findPersons = (text: string, known: readonly string[]): Finding[] =>
  findInSending(text, known).filter(({ what }) => TAKES.has(what));

/** @param known names that may stand in it: places, actors, organisations */
export function cleanText(text: string, known: readonly string[]): Cleaned {
  const taken = findPersons(text, known);
  const cleaned = taken.reduce((rest, { text: words }) => rest.replaceAll(words, TAKEN_OUT), text);
  return {
    text: cleaned
      .replace(/[ \t]+\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    taken,
  };
}
