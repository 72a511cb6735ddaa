/**
 * Engagement with armed actors: each contact as a dated record of functions, never of persons; commitments and whether
 * they were kept; and which contacts ran beside each other uncoordinated. After the field's rule that uncoordinated
 * contact with a military is a risk, and that a relation belongs to a structure (UN-CMCoord Field Handbook, 2018).
 */
import { z } from "zod";
import { dayOf } from "../time.ts";
import { form, isoDate, issue, line, oneOf, optionalText, recordId, sensitivity } from "./records.ts";
import { inOrder, together } from "./records-together.ts";

export const ENGAGEMENT_FORMS = [
  "meeting",
  "phone",
  "radio",
  "message",
  "letter",
  "joint_visit",
  "training",
  "handover",
] as const;
export type EngagementForm = (typeof ENGAGEMENT_FORMS)[number];

export const ENGAGEMENT_TOPICS = [
  "access",
  "protection_of_civilians",
  "civilian_harm",
  "notification",
  "detention",
  "protected_objects",
  "child_protection",
  "screening",
  "security_of_aid",
  "training",
  "relation",
] as const;
export type EngagementTopic = (typeof ENGAGEMENT_TOPICS)[number];

/** What became of a commitment. `lapsed`: nobody stands by it any more, and nobody broke it. */
export const KEPT = ["open", "kept", "partly", "not_kept", "lapsed"] as const;
export type Kept = (typeof KEPT)[number];

const text = (max: number) =>
  z.string({ error: "required" }).trim().min(1, issue("required")).max(max, issue("too_long"));

/** The form; a commitment brings its state, and a state that is no longer open brings its day. */
export const engagementForm = together(
  form({
    id: recordId,
    actorId: recordId,
    counterpart: line(200),
    heldOn: isoDate,
    form: oneOf(ENGAGEMENT_FORMS),
    topic: oneOf(ENGAGEMENT_TOPICS),
    ourSide: line(200),
    message: text(4000),
    agreed: z.boolean({ error: "required" }),
    answer: optionalText(4000),
    commitment: optionalText(2000),
    dueOn: isoDate.nullish(),
    kept: oneOf(KEPT).nullish(),
    keptOn: isoDate.nullish(),
    followUp: optionalText(2000),
    areaId: recordId.nullish(),
    /** The brief that it answers to. */
    briefId: recordId.nullish(),
    sensitivity,
  }),
  (engagement, told) => {
    const { commitment, kept, dueOn, keptOn } = engagement;
    const needs = (field: string, isMissing: boolean) => {
      if (isMissing && told.holds("commitment", "kept", "dueOn", "keptOn")) told.fault([field], "required");
    };
    const isDone = Boolean(kept) && kept !== "open";
    needs("kept", Boolean(commitment) && !kept);
    needs("commitment", !commitment && Boolean(kept || dueOn));
    needs("keptOn", isDone && !keptOn);
    needs("kept", !isDone && Boolean(keptOn));
    for (const end of ["dueOn", "keptOn"]) inOrder(engagement, ["heldOn", end], told);
  },
);
export type EngagementInput = z.input<typeof engagementForm>;
export type Engagement = z.infer<typeof engagementForm>;

/** Is a commitment still open after the day it was promised for? Days are ISO. */
export const isOverdue = ({ kept, dueOn }: { kept: Kept | null; dueOn: string | null }, today: string) =>
  kept === "open" && dueOn !== null && dueOn < today;

/** Two contacts with one actor about one topic within so many days are to be coordinated. */
export const PARALLEL_DAYS = 14;

export interface Contact {
  ref: string;
  actor: { ref: string };
  topic: EngagementTopic;
  /** ISO day; of what was told generalised the first of its month. */
  heldOn: string;
  owner: string;
  /** Null: not told. */
  ourSide: string | null;
}

/**
 * Contacts that ran beside this one: the same actor and topic, at most PARALLEL_DAYS apart, by another organisation or
 * another function of the same. A handover is no contact with the actor.
 */
export function parallelTo<C extends Contact & { form: EngagementForm }>(
  one: Omit<Contact, "ref"> & { ref?: string; form: EngagementForm },
  all: readonly C[],
): C[] {
  if (one.form === "handover") return [];
  return all.filter(
    (other) =>
      other.ref !== one.ref &&
      other.form !== "handover" &&
      other.actor.ref === one.actor.ref &&
      other.topic === one.topic &&
      (other.owner !== one.owner || key(other.ourSide) !== key(one.ourSide)) &&
      Math.abs(dayOf(other.heldOn) - dayOf(one.heldOn)) <= PARALLEL_DAYS,
  );
}
const key = (text: string | null) => text?.trim().toLocaleLowerCase();
