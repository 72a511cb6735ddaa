/**
 * The order of battle as a tree: everybody with their superior to the one side and their units to the other. A unit is
 * dragged onto another, or moved with the keyboard (M), to stand under it from a day on. Long branches fold, and of
 * hundreds of units those in sight are drawn.
 */
import { hierarchy, tree } from "d3-hierarchy";
import { memo, type PointerEvent, type RefObject, useMemo, useRef, useState } from "react";
import type { Branch } from "../../../shared/rooms/actors-structure.ts";
import { useWords } from "../../words/index.tsx";
import type { Folds } from "./figures-folds.ts";
import { LONG, touches, useDrawnPart } from "./figures-part.ts";
import { BOX, type DayStructure, sameDrawing } from "./figures-structure.ts";
import { NOBODY } from "./form-move.tsx";
import { useHeld, useUnitActs } from "./overview-keys.ts";
import type { SymbolSet } from "./overview-symbol.tsx";
import { UnitBox } from "./overview-unit.tsx";

const MARGIN = 12;

interface TreeProps {
  on: DayStructure;
  symbols: SymbolSet;
  selected: string | null;
  select: (ref: string) => void;
  /** Asks where a unit is to stand; absent for whoever may not. */
  move?: ((unit: string, under: string | null) => void) | undefined;
  picture: RefObject<SVGSVGElement | null>;
  folds: Folds;
  /** Draws all of it, in sight or not. */
  isWhole: boolean;
}

interface Placed {
  ref: string;
  x: number;
  y: number;
  parent: string | null;
  folded: number;
}

export const TreeDrawing = memo(
  Tree,
  (before, next) =>
    sameDrawing(before, next) && before.folds.state === next.folds.state && before.isWhole === next.isWhole,
);

function Tree({ on, symbols, selected, select, move, picture, folds, isWhole }: TreeProps) {
  const { t } = useWords();
  const [held, hold] = useHeld();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is folded changes with its state
  const placed = useMemo(() => layOut(on.roots, folds.isFolded), [on, folds.state]);
  const drag = useDrag(move);
  const { part, show } = useDrawnPart(picture, placed.length > LONG && !isWhole);
  const isDrawn = (one: Placed, other: Placed = one) =>
    touches(part, Math.min(one.y, other.y), Math.max(one.y, other.y) + BOX.height);
  const at = new Map(placed.map((one) => [one.ref, one]));
  // Tab leads to the one last held, else to the first that is drawn: the very first may be out of sight.
  const stop = at.has(held ?? "") ? held : placed.find((one) => isDrawn(one))?.ref;
  // How many are folded away stands beside the box, in the gap before what would be under it.
  const width =
    Math.max(...placed.map(({ x, folded }) => x + (folded > 0 ? BOX.gapX : 0)), 0) + BOX.width + MARGIN * 2;
  const height = Math.max(...placed.map(({ y }) => y), 0) + BOX.height + MARGIN * 2;
  const act = useUnitActs({
    ...{ folds, select, move, picture },
    order: placed.map(({ ref }) => ref),
    foldedOf: (ref) => at.get(ref)?.folded ?? 0,
    reach: (ref) => {
      const one = at.get(ref)!;
      if (!isDrawn(one)) show(one.y);
    },
  });
  return (
    <div
      role="tree"
      aria-label={t("structure.tree.label")}
      tabIndex={-1}
      className="structure-tree"
      data-dragging={drag.unit ? "yes" : undefined}
      data-movable={move ? "yes" : undefined}
      onFocus={hold}
      {...drag.handlers}
    >
      <svg
        ref={picture}
        className="structure-drawing"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="presentation"
      >
        {placed.map((one) => {
          const upper = at.get(one.parent ?? "");
          const edge = on.structure.over.get(one.ref);
          if (!upper || !edge || !isDrawn(upper, one)) return null;
          return (
            <path
              key={one.ref}
              className="structure-edge"
              data-kind={edge.kind}
              data-confidence={edge.confidence}
              d={elbow(upper, one)}
            />
          );
        })}
        {placed.map((one) =>
          isDrawn(one) || one.ref === held || one.ref === selected ? (
            <UnitBox
              key={one.ref}
              node={on.nodes.get(one.ref)!}
              edge={on.structure.over.get(one.ref)}
              isContested={on.structure.contested.has(one.ref)}
              x={one.x + MARGIN}
              y={one.y + MARGIN}
              folded={one.folded}
              symbols={symbols}
              isSelected={selected === one.ref}
              act={act}
              isStop={one.ref === stop}
            />
          ) : null,
        )}
      </svg>
      {drag.unit && (
        <p className="structure-drop" data-unit={NOBODY}>
          {t("structure.drop.nobody")}
        </p>
      )}
    </div>
  );
}

function layOut(roots: readonly Branch[], isFolded: Folds["isFolded"]): Placed[] {
  const all = hierarchy<Branch>({ ref: "", under: [...roots] }, ({ under }) => under);
  const sizes = new Map(
    all
      .copy()
      .sum(() => 1)
      .descendants()
      .map((one) => [one.data.ref, (one.value ?? 1) - 1]),
  );
  const folds = new Map<string, number>();
  for (const one of all.descendants())
    if (one.children && one.depth > 0 && isFolded(one.data.ref, one.depth - 1, one.children.length)) {
      folds.set(one.data.ref, sizes.get(one.data.ref) ?? 0);
      delete one.children;
    }
  const placed = tree<Branch>()
    .nodeSize([BOX.height + BOX.gapY, BOX.width + BOX.gapX])
    .separation(() => 1)(all);
  const shown = placed.descendants().filter(({ depth }) => depth > 0);
  const top = Math.min(...shown.map(({ x }) => x), 0);
  // A tree is read line by line: in the order of its branches, not of its levels.
  const order: Placed[] = [];
  placed.eachBefore((one) => {
    if (one.depth === 0) return;
    const parent = one.parent && one.parent.depth > 0 ? one.parent.data.ref : null;
    const place = { x: (one.depth - 1) * (BOX.width + BOX.gapX), y: one.x - top };
    order.push({ ref: one.data.ref, ...place, parent, folded: folds.get(one.data.ref) ?? 0 });
  });
  return order;
}

function elbow(upper: Placed, lower: Placed): string {
  const [fromX, fromY] = [upper.x + BOX.width + MARGIN, upper.y + BOX.height / 2 + MARGIN];
  const [toX, toY] = [lower.x + MARGIN, lower.y + BOX.height / 2 + MARGIN];
  const middle = (fromX + toX) / 2;
  return `M${fromX} ${fromY}H${middle}V${toY}H${toX}`;
}

const FAR = 6;

/** A unit is taken by the pointer and let go over another one. */
function useDrag(move: TreeProps["move"]) {
  const [unit, setUnit] = useState<string | null>(null);
  const start = useRef<{ ref: string; x: number; y: number }>(null);
  const unitAt = (event: PointerEvent) =>
    document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest("[data-unit]")
      ?.getAttribute("data-unit");
  if (!move) return { unit: null, handlers: {} };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const ref = unitAt(event);
      start.current = ref && event.button === 0 ? { ref, x: event.clientX, y: event.clientY } : null;
    },
    onPointerMove: (event: PointerEvent) => {
      const from = start.current;
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > FAR) setUnit(from.ref);
    },
    onPointerUp: (event: PointerEvent) => {
      const under = unitAt(event);
      if (unit && under && under !== unit) move(unit, under);
      start.current = null;
      setUnit(null);
    },
    onPointerLeave: () => {
      start.current = null;
      setUnit(null);
    },
  };
  return { unit, handlers };
}
