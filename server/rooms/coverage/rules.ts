// Who may read coverage per area. It is a timetable for attackers and has no public version, so it is closed to
// everyone outside the humanitarian and mission communities, whatever the records behind it are.
import { AppError } from "../../../shared/errors.ts";
import { type Reader, readsCoverage, readsPatrols } from "../../../shared/rooms/coverage.ts";

export { readsCoverage, readsPatrols } from "../../../shared/rooms/coverage.ts";

/** @throws AppError not_allowed */
export function requirePatrols(who: Reader): void {
  if (!readsPatrols(who)) throw new AppError("not_allowed");
}

/** @throws AppError not_allowed */
export function requireCoverage(who: Reader): void {
  if (!readsCoverage(who)) throw new AppError("not_allowed");
}
