/**
 * Draws the timeline on a canvas: bars, range, axes, today. The picture without the brush is kept, so that a moving
 * brush only costs one copy and two rectangles per frame.
 */
import { bucketEnd, bucketOf, bucketStart } from "../../../shared/time-buckets.ts";
import type { Palette } from "../charts/palette.ts";
import type { Period } from "../dashboard-types.ts";
import { axisSteps, extentOf, type TimeScale, xOfDay } from "./geometry.ts";
import type { TimelineBar, TimelineSeries } from "./series.ts";

/** Room around the plot, CSS pixels. */
export const MARGIN = { top: 16, bottom: 18, start: 44, end: 14 };

export interface TimelineLook {
  palette: Palette;
  font: string;
  width: number;
  height: number;
  flip: boolean;
  /** Today of the operation, days since 1970-01-01. */
  today: number;
  count: (n: number) => string;
  axisTitle: string;
  todayLabel: string;
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export function scaleOf(span: Period, { width, flip }: Pick<TimelineLook, "width" | "flip">): TimeScale {
  const plot = Math.max(10, width - MARGIN.start - MARGIN.end);
  return { first: span.from, last: span.to, start: flip ? MARGIN.end : MARGIN.start, width: plot, flip };
}

interface Plot {
  context: Context;
  look: TimelineLook;
  scale: TimeScale;
  bottom: number;
  yOf: (value: number) => number;
}

function drawValueAxis({ context, look, scale, yOf }: Plot, steps: number[]): void {
  const { palette, flip, width, count } = look;
  context.fillStyle = palette.inkSoft;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.textAlign = flip ? "left" : "right";
  context.textBaseline = "middle";
  for (const step of steps) {
    const y = Math.round(yOf(step)) + 0.5;
    context.beginPath();
    context.moveTo(scale.start, y);
    context.lineTo(scale.start + scale.width, y);
    context.stroke();
    context.fillText(count(step), flip ? width - MARGIN.start + 6 : MARGIN.start - 6, y);
  }
}

/** Years below the axis, as many as fit. */
function drawTimeAxis({ context, look, scale, bottom }: Plot): void {
  const first = bucketOf(scale.first, "year");
  const last = bucketOf(scale.last, "year");
  const every = [1, 2, 5, 10, 20].find((n) => (scale.width / (last - first + 1)) * n >= 34) ?? 50;
  context.fillStyle = look.palette.inkSoft;
  context.strokeStyle = look.palette.line;
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  for (let year = Math.ceil(first / every) * every; year <= last; year += every) {
    const x = Math.round(xOfDay(scale, Math.max(scale.first, bucketStart(year, "year")))) + 0.5;
    const centre = (extentOf(scale, bucketStart(year, "year"), bucketEnd(year, "year"))[0] + x) / 2;
    context.beginPath();
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.stroke();
    const [left, right] = extentOf(scale, bucketStart(year, "year"), bucketEnd(year, "year"));
    const at = every === 1 ? (left + right) / 2 : centre;
    if (at > scale.start + 10 && at < scale.start + scale.width - 10) {
      context.fillText(String(year), at, bottom + 14);
    }
  }
}

function hatched(context: Context, colour: string): CanvasPattern | string {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext("2d");
  if (!pen) return colour;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const at of [-3, 3, 9]) {
    pen.moveTo(at - 3, 6);
    pen.lineTo(at + 3, 0);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat") ?? colour;
}

/** One bucket: all killed as a bar, civilians as a narrower bar inside, other levels hatched beside it. */
function drawBar(plot: Plot, series: TimelineSeries, bar: TimelineBar, hatch: CanvasPattern | string): void {
  const { context, look, scale, bottom, yOf } = plot;
  const { bucket, hasOther } = series;
  const [left, right] = extentOf(scale, bucketStart(bar.index, bucket), bucketEnd(bar.index, bucket));
  const gap = right - left > 5 ? 1 : 0.3;
  const whole = Math.max(0.8, right - left - gap);
  const width = hasOther ? whole * 0.62 : whole;
  const column = (value: number | null, x: number, w: number, fill: CanvasPattern | string) => {
    if (value === null || value <= 0) return;
    context.fillStyle = fill;
    context.fillRect(x, Math.min(yOf(value), bottom - 1), w, bottom - Math.min(yOf(value), bottom - 1));
  };
  column(bar.killed, left + gap / 2, width, look.palette.killed);
  column(bar.civilian, left + gap / 2 + width * 0.22, width * 0.56, look.palette.civilian);
  column(bar.otherKilled, left + gap / 2 + width, whole - width, hatch);
}

/** The range as a translucent band stepping over the buckets, a lighter shade above and below the bar's end. */
function drawBand({ context, look, scale, yOf }: Plot, { bucket, bars }: TimelineSeries): void {
  context.fillStyle = look.palette.band;
  for (const { index, low, high } of bars) {
    if (low === null || high === null || high === low) continue;
    const [left, right] = extentOf(scale, bucketStart(index, bucket), bucketEnd(index, bucket));
    context.fillRect(
      left,
      yOf(Math.max(low, high)),
      Math.max(1, right - left),
      Math.abs(yOf(low) - yOf(high)),
    );
  }
}

function drawToday({ context, look, scale, bottom }: Plot): void {
  const { palette, today, todayLabel } = look;
  const x = Math.round(xOfDay(scale, today)) + 0.5;
  const [left, right] = extentOf(scale, today, scale.last);
  context.fillStyle = `${palette.line}66`;
  context.fillRect(left, MARGIN.top, right - left, bottom - MARGIN.top);
  context.strokeStyle = palette.ink;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, MARGIN.top - 4);
  context.lineTo(x, bottom);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.ink;
  context.textBaseline = "alphabetic";
  const half = context.measureText(todayLabel).width / 2;
  const inside = Math.max(half + 2, Math.min(look.width - half - 2, x));
  context.textAlign = "center";
  context.fillText(todayLabel, inside, 11);
}

/** Everything but the brush. */
export function paintSeries(context: Context, series: TimelineSeries, look: TimelineLook): void {
  const { palette, width, height, flip } = look;
  const bottom = height - MARGIN.bottom;
  const steps = axisSteps(series.most, 3);
  const top = steps[steps.length - 1]!;
  const yOf = (value: number) => bottom - (value / top) * (bottom - MARGIN.top);
  const plot: Plot = { context, look, scale: scaleOf(series.span, look), bottom, yOf };
  context.clearRect(0, 0, width, height);
  context.font = look.font;
  context.direction = "inherit";
  drawValueAxis(plot, steps);
  const hatch = hatched(context, palette.killed);
  for (const bar of series.bars) drawBar(plot, series, bar, hatch);
  drawBand(plot, series);
  drawTimeAxis(plot);
  drawToday(plot);
  context.fillStyle = palette.inkSoft;
  context.textBaseline = "alphabetic";
  context.textAlign = flip ? "right" : "left";
  context.fillText(look.axisTitle, flip ? width - MARGIN.start : MARGIN.start, 11);
}

/** The brush over the kept picture: what lies outside steps back, the ends are handles. */
export function paintBrush(context: Context, scale: TimeScale, period: Period, look: TimelineLook): void {
  const { palette, height } = look;
  const bottom = height - MARGIN.bottom;
  const [rawLeft, rawRight] = extentOf(scale, period.from, period.to);
  const end = scale.start + scale.width;
  const left = Math.max(scale.start, rawLeft);
  const right = Math.min(end, Math.max(left + 2, rawRight));
  context.fillStyle = `${palette.surface}80`;
  context.fillRect(scale.start, MARGIN.top, left - scale.start, bottom - MARGIN.top);
  context.fillRect(right, MARGIN.top, end - right, bottom - MARGIN.top);
  context.fillStyle = `${palette.accent}14`;
  context.fillRect(left, MARGIN.top, right - left, bottom - MARGIN.top);
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  context.strokeRect(left, MARGIN.top, right - left, bottom - MARGIN.top);
  const middle = (MARGIN.top + bottom) / 2;
  for (const x of [left, right]) {
    context.beginPath();
    context.roundRect(x - 4, middle - 12, 8, 24, 3);
    context.fillStyle = palette.surface;
    context.fill();
    context.stroke();
    context.beginPath();
    context.moveTo(x, middle - 5);
    context.lineTo(x, middle + 5);
    context.stroke();
  }
}
