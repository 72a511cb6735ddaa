/**
 * Threat to civilians from an armed actor as a band: the geometric mean of intent, capability and opportunity, each 1 to
 * 5, so that one that is missing in the world cannot be made up for by another. It is never shown as a number, and always
 * with its words, its day and the harm that is recorded.
 */
export const THREAT_BANDS = ["low", "medium", "high"] as const;
export type ThreatBand = (typeof THREAT_BANDS)[number];

export interface ThreatGrades {
  intent: number;
  capability: number;
  opportunity: number;
}

/** Below 2.5 low, below 3.5 medium, else high. */
export function threatBand({ intent, capability, opportunity }: ThreatGrades): ThreatBand {
  const mean = Math.cbrt(intent * capability * opportunity);
  if (mean < 2.5) return "low";
  return mean < 3.5 ? "medium" : "high";
}
