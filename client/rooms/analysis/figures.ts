/** Figures the dashboard says in words; each is the aggregator's, for a part of the open selection. */
import {
  type Facts,
  type FactsFilter,
  type GroupRow,
  groupBy,
  type ShownRange,
  select,
  shownCivilians,
  shownRange,
  totals,
} from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { exactly } from "../../../shared/rooms/trend.ts";
import { formatCount, formatRange } from "../../words/format.ts";
import type { Translate } from "../../words/index.tsx";

/** The sums the dashboard puts into words; a measure no event records is null. */
export type Totals = ShownRange & Pick<GroupRow, "events" | "unknownStatus"> & { civilians: ShownRange };

const NOTHING: Totals = { ...exactly(null), events: 0, civilians: exactly(null), unknownStatus: null };

/** The filter with the levels the operation counts, unless a person chose levels: they are never added silently. */
export const countedOf = (filter: FactsFilter, headline: readonly VerificationLevel[]): FactsFilter =>
  filter.verification?.length ? filter : { ...filter, verification: headline };

/** Totals of a filter. */
export function totalsOf(facts: Facts, filter: FactsFilter): Totals {
  const sums = totals(facts, select(facts, filter));
  return sums ? { ...sums, ...shownRange(sums), civilians: shownCivilians(sums) } : NOTHING;
}

/** The group with most civilians killed (then most events), leaving out what has no name of its own. */
export function topGroup(
  facts: Facts,
  filter: FactsFilter,
  dimension: "admin2" | "perpetratorGroup",
  named: (id: string) => boolean,
): GroupRow | undefined {
  return groupBy(facts, select(facts, filter), [dimension])
    .filter(({ key: [id] }) => typeof id === "string" && named(id))
    .sort((a, b) => (b.civilian ?? -1) - (a.civilian ?? -1) || b.events - a.events)[0];
}

/** "420 (417–523)", or a dash where no event records deaths. */
export const killedOf = (row: Totals, tag: string): string => formatRange(row, tag);

export type FigureName = "events" | "killed" | "civilian" | "unknownStatus";
export interface NamedFigure {
  key: FigureName;
  name: string;
  value: string;
}

/** The four numbers that stand together everywhere: events, all dead, civilians, unknown status apart. */
export const fourFigures = (row: Totals, t: Translate, tag: string): NamedFigure[] => [
  { key: "events", name: t("frame.glance.events"), value: formatCount(row.events, tag) },
  { key: "killed", name: t("frame.glance.killed"), value: killedOf(row, tag) },
  { key: "civilian", name: t("frame.glance.civilian"), value: formatRange(row.civilians, tag) },
  { key: "unknownStatus", name: t("frame.glance.unknownStatus"), value: formatCount(row.unknownStatus, tag) },
];
