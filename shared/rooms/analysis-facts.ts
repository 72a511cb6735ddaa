/**
 * The facts: one columnar table with a row per incident that a reader may see, the only input of every total.
 *
 * The server builds it under the reader's own row policies; client charts, timeline, map, reports and the command
 * line all read it through analysis.ts. Rows are sorted by day, then by ref. Unknown is -1 (NaN for coordinates,
 * 65535 for an area), never 0. Codes are indices into the append-only lists of incidents.ts.
 */
import type { ActorKind } from "./actors.ts";
import type { PartyRole } from "./incidents.ts";

/** A dataset as cited beside every figure. `measures` are the counts it records at all ("killed", "injured", …). */
export interface FactsDataset {
  id: string;
  name: string;
  title: string;
  version: string;
  licence: string;
  citation: string;
  primary: boolean;
  /** False where civilians have no low and high of their own (UCDP). */
  civilianRange: boolean;
  measures: string[];
}

/** An administrative area; `parent` is an index into the same list, -1 for none. Centre in WGS84 degrees. */
export interface FactsArea {
  ref: string;
  pcode: string | null;
  name: string;
  level: 0 | 1 | 2;
  parent: number;
  lon: number;
  lat: number;
}

/** A party. `communal`: named after a people, religion or community, and drawn as one grey class. */
export interface FactsActor {
  ref: string;
  name: string;
  kind: ActorKind;
  communal: boolean;
  joint: boolean;
  /** Records that are shown as this actor: who asks for one of them, asks for it. */
  also?: string[];
}

/** The parties of a row; many rows share one set. */
export interface FactsPartySet {
  members: { actor: number; role: PartyRole }[];
}

export interface FactsDictionaries {
  datasets: FactsDataset[];
  areas: FactsArea[];
  actors: FactsActor[];
  partySets: FactsPartySet[];
}

/** Columns of equal length `rows`; see each line for unit and the value that means "not recorded". */
export interface Facts {
  rows: number;
  /** Changes whenever any row or dictionary does; part of the ETag. */
  version: string;
  /** Last day of the event, days since 1970-01-01. */
  day: Int32Array;
  /** Last minus first day. */
  span: Uint16Array;
  /** Index into DATE_PRECISIONS. */
  datePrecision: Uint8Array;
  /** Index into dictionaries.datasets. */
  dataset: Uint8Array;
  /** Index into INCIDENT_KINDS. */
  kind: Uint8Array;
  /** Index into TACTICS. */
  tactic: Uint8Array;
  /** Index into VERIFICATION_LEVELS. */
  verification: Uint8Array;
  /** Index into LOCATION_PRECISIONS. */
  precision: Uint8Array;
  /** Index into dictionaries.partySets. */
  parties: Uint16Array;
  /** Index into dictionaries.areas, the finest area known, at most level 2; 65535 = none. */
  area: Uint16Array;
  /** Degrees; NaN unless the precision is exact or near. */
  lon: Float32Array;
  lat: Float32Array;
  /** All dead; -1 = not recorded. */
  killedLow: Int32Array;
  killedBest: Int32Array;
  killedHigh: Int32Array;
  /** Dead recorded as civilian; low and high -1 where the dataset gives no range. */
  civilianLow: Int32Array;
  civilian: Int32Array;
  civilianHigh: Int32Array;
  /** Dead of unknown status, never added to civilians. */
  unknownStatus: Int32Array;
  injured: Int32Array;
  abducted: Int32Array;
  displaced: Int32Array;
  /** Bits of FLAG. */
  flags: Uint8Array;
  dictionaries: FactsDictionaries;
}

/**
 * Bits of `flags`: the source contradicts itself, invented for a demonstration, "at least" (no upper bound), and that
 * the reader has a copy, not the record.
 */
export const FLAG = { contradiction: 1, illustrative: 2, atLeast: 4, copy: 8 } as const;

/** Value of `area` for a row that lies in no known area. */
export const NO_AREA = 65_535;

/** The integer and coordinate columns in the order of the wire, with their array types. */
export const FACT_COLUMNS = {
  day: Int32Array,
  span: Uint16Array,
  datePrecision: Uint8Array,
  dataset: Uint8Array,
  kind: Uint8Array,
  tactic: Uint8Array,
  verification: Uint8Array,
  precision: Uint8Array,
  parties: Uint16Array,
  area: Uint16Array,
  lon: Float32Array,
  lat: Float32Array,
  killedLow: Int32Array,
  killedBest: Int32Array,
  killedHigh: Int32Array,
  civilianLow: Int32Array,
  civilian: Int32Array,
  civilianHigh: Int32Array,
  unknownStatus: Int32Array,
  injured: Int32Array,
  abducted: Int32Array,
  displaced: Int32Array,
  flags: Uint8Array,
} as const;
export type FactColumn = keyof typeof FACT_COLUMNS;
export const FACT_COLUMN_NAMES = Object.keys(FACT_COLUMNS) as FactColumn[];

/**
 * Throws RangeError unless every column has exactly `rows` values and days never fall: a shifted column or an unsorted
 * one would be silently wrong in every figure.
 */
export function checkFacts(facts: Facts): void {
  const { day } = facts;
  for (let row = 1; row < day.length; row++) {
    if (day[row]! < day[row - 1]!) throw new RangeError(`facts: row ${row} is earlier than the one before`);
  }
  for (const name of FACT_COLUMN_NAMES) {
    if (facts[name].length !== facts.rows) {
      throw new RangeError(`facts: column ${name} has ${facts[name].length} values, not ${facts.rows}`);
    }
  }
}

/** Facts without a row, for those who need only what can be chosen: the lists of areas and actors. */
export function factsOfNothing({ areas, actors }: Pick<FactsDictionaries, "areas" | "actors">): Facts {
  const columns = FACT_COLUMN_NAMES.map((name) => [name, new FACT_COLUMNS[name](0)]);
  return {
    ...(Object.fromEntries(columns) as Pick<Facts, FactColumn>),
    ...{ rows: 0, version: "" },
    dictionaries: { datasets: [], areas, actors, partySets: [{ members: [] }] },
  };
}
