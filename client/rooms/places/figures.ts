/**
 * Figures of one area out of the facts, per dataset, at the levels counted. Nothing is added across datasets, levels
 * or the dead of unknown status.
 */
import {
  type Facts,
  type FactsDataset,
  type FactsFilter,
  type GroupRow,
  groupBy,
  type Selection,
  select,
  shownCivilians,
  totals,
} from "../../../shared/rooms/analysis.ts";
import { LOCATION_PRECISIONS, type VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { exactly, type WindowTrend, windowTrend } from "../../../shared/rooms/trend.ts";
import { dayOf } from "../../../shared/time.ts";

/** What the page counts: dataset and period as in the address, levels as chosen, else those the operation counts. */
export function areaFilter(
  { from, to, dataset, verification }: FactsFilter,
  headline: readonly VerificationLevel[],
  area: string,
): FactsFilter {
  return { from, to, dataset, verification: verification?.length ? verification : headline, areas: [area] };
}

/** One dataset's figures for an area; `sums` null: no event. `otherLevels`: events left out because of their level. */
export interface DatasetHarm {
  dataset: FactsDataset;
  sums: GroupRow | null;
  otherLevels: number;
}

/** Datasets that record harm at all; lists of areas, sites or actors are datasets too. */
export const harmDatasets = (facts: Facts): FactsDataset[] =>
  facts.dictionaries.datasets.filter(({ measures }) => measures.length > 0);

/** Every dataset on its own line, the primary one first. */
export function harmByDataset(facts: Facts, filter: FactsFilter): DatasetHarm[] {
  return harmDatasets(facts).map((dataset) => {
    const own = { ...filter, dataset: dataset.id };
    const selection = select(facts, own);
    const otherLevels = select(facts, { ...own, verification: null }).length - selection.length;
    return { dataset, sums: totals(facts, selection), otherLevels };
  });
}

/** The dataset a filter names. */
export const datasetOf = (facts: Facts, { dataset }: FactsFilter): FactsDataset | undefined =>
  facts.dictionaries.datasets.find(({ id, name }) => id === dataset || name === dataset);

/** First and last day of the page's period; all years run from the first event to the last, or to today. */
export function periodOf(facts: Facts, filter: FactsFilter, today: string): { from: number; to: number } {
  const ever = select(facts, { ...filter, from: null, to: null });
  const [first = dayOf(today), last = first] = [ever[0], ever.at(-1)].map((row) =>
    row === undefined ? undefined : facts.day[row],
  );
  return { from: filter.from ?? first, to: filter.to ?? Math.max(last, dayOf(today)) };
}

/** Civilians killed against the window before; null for all years, which have none before. */
export function compareCivilians(facts: Facts, filter: FactsFilter): WindowTrend | null {
  const { from, to } = filter;
  if (from == null || to == null) return null;
  const countIn = (window: { from: number; to: number }) => {
    const sums = totals(facts, select(facts, { ...filter, ...window }));
    return sums === null ? exactly(0) : shownCivilians(sums);
  };
  return windowTrend({ from, to }, countIn);
}

/** Groups of perpetrators, most civilians killed first. */
export const perpetrators = (facts: Facts, selection: Selection): GroupRow[] =>
  groupBy(facts, selection, ["perpetratorGroup"]).sort(
    (a, b) => (b.civilian ?? -1) - (a.civilian ?? -1) || b.events - a.events,
  );

/** Events known only to a wider area that holds this one: they may have happened here. */
export function widerEvents(
  facts: Facts,
  filter: FactsFilter,
  parents: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const parent of parents) {
    const index = facts.dictionaries.areas.findIndex(({ ref }) => ref === parent);
    const rows = select(facts, { ...filter, areas: [parent] }).filter((row) => facts.area[row] === index);
    if (rows.length > 0) counts.set(parent, rows.length);
  }
  return counts;
}

const EXACT = LOCATION_PRECISIONS.indexOf("exact");

/** Events whose place is known less well than exactly. */
export const impreciseEvents = (facts: Facts, selection: Selection): number =>
  selection.filter((row) => facts.precision[row] !== EXACT).length;
