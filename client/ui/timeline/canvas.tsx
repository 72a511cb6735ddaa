/**
 * The timeline's canvas and its three handles. The handles are real controls (sliders) above the canvas, so the brush
 * can be reached and read without a mouse; the canvas itself says nothing, its numbers are in the table twin.
 */
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { useWords } from "../../words/index.tsx";
import type { Period } from "../dashboard-types.ts";
import { Brush } from "./brush.ts";
import { dayAtX, extentOf, type Grip } from "./geometry.ts";
import { paintBrush, paintSeries, scaleOf, type TimelineLook } from "./paint.ts";
import type { TimelineSeries } from "./series.ts";

export interface TimelinePainter {
  /** Draws the brush at a period, now. */
  paint: (period: Period) => void;
}

interface TimelineCanvasProps {
  ref: Ref<TimelinePainter>;
  series: TimelineSeries;
  look: Omit<TimelineLook, "width" | "height">;
  period: () => Period;
  onMove: (period: Period) => void;
  onCommit: (period: Period) => void;
  onHover: (day: number | undefined) => void;
  /** A period in words, for the handles. */
  describe: (period: Period) => string;
}

const GRIPS = ["from", "body", "to"] as const satisfies readonly Grip[];
const HANDLE = 24;

/** The canvas of one element: keeps the picture without the brush and copies it for each frame. */
class Surface {
  readonly #canvas: HTMLCanvasElement;
  readonly #kept = document.createElement("canvas");
  look: TimelineLook | undefined;
  #series: TimelineSeries | undefined;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Draws the bars anew at the canvas' present size. */
  setSeries(series: TimelineSeries, look: Omit<TimelineLook, "width" | "height">): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    this.#series = series;
    this.look = { ...look, width, height };
    for (const canvas of [this.#canvas, this.#kept]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    const context = this.#kept.getContext("2d");
    if (!context || width === 0) return;
    context.scale(devicePixelRatio, devicePixelRatio);
    paintSeries(context, series, this.look);
  }

  paint(period: Period): void {
    const context = this.#canvas.getContext("2d");
    if (!context || !this.look || !this.#series || this.look.width === 0) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.drawImage(this.#kept, 0, 0);
    context.scale(devicePixelRatio, devicePixelRatio);
    paintBrush(context, scaleOf(this.#series.span, this.look), period, this.look);
  }
}

/** Puts the handles over the brush; written straight into the page because it happens on every frame. */
function placeHandles(
  root: HTMLElement,
  series: TimelineSeries,
  look: TimelineLook,
  period: Period,
  text: string,
): void {
  const [left, right] = extentOf(scaleOf(series.span, look), period.from, period.to);
  const [start, end] = look.flip ? [look.width - right, look.width - left] : [left, right];
  const places = {
    from: [start - HANDLE / 2, HANDLE],
    to: [end - HANDLE / 2, HANDLE],
    body: [Math.min(start + HANDLE / 2, (start + end) / 2 - 4), Math.max(8, end - start - HANDLE)],
  };
  const now = { from: period.from, to: period.to, body: period.from };
  for (const grip of GRIPS) {
    const handle = root.querySelector<HTMLElement>(`[data-grip="${grip}"]`);
    if (!handle) continue;
    handle.style.insetInlineStart = `${places[grip][0]}px`;
    handle.style.inlineSize = `${places[grip][1]}px`;
    handle.setAttribute("aria-valuemin", String(series.span.from));
    handle.setAttribute("aria-valuemax", String(series.span.to));
    handle.setAttribute("aria-valuenow", String(now[grip]));
    handle.setAttribute("aria-valuetext", text);
  }
}

export function TimelineCanvas(props: TimelineCanvasProps) {
  const { ref, series, look } = props;
  const { t } = useWords();
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<Surface>(undefined);
  const latest = useRef(props);
  latest.current = props;

  const brush = useMemo(
    () =>
      new Brush({
        scale: () =>
          scaleOf(latest.current.series.span, surface.current?.look ?? { width: 100, flip: false }),
        bucket: () => latest.current.series.bucket,
        period: () => latest.current.period(),
        move: (period) => latest.current.onMove(period),
        commit: (period) => latest.current.onCommit(period),
      }),
    [],
  );
  const painter = useMemo<TimelinePainter>(
    () => ({
      paint: (period) => {
        surface.current?.paint(period);
        const { look: drawn } = surface.current ?? {};
        if (root.current && drawn)
          placeHandles(root.current, latest.current.series, drawn, period, latest.current.describe(period));
      },
    }),
    [],
  );
  useImperativeHandle(ref, () => painter, [painter]);

  useEffect(() => {
    if (!canvas.current) return;
    const drawn = new Surface(canvas.current);
    surface.current = drawn;
    const draw = () => {
      drawn.setSeries(series, look);
      painter.paint(latest.current.period());
    };
    draw();
    // A canvas does not redraw by itself when its typeface arrives.
    void document.fonts.load(look.font).then(draw);
    const watch = new ResizeObserver(draw);
    watch.observe(canvas.current);
    return () => watch.disconnect();
  }, [series, look, painter]);

  const xOf = (event: React.PointerEvent) =>
    event.clientX - (canvas.current?.getBoundingClientRect().left ?? 0);
  const hover = (event: React.PointerEvent) => {
    const drawn = surface.current?.look;
    if (drawn) props.onHover(dayAtX(scaleOf(series.span, drawn), xOf(event)));
  };

  return (
    <div
      className="timeline-plot"
      ref={root}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        brush.down(xOf(event));
      }}
      onPointerMove={(event) => {
        brush.drag(xOf(event));
        hover(event);
      }}
      onPointerUp={() => brush.up()}
      onPointerCancel={() => brush.cancel()}
      onPointerLeave={() => props.onHover(undefined)}
    >
      <canvas ref={canvas} />
      {GRIPS.map((grip) => (
        <div
          key={grip}
          role="slider"
          tabIndex={0}
          data-grip={grip}
          className="timeline-handle"
          aria-label={t(`charts.timeline.${grip}`)}
          aria-valuenow={0}
          onKeyDown={(event) => {
            if (brush.key(grip, event.key, look.flip)) event.preventDefault();
          }}
        />
      ))}
    </div>
  );
}
