/**
 * Geometry on WGS84 degrees: distances, bounding boxes, points in areas, and the check of any geometry from outside.
 */
import { booleanPointInPolygon } from "@turf/turf";
import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";

/** West, south, east, north in degrees. */
export type BBox = [west: number, south: number, east: number, north: number];

/** Mean radius of the Earth in km, the one used for every distance shown. */
export const EARTH_RADIUS_KM = 6371;

/** Most vertices one geometry may have. */
export const MAX_VERTICES = 100_000;

const RADIANS = Math.PI / 180;

/** Great-circle distance in km between two points (haversine formula, R = 6371 km). */
export function distanceKm(lonA: number, latA: number, lonB: number, latB: number): number {
  const halfLat = Math.sin(((latB - latA) * RADIANS) / 2);
  const halfLon = Math.sin(((lonB - lonA) * RADIANS) / 2);
  const chord = halfLat ** 2 + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * halfLon ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Bounding box of a geometry; null where it has no positions. Areas across the date line get the long box. */
export function bboxOf(geometry: Geometry): BBox | null {
  const box: BBox = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity];
  for (const [lon, lat] of positionsOf(geometry)) {
    box[0] = Math.min(box[0], lon!);
    box[1] = Math.min(box[1], lat!);
    box[2] = Math.max(box[2], lon!);
    box[3] = Math.max(box[3], lat!);
  }
  return box[0] === Number.POSITIVE_INFINITY ? null : box;
}

/** True where a point lies in a box, its edges included. */
export function inBox(lon: number, lat: number, box: BBox): boolean {
  return lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
}

/** True where a point lies in the area, its edge included and its holes not. Give the box where it is known. */
export function pointInArea(
  lon: number,
  lat: number,
  area: Polygon | MultiPolygon,
  box: BBox | null = bboxOf(area),
): boolean {
  return box !== null && inBox(lon, lat, box) && booleanPointInPolygon([lon, lat], area);
}

/** What can be wrong with a geometry from outside; a stable code for words. */
export type GeometryFault =
  | "not_a_geometry"
  | "kind_not_supported"
  | "empty"
  | "not_a_position"
  | "out_of_range"
  | "ring_too_short"
  | "ring_not_closed"
  | "too_many_vertices";

/** Depth of the coordinate arrays above a single position, per supported kind. */
const DEPTH: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

/**
 * The first fault of a value that claims to be a GeoJSON geometry (RFC 7946), or null where it is sound: known kind,
 * finite WGS84 positions, lines of two and closed rings of four positions or more, at most 100,000 vertices.
 */
export function geometryFault(value: unknown): GeometryFault | null {
  if (typeof value !== "object" || value === null) return "not_a_geometry";
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (typeof type !== "string") return "not_a_geometry";
  const depth = DEPTH[type];
  if (depth === undefined) return "kind_not_supported";
  const lines = linesAt(coordinates, depth);
  if (lines === null) return "not_a_position";
  if (lines.length === 0) return "empty";
  let vertices = 0;
  for (const positions of lines) {
    vertices += positions.length;
    if (vertices > MAX_VERTICES) return "too_many_vertices";
    const fault = lineFault(positions, type);
    if (fault) return fault;
  }
  return null;
}

/** The lists of positions inside nested coordinates, or null where the nesting is not as the kind demands. */
function linesAt(coordinates: unknown, depth: number): unknown[][] | null {
  if (depth === 0) return [[coordinates]];
  if (!Array.isArray(coordinates)) return null;
  if (depth === 1) return coordinates.length === 0 ? [] : [coordinates];
  const inner = coordinates.map((part) => linesAt(part, depth - 1));
  if (inner.some((part) => part === null || part.length === 0)) return inner.includes(null) ? null : [];
  return inner.flatMap((part) => part ?? []);
}

function lineFault(positions: unknown[], type: string): GeometryFault | null {
  for (const position of positions) {
    const fault = positionFault(position);
    if (fault) return fault;
  }
  if (type.endsWith("LineString") && positions.length < 2) return "ring_too_short";
  if (!type.endsWith("Polygon")) return null;
  if (positions.length < 4) return "ring_too_short";
  const first = positions[0] as Position;
  const last = positions.at(-1) as Position;
  return first[0] === last[0] && first[1] === last[1] ? null : "ring_not_closed";
}

function positionFault(position: unknown): GeometryFault | null {
  if (!Array.isArray(position) || position.length < 2 || position.length > 3) return "not_a_position";
  if (!position.every((value) => typeof value === "number" && Number.isFinite(value)))
    return "not_a_position";
  const [lon, lat] = position as [number, number];
  return Math.abs(lon) > 180 || Math.abs(lat) > 90 ? "out_of_range" : null;
}

function* positionsOf(geometry: Geometry): Generator<Position> {
  if (geometry.type === "GeometryCollection") {
    for (const part of geometry.geometries) yield* positionsOf(part);
    return;
  }
  yield* flatPositions(geometry.coordinates, DEPTH[geometry.type] ?? 0);
}

function* flatPositions(coordinates: unknown, depth: number): Generator<Position> {
  if (depth === 0) yield coordinates as Position;
  else for (const part of coordinates as unknown[]) yield* flatPositions(part, depth - 1);
}

/** Words that administrative lists put behind or before a name and sources leave out, or the other way round. */
const AREA_WORDS =
  "sub ?prefecture|prefecture|province|region|district|department|departement|governorate|state|county";
const AREA_SUFFIX = new RegExp(` (${AREA_WORDS})$`);
const AREA_PREFIX = new RegExp(`^(${AREA_WORDS}) (?:(?:de l|de la|de|du|des|of) )?`);

/**
 * A place name as it is compared: without accents, case, hyphens, apostrophes and words such as "province".
 * `Mambéré-Kadéï` and `Mambere Kadei province` are equal; the result is for matching, never for display.
 */
export function placeKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\b([dl])['’‘ʼ`´]/g, "$1 ") // French elision: "de l'Ituri" is two words, "N'Djamena" is one
    .replace(/['’‘ʼ`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const bare = withoutAreaWords(plain);
  return bare === "" ? plain : bare;
}

/** Takes area words off until none is left, so that the key of a key is the key itself. */
function withoutAreaWords(name: string): string {
  const shorter = name.replace(AREA_SUFFIX, "").replace(AREA_PREFIX, "").trim();
  return shorter === name || shorter === "" ? name : withoutAreaWords(shorter);
}
