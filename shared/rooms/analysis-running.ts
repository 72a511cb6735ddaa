/**
 * Sums that follow a moving period. For the rows of a filter, the sums of all rows before every so manyth one are kept.
 * The sums of a period are then the difference of two of these, and only the few rows at its ends have to be added: a
 * brush over 385,000 rows reads some thousands of them. Packed sums (analysis-packing) are whole numbers, so differences
 * are exact, lane by lane.
 *
 * Keeping them takes a walk over all rows of the filter. It is done once as many rows were read for its periods; what
 * is asked once, or only of short periods, is added up as it comes.
 */
import type { Facts } from "./analysis-facts.ts";
import type { KeySpace } from "./analysis-keys.ts";
import { packedSums } from "./analysis-packing.ts";
import { runOf, type Selection } from "./analysis-period.ts";
import { addRows, noSums, sumBlocks } from "./analysis-sums.ts";

/** Per block, four words a group. */
type GroupSums = Float64Array[];
type Space = Pick<KeySpace, "keys" | "size" | "ascending">;

interface Running {
  /** Rows added up so far without kept sums. */
  read: number;
  /** At i: the sums of the first i × step rows; null while they are not kept. */
  before: GroupSums[] | null;
}

/**
 * Rows between two kept sums, per group: kept sums take a quarter of the memory of the rows they are made from, and the
 * rows left to add cost about as much as the difference of two sums.
 */
const ROWS_PER_GROUP = 4;
const LEAST_STEP = 1024;

const kept = new WeakMap<KeySpace["keys"], WeakMap<Selection, Running>>();

/** Packed sums of the selected rows per group number. `space.keys` must be the same column each time. */
export function runningSums(facts: Facts, space: Space, selection: Selection): GroupSums {
  const { blocks } = packedSums(facts);
  const { rows, start } = runOf(selection);
  const step = Math.max(LEAST_STEP, ROWS_PER_GROUP * space.size);
  const end = start + selection.length;
  const [first, last] = [Math.ceil(start / step), Math.floor(end / step)];
  const running = runningOf(space, rows);
  running.read += selection.length;
  if (running.read > rows.length) running.before ??= addUp(blocks, space, rows, step);
  if (!running.before || first >= last) return sumBlocks(blocks, space, selection);
  const sums = difference(running.before[last]!, running.before[first]!);
  addRows(blocks, space, rows.subarray(start, first * step), sums);
  addRows(blocks, space, rows.subarray(last * step, end), sums);
  return sums;
}

const difference = (more: GroupSums, less: GroupSums): GroupSums =>
  more.map((words, block) => {
    const without = less[block]!;
    return words.map((word, at) => word - without[at]!);
  });

/** What is kept for the keys and the rows they are about, for as long as both live. */
function runningOf({ keys }: Space, rows: Selection): Running {
  const ofKeys = kept.get(keys) ?? new WeakMap<Selection, Running>();
  kept.set(keys, ofKeys);
  const running = ofKeys.get(rows) ?? { read: 0, before: null };
  ofKeys.set(rows, running);
  return running;
}

/** The sums before every `step`th row. */
function addUp(blocks: readonly Float64Array[], space: Space, rows: Selection, step: number): GroupSums[] {
  const sums = noSums(blocks, space.size);
  const before = [sums.map((words) => words.slice())];
  for (let end = step; end <= rows.length; end += step) {
    addRows(blocks, space, rows.subarray(end - step, end), sums);
    before.push(sums.map((words) => words.slice()));
  }
  return before;
}
