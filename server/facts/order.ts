// The order of the facts: by day, and on one day by reference, so that the table and its references, made apart, always
// fit. Sorting numbers here costs the tenth of what it costs the database to sort records.

/** Below this, insertion is quicker than a sort with a comparing function. */
const FEW = 64;

/** Rows, and beside them the beginning of their references. */
interface Keyed {
  order: Uint32Array;
  keys: Float64Array;
  refs: Int32Array;
}

/**
 * Which record comes at each row of the facts. Counts the records of each day, places them, then orders each day by itself.
 * @param refs four words a record
 */
export function orderOf(days: Int32Array, refs: Int32Array): Uint32Array {
  const [first, last] = rangeOf(days);
  const starts = startsOf(days, first, last);
  const next = starts.slice();
  const keyed = { order: new Uint32Array(days.length), keys: new Float64Array(days.length), refs };
  for (let record = 0; record < days.length; record++) {
    const row = next[days[record]! - first]!++;
    keyed.order[row] = record;
    // The first 53 bits, so that most pairs are told apart without going to the references.
    keyed.keys[row] = (refs[record * 4]! >>> 0) * 2 ** 21 + (refs[record * 4 + 1]! >>> 11);
  }
  for (let day = 0; day + 1 < starts.length; day++) sortDay(keyed, starts[day]!, starts[day + 1]!);
  return keyed.order;
}

function rangeOf(days: Int32Array): [first: number, last: number] {
  let [first, last] = [days[0] ?? 0, days[0] ?? -1];
  for (let record = 0; record < days.length; record++) {
    const day = days[record]!;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return [first, last];
}

/** The row at which each day begins, and at last the number of rows. */
function startsOf(days: Int32Array, first: number, last: number): Uint32Array {
  const starts = new Uint32Array(last - first + 2);
  for (let record = 0; record < days.length; record++) starts[days[record]! - first + 1]! += 1;
  for (let day = 1; day < starts.length; day++) starts[day]! += starts[day - 1]!;
  return starts;
}

function sortDay(keyed: Keyed, from: number, to: number): void {
  const { order, keys, refs } = keyed;
  if (to - from > FEW) {
    order.subarray(from, to).sort((one, other) => compareRefs(refs, one, other));
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const record = order[at]!;
    const key = keys[at]!;
    let gap = at;
    for (; gap > from && isAfter(keyed, gap - 1, record, key); gap--) {
      order[gap] = order[gap - 1]!;
      keys[gap] = keys[gap - 1]!;
    }
    order[gap] = record;
    keys[gap] = key;
  }
}

/** Does what is at this row come after the record with this key? */
function isAfter({ order, keys, refs }: Keyed, row: number, record: number, key: number): boolean {
  const other = keys[row]!;
  return other === key ? compareRefs(refs, order[row]!, record) > 0 : other > key;
}

/** As the bytes compare: word by word without sign. */
function compareRefs(refs: Int32Array, one: number, other: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = (refs[one * 4 + word]! >>> 0) - (refs[other * 4 + word]! >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
