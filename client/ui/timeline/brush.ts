/**
 * Holds the brush: turns pointer and keys into periods and tells them on every move; commits once at the end. No React
 * in here, so nothing renders while a finger is down.
 */
import type { ChartBucket, Period } from "../dashboard-types.ts";
import { dayAtX, dragPeriod, type Grip, gripAt, shiftEnd, shiftPeriod, type TimeScale } from "./geometry.ts";

export interface BrushHooks {
  scale: () => TimeScale;
  bucket: () => ChartBucket;
  /** The period shown now. */
  period: () => Period;
  /** Called for each change while something is held. */
  move: (period: Period) => void;
  /** Called once when it is let go. */
  commit: (period: Period) => void;
}

/** Half the width that a finger or mouse may miss a handle by: handles are 24 CSS pixels wide to the touch. */
const REACH = 12;
const YEAR_OF: Record<ChartBucket, number> = { month: 12, quarter: 4, year: 1 };

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

export class Brush {
  readonly #hooks: BrushHooks;
  #held: { grip: Grip; anchor: number; start: Period; last: Period } | undefined;

  constructor(hooks: BrushHooks) {
    this.#hooks = hooks;
  }

  /** The pointer goes down at `x` pixels. */
  down(x: number): void {
    const scale = this.#hooks.scale();
    const start = this.#hooks.period();
    this.#held = { grip: gripAt(scale, start, x, REACH), anchor: dayAtX(scale, x), start, last: start };
    if (this.#held.grip === "new") this.drag(x);
  }

  /** The pointer moves; true while something is held. */
  drag(x: number): boolean {
    if (!this.#held) return false;
    const scale = this.#hooks.scale();
    const { grip, anchor, start } = this.#held;
    this.#held.last = dragPeriod(scale, start, grip, anchor, dayAtX(scale, x), this.#hooks.bucket());
    this.#hooks.move(this.#held.last);
    return true;
  }

  up(): void {
    if (!this.#held) return;
    const { last, start } = this.#held;
    this.#held = undefined;
    if (last.from !== start.from || last.to !== start.to) this.#hooks.commit(last);
  }

  /** Lets go and returns to the period before. */
  cancel(): void {
    if (!this.#held) return;
    const { start } = this.#held;
    this.#held = undefined;
    this.#hooks.commit(start);
  }

  /** A key on one of the three handles; true when it was one of the brush's. Arrows a bucket, page keys a year. */
  key(grip: Grip, key: string, flip: boolean): boolean {
    const bucket = this.#hooks.bucket();
    const step = STEPS[key];
    if (step !== undefined) {
      const horizontal = key === "ArrowRight" || key === "ArrowLeft";
      this.#hooks.commit(this.#stepped(grip, flip && horizontal ? -step : step));
    } else if (key === "PageUp") this.#hooks.commit(this.#stepped(grip, YEAR_OF[bucket]));
    else if (key === "PageDown") this.#hooks.commit(this.#stepped(grip, -YEAR_OF[bucket]));
    else return false;
    return true;
  }

  #stepped(grip: Grip, steps: number): Period {
    const scale = this.#hooks.scale();
    const bucket = this.#hooks.bucket();
    const period = this.#hooks.period();
    if (grip === "from" || grip === "to") return shiftEnd(scale, period, grip, steps, bucket);
    return shiftPeriod(scale, period, steps, bucket);
  }
}
