/**
 * Population by area in OCHA's long form (COD-PS): one row per area and group. Only the total and the two sexes are
 * taken; the age groups stand beside them in the file and must not be added up with them.
 */

import { codeOf, countOf, needText, textOf } from "../cells.ts";
import type { PopulationDraft, Reader } from "../drafts.ts";

const GROUPS = { T_TL: "total", F_TL: "female", M_TL: "male" } as const;
const LEVELS = [3, 2, 1] as const;

/** Rows of other groups read as null without a remark. */
export const population: Reader<PopulationDraft> = {
  needed: ["ADM1_PCODE", "Population_group", "Population", "Reference_year"],
  dataset: () => ({
    name: "cod-ps",
    title: "Population statistics (COD-PS)",
    publisher: "OCHA",
    version: null,
    licence: "CC BY-IGO",
    citation: "General Census of Population and Housing, projection of the census office, published by OCHA",
    url: "https://data.humdata.org",
    measures: [],
    civilianRange: false,
  }),
  read(row, notes) {
    if (!(row.text("Population_group") in GROUPS)) return null;
    const level = LEVELS.find((candidate) => textOf(row, `ADM${candidate}_PCODE`) !== null) ?? 1;
    const pcode = needText(row, `ADM${level}_PCODE`, notes);
    const people = countOf(row, "Population", notes);
    const year = countOf(row, "Reference_year", notes);
    const group = codeOf(row, "Population_group", GROUPS, notes);
    if (notes.hasFailed(row.line) || !pcode || people === null || !year || !group) return null;
    return { line: row.line, pcode, level, group, people, year, source: textOf(row, "Source") ?? "COD-PS" };
  },
};
