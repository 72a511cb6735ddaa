/**
 * What happens to actors on a day: a unit comes under another, a group changes its name, splits or joins another. Forms
 * and answers. Each leaves dated claims and relations behind; nothing is overwritten, and its own organisation can take
 * a rename, a split or a merger back whole.
 */
import { z } from "zod";
import { ACTOR_KINDS } from "./actors.ts";
import { claimAnswer, relationAnswer } from "./actors-answers.ts";
import { type ATTRIBUTE_CODES, CLAIM_PRECISIONS, claimForm } from "./actors-attributes.ts";
import { HIERARCHY_KINDS } from "./actors-structure.ts";
import {
  confidence,
  form,
  isoDate,
  issue,
  line,
  oneOf,
  optionalText,
  recordId,
  sensitivity,
} from "./records.ts";
import { together } from "./records-together.ts";

const told = {
  /** The day on which it happened, as exactly as it is known. */
  on: isoDate,
  precision: oneOf(CLAIM_PRECISIONS).default("day"),
  asOf: isoDate,
  confidence,
  note: optionalText(2_000),
  sensitivity,
};

/** A unit under another superior from a day on; `parentId` null: under nobody. */
export const subordinateForm = form({
  id: recordId,
  actorId: recordId,
  parentId: recordId.nullable(),
  kind: oneOf(HIERARCHY_KINDS).default("part_of"),
  ...told,
});
export type SubordinateForm = z.infer<typeof subordinateForm>;

/** A new name from a day on; the former stays as a claim and an alias. */
export const renameForm = form({
  ...{ id: recordId, actorId: recordId, name: line(200) },
  ...{ on: told.on, precision: told.precision, asOf: told.asOf, sensitivity },
  ...{ reliability: claimForm.shape.reliability, credibility: claimForm.shape.credibility },
  sources: claimForm.shape.sources,
});
export type RenameForm = z.infer<typeof renameForm>;

const units = z.array(recordId, { error: "invalid" }).max(200, issue("too_many")).default([]);

/** Part of an actor goes its own way, with some of its units: under a new actor, or one that is in the list already. */
export const splinterForm = together(
  form({
    ...{ id: recordId, actorId: recordId, splinterId: recordId, name: line(200).nullish() },
    ...{ kind: oneOf(ACTOR_KINDS).nullish(), unitIds: units, ...told },
  }),
  ({ actorId, splinterId }, { fault, holds }) => {
    if (holds("actorId", "splinterId") && actorId === splinterId) fault(["splinterId"], "same_actor");
  },
);
export type SplinterForm = z.infer<typeof splinterForm>;

/** An actor goes up in another from a day on, and all its units with it. */
export const mergeForm = together(
  form({ id: recordId, actorId: recordId, intoId: recordId, ...told }),
  ({ actorId, intoId }, { fault, holds }) => {
    if (holds("actorId", "intoId") && actorId === intoId) fault(["intoId"], "same_actor");
  },
);
export type MergeForm = z.infer<typeof mergeForm>;

/** An actor in the structure. */
export const nodeAnswer = z.strictObject({
  ref: z.string(),
  name: z.string(),
  kind: z.enum(ACTOR_KINDS),
  communal: z.boolean(),
  activeFrom: z.string().nullable(),
  activeTo: z.string().nullable(),
  illustrative: z.boolean(),
  sensitivity,
});
export type NodeAnswer = z.infer<typeof nodeAnswer>;

/** A relation between two actors in the structure. */
export const linkAnswer = z.strictObject({
  ref: z.string(),
  kind: relationAnswer.shape.kind,
  fromActor: z.string(),
  toActor: z.string(),
  from: z.string(),
  fromPrecision: z.enum(CLAIM_PRECISIONS),
  to: z.string().nullable(),
  toPrecision: z.enum(CLAIM_PRECISIONS),
  asOf: z.string().nullable(),
  confidence,
  owner: z.string(),
  own: z.boolean(),
  illustrative: z.boolean(),
});
export type LinkAnswer = z.infer<typeof linkAnswer>;

/** What the structure shows of a claim; the whole of it stands on the actor's page. */
export const nodeClaim = claimAnswer
  .pick({ ref: true, attribute: true, value: true, from: true, to: true, asOf: true, retiredOn: true })
  .extend({
    actor: z.string(),
    reliability: claimAnswer.shape.reliability,
    credibility: claimAnswer.shape.credibility,
  });
export type NodeClaim = z.infer<typeof nodeClaim>;

/** Everything of every day at once, so that the slider moves without asking. */
export const structureAnswer = z.strictObject({
  actors: z.array(nodeAnswer),
  links: z.array(linkAnswer),
  claims: z.array(nodeClaim),
});
export type StructureAnswer = z.infer<typeof structureAnswer>;

/** Attributes that the structure shows. */
export const STRUCTURE_ATTRIBUTES = [
  "name",
  "commander",
  "chain_of_command",
  "echelon",
  "status",
  "top_level",
] as const satisfies readonly (typeof ATTRIBUTE_CODES)[number][];
