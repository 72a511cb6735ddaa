/** Where a record of each kind is shown: a page of its own, or the list it stands in. */
import type { ReleaseKind } from "../../shared/rooms/releases.ts";

const HOME = {
  incident: "/$operation/incidents/$ref",
  actor: "/$operation/actors/$ref",
  displaced_report: "/$operation/displaced/reports/$ref",
  displaced_case: "/$operation/displaced/cases/$ref",
  field_mission: "/$operation/actors/engagement/$kind/$ref",
  operation_brief: "/$operation/actors/engagement/$kind/$ref",
  engagement: "/$operation/actors/engagement",
  actor_relation: "/$operation/actors",
  control_zone: "/$operation/actors",
  actor_claim: "/$operation/actors",
  mitigation: "/$operation/actors",
  patrol: "/$operation/coverage",
  priority_override: "/$operation/priorities",
  priority_score: "/$operation/priorities",
} as const satisfies Record<ReleaseKind, string>;

/** The word for a kind in the addresses of contacts. */
const SHEETS: Partial<Record<ReleaseKind, string>> = { field_mission: "mission", operation_brief: "brief" };

/** Has it a page of its own? Otherwise its home is a list. */
export const hasPage = (kind: ReleaseKind): boolean => HOME[kind].endsWith("$ref");

/** Address and its parts, as a Link takes them. */
export const homeOf = (operation: string, kind: ReleaseKind, ref: string) => ({
  to: HOME[kind],
  params: { operation, ref, kind: SHEETS[kind] ?? "" },
});

/** Patrols stand in the second list of their room. */
export const searchAt = (kind: ReleaseKind) => (kind === "patrol" ? { panel: "patrols" } : true);
