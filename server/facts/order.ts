// The order of the facts: by day, and on one day by reference, so that the table and its references, made apart, always
// fit. Sorting fixed-width records here costs the tenth of what it costs the database to sort them as text.
import { LAYOUT, RECORD_WORDS } from "./statement.ts";

/** Below this, insertion is quicker than a sort with a comparing function. */
const FEW = 64;

/**
 * Which record comes at each row of the facts. Counts the records of each day, places them, then orders each day by itself.
 * @param words the records, RECORD_WORDS each
 */
export function orderOf(words: Int32Array, rows: number): Uint32Array {
  const [first, last] = daysOf(words, rows);
  const starts = new Uint32Array(rows === 0 ? 1 : last - first + 2);
  for (let row = 0; row < rows; row++) starts[dayAt(words, row) - first + 1]! += 1;
  for (let day = 1; day < starts.length; day++) starts[day]! += starts[day - 1]!;
  const next = starts.slice();
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[next[dayAt(words, row) - first]!++] = row;
  for (let day = 0; day + 1 < starts.length; day++) sortByRef(words, order, starts[day]!, starts[day + 1]!);
  return order;
}

const dayAt = (words: Int32Array, row: number) => words[row * RECORD_WORDS + LAYOUT.day]!;

function daysOf(words: Int32Array, rows: number): [first: number, last: number] {
  let [first, last] = [Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    const day = dayAt(words, row);
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return [first, last];
}

function sortByRef(words: Int32Array, order: Uint32Array, from: number, to: number): void {
  if (to - from > FEW) order.subarray(from, to).sort((one, other) => compareRefs(words, one, other));
  else
    for (let at = from + 1; at < to; at++) {
      const row = order[at]!;
      let gap = at;
      for (; gap > from && compareRefs(words, order[gap - 1]!, row) > 0; gap--) order[gap] = order[gap - 1]!;
      order[gap] = row;
    }
}

/** As the bytes compare: word by word without sign. */
function compareRefs(words: Int32Array, one: number, other: number): number {
  const [a, b] = [one * RECORD_WORDS + LAYOUT.ref, other * RECORD_WORDS + LAYOUT.ref];
  for (let at = 0; at < 4; at++) {
    const difference = (words[a + at]! >>> 0) - (words[b + at]! >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
