/**
 * The timeline under the map: killed per bucket with range and civilians, a brush for the period, playback, table twin.
 * While the brush moves or time plays, only the canvas and the live period change; React renders when it comes to rest.
 */
import "./timeline.css";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { VerificationLevel } from "../../../shared/rooms/incidents.ts";
import { dayOf } from "../../../shared/time.ts";
import { bucketOf, formatBucket } from "../../../shared/time-buckets.ts";
import { formatCount, formatDate, formatRange } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { countedFilter } from "../charts/harm-words.ts";
import { PALETTES } from "../charts/palette.ts";
import type { DashboardState, Period } from "../dashboard-types.ts";
import { TimelineBarRow } from "./bar-row.tsx";
import { TimelineCanvas, type TimelinePainter } from "./canvas.tsx";
import type { TimelineLook } from "./paint.ts";
import { Player } from "./player.ts";
import { closerSeries, type TimelineSeries, timelineSeries } from "./series.ts";
import { TimelineTable } from "./table.tsx";

export interface TimelineProps {
  state: DashboardState;
  /** Levels the operation counts; drawn solid, all others hatched beside. */
  headline: readonly VerificationLevel[];
}

/** The bars of the state, made again only when what they depend on changed. */
function useSeries({ state, headline }: TimelineProps): TimelineSeries | undefined {
  const { facts, filter, bucket, today } = state;
  const key = JSON.stringify([{ ...filter, from: null, to: null }, headline]);
  return useMemo(() => {
    if (!facts) return undefined;
    const [whole, levels] = JSON.parse(key);
    return timelineSeries(facts, whole, levels, bucket, dayOf(today));
  }, [facts, key, bucket, today]);
}

/** "2018-12 … 2019-11" and the words of a bucket under the pointer. */
function useTimelineWords(series: TimelineSeries | undefined) {
  const { t, tag } = useWords();
  return useMemo(
    () => ({
      period: ({ from, to }: Period) =>
        t("charts.timeline.window", { from: formatDate(from, tag), to: formatDate(to, tag) }),
      bar: (day: number) => {
        if (!series) return "";
        const index = bucketOf(day, series.bucket);
        const bar = series.bars.find((one) => one.index === index);
        const other =
          bar && bar.otherEvents > 0
            ? t("charts.timeline.other", {
                killed: formatCount(bar.otherKilled, tag),
                events: formatCount(bar.otherEvents, tag),
              })
            : "";
        const text = t("charts.timeline.bar", {
          when: formatBucket(index, series.bucket, tag),
          killed: bar ? formatRange({ ...bar, best: bar.killed }, tag) : "0",
          civilian: bar ? formatCount(bar.civilian, tag) : "0",
          unknown: bar ? formatCount(bar.unknownStatus, tag) : "0",
          events: bar?.events ?? 0,
        });
        return text + other;
      },
    }),
    [t, tag, series],
  );
}

function useLook(series: TimelineSeries | undefined, today: string): Omit<TimelineLook, "width" | "height"> {
  const { t, tag, dir } = useWords();
  const theme = useComputedColorScheme("light");
  const bucket = series?.bucket ?? "month";
  return useMemo(
    () => ({
      palette: PALETTES[theme],
      font: '11px "Noto Sans", "Noto Sans Arabic", sans-serif',
      flip: dir === "rtl",
      today: dayOf(today),
      count: (n) => formatCount(n, tag),
      axisTitle: t(`charts.timeline.axis.${bucket}`),
      todayLabel: t("charts.timeline.today", { date: formatDate(today, tag) }),
    }),
    [theme, dir, today, tag, t, bucket],
  );
}

/** The period at rest: the filter's, or the whole axis. */
const restingPeriod = ({ filter }: DashboardState, series: TimelineSeries): Period => ({
  from: filter.from ?? series.span.from,
  to: filter.to ?? series.span.to,
});

/** Fills its parent's width; its height is given by `timeline.css`. */
export function Timeline(props: TimelineProps) {
  const { state } = props;
  const { t } = useWords();
  const whole = useSeries(props);
  const [closeTo, setCloseTo] = useState<Period>();
  const series = useMemo(() => whole && closeTo && closerSeries(whole, closeTo), [whole, closeTo]) ?? whole;
  const words = useTimelineWords(series);
  const look = useLook(series, state.today);
  const [asTable, setAsTable] = useState(false);
  const [playing, setPlaying] = useState(false);
  const painter = useRef<TimelinePainter>(null);
  const windowText = useRef<HTMLSpanElement>(null);
  const hoverText = useRef<HTMLSpanElement>(null);
  const latest = useRef(state);
  latest.current = state;

  const show = useCallback(
    (period: Period) => {
      painter.current?.paint(period);
      if (windowText.current) windowText.current.textContent = words.period(period);
    },
    [words],
  );
  const move = useCallback(
    (period: Period) => {
      latest.current.live.set(period);
      show(period);
    },
    [show],
  );
  const commit = useCallback(
    (period: Period) => {
      move(period);
      const { filter, live, setFilter } = latest.current;
      if (filter.from === period.from && filter.to === period.to) live.set(undefined);
      else setFilter(period, true);
    },
    [move],
  );

  // The live period is let go only after the filter has arrived, or the map would jump back for a frame.
  const { from, to } = state.filter;
  useEffect(() => {
    if (!series) return;
    const rest = { from: from ?? series.span.from, to: to ?? series.span.to };
    latest.current.live.set(undefined);
    show(rest);
  }, [series, from, to, show]);

  useEffect(() => {
    if (!playing || !series) return;
    const player = new Player(
      series,
      () => latest.current.live.get() ?? restingPeriod(latest.current, series),
      {
        move,
        end: (period) => {
          setPlaying(false);
          commit(period);
        },
      },
    );
    return () => player.stop();
  }, [playing, series, move, commit]);

  return (
    <section className="timeline" aria-label={t("charts.timeline.label")}>
      <TimelineBarRow
        state={state}
        playing={playing}
        onPlay={() => setPlaying(!playing)}
        asTable={asTable}
        onTable={() => setAsTable(!asTable)}
        closer={closeTo !== undefined}
        onCloser={() => setCloseTo(closeTo || !whole ? undefined : restingPeriod(state, whole))}
        windowText={windowText}
        hoverText={hoverText}
      />
      {series && asTable && (
        <TimelineTable
          series={series}
          filter={countedFilter(state, props.headline)}
          today={dayOf(state.today)}
        />
      )}
      {series && !asTable && (
        <TimelineCanvas
          ref={painter}
          series={series}
          look={look}
          period={() => state.live.get() ?? restingPeriod(latest.current, series)}
          onMove={move}
          onCommit={commit}
          onHover={(day) => {
            if (hoverText.current) hoverText.current.textContent = day === undefined ? "" : words.bar(day);
          }}
          describe={words.period}
        />
      )}
    </section>
  );
}
