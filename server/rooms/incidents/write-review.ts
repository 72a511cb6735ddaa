// Reviews of own incidents: asking for a second person, deciding, asking for more, taking back. The database decides who
// may and what follows (migration 0021); this says why not, keeps the record's history, makes its copies anew and logs.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { PersonalNotice } from "../../../shared/rooms/access-notices.ts";
import type { DecisionForm } from "../../../shared/rooms/incidents-review.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { tellOfReview } from "./write-tell.ts";

type Grant = WriteGrant<"incident">;

/** The record after a step. */
export interface Reviewed {
  version: number;
  level: string;
}

/** What the gates answer. `from`: the level before. */
interface Answer {
  refused?: string;
  why?: string;
  version?: number;
  from?: string;
  level?: string;
}

/** @throws AppError not_found, not_allowed (`details.why`: author, editor, requester), conflict, invalid_input */
function refuse({ refused, ...details }: Answer): void {
  if (!refused) return;
  if (refused === "absent") throw new AppError("not_found");
  if (refused === "not_allowed" || refused === "second_person")
    throw new AppError("not_allowed", { details });
  if (refused === "incomplete")
    throw new AppError("invalid_input", { fields: [{ path: "form.counts", reason: "required" }] });
  if (refused === "below_rule")
    throw new AppError("invalid_input", {
      fields: [{ path: "form.occurrence", reason: "below_rule" }],
      details,
    });
  throw new AppError("conflict", { details: { ...details, state: refused } });
}

interface Step {
  incident: string;
  action: string;
  /** Statement that answers with `answer`. */
  sql: string;
  parameters: unknown[];
  /** Persons are told of it. */
  tells?: PersonalNotice | undefined;
}

/**
 * One step of a review. Where it gave the record another level, that is a version of its own, with history and copies;
 * otherwise only the review moved, of which others learn nothing.
 */
async function step(
  tx: Tx,
  grant: Grant,
  { incident, action, sql, parameters, tells }: Step,
): Promise<Reviewed> {
  const [row] = await tx.query<{ answer: Answer }>(sql, parameters);
  const answer = row!.answer;
  refuse(answer);
  if (tells) await tellOfReview(tx, incident, tells);
  const version = answer.version!;
  const level = answer.level!;
  if (answer.from === level) {
    await noteReview(tx, action, incident);
    return { version, level };
  }
  const copies = { kind: "incident", ids: [incident] } as const;
  const entry = { action, recordId: incident, detail: { changed: ["verification"] }, copies };
  return writeAudited(tx, grant, entry, async () => {
    const before = { verification: answer.from };
    const revision = { recordId: incident, version, action, changed: ["verification"], before };
    await keepRevision(tx, "incident", tx.principal.organisationId, revision);
    return { version, level };
  });
}

/** Open pages look again; the facts stay as they are. */
export async function noteReview(tx: Tx, action: string, incident: string): Promise<void> {
  await tx.query("select app_gate.touch('review')");
  await tx.query("select app_gate.audit($1, 'incident', $2, '{}')", [action, incident]);
}

interface Ask {
  id: string;
  incident: string;
  question?: string | null | undefined;
  assigned?: string | null | undefined;
}

/** Asks for a second person; a report without a level to check becomes one under verification. */
export const askReview = (tx: Tx, grant: Grant, { id, incident, question, assigned }: Ask) =>
  step(tx, grant, {
    ...{ incident, action: "incident.ask_review", tells: assigned ? "review_assigned" : undefined },
    sql: "select app_gate.ask_review($1, $2, $3, $4) as answer",
    parameters: [id, incident, question ?? "", assigned ?? null],
  });

/** Decides, as a second person, about the version that they had before them. */
export const decideReview = (tx: Tx, grant: Grant, { id, incident, version, ...decision }: DecisionForm) =>
  step(tx, grant, {
    ...{ incident, action: "incident.decide", tells: "review_decided" },
    sql: "select app_gate.decide_review($1, $2, $3, $4) as answer",
    parameters: [id, incident, version, decision],
  });

/** Acts between a request and its decision, and after it; with their name in the log of acts, and who is told. */
const ACTS = {
  ask: { action: "incident.ask_more", tells: "review_asked" },
  answer: { action: "incident.answer_review", tells: "review_answered" },
  withdraw: { action: "incident.withdraw_review" },
  assign: { action: "incident.assign_review", tells: "review_assigned" },
  reopen: { action: "incident.reopen" },
} as const;
export type ReviewAct = keyof typeof ACTS;
export const REVIEW_ACTS = Object.keys(ACTS) as [ReviewAct, ...ReviewAct[]];

interface Act {
  id: string;
  incident: string;
  act: ReviewAct;
  said: string;
  person: string | null;
}

/** Asks for more, answers, withdraws, assigns, or reopens what was decided; all but assigning say why. */
export function actOnReview(tx: Tx, grant: Grant, { id, incident, act, said, person }: Act) {
  if (said === "" && act !== "assign")
    throw new AppError("invalid_input", { fields: [{ path: "said", reason: "required" }] });
  return step(tx, grant, {
    incident,
    ...ACTS[act],
    sql: "select app_gate.review_step($1, $2, $3, $4, $5) as answer",
    parameters: [id, incident, act, said, person],
  });
}
