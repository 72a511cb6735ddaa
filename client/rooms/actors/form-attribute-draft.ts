/** The draft of a claim as its fields hold it, all texts, and what is sent of it: what was left empty is no value. */
import type { ClaimAnswer } from "../../../shared/rooms/actors-answers.ts";
import {
  type AttributeCode,
  attributeOf,
  type ClaimFormInput,
} from "../../../shared/rooms/actors-attributes.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import { orNull } from "./form-fields.tsx";

/** Parts of a value in the order in which their fields stand. */
export const PART_LABELS = [
  ...["text", "code", "about", "above", "role", "rank", "name", "reason", "areaId"],
  ...["low", "best", "high", "channel", "holder", "lastContact", "intent", "capability", "opportunity", "km"],
] as ("text" | "code" | "about" | "above" | "role" | "rank" | "name" | "reason" | "areaId")[];
export type Part = keyof NonNullable<ClaimAnswer["value"]>;

/** Fields of each shape. */
export const FIELDS_OF: Record<ReturnType<typeof attributeOf>["shape"], readonly Part[]> = {
  text: ["text"],
  code: ["code"],
  count: ["low", "best", "high"],
  commander: ["role", "rank"],
  person: ["role", "name", "reason"],
  place: ["areaId"],
  contact: ["role", "channel", "holder", "lastContact"],
  clarity: ["code", "about", "above"],
  threat: ["intent", "capability", "opportunity", "text"],
  distance: ["km", "text"],
};

export const sourceOf = () => ({ type: "", said: "", dated: "", reference: "" });

export interface ClaimDraft {
  id: string;
  attribute: string;
  value: Partial<Record<Part, string>>;
  from: string;
  fromPrecision: string;
  to: string;
  toPrecision: string;
  asOf: string;
  reliability: string;
  credibility: string;
  sources: ReturnType<typeof sourceOf>[];
  note: string;
  sensitivity: Sensitivity | null;
}

/**
 * A correction begins with what is stored; who says so now is asked anew.
 * @param attribute of a new claim; empty: to be chosen
 */
export function claimDraft(stored: ClaimAnswer | undefined, id: string, attribute: string): ClaimDraft {
  const value = Object.fromEntries(
    Object.entries(stored?.value ?? {}).map(([part, text]) => [part, text == null ? "" : String(text)]),
  );
  return {
    ...{ id: stored?.ref ?? id, attribute: stored?.attribute ?? attribute, value },
    ...{ from: stored?.from ?? "", fromPrecision: stored?.fromPrecision ?? "day" },
    ...{ to: stored?.to ?? "", toPrecision: stored?.toPrecision ?? "day", asOf: stored?.asOf ?? "" },
    ...{ reliability: stored?.reliability ?? "", credibility: stored?.credibility ?? "" },
    ...{ sources: [sourceOf()], note: stored?.note ?? "", sensitivity: stored?.sensitivity ?? null },
  };
}

const NUMBERS: readonly Part[] = ["low", "best", "high", "intent", "capability", "opportunity", "km"];

export function formOf(draft: ClaimDraft, actorId: string) {
  const parts = draft.attribute ? FIELDS_OF[attributeOf(draft.attribute as AttributeCode).shape] : [];
  const value = Object.fromEntries(
    parts.flatMap((part) => {
      const text = draft.value[part]?.trim();
      if (!text) return [];
      return [[part, NUMBERS.includes(part) ? Number(text) : text]];
    }),
  );
  const sources = draft.sources.map(({ type, said, dated, reference }) => ({
    ...{ type, said: orNull(said), dated: orNull(dated), reference: orNull(reference) },
  }));
  const days = { from: orNull(draft.from), to: orNull(draft.to) };
  return {
    ...draft,
    actorId,
    value,
    sources,
    ...days,
    note: orNull(draft.note),
  } as unknown as ClaimFormInput;
}
