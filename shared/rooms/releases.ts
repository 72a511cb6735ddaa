/**
 * Releases: records handed to a community or one of its offices by a person, for a purpose, under conditions and until
 * a day (GPC/OCHA: information goes to a military actor only for humanitarian need, with purpose, addressee and
 * conditions recorded). Forms, and what the register and the review before releasing show.
 */
import { z } from "zod";
import { COMMUNITY_CODES, type Community, type Role } from "./access.ts";
import { ATTRIBUTE_CODES, claimValue } from "./actors-attributes.ts";
import { LEVELS } from "./protocol.ts";
import { form, isoDate, issue, line, oneOf, recordId } from "./records.ts";
import { together } from "./records-together.ts";

/** Kinds of record that can be released, by the names of their tables. */
export const RELEASE_KINDS = [
  "incident",
  "displaced_report",
  "displaced_case",
  "actor",
  "actor_relation",
  "control_zone",
  "actor_claim",
  "engagement",
  "field_mission",
  "operation_brief",
  "mitigation",
  "patrol",
  "priority_override",
  "priority_score",
] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

export const RELEASE_PURPOSES = ["poc", "humanitarian_security", "access"] as const;
/** What a release can hand over, least to most. */
export const RELEASE_LEVELS = ["generalised", "full"] as const;
export type ReleaseLevel = (typeof RELEASE_LEVELS)[number];
export const RELEASE_STATES = ["held", "offered", "active", "refused", "withdrawn", "expired"] as const;
/** How a receiver stands to the alleged perpetrator; no rule fires towards them. `unnamed`: the reader does not read how. */
export const BOUND_HOW = ["is", "commands", "commanded_by", "supports", "joint", "unnamed"] as const;
export type BoundHow = (typeof BOUND_HOW)[number];

/** Kinds that tell where an armed actor is, how it is made up or moves, or where we meet it. */
const WHEREABOUTS: readonly string[] = [
  "actor",
  "actor_relation",
  "control_zone",
  "actor_claim",
  "engagement",
  "field_mission",
] satisfies ReleaseKind[];
export const tellsWhereabouts = (kind: ReleaseKind): boolean => WHEREABOUTS.includes(kind);

/** Who plans operations or works beside those who do; no part of a mission is sure to keep it from another. */
const PLANNING: readonly Community[] = [
  "mission_poc",
  "mission_civilian",
  "mission_police",
  "mission_military",
  "external_military",
  "state_authority",
];
/** Could this release serve targeting? Then a person says that they have thought of it, before it goes. */
export const couldServeTargeting = (kind: ReleaseKind, community: Community): boolean =>
  tellsWhereabouts(kind) && PLANNING.includes(community);

/**
 * Of high and severe records that tell whereabouts, no person hands over more than the generalised copy, whatever the
 * rule says: exact zones and movements stay.
 */
export const keepsExact = (kind: ReleaseKind, sensitivity: string): boolean =>
  tellsWhereabouts(kind) && (sensitivity === "high" || sensitivity === "severe");

/** Most records that one act releases. */
export const MAX_RELEASED = 100;

/** Who may release, agree as the second person and withdraw, in the record's own organisation. */
export const RELEASING_ROLES: readonly Role[] = ["coordinator", "officer", "verifier"];
export const mayRelease = (who: { role: string }): boolean =>
  RELEASING_ROLES.some((role) => role === who.role);

const words = z.string({ error: "invalid" }).trim().max(2000, issue("too_long")).default("");

/** One act: all of these records or none. `id` makes a repeated try known. */
export const releaseForm = together(
  form({
    id: recordId,
    kind: oneOf(RELEASE_KINDS),
    refs: z
      .array(recordId, { error: "required" })
      .min(1, issue("too_few"))
      .max(MAX_RELEASED, issue("too_many")),
    community: oneOf(COMMUNITY_CODES),
    officeId: recordId.nullish(),
    level: oneOf(RELEASE_LEVELS),
    purpose: oneOf(RELEASE_PURPOSES),
    conditions: words,
    message: words,
    /** Last day on which it is read; none: until it is withdrawn. */
    until: isoDate.nullish(),
    /** What the texts were found to say, and the sender says may go. */
    confirmed: z.boolean().default(false),
    /** The sender was warned that this could serve targeting, and says that it may go. */
    targeting: z.boolean().default(false),
  }),
  ({ refs, kind, community, targeting }, { fault, holds }) => {
    const couldTarget = holds("kind", "community") && couldServeTargeting(kind, community);
    if (couldTarget && holds("targeting") && !targeting) fault(["targeting"], "could_target");
    if (holds("refs") && new Set(refs).size < refs.length) fault(["refs"], "duplicate");
  },
);
export type ReleaseForm = z.infer<typeof releaseForm>;
export type ReleaseFormInput = z.input<typeof releaseForm>;

/** A release made anew of the record as it is now; the old one ends. More than before only with `raise`. */
export const renewForm = form({
  id: recordId,
  ref: recordId,
  level: oneOf(RELEASE_LEVELS),
  raise: z.boolean().default(false),
  until: isoDate.nullish(),
});
export type RenewForm = z.infer<typeof renewForm>;

export const officeForm = form({
  id: recordId,
  organisationId: recordId,
  name: line(200),
  function: z.string({ error: "invalid" }).trim().max(400, issue("too_long")).default(""),
});

export const officeSeen = z.object({
  ref: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  community: z.string(),
  name: z.string(),
  function: z.string(),
  illustrative: z.boolean(),
});

/** What one community reads of a record by rule, and the most that a person may hand it. */
export const releaseTerms = z.object({
  community: z.string(),
  rule: z.enum(LEVELS),
  most: z.enum(RELEASE_LEVELS).nullable(),
  bound: z.enum(BOUND_HOW).nullable(),
  sensitivity: z.string(),
});
export type ReleaseTerms = z.infer<typeof releaseTerms>;

const count = z.object({ low: z.int().nullable(), best: z.int().nullable(), high: z.int().nullable() });

/** What a copy says, in short: for the review before releasing, and for old against new. */
export const copySummary = z.object({
  /** A code of `list` in the words, or a name where `list` is null. */
  what: z.string(),
  list: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  datePrecision: z.string().nullable(),
  /** Names of the actors it is about. */
  actors: z.array(z.string()),
  /** Finest first. */
  places: z.array(z.string()),
  /** H3 cell where there is no district. */
  cell: z.string().nullable(),
  verification: z.string().nullable(),
  counts: z.record(z.string(), count),
  /** Kinds of civilian objects that were damaged. */
  damage: z.array(z.string()),
  /** What a claim says: codes, numbers and words; a null value: that there is one and no more. Of other kinds null. */
  said: z.object({ attribute: z.enum(ATTRIBUTE_CODES), value: claimValue.nullable() }).nullable(),
  /** Free text that goes along. */
  text: z.string().nullable(),
});
export type CopySummary = z.infer<typeof copySummary>;

/** What a community reads of a record, told in short: a zone, a relation, a patrol, a word on a priority, a report. */
export const summarySeen = copySummary.extend({ level: z.enum(RELEASE_LEVELS) });
export type SummarySeen = z.infer<typeof summarySeen>;

/** Kinds whose split screen is told by summaries; an incident and an actor have readers of their own. */
export const SUMMARY_KINDS = [
  "displaced_report",
  "displaced_case",
  "actor_relation",
  "control_zone",
  "actor_claim",
  "engagement",
  "field_mission",
  "operation_brief",
  "mitigation",
  "patrol",
  "priority_override",
  "priority_score",
] as const satisfies readonly ReleaseKind[];
export type SummaryKind = (typeof SUMMARY_KINDS)[number];

/** Kinds that others read whole by rule or not at all: there is no copy of them, and nobody releases one. */
export const RULED_KINDS = ["base", "site", "information_coverage"] as const;
export type RuledKind = (typeof RULED_KINDS)[number];
export const isRuled = (kind: string): kind is RuledKind => RULED_KINDS.some((one) => one === kind);

/** All that a split screen shows in short. */
export const SPLIT_KINDS = [...SUMMARY_KINDS, ...RULED_KINDS] as const;
export type SplitKind = (typeof SPLIT_KINDS)[number];

/** One record in the review: what a community would get of it. */
export const outcomeRow = releaseTerms.omit({ community: true }).extend({
  ref: z.string(),
  illustrative: z.boolean(),
  generalised: copySummary,
  full: copySummary.nullable(),
});
export type OutcomeRow = z.infer<typeof outcomeRow>;

export const releaseRow = z.object({
  ref: z.string(),
  direction: z.enum(["given", "received"]),
  kind: z.enum(RELEASE_KINDS),
  /** Where the reader finds it: their own record, or the copy they may read; null where there is none (any more). */
  recordRef: z.string().nullable(),
  /** Preview: a code of its kind's list, month and province. */
  what: z.string().nullable(),
  month: z.string().nullable(),
  province: z.string().nullable(),
  owner: z.string(),
  community: z.string(),
  organisation: z.string().nullable(),
  office: z.string().nullable(),
  level: z.enum(RELEASE_LEVELS),
  purpose: z.enum(RELEASE_PURPOSES),
  conditions: z.string(),
  message: z.string().nullable(),
  until: z.string().nullable(),
  state: z.enum(RELEASE_STATES),
  bound: z.enum(BOUND_HOW).nullable(),
  /** Persons of the owner organisation who can agree; only while it waits for one. */
  couldAgree: z.array(z.string()),
  by: z.string(),
  at: z.string(),
  secondBy: z.string().nullable(),
  answer: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  /** The owner reads their record's version; a receiver the how-manieth they were given. */
  recordVersion: z.int(),
  /** The record was changed after it was released. */
  outdated: z.boolean(),
  replaces: z.string().nullable(),
  illustrative: z.boolean(),
  mayAgree: z.boolean(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type ReleaseRow = z.infer<typeof releaseRow>;

/** Which rows of the register; nothing given: all. */
export const registerFilter = {
  direction: z.enum(["given", "received", "waiting"]).nullable().default(null),
  record: z.uuid("not_a_uuid").nullable().default(null),
  state: z.enum(RELEASE_STATES).nullable().default(null),
  community: z.enum(COMMUNITY_CODES).nullable().default(null),
  kind: z.enum(RELEASE_KINDS).nullable().default(null),
  purpose: z.enum(RELEASE_PURPOSES).nullable().default(null),
  office: z.uuid("not_a_uuid").nullable().default(null),
  /** Giver or receiver. */
  organisation: z.uuid("not_a_uuid").nullable().default(null),
  /** Days of the operation, both inside: when it was released. */
  from: isoDate.nullable().default(null),
  to: isoDate.nullable().default(null),
  /** Stands in conditions, message, answer, or a name. */
  text: z.string().trim().max(200, "too_long").default(""),
};
export type RegisterFilter = z.infer<z.ZodObject<typeof registerFilter>>;
