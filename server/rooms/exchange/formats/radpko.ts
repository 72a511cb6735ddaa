/**
 * RADPKO (Hunnicutt and Nomikos 2020): bases of UN peacekeeping missions in Africa, 1999 to 2019, one row a year.
 * Strengths are yearly means of monthly estimates; a mission's total is split evenly over bases without detail, and
 * 0 may mean "none" or "not known". The kind of base is not recorded.
 */
import { amountOf } from "../cells.ts";
import type { BaseYearDraft, Reader } from "../drafts.ts";
import { placeAndYear } from "./bases.ts";

export const radpko: Reader<BaseYearDraft> = {
  needed: ["mission", "country", "base", "date", "year", "latitude", "longitude", "untrp", "unpol", "unmob"],
  dataset: () => ({
    name: "radpko",
    title: "Robust Africa Deployments of Peacekeeping Operations",
    publisher: "RADPKO",
    version: null,
    licence: "CC0 1.0",
    citation: "Hunnicutt & Nomikos (2020), International Peacekeeping; doi:10.7910/DVN/BQU5VD",
    url: "https://doi.org/10.7910/DVN/BQU5VD",
    measures: [],
    civilianRange: false,
    caveats: ["list_incomplete", "strength_is_mean"],
  }),
  read(row, notes) {
    const place = placeAndYear(row, "base", notes);
    const [troops, police, observers] = [
      amountOf(row, "untrp", notes),
      amountOf(row, "unpol", notes),
      amountOf(row, "unmob", notes),
    ];
    if (notes.hasFailed(row.line) || !place) return null;
    const parts = [troops, police, observers].filter((part) => part !== null);
    // The column pko_deployed disagrees with its own parts where a contributor was added late (Birao 2017: 18 of 768).
    const total = parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : null;
    return { ...place, kind: "unknown", total, troops, police, observers };
  },
};
