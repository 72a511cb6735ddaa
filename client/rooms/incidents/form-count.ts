/**
 * A number of people as it is typed: "5" is exactly five, "5+" or "≥5" at least five, "3-5-7" from three to seven with
 * five the best estimate, "?" that nobody knows how many. One text per count, so that a draft stays what was typed.
 */
import { plainDigits, typedNumber } from "../../../shared/digits.ts";
import type { Range } from "../../../shared/rooms/incidents.ts";

export const SURENESS = ["exact", "least", "range", "unknown"] as const;
export type Sureness = (typeof SURENESS)[number];

const UNKNOWN: Range = { low: null, best: null, high: null };
const DASH = /[-–]/;
const MORE = /\+|≥|>=/;

/** How the text is meant, also while it is being typed. */
export function surenessOf(text: string): Sureness {
  if (text.includes("?")) return "unknown";
  if (MORE.test(text)) return "least";
  return DASH.test(text.trim().replace(/^-/, "")) || text === "--" ? "range" : "exact";
}

/** Has anything been said? */
export const isCounted = (text: string): boolean => /[^\s+≥>=–-]/.test(text);

/** The text as bounds; nothing said is unknown, and what is no number is NaN, so that the rule says so at the field. */
export function countOf(typed: string): Range {
  const text = plainDigits(typed);
  const sureness = surenessOf(text);
  if (!isCounted(text) || sureness === "unknown") return UNKNOWN;
  if (sureness === "range") {
    const [low = "", best = "", high = ""] = rangeParts(text);
    return { low: typedNumber(low), best: typedNumber(best), high: typedNumber(high) };
  }
  const best = typedNumber(text.replace(MORE, ""));
  return { low: best, best, high: sureness === "least" ? null : best };
}

/** The three ends of a range as typed; of two numbers the best estimate is missing. */
export function rangeParts(text: string): [string, string, string] {
  const parts = text.split(DASH);
  if (parts.length === 2) return [parts[0]!, "", parts[1]!];
  return [parts[0] ?? "", parts[1] ?? "", parts[2] ?? ""];
}

/** Bounds as text. */
export function textOfCount({ low, best, high }: Range): string {
  if (best === null) return "?";
  if (low === best && high === best) return String(best);
  if ((low === best || low === null) && high === null) return `${best}+`;
  return `${low ?? ""}-${best}-${high ?? ""}`;
}

/** The text under another sureness, with what was typed kept. */
export function withSureness(text: string, sureness: Sureness): string {
  const [, middle] = rangeParts(text);
  const best = surenessOf(text) === "range" ? middle : text.replace(MORE, "").replace("?", "");
  const forms = { exact: best, least: `${best}+`, range: `-${best}-`, unknown: "?" };
  return forms[sureness].trim();
}
