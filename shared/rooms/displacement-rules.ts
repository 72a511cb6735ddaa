/**
 * Rules of the room `displacement`: how many people told of a violation when several agencies asked, which reports may
 * tell of the same one, and where a practice that was stopped may have come up again. Proposals only; a person decides.
 */
import { alike } from "../alike.ts";
import { distanceKm } from "../geo.ts";

export interface Telling {
  people: number;
  /** What makes two agencies one; null: withheld from this reader. */
  agency: string | null;
}

export interface PeopleReporting {
  /** The largest agency's people: everybody else could be among them. */
  low: number;
  /** All, less those known to have told twice. */
  best: number;
  /** All: nobody told twice. */
  high: number;
  /** Distinct agencies; those withheld count as one, since nobody can tell them apart. */
  agencies: number;
  reports: number;
}

/**
 * People who reported a violation, over the reports of a case. Within one agency nobody is taken to be counted twice;
 * between agencies somebody may have told both.
 * @param overlap people known to have told more than one agency, at most `high − low`.
 */
export function peopleReporting(tellings: readonly Telling[], overlap = 0): PeopleReporting {
  const sums = new Map<string, number>();
  for (const { agency, people } of tellings) {
    const key = agency === null ? "" : agency.trim().toLowerCase();
    sums.set(key, (sums.get(key) ?? 0) + people);
  }
  const high = tellings.reduce((sum, { people }) => sum + people, 0);
  const low = Math.max(0, ...sums.values());
  return { low, best: Math.max(low, high - overlap), high, agencies: sums.size, reports: tellings.length };
}

/** How far a set of reports is borne out by itself: two agencies that asked separately are the least. */
export function proposedTriangulation(
  people: PeopleReporting,
): "triangulated" | "in_progress" | "not_triangulated" {
  if (people.agencies >= 2) return "triangulated";
  return people.reports >= 2 ? "in_progress" : "not_triangulated";
}

/** What is compared of a report or a case. Days are ISO dates, places WGS84 degrees. */
export interface Compared {
  ref: string;
  violation: string;
  from: string;
  to: string;
  areaId: string | null;
  lon: number | null;
  lat: number | null;
  actorIds: readonly string[];
  unit: string | null;
  role: string | null;
  method: string | null;
}

/** Distance within which two places on a route may be one, km. */
export const SAME_PLACE_KM = 15;
/** Days by which tellings of one thing may differ. */
export const SAME_TIME_DAYS = 7;
/** From how alike two descriptions count as the same; 0 to 1. */
const ALIKE = 0.45;

/**
 * May these tell of the same violation? The kind must agree, times and places must meet.
 */
export function maySpeakOfTheSame(one: Compared, other: Compared): boolean {
  if (one.ref === other.ref || one.violation !== other.violation) return false;
  const apart = Math.max(days(one.to, other.from), days(other.to, one.from));
  return apart <= SAME_TIME_DAYS && isSamePlace(one, other);
}

/** Days from one ISO date to a later one; negative when it is earlier. */
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function isSamePlace(one: Compared, other: Compared): boolean {
  if (one.lon !== null && one.lat !== null && other.lon !== null && other.lat !== null)
    return distanceKm(one.lon, one.lat, other.lon, other.lat) <= SAME_PLACE_KM;
  return one.areaId !== null && one.areaId === other.areaId;
}

/** Reports that may tell of the same violation, in groups of two or more, each report in one group. */
export function proposeGroups<T extends Compared>(reports: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const report of reports) {
    const joined = groups.filter((group) => group.some((member) => maySpeakOfTheSame(member, report)));
    const rest = groups.filter((group) => !joined.includes(group));
    groups.splice(0, groups.length, ...rest, [...joined.flat(), report]);
  }
  return groups.filter((group) => group.length > 1);
}

export const RECURRENCE_SIGNS = ["unit", "role", "method"] as const;
export type RecurrenceSign = (typeof RECURRENCE_SIGNS)[number];

/**
 * What speaks for `later` being the same practice as `earlier`, come up at another place: the same unit, the same role
 * in charge, the same method. Empty where the violation differs, it is not later, or it is the same place.
 */
export function recurrenceSigns(earlier: Compared, later: Compared): RecurrenceSign[] {
  if (earlier.violation !== later.violation || later.from <= earlier.to || isSamePlace(earlier, later))
    return [];
  const sharesActor = earlier.actorIds.some((id) => later.actorIds.includes(id));
  const same = (sign: RecurrenceSign) => {
    const [a, b] = [earlier[sign], later[sign]];
    return a !== null && b !== null && alike(a, b) >= ALIKE;
  };
  return RECURRENCE_SIGNS.filter((sign) => (sign === "unit" && sharesActor) || same(sign));
}

/** Two of three signs are enough to ask a person. */
export const mayRecur = (signs: readonly RecurrenceSign[]): boolean => signs.length >= 2;
