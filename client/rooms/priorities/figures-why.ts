/** Why an area stands where it stands, in one sentence: the very numbers that the rule compared. */
import type { MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { EVENT_RULE, SCORE_BANDS } from "../../../shared/rooms/priorities-rules.ts";
import { codeLabel } from "../../words/codes.ts";
import type { Translate } from "../../words/index.tsx";

const { must, should } = EVENT_RULE;
const bands = Object.fromEntries(SCORE_BANDS);

/** The numbers of the rules, for sentences that state them: words never repeat a number by hand. */
export const RULE_NUMBERS = {
  mustKilled: must.civiliansKilled,
  mustOneSided: must.oneSided,
  shouldKilled: should.civiliansKilled,
  shouldKilledTo: must.civiliansKilled - 1,
  shouldOneSided: should.oneSided,
  shouldOneSidedTo: must.oneSided - 1,
  mustScore: bands.must ?? null,
  shouldScore: bands.should ?? null,
  couldScore: bands.could ?? null,
};

/** The computed category in words, whatever people decided over it. */
export function whyComputed(t: Translate, row: MatrixRow): string {
  const { proposed, civiliansKilled, oneSided, events } = row;
  if (proposed === "must" && civiliansKilled >= must.civiliansKilled)
    return t("priorities.why.must_civilians", { n: civiliansKilled, ...RULE_NUMBERS });
  if (proposed === "must") return t("priorities.why.must_events", { n: oneSided, ...RULE_NUMBERS });
  if (proposed === "should" && civiliansKilled >= should.civiliansKilled) {
    return t("priorities.why.should_civilians", { n: civiliansKilled, ...RULE_NUMBERS });
  }
  if (proposed === "should") return t("priorities.why.should_events", { n: oneSided, ...RULE_NUMBERS });
  return proposed === "could" ? t("priorities.why.could", { n: events }) : t("priorities.why.monitor");
}

/** The category in force in words. */
export function why(t: Translate, row: MatrixRow): string {
  if (row.override) return t("priorities.why.override", { reason: reasonOf(t, row.override) });
  if (row.origin === "score" && row.inherent) {
    return t("priorities.why.score", { band: codeLabel(t, "priorityCategory", row.inherent) });
  }
  return whyComputed(t, row);
}

/** The reason of a decision; the protocol takes texts away from those with whom only the category is shared. */
export const reasonOf = (t: Translate, { reason }: { reason: string }): string =>
  reason.trim() === "" ? t("priorities.why.reasonWithheld") : reason;
