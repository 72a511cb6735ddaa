/**
 * Which areas a figure of this room counts: all of a category, those with a recorded base or without one, those that a
 * patrol entered, those with a base in a year. It stands in the address as `must.base` or `must.2016`.
 */
import {
  type AreaCover,
  COVERED_CATEGORIES,
  type CoveredCategory,
  type DeploymentAnswer,
  type PatrolCoverAnswer,
  type YearsAnswer,
} from "../../../shared/rooms/coverage-answers.ts";

const WAYS = ["areas", "base", "gap", "patrol"] as const;

export interface Behind {
  category: CoveredCategory;
  /** A number is a year of the list of bases. */
  way: (typeof WAYS)[number] | number;
}

export const behindText = ({ category, way }: Behind): string => `${category}.${way}`;

/** Undefined where the address names no figure of this room. */
export function behindOf(text: string | undefined): Behind | undefined {
  const [first, second] = text?.split(".") ?? [];
  const category = COVERED_CATEGORIES.find((one) => one === first);
  const way =
    WAYS.find((one) => one === second) ?? (/^\d{4}$/.test(second ?? "") ? Number(second) : undefined);
  return category && way !== undefined ? { category, way } : undefined;
}

const PLACES = "places";
/** The places that a list records in a year, as `places.2019`. */
export const placesText = (year: number): string => `${PLACES}.${year}`;

/** The year of it; undefined where the address asks for something else. */
export function placesOf(text: string | undefined): number | undefined {
  const [first, year = ""] = text?.split(".") ?? [];
  return first === PLACES && /^\d{4}$/.test(year) ? Number(year) : undefined;
}

/** The areas counted, gaps in the order of need; undefined while that is asked for, or not shared area by area. */
export function areasBehind(
  { category, way }: Behind,
  { areas, gaps }: Pick<DeploymentAnswer, "areas" | "gaps">,
  patrols: PatrolCoverAnswer | undefined,
  years: YearsAnswer | undefined,
): AreaCover[] | undefined {
  const own = areas.filter((area) => area.category === category);
  if (way === "areas") return own;
  if (way === "base") return own.filter(({ covered }) => covered);
  if (way === "gap") {
    const byCode = new Map(own.map((area) => [area.code, area]));
    return gaps.flatMap((code) => byCode.get(code) ?? []);
  }
  const among = (codes: readonly string[] | undefined) =>
    codes && own.filter(({ code }) => codes.includes(code));
  if (way !== "patrol") return among(years?.find(({ year }) => year === way)?.covered);
  const entered = patrols?.areas.filter((area) => area.entered).map(({ code }) => code);
  return patrols?.areas.length === 0 ? undefined : among(entered);
}
