/**
 * Room `incidents`: the form of the short log. Its code lists are in incidents-lists.ts and come through here too.
 */
import { z } from "zod";
import {
  CREDIBILITY,
  DATE_PRECISIONS,
  HARM_KINDS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  LOGGING_LEVELS,
  type LocationPrecision,
  PARTY_ROLES,
  RELIABILITY,
  SOURCE_TYPES,
  TACTICS,
  VERIFICATION_LEVELS,
  VICTIM_STATUS,
} from "./incidents-lists.ts";
import {
  form,
  isoDate,
  issue,
  latitude,
  longitude,
  oneOf,
  optionalText,
  recordId,
  sensitivity,
  whole,
} from "./records.ts";

export * from "./incidents-lists.ts";

const countOrUnknown = whole(0, 10_000_000, "negative_count").nullable();

/**
 * People harmed: low, best, high; null = unknown. "At least n" is low = best = n with high null. All three null says
 * that the harm happened and nobody knows to how many. Faults: `best_missing`, `low_above_best`, `best_above_high`.
 */
export const harmCount = form({
  harm: oneOf(HARM_KINDS),
  status: oneOf(VICTIM_STATUS),
  low: countOrUnknown,
  best: countOrUnknown,
  high: countOrUnknown,
}).superRefine(({ low, best, high }, context) => {
  const fault = (path: string, code: Parameters<typeof issue>[0]) =>
    context.addIssue({ code: "custom", path: [path], message: issue(code) });
  if (best === null) {
    if (low !== null || high !== null) fault("best", "best_missing");
    return;
  }
  if (low !== null && low > best) fault("low", "low_above_best");
  if (high !== null && best > high) fault("high", "best_above_high");
});
export type HarmCount = z.infer<typeof harmCount>;

/** Who told us. The note may hint at a person, so it is stored with the sources, never with the incident. */
export const incidentSource = form({
  type: oneOf(SOURCE_TYPES),
  reliability: oneOf(RELIABILITY).nullish(),
  credibility: oneOf(CREDIBILITY).nullish(),
  note: optionalText(2_000),
});
export type IncidentSource = z.infer<typeof incidentSource>;

/** Where: a point, an area, or only words, and how precisely that is known. */
export const incidentPlace = form({
  areaId: recordId.nullish(),
  lon: longitude.nullish(),
  lat: latitude.nullish(),
  precision: oneOf(LOCATION_PRECISIONS),
  placeName: optionalText(200),
}).superRefine((place, context) => {
  const hasLon = place.lon != null;
  const hasPoint = hasLon && place.lat != null;
  const fault = (path: string, code: Parameters<typeof issue>[0]) =>
    context.addIssue({ code: "custom", path: [path], message: issue(code) });
  if (hasLon !== (place.lat != null)) fault(hasLon ? "lat" : "lon", "point_incomplete");
  else if ((place.precision === "exact" || place.precision === "near") && !hasPoint)
    fault("lon", "point_missing");
  else if (needsPlace(place.precision) && !hasPoint && !place.areaId && !place.placeName) {
    fault("areaId", "place_missing");
  }
});
export type IncidentPlace = z.infer<typeof incidentPlace>;

/** `country` and `cross_border` say all there is to say; any other precision needs a point, an area or a name. */
function needsPlace(precision: LocationPrecision): boolean {
  return precision !== "country" && precision !== "cross_border";
}

export const incidentParty = form({ actorId: recordId, role: oneOf(PARTY_ROLES) });

/** Most sources that one edit adds. */
export const MAX_ADDED_SOURCES = 10;
export const MAX_SOURCES = 50;

const REPORT = {
  id: recordId,
  kind: oneOf(INCIDENT_KINDS),
  tactic: oneOf(TACTICS).nullish(),
  place: incidentPlace,
  occurredFrom: isoDate,
  occurredTo: isoDate,
  datePrecision: oneOf(DATE_PRECISIONS),
  harms: z.array(harmCount, { error: "invalid" }).max(60, issue("too_many")),
  parties: z.array(incidentParty, { error: "invalid" }).max(20, issue("too_many")).default([]),
  sensitivity,
  description: optionalText(),
};

/**
 * The short log of one incident: what, where, when, who told us, how many. Strict; answers with codes of FORM_ISSUES.
 * Sensitivity has no default. Counts name each harm and status once (`duplicate` otherwise).
 */
export const incidentForm = form({
  ...REPORT,
  sources: z
    .array(incidentSource, { error: "source_missing" })
    .min(1, issue("source_missing"))
    .max(MAX_SOURCES, issue("too_many")),
  verification: oneOf(LOGGING_LEVELS),
}).superRefine(checkReport);
export type IncidentForm = z.infer<typeof incidentForm>;
export type IncidentFormInput = z.input<typeof incidentForm>;

/**
 * A report as its organisation changes it. `sources` are additions only: an editor need not see those that are
 * there. A level that only a reviewer gives comes back as it was shown.
 */
export const incidentEdit = form({
  ...REPORT,
  sources: z
    .array(incidentSource, { error: "invalid" })
    .max(MAX_ADDED_SOURCES, issue("too_many"))
    .default([]),
  verification: oneOf(VERIFICATION_LEVELS),
}).superRefine(checkReport);
export type IncidentEdit = z.infer<typeof incidentEdit>;
export type IncidentEditInput = z.input<typeof incidentEdit>;

/** What the fields of a report say together. */
function checkReport(
  incident: Pick<IncidentEdit, "occurredFrom" | "occurredTo" | "harms" | "parties">,
  context: z.RefinementCtx,
) {
  const fault = (path: (string | number)[], code: Parameters<typeof issue>[0]) =>
    context.addIssue({ code: "custom", path, message: issue(code) });
  if (incident.occurredTo < incident.occurredFrom) fault(["occurredTo"], "ends_before_start");
  for (const index of repeats(incident.harms.map(({ harm, status }) => `${harm}/${status}`))) {
    fault(["harms", index], "duplicate");
  }
  for (const index of repeats(incident.parties.map(({ actorId, role }) => `${actorId}/${role}`))) {
    fault(["parties", index], "duplicate");
  }
}

/** Positions whose key stood in the list before. */
function repeats(keys: string[]): number[] {
  return keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));
}
