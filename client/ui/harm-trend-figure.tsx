/** The small chart of deaths over time as a figure of a page: with its table twin, its files, and on paper. */
import { type ReactNode, useMemo } from "react";
import type { FactsFilter } from "../../shared/rooms/analysis.ts";
import { useWords } from "../words/index.tsx";
import { ChartTable } from "./charts/chart-table.tsx";
import { type FigureAbout, useFigureTools } from "./charts/figure-tools.tsx";
import { harmNumbers } from "./charts/harm-words.ts";
import { barsOf, HarmTrend, type TrendBar, type TrendProps } from "./harm-trend.tsx";
import { Figure } from "./panel.tsx";
import { harmSums, NO_HARM } from "./timeline/series.ts";

interface TrendFigureProps extends TrendProps {
  about: FigureAbout;
  /** What is counted, levels named: each bar of the table opens its records. */
  filter: FactsFilter;
  /** The source line as it stands below the figure. */
  source: ReactNode;
}

export function TrendFigure({ about, source, filter, ...trend }: TrendFigureProps) {
  const { t, tag } = useWords();
  const { facts, selection, bucket, from, to } = trend;
  const bars = useMemo(
    () => barsOf({ facts, selection, bucket, from, to }, tag),
    [facts, selection, bucket, from, to, tag],
  );
  const numbers = harmNumbers(
    t,
    t("charts.table.when"),
    bars.map(sumsOf),
    ({ label }) => label,
    ({ days }) => ({
      ...filter,
      ...days,
    }),
  );
  const { plot, asTable, tools } = useFigureTools(about, numbers);
  return (
    <Figure title={about.title} scope={about.scope} source={source} actions={tools}>
      {asTable ? (
        <ChartTable caption={about.title} numbers={numbers} />
      ) : (
        <div ref={plot}>
          <HarmTrend bars={bars} title={about.title} mark={trend.mark} />
        </div>
      )}
    </Figure>
  );
}

/** Every bucket of the period in its order. */
const sumsOf = ({ label, days, row }: TrendBar) => ({ label, days, ...(row ? harmSums(row) : NO_HARM) });
