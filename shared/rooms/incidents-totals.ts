// Totals of one incident from its counts by harm and status. Bounds add linearly (conservative, as UCDP's low,
// best and high do); a count with an open upper end makes the total "at least"; unknown is not zero: a total
// that no count speaks of is null.
import type { HarmKind, Range, VictimStatus } from "./incidents.ts";

export interface Count extends Range {
  harm: HarmKind;
  status: VictimStatus;
}

export interface IncidentTotals {
  /** All dead. */
  killed: Range;
  /** Dead recorded as civilian; the unknown are not among them. */
  civilian: Range;
  unknownStatus: number | null;
  injured: number | null;
  abducted: number | null;
  displaced: number | null;
  /** More may have been killed than is counted: an upper end is open, or nobody knows how many were. */
  atLeast: boolean;
}

/** Sums the counts of one incident; people displaced from one place to another are counted there. */
export function incidentTotals(counts: readonly Count[], displaced: readonly Range[] = []): IncidentTotals {
  const killed = counts.filter((count) => count.harm === "killed");
  const best = (harm: HarmKind) => sumRange(counts.filter((count) => count.harm === harm)).best;
  return {
    killed: sumRange(killed),
    civilian: sumRange(killed.filter((count) => count.status === "civilian")),
    unknownStatus: sumRange(killed.filter((count) => count.status === "unknown")).best,
    injured: best("injured"),
    abducted: best("abducted"),
    displaced: displaced.length > 0 ? sumRange(displaced).best : best("displaced"),
    atLeast: killed.some(({ high }) => high === null),
  };
}

/** Σlow, Σbest, Σhigh; high is null when any part is open, all are null when nothing is known. */
function sumRange(counts: readonly Range[]): Range {
  const known = counts.filter((count) => count.best !== null);
  if (known.length === 0) return { low: null, best: null, high: null };
  const sum = (pick: (count: Range) => number) => known.reduce((total, count) => total + pick(count), 0);
  const isOpen = counts.some((count) => count.high === null);
  return {
    low: sum((count) => count.low ?? count.best ?? 0),
    best: sum((count) => count.best ?? 0),
    high: isOpen ? null : sum((count) => count.high ?? 0),
  };
}
