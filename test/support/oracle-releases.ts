/**
 * What may become of a release, as a pure model: who may hand a record over and how much of it, who must agree, who
 * answers, who takes it back. From the rules of the sharing protocol, not from the SQL.
 */
import type { Community } from "../../shared/rooms/access.ts";
import type { Level } from "../../shared/rooms/protocol.ts";
import {
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

/** The answer to a wish: how the release begins, or why there is none. */
export function releaseAnswer(model: Model, person: ModelPerson, record: ModelRecord, wish: Wish): string {
  const reader = readerOf(model, person);
  if (!reader || reader.isBlind || record.deleted || record.stale || record.owner !== person.organisation)
    return "absent";
  if (!model.communities.includes(wish.community)) return "absent";
  const isMild = record.sensitivity === "low" || record.sensitivity === "moderate";
  if (wish.level === "full" && !isMild && WHEREABOUTS.test(record.kind)) return "too_much";
  if (!mayRelease(model, person)) return "not_allowed";
  const bound = isBound(model, record, wish.community);
  const rule = decided(ruleLevel(model, record, wish.community), record);
  if (rule === "none" || isRefused(record, wish.community)) return "too_much";
  const mayBeFull = rule === "full" && !bound ? true : isMild && (bound || rule !== "aggregate");
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
