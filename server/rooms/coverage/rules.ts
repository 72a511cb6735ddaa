// Who may read coverage per area. It is a timetable for attackers and has no public version, so it is closed to
// everyone outside the humanitarian and mission communities, whatever the records behind it are.
import { AppError } from "../../../shared/errors.ts";
import type { Community, Principal } from "../../../shared/rooms/access.ts";

const CLOSED_TO: readonly Community[] = ["external_military", "state_authority", "observer", "public"];

/** May this principal read which areas are covered, gaps, and days since a patrol? */
export const readsCoverage = (who: Pick<Principal, "community" | "role">): boolean =>
  !CLOSED_TO.includes(who.community) && who.role !== "observer";

/**
 * May this principal read single patrols and when an area was last entered? Protection members who do not lead read
 * patrol coverage as counts only.
 */
export const readsPatrols = (who: Pick<Principal, "community" | "role">): boolean =>
  readsCoverage(who) && who.community !== "protection_member";

/** @throws AppError not_allowed */
export function requirePatrols(who: Pick<Principal, "community" | "role">): void {
  if (!readsPatrols(who)) throw new AppError("not_allowed");
}

/** @throws AppError not_allowed */
export function requireCoverage(who: Pick<Principal, "community" | "role">): void {
  if (!readsCoverage(who)) throw new AppError("not_allowed");
}
