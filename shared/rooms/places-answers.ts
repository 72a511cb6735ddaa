/**
 * What the room `places` answers: areas, their shapes, and all that the server knows of one area. Schemas, because the
 * server checks every answer against them, and one shape for server and client.
 */
import type { MultiPolygon, Polygon } from "geojson";
import { z } from "zod";
import { claimAnswer, zoneAnswer } from "./actors-answers.ts";
import { SENSITIVITIES } from "./records.ts";
import { datasetAnswer } from "./records-answers.ts";

/**
 * People of an area. `total` of a row of its own, else the sum of the areas below with one year and source;
 * `counted` of `parts` areas below had a figure (both null for a row of its own).
 */
export const populationAnswer = z.strictObject({
  total: z.int(),
  year: z.int(),
  source: z.string(),
  counted: z.int().nullable(),
  parts: z.int().nullable(),
});
export type PopulationAnswer = z.infer<typeof populationAnswer>;

/** One area; `code` is what stands in addresses: the P-code, else the ref. Centre in WGS84 degrees. */
export const areaAnswer = z.strictObject({
  ref: z.string(),
  code: z.string(),
  pcode: z.string().nullable(),
  name: z.string(),
  level: z.int(),
  parentId: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  population: populationAnswer.nullable(),
});
export type AreaAnswer = z.infer<typeof areaAnswer>;

/** An area found by name or code, with the name of the one it lies in. */
export const areaMatch = areaAnswer.omit({ population: true, parentId: true }).extend({
  parentName: z.string().nullable(),
});
export type AreaMatch = z.infer<typeof areaMatch>;

const shape = z.custom<Polygon | MultiPolygon>((value) => typeof value === "object" && value !== null);
const shapeProperties = z.strictObject({
  ref: z.string(),
  code: z.string(),
  pcode: z.string().nullable(),
  name: z.string(),
  level: z.int(),
  lon: z.number(),
  lat: z.number(),
});

/** GeoJSON (RFC 7946) of one area. */
export const areaFeature = z.strictObject({
  type: z.literal("Feature"),
  id: z.string(),
  properties: shapeProperties,
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  geometry: shape,
});
export type AreaFeature = z.infer<typeof areaFeature>;

export const areaFeatures = z.strictObject({
  type: z.literal("FeatureCollection"),
  features: z.array(areaFeature),
});

export const siteAnswer = z.strictObject({
  ref: z.string(),
  /** Of the reader's organisation, who may delete it. */
  own: z.boolean(),
  kind: z.string(),
  name: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  detail: z.string().nullable(),
  datasetRef: z.string().nullable(),
  illustrative: z.boolean(),
});
export type SiteAnswer = z.infer<typeof siteAnswer>;

/** Most sites one answer lists; the counts are always of all. */
export const SITES_LISTED = 400;

/** One area with what lies in it. Sites are those inside it; zones those on it, in it and around it. */
export const areaDossier = z.strictObject({
  area: areaAnswer.extend({
    areaSqkm: z.number().nullable(),
    validOn: z.string().nullable(),
    datasetRef: z.string().nullable(),
  }),
  /** From the country down to the one directly above. */
  parents: z.array(areaAnswer),
  children: z.array(areaAnswer),
  siteCounts: z.array(z.strictObject({ kind: z.string(), sites: z.int() })),
  sites: z.array(siteAnswer),
  zones: z.array(zoneAnswer),
  /** What is claimed of the threat to civilians from the actors of those zones. */
  threats: z.array(claimAnswer.extend({ actorRef: z.string() })),
  datasets: z.array(datasetAnswer),
});
export type AreaDossier = z.infer<typeof areaDossier>;

/** A saved place as its readers see it; `own`: of the reader's organisation, who may change it. */
export const localPlaceSeen = z.strictObject({
  ref: z.string(),
  version: z.int(),
  name: z.string(),
  aliases: z.array(z.string()),
  lon: z.number(),
  lat: z.number(),
  sensitivity: z.enum(SENSITIVITIES),
  own: z.boolean(),
  owner: z.string(),
});
export type LocalPlaceSeen = z.infer<typeof localPlaceSeen>;
