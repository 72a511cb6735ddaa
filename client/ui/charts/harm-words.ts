/** Words and numbers that all harm charts share: the lines of a hover card, table heads and rows, the note on levels. */

import { totals } from "../../../shared/rooms/analysis.ts";
import { formatCount, formatRange } from "../../words/format.ts";
import type { Translate } from "../../words/index.tsx";
import type { HarmSums } from "../timeline/series.ts";
import type { FigureNumbers } from "./csv.ts";
import type { HarmRow } from "./rows.ts";
import type { Harm } from "./use-harm.ts";

/** Lines of the card that hover and keyboard focus show alike. */
export function harmLines(t: Translate, tag: string, row: HarmRow): string[] {
  return [
    t("charts.tip.killed", { range: formatRange({ low: row.low, best: row.killed, high: row.high }, tag) }),
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
): FigureNumbers {
  const names = ["killed", "low", "high", "civilian", "unknownStatus", "events"] as const;
  return {
    head: [first, ...names.map((name) => t(`charts.table.${name}`))],
    rows: rows.map((row) => [nameOf(row), ...names.map((name) => row[name])]),
  };
}

/** What other levels hold, said beside the figure and never added; undefined where there is nothing. */
export function otherLevels(t: Translate, tag: string, { facts, other }: Harm): string | undefined {
  const sum = totals(facts, other);
  if (!sum) return undefined;
  if (sum.best === null) return t("charts.otherLevelsUnknown", { n: sum.events });
  return t("charts.otherLevels", { n: sum.events, killed: formatCount(sum.best, tag) });
}
