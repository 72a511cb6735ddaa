/** A count with its range in a table: where space is short the range moves to a line of its own, never apart itself. */
import { type Sums, shownRange } from "../../shared/rooms/analysis.ts";
import { formatRange } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

interface RangeProps {
  counts: Sums;
}

export function Range({ counts }: RangeProps) {
  const { tag } = useWords();
  const [count, range] = formatRange(shownRange(counts), tag).split(" (");
  return (
    <>
      {count}
      {range && (
        <>
          {" "}
          <span className="together">({range}</span>
        </>
      )}
    </>
  );
}
