/**
 * What may become of a release, as a pure model: who may hand a record over and how much of it, who must agree, who
 * answers, who takes it back. From the rules of the sharing protocol, not from the SQL.
 */
import type { Community } from "../../shared/rooms/access.ts";
import type { Level } from "../../shared/rooms/protocol.ts";
import type { BoundHow } from "../../shared/rooms/releases.ts";
import {
  boundTold,
  COPIED_KINDS,
  isBound,
  isRefused,
  isSexual,
  type Model,
  type ModelPerson,
  type ModelRecord,
  type ModelRelease,
  organisationOf,
  readerOf,
  ruleLevel,
} from "./oracle.ts";

/** What the releaser asks for. */
export interface Wish {
  community: Community;
  organisation: string | null;
  level: "generalised" | "full";
}

/** Who stands where, under whom, and when somebody goes there: of high and severe ones nothing exact leaves. */
const WHEREABOUTS = /^(actor|actor_relation|control_zone|actor_claim|engagement|field_mission)$/;

const RELEASERS = ["coordinator", "officer", "verifier"];

export const mayWrite = (model: Model, person: ModelPerson) =>
  readerOf(model, person) !== null && model.lock === "normal" && person.scope === "write" && !person.isDesk;

const mayRelease = (model: Model, person: ModelPerson) =>
  mayWrite(model, person) && RELEASERS.includes(person.role);

/** What a releaser is told before: what the rule gives the community, and how it is bound as far as they see that. */
export interface Terms {
  rule: Level;
  bound: BoundHow | null;
}

/** Asked by members of the record's own organisation, of a record whose copy is made; null for all others. */
export function termsAnswer(
  model: Model,
  person: ModelPerson,
  record: ModelRecord,
  community: Community,
): Terms | null {
  const reader = readerOf(model, person);
  const isThere =
    !record.deleted && !record.stale && (COPIED_KINDS as readonly string[]).includes(record.kind);
  if (!reader || reader.isBlind || !isThere || record.owner !== person.organisation) return null;
  if (!model.communities.includes(community)) return null;
  const isNever = isRefused(record, community);
  const rule = isNever ? "none" : decided(ruleLevel(model, record, community), record);
  const bound = isBound(model, record, community)
    ? (boundTold(model, reader, record, community) ?? "unnamed")
    : null;
  return { rule, bound };
}

/** The answer to a wish: how the release begins, or why there is none. */
export function releaseAnswer(model: Model, person: ModelPerson, record: ModelRecord, wish: Wish): string {
  const terms = termsAnswer(model, person, record, wish.community);
  if (!terms) return "absent";
  const isMild = record.sensitivity === "low" || record.sensitivity === "moderate";
  if (wish.level === "full" && !isMild && WHEREABOUTS.test(record.kind)) return "too_much";
  if (!mayRelease(model, person)) return "not_allowed";
  const { rule, bound } = terms;
  if (rule === "none") return "too_much";
  const mayBeFull = rule === "full" && !bound ? true : isMild && (bound !== null || rule !== "aggregate");
  if (wish.level === "full" && !mayBeFull) return "too_much";
  if (wish.organisation && organisationOf(model, wish.organisation).community !== wish.community)
    return "not_there";
  return bound ? "held" : "offered";
}

/** Of sexual violence no rule decides more than that a person may. */
const decided = (rule: Level, record: ModelRecord): Level =>
  isSexual(record) && (rule === "generalised" || rule === "full") ? "person" : rule;

export type Step = "agree" | "accept" | "refuse" | "withdraw";

/** May this person take this step, and what becomes of the release then? */
export function stepAnswer(model: Model, person: ModelPerson, release: ModelRelease, step: Step): boolean {
  const { state, record } = release;
  const isOwner = record.owner === person.organisation;
  if (step === "agree")
    return state === "held" && isOwner && mayRelease(model, person) && release.creator !== person.id;
  if (step === "withdraw")
    return ["held", "offered", "active"].includes(state) && isOwner && mayRelease(model, person);
  const { community } = organisationOf(model, person.organisation);
  const isReceiver =
    release.community === community &&
    (release.organisation === null || release.organisation === person.organisation);
  const answers = mayWrite(model, person) && person.role !== "observer" && person.role !== "administrator";
  return state === "offered" && isReceiver && !release.isOver && answers;
}

export const STATE_AFTER = {
  agree: "offered",
  accept: "active",
  refuse: "refused",
  withdraw: "withdrawn",
} as const;
