/**
 * The period against the one before it and the same one a year earlier, with the verdict of the rule for counts: a
 * change is only called one where the numbers carry it.
 */
import { type ReactNode, useMemo } from "react";
import {
  type FactsFilter,
  type ShownRange,
  select,
  shownCivilians,
  shownRange,
  totals,
} from "../../../shared/rooms/analysis.ts";
import {
  ENOUGH_TOGETHER,
  exactly,
  isProvisional,
  MEAN_OF_WINDOWS,
  NOTABLE_ROOTS,
  type RangeComparison,
  type Window,
  type WindowTrend,
  windowTrend,
} from "../../../shared/rooms/trend.ts";
import { dayOf } from "../../../shared/time.ts";
import { formatRange, formatSpan } from "../../words/format.ts";
import { type Translate, useWords } from "../../words/index.tsx";
import { Counted } from "../range.tsx";
import { RecordsLink } from "../records-link.tsx";
import { ChartCard } from "./chart-card.tsx";
import type { FigureNumbers } from "./csv.ts";
import { countedFilter } from "./harm-words.ts";
import { selectLevels } from "./rows.ts";
import type { DashboardChartProps } from "./use-harm.ts";

export const MEASURES = ["events", "killed", "civilian"] as const;
type Measure = (typeof MEASURES)[number];

interface ComparedMeasure {
  measure: Measure;
  trend: WindowTrend;
}

/** What a measure counts in some incidents. No incident is a count of none. */
export function countOf(measure: Measure, sums: ReturnType<typeof totals>): ShownRange {
  if (!sums) return exactly(0);
  if (measure === "events") return exactly(sums.events);
  return measure === "killed" ? shownRange(sums) : shownCivilians(sums);
}

/** Comparisons of all measures; undefined where the filter has no period to compare. */
function useCompared({ harm, headline }: DashboardChartProps): ComparedMeasure[] | undefined {
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
    return MEASURES.map((measure) => ({
      measure,
      trend: windowTrend({ from, to }, (window) => countOf(measure, sumOf(window))),
    }));
  }, [harm, headline]);
}

/** "rise, +38 %", "no clear change", "too few to compare". */
export function verdictText(t: Translate, { verdict, pct }: RangeComparison): string {
  const word = t(`charts.verdict.${verdict}`);
  if (verdict !== "rise" && verdict !== "fall") return word;
  const change =
    pct === "new" ? t("charts.verdict.new") : t("charts.verdict.pct", { n: Math.round(pct ?? 0) });
  return `${word}, ${change}`;
}

const COLUMNS = ["measure", "previous", "current", "verdict", "lastYear", "verdictYear", "mean"] as const;

/** Counts as they are shown, with range and "≥", so that no file says more than the page. */
function numbersOf(t: Translate, tag: string, compared: readonly ComparedMeasure[]): FigureNumbers {
  return {
    head: COLUMNS.map((name) => t(`charts.compare.${name}`, { windows: MEAN_OF_WINDOWS })),
    rows: compared.map(({ measure, trend: { againstPrevious, againstLastYear, meanOfLastFour } }) => [
      t(`charts.measure.${measure}`),
      formatRange(againstPrevious.previous, tag),
      formatRange(againstPrevious.current, tag),
      verdictText(t, againstPrevious),
      formatRange(againstLastYear.previous, tag),
      verdictText(t, againstLastYear),
      formatRange(rounded(meanOfLastFour), tag),
    ]),
  };
}

/** People are whole; of a mean the half says nothing. */
const rounded = ({ low, best, high, atLeast }: ShownRange): ShownRange => {
  const whole = (count: number | null) => (count === null ? null : Math.round(count));
  return { low: whole(low), best: whole(best), high: whole(high), atLeast };
};

interface OpensProps extends Omit<DashboardChartProps, "state"> {
  measure: Measure;
  window: Window;
  children: ReactNode;
}

/** A number of one window, which opens the incidents it counts. */
function Opens({ harm, headline, measure, window, children }: OpensProps) {
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
  const { window, previous } = compared[0]!.trend;
  const provisional = isProvisional(window, dayOf(state.today), harm.other.length);
  return (
    <ChartCard
      title={t("charts.comparison")}
      harm={harm}
      method="comparison"
      headline={headline}
      today={state.today}
      numbers={numbersOf(t, tag, compared)}
      aside={[
        t("charts.compare.rule", { enough: ENOUGH_TOGETHER, roots: NOTABLE_ROOTS }),
        ...(provisional ? [t("charts.compare.provisional")] : []),
      ].join(" ")}
    >
      <table className="comparison">
        <thead>
          <tr>
            <th scope="col">
              {t("charts.compare.against", { span: formatSpan(previous.from, previous.to, tag) })}
            </th>
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
          {compared.map(({ measure, trend }) => (
            <ComparedRow key={measure} measure={measure} trend={trend} harm={harm} headline={headline} />
          ))}
        </tbody>
      </table>
    </ChartCard>
  );
}

/** One measure: before, now, verdict; a year before and the mean of the windows before as lines of their own. */
function ComparedRow({ measure, trend, ...rest }: ComparedMeasure & Omit<DashboardChartProps, "state">) {
  const { t, tag } = useWords();
  const { window, previous, lastYear, lastFour, againstPrevious, againstLastYear, meanOfLastFour } = trend;
  const isOtherYear = previous.from !== lastYear.from;
  const opens = { ...rest, measure };
  return (
    <tr>
      <th scope="row">{t(`charts.measure.${measure}`)}</th>
      <td className="number">
        <Opens {...opens} window={previous}>
          <Counted range={againstPrevious.previous} />
        </Opens>
      </td>
      <td className="number">
        <Opens {...opens} window={window}>
          <strong>
            <Counted range={againstPrevious.current} />
          </strong>
        </Opens>
      </td>
      <td>
        {verdictText(t, againstPrevious)}
        {isOtherYear && (
          <div className="chart-aside">
            <Opens {...opens} window={lastYear}>
              {t("charts.compare.yearLine", { n: formatRange(againstLastYear.previous, tag) })}
            </Opens>
            {t("charts.compare.then", { verdict: verdictText(t, againstLastYear) })}
          </div>
        )}
        <div className="chart-aside">
          <Opens {...opens} window={lastFour}>
            {t("charts.compare.meanLine", {
              windows: MEAN_OF_WINDOWS,
              n: formatRange(rounded(meanOfLastFour), tag),
            })}
          </Opens>
        </div>
      </td>
    </tr>
  );
}
