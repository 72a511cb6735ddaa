/**
 * Plays time: moves the period one bucket forward every third of a second until the data end, from
 * where it stands or, where nothing comes after, from the beginning. Runs on the frames of the
 * page, so a hidden page stands still.
 */
import type { Period } from "../dashboard-types.ts";
import { playFrom, shiftPeriod, type TimeScale } from "./geometry.ts";
import { scaleOf } from "./paint.ts";
import type { TimelineSeries } from "./series.ts";

const STEP_MS = 330;

interface PlayerHooks {
  move: (period: Period) => void;
  /** At the end of the data, or stopped by the caller. */
  end: (period: Period) => void;
}

export class Player {
  readonly #series: TimelineSeries;
  readonly #scale: TimeScale;
  readonly #hooks: PlayerHooks;
  #period: Period;
  #frame = 0;
  #due = 0;

  constructor(series: TimelineSeries, period: () => Period, hooks: PlayerHooks) {
    this.#series = series;
    this.#scale = scaleOf(series.span, { width: 1000, flip: false });
    this.#hooks = hooks;
    this.#period = playFrom(this.#scale, period(), series.bucket);
    hooks.move(this.#period);
    this.#frame = requestAnimationFrame(this.#tick);
  }

  /** Stops and commits where it stands. */
  stop(): void {
    if (!this.#frame) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#hooks.end(this.#period);
  }

  readonly #tick = (now: number): void => {
    this.#frame = requestAnimationFrame(this.#tick);
    if (this.#due === 0) this.#due = now;
    if (now < this.#due) return;
    this.#due = now + STEP_MS;
    const next = shiftPeriod(this.#scale, this.#period, 1, this.#series.bucket);
    if (next.from === this.#period.from) this.stop();
    else {
      this.#period = next;
      this.#hooks.move(next);
    }
  };
}
