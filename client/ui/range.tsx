/** A count with its range in a table: where space is short the range moves to a line of its own, never apart itself. */
import { formatRange } from "../words/format.ts";
import { useWords } from "../words/index.tsx";

interface RangeProps {
  counts: { low: number | null; best: number | null; high: number | null };
}

export function Range({ counts: { low, best, high } }: RangeProps) {
  const { tag } = useWords();
  const [count, range] = formatRange({ low, best, high }, tag).split(" (");
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
