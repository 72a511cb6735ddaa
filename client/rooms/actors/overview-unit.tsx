/** One unit in a drawing: symbol, name, who commands it by role and rank, and marks for what is contested or unclear. */
import { type KeyboardEvent, memo } from "react";
import type { Edge } from "../../../shared/rooms/actors-structure.ts";
import { useWords } from "../../words/index.tsx";
import { BOX, type UnitNode } from "./figures-structure.ts";
import { type SymbolSet, UnitSymbol } from "./overview-symbol.tsx";

interface UnitProps {
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
  isFirst: boolean;
  act: UnitActs;
}

/** What is done with a unit; the same object as long as the drawing stands. */
export interface UnitActs {
  open: (ref: string) => void;
  unfold: (ref: string) => void;
  keys: (event: KeyboardEvent<SVGGElement>, ref: string) => void;
}

const MOST_NAME = 24;
const MOST_LINE = 30;
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Drawn anew only when something of it changes: while scrolling, hundreds stay as they are. */
export const UnitBox = memo(Unit);

function Unit({ node, edge, isContested, x, y, folded, symbols, isSelected, isFirst, act }: UnitProps) {
  const { t } = useWords();
  const { ref, name, commander, clarity, contested, illustrative } = node;
  const who = commander
    ? [commander.role, commander.rank].filter(Boolean).join(", ")
    : t("structure.noCommander");
  const isUnclear = clarity?.code === "unclear" || clarity?.code === "partly";
  const marks = [
    (isContested || contested.length > 0) && t("claims.contested"),
    isUnclear && t("structure.unclear"),
    edge?.confidence === "low" && t("structure.lowConfidence"),
    illustrative && t("structure.illustrative"),
  ].filter(Boolean);
  return (
    <g
      role="treeitem"
      tabIndex={isSelected || isFirst ? 0 : -1}
      data-unit={ref}
      data-selected={isSelected ? "yes" : undefined}
      data-contested={isContested || contested.length > 0 ? "yes" : undefined}
      data-unclear={isUnclear ? "yes" : undefined}
      data-illustrative={illustrative ? "yes" : undefined}
      className="unit"
      transform={`translate(${x} ${y})`}
      aria-label={[name, who, ...marks].join(", ")}
      aria-selected={isSelected}
      onClick={({ target }) => ((target as Element).closest(".unit-fold") ? act.unfold(ref) : act.open(ref))}
      onKeyDown={(event) => act.keys(event, ref)}
    >
      <title>{[name, who, ...marks].join("\n")}</title>
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
