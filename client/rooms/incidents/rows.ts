/** What a row of the facts says in words, and the order of rows in the list. */
import { type Facts, NO_AREA } from "../../../shared/rooms/analysis.ts";
import { formatCount } from "../../words/format.ts";
import type { Translate, WordsValue } from "../../words/index.tsx";

/** Columns the list can be sorted by. */
export const SORT_KEYS = ["date", "killed", "civilian", "unknownStatus"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Selected rows in order; equal values stay newest first. Rows of the facts are ascending by day. */
export function sorted(facts: Facts, selection: Uint32Array, key: SortKey, descending: boolean): Uint32Array {
  const rows = Uint32Array.from(selection);
  if (key === "date") return descending ? rows.reverse() : rows;
  const [best, low] = {
    killed: [facts.killedBest, facts.killedLow] as const,
    civilian: [facts.civilian, facts.civilianLow] as const,
    unknownStatus: [facts.unknownStatus, facts.unknownStatus] as const,
  }[key];
  // A copy tells a small count by its ends alone.
  const value = (row: number) => Math.max(best[row]!, best[row]! < 0 ? low[row]! : -1);
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => sign * (value(a) - value(b)) || b - a);
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

/** "3 killed", "≥ 3 killed", "killed, number not known"; null where nothing is said of deaths. */
export function killedWords(
  { t, tag }: Pick<WordsValue, "t" | "tag">,
  { killed, atLeast }: { killed: number | null; atLeast: boolean },
): string | null {
  if (atLeast && !killed) return t("verify.queue.killedUncounted");
  const n = formatCount(killed, tag);
  return killed === null ? null : t(`verify.queue.${atLeast ? "killedAtLeast" : "killed"}`, { n });
}
