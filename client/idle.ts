/**
 * Is somebody at this page? A page asks for things by itself, every minute and whenever others write; that must not keep
 * a session alive whose person has gone. So a request says when nobody has touched the page for a while.
 */
import { IDLE_HEADER } from "../shared/rooms/access-account.ts";

const TOUCHES = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
const GONE_AFTER_MS = 90_000;

let touched = performance.now();

/** Notices whether somebody is here; called once, when the page starts. */
export function watchTouches(): void {
  const note = () => {
    touched = performance.now();
  };
  for (const name of TOUCHES) addEventListener(name, note, { capture: true, passive: true });
}

/** Headers of a request made now. */
export const idleHeaders = (): Record<string, string> =>
  performance.now() - touched > GONE_AFTER_MS ? { [IDLE_HEADER]: "yes" } : {};
