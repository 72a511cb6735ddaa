/**
 * The draft of the short log: what was typed, kept in this tab only (session storage) until it is sent or discarded,
 * so that a fault, a reload or a lost session takes nothing. `buildForm` turns it into what the server accepts, and
 * `buildEdit` where it changes a stored report.
 */
import type { z } from "zod";
import { newId } from "../../../shared/ids.ts";
import { incidentEdit, incidentForm } from "../../../shared/rooms/incidents.ts";
import { fieldIssues } from "../../../shared/rooms/records.ts";

/** A line of counts as typed; empty = unknown. */
export interface HarmDraft {
  key: string;
  harm: string;
  status: string;
  low: string;
  best: string;
  high: string;
}
export interface PartyDraft {
  key: string;
  actorId: string;
  role: string;
}

/** Everything as text, as it stands in the fields. */
export interface Draft {
  id: string;
  kind: string;
  tactic: string;
  description: string;
  areaId: string;
  placeName: string;
  precision: string;
  lat: string;
  lon: string;
  occurredFrom: string;
  occurredTo: string;
  datePrecision: string;
  sourceType: string;
  reliability: string;
  credibility: string;
  sourceNote: string;
  verification: string;
  sensitivity: string;
  harms: HarmDraft[];
  parties: PartyDraft[];
}

export const emptyHarm = (): HarmDraft => ({
  key: newId(),
  harm: "",
  status: "",
  low: "",
  best: "",
  high: "",
});
export const emptyParty = (): PartyDraft => ({ key: newId(), actorId: "", role: "" });

/** Nothing is preset that could be wrong without notice: no kind, date, count, party or sensitivity. */
export const emptyDraft = (): Draft => ({
  id: newId(),
  kind: "",
  tactic: "",
  description: "",
  areaId: "",
  placeName: "",
  precision: "",
  lat: "",
  lon: "",
  occurredFrom: "",
  occurredTo: "",
  datePrecision: "",
  sourceType: "",
  reliability: "",
  credibility: "",
  sourceNote: "",
  verification: "",
  sensitivity: "",
  harms: [emptyHarm()],
  parties: [],
});

const textOf = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
/** Empty is unknown; what is no number stays as typed, so that the rule can say so. */
const numberOf = (text: string): number | null =>
  text.trim() === "" ? null : Number(text.replace(",", "."));

const isTouched = ({ harm, status, low, best, high }: HarmDraft): boolean =>
  [harm, status, low, best, high].some((text) => text !== "");

/** The draft as the form's input. Untouched lines of counts are left out; a last day left empty is the first. */
function inputOf(draft: Draft) {
  return {
    id: draft.id,
    kind: textOf(draft.kind),
    tactic: textOf(draft.tactic) ?? null,
    place: {
      areaId: textOf(draft.areaId) ?? null,
      lon: numberOf(draft.lon),
      lat: numberOf(draft.lat),
      precision: textOf(draft.precision),
      placeName: textOf(draft.placeName) ?? null,
    },
    occurredFrom: textOf(draft.occurredFrom),
    occurredTo: textOf(draft.occurredTo) ?? textOf(draft.occurredFrom),
    datePrecision: textOf(draft.datePrecision),
    sources: [
      {
        type: textOf(draft.sourceType),
        reliability: textOf(draft.reliability) ?? null,
        credibility: textOf(draft.credibility) ?? null,
        note: textOf(draft.sourceNote) ?? null,
      },
    ],
    harms: draft.harms.filter(isTouched).map(({ harm, status, low, best, high }) => ({
      harm: textOf(harm),
      status: textOf(status),
      low: numberOf(low),
      best: numberOf(best),
      high: numberOf(high),
    })),
    parties: draft.parties.map(({ actorId, role }) => ({ actorId: textOf(actorId), role: textOf(role) })),
    verification: textOf(draft.verification),
    sensitivity: textOf(draft.sensitivity),
    description: textOf(draft.description) ?? null,
  };
}

/** Faults by dotted path, with the code of each. */
export type Faults = Record<string, string>;

type Built<Form> = { form: Form } | { faults: Faults };

/** The form to send, or the faults of its fields. */
export const buildForm = (draft: Draft) => built(incidentForm.safeParse(inputOf(draft)), draft);

/** The same of a change: a source is added only where something was typed of it. */
export function buildEdit(draft: Draft) {
  const input = inputOf(draft);
  const edit = { ...input, sources: hasSource(draft) ? input.sources : [] };
  return built(incidentEdit.safeParse(edit), draft);
}

/** No source, as it stands in the fields. */
export const NO_SOURCE = { sourceType: "", reliability: "", credibility: "", sourceNote: "" };

/** Has anything been typed of a source? */
export const hasSource = ({ sourceType, reliability, credibility, sourceNote }: Draft): boolean =>
  [sourceType, reliability, credibility, sourceNote].some((text) => text !== "");

/** Paths of counts are those of the draft's own lines. */
function built<Form>(parsed: z.ZodSafeParseResult<Form>, draft: Draft): Built<Form> {
  if (parsed.success) return { form: parsed.data };
  const lines = draft.harms.flatMap((harm, index) => (isTouched(harm) ? [index] : []));
  const faults: Faults = {};
  for (const { path, code } of fieldIssues(parsed.error)) {
    const steps =
      path[0] === "harms" && typeof path[1] === "number" ? [path[0], lines[path[1]], ...path.slice(2)] : path;
    faults[steps.join(".")] ??= code;
  }
  // A last day left empty is the first, so it cannot lack by itself.
  if (faults.occurredFrom && draft.occurredTo.trim() === "") delete faults.occurredTo;
  return { faults };
}
