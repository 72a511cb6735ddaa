/** Words and numbers that all harm charts share: the lines of a hover card, table heads and rows, the note on levels. */

import { type FactsFilter, groupBy, shownRange } from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatRange } from "../../words/format.ts";
import type { Translate } from "../../words/index.tsx";
import { type HarmSums, splitLevels } from "../timeline/series.ts";
import type { FigureNumbers } from "./csv.ts";
import type { HarmRow } from "./rows.ts";
import type { Harm } from "./use-harm.ts";

/** Lines of the card that hover and keyboard focus show alike. */
export function harmLines(t: Translate, tag: string, row: HarmRow): string[] {
  return [
    t("charts.tip.killed", { range: formatRange({ ...row, best: row.killed }, tag) }),
    t("charts.tip.civilian", { n: formatCount(row.civilian, tag) }),
    t("charts.tip.unknown", { n: formatCount(row.unknownStatus, tag) }),
    t("charts.tip.events", { n: row.events }),
  ];
}

/** Table of rows; `first` is the head of the name column. */
export function harmNumbers<Row extends HarmSums>(
  t: Translate,
  first: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  filterOf?: (row: Row) => FactsFilter | null,
): FigureNumbers {
  const names = ["killed", "low", "high", "civilian", "unknownStatus", "events"] as const;
  return {
    ...(filterOf && { behind: rows.map(filterOf) }),
    head: [first, ...names.map((name) => t(`charts.table.${name}`))],
    rows: rows.map((row) => [
      nameOf(row),
      ...names.map((name) => (name === "high" && row.atLeast ? t("charts.table.open") : row[name])),
    ]),
  };
}

/** One level that is not counted, as it stands apart. */
export interface OtherLevel {
  level: VerificationLevel;
  events: number;
  text: string;
}

/** What other levels hold, each by its name: said beside the figure, never added to it nor to each other. */
export function levelsApart(t: Translate, tag: string, { facts, other }: Harm): OtherLevel[] {
  return groupBy(facts, other, ["verification"]).map((sum) => {
    const level = sum.key[0] as VerificationLevel;
    const range = shownRange(sum);
    const isTold = range.best !== null || range.low !== null;
    const killed = isTold ? formatRange(range, tag) : t("charts.apart.notRecorded");
    const name = codeLabel(t, "verification", level).toLocaleLowerCase();
    return { level, events: sum.events, text: t("charts.apart.level", { name, n: sum.events, killed }) };
  });
}

/** The same as one sentence, for the foot of a figure and its files; undefined where there is nothing. */
export function otherLevels(t: Translate, tag: string, harm: Harm): string | undefined {
  const apart = levelsApart(t, tag, harm).map(({ text }) => text);
  return apart.length > 0 ? t("charts.apart.all", { levels: apart.join("; ") }) : undefined;
}

/** The filter of a figure with the levels it counts by name: what its records are found by. */
export const countedFilter = (
  { filter }: Pick<Harm, "filter">,
  headline: readonly VerificationLevel[],
): FactsFilter => ({ ...filter, verification: splitLevels(filter, headline).counted });
