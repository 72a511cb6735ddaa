/** One unit on the ring: its symbol, its name outwards, the marks it has in the tree, and how many are folded under it. */
import { memo } from "react";
import { useWords } from "../../words/index.tsx";
import type { Place } from "./figures-ring.ts";
import { UnitSymbol } from "./overview-symbol.tsx";
import { shortened, type UnitProps, useMarks } from "./overview-unit.tsx";

interface RingUnitProps extends Omit<UnitProps, "x" | "y"> {
  place: Place;
}

const MOST_NAME = 24;
const RADIUS = 13;
const SYMBOL = 18;

/** Drawn anew only when something of it changes. */
export const RingUnit = memo(Unit);

function Unit({ node, place, edge, isContested, folded, symbols, isSelected, isStop, act }: RingUnitProps) {
  const { t } = useWords();
  const { ref, name } = node;
  const { x, y, angle } = place;
  const { words, data } = useMarks(node, edge, isContested);
  const said = folded > 0 ? t("structure.graph.folded", { name, n: folded }) : name;
  const isStart = Math.cos(angle) < 0;
  const turned = (angle * 180) / Math.PI - (isStart ? 180 : 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no buttons of its own
    <g
      role="button"
      tabIndex={isSelected || isStop ? 0 : -1}
      className="unit"
      data-unit={ref}
      data-selected={isSelected ? "yes" : undefined}
      {...data}
      aria-label={[said, ...words].join(", ")}
      onClick={({ target }) => ((target as Element).closest(".unit-fold") ? act.unfold(ref) : act.open(ref))}
      onKeyDown={(event) => act.keys(event, ref)}
    >
      <title>{[name, ...words].join("\n")}</title>
      <circle cx={x} cy={y} r={RADIUS} />
      <UnitSymbol {...node} set={symbols} x={x - SYMBOL / 2} y={y - SYMBOL / 2} size={SYMBOL} />
      <text
        x={x + (isStart ? -SYMBOL : SYMBOL)}
        y={y + 4}
        textAnchor={isStart ? "end" : "start"}
        transform={`rotate(${turned} ${x} ${y})`}
        className="unit-name"
      >
        {shortened(name, MOST_NAME)}
        {folded > 0 && <tspan className="unit-fold unit-more"> +{folded}</tspan>}
      </text>
    </g>
  );
}
