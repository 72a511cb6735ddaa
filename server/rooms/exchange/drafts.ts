/**
 * Drafts: what a reader makes of one row before anything is known about the operation it goes to. A draft holds only
 * what its source says; null is "not recorded" and never zero. Areas and actors are still names and outside ids.
 */

import type { MultiPolygon, Polygon } from "geojson";
import type { ActorKind, ActorRelation } from "../../../shared/rooms/actors.ts";
import type { BaseKind } from "../../../shared/rooms/coverage.ts";
import type { DatasetForm } from "../../../shared/rooms/exchange.ts";
import type {
  DatePrecision,
  HarmKind,
  IncidentKind,
  LocationPrecision,
  PartyRole,
  PopulationGroup,
  SourceType,
  Tactic,
  VerificationLevel,
  VictimStatus,
} from "../../../shared/rooms/incidents.ts";
import type { Notes } from "./problems.ts";
import type { Row } from "./records.ts";

/** People counted, in one of UCDP's three figures or only the best one. */
export interface Count {
  low: number | null;
  best: number | null;
  high: number | null;
}

/** Counts of one harm to people of one status; `side` tells armed members of the first party from the second's. */
export interface HarmDraft extends Count {
  harm: HarmKind;
  status: VictimStatus;
  side: 1 | 2 | null;
  group: PopulationGroup | null;
}

/** A party by the source's id or, where it has none, by name only. `knownOnly`: dropped unless the actor is known. */
export interface PartyDraft {
  externalId: string | null;
  name: string;
  role: PartyRole;
  knownOnly: boolean;
}

export interface SourceDraft {
  type: SourceType;
  name: string;
  date: string | null;
  reference: string | null;
}

export interface IncidentDraft {
  line: number;
  externalId: string;
  kind: IncidentKind;
  tactic: Tactic | null;
  occurredFrom: string;
  occurredTo: string;
  datePrecision: DatePrecision;
  placeName: string | null;
  lon: number | null;
  lat: number | null;
  locationPrecision: LocationPrecision;
  adm1Name: string | null;
  adm2Name: string | null;
  countryIso3: string | null;
  parties: PartyDraft[];
  /** All dead, as the source totals them. */
  killed: Count;
  harms: HarmDraft[];
  verification: VerificationLevel;
  sources: SourceDraft[];
  /** low ≤ best ≤ high does not hold in the source; kept as published and marked. */
  asPublished: boolean;
  /** Columns kept as they are, for a reader who knows the source. */
  raw: Record<string, string>;
}

/** What a list says of an actor's relation to another: only the outside id of that one, and mostly no day. */
export interface RelationDraft {
  relation: ActorRelation;
  other: string;
}

export interface ActorDraft {
  line: number;
  externalId: string;
  name: string;
  aliases: string[];
  kind: ActorKind;
  /** Named after a religion, people or community: shown as one grey class, never as a perpetrator in charts. */
  communal: boolean;
  /** A composite side of several groups, counted as one party. */
  joint: boolean;
  relations: RelationDraft[];
  raw: Record<string, string>;
}

/** One place of one mission in one year. Strengths are yearly means; null is "size unknown". */
export interface BaseYearDraft {
  line: number;
  externalId: string;
  mission: string;
  place: string;
  lon: number;
  lat: number;
  kind: BaseKind;
  year: number;
  from: string;
  to: string;
  total: number | null;
  troops: number | null;
  police: number | null;
  observers: number | null;
  country: string;
}

export interface AreaDraft {
  pcode: string | null;
  name: string;
  level: 0 | 1 | 2 | 3;
  parentPcode: string | null;
  lon: number;
  lat: number;
  geometry: Polygon | MultiPolygon;
  areaSqkm: number | null;
  validOn: string | null;
}

/** People living in one area, total and by sex where the source tells. */
export interface PopulationDraft {
  line: number;
  pcode: string;
  level: 1 | 2 | 3;
  group: "total" | "female" | "male";
  people: number;
  year: number;
  source: string;
}

export interface SiteDraft {
  line: number;
  externalId: string;
  kind: "health" | "populated_place";
  name: string;
  lon: number;
  lat: number;
  raw: Record<string, string>;
}

/** A CSV format: which columns it needs, which dataset it is, and how a row becomes a draft (null: see the notes). */
export interface Reader<Draft> {
  needed: (string | string[])[];
  /** Column that identifies a record, where one column does. */
  idColumn?: string;
  dataset(file: string): DatasetForm;
  read(row: Row, notes: Notes): Draft | null;
}
