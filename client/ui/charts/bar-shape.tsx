/**
 * One bar of harm: a light bar for all killed, a solid narrower one inside for civilians, a whisker from low to high and
 * the number beside it. Zero-based; drawn from the plot's own width, so that a bar of nothing still has its whisker.
 */
import type { BarShapeProps } from "recharts";
import type { HarmRow } from "./rows.ts";

export interface BarLook {
  fill: string;
  ink: string;
  /** Largest value of the axis. */
  most: number;
  /** Text after a horizontal bar; none for columns. */
  label?: string;
  /** Hatched instead of plain, for classes that are no single party; id of an SVG pattern. */
  pattern?: string;
  flip: boolean;
}

const INNER = 0.52;

/** Horizontal bar. `props` come from Recharts: `background` is the whole length of the axis. */
export function HarmBar({ props, row, look }: { props: BarShapeProps; row: HarmRow; look: BarLook }) {
  const plot = props.background;
  if (plot?.width == null || plot.x == null) return null;
  const { width: whole, x: origin } = plot;
  const { y, isActive } = props;
  // While rows come and go, Recharts lays them out for a moment in less room than they need.
  const height = Math.max(0, props.height);
  const { fill, ink, most, label, pattern, flip } = look;
  const at = (value: number) =>
    flip ? origin + whole - (value / most) * whole : origin + (value / most) * whole;
  const span = (value: number) => ({ x: Math.min(at(0), at(value)), width: Math.abs(at(value) - at(0)) });
  const middle = y + height / 2;
  const killed = row.killed ?? 0;
  const { low, high } = row;
  const hasRange = low !== null && high !== null && (low !== killed || high !== killed);
  const end = Math.max(killed, hasRange ? high : 0);
  return (
    <g>
      <rect x={origin} y={y} width={whole} height={height} fill={ink} fillOpacity={isActive ? 0.06 : 0} />
      <rect
        {...span(killed)}
        y={y}
        height={height}
        fill={pattern ? `url(#${pattern})` : fill}
        fillOpacity={pattern ? 1 : 0.45}
      />
      {pattern && <rect {...span(killed)} y={y} height={height} fill="none" stroke={fill} />}
      <rect
        {...span(row.civilian ?? 0)}
        y={middle - (height * INNER) / 2}
        height={height * INNER}
        fill={fill}
      />
      {hasRange && (
        <path
          d={`M${at(low)} ${middle}H${at(high)}M${at(low)} ${middle - 3}v6M${at(high)} ${middle - 3}v6`}
          stroke={ink}
          strokeWidth={1.2}
          fill="none"
        />
      )}
      <text
        x={at(end) + (flip ? -6 : 6)}
        y={middle}
        dy="0.36em"
        fill={ink}
        fontSize={11.5}
        textAnchor={flip ? "end" : "start"}
      >
        {label}
      </text>
    </g>
  );
}

/** Column of a time chart; range as a translucent band over the column. */
export function HarmColumn({ props, row, look }: { props: BarShapeProps; row: HarmRow; look: BarLook }) {
  const plot = props.background;
  if (plot?.height == null || plot.y == null) return null;
  const { height: whole, y: top } = plot;
  const { x, width, isActive } = props;
  const { fill, ink, most } = look;
  const at = (value: number) => top + whole - (value / most) * whole;
  const column = (value: number) => ({ y: at(value), height: Math.max(0, at(0) - at(value)) });
  const { low, high } = row;
  const inset = (width * (1 - INNER)) / 2;
  return (
    <g>
      <rect x={x} y={top} width={width} height={whole} fill={ink} fillOpacity={isActive ? 0.06 : 0} />
      <rect x={x} width={width} {...column(row.killed ?? 0)} fill={fill} fillOpacity={0.45} />
      {low !== null && high !== null && high !== low && (
        <rect
          x={x}
          width={width}
          y={at(Math.max(low, high))}
          height={Math.abs(at(low) - at(high))}
          fill={ink}
          fillOpacity={0.16}
        />
      )}
      <rect x={x + inset} width={width - 2 * inset} {...column(row.civilian ?? 0)} fill={fill} />
    </g>
  );
}
