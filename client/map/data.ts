/**
 * What the rooms hand to the map: plain rows, no MapLibre types, so that any room can fill a layer. The engine turns
 * them into features.
 */
import { type BBox, bboxOf } from "../../shared/geo.ts";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import type { InformationArea } from "../../shared/rooms/coverage-information.ts";
import type { VerificationLevel } from "../../shared/rooms/incidents.ts";
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";

/** Properties every area polygon must carry. `code`: P-code, else the id used in addresses. */
export interface AreaProperties {
  code: string;
  name: string;
  level: number;
  /** Where its label stands, degrees; the centre stated by the source. */
  lon: number;
  lat: number;
}
export type AreaCollection = GeoJSON.FeatureCollection<
  GeoJSON.Polygon | GeoJSON.MultiPolygon,
  AreaProperties
>;

/** The box of the whole operation: all areas of its widest level, which is not always one country. */
export function boxOfWidest(areas: AreaCollection["features"]): BBox | null {
  const widest = Math.min(...areas.map(({ properties }) => properties.level));
  const geometries = areas.flatMap(({ properties, geometry }) =>
    properties.level === widest ? [geometry] : [],
  );
  return bboxOf({ type: "GeometryCollection", geometries });
}

export interface MapBase {
  ref: string;
  name: string;
  lon: number;
  lat: number;
  /** Uniformed people; null = not recorded. */
  strength: number | null;
  illustrative: boolean;
}

export interface MapSite {
  ref: string;
  name: string;
  kind: string;
  lon: number;
  lat: number;
}

/** Whether an area's category is met: a deployment or patrol inside, one in reach, or neither. */
export type CoverState = "covered" | "reached" | "not";

/** Everything the map shows. Each part is compared by identity: hand over the same object while nothing changed. */
/** Level by area code, and whether it rests on illustrative words: those are drawn broken, or nobody would know. */
export type InformationByCode = ReadonlyMap<string, Pick<InformationArea, "level" | "illustrative">>;

export interface MapData {
  facts: Facts | undefined;
  /** Selected facts rows without the period, ascending; the window narrows them. */
  rows: Uint32Array;
  /** Levels that the operation counts as its headline; drawn solid. */
  headline: readonly VerificationLevel[];
  areas: AreaCollection | undefined;
  /** Category by area code; areas without one are left plain. */
  categories: ReadonlyMap<string, PriorityCategory>;
  coverage: ReadonlyMap<string, CoverState>;
  /** How often patrols entered an area in the period, by area code; undefined = not asked for or not shared. */
  entered: ReadonlyMap<string, number> | undefined;
  /** Could anybody report from there? By area code; empty = not asked for or not shared. None and weak are hatched. */
  information: InformationByCode;
  bases: readonly MapBase[];
  sites: readonly MapSite[];
}

/** First and last day shown, days since 1970-01-01, both included. */
export interface DayWindow {
  from: number;
  to: number;
}

export const EMPTY_MAP_DATA: MapData = {
  facts: undefined,
  rows: new Uint32Array(),
  headline: [],
  areas: undefined,
  categories: new Map(),
  coverage: new Map(),
  entered: undefined,
  information: new Map(),
  bases: [],
  sites: [],
};
