// How long records are kept, and deleting one: forms and answers. The database decides who may (0015-keeping.sql).
import { z } from "zod";

/**
 * Kinds of record a person deletes, by the name of their table, and the kind of writer who may. What is computed, public
 * or agreed is not deleted but replaced.
 */
export const DELETABLE = {
  incident: "incident",
  displaced_report: "displaced_report",
  displaced_case: "displaced_report",
  actor: "actor",
  actor_relation: "actor",
  control_zone: "actor",
  actor_claim: "actor",
  engagement: "actor",
  field_mission: "actor",
  operation_brief: "actor",
  mitigation: "actor",
  patrol: "patrol",
  information_coverage: "information",
  priority_override: "priority",
  priority_score: "priority",
  site: "site",
  base: "base",
  deployment: "base",
} as const;
export type DeletableKind = keyof typeof DELETABLE;
export const DELETABLE_KINDS = Object.keys(DELETABLE) as [DeletableKind, ...DeletableKind[]];

export const DELETE_REASON_MIN = 10;
/** Days in which a deleted record can be brought back, before a purge takes away what it said. */
export const DAYS_TO_REGRET = 30;

export const deleteForm = {
  kind: z.enum(DELETABLE_KINDS),
  ref: z.uuid("not_a_uuid"),
  reason: z.string().trim().min(DELETE_REASON_MIN, "reason_missing").max(2000, "too_long"),
};
export const undeleteForm = { kind: deleteForm.kind, ref: deleteForm.ref };

/** What is left of a deleted record, for its organisation. */
export const tombstoneSeen = z.object({
  ref: z.string(),
  kind: z.string(),
  cause: z.enum(["person", "retention"]),
  reason: z.string(),
  /** Role and organisation of who deleted it; `retention`: nobody, its time was over. */
  said: z.string(),
  deletedAt: z.string(),
  /** Null: it can still be brought back. */
  purgedAt: z.string().nullable(),
});
export type TombstoneSeen = z.infer<typeof tombstoneSeen>;

/** Kinds that have a time of their own, and the months proposed for each; null: as long as the operation lives. */
export const RETENTION_DEFAULTS = {
  incident: null,
  displaced_report: 24,
  actor: null,
  priority: null,
  patrol: null,
  information: null,
  alert: 12,
  intake_item: 3,
} as const satisfies Record<string, number | null>;
export type RetentionKind = keyof typeof RETENTION_DEFAULTS;
export const RETENTION_KINDS = Object.keys(RETENTION_DEFAULTS) as [RetentionKind, ...RetentionKind[]];

export const retentionForm = {
  kind: z.enum(RETENTION_KINDS),
  months: z.int("not_whole").min(1, "below_minimum").max(600, "above_maximum").nullable(),
};
export const retentionSeen = z.object({
  kind: z.enum(RETENTION_KINDS),
  months: z.int().nullable(),
  isDefault: z.boolean(),
});
export type RetentionSeen = z.infer<typeof retentionSeen>;
