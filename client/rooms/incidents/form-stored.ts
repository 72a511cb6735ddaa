/**
 * A stored report as a draft, and what two versions of it differ in. Who edits keeps three: the report as it was when
 * they began, their own, and the one stored now; that is enough to lay two people's changes on each other.
 */
import type { OperationInfo } from "../../session.ts";
import { type Draft, NO_SOURCE } from "./form-draft.ts";
import type { IncidentSeen } from "./queries.ts";

/** May this reader change the report: their own organisation's, in the operation's own log. */
export const mayEdit = (seen: IncidentSeen, operation: OperationInfo | undefined): boolean =>
  seen.own && seen.dataset.name === "log" && operation?.you.writes.includes("incident") === true;

const textOf = (value: string | number | null) => (value === null ? "" : String(value));

/** What is stored, as text in the fields. No source: those that are there are not changed. */
export const draftOf = (seen: IncidentSeen): Draft => ({
  ...NO_SOURCE,
  id: seen.ref,
  kind: seen.kind,
  tactic: seen.tactic,
  description: textOf(seen.description),
  areaId: seen.areas.at(-1)?.ref ?? "",
  placeName: textOf(seen.placeName),
  precision: seen.locationPrecision,
  lat: textOf(seen.lat),
  lon: textOf(seen.lon),
  occurredFrom: seen.occurredFrom,
  occurredTo: seen.occurredTo,
  datePrecision: seen.datePrecision,
  verification: seen.verification,
  sensitivity: seen.sensitivity,
  harms: seen.harm.map(({ harm, status, low, best, high }, index) => ({
    key: `stored-${index}`,
    harm,
    status,
    low: textOf(low),
    best: textOf(best),
    high: textOf(high),
  })),
  parties: seen.parties.map(({ ref, role }, index) => ({ key: `stored-${index}`, actorId: ref, role })),
});

/** What is compared and merged as one, in the order of the form. */
export const PARTS = {
  kind: ["kind"],
  tactic: ["tactic"],
  description: ["description"],
  area: ["areaId"],
  precision: ["precision"],
  point: ["lat", "lon"],
  placeName: ["placeName"],
  when: ["occurredFrom", "occurredTo"],
  datePrecision: ["datePrecision"],
  verification: ["verification"],
  harm: ["harms"],
  parties: ["parties"],
  sensitivity: ["sensitivity"],
} as const satisfies Record<string, readonly (keyof Draft)[]>;
export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as Part[];

/** Keys of lines are of the screen and say nothing. */
const plain = (value: unknown) =>
  JSON.stringify(value, (name, inner) => (name === "key" ? undefined : inner));

/** Do two versions say the same in this part? */
export const isSame = (one: Draft, other: Draft, part: Part): boolean =>
  PARTS[part].every((field) => plain(one[field]) === plain(other[field]));

/** Has nothing been typed since `base`? */
export const isUntouched = (base: Draft, mine: Draft): boolean => plain(base) === plain(mine);

/** What is stored now with my changes on top; where both changed a part, mine stands. */
export function merged(base: Draft, mine: Draft, theirs: Draft): Draft {
  const kept = PART_NAMES.filter((part) => isSame(base, mine, part)).flatMap((part) => [...PARTS[part]]);
  return { ...mine, ...Object.fromEntries(kept.map((field) => [field, theirs[field]])) };
}
