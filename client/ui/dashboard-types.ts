/**
 * The one state that map, timeline, charts and list share. It is read from the address and written back to it
 * (client/url.ts), so each view can be pasted into a chat. Views receive it whole and call its setters; they keep
 * nothing of it themselves, except what moves while a pointer is down.
 */
import type { Facts, FactsFilter } from "../../shared/rooms/analysis.ts";
import type { Bucket } from "../../shared/time-buckets.ts";

/** Length of one timeline bar. */
export type ChartBucket = Exclude<Bucket, "week" | "day">;

/** What is open in the right panel; `ref` is the reader's own address of a record, `code` a P-code or area id. */
export type Selection = { kind: "incident" | "actor" | "base"; ref: string } | { kind: "area"; code: string };

/** Map camera: centre in degrees (WGS84) and zoom of the web-mercator pyramid. */
export interface MapCamera {
  lon: number;
  lat: number;
  zoom: number;
}

/** Map layers a person can switch; order is drawing order, lowest first. */
export const MAP_LAYERS = [
  "priorities",
  "coverage",
  "patrols",
  "areas",
  "bases",
  "places",
  "actors",
  "incidents",
] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

/** Days since 1970-01-01, both ends inclusive. */
export interface Period {
  from: number;
  to: number;
}

/**
 * The period while a brush moves or the timeline plays, outside React: the timeline sets it every frame, the map
 * follows in its own frame, charts within 150 ms. Undefined = nothing moves, `filter` holds.
 */
export interface LivePeriod {
  get: () => Period | undefined;
  set: (period: Period | undefined) => void;
  /** Returns the way to stop listening. */
  subscribe: (listener: () => void) => () => void;
}

/** State and setters of the dashboard. `facts` is undefined until the first download has been decoded. */
export interface DashboardState {
  operation: string;
  facts: Facts | undefined;
  /** UUID of facts row i, in the same order; undefined until the second part has arrived. */
  refOf: (row: number) => string | undefined;
  /** Row of a ref, or -1. */
  rowOf: (ref: string) => number;
  /** What is counted; `filter.from`/`filter.to` is the period brushed on the timeline. */
  filter: FactsFilter;
  /** A step that Back undoes; `moving` ones that follow each other at once are one step. */
  setFilter: (change: Partial<FactsFilter>, moving?: boolean) => void;
  live: LivePeriod;
  selection: Selection | undefined;
  select: (selection: Selection | undefined) => void;
  bucket: ChartBucket;
  setBucket: (bucket: ChartBucket) => void;
  camera: MapCamera | undefined;
  setCamera: (camera: MapCamera) => void;
  layers: readonly MapLayer[];
  setLayers: (layers: readonly MapLayer[]) => void;
  /** The operation's date of today (from its clock), ISO; later records exist but lie outside default windows. */
  today: string;
  /** BCP 47 language tag and IANA zone for every label. */
  locale: string;
  timeZone: string;
}
