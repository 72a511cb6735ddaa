/**
 * The events behind an input of the matrix: those of the cycle's window, dataset and levels, located to the district or
 * better. Counted once for all areas, because a table of them shows hundreds of such numbers.
 */
import { type Facts, type FactsFilter, groupBy, select } from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { CycleAnswer } from "../../../shared/rooms/priorities-answers.ts";
import { dayOf } from "../../../shared/time.ts";

export const INPUTS = ["civilians", "oneSided", "events", "unknown"] as const;
export type Input = (typeof INPUTS)[number];

/** The operation's own log, in which one-sided is a question of the parties that no filter asks. */
const LOG = "log";

/** What an input counts in all areas; null where no list shows exactly that. */
export function inputFilter(cycle: CycleAnswer, input: Input): FactsFilter | null {
  const dataset = cycle.dataset?.name ?? LOG;
  if (input === "oneSided" && dataset === LOG) return null;
  return {
    ...{ from: dayOf(cycle.from), to: dayOf(cycle.to), dataset },
    verification: cycle.verification as VerificationLevel[],
    precisions: ["exact", "near", "adm2"],
    ...(input === "oneSided" && { kinds: ["attack_on_civilians"] }),
    ...(input === "civilians" && { civiliansOnly: true }),
  };
}

const known = new WeakMap<Facts, Map<string, ReadonlyMap<string, number>>>();

/** Events behind an input by reference of the area; areas without one are not in it. */
export function eventsBehind(facts: Facts, cycle: CycleAnswer, input: Input): ReadonlyMap<string, number> {
  const counted = known.get(facts) ?? new Map<string, ReadonlyMap<string, number>>();
  known.set(facts, counted);
  const key = `${cycle.ref} ${input}`;
  const found = counted.get(key) ?? countBehind(facts, cycle, input);
  counted.set(key, found);
  return found;
}

function countBehind(facts: Facts, cycle: CycleAnswer, input: Input): Map<string, number> {
  const filter = inputFilter(cycle, input);
  const level = cycle.areaLevel === 2 ? "admin2" : "admin1";
  if (!filter || cycle.areaLevel === 0) return new Map();
  return new Map(
    groupBy(facts, select(facts, filter), [level]).map(({ key: [area], events }) => [String(area), events]),
  );
}
