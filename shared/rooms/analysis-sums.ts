/**
 * Adding up packed counts (analysis-packing) per group, and reading what a group's sums say.
 */
import type { KeySpace } from "./analysis-keys.ts";
import { BLOCK, type Lane, MEASURES, type Measure, type PackedSums } from "./analysis-packing.ts";
import type { Selection } from "./analysis-period.ts";

/** The sums of one group. A measure is null where no event of the group records it: unknown is not zero. */
export type Sums = { [name in Measure]: number | null } & {
  events: number;
  /** Events whose count is "at least": the true high is open. */
  atLeast: number;
  /** Per measure, events that do not record it. */
  notRecorded: Record<Measure, number>;
};

/** Sums of no rows yet: per block four words a group. */
export const noSums = (blocks: readonly Float64Array[], groups: number): Float64Array[] =>
  blocks.map(() => new Float64Array(groups * BLOCK));

/** Packed sums of the rows per group number. */
export function sumBlocks(
  blocks: readonly Float64Array[],
  space: Pick<KeySpace, "keys" | "size" | "ascending">,
  rows: Selection,
): Float64Array[] {
  const sums = noSums(blocks, space.size);
  addRows(blocks, space, rows, sums);
  return sums;
}

/** Adds rows to the packed sums of their groups. */
export function addRows(
  blocks: readonly Float64Array[],
  { keys, ascending }: Pick<KeySpace, "keys" | "ascending">,
  rows: Selection,
  sums: readonly Float64Array[],
): void {
  const add = ascending ? addInRuns : addAnywhere;
  for (const [at, block] of blocks.entries()) add(rows, keys, block, sums[at]!);
}

/** Sums of groups from the sums of finer ones: `groupOf` says to which group each finer one belongs. */
export function foldBlocks(finer: Float64Array[], groupOf: Int32Array, groups: number): Float64Array[] {
  return finer.map((words) => {
    const sums = new Float64Array(groups * BLOCK);
    for (let at = 0; at < words.length; at++) {
      const to = groupOf[Math.floor(at / BLOCK)]! * BLOCK + (at % BLOCK);
      sums[to] = sums[to]! + words[at]!;
    }
    return sums;
  });
}

function addAnywhere(selection: Selection, keys: Int32Array, block: Float64Array, sums: Float64Array): void {
  for (let i = 0; i < selection.length; i++) {
    const row = selection[i]!;
    const from = row * BLOCK;
    const to = keys[row]! * BLOCK;
    sums[to] = sums[to]! + block[from]!;
    sums[to + 1] = sums[to + 1]! + block[from + 1]!;
    sums[to + 2] = sums[to + 2]! + block[from + 2]!;
    sums[to + 3] = sums[to + 3]! + block[from + 3]!;
  }
}

/** As above for rows that stand together by group: a run adds up in registers and is written once. */
function addInRuns(selection: Selection, keys: Int32Array, block: Float64Array, sums: Float64Array): void {
  const end = selection.length;
  for (let i = 0; i < end; ) {
    const key = keys[selection[i]!]!;
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (; i < end && keys[selection[i]!] === key; i++) {
      const from = selection[i]! * BLOCK;
      first += block[from]!;
      second += block[from + 1]!;
      third += block[from + 2]!;
      fourth += block[from + 3]!;
    }
    const to = key * BLOCK;
    sums[to] = sums[to]! + first;
    sums[to + 1] = sums[to + 1]! + second;
    sums[to + 2] = sums[to + 2]! + third;
    sums[to + 3] = sums[to + 3]! + fourth;
  }
}

/** The sums of one group, unpacked; null for a group without events. */
export function readSums(packed: PackedSums, sums: Float64Array[], group: number): Sums | null {
  const events = readLane(packed.events, sums, group);
  if (events === 0) return null;
  const notRecorded = {} as Record<Measure, number>;
  const values = {} as Record<Measure, number | null>;
  for (const { measure, sum, given, counts } of packed.measures) {
    const counted = counts === "never" ? events : readLane(given, sums, group);
    notRecorded[measure] = counts === "recorded" ? events - counted : counted;
    values[measure] = notRecorded[measure] < events ? readLane(sum, sums, group) : null;
  }
  return { ...values, events, atLeast: readLane(packed.atLeast, sums, group), notRecorded };
}

function readLane(lane: Lane | undefined, sums: Float64Array[], group: number): number {
  if (!lane) return 0;
  return Math.floor(sums[lane.block]![group * BLOCK + lane.word]! / lane.base) % lane.size;
}

/** The sums of two groups that share no event. A measure stays null only where neither records it. */
export function addSums(one: Sums, other: Sums): Sums {
  const notRecorded = {} as Record<Measure, number>;
  const values = {} as Record<Measure, number | null>;
  for (const measure of MEASURES) {
    notRecorded[measure] = one.notRecorded[measure] + other.notRecorded[measure];
    const [a, b] = [one[measure], other[measure]];
    values[measure] = a === null ? b : a + (b ?? 0);
  }
  return {
    ...values,
    notRecorded,
    events: one.events + other.events,
    atLeast: one.atLeast + other.atLeast,
  };
}
