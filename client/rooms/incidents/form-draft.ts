/**
 * The draft of the log: what was typed, kept in this tab only (session storage) until it is sent or discarded, so that
 * a fault, a reload or a lost session takes nothing. form-build.ts turns it into what the server accepts.
 */
import { newId } from "../../../shared/ids.ts";
import type { AgeGroup, HarmKind, Sex } from "../../../shared/rooms/incidents.ts";
import { NO_PLACE } from "../places/form-found.ts";

/** People of one group; `count` as in form-count.ts. */
export interface GroupDraft {
  key: string;
  sex: string;
  age: string;
  population: string;
  count: string;
}
/** A line of counts as typed; an empty count says nothing. */
export interface HarmDraft {
  key: string;
  harm: string;
  status: string;
  count: string;
  groups: GroupDraft[];
}
export interface PartyDraft {
  key: string;
  actorId: string;
  role: string;
  attribution: string;
  confidence: string;
}
export interface DisplacementDraft {
  key: string;
  count: string;
  fromArea: string;
  fromWords: string;
  toArea: string;
  toWords: string;
}
export interface DamageDraft {
  key: string;
  siteKind: string;
  siteId: string;
  siteName: string;
  degree: string;
  functioning: string;
}

/** Everything as text, as it stands in the fields. */
export interface Draft {
  id: string;
  /** Harm to people, or a signal that is none. */
  mode: "harm" | "signal";
  kind: string;
  tactic: string;
  weapon: string;
  nexus: string;
  description: string;
  areaId: string;
  placeName: string;
  precision: string;
  lat: string;
  lon: string;
  /** What stands in the line of the place, how it was found, and why it is known better (PlaceField). */
  placeText: string;
  placeFound: string;
  placeReason: string;
  occurredFrom: string;
  occurredTo: string;
  datePrecision: string;
  sourceType: string;
  reliability: string;
  credibility: string;
  sourceNote: string;
  sourceDated: string;
  sourceGroup: string;
  sourceHolder: string;
  /** "": not asked; "some": those in consentTo; "none": nobody outside the own organisation. */
  consent: string;
  consentTo: string[];
  verification: string;
  sensitivity: string;
  harms: HarmDraft[];
  parties: PartyDraft[];
  displacement: DisplacementDraft[];
  damage: DamageDraft[];
  mrm: string[];
}

/** Women, men, girls, boys: the groups that have a field of their own. */
export const QUICK_GROUPS = [
  { name: "women", sex: "female", age: "adult" },
  { name: "men", sex: "male", age: "adult" },
  { name: "girls", sex: "female", age: "child" },
  { name: "boys", sex: "male", age: "child" },
] as const satisfies { name: string; sex: Sex; age: AgeGroup }[];

/** Harms that have a line from the start. */
export const QUICK_HARMS = ["killed", "injured", "abducted"] as const satisfies HarmKind[];

/** A person is presumed civilian until shown otherwise (UNMISS casualty reporting, 2020); the line says so. */
export const PRESUMED = "civilian";

export const emptyHarm = (harm = ""): HarmDraft => ({
  ...{ key: newId(), harm, status: PRESUMED, count: "", groups: [] },
});
export const emptyGroup = (about: Partial<GroupDraft> = {}): GroupDraft => ({
  ...{ key: newId(), sex: "", age: "", population: "", count: "" },
  ...about,
});
export const emptyParty = (actorId = ""): PartyDraft => ({
  ...{ key: newId(), actorId, role: "", attribution: "", confidence: "" },
});
export const emptyDisplacement = (): DisplacementDraft => ({
  ...{ key: newId(), count: "", fromArea: "", fromWords: "", toArea: "", toWords: "" },
});
export const emptyDamage = (): DamageDraft => ({
  ...{ key: newId(), siteKind: "", siteId: "", siteName: "", degree: "", functioning: "" },
});

/** No source, as it stands in the fields. */
export const NO_SOURCE = {
  ...{ sourceType: "", reliability: "", credibility: "", sourceNote: "", sourceDated: "", sourceGroup: "" },
  ...{ sourceHolder: "", consent: "", consentTo: [] as string[] },
};

/**
 * Nothing is preset that could be wrong without notice: no kind, date, count, party or sensitivity. A new report is a
 * lead until somebody checks it, so its level is `reported`.
 */
export const emptyDraft = (): Draft => ({
  ...{ id: newId(), mode: "harm", kind: "", tactic: "", weapon: "", nexus: "", description: "" },
  ...NO_PLACE,
  ...{ occurredFrom: "", occurredTo: "", datePrecision: "" },
  ...NO_SOURCE,
  ...{ verification: "reported", sensitivity: "" },
  harms: QUICK_HARMS.map((harm) => emptyHarm(harm)),
  ...{ parties: [], displacement: [], damage: [], mrm: [] },
});

/** Has anything been typed of a source? */
export const hasSource = (draft: Draft): boolean =>
  (Object.keys(NO_SOURCE) as (keyof typeof NO_SOURCE)[]).some((name) => draft[name].length > 0);
