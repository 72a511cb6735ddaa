/**
 * Harm as counts by group. A person says how many in all and as much about the groups as they know; what is left over
 * is counted once, as people of unknown sex and age. Bounds are added and taken apart linearly, as UCDP adds low, best
 * and high; "at least n" is low = best = n with an open upper end (high null).
 */
import { z } from "zod";
import {
  AGE_GROUPS,
  type AgeGroup,
  COUNTED_BY_INCIDENT,
  type GraveViolation,
  HARM_KINDS,
  type HarmKind,
  POPULATION_GROUPS,
  type PopulationGroup,
  SEX,
  type Sex,
  VICTIM_STATUS,
  type VictimStatus,
} from "./incidents-lists.ts";
import { type FormIssue, form, issue, oneOf, whole } from "./records.ts";
import { together } from "./records-together.ts";

const countOrUnknown = whole(0, 10_000_000, "negative_count").nullable();
const COUNTED = { low: countOrUnknown, best: countOrUnknown, high: countOrUnknown };

/** People of one group; its number is known, or it is not named. */
const harmGroup = form({
  sex: oneOf(SEX),
  age: oneOf(AGE_GROUPS),
  population: oneOf(POPULATION_GROUPS).nullish(),
  ...COUNTED,
});
export type HarmGroup = z.infer<typeof harmGroup>;

/**
 * People harmed: low, best, high; null = unknown. All three null says that the harm happened and nobody knows to how
 * many. Faults: `best_missing`, `low_above_best`, `best_above_high`, and those of remainderOf.
 */
export const harmCount = together(
  form({
    harm: oneOf(HARM_KINDS),
    status: oneOf(VICTIM_STATUS),
    ...COUNTED,
    groups: z.array(harmGroup, { error: "invalid" }).max(40, issue("too_many")).default([]),
  }),
  (count, { fault, holds }) => {
    const faults = holds("low", "best", "high") ? orderFaults(count) : [];
    if (holds("groups")) faults.push(...groupFaults(count.groups));
    if (faults.length === 0 && holds("low", "best", "high", "groups") && count.groups.length > 0) {
      const rest = remainderOf(count, count.groups);
      if ("code" in rest) faults.push(rest);
    }
    for (const { path, code } of faults) fault(path, code);
  },
);
export type HarmCount = z.infer<typeof harmCount>;

/** A count with its bounds; null = unknown, an open upper end where `best` is known. */
export interface Range {
  low: number | null;
  best: number | null;
  high: number | null;
}

interface Fault {
  path: (string | number)[];
  code: FormIssue;
}

/** What is out of order in one count. */
export function orderFaults({ low, best, high }: Range): Fault[] {
  if (best === null) return low !== null || high !== null ? [{ path: ["best"], code: "best_missing" }] : [];
  return [
    ...(low !== null && low > best ? [{ path: ["low"], code: "low_above_best" as const }] : []),
    ...(high !== null && best > high ? [{ path: ["high"], code: "best_above_high" as const }] : []),
  ];
}

/** What is out of order in the groups of one count: an unknown number, an order of bounds, a group named twice. */
function groupFaults(groups: readonly HarmGroup[]): Fault[] {
  const names = groups.map(({ sex, age, population }) => `${sex}/${age}/${population ?? ""}`);
  return groups.flatMap((group, index) => {
    const found = group.best === null ? [{ path: ["best"], code: "required" as const }] : orderFaults(group);
    const isTwice = names.indexOf(names[index]!) < index;
    return [
      ...found.map(({ path, code }) => ({ path: ["groups", index, ...path], code })),
      ...(isTwice ? [{ path: ["groups", index, "sex"], code: "duplicate" as const }] : []),
    ];
  });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
/** A lower bound nobody gave is the best estimate. */
const lowOf = ({ low, best }: Range) => low ?? best ?? 0;

/**
 * The people no group speaks of: total less groups. An unknown total leaves an unknown rest.
 * Faults: `groups_above_total` (the rest is negative), `group_open` (a group says "at least" inside a closed total),
 * `groups_wider` (the groups are less certain than their total, so that no rest fits).
 */
export function remainderOf(total: Range, groups: readonly Range[]): Range | Fault {
  if (total.best === null) return { low: null, best: null, high: null };
  const low = lowOf(total) - sumOf(groups.map(lowOf));
  const best = total.best - sumOf(groups.map((group) => group.best ?? 0));
  if (low < 0 || best < 0) return { path: ["best"], code: "groups_above_total" };
  const open = groups.findIndex(({ high }) => high === null);
  if (total.high === null) {
    return low <= best ? { low, best, high: null } : { path: ["low"], code: "groups_wider" };
  }
  if (open >= 0) return { path: ["groups", open, "best"], code: "group_open" };
  const high = total.high - sumOf(groups.map((group) => group.high ?? 0));
  if (high < 0) return { path: ["best"], code: "groups_above_total" };
  return low <= best && best <= high ? { low, best, high } : { path: ["best"], code: "groups_wider" };
}

/** A count as it is stored: one cell of harm × status × sex × age × population group. */
export interface HarmRow extends Range {
  harm: HarmKind;
  status: VictimStatus;
  sex: Sex;
  ageGroup: AgeGroup;
  populationGroup: PopulationGroup | null;
}

/** The cells of stated counts: their groups, and the rest as unknown × unknown. Adding up the cells gives the totals. */
export function harmRows(counts: readonly HarmCount[]): HarmRow[] {
  return counts.flatMap(({ harm, status, groups, ...total }) => {
    const rest = remainderOf(total, groups);
    if ("code" in rest) throw new RangeError(`harm: ${rest.code}`);
    const isEmpty = groups.length > 0 && rest.best === 0 && rest.low === 0 && rest.high === 0;
    const unknown = { sex: "unknown", ageGroup: "unknown", populationGroup: null } as const;
    return [
      ...groups.map(({ sex, age, population, low, best, high }) => ({
        ...{ harm, status, sex, ageGroup: age, populationGroup: population ?? null, low, best, high },
      })),
      ...(isEmpty
        ? []
        : [{ harm, status, ...unknown, ...rest, low: groups.length === 0 ? total.low : rest.low }]),
    ];
  });
}

const isRest = (row: HarmRow) =>
  row.sex === "unknown" && row.ageGroup === "unknown" && row.populationGroup === null;

/** Stored cells as a person states them: a total a harm and status, with its groups. */
export function harmCounts(rows: readonly HarmRow[]): HarmCount[] {
  const keys = [...new Set(rows.map(({ harm, status }) => `${harm}/${status}`))];
  return keys.map((key) => {
    const own = rows.filter(({ harm, status }) => `${harm}/${status}` === key);
    const { harm, status } = own[0]!;
    const groups = own
      .filter((row) => !isRest(row))
      .map(({ sex, ageGroup, populationGroup, low, best, high }) => ({
        ...{ sex, age: ageGroup, population: populationGroup, low, best, high },
      }));
    const total = own.length === 1 && groups.length === 0 ? own[0]! : totalOf(own);
    return { harm, status, low: total.low, best: total.best, high: total.high, groups };
  });
}

/** Sum of cells; unknown as soon as one of them is. */
function totalOf(rows: readonly Range[]): Range {
  if (rows.some(({ best }) => best === null)) return { low: null, best: null, high: null };
  const isOpen = rows.some(({ high }) => high === null);
  return {
    low: sumOf(rows.map(lowOf)),
    best: sumOf(rows.map(({ best }) => best ?? 0)),
    high: isOpen ? null : sumOf(rows.map(({ high }) => high ?? 0)),
  };
}

const CHILD: ReadonlySet<AgeGroup> = new Set<AgeGroup>(["child", "0_4", "5_11", "12_17"]);
/** Harm to children that a grave violation counts as its victims. */
const VICTIMS_OF: Partial<Record<GraveViolation, readonly HarmKind[]>> = {
  killing_maiming: ["killed", "injured"],
  recruitment_use: ["recruited"],
  sexual_violence: ["crsv"],
  abduction: ["abducted"],
};

/**
 * How often a marked violation counts (MRM field manual): attacks and denial of access by incidents, so once; the
 * others by child victims. Victims nobody counted as children are unknown, not none.
 */
export function violationCount(
  mark: GraveViolation,
  rows: readonly (Range & { harm: string; ageGroup: string })[],
): { by: "incidents" | "victims" } & Range {
  if (COUNTED_BY_INCIDENT.includes(mark)) return { by: "incidents", low: 1, best: 1, high: 1 };
  const harms: readonly string[] = VICTIMS_OF[mark] ?? [];
  const children = rows.filter(
    ({ harm, ageGroup }) => harms.includes(harm) && CHILD.has(ageGroup as AgeGroup),
  );
  return {
    by: "victims",
    ...(children.length === 0 ? { low: null, best: null, high: null } : totalOf(children)),
  };
}
