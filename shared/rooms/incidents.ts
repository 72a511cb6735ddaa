/**
 * Room `incidents`: the form of the short log. Its code lists are in incidents-lists.ts and come through here too.
 */
import { z } from "zod";
import { COMMUNITY_CODES } from "./access.ts";
import { harmCount, orderFaults } from "./incidents-harm.ts";
import {
  ATTRIBUTIONS,
  CREDIBILITY,
  DAMAGE_DEGREES,
  DAMAGE_KINDS,
  DATE_PRECISIONS,
  FUNCTIONING,
  GRAVE_VIOLATIONS,
  INCIDENT_KINDS,
  isSignal,
  LOCATION_PRECISIONS,
  LOGGING_LEVELS,
  type LocationPrecision,
  NEXUS,
  PARTY_ROLES,
  RELIABILITY,
  SOURCE_TYPES,
  TACTICS,
  VERIFICATION_LEVELS,
  WEAPONS,
} from "./incidents-lists.ts";
import {
  confidence,
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
import { type Together, together } from "./records-together.ts";

export * from "./incidents-harm.ts";
export * from "./incidents-lists.ts";

const countOrUnknown = whole(0, 10_000_000, "negative_count").nullable();

/** Who told us. The note may hint at a person, so it is stored with the sources, never with the incident. */
export const incidentSource = form({
  type: oneOf(SOURCE_TYPES),
  reliability: oneOf(RELIABILITY).nullish(),
  credibility: oneOf(CREDIBILITY).nullish(),
  note: optionalText(2_000),
  /** Day on which they told us. */
  dated: isoDate.nullish(),
  /** Sources of one group know it from each other and count as one. */
  independenceGroup: optionalText(80),
  /** Function that keeps what was told; no name. */
  holder: optionalText(200),
  /** Communities the source agreed to tell; null: not asked, the protocol alone decides; empty: nobody else. */
  consent: z
    .array(oneOf(COMMUNITY_CODES), { error: "invalid" })
    .max(COMMUNITY_CODES.length, issue("too_many"))
    .nullish(),
});
export type IncidentSource = z.infer<typeof incidentSource>;

/** Where: a point, an area, or only words, and how precisely that is known. */
export const incidentPlace = together(
  form({
    areaId: recordId.nullish(),
    lon: longitude.nullish(),
    lat: latitude.nullish(),
    precision: oneOf(LOCATION_PRECISIONS),
    placeName: optionalText(200),
  }),
  (place, { fault, holds }) => {
    if (!holds("lon", "lat")) return;
    const hasLon = place.lon != null;
    const hasPoint = hasLon && place.lat != null;
    if (hasLon !== (place.lat != null)) fault([hasLon ? "lat" : "lon"], "point_incomplete");
    else if (!holds("precision")) return;
    else if ((place.precision === "exact" || place.precision === "near") && !hasPoint)
      fault(["lon"], "point_missing");
    else if (needsPlace(place.precision) && !hasPoint && !place.areaId && !place.placeName) {
      fault(["areaId"], "place_missing");
    }
  },
);
export type IncidentPlace = z.infer<typeof incidentPlace>;

/** `country` and `cross_border` say all there is to say; any other precision needs a point, an area or a name. */
function needsPlace(precision: LocationPrecision): boolean {
  return precision !== "country" && precision !== "cross_border";
}

/** Stands for the operation's party "unidentified armed men", which the server finds or makes. */
export const UNIDENTIFIED = "unidentified";

export const incidentParty = form({
  actorId: z.union([z.literal(UNIDENTIFIED), recordId], {
    error: ({ input }) => (input === undefined || input === null || input === "" ? "required" : "not_a_uuid"),
  }),
  role: oneOf(PARTY_ROLES),
  attribution: oneOf(ATTRIBUTIONS).default("unknown"),
  confidence: confidence.nullish(),
});
export type IncidentParty = z.infer<typeof incidentParty>;

/** People whom it displaced, from where to where: areas, or words. */
export const displacement = together(
  form({
    ...{ low: countOrUnknown, best: countOrUnknown, high: countOrUnknown },
    fromArea: recordId.nullish(),
    fromWords: optionalText(200),
    toArea: recordId.nullish(),
    toWords: optionalText(200),
  }),
  (count, { fault, holds }) => {
    if (!holds("low", "best", "high")) return;
    for (const { path, code } of orderFaults(count)) fault(path, code);
  },
);
export type Displacement = z.infer<typeof displacement>;

/** One damaged object: its kind, which one where that is known, how badly, and whether it still serves. */
export const damage = form({
  siteKind: oneOf(DAMAGE_KINDS),
  siteId: recordId.nullish(),
  siteName: optionalText(200),
  degree: oneOf(DAMAGE_DEGREES).default("unknown"),
  functioning: oneOf(FUNCTIONING).default("unknown"),
});
export type Damage = z.infer<typeof damage>;

/** Most sources that one edit adds. */
export const MAX_ADDED_SOURCES = 10;
export const MAX_SOURCES = 50;

const REPORT = {
  id: recordId,
  kind: oneOf(INCIDENT_KINDS),
  tactic: oneOf(TACTICS).nullish(),
  weapon: oneOf(WEAPONS).nullish(),
  nexus: oneOf(NEXUS).default("unknown"),
  place: incidentPlace,
  occurredFrom: isoDate,
  occurredTo: isoDate,
  datePrecision: oneOf(DATE_PRECISIONS),
  harms: z.array(harmCount, { error: "invalid" }).max(60, issue("too_many")),
  parties: z.array(incidentParty, { error: "invalid" }).max(20, issue("too_many")).default([]),
  displacement: z.array(displacement, { error: "invalid" }).max(20, issue("too_many")).default([]),
  damage: z.array(damage, { error: "invalid" }).max(40, issue("too_many")).default([]),
  mrm: z.array(oneOf(GRAVE_VIOLATIONS), { error: "invalid" }).max(6, issue("too_many")).default([]),
  sensitivity,
  description: optionalText(),
};

type Report = z.output<z.ZodObject<typeof REPORT>>;

/**
 * The short log of one incident: what, where, when, who told us, how many. Strict; answers with codes of FORM_ISSUES.
 * Sensitivity has no default. Counts name each harm and status once (`duplicate` otherwise).
 */
export const incidentForm = together(
  form({
    ...REPORT,
    sources: z
      .array(incidentSource, { error: "source_missing" })
      .min(1, issue("source_missing"))
      .max(MAX_SOURCES, issue("too_many")),
    verification: oneOf(LOGGING_LEVELS),
  }),
  checkReport,
);
export type IncidentForm = z.infer<typeof incidentForm>;
export type IncidentFormInput = z.input<typeof incidentForm>;

/**
 * A report as its organisation changes it. `sources` are additions only: an editor need not see those that are
 * there. A level that only a reviewer gives comes back as it was shown.
 */
export const incidentEdit = together(
  form({
    ...REPORT,
    sources: z
      .array(incidentSource, { error: "invalid" })
      .max(MAX_ADDED_SOURCES, issue("too_many"))
      .default([]),
    verification: oneOf(VERIFICATION_LEVELS),
  }),
  checkReport,
);
export type IncidentEdit = z.infer<typeof incidentEdit>;
export type IncidentEditInput = z.input<typeof incidentEdit>;

/** What a signal has none of. */
const HARM_PARTS = ["harms", "displacement", "damage", "mrm"] as const;

/** What the fields of a report say together. */
function checkReport(
  incident: Pick<Report, "kind" | "occurredFrom" | "occurredTo" | "parties" | (typeof HARM_PARTS)[number]>,
  { fault, holds }: Together,
) {
  const { kind, occurredFrom, occurredTo, harms, displacement, parties } = incident;
  if (holds("occurredFrom", "occurredTo") && occurredTo < occurredFrom)
    fault(["occurredTo"], "ends_before_start");
  if (holds("kind") && isSignal(kind)) {
    for (const part of HARM_PARTS) if (isFilled(incident[part])) fault([part], "signal_without_harm");
  }
  if (isFilled(displacement) && isFilled(harms) && harms.some((line) => line?.harm === "displaced"))
    fault(["displacement", 0, "best"], "displaced_twice");
  for (const at of repeats("harms", harms, ["harm", "status"], holds)) fault(["harms", at], "duplicate");
  for (const at of repeats("parties", parties, ["actorId", "role"], holds))
    fault(["parties", at], "duplicate");
}

/** A list with something in it; where the list does not hold it may be no list at all. */
const isFilled = (list: readonly unknown[]) => Array.isArray(list) && list.length > 0;

/** Lines that say the same in these fields as one before them; one whose fields do not hold says nothing. */
function repeats<Line>(
  list: string,
  lines: readonly Line[],
  names: (keyof Line & string)[],
  holds: Together["holds"],
): number[] {
  if (!isFilled(lines)) return [];
  const keys = lines.map((line, at) =>
    holds(...names.map((name) => `${list}.${at}.${name}`)) ? names.map((name) => line[name]).join("/") : null,
  );
  return keys.flatMap((key, index) => (key !== null && keys.indexOf(key) < index ? [index] : []));
}
