// How many people and records of each kind a generated world has: most are small, a few are big.
import type { ModelKind } from "./oracle.ts";

export interface Size {
  people: number;
  judged: number;
  kinds: Record<ModelKind, number>;
}
export const SMALL: Size = {
  people: 5,
  judged: 2,
  kinds: {
    ...{
      incident: 6,
      actor: 3,
      actor_relation: 3,
      control_zone: 1,
      actor_claim: 2,
      engagement: 1,
      field_mission: 1,
      operation_brief: 1,
      mitigation: 1,
      patrol: 2,
      priority_cycle: 1,
      priority_row: 1,
    },
    ...{ priority_override: 1, priority_score: 1, base: 1, site: 1, displaced_report: 2, displaced_case: 1 },
    ...{ information_coverage: 2, actor_same: 2 },
  },
};
export const BIG: Size = {
  people: 8,
  judged: 9,
  kinds: {
    ...{
      incident: 12,
      actor: 6,
      actor_relation: 7,
      control_zone: 2,
      actor_claim: 4,
      engagement: 2,
      field_mission: 2,
      operation_brief: 2,
      mitigation: 2,
      patrol: 4,
      priority_cycle: 2,
      priority_row: 2,
    },
    ...{ priority_override: 3, priority_score: 3, base: 1, site: 1, displaced_report: 4, displaced_case: 3 },
    ...{ information_coverage: 3, actor_same: 4 },
  },
};
