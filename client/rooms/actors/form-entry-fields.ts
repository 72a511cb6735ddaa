/**
 * The forms of engagements, field missions, briefs and options against a threat as lists of fields: one description each, one component for all
 * (form-entry.tsx). A draft holds texts; what was left empty is no value.
 */
import { ENGAGEMENT_FORMS, ENGAGEMENT_TOPICS, KEPT } from "../../../shared/rooms/actors-engagement.ts";
import { ACCESS_TYPES, BRIEF_PARTS, MISSION_STATES } from "../../../shared/rooms/actors-missions.ts";
import { MITIGATION_RESULTS, MITIGATIONS } from "../../../shared/rooms/actors-mitigations.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";

export type EntryKind = "engagement" | "mission" | "brief" | "mitigation";

export type Field =
  /** `kept`: goes along unseen. */
  | {
      name: string;
      as: "line" | "text" | "actor" | "area" | "areas" | "yes" | "access" | "kept";
      must?: true;
    }
  /** `past`: a day that must have come. */
  | { name: string; as: "date"; must?: true; past?: true }
  | { name: string; as: "code"; list: string; codes: readonly string[]; must?: true };

const REQUIRED_PARTS: readonly string[] = ["civilians", "likelyHarm", "asks"];

export const FIELDS: Record<EntryKind, readonly Field[]> = {
  engagement: [
    { name: "actorId", as: "actor", must: true },
    { name: "heldOn", as: "date", must: true, past: true },
    { name: "form", as: "code", list: "engagementForm", codes: ENGAGEMENT_FORMS, must: true },
    { name: "topic", as: "code", list: "engagementTopic", codes: ENGAGEMENT_TOPICS, must: true },
    { name: "counterpart", as: "line", must: true },
    { name: "ourSide", as: "line", must: true },
    { name: "message", as: "text", must: true },
    { name: "agreed", as: "yes" },
    { name: "answer", as: "text" },
    { name: "commitment", as: "text" },
    { name: "dueOn", as: "date" },
    { name: "kept", as: "code", list: "kept", codes: KEPT },
    { name: "keptOn", as: "date", past: true },
    { name: "followUp", as: "text" },
    { name: "areaId", as: "area" },
    { name: "briefId", as: "kept" },
  ],
  mission: [
    { name: "startsOn", as: "date", must: true },
    { name: "endsOn", as: "date", must: true },
    { name: "state", as: "code", list: "missionState", codes: MISSION_STATES, must: true },
    { name: "aim", as: "line", must: true },
    { name: "areaIds", as: "areas", must: true },
    { name: "route", as: "text" },
    { name: "met", as: "text" },
    { name: "access", as: "access" },
    { name: "programmes", as: "text" },
    { name: "findings", as: "text" },
    { name: "followUp", as: "text" },
    { name: "followUpOn", as: "date" },
  ],
  brief: [
    { name: "actorId", as: "actor", must: true },
    { name: "command", as: "line", must: true },
    { name: "areaIds", as: "areas", must: true },
    { name: "windowFrom", as: "date", must: true },
    { name: "windowTo", as: "date", must: true },
    ...BRIEF_PARTS.map((name): Field => {
      const field = { name, as: "text" } as const;
      return REQUIRED_PARTS.includes(name) ? { ...field, must: true } : field;
    }),
    { name: "handedOn", as: "date", past: true },
    { name: "handedHow", as: "code", list: "engagementForm", codes: ENGAGEMENT_FORMS },
    { name: "acknowledgedOn", as: "date", past: true },
    { name: "reviewedOn", as: "date", past: true },
    { name: "outcome", as: "text" },
  ],
  mitigation: [
    { name: "actorId", as: "actor", must: true },
    { name: "option", as: "code", list: "mitigation", codes: MITIGATIONS, must: true },
    { name: "words", as: "text", must: true },
    { name: "areaId", as: "area" },
    { name: "chosenOn", as: "date", must: true, past: true },
    { name: "chosenBy", as: "line", must: true },
    { name: "reviewOn", as: "date", must: true },
    { name: "reviewedOn", as: "date", past: true },
    { name: "result", as: "code", list: "mitigationResult", codes: MITIGATION_RESULTS },
    { name: "learned", as: "text" },
  ],
};

type Value = string | boolean | string[] | Record<string, string>;
export interface EntryDraft {
  id: string;
  sensitivity: Sensitivity | null;
  values: Record<string, Value>;
}

const EMPTY: Record<Field["as"], Value> = {
  ...{ line: "", text: "", actor: "", area: "", date: "", code: "", kept: "" },
  ...{ areas: [], yes: false, access: {} },
};

/** A stored record in the shape of its form: references instead of what they lead to. */
interface Stored {
  ref: string;
  sensitivity: Sensitivity;
  actor?: { ref: string } | null;
  place?: { ref: string } | null;
  places?: readonly { ref: string }[];
}

/** What a new record begins with, by field. */
export type Begun = Record<string, string | undefined>;

export function draftOf(kind: EntryKind, id: string, stored?: Stored, begun: Begun = {}): EntryDraft {
  const told: Record<string, unknown> = stored
    ? {
        ...{ ...stored, actorId: stored.actor?.ref, areaId: stored.place?.ref },
        areaIds: stored.places?.map(({ ref }) => ref),
      }
    : begun;
  const values = FIELDS[kind].map(({ name, as }): [string, Value] => {
    const value = told[name];
    if (as === "access") return [name, textsOf((value ?? {}) as Record<string, number>)];
    return [name, (value as Value | null | undefined) ?? EMPTY[as]];
  });
  return {
    id: stored?.ref ?? id,
    sensitivity: stored?.sensitivity ?? null,
    values: Object.fromEntries(values),
  };
}
const textsOf = (grades: Record<string, number>) =>
  Object.fromEntries(Object.entries(grades).map(([type, grade]) => [type, String(grade)]));

/** What is sent: empty texts are no value, grades of access are numbers. */
export function entryOf(kind: EntryKind, { id, sensitivity, values }: EntryDraft): Record<string, unknown> {
  const told = FIELDS[kind].map(({ name, as, must }): [string, unknown] => {
    const value = values[name] ?? EMPTY[as];
    if (as === "access") return [name, gradesOf(value as Record<string, string>)];
    return [name, value === "" && !must ? null : value];
  });
  return { id, sensitivity, ...Object.fromEntries(told) };
}
const gradesOf = (texts: Record<string, string>) =>
  Object.fromEntries(
    ACCESS_TYPES.flatMap((type) => (texts[type] ? [[type, Number(texts[type])] as const] : [])),
  );
