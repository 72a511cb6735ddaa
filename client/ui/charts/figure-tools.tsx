/** What every figure offers beside its title: its table twin, the numbers as CSV, the picture as PNG, a link to it. */
import "./chart.css";
import { ActionIcon, Menu, Tooltip, useComputedColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { api } from "../../api.ts";
import { useOperationCode } from "../../dashboard.ts";
import { useOperation } from "../../session.ts";
import { formatCount, formatDate } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { internalMark } from "../internal-mark.ts";
import type { MethodPart } from "../method-link.tsx";
import { csvOf, type FigureNumbers, fileName } from "./csv.ts";
import { downloadCsv, downloadPng } from "./download.ts";
import { PALETTES } from "./palette.ts";
import type { FigurePublished } from "./published.ts";

const DOTS = "M5 10h.01M10 10h.01M15 10h.01";
const GRID = "M3 5h14v10H3zM3 9h14M8 5v10";

/** What is written into the files around the numbers. */
export interface FigureAbout {
  title: string;
  scope: string;
  /** Dataset, version, citation. */
  source: string;
  /** How the marks are read, what is not added, who says so: written into both files. */
  notes: readonly string[];
  /** As-of date: the operation's today, ISO. */
  today: string;
  /** The part of the method page that says how it is made; the log of downloads names the figure by it. */
  method: MethodPart;
  /** The figure counts illustrative records: the file's name says so. */
  illustrative: boolean;
  /** The same question as a table for the public, where there is one. */
  published?: FigurePublished | undefined;
}

/** The file is made on this device, so the page says that it was; without a connection the taking of the facts stands. */
function tellDownload(operation: string, format: "csv" | "png", what: string): void {
  api.access.noteDownload.mutate({ operation, format, what }).catch(() => undefined);
}

/** What the picture of a table shows: the same cells as the table twin. */
const cellsOf = ({ head, rows }: FigureNumbers, tag: string): string[][] => [
  head,
  ...rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : formatCount(cell, tag)))),
];

/** Tools of a figure; `plot` goes on the element that holds the drawing's svg. */
export function useFigureTools(about: FigureAbout, numbers: FigureNumbers) {
  const { t, tag } = useWords();
  const operation = useOperationCode();
  const info = useOperation(operation).data;
  const palette = PALETTES[useComputedColorScheme("light")];
  const plot = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const { title, scope, source, notes, today, method, illustrative, published } = about;
  const base = `${fileName(title)}-${today}`;
  const name = `${base}${illustrative ? "-illustrative" : ""}-internal`;
  // Whoever finds the file later must not take it for one that was made to be published.
  const marked = [...(info ? [internalMark(t, tag, info)] : []), ...notes];
  const linesOf = (readers: readonly string[], of: string, from: string) =>
    [
      [t("charts.csv.title"), title],
      [t("charts.csv.scope"), of],
      [t("charts.csv.source"), from],
      [t("charts.csv.asOf"), today],
      ...readers.map((note) => [t("charts.csv.note"), note] as const),
    ] as const;
  const saveCsv = () => {
    downloadCsv(csvOf(linesOf(marked, scope, source), numbers.head, numbers.rows), name);
    tellDownload(operation, "csv", method);
  };
  // Not the picture: bars of small numbers can be measured.
  const savePublic = ({ scope: of, numbers: table }: FigurePublished) => {
    const { head, rows } = table();
    downloadCsv(csvOf(linesOf([t("charts.public.note")], of, source), head, rows), `${base}-public`);
    tellDownload(operation, "csv", method);
  };
  const savePng = () => {
    const asOf = t("frame.source.asOf", { date: formatDate(today, tag) });
    const text = { title, scope, notes: marked, source: `${t("charts.csv.source")}: ${source} ${asOf}` };
    const figure = plot.current?.querySelector("svg") ?? cellsOf(numbers, tag);
    tellDownload(operation, "png", method);
    void downloadPng(figure, text, { ink: palette.ink, soft: palette.inkSoft, paper: palette.surface }, name);
  };
  const tools = (
    <Tools
      asTable={asTable}
      onTable={() => setAsTable(!asTable)}
      onCsv={saveCsv}
      onPublic={published && (() => savePublic(published))}
      onPng={savePng}
    />
  );
  return { plot, asTable, tools };
}

interface ToolsProps {
  asTable: boolean;
  onTable: () => void;
  onCsv: () => void;
  onPublic: (() => void) | undefined;
  onPng: () => void;
}

function Sign({ path, width }: { path: string; width: number }) {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={path} strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

function Tools({ asTable, onTable, onCsv, onPublic, onPng }: ToolsProps) {
  const { t } = useWords();
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: t("charts.linkCopied") });
  };
  const table = t(asTable ? "charts.table.hide" : "charts.table.show");
  return (
    <div className="chart-tools no-print">
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
          {onPublic && <Menu.Item onClick={onPublic}>{t("charts.public")}</Menu.Item>}
          <Menu.Item onClick={onPng}>{t("charts.png")}</Menu.Item>
          <Menu.Item onClick={copyLink}>{t("charts.link")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
