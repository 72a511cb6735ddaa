// What the log decides by itself, whoever writes. It raises and coarsens: sexual violence and children are never less
// than high, and sexual violence is kept at its area and month, never as a point or a day. And it says what an edit
// may not change: a sensitivity lowered without a coordinator, a level that a reviewer gave.
import { AppError } from "../../../shared/errors.ts";
import type { Role } from "../../../shared/rooms/access.ts";
import {
  type IncidentEdit,
  LOGGING_LEVELS,
  type VerificationLevel,
} from "../../../shared/rooms/incidents.ts";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";

const RAISING_KINDS = new Set(["crsv", "child_recruitment_use"]);

/** The form as it may be stored. */
export function protect<Form extends IncidentEdit>(form: Form): Form {
  const isSexual = form.kind === "crsv" || form.harms.some((harm) => harm.harm === "crsv");
  if (!isSexual && !RAISING_KINDS.has(form.kind)) return form;
  const raised = { ...form, sensitivity: atLeast(form.sensitivity, "high") };
  return isSexual ? coarsen(raised) : raised;
}

/** The more restrictive of two. */
export const atLeast = (one: Sensitivity, other: Sensitivity): Sensitivity =>
  SENSITIVITIES[Math.max(SENSITIVITIES.indexOf(one), SENSITIVITIES.indexOf(other))]!;

function coarsen<Form extends IncidentEdit>(form: Form): Form {
  const month = form.occurredFrom.slice(0, 7);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const isOneMonth = form.occurredTo.startsWith(month);
  return {
    ...form,
    occurredFrom: `${month}-01`,
    occurredTo: isOneMonth ? `${month}-${last}` : form.occurredTo,
    datePrecision: isOneMonth ? "month" : "year",
    place: { areaId: form.place.areaId ?? null, precision: form.place.areaId ? "adm2" : "unclear" },
  };
}

/** @throws AppError invalid_input on `sensitivity` when somebody who does not coordinate would lower it. */
export function checkLowering(role: Role, stored: Sensitivity, wanted: Sensitivity): void {
  if (role === "coordinator" || atLeast(stored, wanted) === wanted) return;
  throw new AppError("invalid_input", {
    fields: [{ path: "form.sensitivity", reason: "not_allowed_to_lower" }],
  });
}

const isLogging = (level: VerificationLevel) => LOGGING_LEVELS.some((known) => known === level);

/** The level after an edit: writers move between the levels of logging; what a reviewer gave or gives stays theirs. */
export const keptLevel = (stored: VerificationLevel, wanted: VerificationLevel): VerificationLevel =>
  isLogging(stored) && isLogging(wanted) ? wanted : stored;
