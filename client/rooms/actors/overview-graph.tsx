/**
 * Relations of a day as a graph: everybody on a ring, next to those they stand under, command as plain lines and every
 * other relation as a curve through the middle, told apart by its dashes and named in words. Branches fold as in the tree.
 * No colour says friend or foe.
 */
import { type RefObject, useMemo } from "react";
import { ACTOR_RELATIONS } from "../../../shared/rooms/actors.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { type Folds, shownOf } from "./figures-folds.ts";
import type { DayStructure, outsideOn } from "./figures-structure.ts";
import { type SymbolSet, UnitSymbol } from "./overview-symbol.tsx";

interface GraphProps {
  on: DayStructure;
  symbols: SymbolSet;
  selected: string | null;
  select: (ref: string) => void;
  picture: RefObject<SVGSVGElement | null>;
  /** Those without a place in the order of battle, and their relations. */
  outside: ReturnType<typeof outsideOn>;
  folds: Folds;
}

/** Dashes by kind of relation, so that black on white tells them apart. */
const DASHES = ["", "6 4", "2 3", "10 4 2 4", "1 4", "8 2", "4 2 1 2", "12 6"];
const dashOf = (kind: string) => DASHES[(ACTOR_RELATIONS as readonly string[]).indexOf(kind) % DASHES.length];
const ROOM_EACH = 34;
const LABEL = 190;

export function GraphDrawing({ on, symbols, selected, select, picture, outside, folds }: GraphProps) {
  const { t } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is folded changes with its state
  const { shown, standsFor } = useMemo(() => shownOf(on.roots, folds.isFolded), [on, folds.state]);
  const nodes = new Map([...on.nodes, ...outside.nodes.map((node) => [node.ref, node] as const)]);
  const relations = [...on.relations, ...outside.relations];
  const { places, middle, radius } = useMemo(
    () => ringOf([...shown.keys(), ...outside.nodes.map(({ ref }) => ref)]),
    [shown, outside],
  );
  // What a folded unit has to do with others is drawn at the one it is folded under.
  const placeOf = (ref: string) => places.get(standsFor.get(ref) ?? ref);
  const [width, height] = [(radius + LABEL) * 2, (radius + LABEL) * 2];
  const kinds = [...new Set(relations.map(({ kind }) => kind))];
  return (
    <figure className="structure-graph" aria-label={t("structure.graph.label")}>
      <svg
        ref={picture}
        className="structure-drawing"
        width={width}
        height={height + kinds.length * 20 + 20}
        viewBox={`0 0 ${width} ${height + kinds.length * 20 + 20}`}
        role="presentation"
      >
        {[...on.structure.over.values()].map(({ ref, child, parent }) => {
          const [from, to] = [places.get(child), places.get(parent)];
          if (!from || !to) return null;
          return <path key={ref} className="structure-edge" d={chord(from, to, middle, 0.75)} />;
        })}
        {relations.map(({ ref, kind, fromActor, toActor }) => {
          const [from, to] = [placeOf(fromActor), placeOf(toActor)];
          if (!from || !to || from === to) return null;
          return (
            <path
              key={ref}
              className="structure-relation"
              d={chord(from, to, middle, 0.2)}
              strokeDasharray={dashOf(kind)}
            >
              <title>
                {t("actors.form.sentence", {
                  from: nodes.get(fromActor)!.name,
                  relation: codeLabel(t, "actorRelation", kind).toLowerCase(),
                  to: nodes.get(toActor)!.name,
                })}
              </title>
            </path>
          );
        })}
        {[...places].map(([ref, { x, y, angle }]) => {
          const node = nodes.get(ref)!;
          const folded = shown.get(ref) ?? 0;
          const name = node.name.length > 24 ? `${node.name.slice(0, 23)}…` : node.name;
          const isStart = Math.cos(angle) < 0;
          return (
            // biome-ignore lint/a11y/useSemanticElements: an SVG has no buttons of its own
            <g
              key={ref}
              role="button"
              tabIndex={0}
              className="unit"
              data-unit={ref}
              data-selected={selected === ref ? "yes" : undefined}
              aria-label={
                folded > 0 ? t("structure.graph.folded", { name: node.name, n: folded }) : node.name
              }
              onClick={({ target }) =>
                (target as Element).closest(".unit-fold") ? folds.fold(ref, true) : select(ref)
              }
              onKeyDown={({ key }) => {
                if (key === "Enter") select(ref);
                if (key === "ArrowRight" && folded > 0) folds.fold(ref, true);
                if (key === "ArrowLeft") folds.fold(ref, false);
              }}
            >
              <circle cx={x} cy={y} r={13} />
              <UnitSymbol {...node} set={symbols} x={x - 9} y={y - 9} size={18} />
              <text
                x={x + (isStart ? -18 : 18)}
                y={y + 4}
                textAnchor={isStart ? "end" : "start"}
                transform={`rotate(${degrees(angle) - (isStart ? 180 : 0)} ${x} ${y})`}
                className="unit-name"
              >
                {name}
                {folded > 0 && <tspan className="unit-fold unit-more"> +{folded}</tspan>}
              </text>
            </g>
          );
        })}
        {kinds.map((kind, at) => (
          <g key={kind} transform={`translate(${middle.x - radius} ${height + at * 20})`}>
            <path className="structure-relation" d="M0 8H36" strokeDasharray={dashOf(kind)} />
            <text x={44} y={12} className="unit-line">
              {codeLabel(t, "actorRelation", kind)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

const degrees = (angle: number) => (angle * 180) / Math.PI;

interface Point {
  x: number;
  y: number;
  angle: number;
}

/** In the order of the list, so that those who belong together stand together. */
function ringOf(refs: readonly string[]) {
  const radius = Math.max(150, (refs.length * ROOM_EACH) / (2 * Math.PI));
  const middle = { x: radius + LABEL, y: radius + LABEL };
  const places = new Map<string, Point>();
  for (const [at, ref] of refs.entries()) {
    const angle = (at / refs.length) * 2 * Math.PI - Math.PI / 2;
    places.set(ref, {
      x: middle.x + radius * Math.cos(angle),
      y: middle.y + radius * Math.sin(angle),
      angle,
    });
  }
  return { places, middle, radius };
}

/** A curve that bends towards the middle. @param bend 0: through it, 1: straight */
function chord(from: Point, to: Point, middle: { x: number; y: number }, bend: number): string {
  const towards = (axis: "x" | "y") => middle[axis] + ((from[axis] + to[axis]) / 2 - middle[axis]) * bend;
  return `M${from.x} ${from.y}Q${towards("x")} ${towards("y")} ${to.x} ${to.y}`;
}
