/**
 * The state of a view as it stands in the address: short names, plain texts, so that a link can be read and pasted.
 * What cannot be read is dropped, never guessed. Period: nothing = the operation's last twelve months, `all` = all.
 */
import type { FactsFilter } from "../shared/rooms/analysis.ts";
import { ALL_TIME, defaultPeriod, listOf, shifted } from "../shared/rooms/analysis-address.ts";
import { isoOf } from "../shared/time.ts";
import {
  type ChartBucket,
  MAP_LAYERS,
  type MapCamera,
  type MapLayer,
  type Selection,
} from "./ui/dashboard-types.ts";
import { LANGUAGES, type Language } from "./words/index.tsx";

const SEARCH_KEYS = [
  "next",
  "lang",
  "dataset",
  "from",
  "to",
  "kind",
  "tactic",
  "actor",
  "perpetrator",
  "area",
  "civilians",
  "verification",
  "precision",
  "illustrative",
  "open",
  "view",
  "by",
  "layers",
  "panel",
  "sort",
  "cycle",
  "date",
  "at",
  "as",
  "list",
  "category",
  "find",
  "act",
  "who",
  "about",
  "since",
  "until",
  "record",
  "purpose",
  "text",
] as const;
type SearchKey = (typeof SEARCH_KEYS)[number];

/** Search part of an address. Rooms may read further keys of their own through `sort` and `open`. */
export type Search = Partial<Record<SearchKey, string>>;

export { defaultPeriod, filterOf, lastMonths } from "../shared/rooms/analysis-address.ts";

/** What the right panel shows when nothing is open. */
export type PanelView = "charts" | "list" | "none";

const TWO_WEEKS = 14;

/** Keeps known keys with text; everything else in an address is ignored. */
export function readSearch(raw: Record<string, unknown>): Search {
  const found: Search = {};
  for (const key of SEARCH_KEYS) {
    const value = raw[key];
    if (typeof value === "string" && value !== "" && value.length < 8000) found[key] = value;
  }
  return found;
}

/** `?a=b&c=d` to texts and back; commas and colons stay readable. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(([, value]) => typeof value === "string" && value !== "");
  const text = pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join("&");
  return text === "" ? "" : `?${text.replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

const LIST_KEYS = {
  kinds: "kind",
  tactics: "tactic",
  actors: "actor",
  perpetrators: "perpetrator",
  areas: "area",
  verification: "verification",
  precisions: "precision",
} as const satisfies Partial<Record<keyof FactsFilter, SearchKey>>;

/** The change of an address that a change of the filter asks for; what is back at its default leaves the address. */
export function searchOfFilter(
  change: Partial<FactsFilter>,
  today: string,
  dataset: string | undefined,
): Search {
  const search: Search = {};
  for (const [name, key] of Object.entries(LIST_KEYS)) {
    if (name in change) search[key] = change[name as keyof typeof LIST_KEYS]?.join(",") || undefined;
  }
  if ("dataset" in change)
    search.dataset = change.dataset === dataset ? undefined : (change.dataset ?? undefined);
  if ("civiliansOnly" in change) search.civilians = change.civiliansOnly ? "1" : undefined;
  if ("includeIllustrative" in change) search.illustrative = change.includeIllustrative ? "1" : undefined;
  if ("from" in change || "to" in change) Object.assign(search, searchOfPeriod(change, today));
  return search;
}

function searchOfPeriod({ from, to }: Partial<FactsFilter>, today: string): Search {
  if (from == null || to == null) return { from: ALL_TIME, to: undefined };
  const usual = defaultPeriod(today);
  const isUsual = usual.from === from && usual.to === to;
  return isUsual ? { from: undefined, to: undefined } : { from: isoOf(from), to: isoOf(to) };
}

/** A period moved by its own length, `steps` times; the whole of time does not move. */
export function stepPeriod(filter: FactsFilter, steps: number): Pick<FactsFilter, "from" | "to"> {
  if (filter.from == null || filter.to == null) return {};
  const length = filter.to - filter.from + 1;
  const byMonths = length >= TWO_WEEKS * 2;
  if (!byMonths) return { from: filter.from + steps * length, to: filter.to + steps * length };
  const months = Math.max(1, Math.round(length / 30.44));
  return { from: shifted(filter.from, steps * months), to: shifted(filter.to + 1, steps * months) - 1 };
}

const OPENABLE = ["incident", "actor", "base"] as const;

/** `open=incident:REF` or `open=area:CODE`. */
export function selectionOf(search: Search): Selection | undefined {
  const [kind, ...rest] = search.open?.split(":") ?? [];
  const ref = rest.join(":");
  if (ref === "") return undefined;
  if (kind === "area") return { kind, code: ref };
  const known = OPENABLE.find((name) => name === kind);
  return known && { kind: known, ref };
}

export function searchOfSelection(selection: Selection | undefined): Search {
  if (!selection) return { open: undefined };
  return { open: `${selection.kind}:${selection.kind === "area" ? selection.code : selection.ref}` };
}

/** `view=lon,lat,zoom`. */
export function cameraOf(search: Search): MapCamera | undefined {
  const [lon, lat, zoom] = search.view?.split(",").map(Number) ?? [];
  if (lon === undefined || lat === undefined || zoom === undefined) return undefined;
  return [lon, lat, zoom].every(Number.isFinite) ? { lon, lat, zoom } : undefined;
}

export const searchOfCamera = ({ lon, lat, zoom }: MapCamera): Search => ({
  view: `${lon.toFixed(4)},${lat.toFixed(4)},${zoom.toFixed(2)}`,
});

const USUAL_LAYERS: readonly MapLayer[] = ["priorities", "areas", "bases", "actors", "incidents"];

export function layersOf(search: Search): readonly MapLayer[] {
  if (search.layers === "none") return [];
  return listOf(search.layers, MAP_LAYERS) ?? USUAL_LAYERS;
}

export function searchOfLayers(layers: readonly MapLayer[]): Search {
  const usual =
    layers.length === USUAL_LAYERS.length && USUAL_LAYERS.every((layer) => layers.includes(layer));
  return { layers: usual ? undefined : layers.join(",") || "none" };
}

const CHART_BUCKETS: readonly ChartBucket[] = ["month", "quarter", "year"];

/** Length of a bar: as asked, else months up to four years, quarters up to fifteen, then years. */
export function bucketOfSearch(search: Search, days: number): ChartBucket {
  const asked = CHART_BUCKETS.find((bucket) => bucket === search.by);
  if (asked) return asked;
  return days <= 1_500 ? "month" : days <= 5_500 ? "quarter" : "year";
}

export const panelOf = (search: Search): PanelView =>
  search.panel === "list" || search.panel === "none" ? search.panel : "charts";

export const languageOf = (search: Search): Language =>
  search.lang !== undefined && search.lang in LANGUAGES ? (search.lang as Language) : "en";
