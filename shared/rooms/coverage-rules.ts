/**
 * How much of each priority category the mission reaches, and where it does not.
 *
 * Deployment coverage is the field's own figure: share of the areas of a category with at least one active
 * deployment on a day. Patrol coverage counts areas that a patrol actually entered; planned routes never count. A list
 * of bases made by others is rarely complete, so its shares are worded as what is *recorded*.
 * Days are day numbers (shared/time.ts), windows include the day asked for, shares are 0–1 and null without areas.
 */
import { distanceKm } from "../geo.ts";
import type { Day } from "../time.ts";
import { entersAreas, type PatrolState } from "./coverage.ts";
import { COVERED_CATEGORIES, type CoveredCategory } from "./coverage-answers.ts";
import { PRIORITY_CATEGORIES, type PriorityCategory } from "./priorities.ts";

export interface CategorisedArea {
  id: string;
  category: PriorityCategory;
}

/** Standing presence in an area; `to` null = open. */
export interface AreaDeployment {
  areaId: string;
  from: Day;
  to: Day | null;
}

export interface PatrolVisit {
  date: Day;
  state: PatrolState;
  /** Areas actually entered. */
  areaIds: readonly string[];
}

export interface CategoryShare {
  category: CoveredCategory;
  areas: number;
  covered: number;
  share: number | null;
}

/** Days a patrol counts for, per category, unless the operation says otherwise. */
export const DEFAULT_WINDOWS: Record<CoveredCategory, number> = { must: 3, should: 7, could: 30 };

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Areas covered per category, in the order must, should, could. */
export function categoryShares(
  areas: readonly CategorisedArea[],
  covered: ReadonlySet<string>,
): CategoryShare[] {
  return COVERED_CATEGORIES.map((category) => categoryShare(areas, category, covered));
}

function categoryShare(
  areas: readonly CategorisedArea[],
  category: CoveredCategory,
  covered: ReadonlySet<string>,
): CategoryShare {
  const own = areas.filter((area) => area.category === category);
  const reached = own.filter(({ id }) => covered.has(id)).length;
  return { category, areas: own.length, covered: reached, share: share(reached, own.length) };
}

/** True where a span of time includes the day. */
export const activeOn = (day: Day, { from, to }: { from: Day; to: Day | null }): boolean =>
  from <= day && (to === null || day <= to);

/** Areas with an active deployment on the day. */
export function deployedAreas(deployments: readonly AreaDeployment[], day: Day): Set<string> {
  return new Set(deployments.filter((deployment) => activeOn(day, deployment)).map(({ areaId }) => areaId));
}

/** Deployment coverage per category on a day. */
export function deploymentCoverage(
  areas: readonly CategorisedArea[],
  deployments: readonly AreaDeployment[],
  day: Day,
): CategoryShare[] {
  return categoryShares(areas, deployedAreas(deployments, day));
}

/** Visits per area in the window of `days` days that ends on `day`: patrols completed or partial that entered it. */
export function visitsIn(patrols: readonly PatrolVisit[], day: Day, days: number): Map<string, number> {
  const visits = new Map<string, number>();
  for (const patrol of patrols) {
    if (!entersAreas(patrol.state) || !inWindow(patrol.date, day, days)) continue;
    for (const area of new Set(patrol.areaIds)) visits.set(area, (visits.get(area) ?? 0) + 1);
  }
  return visits;
}

/** Window of W days includes the day itself: day − W + 1 … day. */
const inWindow = (date: Day, day: Day, days: number): boolean => date <= day && date > day - days;

/** Patrol coverage per category, each in its own window. */
export function patrolCoverage(
  areas: readonly CategorisedArea[],
  patrols: readonly PatrolVisit[],
  day: Day,
  windows: Record<CoveredCategory, number> = DEFAULT_WINDOWS,
): (CategoryShare & { days: number })[] {
  return COVERED_CATEGORIES.map((category) => {
    const days = windows[category];
    return { ...categoryShare(areas, category, new Set(visitsIn(patrols, day, days).keys())), days };
  });
}

/** Day of the last completed patrol that entered the area, up to the day; null = never recorded, which sorts worst. */
export function lastPatrol(areaId: string, patrols: readonly PatrolVisit[], day: Day): Day | null {
  return patrols
    .filter(({ state, date, areaIds }) => state === "completed" && date <= day && areaIds.includes(areaId))
    .reduce<Day | null>((last, { date }) => (last === null || date > last ? date : last), null);
}

/** Days since the last completed patrol; null = never. */
export function daysSincePatrol(areaId: string, patrols: readonly PatrolVisit[], day: Day): number | null {
  const last = lastPatrol(areaId, patrols, day);
  return last === null ? null : day - last;
}

/** Longest unvisited first, never visited before all others. */
export function byDaysSince(one: number | null, other: number | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return other - one;
}

/** Visits per week over a window of days. */
export const visitsPerWeek = (visits: number, days: number): number => visits / (days / 7);

/** Share of a target reached, at most 1; null without a target. */
export const adherence = (visits: number, target: number): number | null =>
  target <= 0 ? null : Math.min(1, visits / target);

/** Denied out of all patrols planned for the window, cancelled ones too; null without any. */
export function denialRate(
  patrols: readonly PatrolVisit[],
  day: Day,
  days: number,
): { denied: number; planned: number; share: number | null } {
  const planned = patrols.filter(({ date }) => inWindow(date, day, days));
  const denied = planned.filter(({ state }) => state === "denied").length;
  return { denied, planned: planned.length, share: share(denied, planned.length) };
}

/**
 * Share of a weight (people, headline incidents) that lies in covered areas. Areas whose weight is not known are left
 * out and counted in `unknown`: they are not zero.
 */
export function weightedShare(
  areas: readonly { id: string; weight: number | null }[],
  covered: ReadonlySet<string>,
): { share: number | null; unknown: number } {
  const known = areas.filter(({ weight }) => weight !== null);
  const sum = (list: typeof known) => list.reduce((total, { weight }) => total + (weight ?? 0), 0);
  const reached = sum(known.filter(({ id }) => covered.has(id)));
  return { share: share(reached, sum(known)), unknown: areas.length - known.length };
}

/** Nearest of the bases given, in a straight line from a point, in km; null without any. */
export function nearestBase<Base extends { lon: number; lat: number }>(
  at: { lon: number; lat: number },
  bases: readonly Base[],
): { base: Base; km: number } | null {
  let nearest: { base: Base; km: number } | null = null;
  for (const base of bases) {
    const km = distanceKm(at.lon, at.lat, base.lon, base.lat);
    if (nearest === null || km < nearest.km) nearest = { base, km };
  }
  return nearest;
}

/** What the order of gaps depends on. */
export interface GapNeed {
  name: string;
  category: PriorityCategory;
  /** Residual score where assessed. */
  residual: number | null;
  civiliansKilled: number;
  events: number;
}

/** Order of gaps: category, then residual score (areas with one first), civilians killed, events; then by name. */
export function byNeed(one: GapNeed, other: GapNeed): number {
  const rank = ({ category }: GapNeed) => PRIORITY_CATEGORIES.indexOf(category);
  return (
    rank(one) - rank(other) ||
    (other.residual ?? -1) - (one.residual ?? -1) ||
    other.civiliansKilled - one.civiliansKilled ||
    other.events - one.events ||
    (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
  );
}

/** Areas of must, should and could that are not covered, most pressing first. */
export function gaps<Area extends CategorisedArea & GapNeed>(
  areas: readonly Area[],
  covered: ReadonlySet<string>,
): Area[] {
  const asksPresence = ({ category }: Area) => category !== "monitor";
  return areas.filter((area) => asksPresence(area) && !covered.has(area.id)).sort(byNeed);
}

/** May two years of a list be compared with an arrow? Only where the list claims to be complete for both. */
export const mayCompareYears = (one: { incomplete: boolean }, other: { incomplete: boolean }): boolean =>
  !one.incomplete && !other.incomplete;
