/**
 * Which branches of the order of battle are folded away: of many units everything below the second level, and branches
 * where many stand side by side, until somebody opens them. Tree and graph fold alike.
 */
import { useState } from "react";
import type { Branch } from "../../../shared/rooms/actors-structure.ts";

/** From so many units on branches begin folded, and where so many stand side by side. */
const MANY = 120;
const MANY_BESIDE = 60;
const DEEPEST = 2;

export interface Folds {
  /** @param depth 0 = nobody above @param under units directly below */
  isFolded: (ref: string, depth: number, under: number) => boolean;
  fold: (ref: string, isOpen: boolean) => void;
  /** Changes whenever something was folded or opened. */
  state: unknown;
}

/**
 * @param units of the whole order of battle
 * @param opened branches that begin open, whatever their size
 */
export function useFolds(units: number, opened: readonly string[]): Folds {
  const [said, setSaid] = useState<ReadonlyMap<string, "open" | "closed">>(new Map());
  const isMany = units > MANY;
  return {
    isFolded: (ref, depth, under) => {
      const word = said.get(ref);
      if (word || opened.includes(ref)) return word === "closed";
      return isMany && (depth >= DEEPEST || under > MANY_BESIDE);
    },
    fold: (ref, isOpen) => setSaid((before) => new Map(before).set(ref, isOpen ? "open" : "closed")),
    state: said,
  };
}

export interface Shown {
  /** Units drawn, in the order of the list, each with how many are folded away below it. */
  shown: Map<string, number>;
  /** Who is drawn for a unit: itself, or the nearest above it. */
  standsFor: Map<string, string>;
}

/** What is left of the branches when some are folded. */
export function shownOf(roots: readonly Branch[], isFolded: Folds["isFolded"]): Shown {
  const shown = new Map<string, number>();
  const standsFor = new Map<string, string>();
  const walk = ({ ref, under }: Branch, depth: number, above: string | null): void => {
    standsFor.set(ref, above ?? ref);
    if (above === null) shown.set(ref, 0);
    else shown.set(above, shown.get(above)! + 1);
    const isHidden = above === null && under.length > 0 && isFolded(ref, depth, under.length);
    for (const each of under) walk(each, depth + 1, above ?? (isHidden ? ref : null));
  };
  for (const root of roots) walk(root, 0, null);
  return { shown, standsFor };
}
