/**
 * A small chart of people killed over time that stands inside a page and on paper: bars from zero, the part recorded
 * as civilian inside, the low–high band behind. Hover and arrow keys read out one bar; the same values are a table
 * (harm-trend-figure.tsx). Colours stand at the marks too, so that a picture taken of the drawing has them.
 */
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import {
  type Facts,
  type GroupRow,
  groupBy,
  type Selection,
  shownRange,
} from "../../shared/rooms/analysis.ts";
import { bucketEnd, bucketOf, bucketStart, formatBucket } from "../../shared/time-buckets.ts";
import { formatCount, formatRange } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { PALETTES, type Palette } from "./charts/palette.ts";
import type { ChartBucket } from "./dashboard-types.ts";
import "./harm-trend.css";

/** What a trend is drawn of. */
export interface TrendProps {
  facts: Facts;
  selection: Selection;
  bucket: ChartBucket;
  /** First and last day drawn, so that months without events are bars of nothing, not gaps left out. */
  from: number;
  to: number;
  /** A day to draw a line at: what is before it and what from it on. */
  mark?: number;
}

export interface TrendBar {
  label: string;
  /** First and last day drawn of the bucket. */
  days: { from: number; to: number };
  /** Null: no event in this bucket. */
  row: GroupRow | null;
  /** The bucket begins before or ends after the period: what is drawn is not all of it. */
  partial: boolean;
}

const MOST_WIDTH = 760;
/** Half a page of A4 in CSS pixels: paper is not measured, so it gets a drawing of its own. */
const PAPER_WIDTH = 330;
/** Room for one label of the time axis. */
const LABEL_WIDTH = 88;
const HEIGHT = 132;
const BASE = 112;
const TOP = 14;
const START = 34;

/** Every bucket of the period with its sums, also those without events. */
export function barsOf({ facts, selection, bucket, from, to }: TrendProps, tag: string): TrendBar[] {
  const rows = new Map(groupBy(facts, selection, [bucket]).map((row) => [Number(row.key[0]), row]));
  const first = bucketOf(from, bucket);
  return Array.from({ length: bucketOf(to, bucket) - first + 1 }, (_, i) => ({
    label: formatBucket(first + i, bucket, tag),
    days: {
      from: Math.max(from, bucketStart(first + i, bucket)),
      to: Math.min(to, bucketEnd(first + i, bucket)),
    },
    row: rows.get(first + i) ?? null,
    partial: bucketStart(first + i, bucket) < from || bucketEnd(first + i, bucket) > to,
  }));
}

/** The lowest round number (1, 2 or 5 times a power of ten) that nothing drawn exceeds. */
export function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= value) ?? 10 * power;
}

export function HarmTrend({
  bars,
  title,
  mark,
}: {
  bars: TrendBar[];
  title: string;
  mark?: number | undefined;
}) {
  const { t } = useWords();
  const [active, setActive] = useState<number | null>(null);
  const { ref, width } = useElementSize();
  const scheme = useComputedColorScheme("light");
  const shown = active === null ? undefined : bars[active];
  return (
    <div className="harm-trend" ref={ref}>
      <Drawing
        title={title}
        bars={bars}
        mark={mark}
        width={width > 0 ? Math.min(width, MOST_WIDTH) : PAPER_WIDTH}
        palette={PALETTES[scheme]}
        active={active}
        onActive={setActive}
      />
      <div className="harm-trend-paper" aria-hidden="true">
        <Drawing
          title={title}
          bars={bars}
          mark={mark}
          width={PAPER_WIDTH}
          palette={PALETTES.light}
          active={null}
          onActive={() => undefined}
        />
      </div>
      <input
        type="range"
        className="harm-trend-reader"
        aria-label={t("places.trend.reader")}
        aria-valuetext={shown?.label ?? ""}
        min={0}
        max={bars.length - 1}
        value={active ?? bars.length - 1}
        onChange={(event) => setActive(Number(event.currentTarget.value))}
        onFocus={() => setActive(active ?? bars.length - 1)}
        onBlur={() => setActive(null)}
      />
      <p className="harm-trend-said" aria-live="polite">
        {shown ? <Said bar={shown} /> : t("charts.marks.time")}
      </p>
    </div>
  );
}

interface DrawingProps {
  title: string;
  bars: TrendBar[];
  mark: number | undefined;
  /** Px, so that the letters keep their size. */
  width: number;
  palette: Palette;
  active: number | null;
  onActive: (at: number | null) => void;
}

function Drawing({ title, bars, mark, width, palette, active, onActive }: DrawingProps) {
  const { tag, dir } = useWords();
  const top = roundTop(Math.max(1, ...bars.map(({ row }) => Math.max(row?.high ?? 0, row?.best ?? 0))));
  const step = (width - START) / bars.length;
  const rtl = dir === "rtl";
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  const x = (at: number) => (rtl ? width - START - (at + 1) * step : START + at * step);
  const marked = mark === undefined ? null : placeOf(bars, mark);
  const labelled = Math.max(1, Math.ceil(bars.length / Math.max(3, Math.floor(width / LABEL_WIDTH))));
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={title}
      onPointerLeave={() => onActive(null)}
    >
      {[0, top / 2, top].filter(Number.isInteger).map((value) => (
        <g key={value}>
          <line
            x1={rtl ? 0 : START}
            x2={rtl ? width - START : width}
            y1={y(value)}
            y2={y(value)}
            stroke={palette.line}
          />
          <text
            x={rtl ? width - START + 6 : START - 6}
            y={y(value) + 4}
            textAnchor="end"
            fill={palette.inkSoft}
          >
            {formatCount(value, tag)}
          </text>
        </g>
      ))}
      {bars.map(({ label, row, partial }, at) => (
        <g
          key={label}
          onPointerEnter={() => onActive(at)}
          className={[at === active ? "active" : "", partial ? "partial" : ""].join(" ")}
        >
          <rect
            x={x(at)}
            y={TOP}
            width={step}
            height={BASE - TOP}
            fill="transparent"
            className="harm-trend-hit"
          />
          {row && <Marks row={row} x={x(at)} step={step} y={y} palette={palette} />}
          {at % labelled === 0 && at + labelled / 2 < bars.length && (
            <text
              x={Math.max(x(at) + step / 2, rtl ? 0 : START)}
              y={HEIGHT - 4}
              textAnchor="middle"
              fill={palette.inkSoft}
            >
              {label}
            </text>
          )}
        </g>
      ))}
      {marked !== null && (
        <line
          x1={rtl ? width - START - marked * step : START + marked * step}
          x2={rtl ? width - START - marked * step : START + marked * step}
          y1={TOP - 8}
          y2={BASE}
          stroke={palette.inkSoft}
          strokeDasharray="4 3"
        />
      )}
    </svg>
  );
}

/** Where a day lies among the bars, in bars from the start; null outside them. */
function placeOf(bars: readonly TrendBar[], day: number): number | null {
  const at = bars.findIndex(({ days }) => days.from <= day && day <= days.to);
  if (at < 0) return null;
  const { from, to } = bars[at]!.days;
  return at + (day - from) / (to - from + 1);
}

interface MarksProps {
  row: GroupRow;
  x: number;
  step: number;
  y: (value: number) => number;
  palette: Palette;
}

function Marks({ row, x, step, y, palette }: MarksProps) {
  const rect = (low: number, high: number, inset: number, fill: string) => (
    <rect
      x={x + step * inset}
      width={step * (1 - 2 * inset)}
      y={y(high)}
      height={Math.max(0, y(low) - y(high))}
      fill={fill}
    />
  );
  return (
    <>
      {row.best !== null && rect(0, row.best, 0.14, palette.killed)}
      {row.civilian !== null && rect(0, row.civilian, 0.26, palette.civilian)}
      {row.low !== null &&
        row.high !== null &&
        row.high > row.low &&
        rect(row.low, row.high, 0.06, palette.band)}
    </>
  );
}

function Said({ bar }: { bar: TrendBar }) {
  const { t, tag } = useWords();
  const partial = bar.partial ? ` ${t("places.trend.partial")}` : "";
  if (!bar.row) return <>{t("places.trend.none", { label: bar.label }) + partial}</>;
  const { civilian, unknownStatus, events } = bar.row;
  return (
    <>
      {t("places.trend.said", {
        label: bar.label,
        killed: formatRange(shownRange(bar.row), tag),
        civilian: formatCount(civilian, tag),
        unknown: formatCount(unknownStatus, tag),
        events,
      }) + partial}
    </>
  );
}
