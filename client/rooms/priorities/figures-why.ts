/** Why an area stands where it stands, in one sentence: the very numbers that the rule compared. */
import type { MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { codeLabel } from "../../words/codes.ts";
import type { Translate } from "../../words/index.tsx";

/** The computed category in words, whatever people decided over it. */
export function whyComputed(t: Translate, row: MatrixRow): string {
  const { proposed, civiliansKilled, oneSided, events } = row;
  if (proposed === "must" && civiliansKilled >= 25)
    return t("priorities.why.must_civilians", { n: civiliansKilled });
  if (proposed === "must") return t("priorities.why.must_events", { n: oneSided });
  if (proposed === "should" && civiliansKilled >= 3) {
    return t("priorities.why.should_civilians", { n: civiliansKilled });
  }
  if (proposed === "should") return t("priorities.why.should_events", { n: oneSided });
  return proposed === "could" ? t("priorities.why.could", { n: events }) : t("priorities.why.monitor");
}

/** The category in force in words. */
export function why(t: Translate, row: MatrixRow): string {
  if (row.override) return t("priorities.why.override", { reason: row.override.reason });
  if (row.origin === "score" && row.inherent) {
    return t("priorities.why.score", { band: codeLabel(t, "priorityCategory", row.inherent) });
  }
  return whyComputed(t, row);
}
