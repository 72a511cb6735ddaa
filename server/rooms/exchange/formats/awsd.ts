/**
 * AWSD, the Aid Worker Security Database (Humanitarian Outcomes): attacks on aid workers with killed, wounded,
 * kidnapped and detained. Its free text is not taken in, because it describes victims. All points are taken as
 * within 25 km; a sexual assault gets no tactic and no point.
 */
import type { HarmKind, Tactic, VerificationLevel } from "../../../../shared/rooms/incidents.ts";
import { codeOf, countOf, daysIn, keep, needText, pointOf, textOf } from "../cells.ts";
import type { HarmDraft, IncidentDraft, PartyDraft, Reader } from "../drafts.ts";
import { type Notes, quoted } from "../problems.ts";
import type { Row } from "../records.ts";
import { ISO3_OF_ISO2 } from "./countries.ts";

/** An empty cell stands in two rows of the file of 2025: no more than a report. */
const VERIFIED: Record<string, VerificationLevel> = {
  "": "reported",
  Yes: "corroborated",
  Pending: "reported",
  Archived: "not_verifiable",
};
const HARMS: [column: string, harm: HarmKind][] = [
  ["Total killed", "killed"],
  ["Total wounded", "injured"],
  ["Total kidnapped", "abducted"],
  ["Total detained", "detained"],
];
const MEANS: Record<string, Tactic> = {
  "Aerial bombardment": "aerial_operation",
  Shelling: "shelling",
  "Roadside IED": "ied_non_suicide",
  "Vehicle-born IED": "ied_vehicle_borne",
  "Body-borne IED": "suicide_attack",
  Landmine: "landmine",
  "Complex attack": "complex_attack",
  Kidnapping: "abduction",
  "Kidnap-killing": "abduction",
};
const CONTEXT: Record<string, Tactic> = { Ambush: "ambush", "Combat/Crossfire": "ground_engagement" };
const SEXUAL = "Rape/sexual assault";
const RAW = [
  "Attack context",
  "Location",
  "Motive",
  "Actor type",
  "Verified",
  "UN",
  "INGO",
  "ICRC",
  "NRCS and IFRC",
  "NNGO",
];

export const awsd: Reader<IncidentDraft> = {
  idColumn: "Incident ID",
  needed: [
    "Incident ID",
    "Year",
    "Month",
    "Day",
    "Latitude",
    "Longitude",
    "Means of attack",
    "Verified",
    ...HARMS.map(([column]) => column),
  ],
  dataset: () => ({
    name: "awsd",
    title: "Aid Worker Security Database",
    publisher: "AWSD",
    version: null,
    licence: "CC BY",
    citation: "Humanitarian Outcomes, Aid Worker Security Database, aidworkersecurity.org",
    url: "https://www.aidworkersecurity.org",
    measures: ["killed", "injured", "abducted"],
    civilianRange: false,
    caveats: ["aid_workers_only", "recorder_levels", "according_to_recorder", "silence"],
  }),
  read(row, notes) {
    const externalId = needText(row, "Incident ID", notes);
    const time = timeOf(row, notes);
    const verification = codeOf(row, "Verified", VERIFIED, notes);
    const sexual = row.text("Means of attack") === SEXUAL;
    const point = pointOf(row, "Longitude", "Latitude", notes);
    const harms = HARMS.flatMap(([column, harm]) => harmOf(row, column, harm, notes));
    if (notes.hasFailed(row.line) || !externalId || !time || !verification) return null;
    const drawn = sexual ? null : point;
    const adm1Name = textOf(row, "Region");
    const adm2Name = textOf(row, "District");
    return {
      line: row.line,
      externalId,
      kind: "attack_on_humanitarian",
      tactic: sexual
        ? null
        : (MEANS[row.text("Means of attack")] ?? CONTEXT[row.text("Attack context")] ?? null),
      ...time,
      placeName: sexual ? null : textOf(row, "City"),
      lon: drawn?.lon ?? null,
      lat: drawn?.lat ?? null,
      locationPrecision: drawn ? "near" : adm2Name ? "adm2" : adm1Name ? "adm1" : "country",
      adm1Name,
      adm2Name,
      countryIso3: ISO3_OF_ISO2[row.text("Country Code")] ?? null,
      parties: partiesOf(row),
      killed: { low: null, best: harms.find(({ harm }) => harm === "killed")?.best ?? null, high: null },
      harms,
      verification,
      sources: sourceOf(row),
      asPublished: false,
      raw: keep(row, RAW),
    };
  },
};

/** Month and day may be empty: the event then spans the month or the year. */
function timeOf(
  row: Row,
  notes: Notes,
): Pick<IncidentDraft, "occurredFrom" | "occurredTo" | "datePrecision"> | null {
  const year = partOfDate(row, "Year", 1950, 2100, notes);
  const month = row.text("Month") === "" ? null : partOfDate(row, "Month", 1, 12, notes);
  const lastDay = daysIn(year ?? 2000, month ?? 1);
  const day = month === null || row.text("Day") === "" ? null : partOfDate(row, "Day", 1, lastDay, notes);
  if (notes.hasFailed(row.line) || year === null) return null;
  if (month === null)
    return { occurredFrom: `${year}-01-01`, occurredTo: `${year}-12-31`, datePrecision: "year" };
  const inMonth = (value: number) => `${year}-${twoDigits(month)}-${twoDigits(value)}`;
  if (day === null) return { occurredFrom: inMonth(1), occurredTo: inMonth(lastDay), datePrecision: "month" };
  return { occurredFrom: inMonth(day), occurredTo: inMonth(day), datePrecision: "day" };
}

const twoDigits = (value: number) => String(value).padStart(2, "0");

function partOfDate(row: Row, column: string, from: number, to: number, notes: Notes): number | null {
  const value = Number(row.text(column));
  if (row.text(column) !== "" && Number.isInteger(value) && value >= from && value <= to) return value;
  notes.fail(
    row.line,
    column,
    `${quoted(row.text(column))} is not between ${from} and ${to}`,
    "Correct the date",
  );
  return null;
}

function harmOf(row: Row, column: string, harm: HarmKind, notes: Notes): HarmDraft[] {
  const best = countOf(row, column, notes);
  if (best === null) return [];
  return [
    { harm, status: "civilian", side: null, group: "humanitarian_worker", low: null, best, high: null },
  ];
}

/** Names that are no organised actor stay out; a name that no known actor bears is dropped, it may be a person's. */
function partiesOf(row: Row): PartyDraft[] {
  const name = textOf(row, "Actor name");
  if (name === null || name === "Unknown" || name === "Not applicable") return [];
  return [{ externalId: null, name, role: "alleged_perpetrator", knownOnly: true }];
}

function sourceOf(row: Row): IncidentDraft["sources"] {
  const reference = textOf(row, "Source");
  return [{ type: "other_dataset", name: "AWSD", date: null, reference }];
}
