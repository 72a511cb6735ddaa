/** The panel when nothing is open: the four numbers of the selection, then charts or list. */
import { ActionIcon, SegmentedControl } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { type Facts, select } from "../../../shared/rooms/analysis.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import type { DashboardState } from "../../ui/dashboard-types.ts";
import { Icon } from "../../ui/icons.tsx";
import { SourceLine } from "../../ui/panel.tsx";
import { RecordsLink } from "../../ui/records-link.tsx";
import { Waiting } from "../../ui/states.tsx";
import type { PanelView } from "../../url.ts";
import { codeLabel } from "../../words/codes.ts";
import { formatCount, formatDate, formatRange, formatSpan } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { UnknownNote } from "../coverage/row-information.tsx";
import { IncidentList } from "../incidents/list.tsx";
import { countedOf, killedOf, totalsOf } from "./figures.ts";

const Charts = lazy(async () => ({
  default: (await import("../../ui/charts/dashboard-charts.tsx")).DashboardCharts,
}));

interface OverviewProps {
  state: DashboardState;
  facts: Facts;
  /** Levels the operation counts. */
  headline: readonly VerificationLevel[];
  view: PanelView;
  onView: (view: PanelView) => void;
  /** On a phone: the timeline, which has its own place elsewhere. */
  children?: ReactNode;
}

export function Overview({ state, facts, headline, view, onView, children }: OverviewProps) {
  const { t } = useWords();
  return (
    <section className="overview" aria-label={t("frame.panel.view")}>
      {(view === "list" || children) && <Summary state={state} facts={facts} headline={headline} />}
      {children}
      <div className="overview-tabs">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t("frame.panel.view")}
          value={view === "list" ? "list" : "charts"}
          onChange={(chosen) => onView(chosen === "list" ? "list" : "charts")}
          data={[
            { value: "charts", label: t("frame.panel.charts") },
            { value: "list", label: t("frame.panel.list") },
          ]}
        />
        <ActionIcon
          className="overview-close"
          variant="subtle"
          color="gray"
          aria-label={t("frame.panel.close")}
          onClick={() => onView("none")}
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
      <div className="overview-body">
        {view === "list" || facts.rows === 0 ? (
          // Where nothing was ever entered the list says what to do; charts would speak of filters, each of them.
          <IncidentList state={state} facts={facts} />
        ) : (
          <Suspense fallback={<Waiting lines={8} />}>
            <Charts
              state={state}
              headline={headline}
              areaNote={<UnknownNote operation={state.operation} />}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** Events, killed with range, civilians, unknown status apart; scope above, source below. */
function Summary({ state, facts, headline }: Pick<OverviewProps, "state" | "facts" | "headline">) {
  const { t, tag } = useWords();
  const counted = useMemo(() => countedOf(state.filter, headline), [state.filter, headline]);
  const row = useMemo(() => totalsOf(facts, counted), [facts, counted]);
  const civilians = { ...counted, civiliansOnly: true };
  const { from, to, dataset: wanted } = state.filter;
  const dataset = facts.dictionaries.datasets.find(({ id, name }) => id === wanted || name === wanted);
  const levels = (counted.verification ?? [])
    .map((level) => codeLabel(t, "verification", level).toLowerCase())
    .join(", ");
  return (
    <header className="summary">
      <p className="summary-scope">
        {from == null || to == null ? t("incidents.summary.allTime") : formatSpan(from, to, tag)}
      </p>
      <p className="summary-main">
        <strong>
          <RecordsLink filter={counted} events={row.events}>
            {t("incidents.summary.events", { n: row.events })}
          </RecordsLink>
        </strong>
        <strong>
          {row.best === null ? (
            t("incidents.summary.notRecorded")
          ) : (
            <RecordsLink filter={counted} events={row.events}>
              {t("incidents.summary.killed", { range: killedOf(row, tag) })}
            </RecordsLink>
          )}
        </strong>
      </p>
      {row.best !== null && (
        <p className="summary-parts">
          <RecordsLink filter={civilians} events={select(facts, civilians).length}>
            {t("incidents.summary.civilians", { n: formatRange(row.civilians, tag) })}
          </RecordsLink>
          {(row.unknownStatus ?? 0) > 0 && (
            <>
              {" · "}
              <RecordsLink filter={counted} events={row.events}>
                {t("incidents.summary.unknownStatus", { n: formatCount(row.unknownStatus, tag) })}
              </RecordsLink>
            </>
          )}
        </p>
      )}
      {dataset && (
        <p className="figure-source">
          <SourceLine
            source={dataset.title}
            version={dataset.version}
            asOf={formatDate(state.today, tag)}
            levels={levels}
          />
        </p>
      )}
    </header>
  );
}

/** Brings the panel back after it was closed. */
export function PanelOpener({ onOpen }: { onOpen: () => void }) {
  const { t } = useWords();
  return (
    <ActionIcon
      className="panel-opener"
      variant="default"
      size="lg"
      aria-label={t("frame.panel.open")}
      title={t("frame.panel.open")}
      onClick={onOpen}
    >
      <Icon name="panel" />
    </ActionIcon>
  );
}
