// The columns of the facts in the order of the rows. Each column by itself is small enough to be put in order quickly, where
// whole records, far apart in memory, are not.
import { FACT_COLUMN_NAMES, FACT_COLUMNS } from "../../shared/rooms/analysis-facts.ts";
import type { Columns, Gathering } from "./gather.ts";
import { orderOf } from "./order.ts";

/** All columns in the order of the rows, and the references, four words each. */
export function sortedColumns(gathered: Gathering): { columns: Columns; refs: Int32Array } {
  const { rows } = gathered;
  const days = new Int32Array(rows);
  gathered.column("day", days);
  const lying = gathered.refs();
  const order = orderOf(days, lying);
  // One room for all of them: memory that is asked for is also looked through again and again.
  const room = days.buffer;
  const columns = FACT_COLUMN_NAMES.map((name) => {
    const Kind = FACT_COLUMNS[name];
    const asCame = new Kind(room, 0, rows);
    gathered.column(name, asCame);
    return [name, new Kind(inOrder(bitsOf(asCame), order))];
  });
  return { columns: Object.fromEntries(columns) as Columns, refs: refsInOrder(lying, order) };
}

type Bits = Uint8Array | Uint16Array | Uint32Array;

/** Values as whole numbers of the same width. */
function bitsOf({ buffer, length, BYTES_PER_ELEMENT }: Columns[keyof Columns]): Bits {
  if (BYTES_PER_ELEMENT === 4) return new Uint32Array(buffer, 0, length);
  return BYTES_PER_ELEMENT === 2 ? new Uint16Array(buffer, 0, length) : new Uint8Array(buffer, 0, length);
}

/** A loop for each width, which the engine makes quick. */
function inOrder(values: Bits, order: Uint32Array): ArrayBuffer {
  if (values instanceof Uint8Array) {
    const sorted = new Uint8Array(order.length);
    for (let row = 0; row < order.length; row++) sorted[row] = values[order[row]!]!;
    return sorted.buffer;
  }
  if (values instanceof Uint16Array) {
    const sorted = new Uint16Array(order.length);
    for (let row = 0; row < order.length; row++) sorted[row] = values[order[row]!]!;
    return sorted.buffer;
  }
  const sorted = new Uint32Array(order.length);
  for (let row = 0; row < order.length; row++) sorted[row] = values[order[row]!]!;
  return sorted.buffer;
}

function refsInOrder(lying: Int32Array, order: Uint32Array): Int32Array {
  const refs = new Int32Array(lying.length);
  for (let row = 0, to = 0; row < order.length; row++, to += 4) {
    const at = order[row]! * 4;
    refs[to] = lying[at]!;
    refs[to + 1] = lying[at + 1]!;
    refs[to + 2] = lying[at + 2]!;
    refs[to + 3] = lying[at + 3]!;
  }
  return refs;
}
