/**
 * Room `displacement`: what displaced people report of the way they came, and the cases a coordinator makes of several
 * reports of the same violation. Code lists and forms; the arithmetic is in displacement-rules.ts.
 *
 * The required fields are those with which front-line agencies have documented abuse on routes out of besieged towns for
 * civil-military dialogue: the reporting agency, the route, and how many people told of this very violation.
 * Reports of sexual violence are not taken here: they follow the referral pathway.
 */
import { z } from "zod";
import { COMMUNITY_CODES } from "./access.ts";
import { DATE_PRECISIONS, INCIDENT_KINDS, incidentPlace } from "./incidents.ts";
import {
  form,
  isoDate,
  issue,
  latitude,
  line,
  longitude,
  oneOf,
  optionalText,
  recordId,
  sensitivity,
  whole,
} from "./records.ts";
import { type Together, together } from "./records-together.ts";

/** What can be reported here: every kind of incident but sexual violence. */
export const VIOLATIONS = INCIDENT_KINDS.filter((kind) => kind !== "crsv" && !kind.startsWith("signal_")) as [
  string,
  ...string[],
];

/** Who was picked out on the way. */
export const TARGETED = [
  "everyone",
  "men",
  "women",
  "boys",
  "girls",
  "older_people",
  "people_with_disability",
  "identity_group",
  "community_leaders",
  "returnees",
  "unknown",
] as const;
export type Targeted = (typeof TARGETED)[number];

/** Where people were asked. */
export const SETTINGS = [
  "reception_point",
  "transit_site",
  "camp_or_site",
  "host_community",
  "screening_site",
  "on_the_road",
  "remote",
  "other",
] as const;

/** How far other tellings bear it out. */
export const TRIANGULATION = ["not_triangulated", "in_progress", "triangulated", "contradicted"] as const;
export type Triangulation = (typeof TRIANGULATION)[number];

export const URGENCY = ["routine", "urgent", "critical"] as const;
export type Urgency = (typeof URGENCY)[number];

/** What became of a case. `recurred_elsewhere`: the same practice by the same unit at another place. */
export const CASE_OUTCOMES = [
  "stopped",
  "reduced",
  "no_change",
  "went_underground",
  "recurred_elsewhere",
  "unknown",
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** Communities that people can be asked about; their own side of the table is among them. */
export const CONSENT_TO = COMMUNITY_CODES.filter((code) => code !== "public" && code !== "observer");

const point = z.tuple([longitude, latitude]);
/** Most points of one drawn route. */
export const MAX_ROUTE = 100;

/** Fields in which a report and a case say who did it and how: never a person's name. */
const DOING = {
  unit: optionalText(200),
  role: optionalText(200),
  method: optionalText(400),
};

const CHECKED = {
  triangulation: oneOf(TRIANGULATION),
  urgency: oneOf(URGENCY),
};

const REPORT = {
  id: recordId,
  violation: oneOf(VIOLATIONS),
  place: incidentPlace,
  occurredFrom: isoDate,
  occurredTo: isoDate,
  datePrecision: oneOf(DATE_PRECISIONS),
  /** The agency is kept with the sources: readers of the record learn that there is one, not which. */
  agencyWithheld: z.boolean().default(false),
  people: whole(1, 1_000_000),
  affected: whole(1, 10_000_000).nullish(),
  routeFrom: optionalText(200),
  routeTo: optionalText(200),
  route: z.array(point, { error: "invalid" }).max(MAX_ROUTE, issue("too_many")).default([]),
  targeted: z
    .array(oneOf(TARGETED), { error: "invalid" })
    .max(TARGETED.length, issue("too_many"))
    .default([]),
  actorIds: z.array(recordId, { error: "invalid" }).max(10, issue("too_many")).default([]),
  ...DOING,
  setting: oneOf(SETTINGS),
  ...CHECKED,
  account: optionalText(),
  sourceNote: optionalText(2_000),
  consent: z
    .array(oneOf(CONSENT_TO as [string, ...string[]]), { error: "required" })
    .max(CONSENT_TO.length, issue("too_many")),
  shareFrom: isoDate.nullish(),
  sensitivity,
};

/** One agency's report. `people`: how many told of this very violation. Strict; answers with codes of FORM_ISSUES. */
export const displacedReportForm = together(form({ ...REPORT, agency: line(200) }), checkReport);
export type DisplacedReportForm = z.infer<typeof displacedReportForm>;
export type DisplacedReportInput = z.input<typeof displacedReportForm>;

/** A report as its organisation corrects it: an agency that is withheld need not be said again. */
export const displacedReportEdit = together(
  form({ ...REPORT, agency: optionalText(200) }),
  (report, told) => {
    checkReport(report, told);
    if (told.holds("agency", "agencyWithheld") && !report.agency && !report.agencyWithheld)
      told.fault(["agency"], "required");
  },
);
export type DisplacedReportEdit = z.infer<typeof displacedReportEdit>;
export type DisplacedReportEditInput = z.input<typeof displacedReportEdit>;

interface Told {
  occurredFrom: string;
  occurredTo: string;
  route: unknown[];
  routeFrom?: string | null | undefined;
  routeTo?: string | null | undefined;
}

function checkReport(report: Told, { fault, holds }: Together): void {
  if (holds("occurredFrom", "occurredTo") && report.occurredTo < report.occurredFrom)
    fault(["occurredTo"], "ends_before_start");
  const isSaid = holds("route", "routeFrom", "routeTo");
  if (isSaid && report.route.length === 0 && !report.routeFrom && !report.routeTo)
    fault(["routeFrom"], "route_missing");
}

/** A case: reports of the same violation, each counted once. Place, dates, consent and sensitivity follow from them. */
export const displacedCaseForm = form({
  id: recordId,
  reportRefs: z
    .array(recordId, { error: "too_few" })
    .min(1, issue("too_few"))
    .max(200, issue("too_many"))
    .refine((refs) => new Set(refs).size === refs.length, issue("duplicate")),
  /** People known to have told more than one agency. */
  overlap: whole(0, 1_000_000, "negative_count").default(0),
  ...DOING,
  ...CHECKED,
  /** Words that go along where the case is read in full. */
  summary: optionalText(),
});
export type DisplacedCaseForm = z.infer<typeof displacedCaseForm>;
export type DisplacedCaseInput = z.input<typeof displacedCaseForm>;

/** Sharing what is critical before it is triangulated. */
export const shareNowForm = form({ ref: recordId, version: whole(1, 1_000_000), reason: line(2000) });

/** What became of it. `recurred` names the later case, for `recurred_elsewhere` only. */
export const caseOutcomeForm = together(
  form({
    ref: recordId,
    version: whole(1, 1_000_000),
    outcome: oneOf(CASE_OUTCOMES),
    on: isoDate,
    note: optionalText(2000),
    recurred: recordId.nullish(),
  }),
  ({ outcome, recurred }, { fault, holds }) => {
    if (holds("outcome", "recurred") && recurred && outcome !== "recurred_elsewhere")
      fault(["recurred"], "invalid");
  },
);
export type CaseOutcomeForm = z.infer<typeof caseOutcomeForm>;
