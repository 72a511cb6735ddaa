/** Subtitle and source line of a figure, out of the filter in force: dataset, levels, area, period; citation and date. */
import type { FactsDataset, FactsFilter } from "../../../shared/rooms/analysis.ts";
import { isoOf } from "../../../shared/time.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatSpan } from "../../words/format.ts";
import type { Translate } from "../../words/index.tsx";
import { markText } from "../area-marks.ts";
import { splitLevels } from "../timeline/series.ts";
import type { Harm } from "./use-harm.ts";

/** The dataset in force: the one asked for, else the primary. */
export function datasetOf({ facts, filter }: Pick<Harm, "facts" | "filter">): FactsDataset | undefined {
  const { datasets } = facts.dictionaries;
  return (
    datasets.find((dataset) => dataset.name === filter.dataset || dataset.id === filter.dataset) ??
    datasets.find((dataset) => dataset.primary)
  );
}

/** Levels counted, in words. */
export function levelsText(
  t: Translate,
  filter: FactsFilter,
  headline: Parameters<typeof splitLevels>[1],
): string {
  return splitLevels(filter, headline)
    .counted.map((level) => codeLabel(t, "verification", level).toLocaleLowerCase())
    .join(", ");
}

function periodText(t: Translate, tag: string, { from, to }: FactsFilter): string {
  return from == null || to == null ? t("charts.scope.allTime") : formatSpan(isoOf(from), isoOf(to), tag);
}

/** "UCDP GED 23.1 · published: corroborated · Bambari · 2 Dec 2018 – 1 Dec 2019 · civilians only". */
export function scopeText(
  t: Translate,
  tag: string,
  harm: Harm,
  headline: Parameters<typeof splitLevels>[1],
): string {
  const { facts, filter } = harm;
  const dataset = datasetOf(harm);
  const areas = facts.dictionaries.areas.filter((area) => filter.areas?.includes(area.ref));
  const marks = (filter.areas ?? []).flatMap((mark) => markText(t, facts, mark) ?? []);
  const parts = [
    dataset ? `${dataset.title} ${dataset.version}` : "",
    levelsText(t, filter, headline),
    [...areas.map((area) => area.name), ...marks].join(", "),
    filter.kinds?.map((kind) => codeLabel(t, "incidentKind", kind)).join(", ") ?? "",
    periodText(t, tag, filter),
    filter.civiliansOnly ? t("charts.scope.civiliansOnly") : "",
    filter.includeIllustrative ? t("charts.scope.illustrative") : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
