/** The draft of a report as typed, kept in this tab until it is sent or discarded, and what the server takes of it. */
import type { z } from "zod";
import { typedNumber } from "../../../shared/digits.ts";
import { newId } from "../../../shared/ids.ts";
import { CONSENT_TO, displacedReportEdit, displacedReportForm } from "../../../shared/rooms/displacement.ts";
import type { ReportDossier } from "../../../shared/rooms/displacement-answers.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { Parts } from "../../ui/draft-parts.ts";
import { NO_PLACE, nameWithReason, type PlaceValue } from "../places/form-found.ts";

/** What is said in the form, as it stands in the fields. */
export interface Said extends PlaceValue {
  id: string;
  violation: string;
  people: string;
  affected: string;
  targeted: string[];
  occurredFrom: string;
  occurredTo: string;
  datePrecision: string;
  routeFrom: string;
  routeTo: string;
  route: [number, number][];
  actorIds: string[];
  unit: string;
  role: string;
  method: string;
  agency: string;
  agencyWithheld: boolean;
  setting: string;
  account: string;
  sourceNote: string;
  triangulation: string;
  urgency: string;
  consent: string[];
  shareFrom: string;
  sensitivity: Sensitivity | null;
}

export interface Draft extends Said {
  /** Of a correction: version and words that it began from. */
  began: { version: number; said: Said } | null;
}

/** Nothing is preset that could be wrong without notice. */
const NOTHING: Omit<Said, "id"> = {
  ...NO_PLACE,
  ...{ violation: "", people: "", affected: "", targeted: [] },
  ...{
    occurredFrom: "",
    occurredTo: "",
    datePrecision: "",
    routeFrom: "",
    routeTo: "",
    route: [],
    actorIds: [],
  },
  ...{
    unit: "",
    role: "",
    method: "",
    agency: "",
    agencyWithheld: false,
    setting: "",
    account: "",
    sourceNote: "",
  },
  ...{ triangulation: "", urgency: "", consent: [], shareFrom: "", sensitivity: null },
};
export const emptyDraft = (): Draft => ({ ...NOTHING, id: newId(), began: null });

/** What is stored, as the correction of this version begins. */
export function draftOf(dossier: ReportDossier): Draft {
  const said = saidOf(dossier);
  return { ...said, began: { version: dossier.report.version, said } };
}

/** A stored report as text in the fields. What an editor is not shown stays empty, and stays as it is. */
export function saidOf({ report }: ReportDossier): Said {
  return {
    ...NOTHING,
    ...{ id: report.ref, violation: report.violation, route: report.route },
    ...{
      people: String(report.people ?? ""),
      affected: String(report.affected ?? ""),
      targeted: report.targeted,
    },
    ...{ areaId: report.areas[0]?.ref ?? "", placeName: report.placeName ?? "" },
    ...{ lon: String(report.lon ?? ""), lat: String(report.lat ?? "") },
    ...{ precision: report.locationPrecision, placeFound: report.locationPrecision },
    ...{ occurredFrom: report.from, occurredTo: report.to, datePrecision: report.datePrecision },
    ...{ routeFrom: report.routeFrom ?? "", routeTo: report.routeTo ?? "" },
    ...{
      actorIds: report.actors.map(({ ref }) => ref),
      setting: report.setting,
      account: report.account ?? "",
    },
    ...{ unit: report.unit ?? "", role: report.role ?? "", method: report.method ?? "" },
    ...{ agency: report.agencyWithheld ? "" : (report.agency ?? ""), agencyWithheld: report.agencyWithheld },
    ...{ triangulation: report.triangulation, urgency: report.urgency, sensitivity: report.sensitivity },
    ...{ consent: report.consent.filter((code) => CONSENT_TO.some((known) => known === code)) },
    shareFrom: report.shareFrom ?? "",
  };
}

const textOf = (text: string): string | null => text.trim() || null;
/** The draft as the server takes it. */
export function buildReport(draft: Draft): z.ZodSafeParseResult<unknown> {
  const { began, areaId, lon, lat, precision, placeName, placeText, placeFound, placeReason, ...rest } =
    draft;
  const input = {
    ...rest,
    place: {
      ...{ areaId: textOf(areaId), lon: typedNumber(lon), lat: typedNumber(lat) },
      ...{ precision: textOf(precision) ?? undefined, placeName: textOf(nameWithReason(draft)) },
    },
    violation: textOf(draft.violation) ?? undefined,
    people: typedNumber(draft.people) ?? undefined,
    affected: typedNumber(draft.affected),
    occurredFrom: textOf(draft.occurredFrom) ?? undefined,
    occurredTo: textOf(draft.occurredTo) ?? textOf(draft.occurredFrom) ?? undefined,
    datePrecision: textOf(draft.datePrecision) ?? undefined,
    ...{
      routeFrom: textOf(draft.routeFrom),
      routeTo: textOf(draft.routeTo),
      shareFrom: textOf(draft.shareFrom),
    },
    ...{ unit: textOf(draft.unit), role: textOf(draft.role), method: textOf(draft.method) },
    ...{ agency: textOf(draft.agency), account: textOf(draft.account), sourceNote: textOf(draft.sourceNote) },
    setting: textOf(draft.setting) ?? undefined,
    triangulation: textOf(draft.triangulation) ?? undefined,
    urgency: textOf(draft.urgency) ?? undefined,
    sensitivity: draft.sensitivity ?? undefined,
  };
  return (began === null ? displacedReportForm : displacedReportEdit).safeParse(input);
}

/** What is compared and merged as one where somebody else was faster, in the order of the form. */
export const PARTS = {
  violation: ["violation"],
  people: ["people"],
  affected: ["affected"],
  targeted: ["targeted"],
  place: ["placeText", "areaId", "lon", "lat", "precision", "placeName", "placeFound", "placeReason"],
  when: ["occurredFrom", "occurredTo"],
  datePrecision: ["datePrecision"],
  routeFrom: ["routeFrom"],
  routeTo: ["routeTo"],
  route: ["route"],
  actors: ["actorIds"],
  unit: ["unit"],
  role: ["role"],
  method: ["method"],
  agency: ["agency", "agencyWithheld"],
  setting: ["setting"],
  account: ["account"],
  sourceNote: ["sourceNote"],
  triangulation: ["triangulation"],
  urgency: ["urgency"],
  consent: ["consent"],
  shareFrom: ["shareFrom"],
  sensitivity: ["sensitivity"],
} as const satisfies Parts<Said>;
export type Part = keyof typeof PARTS;
