/**
 * The sheet of the phone with its three stops: a peek with the summary, half, full. The handle drags, taps go to the
 * next stop, Escape and closing lead back. `opened` (something was chosen) lifts a peeking sheet to half.
 */
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../words/index.tsx";

const STOPS = ["peek", "half", "full"] as const;
type Stop = (typeof STOPS)[number];
/** A drag of fewer pixels is a tap. */
const TAP_PX = 8;

interface Handle {
  move: (steps: number) => void;
  /** To the next stop, from full back to the peek. */
  tap: () => void;
}

/** Where the sheet stands; `opened` lifts a peeking one. */
export function useSheet(opened: boolean): Handle & { stop: Stop } {
  const [stop, setStop] = useState<Stop>("peek");
  useEffect(() => setStop((now) => (opened && now === "peek" ? "half" : now)), [opened]);
  const move = (steps: number) => {
    const at = Math.max(0, Math.min(STOPS.length - 1, STOPS.indexOf(stop) + steps));
    setStop(STOPS[at] ?? "peek");
  };
  const tap = () => setStop(stop === "full" ? "peek" : stop === "half" ? "full" : "half");
  return { stop, move, tap };
}

export function SheetHandle({ stop, move, tap }: Handle & { stop: Stop }) {
  const { t } = useWords();
  const start = useRef<number | undefined>(undefined);
  const down = (event: PointerEvent) => {
    start.current = event.clientY;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const up = (event: PointerEvent) => {
    const moved = event.clientY - (start.current ?? event.clientY);
    start.current = undefined;
    if (Math.abs(moved) < TAP_PX) tap();
    else move(moved > 0 ? -1 : 1);
  };
  return (
    <button
      type="button"
      className="sheet-handle"
      aria-label={t(`frame.sheet.${stop}`)}
      onPointerDown={down}
      onPointerUp={up}
      onKeyDown={(event) => {
        if (event.key === "ArrowUp" || event.key === "Enter") move(1);
        if (event.key === "ArrowDown" || event.key === "Escape") move(-1);
      }}
    >
      <span />
    </button>
  );
}
