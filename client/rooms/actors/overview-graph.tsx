/**
 * Relations of a day as a graph: everybody on a ring, next to those they stand under, command as plain lines and every
 * other relation as a curve through the middle, told apart by its dashes and named in words. Branches fold, and long
 * drawings are drawn in part, as in the tree. No colour says friend or foe.
 */
import { memo, type RefObject, useMemo } from "react";
import { ACTOR_RELATIONS } from "../../../shared/rooms/actors.ts";
import type { LinkAnswer } from "../../../shared/rooms/actors-events.ts";
import { codeLabel } from "../../words/codes.ts";
import { useWords } from "../../words/index.tsx";
import { type Folds, shownOf } from "./figures-folds.ts";
import { LONG, touches, useDrawnPart } from "./figures-part.ts";
import { chordOf, type Ring, ringOf } from "./figures-ring.ts";
import { type DayStructure, type outsideOn, sameDrawing, type UnitNode } from "./figures-structure.ts";
import { RingUnit } from "./overview-graph-unit.tsx";
import { useHeld, useUnitActs } from "./overview-keys.ts";
import type { SymbolSet } from "./overview-symbol.tsx";

interface GraphProps {
  on: DayStructure;
  symbols: SymbolSet;
  selected: string | null;
  select: (ref: string) => void;
  picture: RefObject<SVGSVGElement | null>;
  /** Those without a place in the order of battle, and their relations. */
  outside: ReturnType<typeof outsideOn>;
  folds: Folds;
  /** Draws all of it, in sight or not. */
  isWhole: boolean;
}

/** Dashes by kind of relation, so that black on white tells them apart. */
const DASHES = ["", "6 4", "2 3", "10 4 2 4", "1 4", "8 2", "4 2 1 2", "12 6"];
const dashOf = (kind: string) => DASHES[(ACTOR_RELATIONS as readonly string[]).indexOf(kind) % DASHES.length];
const LABEL = 190;
const LINE = 20;
/** How far curves of command and of other relations stay from the middle, 0 to 1. */
const BENDS = { command: 0.75, relation: 0.2 };

export const GraphDrawing = memo(
  Graph,
  (before, next) =>
    sameDrawing(before, next) &&
    before.outside === next.outside &&
    before.folds.state === next.folds.state &&
    before.isWhole === next.isWhole,
);

function Graph({ on, symbols, selected, select, picture, outside, folds, isWhole }: GraphProps) {
  const { t } = useWords();
  const [held, hold] = useHeld();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is folded changes with its state
  const { shown, standsFor } = useMemo(() => shownOf(on.roots, folds.isFolded), [on, folds.state]);
  const nodes = useMemo(
    () => new Map([...on.nodes, ...outside.nodes.map((node) => [node.ref, node] as const)]),
    [on, outside],
  );
  const order = useMemo(() => [...shown.keys(), ...outside.nodes.map(({ ref }) => ref)], [shown, outside]);
  const ring = useMemo(() => ringOf(order, LABEL), [order]);
  const { part, show } = useDrawnPart(picture, order.length > LONG && !isWhole);
  const isDrawn = (ref: string) => {
    const { y } = ring.places.get(ref)!;
    return touches(part, y, y);
  };
  const act = useUnitActs({
    ...{ folds, select, picture, order },
    foldedOf: (ref) => shown.get(ref) ?? 0,
    reach: (ref) => {
      if (!isDrawn(ref)) show(ring.places.get(ref)!.y);
    },
  });
  const relations = [...on.relations, ...outside.relations];
  const kinds = [...new Set(relations.map(({ kind }) => kind))];
  const stop = ring.places.has(held ?? "") ? held : order.find(isDrawn);
  const size = ring.middle.x * 2;
  const box = [size, size + (kinds.length + 1) * LINE] as const;
  return (
    <figure className="structure-graph" aria-label={t("structure.graph.label")} onFocus={hold}>
      <svg
        ref={picture}
        className="structure-drawing"
        width={box[0]}
        height={box[1]}
        viewBox={`0 0 ${box.join(" ")}`}
        role="presentation"
      >
        {[...on.structure.over.values()].map(({ ref, kind, child, parent, confidence }) => {
          const chord = chordOf(ring, child, parent, BENDS.command);
          if (!chord || !touches(part, chord.top, chord.bottom)) return null;
          const marks = { "data-kind": kind, "data-confidence": confidence };
          return <path key={ref} className="structure-edge" {...marks} d={chord.d} />;
        })}
        <Relations {...{ relations, ring, nodes, standsFor, part }} />
        {order.map((ref) =>
          isDrawn(ref) || ref === held || ref === selected ? (
            <RingUnit
              key={ref}
              node={nodes.get(ref)!}
              place={ring.places.get(ref)!}
              edge={on.structure.over.get(ref)}
              isContested={on.structure.contested.has(ref)}
              folded={shown.get(ref) ?? 0}
              symbols={symbols}
              isSelected={selected === ref}
              isStop={ref === stop}
              act={act}
            />
          ) : null,
        )}
        {kinds.map((kind, at) => (
          <g key={kind} transform={`translate(${LABEL} ${size + at * LINE})`}>
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

interface RelationsProps {
  relations: readonly LinkAnswer[];
  ring: Ring;
  nodes: ReadonlyMap<string, UnitNode>;
  standsFor: ReadonlyMap<string, string>;
  part: Parameters<typeof touches>[0];
}

/** What a folded unit has to do with others is drawn at the one it is folded under. */
function Relations({ relations, ring, nodes, standsFor, part }: RelationsProps) {
  const { t } = useWords();
  const drawnAs = (ref: string) => standsFor.get(ref) ?? ref;
  return relations.map(({ ref, kind, fromActor, toActor }) => {
    const chord = chordOf(ring, drawnAs(fromActor), drawnAs(toActor), BENDS.relation);
    if (!chord || !touches(part, chord.top, chord.bottom)) return null;
    return (
      <path key={ref} className="structure-relation" d={chord.d} strokeDasharray={dashOf(kind)}>
        <title>
          {t("actors.form.sentence", {
            from: nodes.get(fromActor)!.name,
            relation: codeLabel(t, "actorRelation", kind).toLowerCase(),
            to: nodes.get(toActor)!.name,
          })}
        </title>
      </path>
    );
  });
}
