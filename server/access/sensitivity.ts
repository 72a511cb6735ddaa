// What holds of the sensitivity of any record: who may lower it.
import { AppError } from "../../shared/errors.ts";
import type { Role } from "../../shared/rooms/access.ts";
import { type Sensitivity, strictest } from "../../shared/rooms/records.ts";

/** @throws AppError invalid_input on `sensitivity` when somebody who does not coordinate would lower it. */
export function checkLowering(role: Role, stored: Sensitivity, wanted: Sensitivity): void {
  if (role === "coordinator" || strictest(stored, wanted) === wanted) return;
  throw new AppError("invalid_input", {
    fields: [{ path: "form.sensitivity", reason: "not_allowed_to_lower" }],
  });
}
