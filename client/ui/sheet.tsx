/**
 * The sheet of the phone with its three stops: a peek with the summary, half, full. The handle drags, taps go to the
 * next stop, Escape and closing lead back. `opened` (something was chosen) lifts a peeking sheet to half.
 */
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useWords } from "../words/index.tsx";

const STOPS = ["peek", "half", "full"] as const;
type Stop = (typeof STOPS)[number];
/** A drag of fewer pixels is a tap. */
const TAP_PX = 8;

export function PhoneSheet({ opened, children }: { opened: boolean; children: ReactNode }) {
  const { t } = useWords();
  const [stop, setStop] = useState<Stop>("peek");
  const start = useRef<number | undefined>(undefined);
  useEffect(() => setStop((now) => (opened && now === "peek" ? "half" : now)), [opened]);
  const move = (steps: number) => {
    const at = Math.max(0, Math.min(STOPS.length - 1, STOPS.indexOf(stop) + steps));
    setStop(STOPS[at] ?? "peek");
  };
  const down = (event: PointerEvent) => {
    start.current = event.clientY;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const up = (event: PointerEvent) => {
    const moved = event.clientY - (start.current ?? event.clientY);
    start.current = undefined;
    if (Math.abs(moved) < TAP_PX) setStop(stop === "full" ? "peek" : stop === "half" ? "full" : "half");
    else move(moved > 0 ? -1 : 1);
  };
  return (
    <section className={`sheet sheet-${stop}`} aria-label={t("frame.sheet.label")}>
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
      <div className="sheet-body">{children}</div>
    </section>
  );
}
