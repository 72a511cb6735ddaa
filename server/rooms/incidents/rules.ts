// What the log raises or coarsens by itself, whoever writes: sexual violence and children are never less than
// high, and sexual violence is kept at its area and month, never as a point or a day.
import type { IncidentForm } from "../../../shared/rooms/incidents.ts";
import { SENSITIVITIES, type Sensitivity } from "../../../shared/rooms/records.ts";

const RAISING_KINDS = new Set(["crsv", "child_recruitment_use"]);

/** The form as it may be stored. */
export function protect(form: IncidentForm): IncidentForm {
  const isSexual = form.kind === "crsv" || form.harms.some((harm) => harm.harm === "crsv");
  if (!isSexual && !RAISING_KINDS.has(form.kind)) return form;
  const raised = { ...form, sensitivity: atLeast(form.sensitivity, "high") };
  return isSexual ? coarsen(raised) : raised;
}

/** The more restrictive of two. */
export const atLeast = (one: Sensitivity, other: Sensitivity): Sensitivity =>
  SENSITIVITIES[Math.max(SENSITIVITIES.indexOf(one), SENSITIVITIES.indexOf(other))]!;

function coarsen(form: IncidentForm): IncidentForm {
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
