/** The handle between the room and its panel: drag, or arrow keys. The width is kept on this device. */
import { useLocalStorage } from "@mantine/hooks";
import type { KeyboardEvent, PointerEvent } from "react";
import { useWords } from "../words/index.tsx";

const MIN_PX = 320;
const MAX_PX = 680;
const STEP_PX = 24;

interface PanelWidth {
  width: number;
  setWidth: (width: number) => void;
}

export function usePanelWidth(): PanelWidth {
  const [width, setWidth] = useLocalStorage({ key: "concord.panel", defaultValue: 400 });
  return { width, setWidth: (next) => setWidth(Math.max(MIN_PX, Math.min(MAX_PX, next))) };
}

export function PanelResizer({ width, setWidth }: PanelWidth) {
  const { t, dir } = useWords();
  const grows = dir === "rtl" ? 1 : -1;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    setWidth(width + grows * event.movementX);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key];
    if (step !== undefined) setWidth(width + grows * step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator is a widget, not a rule between paragraphs
    <div
      className="resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("frame.panel.resize")}
      aria-valuemin={MIN_PX}
      aria-valuemax={MAX_PX}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={key}
    />
  );
}
