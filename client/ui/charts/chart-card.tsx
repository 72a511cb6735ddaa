/**
 * The card around every chart: question as title, scope below, drawing or its table twin, CSV, PNG and link, and at the
 * foot source, date and method. No chart stands without it.
 */
import type { ReactNode } from "react";
import type { PublicDimension } from "../../../shared/rooms/analysis-public.ts";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { MethodLink, type MethodPart } from "../method-link.tsx";
import { Figure, SourceLine } from "../panel.tsx";
import { EmptyNote } from "../states.tsx";
import { ChartTable } from "./chart-table.tsx";
import type { FigureNumbers } from "./csv.ts";
import { useFigureTools } from "./figure-tools.tsx";
import { publishedOf } from "./published.ts";
import { datasetOf, levelsText, scopeText } from "./scope.ts";
import type { Harm } from "./use-harm.ts";

export interface ChartCardProps {
  title: string;
  harm: Harm;
  headline: readonly VerificationLevel[];
  /** As-of date: the operation's today, ISO. */
  today: string;
  numbers: FigureNumbers;
  /** Stands below the drawing: what is not added, what the words mean. */
  aside?: string | undefined;
  /** How the marks are read: said once above all charts, and in each picture, which leaves the page alone. */
  marks?: string;
  /** Controls of this chart, e.g. the level of area. */
  control?: ReactNode;
  /** The part of the method page that says how this chart is made. */
  method: MethodPart;
  /** What its table for the public is by; none without it. */
  publicBy?: PublicDimension;
  children: ReactNode;
}

/** Filters that leave nothing are widened; incidents at levels that are not counted are counted by choosing the level. */
function NothingCounted({ others }: { others: number }) {
  const { t } = useWords();
  if (others === 0) return <EmptyNote kind="match" icon="chart" />;
  return (
    <EmptyNote
      kind="match"
      icon="chart"
      title={t("charts.uncounted")}
      help={t("charts.uncountedHelp", { n: others })}
    />
  );
}

export function ChartCard(props: ChartCardProps) {
  const { title, harm, headline, today, numbers, aside, marks, control, method, publicBy, children } = props;
  const { t, tag } = useWords();
  const dataset = datasetOf(harm);
  const scope = scopeText(t, tag, harm, headline);
  const source = {
    source: dataset?.title ?? t("charts.noDataset"),
    version: dataset?.version ?? "",
    asOf: formatDate(today, tag),
    levels: levelsText(t, harm.filter, headline),
  };
  const citation = [dataset?.citation, dataset?.licence]
    .flatMap((part) => (part ? `${part}.` : []))
    .join(" ");
  const about = {
    ...{ title, scope, today, method },
    source: `${source.source} ${source.version}. ${citation}`.trim(),
    notes: [marks, aside].flatMap((note) => note || []),
    illustrative: Boolean(harm.filter.includeIllustrative),
    published: publicBy && publishedOf(t, { harm, by: publicBy, headline, today }),
  };
  const { plot, asTable, tools } = useFigureTools(about, numbers);
  return (
    <Figure
      title={title}
      scope={scope}
      actions={tools}
      source={
        <>
          <SourceLine {...source} /> {citation} <MethodLink part={method} />
        </>
      }
    >
      {control}
      {numbers.rows.length === 0 && <NothingCounted others={harm.other.length} />}
      {numbers.rows.length > 0 && asTable && <ChartTable caption={title} numbers={numbers} />}
      {numbers.rows.length > 0 && !asTable && (
        <div className="chart-plot" ref={plot}>
          {children}
        </div>
      )}
      {aside && <p className="chart-aside">{aside}</p>}
    </Figure>
  );
}
