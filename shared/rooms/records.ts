/**
 * What every record of every room has in common: sensitivity, and the small zod pieces all forms are built from.
 *
 * Forms answer with stable codes, never with sentences: a code is translated by the words of the client, so that
 * the same rule reads well in each language and a server answer never repeats what a person typed.
 */
import { z } from "zod";

/**
 * Sensitivity of a record, least to most. The four levels are those of the OCHA Data Responsibility Guidelines
 * (2021, rev. 2025). A form never presets one.
 */
export const SENSITIVITIES = ["low", "moderate", "high", "severe"] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The most restrictive of several: a record says no more openly what one that it names or holds keeps closed. */
export function strictest(...levels: Sensitivity[]): Sensitivity {
  return SENSITIVITIES[Math.max(...levels.map((level) => SENSITIVITIES.indexOf(level)))]!;
}

/** Of such a record nothing exact goes on paper or into a file, whoever takes it. */
export const isExactKept = (sensitivity: Sensitivity): boolean =>
  sensitivity === "high" || sensitivity === "severe";

/** Confidence of whoever asserts a claim (actor zones and relations). */
export const CONFIDENCE = ["high", "medium", "low"] as const;
export type Confidence = (typeof CONFIDENCE)[number];

/** Every code a form can answer with. The client's words must have a sentence for each. */
export const FORM_ISSUES = [
  "required",
  "invalid",
  "unknown_field",
  "not_in_list",
  "not_a_uuid",
  "not_a_date",
  "date_ambiguous",
  "not_a_number",
  "not_whole",
  "below_minimum",
  "above_maximum",
  "too_short",
  "too_long",
  "too_few",
  "too_many",
  "duplicate",
  "lon_out_of_range",
  "lat_out_of_range",
  "point_incomplete",
  "point_missing",
  "place_missing",
  "ends_before_start",
  "in_future",
  "taken_back",
  "negative_count",
  "best_missing",
  "low_above_best",
  "best_above_high",
  "source_missing",
  "same_actor",
  "same_superior",
  "same_day",
  "two_superiors",
  "would_circle",
  "reason_too_short",
  "reason_missing",
  "review_before_decision",
  "cycle_closed",
  "areas_missing",
  "area_unknown",
  "not_one_ring",
  "tells_position",
  "column_missing",
  "too_many_cells",
  "quote_unclosed",
  "no_rows",
  "not_allowed_to_lower",
  "groups_above_total",
  "groups_wider",
  "group_open",
  "signal_without_harm",
  "displaced_twice",
  "route_missing",
  "not_same_violation",
  "already_in_case",
  "report_unknown",
  "overlap_too_large",
  "below_rule",
  "holds_contact",
  "illustrative_only",
  "could_target",
  "already_same",
  "communal_differs",
  "joint_differs",
  "illustrative_differs",
  "still_same",
] as const;
export type FormIssue = (typeof FORM_ISSUES)[number];

/** One fault of a form: where (path of field names and indices) and what (a code of FORM_ISSUES). */
export interface FieldIssue {
  path: (string | number)[];
  code: FormIssue;
}

const ISSUE_SET: ReadonlySet<string> = new Set(FORM_ISSUES);

/** Keeps a code from being mistyped where zod would take any string. */
export const issue = (code: FormIssue): FormIssue => code;

/** The faults of a failed parse as field paths and codes; anything unforeseen is `invalid`. Holds no values. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.map((found) => ({
    path: found.path.map((step) => (typeof step === "number" ? step : String(step))),
    code: ISSUE_SET.has(found.message) ? (found.message as FormIssue) : "invalid",
  }));
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";

/** Error for a scalar: an empty input is `required`, any other wrong one has the code given. */
const emptyOr = (code: FormIssue) => (found: { input?: unknown }) =>
  isEmpty(found.input) ? "required" : code;

/** A strict object: unknown fields are refused as `unknown_field`, a missing object is `required`. */
export function form<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (found) => (found.code === "unrecognized_keys" ? "unknown_field" : emptyOr("invalid")(found)),
  });
}

/** One code out of a list. */
export function oneOf<const List extends readonly [string, ...string[]]>(list: List) {
  return z.enum(list, { error: emptyOr("not_in_list") });
}

/** Identifier made by whoever writes the record (UUIDv7), so that a repeated write is recognised. */
export const recordId = z.uuid({ error: emptyOr("not_a_uuid") });

/** Calendar date `YYYY-MM-DD` that exists (no 30 February). */
export const isoDate = z.iso.date({ error: emptyOr("not_a_date") });

/** Text of one line, trimmed, 1 to `max` characters. */
export function line(max = 200) {
  return z
    .string({ error: emptyOr("invalid") })
    .trim()
    .min(1, issue("required"))
    .max(max, issue("too_long"));
}

/** Longer text, trimmed; may be absent or null. */
export function optionalText(max = 10_000) {
  return z.string({ error: "invalid" }).trim().max(max, issue("too_long")).nullish();
}

/** Whole number within two bounds, both inclusive; `below` is the code for a number under the lower one. */
export function whole(min: number, max: number, below: FormIssue = "below_minimum") {
  return z
    .int({
      error: (found) => (typeof found.input === "number" ? "not_whole" : emptyOr("not_a_number")(found)),
    })
    .min(min, below)
    .max(max, issue("above_maximum"));
}

/** WGS84 longitude and latitude, decimal degrees. */
export const longitude = z
  .number({ error: emptyOr("not_a_number") })
  .min(-180, issue("lon_out_of_range"))
  .max(180, issue("lon_out_of_range"));
export const latitude = z
  .number({ error: emptyOr("not_a_number") })
  .min(-90, issue("lat_out_of_range"))
  .max(90, issue("lat_out_of_range"));

/** Sensitivity in a form: a required choice, nothing preset. */
export const sensitivity = oneOf(SENSITIVITIES);
export const confidence = oneOf(CONFIDENCE);
