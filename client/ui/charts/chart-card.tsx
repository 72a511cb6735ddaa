/**
 * The card around every chart: question as title, scope below, drawing or its table twin, CSV, PNG and link, and at the
 * foot source, date and method. No chart stands without it.
 */
import "./chart.css";
import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useRef, useState } from "react";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { api } from "../../api.ts";
import { useOperationCode } from "../../dashboard.ts";
import { formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { MethodLink, type MethodPart } from "../method-link.tsx";
import { Figure, SourceLine } from "../panel.tsx";
import { EmptyNote } from "../states.tsx";
import { ChartTable } from "./chart-table.tsx";
import { type CsvCell, csvOf, fileName } from "./csv.ts";
import { downloadCsv, downloadPng } from "./download.ts";
import { PALETTES } from "./palette.ts";
import { datasetOf, levelsText, scopeText } from "./scope.ts";
import type { Harm } from "./use-harm.ts";

/** The numbers of a chart as a table: also the CSV. First column = name of the row. */
export interface ChartNumbers {
  head: string[];
  rows: CsvCell[][];
}

export interface ChartCardProps {
  title: string;
  harm: Harm;
  headline: readonly VerificationLevel[];
  /** As-of date: the operation's today, ISO. */
  today: string;
  numbers: ChartNumbers;
  /** Stands below the drawing: what is not added, what the words mean. */
  aside?: ReactNode;
  /** Controls of this chart, e.g. the level of area. */
  control?: ReactNode;
  /** The part of the method page that says how this chart is made. */
  method: MethodPart;
  children: ReactNode;
}

const DOTS = "M5 10h.01M10 10h.01M15 10h.01";
const GRID = "M3 5h14v10H3zM3 9h14M8 5v10";

interface ToolsProps {
  asTable: boolean;
  onTable: () => void;
  onCsv: () => void;
  onPng: () => void;
}

function Sign({ path, width }: { path: string; width: number }) {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={path} strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

function Tools({ asTable, onTable, onCsv, onPng }: ToolsProps) {
  const { t } = useWords();
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: t("charts.linkCopied") });
  };
  const table = t(asTable ? "charts.table.hide" : "charts.table.show");
  return (
    <div className="chart-tools">
      <Tooltip label={table}>
        <ActionIcon variant="subtle" color="gray" aria-label={table} aria-pressed={asTable} onClick={onTable}>
          <Sign path={GRID} width={1.6} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("charts.menu")} title={t("charts.menu")}>
            <Sign path={DOTS} width={2.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onCsv}>{t("charts.csv")}</Menu.Item>
          <Menu.Item onClick={onPng} disabled={asTable}>
            {t("charts.png")}
          </Menu.Item>
          <Menu.Item onClick={copyLink}>{t("charts.link")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** The file is made on this device, so the page says that it was; without a connection the taking of the facts stands. */
function tellDownload(operation: string, format: "csv" | "png", what: string): void {
  api.access.noteDownload.mutate({ operation, format, what }).catch(() => undefined);
}

export function ChartCard(props: ChartCardProps) {
  const { title, harm, headline, today, numbers, aside, control, method, children } = props;
  const { t, tag } = useWords();
  const operation = useOperationCode();
  const palette = PALETTES[useComputedColorScheme("light")];
  const plot = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const dataset = datasetOf(harm);
  const scope = scopeText(t, tag, harm, headline);
  const source = {
    source: dataset?.title ?? t("charts.noDataset"),
    version: dataset?.version ?? "",
    asOf: formatDate(today, tag),
    levels: levelsText(t, harm.filter, headline),
  };
  const citation = `${dataset?.citation ?? ""} ${dataset?.licence ?? ""}`.trim();
  const illustrative = harm.filter.includeIllustrative ? "-illustrative" : "";
  const name = `${fileName(title)}-${today}${illustrative}`;
  const saveCsv = () => {
    const about = [
      [t("charts.csv.title"), title],
      [t("charts.csv.scope"), scope],
      [t("charts.csv.source"), `${source.source} ${source.version}. ${citation}`],
      [t("charts.csv.asOf"), today],
    ] as const;
    downloadCsv(csvOf(about, numbers.head, numbers.rows), name);
    tellDownload(operation, "csv", method);
  };
  const savePng = () => {
    const svg = plot.current?.querySelector("svg");
    if (!svg) return;
    const text = { title, scope, source: `${source.source} ${source.version}. ${citation} ${source.asOf}` };
    tellDownload(operation, "png", method);
    void downloadPng(svg, text, { ink: palette.ink, soft: palette.inkSoft, paper: palette.surface }, name);
  };
  const tools = (
    <Tools asTable={asTable} onTable={() => setAsTable(!asTable)} onCsv={saveCsv} onPng={savePng} />
  );
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
      {numbers.rows.length === 0 && <EmptyNote kind="match" icon="chart" />}
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
