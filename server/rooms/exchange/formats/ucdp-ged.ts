/**
 * UCDP GED, the Georeferenced Event Dataset (Sundberg and Melander 2013), versions 2.0 to 23.1: columns are found by
 * name because their order differs between versions. Precision codes as in the GED codebook 23.1.
 */
import {
  type DatePrecision,
  type IncidentKind,
  LOCATION_PRECISIONS,
  type LocationPrecision,
} from "../../../../shared/rooms/incidents.ts";
import { codeOf, countOf, dateOf, keep, needText, pointOf, textOf } from "../cells.ts";
import type { Count, HarmDraft, IncidentDraft, PartyDraft, Reader, SourceDraft } from "../drafts.ts";
import type { Notes } from "../problems.ts";
import type { Row } from "../records.ts";
import { ISO3_OF_GLEDITSCH_WARD } from "./countries.ts";

/** 1 state-based and 2 non-state are fighting, 3 one-sided is an attack on civilians by side A. */
const VIOLENCE: Record<string, { kind: IncidentKind; oneSided: boolean }> = {
  "1": { kind: "armed_clash", oneSided: false },
  "2": { kind: "armed_clash", oneSided: false },
  "3": { kind: "attack_on_civilians", oneSided: true },
};
const WHERE_PREC = Object.fromEntries(LOCATION_PRECISIONS.map((code, index) => [String(index + 1), code]));
const DATE_PREC: Record<string, DatePrecision> = {
  "1": "day",
  "2": "range_2_6d",
  "3": "week",
  "4": "month",
  "5": "year",
};
/**
 * Kept as published, apart from what other fields say already (names of country and dyad, precision codes).
 * `number_of_sources` -1 means "not recorded", so it is left out by `sourcesCounted`.
 */
const RAW = [
  "relid",
  "active_year",
  "code_status",
  "type_of_violence",
  "conflict_new_id",
  "conflict_name",
  "dyad_new_id",
  "where_description",
  "priogrid_gid",
  "country_id",
  "event_clarity",
] as const;

export const ucdpGed: Reader<IncidentDraft> = {
  idColumn: "id",
  needed: ["id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", ["best", "best_est"]],
  dataset: (file) => ({
    name: "ucdp-ged",
    title: "UCDP Georeferenced Event Dataset",
    publisher: "UCDP",
    version: versionIn(file),
    licence: "CC BY 4.0",
    citation:
      "Sundberg & Melander (2013), Journal of Peace Research 50(4); Davies, Pettersson & Öberg (2023), Journal of Peace Research 60(4)",
    url: "https://ucdp.uu.se",
    measures: ["killed"],
    civilianRange: false,
    caveats: [
      "deaths_only",
      "no_civilian_range",
      "no_sex_no_age",
      "according_to_recorder",
      "contradictions_kept",
      "silence",
    ],
  }),
  read(row, notes) {
    const externalId = needText(row, "id", notes);
    const violence = codeOf(row, "type_of_violence", VIOLENCE, notes);
    const time = timeOf(row, notes);
    const place = placeOf(row, notes);
    const killed = totals(row, notes);
    const harms = deathsBySide(row, notes);
    if (notes.hasFailed(row.line) || !externalId || !violence || !time || !place) return null;
    return {
      ...place,
      ...time,
      line: row.line,
      externalId,
      kind: violence.kind,
      tactic: null,
      parties: partiesOf(row, violence.oneSided),
      killed,
      harms,
      verification: "corroborated",
      sources: sourcesOf(row),
      asPublished: contradicts(row, killed, notes),
      raw: { ...keep(row, RAW), ...sourcesCounted(row) },
    };
  },
};

/** Version as UCDP writes it in its file names: GEDEvent_v23_1, ged231. */
function versionIn(file: string): string | null {
  const found = /ged\D{0,8}?(\d{2})[_.]?(\d)/i.exec(file);
  return found ? `${found[1]}.${found[2]}` : null;
}

function timeOf(row: Row, notes: Notes) {
  const occurredFrom = dateOf(row, "date_start", notes);
  const occurredTo = dateOf(row, "date_end", notes);
  if (!occurredFrom || !occurredTo) return null;
  if (occurredTo < occurredFrom) {
    notes.fail(
      row.line,
      "date_end",
      `the event ends on ${occurredTo}, before it starts on ${occurredFrom}`,
      "Correct one of the two dates",
    );
    return null;
  }
  const stated = row.has("date_prec") ? codeOf(row, "date_prec", DATE_PREC, notes) : null;
  return { occurredFrom, occurredTo, datePrecision: stated ?? precisionOfSpan(occurredFrom, occurredTo) };
}

/** Where a version does not say (GED 2.0), the length of the interval does. */
function precisionOfSpan(from: string, to: string): DatePrecision {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days <= 1) return "day";
  if (days <= 6) return "range_2_6d";
  if (days <= 7) return "week";
  return days <= 31 ? "month" : "year";
}

function placeOf(row: Row, notes: Notes) {
  const point = pointOf(row, "longitude", "latitude", notes);
  const adm1Name = textOf(row, "adm_1");
  const adm2Name = textOf(row, "adm_2");
  const stated = row.has("where_prec") ? codeOf(row, "where_prec", WHERE_PREC, notes) : null;
  return {
    placeName: textOf(row, "where_coordinates"),
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
    locationPrecision:
      point && stated ? stated : precisionOfNames(stated, point !== null, adm1Name, adm2Name),
    adm1Name,
    adm2Name,
    countryIso3: textOf(row, "iso3") ?? ISO3_OF_GLEDITSCH_WARD[row.text("country_id")] ?? null,
  };
}

/** Without a point nothing is more precise than the area named; a point of unstated precision is a vague one. */
function precisionOfNames(
  stated: LocationPrecision | null,
  hasPoint: boolean,
  adm1: string | null,
  adm2: string | null,
): LocationPrecision {
  if (hasPoint) return "unclear";
  if (stated && stated !== "exact" && stated !== "near") return stated;
  if (adm2) return "adm2";
  return adm1 ? "adm1" : "country";
}

/** Side A of one-sided violence is the alleged perpetrator; its side B, "Civilians", is no actor. */
function partiesOf(row: Row, oneSided: boolean): PartyDraft[] {
  const party = (side: "a" | "b", role: PartyDraft["role"]): PartyDraft => ({
    externalId: textOf(row, `side_${side}_new_id`),
    name: row.text(`side_${side}`),
    role,
    knownOnly: false,
  });
  return oneSided ? [party("a", "alleged_perpetrator")] : [party("a", "party"), party("b", "party")];
}

function totals(row: Row, notes: Notes): Count {
  return {
    low: countOf(row, "low", notes),
    best: countOf(row, row.has("best") ? "best" : "best_est", notes),
    high: countOf(row, "high", notes),
  };
}

/** Only the best estimate is split by side: civilians have no range of their own. */
function deathsBySide(row: Row, notes: Notes): HarmDraft[] {
  const killed = (column: string, status: HarmDraft["status"], side: 1 | 2 | null): HarmDraft[] => {
    if (!row.has(column)) return [];
    const best = countOf(row, column, notes);
    return best === null ? [] : [{ harm: "killed", status, side, group: null, low: null, best, high: null }];
  };
  return [
    ...killed("deaths_a", "armed_forces_member", 1),
    ...killed("deaths_b", "armed_forces_member", 2),
    ...killed("deaths_civilians", "civilian", null),
    ...killed("deaths_unknown", "unknown", null),
  ];
}

/** True where low ≤ best ≤ high does not hold in the source: told, marked, never repaired. */
function contradicts(row: Row, { low, best, high }: Count, notes: Notes): boolean {
  if (best === null) return false;
  const broken = (low !== null && low > best) || (high !== null && best > high);
  if (broken) {
    const told = `low ≤ best ≤ high does not hold (low ${low}, best ${best}, high ${high})`;
    notes.warn(
      row.line,
      low !== null && low > best ? "low" : "high",
      told,
      "Kept as published and marked; nothing to do",
    );
  }
  return broken;
}

/** One source row per article where office, date and headline list equally many, else one for the whole citation. */
function sourcesOf(row: Row): SourceDraft[] {
  const split = (column: string) =>
    row
      .text(column)
      .split(";")
      .map((part) => part.trim());
  const [offices, dates, headlines] = [
    split("source_office"),
    split("source_date"),
    split("source_headline"),
  ];
  if (offices[0] && offices.length === dates.length && offices.length === headlines.length) {
    return offices.map((name, index) => ({
      type: "other_dataset",
      name: name || "UCDP",
      date: dayOrNull(dates[index]),
      reference: headlines[index] || null,
    }));
  }
  const reference = textOf(row, "source_article");
  return reference ? [{ type: "other_dataset", name: "UCDP", date: null, reference }] : [];
}

const dayOrNull = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);

function sourcesCounted(row: Row): Record<string, string> {
  const count = textOf(row, "number_of_sources");
  return count === null || count.startsWith("-1") ? {} : { number_of_sources: count };
}
