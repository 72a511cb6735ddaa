/** The plainest possible computation of what the aggregator answers: row by row, group by group. */
import {
  type Dimension,
  type Facts,
  type FactsFilter,
  FLAG,
  type GroupId,
  isBucket,
  MEASURES,
  NO_AREA,
  PARTY_CLASS,
} from "../../shared/rooms/analysis.ts";
import { MEASURE_COLUMNS } from "../../shared/rooms/analysis-packing.ts";
import {
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { bucketOf } from "../../shared/time-buckets.ts";

/** Areas of a row from its own up to the country. */
function chain(facts: Facts, row: number): { ref: string; level: number }[] {
  const found = [];
  for (let at = facts.area[row]!; at !== NO_AREA && at !== -1; at = facts.dictionaries.areas[at]!.parent) {
    found.push(facts.dictionaries.areas[at]!);
  }
  return found;
}

function members(facts: Facts, row: number) {
  const { partySets, actors } = facts.dictionaries;
  return partySets[facts.parties[row]!]!.members.map(({ actor, role }) => ({ ...actors[actor]!, role }));
}

function perpetrator(facts: Facts, row: number): string {
  const parties = members(facts, row);
  const alleged = parties.filter(({ role }) => role === "alleged_perpetrator");
  if (alleged.length > 1) return PARTY_CLASS.several;
  if (alleged[0]) return alleged[0].communal ? PARTY_CLASS.communal : alleged[0].ref;
  return parties.some(({ role }) => role === "party" || role === "opposing")
    ? PARTY_CLASS.fighting
    : PARTY_CLASS.none;
}

const isAmong = (wanted: readonly string[], { ref, communal }: { ref: string; communal: boolean }) =>
  wanted.includes(ref) || (communal && wanted.includes(PARTY_CLASS.communal));

/** Would this row be selected? Written row by row, the slow way. */
export function passes(facts: Facts, row: number, filter: FactsFilter): boolean {
  const among = (list: readonly string[] | null | undefined, value: string) =>
    !list?.length || list.includes(value);
  const dataset = facts.dictionaries.datasets[facts.dataset[row]!]!;
  return (
    (filter.from == null || facts.day[row]! >= filter.from) &&
    (filter.to == null || facts.day[row]! <= filter.to) &&
    (filter.dataset == null || filter.dataset === dataset.id || filter.dataset === dataset.name) &&
    among(filter.verification, VERIFICATION_LEVELS[facts.verification[row]!]!) &&
    among(filter.kinds, INCIDENT_KINDS[facts.kind[row]!]!) &&
    (Boolean(filter.kinds?.length) ||
      filter.signals === "with" ||
      INCIDENT_KINDS[facts.kind[row]!]!.startsWith("signal_") === (filter.signals === "only")) &&
    among(filter.tactics, TACTICS[facts.tactic[row]!]!) &&
    among(filter.precisions, LOCATION_PRECISIONS[facts.precision[row]!]!) &&
    (!filter.actors?.length || members(facts, row).some((side) => isAmong(filter.actors ?? [], side))) &&
    among(filter.perpetrators, perpetrator(facts, row)) &&
    (!filter.areas?.length || chain(facts, row).some(({ ref }) => filter.areas?.includes(ref))) &&
    (!filter.civiliansOnly || facts.civilian[row]! > 0 || facts.civilianLow[row]! > 0) &&
    (filter.includeIllustrative === true || (facts.flags[row]! & FLAG.illustrative) === 0)
  );
}

/** The groups a row belongs to in one dimension: one, except for the sides of an event. */
function idsOf(facts: Facts, row: number, dimension: Dimension): GroupId[] {
  if (isBucket(dimension)) return [bucketOf(facts.day[row]!, dimension)];
  switch (dimension) {
    case "verification":
      return [VERIFICATION_LEVELS[facts.verification[row]!]!];
    case "kind":
      return [INCIDENT_KINDS[facts.kind[row]!]!];
    case "tactic":
      return [TACTICS[facts.tactic[row]!]!];
    case "dataset":
      return [facts.dictionaries.datasets[facts.dataset[row]!]!.id];
    case "admin1":
      return [chain(facts, row).find(({ level }) => level === 1)?.ref ?? null];
    case "admin2":
      return [chain(facts, row).find(({ level }) => level === 2)?.ref ?? null];
    case "perpetratorGroup":
      return [perpetrator(facts, row)];
    case "actor": {
      const sides = members(facts, row).map(({ ref, communal }) => (communal ? PARTY_CLASS.communal : ref));
      return sides.length === 0 ? [PARTY_CLASS.none] : [...new Set(sides)];
    }
    case "none":
      return [null];
  }
}

const product = (lists: GroupId[][]): GroupId[][] =>
  lists.reduce<GroupId[][]>((keys, list) => keys.flatMap((key) => list.map((id) => [...key, id])), [[]]);

/** Totals the slow way: group name → row. */
export function slowly(facts: Facts, rows: number[], dimensions: readonly Dimension[]) {
  const groups = new Map<string, { key: GroupId[]; rows: number[] }>();
  for (const row of rows) {
    for (const key of product(dimensions.map((dimension) => idsOf(facts, row, dimension)))) {
      const name = JSON.stringify(key);
      groups.set(name, { key, rows: [...(groups.get(name)?.rows ?? []), row] });
    }
  }
  return [...groups.values()].map((group) => slowSums(facts, group.key, group.rows));
}

function slowSums(facts: Facts, key: GroupId[], rows: number[]) {
  const measures = MEASURES.map((measure) => {
    const values = rows.map((row) => facts[MEASURE_COLUMNS[measure]][row]!).filter((value) => value >= 0);
    return {
      measure,
      sum: values.length ? values.reduce((a, b) => a + b, 0) : null,
      missing: rows.length - values.length,
    };
  });
  return {
    ...Object.fromEntries(measures.map(({ measure, sum }) => [measure, sum])),
    notRecorded: Object.fromEntries(measures.map(({ measure, missing }) => [measure, missing])),
    key,
    events: rows.length,
    atLeast: rows.filter((row) => (facts.flags[row]! & FLAG.atLeast) !== 0).length,
  };
}

export const byName = (a: { key: GroupId[] }, b: { key: GroupId[] }) =>
  JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1;
