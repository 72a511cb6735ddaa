/** The card beside a bar, for pointer and keyboard alike: name, killed with range, civilians, unknown status, incidents. */
import { useEffect } from "react";
import { useWords } from "../../words/index.tsx";
import { harmLines } from "./harm-words.ts";
import type { HarmRow } from "./rows.ts";

interface ChartTipProps {
  nameOf: (row: HarmRow) => string;
  /** Tells which row is shown, so that Enter can act on it. */
  onRow?: (row: HarmRow | undefined) => void;
  /** Given by Recharts. */
  active?: boolean;
  payload?: readonly { payload?: { row: HarmRow } }[];
}

export function ChartTip({ nameOf, onRow, active, payload }: ChartTipProps) {
  const { t, tag } = useWords();
  const row = active ? payload?.[0]?.payload?.row : undefined;
  useEffect(() => {
    onRow?.(row);
  }, [row, onRow]);
  if (!row) return null;
  return (
    <div className="chart-tip" role="status">
      <p>
        <strong>{nameOf(row)}</strong>
      </p>
      {harmLines(t, tag, row).map((line) => (
        <p key={line} className="chart-tip-line">
          {line}
        </p>
      ))}
    </div>
  );
}
