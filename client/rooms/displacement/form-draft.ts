/** The draft of a report as typed, kept in this tab until it is sent or discarded, and what the server takes of it. */
import type { z } from "zod";
import { newId } from "../../../shared/ids.ts";
import { CONSENT_TO, displacedReportEdit, displacedReportForm } from "../../../shared/rooms/displacement.ts";
import type { ReportDossier } from "../../../shared/rooms/displacement-answers.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";

export interface Draft {
  id: string;
  /** Version the editing began from; null for a new report. */
  version: number | null;
  violation: string;
  people: string;
  affected: string;
  targeted: string[];
  areaId: string;
  placeName: string;
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

/** Nothing is preset that could be wrong without notice. */
export const emptyDraft = (): Draft => ({
  ...{
    id: newId(),
    version: null,
    violation: "",
    people: "",
    affected: "",
    targeted: [],
    areaId: "",
    placeName: "",
  },
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
});

/** A stored report as a draft. What an editor is not shown stays empty, and stays as it is. */
export function draftOf({ report }: ReportDossier): Draft {
  return {
    ...emptyDraft(),
    ...{ id: report.ref, version: report.version, violation: report.violation, route: report.route },
    ...{
      people: String(report.people ?? ""),
      affected: String(report.affected ?? ""),
      targeted: report.targeted,
    },
    ...{ areaId: report.areas[0]?.ref ?? "", placeName: report.placeName ?? "" },
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
/** Empty is not said; what is no number stays wrong, so that the rule can say so. */
const numberOf = (text: string): number | null =>
  text.trim() === "" ? null : Number(text.replace(",", "."));

/** The level of a chosen area says how exactly the place is known. */
const precisionOf = (level: number | undefined): string => {
  if (level === undefined) return "unclear";
  if (level === 0) return "country";
  return level === 1 ? "adm1" : "adm2";
};

/** The draft as the server takes it; `level`: of the area chosen. */
export function buildReport(draft: Draft, level: number | undefined): z.ZodSafeParseResult<unknown> {
  const { version, areaId, placeName, ...rest } = draft;
  const input = {
    ...rest,
    place: { areaId: textOf(areaId), precision: precisionOf(level), placeName: textOf(placeName) },
    violation: textOf(draft.violation) ?? undefined,
    people: numberOf(draft.people) ?? undefined,
    affected: numberOf(draft.affected),
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
  return (version === null ? displacedReportForm : displacedReportEdit).safeParse(input);
}
