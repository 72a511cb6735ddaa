/**
 * Which facts a figure is about: the filter that stands in the address, and the rows it selects.
 *
 * Every filter but the period is a look-up table over one small-integer column, applied one after the other to a list
 * of row numbers; filters that are not set, or that no row could fail, cost nothing. The rows of the last few filters
 * are kept for all time, so that a brush over the time line only has to find the ends of its period in them.
 */
import { type Facts, type FactsArea, FLAG, NO_AREA } from "./analysis-facts.ts";
import { actorOf, perpetratorOf, shownActor } from "./analysis-parties.ts";
import { type Selection, within } from "./analysis-period.ts";
import {
  INCIDENT_KINDS,
  type IncidentKind,
  isSignal,
  LOCATION_PRECISIONS,
  type LocationPrecision,
  TACTICS,
  type Tactic,
  VERIFICATION_LEVELS,
  type VerificationLevel,
} from "./incidents.ts";

/** All parts are optional and combine with "and"; a list combines its members with "or", an empty list is no filter. */
export interface FactsFilter {
  /** Last day of the event, days since 1970-01-01, both ends inclusive. */
  from?: number | null;
  to?: number | null;
  /** Id or name of one dataset. An unknown one selects nothing. */
  dataset?: string | null;
  verification?: readonly VerificationLevel[] | null;
  kinds?: readonly IncidentKind[] | null;
  /** Signals are no harm and stay out of every figure, unless `kinds` names them or a list shows them beside. */
  signals?: "without" | "with" | "only";
  tactics?: readonly Tactic[] | null;
  /** Actors on any side: refs, or the class of all communal groups (PARTY_CLASS). */
  actors?: readonly string[] | null;
  /** Ids of the dimension `perpetratorGroup`. */
  perpetrators?: readonly string[] | null;
  /** Refs of areas, each for itself and all below it; or UNPLACED, onlyWithin: what is known to a wider area, or none. */
  areas?: readonly string[] | null;
  precisions?: readonly LocationPrecision[] | null;
  /** Only events with at least one dead recorded as civilian; a copy tells so by its lower end. */
  civiliansOnly?: boolean;
  /** Illustrative rows stay out of every figure unless asked for. */
  includeIllustrative?: boolean;
}

type CodeColumn = Uint8Array | Uint16Array;

/** The rows a filter selects, in the order of the facts (by day). */
export function select(facts: Facts, filter: FactsFilter = {}): Selection {
  const { from, to, ...lasting } = filter;
  const kept = keptFor(facts, lasting);
  if (!kept.rows) {
    const inPeriod = within(facts, everyRow(facts), from, to);
    kept.read += inPeriod.length;
    if (kept.read < facts.rows) return findRows(facts, lasting, inPeriod);
    kept.rows = findRows(facts, lasting, everyRow(facts));
  }
  return within(facts, kept.rows, from, to);
}

type LastingFilter = Omit<FactsFilter, "from" | "to">;

/**
 * What is known of a filter: its rows of all time, once as many rows were read for its periods. Before that, to find
 * them would take longer than it saves.
 */
interface Kept {
  rows: Selection | null;
  read: number;
}

/** How many filters are kept: those of a dashboard's charts, map, list and comparisons, and of one before it. */
const KEPT_FILTERS = 16;
const keptFilters = new WeakMap<Facts, Map<string, Kept>>();

/** What is kept of a filter; the one not asked for longest makes room. */
function keptFor(facts: Facts, filter: LastingFilter): Kept {
  const filters = keptFilters.get(facts) ?? new Map<string, Kept>();
  keptFilters.set(facts, filters);
  const key = JSON.stringify(filter);
  const kept = filters.get(key) ?? { rows: null, read: 0 };
  filters.delete(key);
  filters.set(key, kept);
  const [oldest] = filters.keys();
  if (filters.size > KEPT_FILTERS) filters.delete(oldest!);
  return kept;
}

/** Those of the rows that a filter lets through. */
function findRows(facts: Facts, filter: LastingFilter, rows: Selection): Selection {
  let found = rows;
  for (const [column, allowed] of tables(facts, filter)) {
    if (!codesOf(column).every((code) => allowed[code] === 1)) found = keep(found, column, allowed);
  }
  return filter.civiliansOnly
    ? found.filter((row) => facts.civilian[row]! > 0 || facts.civilianLow[row]! > 0)
    : found;
}

/** The tables of all filters that are set. */
function tables(facts: Facts, filter: LastingFilter): [CodeColumn, Uint8Array][] {
  const { dictionaries } = facts;
  const among = (list: readonly string[], wanted: readonly string[]) =>
    table(256, (i) => wanted.includes(list[i] ?? ""));
  const found: [CodeColumn, Uint8Array][] = [];
  const { dataset: wanted } = filter;
  const isOf = (i: number) =>
    wanted == null || dictionaries.datasets[i]?.id === wanted || dictionaries.datasets[i]?.name === wanted;
  if (wanted != null) found.push([facts.dataset, table(256, isOf)]);
  // Published datasets hold none, so that their figures need not look at every row for it.
  if (!filter.includeIllustrative && illustrativeDatasets(facts).some(isOf)) {
    found.push([facts.flags, table(256, (bits) => (bits & FLAG.illustrative) === 0)]);
  }
  if (filter.verification?.length)
    found.push([facts.verification, among(VERIFICATION_LEVELS, filter.verification)]);
  if (filter.kinds?.length) found.push([facts.kind, among(INCIDENT_KINDS, filter.kinds)]);
  else if (filter.signals !== "with") {
    const wantsSignals = filter.signals === "only";
    found.push([facts.kind, table(256, (i) => isSignal(INCIDENT_KINDS[i] ?? "") === wantsSignals)]);
  }
  if (filter.tactics?.length) found.push([facts.tactic, among(TACTICS, filter.tactics)]);
  if (filter.precisions?.length) found.push([facts.precision, among(LOCATION_PRECISIONS, filter.precisions)]);
  if (filter.actors?.length) found.push([facts.parties, actorTable(facts, standing(facts, filter.actors))]);
  if (filter.perpetrators?.length)
    found.push([facts.parties, perpetratorTable(facts, standing(facts, filter.perpetrators))]);
  if (filter.areas?.length) found.push([facts.area, areaTable(dictionaries.areas, new Set(filter.areas))]);
  return found;
}

function table(size: number, allowed: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: size }, (_, code) => (allowed(code) ? 1 : 0));
}

/** The actors asked for, also by the references of other records of theirs. */
function standing({ dictionaries }: Facts, wanted: readonly string[]): ReadonlySet<string> {
  return new Set(wanted.map((ref) => actorOf(dictionaries.actors, ref)));
}

function actorTable({ dictionaries }: Facts, wanted: ReadonlySet<string>): Uint8Array {
  const isWanted = dictionaries.actors.map((actor) => wanted.has(actor.ref) || wanted.has(shownActor(actor)));
  const test = (set: number) => dictionaries.partySets[set]!.members.some(({ actor }) => isWanted[actor]);
  return table(dictionaries.partySets.length, test);
}

function perpetratorTable({ dictionaries }: Facts, wanted: ReadonlySet<string>): Uint8Array {
  const test = (set: number) => wanted.has(perpetratorOf(dictionaries.partySets[set]!, dictionaries.actors));
  return table(dictionaries.partySets.length, test);
}

/** Stand for the rows that a ranking by province or district cannot place, and for those known to no area at all. */
export const UNPLACED = { admin1: "no-province", admin2: "no-district", any: "no-area" } as const;

const ONLY = "only:";
/** Stands for the rows known to an area itself and to none of those below it. */
export const onlyWithin = (area: string): string => `${ONLY}${area}`;
/** The area that such a mark names, or undefined for anything else. */
export const areaOfOnly = (mark: string): string | undefined =>
  mark.startsWith(ONLY) ? mark.slice(ONLY.length) : undefined;

function areaTable(areas: readonly FactsArea[], wanted: ReadonlySet<string>): Uint8Array {
  const isWider = (index: number) => {
    const level = areas[index]?.level ?? -1;
    return (level < 1 && wanted.has(UNPLACED.admin1)) || (level < 2 && wanted.has(UNPLACED.admin2));
  };
  const isWithin = (index: number): boolean => {
    const area = areas[index];
    return area !== undefined && (wanted.has(area.ref) || isWithin(area.parent));
  };
  const isNowhere = (index: number) => index === NO_AREA && wanted.has(UNPLACED.any);
  const isOnly = (index: number) => wanted.has(onlyWithin(areas[index]?.ref ?? ""));
  const marked = [UNPLACED.admin1, UNPLACED.admin2, UNPLACED.any].some((mark) => wanted.has(mark));
  const asksMore = marked || [...wanted].some((mark) => areaOfOnly(mark) !== undefined);
  const isMore = (index: number) => isWider(index) || isNowhere(index) || isOnly(index);
  const isWanted = asksMore ? (index: number) => isWithin(index) || isMore(index) : isWithin;
  // Only the areas there are: to ask for all 65,536 codes would take longer than to look through the rows.
  const allowed = new Uint8Array(NO_AREA + 1);
  for (const index of [...areas.keys(), NO_AREA]) allowed[index] = isWanted(index) ? 1 : 0;
  return allowed;
}

let scratch = new Uint32Array(0);

/** Writes every row and advances only past the kept ones: no branch for the processor to guess wrong. */
function keep(rows: Selection, column: CodeColumn, allowed: Uint8Array): Selection {
  if (scratch.length < rows.length) scratch = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    scratch[count] = row;
    count += allowed[column[row]!]!;
  }
  return count === rows.length ? rows : scratch.slice(0, count);
}

const everyRows = new WeakMap<Facts, Selection>();

/** 0, 1, 2 … for all rows. */
function everyRow(facts: Facts): Selection {
  const rows = everyRows.get(facts) ?? Uint32Array.from({ length: facts.rows }, (_, row) => row);
  everyRows.set(facts, rows);
  return rows;
}

const illustrative = new WeakMap<Facts, readonly number[]>();

/** Numbers of the datasets that hold illustrative rows. */
function illustrativeDatasets(facts: Facts): readonly number[] {
  const known = illustrative.get(facts);
  if (known) return known;
  const seen = new Set<number>();
  for (let row = 0; row < facts.rows; row++)
    if ((facts.flags[row]! & FLAG.illustrative) !== 0) seen.add(facts.dataset[row]!);
  const found = [...seen];
  illustrative.set(facts, found);
  return found;
}

const codes = new WeakMap<CodeColumn, readonly number[]>();

/** The different codes in a column: a filter that allows them all need not run. */
function codesOf(column: CodeColumn): readonly number[] {
  const known = codes.get(column);
  if (known) return known;
  const seen = new Uint8Array(NO_AREA + 1);
  for (let row = 0; row < column.length; row++) seen[column[row]!] = 1;
  const found = [...seen.keys()].filter((code) => seen[code] === 1);
  codes.set(column, found);
  return found;
}
