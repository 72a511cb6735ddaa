/** A draft as the form to send, or the faults of its fields by the paths of the draft's own lines. */
import type { z } from "zod";
import { typedNumber } from "../../../shared/digits.ts";
import { incidentEdit, incidentForm, type Range, UNIDENTIFIED } from "../../../shared/rooms/incidents.ts";
import { type AlikeForm, alikeForm } from "../../../shared/rooms/incidents-alike.ts";
import { fieldIssues } from "../../../shared/rooms/records.ts";
import { dayOf, isDate } from "../../../shared/time.ts";
import { lacksReason, nameWithReason } from "../places/form-found.ts";
import { countOf, isCounted } from "./form-count.ts";
import { type Draft, type GroupDraft, type HarmDraft, hasSource } from "./form-draft.ts";

const textOf = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
const orNull = (text: string): string | null => textOf(text) ?? null;
const isGroupTouched = ({ count, population }: GroupDraft) => isCounted(count) || population !== "";
/** A line that says how many, or that nobody knows; of a quick line its name alone says nothing. */
export const isTouched = ({ harm, count, groups }: HarmDraft): boolean =>
  isCounted(count) || groups.some(isGroupTouched) || (harm !== "" && count === "?");

const harmOf = ({ harm, status, count, groups }: HarmDraft) => ({
  harm: textOf(harm),
  status: textOf(status),
  ...countOf(count),
  groups: groups.filter(isGroupTouched).map(({ sex, age, population, count: number }) => ({
    ...{ sex: textOf(sex), age: textOf(age), population: orNull(population), ...countOf(number) },
  })),
});

/** How well the dates typed know the day: the length of their span (UCDP date_prec). */
export function precisionOfDates(from: string, to: string): string {
  const last = to === "" ? from : to;
  if (!isDate(from) || !isDate(last)) return "day";
  const days = dayOf(last) - dayOf(from) + 1;
  const steps = [
    [1, "day"],
    [6, "range_2_6d"],
    [7, "week"],
    [31, "month"],
  ] as const;
  return steps.find(([most]) => days <= most)?.[1] ?? "year";
}

const sourceOf = (draft: Draft) => ({
  type: textOf(draft.sourceType),
  reliability: orNull(draft.reliability),
  credibility: orNull(draft.credibility),
  note: orNull(draft.sourceNote),
  dated: orNull(draft.sourceDated),
  independenceGroup: orNull(draft.sourceGroup),
  holder: orNull(draft.sourceHolder),
  consent: draft.consent === "" ? null : draft.consent === "none" ? [] : draft.consentTo,
});

/** What only harm has; typed and then switched to a signal it stays in the draft and is not sent. */
const harmPartsOf = (draft: Draft) => ({
  harms: draft.harms.filter(isTouched).map(harmOf),
  displacement: draft.displacement.map(({ count, fromArea, fromWords, toArea, toWords }) => ({
    ...countOf(count),
    ...{
      fromArea: orNull(fromArea),
      fromWords: orNull(fromWords),
      toArea: orNull(toArea),
      toWords: orNull(toWords),
    },
  })),
  damage: draft.damage.map(({ siteKind, siteId, siteName, degree, functioning }) => ({
    ...{ siteKind: textOf(siteKind), siteId: orNull(siteId), siteName: orNull(siteName) },
    ...{ degree: textOf(degree), functioning: textOf(functioning) },
  })),
  mrm: draft.mrm,
});
const NO_HARM = { harms: [], displacement: [], damage: [], mrm: [] };

/** The draft as the form's input. Untouched lines of counts are left out; a last day left empty is the first. */
function inputOf(draft: Draft) {
  return {
    id: draft.id,
    kind: textOf(draft.kind),
    tactic: orNull(draft.tactic),
    weapon: orNull(draft.weapon),
    nexus: textOf(draft.nexus),
    place: {
      areaId: orNull(draft.areaId),
      lon: typedNumber(draft.lon),
      lat: typedNumber(draft.lat),
      precision: textOf(draft.precision),
      placeName: orNull(nameWithReason(draft)),
    },
    occurredFrom: textOf(draft.occurredFrom),
    occurredTo: textOf(draft.occurredTo) ?? textOf(draft.occurredFrom),
    datePrecision: textOf(draft.datePrecision) ?? precisionOfDates(draft.occurredFrom, draft.occurredTo),
    sources: [sourceOf(draft)],
    ...(draft.mode === "signal" ? NO_HARM : harmPartsOf(draft)),
    parties: draft.parties.map(({ actorId, role, attribution, confidence }) => ({
      ...{ actorId: textOf(actorId), role: textOf(role) },
      ...{ attribution: textOf(attribution), confidence: orNull(confidence) },
    })),
    verification: textOf(draft.verification),
    sensitivity: textOf(draft.sensitivity),
    description: orNull(draft.description),
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

/** What of a draft is compared with what is told already; null while what, where or when is missing. */
export function alikeOf(draft: Draft): AlikeForm | null {
  const { id, kind, place, occurredFrom, occurredTo, harms, parties, description } = inputOf(draft);
  const killed = harms.filter(({ harm, best }) => harm === "killed" && best !== null);
  const parsed = alikeForm.safeParse({
    ...{ id, kind, place, occurredFrom, occurredTo, description },
    parties: parties.flatMap(({ actorId }) => (actorId && actorId !== UNIDENTIFIED ? [actorId] : [])),
    killed: killed.length === 0 ? null : killed.reduce((sum, { best }) => sum + (best ?? 0), 0),
  });
  return parsed.success && parsed.data.occurredFrom <= parsed.data.occurredTo ? parsed.data : null;
}

function built<Form>(parsed: z.ZodSafeParseResult<Form>, draft: Draft): Built<Form> {
  const lacks = lacksReason(draft);
  const faults: Faults = lacks ? { "place.reason": "reason_missing" } : {};
  if (parsed.success) return lacks ? { faults } : { form: parsed.data };
  for (const { path, code } of fieldIssues(parsed.error)) faults[fieldOf(path, draft)] ??= code;
  // A last day left empty is the first, so it cannot lack by itself.
  if (faults.occurredFrom && draft.occurredTo.trim() === "") delete faults.occurredTo;
  return { faults };
}

type Path = (string | number)[];
const BOUNDS: readonly string[] = ["low", "best", "high"] satisfies (keyof Range)[];
/** Where the fault of a whole line stands. */
const LINE_FIELD: Record<string, string> = {
  harms: "status",
  parties: "actorId",
  displacement: "count",
  damage: "siteKind",
};

/** The field of the draft that a path of the form is typed in: lines by their own number, bounds in the one count. */
export function fieldOf(path: Path, draft: Draft): string {
  const [list, sent, ...rest] = path;
  if (typeof list !== "string" || typeof sent !== "number" || !(list in LINE_FIELD)) return path.join(".");
  const lines = draft.harms.flatMap((line, at) => (isTouched(line) ? [at] : []));
  const at = list === "harms" ? (lines[sent] ?? sent) : sent;
  if (rest.length === 0) return [list, at, LINE_FIELD[list]].join(".");
  if (list === "harms" && rest[0] === "groups" && typeof rest[1] === "number") {
    const groups = draft.harms[at]?.groups ?? [];
    const touched = groups.flatMap((group, index) => (isGroupTouched(group) ? [index] : []));
    return ["harms", at, "groups", touched[rest[1]] ?? rest[1], ...rest.slice(2).map(nameOf)].join(".");
  }
  return [list, at, ...rest.map(nameOf)].join(".");
}

const nameOf = (step: string | number) => (BOUNDS.includes(String(step)) ? "count" : step);
