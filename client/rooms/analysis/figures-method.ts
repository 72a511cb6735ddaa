/** The numbers and names that the method page states, each from the rule, list or operation it belongs to. */
import { EARTH_RADIUS_KM } from "../../../shared/geo.ts";
import { PARTY_CLASS } from "../../../shared/rooms/analysis-parties.ts";
import { NEAR_KM, VERIFICATION_LEVELS } from "../../../shared/rooms/incidents.ts";
import { OVERRIDE_REASON_MIN } from "../../../shared/rooms/priorities.ts";
import { compare, ENOUGH_TOGETHER, NOTABLE_ROOTS } from "../../../shared/rooms/trend.ts";
import type { OperationInfo } from "../../session.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate } from "../../words/format.ts";
import type { Translate, WordValues } from "../../words/index.tsx";
import { RULE_NUMBERS } from "../priorities/figures-why.ts";

/** Pairs of counts, now and before, that the rule itself judges: too few, no clear change, a change. */
export const EXAMPLES = { small: [6, 2], middle: [20, 10], large: [30, 10] } as const;

/** Every value that a sentence of the method page may name. */
export function methodNumbers(
  t: Translate,
  tag: string,
  operation: Pick<OperationInfo, "today" | "headlineLevels">,
): WordValues {
  const counted = VERIFICATION_LEVELS.filter((level) => operation.headlineLevels.includes(level));
  return {
    ...RULE_NUMBERS,
    ...judgedExamples(t),
    levels: counted.map((level) => codeLabel(t, "verification", level).toLowerCase()).join(", "),
    date: formatDate(operation.today, tag),
    km: NEAR_KM,
    radius: formatCount(EARTH_RADIUS_KM, tag),
    reason: OVERRIDE_REASON_MIN,
    enough: ENOUGH_TOGETHER,
    roots: NOTABLE_ROOTS,
    tooFew: t("charts.verdict.too_few"),
    noChange: t("charts.verdict.no_clear_change"),
    several: t(`charts.party.${PARTY_CLASS.several}`),
    fighting: t(`charts.party.${PARTY_CLASS.fighting}`),
    communal: t(`charts.party.${PARTY_CLASS.communal}`),
  };
}

function judgedExamples(t: Translate): WordValues {
  const judged = Object.entries(EXAMPLES).flatMap(([name, [now, before]]) => [
    [name, t(`charts.verdict.${compare(now, before).verdict}`)],
    [`${name}Now`, now],
    [`${name}Before`, before],
  ]);
  return Object.fromEntries(judged);
}
