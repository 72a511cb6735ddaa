/** A count with its range in a table: where space is short the range moves to a line of its own, never apart itself. */
import { type ShownRange, type Sums, shownCivilians, shownRange } from "../../shared/rooms/analysis.ts";
import { formatRange } from "../words/format.ts";
import { useWords } from "../words/index.tsx";
import "./range.css";

interface RangeProps {
  counts: Sums;
  /** Only those recorded as civilian, instead of all dead. */
  civilians?: boolean;
}

export function Range({ counts, civilians = false }: RangeProps) {
  return <Counted range={civilians ? shownCivilians(counts) : shownRange(counts)} />;
}

/** The same of a range that is known already. */
export function Counted({ range }: { range: ShownRange }) {
  const { tag } = useWords();
  const [count, ends] = formatRange(range, tag).split(" (");
  return (
    <>
      {count}
      {ends && (
        <>
          {" "}
          <span className="together">({ends}</span>
        </>
      )}
    </>
  );
}
