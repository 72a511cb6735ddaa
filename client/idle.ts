/**
 * Is somebody at this page? A page asks for things by itself, every minute and whenever others write; that must not keep
 * a session alive whose person has gone. So a request says when nobody has touched the page for a while.
 */

import { IDLE_HEADER } from "../shared/rooms/access-account.ts";
import { systemNow } from "../shared/time.ts";

const TOUCHES = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
const GONE_AFTER_MS = 90_000;

let touched = systemNow();

/** Notices whether somebody is here; called once, when the page starts. */
export function watchTouches(): void {
  const note = () => {
    touched = systemNow();
  };
  for (const name of TOUCHES) addEventListener(name, note, { capture: true, passive: true });
}

/** Milliseconds since somebody touched the page; by the clock on the wall, because the other one stands still in sleep. */
export const idleFor = (): number => systemNow() - touched;

/** Headers of a request made now. */
export const idleHeaders = (): Record<string, string> =>
  idleFor() > GONE_AFTER_MS ? { [IDLE_HEADER]: "yes" } : {};
