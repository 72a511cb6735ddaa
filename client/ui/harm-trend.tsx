/**
 * A small chart of people killed over time that stands inside a page and on paper: bars from zero, the part recorded
 * as civilian inside, the low–high band behind. Hover and arrow keys read out one bar; the same values are a table.
 */
import { useComputedColorScheme } from "@mantine/core";
import { useMemo, useState } from "react";
import { type Facts, type GroupRow, groupBy, type Selection } from "../../shared/rooms/analysis.ts";
import { bucketOf, formatBucket } from "../../shared/time-buckets.ts";
import { formatCount, formatRange } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import { PALETTES } from "./charts/palette.ts";
import type { ChartBucket } from "./dashboard-types.ts";
import "./harm-trend.css";

interface HarmTrendProps {
  facts: Facts;
  selection: Selection;
  bucket: ChartBucket;
  /** First and last day drawn, so that months without events are bars of nothing, not gaps left out. */
  from: number;
  to: number;
  title: string;
}

interface Bar {
  label: string;
  /** Null: no event in this bucket. */
  row: GroupRow | null;
}

const WIDTH = 640;
const HEIGHT = 132;
const BASE = 112;
const TOP = 14;
const START = 34;

/** Every bucket of the period with its sums, also those without events. */
function barsOf({ facts, selection, bucket, from, to }: HarmTrendProps, tag: string): Bar[] {
  const rows = new Map(groupBy(facts, selection, [bucket]).map((row) => [Number(row.key[0]), row]));
  const first = bucketOf(from, bucket);
  return Array.from({ length: bucketOf(to, bucket) - first + 1 }, (_, i) => ({
    label: formatBucket(first + i, bucket, tag),
    row: rows.get(first + i) ?? null,
  }));
}

/** The lowest round number (1, 2 or 5 times a power of ten) that nothing drawn exceeds. */
export function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= value) ?? 10 * power;
}

export function HarmTrend(props: HarmTrendProps) {
  const { t, tag, dir } = useWords();
  const palette = PALETTES[useComputedColorScheme("light")];
  const [active, setActive] = useState<number | null>(null);
  const { facts, selection, bucket, from, to } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title changes nothing in the bars
  const bars = useMemo(() => barsOf(props, tag), [facts, selection, bucket, from, to, tag]);
  const top = roundTop(Math.max(1, ...bars.map(({ row }) => Math.max(row?.high ?? 0, row?.best ?? 0))));
  const step = (WIDTH - START) / bars.length;
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  const x = (at: number) => (dir === "rtl" ? WIDTH - START - (at + 1) * step : START + at * step);
  const labelled = Math.max(1, Math.ceil(bars.length / 7));
  const shown = active === null ? undefined : bars[active];
  return (
    <div className="harm-trend">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={props.title}
        onPointerLeave={() => setActive(null)}
      >
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line
              x1={dir === "rtl" ? 0 : START}
              x2={dir === "rtl" ? WIDTH - START : WIDTH}
              y1={y(value)}
              y2={y(value)}
            />
            <text
              x={dir === "rtl" ? WIDTH - START + 6 : START - 6}
              y={y(value) + 4}
              textAnchor={dir === "rtl" ? "start" : "end"}
            >
              {Number.isInteger(value) ? formatCount(value, tag) : ""}
            </text>
          </g>
        ))}
        {bars.map(({ label, row }, at) => (
          <g
            key={label}
            onPointerEnter={() => setActive(at)}
            className={at === active ? "active" : undefined}
          >
            <rect x={x(at)} y={TOP} width={step} height={BASE - TOP} className="harm-trend-hit" />
            {row && <Marks row={row} x={x(at)} step={step} y={y} palette={palette} />}
            {at % labelled === 0 && (
              <text x={x(at) + step / 2} y={HEIGHT - 4} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        ))}
      </svg>
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
        {shown ? <Said bar={shown} /> : t("places.trend.key")}
      </p>
      <TableTwin bars={bars} />
    </div>
  );
}

interface MarksProps {
  row: GroupRow;
  x: number;
  step: number;
  y: (value: number) => number;
  palette: (typeof PALETTES)["light"];
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

function Said({ bar }: { bar: Bar }) {
  const { t, tag } = useWords();
  if (!bar.row) return <>{t("places.trend.none", { label: bar.label })}</>;
  const { low, best, high, civilian, unknownStatus, events } = bar.row;
  return (
    <>
      {t("places.trend.said", {
        label: bar.label,
        killed: formatRange({ low, best, high }, tag),
        civilian: formatCount(civilian, tag),
        unknown: formatCount(unknownStatus, tag),
        events,
      })}
    </>
  );
}

function TableTwin({ bars }: { bars: Bar[] }) {
  const { t, tag } = useWords();
  const withEvents = bars.filter((bar) => bar.row !== null);
  return (
    <details className="table-twin">
      <summary>{t("places.trend.table")}</summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("places.trend.period")}</th>
            <th>{t("places.harm.events")}</th>
            <th>{t("places.harm.killed")}</th>
            <th>{t("places.harm.civilians")}</th>
            <th>{t("places.harm.unknown")}</th>
          </tr>
        </thead>
        <tbody>
          {withEvents.map(({ label, row }) => (
            <tr key={label}>
              <td>{label}</td>
              <td>{formatCount(row!.events, tag)}</td>
              <td>{formatRange({ low: row!.low, best: row!.best, high: row!.high }, tag)}</td>
              <td>{formatCount(row!.civilian, tag)}</td>
              <td>{formatCount(row!.unknownStatus, tag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
