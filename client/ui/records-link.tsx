/**
 * The way from a figure to the records behind it: the list of incidents under the figure's own filter, levels named, so
 * that it is as long as the figure says. `data-events` carries that number for whoever walks all figures.
 */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FactsFilter } from "../../shared/rooms/analysis.ts";
import { useOperationCode } from "../dashboard.ts";
import { useOperation } from "../session.ts";
import { type Search, searchOfFilter } from "../url.ts";
import { useWords } from "../words/index.tsx";
import "./records-link.css";

interface RecordsLinkProps {
  /** Everything the figure counts by; its levels must be named. */
  filter: FactsFilter;
  /** Incidents behind it; none: nothing to open. */
  events: number;
  children: ReactNode;
}

/** Every part of a filter that stands in an address; what a figure does not say is left open, not as it was. */
const OPEN: FactsFilter = {
  ...{ from: null, to: null, dataset: null, verification: null, kinds: null, tactics: null, actors: null },
  ...{ perpetrators: null, areas: null, precisions: null, civiliansOnly: false, includeIllustrative: false },
};

export function RecordsLink({ filter, events, children }: RecordsLinkProps) {
  const { t } = useWords();
  const code = useOperationCode();
  const operation = useOperation(code).data;
  if (events === 0 || !operation) return <>{children}</>;
  const primary = operation.datasets.find((dataset) => dataset.primary)?.name;
  const search = searchOfFilter({ ...OPEN, ...filter }, operation.today, primary);
  return (
    <Link
      className="records-link"
      to="/$operation/incidents"
      params={{ operation: code }}
      search={({ lang }: Search) => ({ ...search, lang })}
      data-events={events}
      title={t("frame.records.open", { n: events })}
    >
      {children}
    </Link>
  );
}
