/** The small drawings of the legend: the same shapes the map uses, as SVG. Decorative; the words stand beside. */
import type { PriorityCategory } from "../../shared/rooms/priorities.ts";
import type { Palette } from "../ui/charts/palette.ts";
import type { CoverState } from "./data.ts";

type MarkKind =
  | PriorityCategory
  | CoverState
  | "ring"
  | "core"
  | "dot"
  | "dashed"
  | "square"
  | "base"
  | "health"
  | "site"
  | "actors"
  | "entered"
  | "unknown"
  | "unknownDense"
  | "made";

const OUTLINE: Record<PriorityCategory, number> = { must: 3, should: 2, could: 1, monitor: 0 };

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <svg
      className="legend-mark"
      width="20"
      height="16"
      viewBox="0 0 20 16"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const swatch = { x: 2, y: 2, width: 16, height: 12 };

function areaMark(kind: PriorityCategory | CoverState, palette: Palette) {
  if (kind === "covered" || kind === "reached") {
    const fill = kind === "covered" ? 0.28 : 0;
    return (
      <rect {...swatch} fill={palette.covered} fillOpacity={fill} stroke={palette.covered} strokeWidth="2" />
    );
  }
  if (kind === "not") return <path d="M2 2 18 14M18 2 2 14" stroke={palette.inkSoft} strokeWidth="1.2" />;
  const colour = palette.category[kind];
  return <rect {...swatch} fill={colour} fillOpacity={0.4} stroke={colour} strokeWidth={OUTLINE[kind]} />;
}

/** One mark of the legend. */
export function LegendMark({ kind, palette }: { kind: MarkKind; palette: Palette }) {
  const { killed, civilian, covered, ink, surface, communal, parties } = palette;
  switch (kind) {
    case "ring":
      return (
        <Frame>
          <circle cx="10" cy="8" r="6.5" fill={killed} fillOpacity="0.42" stroke={killed} strokeWidth="1.4" />
        </Frame>
      );
    case "core":
      return (
        <Frame>
          <circle cx="10" cy="8" r="4.5" fill={civilian} fillOpacity="0.9" />
        </Frame>
      );
    case "dot":
      return (
        <Frame>
          <circle cx="10" cy="8" r="3.2" fill={killed} fillOpacity="0.15" stroke={killed} strokeWidth="1.4" />
        </Frame>
      );
    case "dashed":
      return (
        <Frame>
          <circle cx="10" cy="8" r="6" fill="none" stroke={killed} strokeWidth="1.4" strokeDasharray="3 2" />
        </Frame>
      );
    case "square":
      return (
        <Frame>
          <rect x="4" y="2" width="12" height="12" fill={surface} stroke={killed} strokeWidth="1.5" />
        </Frame>
      );
    case "base":
      return (
        <Frame>
          <path d="M10 1 15.5 6.5 10 12 4.5 6.5zM9.3 11h1.4v5H9.3z" fill={covered} />
        </Frame>
      );
    case "health":
      return (
        <Frame>
          <path d="M4 2h12v12H4zM10 4.5v7M6.5 8h7" fill={surface} stroke={ink} strokeWidth="1.3" />
        </Frame>
      );
    case "site":
      return (
        <Frame>
          <path d="M4 2h12v12H4z" fill={surface} stroke={ink} strokeWidth="1.3" />
          <path d="M8 6h4v4H8z" fill={ink} />
        </Frame>
      );
    case "actors":
      return (
        <Frame>
          <circle cx="6" cy="8" r="4" fill={parties[0]} />
          <circle cx="15" cy="8" r="4" fill={communal} />
        </Frame>
      );
    case "unknown":
    case "unknownDense":
      return (
        <Frame>
          <path
            d={
              kind === "unknown"
                ? "M3 2 15 14M10 2 17 9M3 8 9 14"
                : "M3 2 15 14M7 2 17 12M11 2 17 8M3 6 11 14M3 10 7 14"
            }
            stroke={ink}
            strokeOpacity="0.6"
          />
        </Frame>
      );
    case "made":
      return (
        <Frame>
          <path d="M3 2 15 14M10 2 17 9M3 8 9 14" stroke={ink} strokeOpacity="0.7" strokeDasharray="2 3" />
        </Frame>
      );
    case "entered":
      return (
        <Frame>
          <rect {...swatch} fill="none" stroke={covered} strokeWidth="1.5" strokeDasharray="3 2" />
          <path
            d="M6 6h.01M11 6h.01M8.5 10h.01M13.5 10h.01"
            stroke={covered}
            strokeWidth="2.4"
            strokeLinecap="round"
          />
        </Frame>
      );
    default:
      return <Frame>{areaMark(kind, palette)}</Frame>;
  }
}

/** A disc as drawn for a level of verification. */
export function Hatch({ mark, palette }: { mark: string; palette: Palette }) {
  if (mark === "signal") {
    return (
      <Frame>
        <path
          d="M10 1.5 16.5 8 10 14.5 3.5 8zM10 5v4M10 11v.4"
          fill="none"
          stroke={palette.ink}
          strokeWidth="1.5"
        />
      </Frame>
    );
  }
  const lines = {
    dense: "M4 9 11 2M4 13 15 2M7 15 16 6M11 15 16 10",
    light: "M4 11 13 2M8 15 16 7",
    struck: "M5 13 15 3",
  };
  const d = lines[mark as keyof typeof lines];
  return (
    <Frame>
      <circle
        cx="10"
        cy="8"
        r="6.5"
        fill={palette.killed}
        fillOpacity={mark === "solid" ? 0.42 : 0}
        stroke={palette.killed}
        strokeWidth="1.4"
      />
      {d && <path d={d} stroke={palette.killed} strokeWidth="1.2" />}
    </Frame>
  );
}
