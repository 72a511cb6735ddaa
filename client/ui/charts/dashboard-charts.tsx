/** The charts of the dashboard, one below the other, all from the same rows and all linked with map and timeline. */
import type { ReactNode } from "react";
import { useWords } from "../../words/index.tsx";
import { Waiting } from "../states.tsx";
import { ByAreaChart, ByKindChart, ByPerpetratorChart } from "./by-group.tsx";
import { ComparisonChart } from "./comparison.tsx";
import { OverTimeChart } from "./over-time.tsx";
import { HarmSummary } from "./summary.tsx";
import { type DashboardChartProps, useHarm } from "./use-harm.ts";

/** Summary, over time, by alleged perpetrator, by area, by kind, comparison. Scrolls with its parent. */
interface DashboardChartsProps extends Omit<DashboardChartProps, "harm"> {
  /** Stands with the ranking by area: how much of it is unknown. */
  areaNote?: ReactNode;
}

export function DashboardCharts({ state, headline, areaNote }: DashboardChartsProps) {
  const { t } = useWords();
  const harm = useHarm(state, headline);
  if (!harm) return <Waiting lines={8} />;
  const props = { state, harm, headline };
  return (
    <section aria-label={t("charts.label")}>
      <HarmSummary harm={harm} headline={headline} />
      <OverTimeChart {...props} />
      <ByPerpetratorChart {...props} />
      <ByAreaChart {...props} note={areaNote} />
      <ByKindChart {...props} />
      <ComparisonChart {...props} />
    </section>
  );
}
