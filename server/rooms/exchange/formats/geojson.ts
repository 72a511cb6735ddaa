/**
 * Areas as GeoJSON: OCHA COD-AB files (adm1_name, adm1_pcode, or ADM1_EN, ADM1_PCODE) and any file whose features carry name, level,
 * pcode and parent. A parent is always stated, never guessed from a P-code, because P-codes are opaque.
 */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { pointOnFeature } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import { geometryFault } from "../../../../shared/geo.ts";
import { AREA_LEVELS, type AreaLevel } from "../../../../shared/rooms/places.ts";
import type { AreaDraft } from "../drafts.ts";
import { FileProblem, type Notes, quoted } from "../problems.ts";

type Properties = Record<string, unknown>;
interface Feature {
  properties: Properties;
  geometry: unknown;
}

/** Reads all areas of a file, the widest level first. Faults of single features go to the notes. */
export async function readAreas(path: string, notes: Notes): Promise<AreaDraft[]> {
  const features = await readFeatures(path);
  const drafts = features.flatMap((feature, index) => areaOf(feature, index + 1, notes) ?? []);
  return drafts.sort((a, b) => a.level - b.level);
}

/** The features of a GeoJSON file, plain or gzipped. Throws FileProblem. */
export async function readFeatures(path: string): Promise<Feature[]> {
  const file = basename(path);
  const fail = (what: string, remedy: string): never => {
    throw new FileProblem(file, null, null, what, remedy);
  };
  const bytes = await readFile(path).catch(() => fail("the file cannot be read", "Check the path"));
  const text = bytes[0] === 0x1f ? gunzip(bytes, fail) : bytes;
  const parsed = parseJson(text, fail);
  const features = parsed.features;
  if (parsed.type !== "FeatureCollection" || !Array.isArray(features)) {
    return fail("this is no GeoJSON feature collection", "Export the layer as GeoJSON (RFC 7946)");
  }
  const crs = JSON.stringify(parsed.crs ?? "CRS84");
  if (!/CRS84|4326/.test(crs)) {
    return fail(
      "the coordinates are not longitude and latitude in WGS84",
      "Export the layer again in EPSG:4326",
    );
  }
  return features.map((feature) => ({
    properties: lowerKeys((feature?.properties ?? {}) as Properties),
    geometry: feature?.geometry,
  }));
}

/** Column names by small letters: files differ in case only too often. */
const lowerKeys = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]));

type Fail = (what: string, remedy: string) => never;

function gunzip(bytes: Buffer, fail: Fail): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return fail("the gzip file is damaged or ends too early", "Download or copy it again");
  }
}

function parseJson(text: Buffer, fail: Fail): Properties {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    if (typeof parsed === "object" && parsed !== null) return parsed as Properties;
  } catch (error) {
    if (error instanceof TypeError) return fail("the text is not in UTF-8", "Save it as GeoJSON in UTF-8");
  }
  return fail("this is not JSON, or it is cut short", "Export the layer again as GeoJSON");
}

/** One feature as an area; `number` counts features from 1: lines mean nothing in GeoJSON. */
function areaOf({ properties, geometry }: Feature, number: number, notes: Notes): AreaDraft | null {
  const fail = (column: string, what: string, remedy: string) => {
    notes.fail(null, column, `feature ${number}: ${what}`, remedy);
    return null;
  };
  const level = levelOf(properties);
  if (level === null)
    return fail("level", "the level is missing", "Give 0 for the country, 1 to 3 below, or COD-AB columns");
  const name = nameAt(properties, level) ?? text(properties.name);
  if (name === null) return fail("name", "the area has no name", "Give it one");
  const fault = geometryFault(geometry);
  if (fault)
    return fail(
      "geometry",
      `the shape is unsound (${fault.replaceAll("_", " ")})`,
      "Repair it in a GIS and export again",
    );
  const shape = geometry as Polygon | MultiPolygon;
  if (shape.type !== "Polygon" && shape.type !== "MultiPolygon") {
    return fail("geometry", `${quoted((geometry as { type: string }).type)} is no area`, "Give polygons");
  }
  return {
    pcode: codeAt(properties, level) ?? text(properties.pcode),
    name,
    level,
    parentPcode: level === 0 ? null : (codeAt(properties, level - 1) ?? text(properties.parent)),
    ...centreOf(properties, shape),
    geometry: shape,
    areaSqkm: figure(properties.area_sqkm),
    validOn: text(properties.valid_on)?.slice(0, 10) ?? null,
  };
}

function levelOf(properties: Properties): AreaLevel | null {
  const stated = figure(properties.level ?? properties.admin_level);
  if (stated !== null) return AREA_LEVELS.find((level) => level === stated) ?? null;
  return AREA_LEVELS.findLast((level) => nameAt(properties, level) !== null) ?? null;
}

/** Name of a level: adm1_name, and ADM1_EN, ADM1_FR, admin1Name_fr as older files write it; a Latin script first. */
function nameAt(properties: Properties, level: number): string | null {
  const named = new RegExp(`^adm(?:in)?${level}_?(?:name)?_?(name|en|fr|es|pt|[a-z]{2})?$`);
  const keys = Object.keys(properties).filter((key) => key.length > 4 && named.test(key));
  const rank = (key: string) => ["name", "en", "fr", "es", "pt"].findIndex((end) => key.endsWith(end)) >>> 0;
  const best = keys.sort((a, b) => rank(a) - rank(b)).find((key) => text(properties[key]) !== null);
  return best ? text(properties[best]) : null;
}

const codeAt = (properties: Properties, level: number): string | null =>
  text(properties[`adm${level}_pcode`]) ?? text(properties[`admin${level}pcode`]);

/** The stated centre point, else a point that surely lies in the area. */
function centreOf(properties: Properties, shape: Polygon | MultiPolygon): { lon: number; lat: number } {
  const lon = figure(properties.center_lon);
  const lat = figure(properties.center_lat);
  if (lon !== null && lat !== null) return { lon, lat };
  const [insideLon = 0, insideLat = 0] = pointOnFeature(shape).geometry.coordinates;
  return { lon: insideLon, lat: insideLat };
}

const text = (value: unknown): string | null => {
  const trimmed = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return trimmed === "" ? null : trimmed;
};
const figure = (value: unknown): number | null => {
  const found = text(value);
  return found !== null && Number.isFinite(Number(found)) ? Number(found) : null;
};
