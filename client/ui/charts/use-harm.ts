/**
 * What the charts count: the filter's rows at the levels of the operation, for the period at rest or, while a brush
 * moves, for the live one, read now and then so that map and timeline keep every frame for themselves.
 */
import { startTransition, useEffect, useMemo, useState } from "react";
import type { Facts, FactsFilter } from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { DashboardState, Period } from "../dashboard-types.ts";
import { type LevelSelections, selectLevels } from "./rows.ts";

/** Charts show a move within 150 ms: counting takes one or two, drawing has the rest. */
const CHART_DELAY_MS = 60;

/** The live period while one moves, at most every so many milliseconds. */
function useLive({ live }: DashboardState): Period | undefined {
  const [period, setPeriod] = useState(live.get);
  useEffect(() => {
    let timer = 0;
    const read = () => {
      timer = 0;
      // A transition gives way to the next frame of the brush.
      startTransition(() => setPeriod(live.get()));
    };
    const stop = live.subscribe(() => {
      if (timer === 0) timer = window.setTimeout(read, CHART_DELAY_MS);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [live]);
  return period;
}

/** Facts with the filter in force and its rows. */
export interface Harm extends LevelSelections {
  facts: Facts;
  filter: FactsFilter;
}

/** What every chart of the dashboard takes. */
export interface DashboardChartProps {
  state: DashboardState;
  harm: Harm;
  /** Levels the operation counts; others are told beside and never added. */
  headline: readonly VerificationLevel[];
}

/** Undefined until the facts are here. */
export function useHarm(state: DashboardState, headline: readonly VerificationLevel[]): Harm | undefined {
  const { facts } = state;
  const period = useLive(state) ?? { from: state.filter.from, to: state.filter.to };
  const key = JSON.stringify([{ ...state.filter, ...period }, headline]);
  return useMemo(() => {
    if (!facts) return undefined;
    const [filter, levels] = JSON.parse(key);
    return { facts, filter, ...selectLevels(facts, filter, levels) };
  }, [facts, key]);
}
