/** Killed per month, quarter or year inside the period, with low–high band and civilians as the inner column. */
import { useComputedColorScheme } from "@mantine/core";
import { useMemo, useRef } from "react";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import type { FactsFilter } from "../../../shared/rooms/analysis.ts";
import { bucketEnd, bucketOf, bucketStart, formatBucket } from "../../../shared/time-buckets.ts";
import { formatCount } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import type { ChartBucket } from "../dashboard-types.ts";
import { axisSteps } from "../timeline/geometry.ts";
import { NO_HARM } from "../timeline/series.ts";
import { HarmColumn } from "./bar-shape.tsx";
import { ChartCard } from "./chart-card.tsx";
import { ChartTip } from "./chart-tip.tsx";
import { countedFilter, harmNumbers, otherLevels } from "./harm-words.ts";
import { PALETTES } from "./palette.ts";
import { type HarmRow, harmRows, largest } from "./rows.ts";
import type { DashboardChartProps, Harm } from "./use-harm.ts";

const HEIGHT = 172;

/** Every bucket of the period. One without an event says nothing of deaths: no record is not nobody. */
function filledRows({ facts, filter, counted }: Harm, bucket: ChartBucket): HarmRow[] {
  const rows = harmRows(facts, counted, bucket);
  const known = new Map(rows.map((row) => [Number(row.id), row]));
  const numbers = [...known.keys()];
  if (numbers.length === 0) return [];
  const first = filter.from == null ? Math.min(...numbers) : bucketOf(filter.from, bucket);
  const last = filter.to == null ? Math.max(...numbers) : bucketOf(filter.to, bucket);
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const id = first + step;
    return known.get(id) ?? { id, ...NO_HARM };
  });
}

/** A click narrows the period to the bucket. */
function bucketWithin(row: HarmRow, bucket: ChartBucket, filter: FactsFilter) {
  const index = Number(row.id);
  const [from, to] = [bucketStart(index, bucket), bucketEnd(index, bucket)];
  return { from: Math.max(from, filter.from ?? from), to: Math.min(to, filter.to ?? to) };
}

export function OverTimeChart({ state, harm, headline }: DashboardChartProps) {
  const { t, tag, dir } = useWords();
  const palette = PALETTES[useComputedColorScheme("light")];
  const active = useRef<HarmRow>(undefined);
  const { bucket } = state;
  const rows = useMemo(() => filledRows(harm, bucket), [harm, bucket]);
  const nameOf = (row: HarmRow) => formatBucket(Number(row.id), bucket, tag);
  const steps = axisSteps(largest(rows), 3);
  const most = steps[steps.length - 1] ?? 1;
  const flip = dir === "rtl";
  const pick = (row: HarmRow) => state.setFilter(bucketWithin(row, bucket, state.filter));
  const title = t(`charts.overTime.${bucket}`);
  return (
    <ChartCard
      title={title}
      harm={harm}
      method="counts"
      publicBy="quarter"
      marks={t("charts.marks.time")}
      headline={headline}
      today={state.today}
      numbers={harmNumbers(t, t("charts.table.when"), rows, nameOf, (row) => ({
        ...countedFilter(harm, headline),
        ...bucketWithin(row, bucket, harm.filter),
      }))}
      aside={otherLevels(t, tag, harm)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter belongs to the chart inside, which has the focus */}
      <div onKeyDown={(event) => event.key === "Enter" && active.current && pick(active.current)}>
        <BarChart
          responsive
          data={rows.map((row) => ({ row, killed: row.killed ?? 0, name: nameOf(row) }))}
          margin={{ top: 6, bottom: 0, left: 0, right: 6 }}
          style={{ inlineSize: "100%", blockSize: HEIGHT }}
          barCategoryGap="12%"
          title={title}
        >
          <CartesianGrid vertical={false} stroke={palette.line} />
          <XAxis
            dataKey="name"
            reversed={flip}
            tickLine={false}
            axisLine={{ stroke: palette.line }}
            tick={{ fill: palette.inkSoft, fontSize: 11 }}
            minTickGap={18}
          />
          <YAxis
            domain={[0, most]}
            ticks={steps}
            width={44}
            orientation={flip ? "right" : "left"}
            tickLine={false}
            axisLine={false}
            tick={{ fill: palette.inkSoft, fontSize: 11 }}
            tickFormatter={(value: number) => formatCount(value, tag)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={false}
            content={<ChartTip nameOf={nameOf} onRow={(row) => (active.current = row)} />}
          />
          <Bar
            dataKey="killed"
            isAnimationActive={false}
            cursor="pointer"
            background={{ fill: "transparent" }}
            onClick={(_, index) => rows[index] && pick(rows[index])}
            shape={(props) => {
              const row = rows[props.index];
              const look = { fill: palette.civilian, ink: palette.ink, most, flip };
              return row ? <HarmColumn props={props} row={row} look={look} /> : <g />;
            }}
          />
        </BarChart>
      </div>
    </ChartCard>
  );
}
