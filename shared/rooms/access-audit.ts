// The log of acts as people read it: groups of actions, filters, and one line. A line holds ids, codes and counts,
// never a record's value.
import { z } from "zod";
import { isDate } from "../time.ts";

/** What a person may choose by, and the nouns or verbs of the group's actions (`noun.verb`). */
export const AUDIT_GROUPS = {
  records: [
    ...[
      "incident",
      "attachment",
      "displaced_report",
      "displaced_case",
      "actor",
      "actor_relation",
      "relation",
      "control_zone",
      "actor_claim",
      "actor_same",
      "engagement",
      "field_mission",
      "operation_brief",
      "mitigation",
      "claim",
      "event",
      "zone",
      "area",
      "site",
      "dataset",
      "intake",
    ],
    ...[
      "priority",
      "priority_override",
      "priority_score",
      "patrol",
      "information",
      "base",
      "record",
      "retention",
    ],
  ],
  releases: ["release", "copy"],
  protocol: ["protocol", "posture", "office"],
  people: ["organisation", "membership", "token", "invitation", "person", "factor"],
  sessions: ["session"],
  sources: ["source"],
  exports: ["facts", "download", "export", "report", "device"],
  imports: ["import"],
  refusals: ["refusal"],
  glass: ["glass"],
  operation: ["operation", "mail", "lock", "command", "audit", "backup"],
} as const satisfies Record<string, readonly string[]>;
export type AuditGroup = keyof typeof AUDIT_GROUPS;
export const AUDIT_GROUP_CODES = Object.keys(AUDIT_GROUPS) as [AuditGroup, ...AuditGroup[]];

export const AUDIT_PAGE = 50;

const date = z.string().refine(isDate, "not_a_date");

/** All parts are optional; `from` and `to` are days in the operation's zone, both inside. `before` is the next page. */
export const auditFilter = {
  before: z.int().positive().nullable().default(null),
  group: z.enum(AUDIT_GROUP_CODES).nullable().default(null),
  /** Id of a person, or `desk` for the command line. */
  actor: z
    .union([z.uuid("not_a_uuid"), z.literal("desk")])
    .nullable()
    .default(null),
  kind: z
    .string()
    .regex(/^[a-z_]{1,30}$/, "invalid")
    .nullable()
    .default(null),
  record: z.uuid("not_a_uuid").nullable().default(null),
  from: date.nullable().default(null),
  to: date.nullable().default(null),
};

export const auditLine = z.object({
  seq: z.int(),
  /** ISO instant. */
  at: z.string(),
  /** Id of a person, or `desk`. */
  actor: z.string(),
  person: z.string().nullable(),
  organisation: z.string().nullable(),
  /** `noun.verb` */
  action: z.string(),
  kind: z.string().nullable(),
  recordId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** Why the glass was broken or the lock turned; people wrote it to be read. */
  reason: z.string().nullable(),
});
export type AuditLine = z.infer<typeof auditLine>;

export const auditPage = z.object({
  lines: z.array(auditLine),
  /** Ask with this `before` for older lines; null = these are the oldest. */
  next: z.int().nullable(),
});

/** Administrators read the whole log of their operation, coordinators their own organisation's part of it. */
export const mayReadAudit = (who: { role: string }): boolean =>
  who.role === "administrator" || who.role === "coordinator";
