/**
 * The part of a long drawing that is on the screen: hundreds of units are laid out, those in sight and a little more are
 * drawn, so that scrolling stays smooth. On paper and in a file all of it is drawn.
 */
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Pixels from the drawing's top. */
export interface Part {
  from: number;
  to: number;
}
export const WHOLE: Part = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** From so many units that are laid out, only those in sight are drawn. */
export const LONG = 150;

/** Drawn beyond the screen on both sides, and the step in which the part moves, px. */
const MORE = 400;

/** Does a stretch of the drawing touch the part? */
export const touches = ({ from, to }: Part, top: number, bottom: number): boolean =>
  Math.max(top, bottom) >= from && Math.min(top, bottom) <= to;

const partOf = (top: number, screen: number): Part => ({
  from: Math.floor(-top / MORE) * MORE - MORE,
  to: Math.ceil((screen - top) / MORE) * MORE + MORE,
});

/**
 * The part to draw; `show` moves it to a height at once, before something there takes the focus.
 * @param isLong a short drawing is drawn whole
 */
export function useDrawnPart(picture: RefObject<SVGSVGElement | null>, isLong: boolean) {
  const [part, setPart] = useState<Part>(() => partOf(0, globalThis.innerHeight));
  useLayoutEffect(() => {
    if (!isLong) return;
    const look = () => {
      const top = picture.current?.getBoundingClientRect().top ?? 0;
      const next = partOf(top, globalThis.innerHeight);
      setPart((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    look();
    // Whatever scrolls: the room on a laptop, the page on a phone.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    addEventListener("resize", look);
    return () => {
      document.removeEventListener("scroll", look, { capture: true });
      removeEventListener("resize", look);
    };
  }, [picture, isLong]);
  const show = (height: number) =>
    flushSync(() => setPart(partOf(globalThis.innerHeight / 2 - height, globalThis.innerHeight)));
  return { part: isLong ? part : WHOLE, show };
}

/** Whether all is to be drawn: while it is printed, or `whole` takes a picture of it. */
export function useWhole() {
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    const draw = () => flushSync(() => setWhole(true));
    const leave = () => setWhole(false);
    addEventListener("beforeprint", draw);
    addEventListener("afterprint", leave);
    return () => {
      removeEventListener("beforeprint", draw);
      removeEventListener("afterprint", leave);
    };
  }, []);
  /** Draws all of it for as long as the work takes. */
  const whole = async (work: () => Promise<void>): Promise<void> => {
    flushSync(() => setWhole(true));
    try {
      await work();
    } finally {
      setWhole(false);
    }
  };
  return { isWhole, whole };
}
