/**
 * Saved views: a filter of an address under a name, of one person or shown to their organisation. A view holds no result;
 * what is new in it is found when somebody looks, with their own eyes.
 */
import { z } from "zod";
import { FILTER_KEYS, type FilterSearch } from "./analysis-address.ts";
import { form, issue, line, recordId } from "./records.ts";

/** Views of one person in one operation. */
export const MOST_VIEWS = 50;
/** New records that are looked through at most; from there on it says "more". */
export const MOST_NEW = 2_000;
/** Shown with a view, newest first. */
export const NEW_SHOWN = 5;

const known = new Set<string>(FILTER_KEYS);

/** The filter of an address, and nothing else of it. */
export function filterSearch(search: Record<string, unknown>): FilterSearch {
  const kept = FILTER_KEYS.filter((key) => typeof search[key] === "string" && search[key] !== "");
  return Object.fromEntries(kept.map((key) => [key, String(search[key])]));
}

/** As the text of an address, in the order of FILTER_KEYS, so that the same filter is always the same text. */
export const addressOf = (search: Record<string, unknown>): string =>
  new URLSearchParams(filterSearch(search) as Record<string, string>).toString();

export const searchOf = (address: string): FilterSearch =>
  filterSearch(Object.fromEntries(new URLSearchParams(address)));

export const viewForm = form({
  id: recordId,
  name: line(80),
  address: z
    .string({ error: "invalid" })
    .max(2000, issue("too_long"))
    .refine(
      (text) => [...new URLSearchParams(text).keys()].every((key) => known.has(key)),
      issue("unknown_field"),
    ),
  shared: z.boolean({ error: "invalid" }),
  /** Tell me when something new matches. */
  tell: z.boolean({ error: "invalid" }),
});
export type ViewForm = z.infer<typeof viewForm>;

export const viewSeen = z.object({
  ref: z.string(),
  name: z.string(),
  address: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  /** Whose it is, by name. */
  by: z.string(),
  /** Is the reader told what is new in it? */
  tell: z.boolean(),
});
export type ViewSeen = z.infer<typeof viewSeen>;

/** What is new for the reader in one view since their mark. */
export const viewNews = z.object({
  ref: z.string(),
  name: z.string(),
  address: z.string(),
  /** ISO instant of the mark. */
  since: z.string(),
  /** How many; `more`: at least so many. */
  n: z.int(),
  more: z.boolean(),
  newest: z.array(z.object({ ref: z.string(), kind: z.string(), area: z.string().nullable(), day: z.int() })),
});
export type ViewNews = z.infer<typeof viewNews>;

/** `asOf`: ISO instant up to which this tells; a mark is moved to it. */
export const newsSeen = z.object({ asOf: z.string(), views: z.array(viewNews) });
