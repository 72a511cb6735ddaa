/**
 * Conflict-related deaths per 100,000 people and year (SDG indicator 16.1.2): deaths ÷ resident population × 100,000.
 * A window of another length than a year is brought to one, × 365 ÷ days, and must be labelled "annualised".
 */

const PER = 100_000;
export const YEAR_DAYS = 365;

export interface DeathRate {
  /** Deaths per 100,000 people and year. */
  rate: number;
  annualised: boolean;
}

/**
 * @param deaths null: not recorded. @param people null: not known. @param days of the window, both ends included.
 * @returns null where deaths or people are not known, or nobody lives there: no rate, which is not zero.
 */
export function deathRate(deaths: number | null, people: number | null, days: number): DeathRate | null {
  if (deaths === null || people === null || people <= 0 || days <= 0) return null;
  const isYear = days === YEAR_DAYS || days === YEAR_DAYS + 1;
  const rate = (deaths / people) * PER;
  return { rate: isYear ? rate : (rate * YEAR_DAYS) / days, annualised: !isYear };
}
