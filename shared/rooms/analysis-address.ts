/**
 * The part of an address that says which facts are meant: short names, plain texts. What cannot be read is dropped, never
 * guessed. Period: nothing = the operation's last twelve months, `all` = all. Read on the page, and on the server for
 * views that somebody saved.
 */
import { calendarOf, dayFrom, dayOf, isDate } from "../time.ts";
import type { FactsFilter } from "./analysis-filter.ts";
import { INCIDENT_KINDS, LOCATION_PRECISIONS, TACTICS, VERIFICATION_LEVELS } from "./incidents.ts";

/** Names in an address that are part of the filter. */
export const FILTER_KEYS = [
  ...(["dataset", "from", "to", "kind", "tactic", "actor", "perpetrator", "area"] as const),
  ...(["civilians", "verification", "precision", "illustrative"] as const),
] as const;
export type FilterSearch = Partial<Record<(typeof FILTER_KEYS)[number], string>>;

export const ALL_TIME = "all";

/** The codes of a list that are known, in the order of the list; nothing where there are none. */
export const listOf = <T extends string>(text: string | undefined, known: readonly T[]): T[] | undefined => {
  const found = known.filter((code) => text?.split(",").includes(code));
  return found.length > 0 ? found : undefined;
};

const refsOf = (text: string | undefined): string[] | undefined =>
  text?.split(",").filter((ref) => ref !== "");

/** The months that end the day before the operation's today. */
export function lastMonths(today: string, months: number): { from: number; to: number } {
  return { from: shifted(dayOf(today), -months), to: dayOf(today) - 1 };
}

/** What is shown when the address names no period: the last twelve months. */
export const defaultPeriod = (today: string) => lastMonths(today, 12);

function periodOf(search: FilterSearch, today: string): Pick<FactsFilter, "from" | "to"> {
  if (search.from === ALL_TIME) return { from: null, to: null };
  const fallback = defaultPeriod(today);
  const from = search.from && isDate(search.from) ? dayOf(search.from) : fallback.from;
  const to = search.to && isDate(search.to) ? dayOf(search.to) : fallback.to;
  return from <= to ? { from, to } : { from: to, to: from };
}

/** The filter an address stands for. `dataset` = name of the operation's primary dataset. */
export function filterOf(search: FilterSearch, today: string, dataset: string | undefined): FactsFilter {
  return {
    ...periodOf(search, today),
    dataset: search.dataset ?? dataset ?? null,
    kinds: listOf(search.kind, INCIDENT_KINDS),
    tactics: listOf(search.tactic, TACTICS),
    actors: refsOf(search.actor),
    perpetrators: refsOf(search.perpetrator),
    areas: refsOf(search.area),
    verification: listOf(search.verification, VERIFICATION_LEVELS),
    precisions: listOf(search.precision, LOCATION_PRECISIONS),
    civiliansOnly: search.civilians === "1",
    includeIllustrative: search.illustrative === "1",
  };
}

/** A day moved by whole months. */
export function shifted(day: number, months: number): number {
  const { year, month, dayOfMonth } = calendarOf(day);
  return dayFrom(year, month + months, dayOfMonth);
}
