/** Signals beside harm: they are in no figure and no list of harm, so a line leads to them and back. */
import { useMemo } from "react";
import { type Facts, select } from "../../../shared/rooms/analysis.ts";
import { isSignal, SIGNAL_KINDS } from "../../../shared/rooms/incidents.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { useWords } from "../../words/index.tsx";

export function SignalsBeside({ state, facts }: { state: DashboardState; facts: Facts }) {
  const { t } = useWords();
  const { filter } = state;
  const n = useMemo(() => select(facts, { ...filter, kinds: null, signals: "only" }).length, [facts, filter]);
  const isOpen = filter.kinds?.some(isSignal) ?? false;
  if (n === 0 && !isOpen) return null;
  return (
    <button
      type="button"
      className="plain-link list-signals"
      onClick={() => state.setFilter({ kinds: isOpen ? null : SIGNAL_KINDS })}
    >
      {isOpen ? t("log.list.onlyHarm") : t("log.list.signals", { n })}
    </button>
  );
}
