/**
 * Code lists of the room `places`: administrative levels and kinds of site.
 */

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
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];
