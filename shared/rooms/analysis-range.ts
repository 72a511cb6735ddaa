/**
 * The range a sum is shown with. Bounds add linearly (low = Σlow, high = Σhigh, conservative, as UCDP's do), so a bound
 * is only one where every event that has a best count has that bound too: otherwise the sum would be too small. Where an
 * upper end is open ("at least n": low = best = n, no high), so is the sum's: it is shown with "≥".
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
  const lacks = (bound: Measure) => notRecorded[bound] > notRecorded[best];
  const known = sums[best] ?? null;
  return {
    low: lacks(low) ? null : (sums[low] ?? null),
    best: known,
    high: lacks(high) ? null : (sums[high] ?? null),
    atLeast: known !== null && sums.atLeast > 0 && lacks(high),
  };
}
