/**
 * The one aggregator. Every total of the product, on screen, in a report or on the command line, is made here from
 * the facts a reader may see: `select` the rows, then `groupBy` what is asked. There is no second implementation.
 *
 * Datasets and levels of verification are never added together unless a caller selects or groups them so.
 */

import { sumsByCells } from "./analysis-cells.ts";
import { type Dimension, dimensionColumn, type GroupId } from "./analysis-dimensions.ts";
import type { Facts } from "./analysis-facts.ts";
import { keySpace } from "./analysis-keys.ts";
import { packedSums } from "./analysis-packing.ts";
import type { Selection } from "./analysis-period.ts";
import { runningSums } from "./analysis-running.ts";
import { addSums, readSums, type Sums, sumBlocks } from "./analysis-sums.ts";

export { DIMENSIONS, type Dimension, type GroupId, isBucket } from "./analysis-dimensions.ts";
export type {
  Facts,
  FactsActor,
  FactsArea,
  FactsDataset,
  FactsDictionaries,
  FactsPartySet,
} from "./analysis-facts.ts";
export { checkFacts, FLAG, NO_AREA } from "./analysis-facts.ts";
export { areaOfOnly, type FactsFilter, onlyWithin, select, UNPLACED } from "./analysis-filter.ts";
export { MEASURES, type Measure } from "./analysis-packing.ts";
export {
  actorOf,
  PARTY_CLASS,
  type PartyClass,
  perpetratorOf,
  shownActor,
  sidesOf,
} from "./analysis-parties.ts";
export type { Selection } from "./analysis-period.ts";
export { type ShownRange, shownCivilians, shownRange } from "./analysis-range.ts";
export type { Sums } from "./analysis-sums.ts";

/** One group: its ids in the order of the dimensions asked for, and its sums. */
export interface GroupRow extends Sums {
  key: GroupId[];
}

/**
 * Totals of the selected rows per combination of groups, only those with events, in the order of the groups (time
 * ascending, codes in the order of their list). Under `actor` an event counts once under each of its sides, so rows
 * of that dimension do not add up to the total.
 */
export function groupBy(facts: Facts, selection: Selection, dimensions: readonly Dimension[]): GroupRow[] {
  const packed = packedSums(facts);
  const space = keySpace(facts, selection, dimensions);
  const only = dimensions.length === 1 ? dimensions[0] : undefined;
  const sums = only
    ? (sumsByCells(facts, selection, only) ?? runningSums(facts, space, selection))
    : sumBlocks(packed.blocks, space, selection);
  const rows: GroupRow[] = [];
  for (let group = 0; group < space.size; group++) {
    const row = readSums(packed, sums, group);
    if (row !== null) rows.push({ ...row, key: space.idsOf(group) });
  }
  const place = dimensions.indexOf("actor");
  return place === -1 ? rows : underEachSide(facts, rows, place);
}

/** The sums of all selected rows; null for an empty selection, of which nothing can be said. */
export function totals(facts: Facts, selection: Selection): GroupRow | null {
  return groupBy(facts, selection, ["none"])[0] ?? null;
}

/** Name of a group out of the dictionaries: areas, actors, datasets. Null for codes and classes, which words name. */
export function groupName(facts: Facts, dimension: Dimension, id: GroupId): string | null {
  const { actors, areas, datasets } = facts.dictionaries;
  if (dimension === "admin1" || dimension === "admin2")
    return areas.find(({ ref }) => ref === id)?.name ?? null;
  if (dimension === "dataset") return datasets.find((dataset) => dataset.id === id)?.title ?? null;
  const byActor = dimension === "actor" || dimension === "perpetratorGroup";
  return byActor ? (actors.find(({ ref }) => ref === id)?.name ?? null) : null;
}

/** Rows per party set become rows per side; sets that share a side are added. */
function underEachSide(facts: Facts, rows: GroupRow[], place: number): GroupRow[] {
  const { fanOut, groups } = dimensionColumn(facts, "actor");
  const bySide = new Map<string, GroupRow>();
  for (const row of rows) {
    for (const side of fanOut?.[row.key[place] as number] ?? []) {
      const key = row.key.with(place, groups[side]!);
      const name = JSON.stringify(key);
      const known = bySide.get(name);
      bySide.set(name, known ? { ...addSums(known, row), key } : { ...row, key });
    }
  }
  return [...bySide.values()];
}
