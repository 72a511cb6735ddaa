/**
 * What keys and pointer do with units in tree and graph alike: arrows step through them, Enter opens, right and left
 * unfold and fold, M moves. Whoever was stepped to stays drawn and keeps the focus, wherever the drawing is scrolled.
 */
import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo, useRef, useState } from "react";
import type { Folds } from "./figures-folds.ts";

/** What is done with a unit; the same object as long as the drawing stands. */
export interface UnitActs {
  open: (ref: string) => void;
  unfold: (ref: string) => void;
  keys: (event: KeyboardEvent<SVGGElement>, ref: string) => void;
}

interface Drawing {
  /** Units in the order in which arrows step through them. */
  order: readonly string[];
  /** How many units are folded away below one. */
  foldedOf: (ref: string) => number;
  folds: Folds;
  select: (ref: string) => void;
  move?: ((unit: string, under: string | null) => void) | undefined;
  picture: RefObject<SVGSVGElement | null>;
  /** Has a unit drawn that is out of sight, before it takes the focus. */
  reach: (ref: string) => void;
}

export function useUnitActs(drawing: Drawing): UnitActs {
  const latest = useRef(drawing);
  latest.current = drawing;
  return useMemo<UnitActs>(
    () => ({
      open: (ref) => latest.current.select(ref),
      unfold: (ref) => latest.current.folds.fold(ref, true),
      keys: (event, ref) => {
        if (!pressed(latest.current, event.key, ref)) return;
        event.preventDefault();
        event.stopPropagation();
      },
    }),
    [],
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** @returns whether the key means something here */
function pressed(
  { order, foldedOf, folds, select, move, picture, reach }: Drawing,
  key: string,
  ref: string,
) {
  const step = STEPS[key];
  const next = step === undefined ? undefined : order[order.indexOf(ref) + step];
  if (next !== undefined) {
    reach(next);
    picture.current?.querySelector<SVGGElement>(`[data-unit="${next}"]`)?.focus();
  } else if (key === "Enter" || key === " ") select(ref);
  else if (key === "m" && move) move(ref, null);
  else if (key === "ArrowRight" && foldedOf(ref) > 0) folds.fold(ref, true);
  else if (key === "ArrowLeft") folds.fold(ref, false);
  else return false;
  return true;
}

/** The unit that last had the focus: it is drawn wherever one scrolls to, and Tab leads back to it. */
export function useHeld(): [held: string | null, hold: (event: FocusEvent) => void] {
  const [held, setHeld] = useState<string | null>(null);
  return [
    held,
    ({ target }) => setHeld((before) => target.closest("[data-unit]")?.getAttribute("data-unit") ?? before),
  ];
}
