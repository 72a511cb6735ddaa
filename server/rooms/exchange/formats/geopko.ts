/**
 * Geo-PKO (Cil, Fjelde, Hultman and Nilsson 2020), the yearly table of locations: sizes are derived from standard unit
 * sizes on UN maps, good for relative weight and not a headcount. "NA" is a size nobody recorded, not zero.
 */
import type { BaseKind } from "../../../../shared/rooms/coverage.ts";
import { amountOf, countOf } from "../cells.ts";
import type { BaseYearDraft, Reader } from "../drafts.ts";
import { placeAndYear } from "./bases.ts";

/** Column hq: 3 is the mission's headquarters, 2 is read as a sector's, 1 is a lower one whose kind is not stated. */
const HEADQUARTERS: Record<number, BaseKind> = { 2: "sector_hq", 3: "mission_hq" };

export const geopko: Reader<BaseYearDraft> = {
  needed: [
    "mission",
    "year",
    "country",
    "location",
    "latitude",
    "longitude",
    "hq",
    ["ave.no.troops", "NoTroops"],
  ],
  dataset: (file) => ({
    name: "geopko",
    title: "Geocoded UN Peacekeeping Operations",
    publisher: "Geo-PKO",
    version:
      /v[._]?(\d+(?:[._]\d+)?)/i
        .exec(file)?.[1]
        ?.replace(/^(\d)(\d)$/, "$1.$2")
        .replace("_", ".") ?? null,
    licence: null,
    citation:
      'Cil, Fjelde, Hultman & Nilsson (2020), "Mapping blue helmets", Journal of Peace Research 57(2)',
    url: "https://www.pcr.uu.se/data/geo-pko",
    measures: [],
    civilianRange: false,
    caveats: ["list_incomplete", "strength_from_maps"],
  }),
  read(row, notes) {
    const place = placeAndYear(row, "location", notes);
    const troops = amountOf(row, row.has("ave.no.troops") ? "ave.no.troops" : "NoTroops", notes);
    const headquarters = countOf(row, "hq", notes) ?? 0;
    if (notes.hasFailed(row.line) || !place) return null;
    return {
      ...place,
      kind: HEADQUARTERS[headquarters] ?? "unknown",
      total: null,
      troops,
      police: null,
      observers: null,
    };
  },
};
