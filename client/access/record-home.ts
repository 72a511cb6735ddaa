/** Where a record of each kind is shown: a page of its own, or the list it stands in. */
import type { ReleaseKind, RuledKind } from "../../shared/rooms/releases.ts";

type HomeKind = ReleaseKind | RuledKind;

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
  base: "/$operation/coverage",
  information_coverage: "/$operation/coverage",
  site: "/$operation/map",
} as const satisfies Record<HomeKind, string>;

/** The word for a kind in the addresses of contacts. */
const SHEETS: Partial<Record<HomeKind, string>> = { field_mission: "mission", operation_brief: "brief" };

/** Has it a page of its own? Otherwise its home is a list. */
export const hasPage = (kind: HomeKind): boolean => HOME[kind].endsWith("$ref");

/** Address and its parts, as a Link takes them. */
export const homeOf = (operation: string, kind: HomeKind, ref: string) => ({
  to: HOME[kind],
  params: { operation, ref, kind: SHEETS[kind] ?? "" },
});

/** Some stand in another list of their room than the first. */
const LISTS: Partial<Record<HomeKind, string>> = { patrol: "patrols", information_coverage: "information" };
export const searchAt = (kind: HomeKind) => (LISTS[kind] ? { panel: LISTS[kind] } : true);
