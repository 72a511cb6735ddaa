/** Words for what is known to a wider area only, or to none, where a filter names it instead of an area. */
import { areaOfOnly, type Facts, UNPLACED } from "../../shared/rooms/analysis.ts";
import type { Translate } from "../words/index.tsx";

/** Undefined for an area itself. */
export function markText(t: Translate, facts: Facts, mark: string): string | undefined {
  if (mark === UNPLACED.any) return t("incidents.list.noPlace");
  if (mark === UNPLACED.admin1) return t("charts.area.unknown.admin1");
  if (mark === UNPLACED.admin2) return t("charts.area.unknown.admin2");
  const within = areaOfOnly(mark);
  const area = facts.dictionaries.areas.find(({ ref }) => ref === within);
  return area && t("incidents.filter.onlyArea", { area: area.name });
}
