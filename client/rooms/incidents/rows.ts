/** What a row of the facts says in words, and the order of rows in the list. */
import { type Facts, NO_AREA } from "../../../shared/rooms/analysis.ts";
import type { Translate } from "../../words/index.tsx";

/** Columns the list can be sorted by. */
export const SORT_KEYS = ["date", "killed", "civilian", "unknownStatus"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Selected rows in order; equal values stay newest first. Rows of the facts are ascending by day. */
export function sorted(facts: Facts, selection: Uint32Array, key: SortKey, descending: boolean): Uint32Array {
  const rows = Uint32Array.from(selection);
  if (key === "date") return descending ? rows.reverse() : rows;
  const column = { killed: facts.killedBest, civilian: facts.civilian, unknownStatus: facts.unknownStatus }[
    key
  ];
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => sign * ((column[a] ?? -1) - (column[b] ?? -1)) || b - a);
}

/** "Bambari, Ouaka", the region alone, or that the place is not known. */
export function placeOf(facts: Facts, row: number, t: Translate): string {
  const { areas } = facts.dictionaries;
  const index = facts.area[row] ?? NO_AREA;
  const area = areas[index];
  if (!area) return t("incidents.list.noPlace");
  const region = areas[area.parent];
  if (area.level < 2 || !region) return area.name;
  return t("incidents.list.placeOf", { district: area.name, region: region.name });
}

/** Names of the parties of a row, alleged perpetrators first. */
export function partyNames(facts: Facts, row: number): string[] {
  const { partySets, actors } = facts.dictionaries;
  const members = partySets[facts.parties[row] ?? 0]?.members ?? [];
  const ordered = [...members].sort(
    (a, b) => Number(b.role === "alleged_perpetrator") - Number(a.role === "alleged_perpetrator"),
  );
  return ordered.map(({ actor }) => actors[actor]?.name ?? "");
}
