/**
 * What only the demonstration loads: the source of its areas and public health facilities (Maina and others 2019) and populated places (Natural Earth).
 */
import type { DatasetForm } from "../../../../shared/rooms/exchange.ts";
import { keep, needText, pointOf } from "../cells.ts";
import type { Reader, SiteDraft } from "../drafts.ts";
import { readFeatures } from "./geojson.ts";

export const COD_AB: DatasetForm = {
  name: "cod-ab",
  title: "Administrative boundaries (COD-AB)",
  publisher: "SIGCAF, REACH, OCHA",
  version: "2015-06-15",
  licence: "CC BY-IGO",
  citation: "OCHA common operational datasets, Central African Republic, valid on 15 June 2015, simplified",
  url: "https://data.humdata.org",
  measures: [],
  civilianRange: false,
  caveats: ["boundaries_of_2015"],
};
export const NATURAL_EARTH: DatasetForm = {
  name: "natural-earth",
  title: "Populated places",
  publisher: "Natural Earth",
  version: "4.0",
  licence: "public domain",
  citation: "Made with Natural Earth",
  url: "https://www.naturalearthdata.com",
  measures: [],
  civilianRange: false,
};

/** Rows without coordinates are kept out of the map, with a warning. */
export const whoFacilities: Reader<SiteDraft> = {
  needed: ["Country", "Admin1", "Facility name", "Facility type", "Lat", "Long", "iso3c"],
  dataset: () => ({
    name: "who-facilities",
    title: "Health facilities managed by the public sector in sub-Saharan Africa",
    publisher: "KEMRI-Wellcome, WHO",
    version: "2019",
    licence: "CC BY 4.0",
    citation: "Maina et al. (2019), Scientific Data 6:134",
    url: "https://doi.org/10.1038/s41597-019-0142-2",
    measures: [],
    civilianRange: false,
  }),
  read(row, notes) {
    const name = needText(row, "Facility name", notes);
    const point = pointOf(row, "Long", "Lat", notes);
    if (notes.hasFailed(row.line) || !name) return null;
    if (!point) {
      notes.warn(
        row.line,
        "Lat",
        "the facility has no coordinates and is left out",
        "Add them if they are known",
      );
      return null;
    }
    const raw = keep(row, ["Facility type", "facility_type_9", "Ownership", "Tier_name", "LL source"]);
    const externalId = [row.text("iso3c"), row.text("Admin1"), name, row.text("Facility type")].join("/");
    return { line: row.line, externalId, kind: "health", name, ...point, raw };
  },
};

/** Populated places as published by Natural Earth 4.0 (public domain), cut to one country by its ISO code. */
export async function readPopulatedPlaces(path: string, iso3: string): Promise<SiteDraft[]> {
  const features = await readFeatures(path);
  return features.flatMap(({ properties, geometry }, index): SiteDraft[] => {
    const point = geometry as { type: string; coordinates: [number, number] };
    const name = String(properties.name ?? "");
    if (properties.adm0_a3 !== iso3 || point.type !== "Point" || name === "") return [];
    const [lon, lat] = point.coordinates;
    const raw = {
      people: String(properties.pop_max ?? ""),
      class: String(properties.featurecla ?? ""),
    };
    return [{ line: index + 1, externalId: `${iso3}/${name}`, kind: "populated_place", name, lon, lat, raw }];
  });
}
