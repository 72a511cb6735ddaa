/**
 * Facts for tests: built from readable rows, from fast-check, or in bulk for measuring.
 */
import fc from "fast-check";
import {
  FACT_COLUMN_NAMES,
  FACT_COLUMNS,
  type FactColumn,
  type Facts,
  type FactsDictionaries,
  FLAG,
  NO_AREA,
} from "../../shared/rooms/analysis-facts.ts";
import {
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { dayOf } from "../../shared/time.ts";

/** One row as its columns hold it. */
export type FactRow = Record<FactColumn, number>;

export const KIND = (kind: (typeof INCIDENT_KINDS)[number]) => INCIDENT_KINDS.indexOf(kind);
export const LEVEL = (level: (typeof VERIFICATION_LEVELS)[number]) => VERIFICATION_LEVELS.indexOf(level);

/** A row with nothing recorded, on 1 January 2016. */
export const blankRow: FactRow = {
  day: dayOf("2016-01-01"),
  span: 0,
  datePrecision: 0,
  dataset: 0,
  kind: KIND("armed_clash"),
  tactic: TACTICS.indexOf("unknown"),
  verification: LEVEL("corroborated"),
  precision: 0,
  parties: 0,
  area: NO_AREA,
  lon: Number.NaN,
  lat: Number.NaN,
  killedLow: -1,
  killedBest: -1,
  killedHigh: -1,
  civilianLow: -1,
  civilian: -1,
  civilianHigh: -1,
  unknownStatus: -1,
  injured: -1,
  abducted: -1,
  displaced: -1,
  flags: 0,
};

/** Two datasets, a small country, four actors and the party sets of all perpetrator groups. */
export const smallWorld: FactsDictionaries = {
  datasets: [
    {
      id: "d-1",
      name: "ucdp-ged",
      title: "UCDP GED",
      version: "23.1",
      licence: "CC BY 4.0",
      citation: "Davies, Pettersson & Öberg (2023)",
      primary: true,
      civilianRange: false,
      measures: ["killed"],
    },
    {
      id: "d-2",
      name: "log",
      title: "Own log",
      version: "",
      licence: "",
      citation: "",
      primary: false,
      civilianRange: true,
      measures: ["killed", "injured", "abducted", "displaced"],
    },
  ],
  areas: [
    { ref: "a-0", pcode: "XX", name: "Country", level: 0, parent: -1, lon: 20, lat: 6 },
    { ref: "a-1", pcode: "XX1", name: "North", level: 1, parent: 0, lon: 20, lat: 7 },
    { ref: "a-2", pcode: "XX2", name: "South", level: 1, parent: 0, lon: 20, lat: 5 },
    { ref: "a-11", pcode: "XX11", name: "North One", level: 2, parent: 1, lon: 19, lat: 7 },
    { ref: "a-12", pcode: null, name: "North Two", level: 2, parent: 1, lon: 21, lat: 7 },
  ],
  actors: [
    { ref: "p-army", name: "Army", kind: "state_military", communal: false, joint: false },
    { ref: "p-group", name: "Group", kind: "nsag_rebel", communal: false, joint: false },
    { ref: "p-people-a", name: "People A", kind: "militia_community", communal: true, joint: false },
    { ref: "p-people-b", name: "People B", kind: "militia_community", communal: true, joint: false },
  ],
  partySets: [
    { members: [] },
    { members: [{ actor: 1, role: "alleged_perpetrator" }] },
    {
      members: [
        { actor: 0, role: "party" },
        { actor: 1, role: "party" },
      ],
    },
    { members: [{ actor: 2, role: "alleged_perpetrator" }] },
    {
      members: [
        { actor: 2, role: "party" },
        { actor: 3, role: "party" },
      ],
    },
    {
      members: [
        { actor: 0, role: "alleged_perpetrator" },
        { actor: 1, role: "alleged_perpetrator" },
      ],
    },
    { members: [{ actor: 0, role: "target" }] },
  ],
};

/** Facts out of rows, sorted by day as facts always are. */
export function factsOf(rows: Partial<FactRow>[], dictionaries: FactsDictionaries = smallWorld): Facts {
  const sorted = rows.map((row) => ({ ...blankRow, ...row })).sort((a, b) => a.day - b.day);
  const columns = Object.fromEntries(
    FACT_COLUMN_NAMES.map((name) => [name, FACT_COLUMNS[name].from(sorted.map((row) => row[name]))]),
  ) as unknown as Omit<Facts, "rows" | "version" | "dictionaries">;
  return { ...columns, rows: rows.length, version: "test", dictionaries };
}

const count = fc.oneof({ weight: 2, arbitrary: fc.constant(-1) }, { weight: 5, arbitrary: fc.nat(40) });
const codeOf = (list: readonly unknown[]) => fc.nat(list.length - 1);

/** Any row over the small world, with all the ways of not knowing. */
export const anyRow: fc.Arbitrary<FactRow> = fc.record({
  day: fc.integer({ min: dayOf("2015-11-01"), max: dayOf("2017-02-28") }),
  span: fc.oneof(fc.constant(0), fc.nat(70)),
  datePrecision: codeOf(DATE_PRECISIONS),
  dataset: codeOf(smallWorld.datasets),
  kind: codeOf(INCIDENT_KINDS),
  tactic: codeOf(TACTICS),
  verification: codeOf(VERIFICATION_LEVELS),
  precision: codeOf(LOCATION_PRECISIONS),
  parties: codeOf(smallWorld.partySets),
  area: fc.oneof(codeOf(smallWorld.areas), fc.constant(NO_AREA)),
  lon: fc.oneof(fc.constant(Number.NaN), fc.float({ min: -180, max: 180, noNaN: true })),
  lat: fc.oneof(fc.constant(Number.NaN), fc.float({ min: -90, max: 90, noNaN: true })),
  killedLow: count,
  killedBest: count,
  killedHigh: count,
  civilianLow: count,
  civilian: count,
  civilianHigh: count,
  unknownStatus: count,
  injured: count,
  abducted: count,
  displaced: fc.oneof(count, fc.nat(2_000_000_000)),
  flags: fc.nat(7),
});

export const anyFacts: fc.Arbitrary<Facts> = fc.array(anyRow, { maxLength: 60 }).map((rows) => factsOf(rows));

/** A small repeatable random source (mulberry32): benchmarks compare the same facts each time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A country of many areas and actors with `rows` events over 33 years, shaped like published event data. */
export function manyFacts(rows: number): Facts {
  const random = seeded(7);
  const pick = (size: number, skew = 2) => Math.floor(random() ** skew * size);
  const areas = [{ ...smallWorld.areas[0]! }];
  for (let i = 0; i < 700; i++) {
    const level = i < 60 ? 1 : 2;
    const at = { lon: 14 + random() * 13, lat: 2 + random() * 9 };
    areas.push({
      ref: `a-${i}`,
      pcode: `XX${i}`,
      name: `Area ${i}`,
      level,
      parent: level === 1 ? 0 : 1 + pick(60, 1),
      ...at,
    });
  }
  const actors = Array.from({ length: 300 }, (_, i) => ({
    ...smallWorld.actors[1]!,
    ref: `p-${i}`,
    name: `Actor ${i}`,
  }));
  const partySets: FactsDictionaries["partySets"] = [{ members: [] }];
  for (let i = 0; i < 300; i++) partySets.push({ members: [{ actor: i, role: "alleged_perpetrator" }] });
  for (let i = 0; i < 600; i++) {
    partySets.push({
      members: [pick(300, 1), pick(300, 1)].map((actor) => ({ actor, role: "party" as const })),
    });
  }
  const villages = Array.from({ length: 2_000 }, () => ({
    area: 61 + pick(640),
    lon: 14 + random() * 13,
    lat: 2 + random() * 9,
  }));
  const made = Array.from({ length: rows }, () => {
    const best = pick(60, 4);
    const civilian = pick(best + 1, 1);
    const precision = pick(5, 3);
    const village = villages[pick(villages.length)]!;
    return {
      day: dayOf("1989-01-01") + pick(12_000, 0.7),
      span: random() < 0.7 ? 0 : pick(30),
      datePrecision: pick(4, 3),
      kind: KIND(random() < 0.4 ? "attack_on_civilians" : "armed_clash"),
      precision,
      parties: random() < 0.4 ? 1 + pick(300) : 301 + pick(600),
      area: precision < 4 ? village.area : NO_AREA,
      lon: precision < 2 ? village.lon : Number.NaN,
      lat: precision < 2 ? village.lat : Number.NaN,
      killedLow: best - pick(best + 1, 6),
      killedBest: best,
      killedHigh: best + pick(best + 2, 4),
      civilian,
      unknownStatus: pick(best - civilian + 1, 3),
      flags: random() < 0.005 ? FLAG.contradiction : 0,
    };
  });
  return factsOf(made, { ...smallWorld, areas, actors, partySets });
}
