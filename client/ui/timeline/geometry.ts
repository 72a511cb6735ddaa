/**
 * Geometry of the timeline: days to pixels and back, which bucket a point lies in, and how a brush moves. Pure, so the
 * same arithmetic serves mouse, finger, keyboard and playback, and can be tested without a canvas.
 *
 * Brushes snap to whole buckets while dragged with the pointer; a period set elsewhere is shown as it is.
 */
import { bucketEnd, bucketOf, bucketStart } from "../../../shared/time-buckets.ts";
import type { ChartBucket, Period } from "../dashboard-types.ts";

/** The plot: days `first`–`last` (both included) over `width` pixels from `start`; `flip` runs from the other side. */
export interface TimeScale {
  first: number;
  last: number;
  start: number;
  width: number;
  flip: boolean;
}

/** What of the brush is held. */
export type Grip = "from" | "to" | "body" | "new";

/** Pixel of the beginning of a day. */
export function xOfDay(scale: TimeScale, day: number): number {
  const share = (day - scale.first) / (scale.last + 1 - scale.first);
  return scale.start + (scale.flip ? 1 - share : share) * scale.width;
}

/** Day under a pixel, kept inside the scale. */
export function dayAtX(scale: TimeScale, x: number): number {
  const along = (x - scale.start) / scale.width;
  const share = Math.max(0, Math.min(1, scale.flip ? 1 - along : along));
  return Math.min(scale.last, scale.first + Math.floor(share * (scale.last + 1 - scale.first)));
}

/** Left and right pixel of days `from`–`to`. */
export function extentOf(scale: TimeScale, from: number, to: number): [number, number] {
  const a = xOfDay(scale, from);
  const b = xOfDay(scale, to + 1);
  return [Math.min(a, b), Math.max(a, b)];
}

/** Widens the days to whole buckets. */
export const wholeBuckets = (from: number, to: number, bucket: ChartBucket): Period => ({
  from: bucketStart(bucketOf(from, bucket), bucket),
  to: bucketEnd(bucketOf(to, bucket), bucket),
});

/**
 * What a pointer at `x` takes hold of: an end of the brush within `reach` pixels, its body, or a new brush. Inside a
 * narrow brush the ends reach less, so that its body can still be held.
 */
export function gripAt(scale: TimeScale, period: Period, x: number, reach: number): Grip {
  const [left, right] = extentOf(scale, period.from, period.to);
  const inner = Math.min(reach, (right - left) / 3);
  const [first, second]: [Grip, Grip] = scale.flip ? ["to", "from"] : ["from", "to"];
  if (x >= left - reach && x <= left + inner) return first;
  if (x >= right - inner && x <= right + reach) return second;
  return x > left && x < right ? "body" : "new";
}

/** Moves a period by whole buckets, keeping its length in buckets and staying inside the scale. */
export function shiftPeriod(scale: TimeScale, period: Period, steps: number, bucket: ChartBucket): Period {
  const from = bucketOf(period.from, bucket);
  const to = bucketOf(period.to, bucket);
  const least = bucketOf(scale.first, bucket) - from;
  const most = bucketOf(scale.last, bucket) - to;
  const by = Math.max(Math.min(least, 0), Math.min(Math.max(most, 0), steps));
  if (by === 0) return period;
  return { from: shiftDay(period.from, by, bucket), to: shiftDay(period.to + 1, by, bucket) - 1 };
}

/**
 * Where playing begins: where the period stands. With no way on from there it begins again at the first data, and the
 * whole axis is played through a year, within one year a bucket, at a time.
 */
export function playFrom(scale: TimeScale, period: Period, bucket: ChartBucket): Period {
  if (shiftPeriod(scale, period, 1, bucket).from !== period.from) return period;
  const isWhole = bucketOf(period.from, bucket) <= bucketOf(scale.first, bucket);
  if (!isWhole) return shiftPeriod(scale, period, Number.NEGATIVE_INFINITY, bucket);
  const isYears = bucketOf(scale.first, "year") < bucketOf(scale.last, "year");
  const step = isYears ? "year" : bucket;
  return { from: scale.first, to: bucketEnd(bucketOf(scale.first, step), step) };
}

/** A day moved by buckets, at the same distance from the start of its bucket (kept inside shorter ones). */
function shiftDay(day: number, by: number, bucket: ChartBucket): number {
  const index = bucketOf(day, bucket);
  const offset = day - bucketStart(index, bucket);
  return Math.min(bucketStart(index + by, bucket) + offset, bucketEnd(index + by, bucket) + 1);
}

/** Moves one end by whole buckets, never past the other end nor out of the scale. */
export function shiftEnd(
  scale: TimeScale,
  period: Period,
  end: "from" | "to",
  steps: number,
  bucket: ChartBucket,
): Period {
  const from = bucketOf(period.from, bucket);
  const to = bucketOf(period.to, bucket);
  if (end === "from") {
    const index = Math.max(bucketOf(scale.first, bucket), Math.min(to, from + steps));
    return { from: bucketStart(index, bucket), to: period.to };
  }
  const index = Math.min(bucketOf(scale.last, bucket), Math.max(from, to + steps));
  return { from: period.from, to: bucketEnd(index, bucket) };
}

/** The period a drag makes: `held` what was taken at day `anchor`, `day` where the pointer is now, `start` before. */
export function dragPeriod(
  scale: TimeScale,
  start: Period,
  held: Grip,
  anchor: number,
  day: number,
  bucket: ChartBucket,
): Period {
  if (held === "new") return wholeBuckets(Math.min(anchor, day), Math.max(anchor, day), bucket);
  if (held === "body") {
    return shiftPeriod(scale, start, bucketOf(day, bucket) - bucketOf(anchor, bucket), bucket);
  }
  const index = bucketOf(day, bucket);
  const other = held === "from" ? start.to : start.from;
  const end = held === "from" ? bucketStart(index, bucket) : bucketEnd(index, bucket);
  return end <= other === (held === "from")
    ? orderly(end, other)
    : wholeBuckets(Math.min(day, other), Math.max(day, other), bucket);
}

const orderly = (a: number, b: number): Period => ({ from: Math.min(a, b), to: Math.max(a, b) });

/** Round steps of a zero-based axis, at most `count` lines above zero: 0, 50, 100 … */
export function axisSteps(most: number, count: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= rough) ?? power);
  const steps = [];
  for (let at = 0; at < most + step; at += step) steps.push(at);
  return steps;
}
