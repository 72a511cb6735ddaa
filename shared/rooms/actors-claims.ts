/**
 * Which claim is shown: the best current one. Of the claims of an attribute that hold on a day and were not taken back,
 * the better graded comes first (Admiralty code, both halves), then the one that stands for the later day, then the one
 * without an end. Two good ones that disagree are contested, and no rule decides between them in silence. A good claim
 * of a later state is no contradiction of an earlier one.
 */
import { type AttributeCode, attributeOf, type ClaimValue } from "./actors-attributes.ts";
import type { Credibility, Reliability } from "./incidents-lists.ts";

/** What the rule needs to know of a claim. Days are ISO; null: unknown start, no known end. */
export interface RankedClaim {
  ref: string;
  attribute: AttributeCode;
  /** Null: told without its value. */
  value: ClaimValue | null;
  from: string | null;
  to: string | null;
  asOf: string;
  reliability: Reliability;
  credibility: Credibility;
  retiredOn: string | null;
}

/** 0 (worst) to 8. "Cannot be judged" is no basis, not a fault: it stands between fairly and not usually reliable. */
const RELIABLE: Record<Reliability, number> = { A: 4, B: 3, C: 2, F: 1.5, D: 1, E: 0 };
const CREDIBLE: Record<Credibility, number> = { 1: 4, 2: 3, 3: 2, 6: 1.5, 4: 1, 5: 0 };
export const gradeOf = ({
  reliability,
  credibility,
}: Pick<RankedClaim, "reliability" | "credibility">): number => RELIABLE[reliability] + CREDIBLE[credibility];

/** At least fairly reliable and possibly true. */
export const isGood = ({
  reliability,
  credibility,
}: Pick<RankedClaim, "reliability" | "credibility">): boolean =>
  RELIABLE[reliability] >= RELIABLE.C && CREDIBLE[credibility] >= CREDIBLE[3];

export const holdsOn = ({ from, to }: Pick<RankedClaim, "from" | "to">, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to);

/** Better first; a total order, so that everybody is shown the same. */
export function compareClaims(a: RankedClaim, b: RankedClaim): number {
  const known = Number(b.value !== null) - Number(a.value !== null);
  if (known !== 0) return known;
  if (gradeOf(a) !== gradeOf(b)) return gradeOf(b) - gradeOf(a);
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? 1 : -1;
  const open = Number(b.to === null) - Number(a.to === null);
  if (open !== 0) return open;
  return a.ref < b.ref ? -1 : Number(a.ref > b.ref);
}

/** The same value, whatever the order of its parts and the case of its words. */
export function valueKey(value: ClaimValue | null): string {
  const parts = Object.entries(value ?? {}).filter(([, part]) => part != null);
  return JSON.stringify(parts.sort(([a], [b]) => (a < b ? -1 : 1))).toLocaleLowerCase();
}

/** A good claim that begins after the day the other stands for tells a later state of the world. */
const isLaterState = (later: RankedClaim, earlier: RankedClaim): boolean =>
  isGood(later) && later.asOf > earlier.asOf && later.from !== null && later.from > earlier.asOf;

export interface BestClaim<C extends RankedClaim> {
  /** Shown; null where nothing holds on that day. */
  best: C | null;
  /** Good claims of another value, best first; empty where nobody disagrees. */
  against: C[];
  /** All that stand beside the best, of attributes that can have several values. */
  beside: C[];
  /** Everything else of the attribute: former, weaker, taken back. */
  others: C[];
}

/** The claims of one attribute, as they are to be shown on a day. */
export function bestOf<C extends RankedClaim>(
  claims: readonly C[],
  attribute: AttributeCode,
  day: string,
): BestClaim<C> {
  const all = claims.filter((claim) => claim.attribute === attribute).toSorted(compareClaims);
  const current = all.filter((claim) => claim.retiredOn === null && holdsOn(claim, day));
  if (attributeOf(attribute).many) return several(all, current);
  const latest = current.filter((claim) => !current.some((other) => isLaterState(other, claim)));
  const best = latest[0] ?? null;
  const against =
    best && isGood(best)
      ? latest.filter((one) => isGood(one) && one.value && valueKey(one.value) !== valueKey(best.value))
      : [];
  const shown = new Set<C>(best ? [best, ...against] : []);
  return { best, against, beside: [], others: all.filter((claim) => !shown.has(claim)) };
}

/** Of what can be several at once, one claim of each value. */
function several<C extends RankedClaim>(all: C[], current: readonly C[]): BestClaim<C> {
  const byValue = new Map<string, C>();
  for (const claim of current) {
    const key = claim.value === null ? claim.ref : valueKey(claim.value);
    if (!byValue.has(key)) byValue.set(key, claim);
  }
  const [best, ...beside] = byValue.values();
  const shown = new Set(byValue.values());
  return { best: best ?? null, against: [], beside, others: all.filter((claim) => !shown.has(claim)) };
}
