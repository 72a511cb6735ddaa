/** One unit in a drawing: symbol, name, who commands it by role and rank, and marks for what is contested or unclear. */
import { memo } from "react";
import type { Edge } from "../../../shared/rooms/actors-structure.ts";
import { useWords } from "../../words/index.tsx";
import { BOX, type UnitNode } from "./figures-structure.ts";
import type { UnitActs } from "./overview-keys.ts";
import { type SymbolSet, UnitSymbol } from "./overview-symbol.tsx";

export interface UnitProps {
  node: UnitNode;
  /** Its superior, where it has one. */
  edge?: Edge | undefined;
  isContested: boolean;
  x: number;
  y: number;
  /** Units folded away below it. */
  folded: number;
  symbols: SymbolSet;
  isSelected: boolean;
  /** Tab leads here. */
  isStop: boolean;
  act: UnitActs;
}

const MOST_NAME = 24;
const MOST_LINE = 30;
export const shortened = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** Who commands a unit, and what is contested, unclear, of low confidence or illustrative: in words, and for the eye. */
export function useMarks(node: UnitNode, edge: Edge | undefined, isContested: boolean) {
  const { t } = useWords();
  const { commander, clarity, contested, illustrative } = node;
  const who = commander
    ? [commander.role, commander.rank].filter(Boolean).join(", ")
    : t("structure.noCommander");
  const isUnclear = clarity?.code === "unclear" || clarity?.code === "partly";
  const isDisputed = isContested || contested.length > 0;
  const words = [
    isDisputed && t("claims.contested"),
    isUnclear && t("structure.unclear"),
    edge?.confidence === "low" && t("structure.lowConfidence"),
    illustrative && t("structure.illustrative"),
  ].filter(Boolean);
  const data = {
    "data-contested": isDisputed ? "yes" : undefined,
    "data-unclear": isUnclear ? "yes" : undefined,
    "data-illustrative": illustrative ? "yes" : undefined,
  };
  return { who, words, data, isUnclear };
}

/** Drawn anew only when something of it changes: while scrolling, hundreds stay as they are. */
export const UnitBox = memo(Unit);

function Unit({ node, edge, isContested, x, y, folded, symbols, isSelected, isStop, act }: UnitProps) {
  const { t } = useWords();
  const { ref, name } = node;
  const { who, words, data, isUnclear } = useMarks(node, edge, isContested);
  return (
    <g
      role="treeitem"
      tabIndex={isSelected || isStop ? 0 : -1}
      data-unit={ref}
      data-selected={isSelected ? "yes" : undefined}
      {...data}
      className="unit"
      transform={`translate(${x} ${y})`}
      aria-label={[name, who, ...words].join(", ")}
      aria-selected={isSelected}
      onClick={({ target }) => ((target as Element).closest(".unit-fold") ? act.unfold(ref) : act.open(ref))}
      onKeyDown={(event) => act.keys(event, ref)}
    >
      <title>{[name, who, ...words].join("\n")}</title>
      <rect width={BOX.width} height={BOX.height} rx={4} />
      <UnitSymbol {...node} set={symbols} x={8} y={11} size={24} />
      <text x={40} y={19} className="unit-name">
        {shortened(name, MOST_NAME)}
      </text>
      <text x={40} y={35} className="unit-line">
        {shortened(isUnclear ? t("structure.unclear") : who, MOST_LINE)}
      </text>
      {folded > 0 && (
        <g className="unit-fold" transform={`translate(${BOX.width + 4} ${BOX.height / 2 - 9})`}>
          <rect width={30} height={18} rx={9} />
          <text x={15} y={13} textAnchor="middle">
            +{folded}
          </text>
        </g>
      )}
    </g>
  );
}
