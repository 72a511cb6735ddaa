/**
 * Code lists of the room `places`: administrative levels and kinds of site; and the form of a place that an
 * organisation saves for itself while it logs.
 */
import { z } from "zod";
import { form, issue, latitude, line, longitude, recordId, sensitivity } from "./records.ts";

/** Administrative levels kept: 0 country, 1 to 3 as in OCHA's common operational datasets (COD-AB). */
export const AREA_LEVELS = [0, 1, 2, 3] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Kinds of site: CCCM site typology, with border, screening and service places added. */
export const SITE_KINDS = [
  "planned_camp",
  "self_settled",
  "collective_centre",
  "reception_transit_centre",
  "evacuation_centre",
  "dispersed_host",
  "poc_site",
  "screening_site",
  "border_point",
  "separate_site_fighters",
  "refugee_settlement",
  "school",
  "health",
  "market",
  "water_point",
  "populated_place",
  "checkpoint",
  "local_place",
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** Most other spellings of one place. */
export const MAX_SPELLINGS = 20;

/**
 * A place that an organisation saves: a point with the names people use for it. The area follows from the point. Who
 * reads it, the protocol says (its row for access). Sensitivity has no default.
 */
export const localPlaceForm = form({
  id: recordId,
  name: line(),
  aliases: z.array(line(), { error: "invalid" }).max(MAX_SPELLINGS, issue("too_many")).default([]),
  lon: longitude,
  lat: latitude,
  sensitivity,
});
export type LocalPlaceForm = z.infer<typeof localPlaceForm>;
