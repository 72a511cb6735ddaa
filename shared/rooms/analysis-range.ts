/**
 * The range a sum is shown with. Bounds add linearly (low = Σlow, high = Σhigh, conservative, as UCDP's do), so a bound,
 * and the best count, is only one where every event that tells a number has it: otherwise the sum would be too small. A
 * generalised copy tells a small count by its ends alone, so that sums with it have no best. Where an upper end is open
 * ("at least n": low = best = n, no high; or people were killed and nobody knows how many), so is the sum's: it is shown
 * with "≥".
 */
import type { Measure } from "./analysis-packing.ts";
import type { Sums } from "./analysis-sums.ts";

export interface ShownRange {
  low: number | null;
  best: number | null;
  high: number | null;
  /** Some part says "at least": the true number may be higher. */
  atLeast: boolean;
}

type Counted = Pick<Sums, "atLeast" | "notRecorded"> & { [name in Measure]?: number | null };

/** All dead. */
export const shownRange = (sums: Counted): ShownRange => rangeBy(sums, "low", "best", "high");
/** Those recorded as civilian, where the dataset has a range for them. */
export const shownCivilians = (sums: Counted): ShownRange =>
  rangeBy(sums, "civilianLow", "civilian", "civilianHigh");

function rangeBy(sums: Counted, low: Measure, best: Measure, high: Measure): ShownRange {
  const { notRecorded } = sums;
  // Events that say nothing of it at all. One that hides a small count behind its ends has no best.
  const silent = Math.min(notRecorded[low], notRecorded[best], notRecorded[high]);
  const isWhole = (bound: Measure) => notRecorded[bound] === silent;
  const shown = (bound: Measure) => (isWhole(bound) ? (sums[bound] ?? null) : null);
  const known = { low: shown(low), best: shown(best) };
  const isOpen = sums.atLeast > 0 && (!isWhole(high) || silent > 0);
  const isKnown = known.best !== null || known.low !== null;
  return { ...known, high: isOpen ? null : shown(high), atLeast: isOpen && isKnown };
}
