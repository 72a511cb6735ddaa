/** The line above the timeline: play, what the pointer is on, the period in words, length of a bar, table twin. */
import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { type RefObject, useEffect } from "react";
import { useWords } from "../../words/index.tsx";
import type { ChartBucket, DashboardState } from "../dashboard-types.ts";

interface TimelineBarRowProps {
  state: DashboardState;
  playing: boolean;
  onPlay: () => void;
  asTable: boolean;
  onTable: () => void;
  /** The axis shows only the surroundings of the period. */
  closer: boolean;
  onCloser: () => void;
  windowText: RefObject<HTMLSpanElement | null>;
  hoverText: RefObject<HTMLSpanElement | null>;
}

const CHART_BUCKETS: readonly ChartBucket[] = ["month", "quarter", "year"];
const PLAY = "M6 4l10 6-10 6z";
const PAUSE = "M6 4h3v12H6zM11 4h3v12h-3z";

/** Space plays, unless a control has the focus that uses it. */
function useSpace(onPlay: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const taken = target?.closest(
        "button, input, textarea, select, a, summary, [role=dialog], [contenteditable]",
      );
      if (event.key !== " " || event.defaultPrevented || taken) return;
      event.preventDefault();
      onPlay();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, [onPlay]);
}

export function TimelineBarRow(props: TimelineBarRowProps) {
  const { state, playing, onPlay, asTable, onTable, closer, onCloser, windowText, hoverText } = props;
  const { t } = useWords();
  useSpace(onPlay);
  const playLabel = t(playing ? "charts.timeline.pause" : "charts.timeline.play");
  return (
    <div className="timeline-row">
      <Tooltip label={playLabel}>
        <ActionIcon
          variant="default"
          size={28}
          aria-label={playLabel}
          aria-pressed={playing}
          onClick={onPlay}
        >
          <svg width="16" height="16" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
            <path d={playing ? PAUSE : PLAY} />
          </svg>
        </ActionIcon>
      </Tooltip>
      <span ref={windowText} className="timeline-window" />
      <span ref={hoverText} className="timeline-hover" />
      <div className="timeline-tools">
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={state.filter.from == null && state.filter.to == null}
          onClick={() => state.setFilter({ from: null, to: null })}
        >
          {t("charts.timeline.whole")}
        </Button>
        <Button variant="subtle" size="compact-xs" aria-pressed={closer} onClick={onCloser}>
          {t(closer ? "charts.timeline.farther" : "charts.timeline.closer")}
        </Button>
        <Button variant="subtle" size="compact-xs" aria-pressed={asTable} onClick={onTable}>
          {t(asTable ? "charts.table.hide" : "charts.table.show")}
        </Button>
        <SegmentedControl
          size="xs"
          aria-label={t("charts.timeline.bucket")}
          value={state.bucket}
          onChange={(bucket) => state.setBucket(bucket as ChartBucket)}
          data={CHART_BUCKETS.map((value) => ({ value, label: t(`charts.bucket.${value}`) }))}
        />
      </div>
    </div>
  );
}
