/**
 * The period against the one before it and the same one a year earlier, with the verdict of the rule for counts: a
 * change is only called one where the numbers carry it.
 */
import { type ReactNode, useMemo } from "react";
import { type FactsFilter, select, totals } from "../../../shared/rooms/analysis.ts";
import {
  type Comparison,
  ENOUGH_TOGETHER,
  isProvisional,
  NOTABLE_ROOTS,
  type Window,
  windowTrend,
} from "../../../shared/rooms/trend.ts";
import { dayOf } from "../../../shared/time.ts";
import { formatCount, formatSpan } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { RecordsLink } from "../records-link.tsx";
import { ChartCard } from "./chart-card.tsx";
import type { FigureNumbers } from "./csv.ts";
import { countedFilter } from "./harm-words.ts";
import { selectLevels } from "./rows.ts";
import type { DashboardChartProps } from "./use-harm.ts";

const MEASURES = ["events", "killed", "civilian"] as const;
type Measure = (typeof MEASURES)[number];

interface ComparedMeasure {
  measure: Measure;
  previous: Comparison;
  lastYear: Comparison;
}

interface Compared {
  window: Window;
  before: Window;
  yearBefore: Window;
  rows: ComparedMeasure[];
}

/** Comparisons of all measures; undefined where the filter has no period to compare. */
function useCompared({ harm, headline }: DashboardChartProps): Compared | undefined {
  return useMemo(() => {
    const { facts, filter } = harm;
    const { from, to } = filter;
    if (from == null || to == null) return undefined;
    const sums = new Map<string, ReturnType<typeof totals>>();
    const sumOf = (window: Window) => {
      const key = `${window.from} ${window.to}`;
      const wanted: FactsFilter = { ...filter, ...window };
      if (!sums.has(key)) sums.set(key, totals(facts, selectLevels(facts, wanted, headline).counted));
      return sums.get(key) ?? null;
    };
    // No event in a window is a count of none; an event whose measure is not recorded is not known.
    const countOf = (measure: Measure) => (window: Window) => {
      const sum = sumOf(window);
      if (!sum) return 0;
      return measure === "events" ? sum.events : measure === "killed" ? sum.best : sum.civilian;
    };
    const trends = MEASURES.map((measure) => ({
      measure,
      trend: windowTrend({ from, to }, countOf(measure)),
    }));
    const { window, previous, lastYear } = trends[0]!.trend;
    const rows = trends.map(({ measure, trend }) => ({
      measure,
      previous: trend.againstPrevious,
      lastYear: trend.againstLastYear,
    }));
    return { window, before: previous, yearBefore: lastYear, rows };
  }, [harm, headline]);
}

/** "rise, +38 %", "no clear change", "too few to compare". */
function verdictText(t: Translate, { verdict, pct }: Comparison): string {
  const word = t(`charts.verdict.${verdict}`);
  if (verdict !== "rise" && verdict !== "fall") return word;
  const change =
    pct === "new" ? t("charts.verdict.new") : t("charts.verdict.pct", { n: Math.round(pct ?? 0) });
  return `${word}, ${change}`;
}

function numbersOf(t: Translate, compared: Compared | undefined): FigureNumbers {
  return {
    head: ["measure", "previous", "current", "verdict", "lastYear", "verdictYear"].map((name) =>
      t(`charts.compare.${name as "measure"}`),
    ),
    rows: (compared?.rows ?? []).map(({ measure, previous, lastYear }) => [
      t(`charts.measure.${measure}`),
      previous.previous,
      previous.current,
      verdictText(t, previous),
      lastYear.previous,
      verdictText(t, lastYear),
    ]),
  };
}

interface CountedProps extends Omit<DashboardChartProps, "state"> {
  measure: Measure;
  window: Window;
  children: ReactNode;
}

/** A number of one window, which opens the incidents it counts. */
function Counted({ harm, headline, measure, window, children }: CountedProps) {
  const civiliansOnly = measure === "civilian" || harm.filter.civiliansOnly;
  const filter = { ...countedFilter(harm, headline), from: window.from, to: window.to, civiliansOnly };
  return (
    <RecordsLink filter={filter} events={select(harm.facts, filter).length}>
      {children}
    </RecordsLink>
  );
}

export function ComparisonChart(props: DashboardChartProps) {
  const { state, harm, headline } = props;
  const { t, tag } = useWords();
  const compared = useCompared(props);
  if (!compared) return null;
  const { window, before, yearBefore, rows } = compared;
  const sameYear = before.from === yearBefore.from;
  const provisional = isProvisional(window, dayOf(state.today), harm.other.length);
  const span = ({ from, to }: Window) => formatSpan(from, to, tag);
  return (
    <ChartCard
      title={t("charts.comparison")}
      harm={harm}
      method="comparison"
      headline={headline}
      today={state.today}
      numbers={numbersOf(t, compared)}
      aside={[
        t("charts.compare.rule", { enough: ENOUGH_TOGETHER, roots: NOTABLE_ROOTS }),
        ...(provisional ? [t("charts.compare.provisional")] : []),
      ].join(" ")}
    >
      <table className="comparison">
        <thead>
          <tr>
            <th scope="col">{t("charts.compare.against", { span: span(before) })}</th>
            <th scope="col" className="number">
              {t("charts.compare.previous")}
            </th>
            <th scope="col" className="number">
              {t("charts.compare.current")}
            </th>
            <th scope="col">{t("charts.compare.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ measure, previous, lastYear }) => (
            <tr key={measure}>
              <th scope="row">{t(`charts.measure.${measure}`)}</th>
              <td className="number">
                <Counted harm={harm} headline={headline} measure={measure} window={before}>
                  {formatCount(previous.previous, tag)}
                </Counted>
              </td>
              <td className="number">
                <Counted harm={harm} headline={headline} measure={measure} window={window}>
                  <strong>{formatCount(previous.current, tag)}</strong>
                </Counted>
              </td>
              <td>
                {verdictText(t, previous)}
                {!sameYear && (
                  <div className="chart-aside">
                    {t("charts.compare.yearLine", {
                      n: formatCount(lastYear.previous, tag),
                      verdict: verdictText(t, lastYear),
                    })}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  );
}
