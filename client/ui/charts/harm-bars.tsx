/**
 * Horizontal bars of harm by group, most first, labelled directly. A click or Enter filters everything by the group;
 * another one takes the filter away. Arrow keys show what the pointer shows.
 */
import { useComputedColorScheme } from "@mantine/core";
import { useId, useRef } from "react";
import { Bar, BarChart, Tooltip, XAxis, YAxis } from "recharts";
import { formatRange } from "../../words/format.ts";
import { useWords } from "../../words/index.tsx";
import { HarmBar } from "./bar-shape.tsx";
import { ChartTip } from "./chart-tip.tsx";
import { PALETTES } from "./palette.ts";
import { type HarmRow, largest } from "./rows.ts";

export interface HarmBarsProps {
  rows: readonly HarmRow[];
  nameOf: (row: HarmRow) => string;
  /** Colour of a row; the colour of casualties where none is given. */
  colourOf?: (row: HarmRow) => string;
  /** Rows drawn hatched because they are a class, not one party or place. */
  isClass?: (row: HarmRow) => boolean;
  onPick: (row: HarmRow) => void;
  label: string;
}

const ROW_HEIGHT = 27;
const NAME_WIDTH = 138;
const LABEL_WIDTH = 126;
const NAME_LENGTH = 20;

/** A name in at most two lines of NAME_LENGTH characters. */
function linesOf(name: string): string[] {
  if (name.length <= NAME_LENGTH) return [name];
  const space = name.lastIndexOf(" ", NAME_LENGTH);
  const cut = space > 0 ? space : NAME_LENGTH;
  const rest = name.slice(cut).trim();
  return [name.slice(0, cut), rest.length > NAME_LENGTH ? `${rest.slice(0, NAME_LENGTH - 1)}…` : rest];
}

interface TickProps {
  x?: number | string;
  y?: number | string;
  index?: number;
}

export function HarmBars({ rows, nameOf, colourOf, isClass, onPick, label }: HarmBarsProps) {
  const { tag, dir } = useWords();
  const palette = PALETTES[useComputedColorScheme("light")];
  const pattern = useId();
  const active = useRef<HarmRow>(undefined);
  const flip = dir === "rtl";
  const most = Math.max(1, largest(rows));
  const data = rows.map((row) => ({ row, killed: row.killed ?? 0 }));
  const tick = ({ x, y, index }: TickProps) => {
    const row = rows[index ?? 0];
    if (!row) return <g />;
    const lines = linesOf(nameOf(row));
    const size = lines.length > 1 ? 10.5 : 12;
    return (
      <text x={x} y={y} fill={palette.ink} fontSize={size} textAnchor={flip ? "start" : "end"}>
        <title>{nameOf(row)}</title>
        {lines.map((line, at) => (
          <tspan key={line} x={x} dy={at === 0 ? (lines.length > 1 ? "-0.2em" : "0.36em") : "1.1em"}>
            {line}
          </tspan>
        ))}
      </text>
    );
  };
  const margin = { top: 2, bottom: 2, left: flip ? LABEL_WIDTH : 0, right: flip ? 0 : LABEL_WIDTH };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter belongs to the chart inside, which has the focus
    <div onKeyDown={(event) => event.key === "Enter" && active.current && onPick(active.current)}>
      <BarChart
        responsive
        layout="vertical"
        data={data}
        margin={margin}
        style={{ inlineSize: "100%", blockSize: rows.length * ROW_HEIGHT + 8 }}
        barCategoryGap={5}
        title={label}
      >
        <defs>
          <pattern
            id={pattern}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0v6" stroke={palette.communal} strokeWidth="3" strokeOpacity="0.6" />
          </pattern>
        </defs>
        <XAxis type="number" domain={[0, most]} hide reversed={flip} />
        <YAxis
          type="category"
          dataKey={(_: unknown, index?: number) => index ?? 0}
          width={NAME_WIDTH}
          orientation={flip ? "right" : "left"}
          axisLine={{ stroke: palette.line }}
          tickLine={false}
          interval={0}
          tick={tick}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={false}
          content={<ChartTip nameOf={nameOf} onRow={(row) => (active.current = row)} />}
        />
        <Bar
          dataKey="killed"
          isAnimationActive={false}
          cursor="pointer"
          onClick={(_, index) => rows[index] && onPick(rows[index])}
          background={{ fill: "transparent" }}
          shape={(props) => {
            const row = rows[props.index];
            if (!row) return <g />;
            const classed = isClass?.(row) ?? false;
            const look = {
              fill: classed ? palette.communal : (colourOf?.(row) ?? palette.civilian),
              ink: palette.ink,
              most,
              flip,
              label: formatRange({ ...row, best: row.killed }, tag),
              pattern: classed ? pattern : undefined,
            };
            return <HarmBar props={props} row={row} look={look} />;
          }}
        />
      </BarChart>
    </div>
  );
}
