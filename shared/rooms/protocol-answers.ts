// Answers and forms of the sharing protocol's remote calls: versions with their table as text and their signatures,
// what a proposed table would change, and the mission's posture.
import { z } from "zod";
import { COMMUNITY_CODES } from "./access.ts";
import { LEVELS, OWNER_SIDES, PRESETS, PROTOCOL_KINDS } from "./protocol.ts";
import { tableForm } from "./protocol-table.ts";
import { isoDate, issue, oneOf, recordId, SENSITIVITIES } from "./records.ts";

/** How the mission stands to the parties; domain: GPC diagnostic tool for the engagement with missions, question 16. */
export const POSTURES = [
  "not_party",
  "supports_host_government",
  "supports_offensive_ops",
  "party_to_conflict",
  "special_political",
] as const;
export type Posture = (typeof POSTURES)[number];

export const PROTOCOL_STATES = ["proposed", "effective", "past", "withdrawn"] as const;

/** A reason that somebody can act on. */
export const REASON_MIN = 10;

export const signature = z.object({
  side: z.enum(OWNER_SIDES),
  /** Who signed, as name and organisation, or how it was signed on paper. */
  said: z.string(),
  /** ISO instant by the operation's clock. */
  at: z.string(),
});

/** A version without its table. */
export const versionListed = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(PROTOCOL_STATES),
  preset: z.enum(PRESETS),
  /** Cells that differ from the preset. */
  changed: z.int(),
  reason: z.string(),
  emergency: z.boolean(),
  /** YYYY-MM-DD */
  reviewOn: z.string(),
  effectiveAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  signatures: z.array(signature),
  /** Why it was refused or taken back, and for which side; null where a newer proposal took its place. */
  dropped: z.object({ side: z.enum(OWNER_SIDES), said: z.string() }).nullable(),
});
export type VersionListed = z.infer<typeof versionListed>;

export const versionSeen = versionListed.extend({
  purpose: z.string(),
  onward: z.string(),
  table: z.record(z.string(), z.string()),
});
export type VersionSeen = z.infer<typeof versionSeen>;

export const protocolSeen = z.object({
  posture: z.enum(POSTURES),
  effective: versionSeen.nullable(),
  open: versionSeen.nullable(),
  /** Organisations on each side that may sign. */
  parties: z.array(z.object({ side: z.enum(OWNER_SIDES), name: z.string(), community: z.string() })),
  you: z.object({
    /** The side this person may sign for. */
    signsFor: z.enum(OWNER_SIDES).nullable(),
    /** The side that owns what this person's organisation writes; null: outside both. */
    side: z.enum(OWNER_SIDES).nullable(),
    mayPosture: z.boolean(),
  }),
});
export type ProtocolSeen = z.infer<typeof protocolSeen>;

const prose = (max: number) => z.string().trim().max(max, issue("too_long"));

export const proposalForm = z.strictObject({
  id: recordId,
  /** The version in effect that the proposer compared with; null: none. */
  basedOn: z.uuid("not_a_uuid").nullable(),
  preset: oneOf(PRESETS),
  table: tableForm,
  purpose: prose(4000),
  onward: prose(4000),
  reason: prose(4000).min(REASON_MIN, issue("reason_too_short")),
  reviewOn: isoDate,
  /** Closing at once: nothing may be looser than before. */
  emergency: z.boolean().default(false),
  /** In an emergency: communities from which what persons of the own side released is taken back in the same act. */
  withdrawFrom: z.array(oneOf(COMMUNITY_CODES)).max(COMMUNITY_CODES.length, issue("too_many")).default([]),
});
export type ProposalForm = z.infer<typeof proposalForm>;

export const refusalReason = prose(2000).min(REASON_MIN, issue("reason_too_short"));

/** A record of the asker's organisation, to show what a change means. */
export const example = z.object({
  /** Code of what it is, or its name. */
  what: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  place: z.string().nullable(),
  /** Its district or region; what a generalised copy says of the place. */
  area: z.string().nullable(),
});
export type Example = z.infer<typeof example>;

export const cellChange = z.object({
  kind: z.enum(PROTOCOL_KINDS),
  side: z.enum(OWNER_SIDES),
  sensitivity: z.enum(SENSITIVITIES),
  community: z.enum(COMMUNITY_CODES),
  from: z.enum(LEVELS),
  to: z.enum(LEVELS),
  /** Records of the asker's organisation it concerns today; null where others own them. */
  records: z.int().nullable(),
  example: example.nullable(),
});
export type CellChangeSeen = z.infer<typeof cellChange>;

export const previewSeen = z.object({
  /** The version in effect it was compared with. */
  against: z.string().nullable(),
  changes: z.array(cellChange),
  looser: z.int(),
  tighter: z.int(),
  /** Both sides must sign before it is in effect: it is the first, or shows something more than before. */
  needsBoth: z.boolean(),
});
export type PreviewSeen = z.infer<typeof previewSeen>;
