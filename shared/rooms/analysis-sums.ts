/**
 * Adding up many counts at once. Adding ten columns per row and per group-by is what takes the time, so counts are
 * packed: each count gets a lane of bits in a double, wide enough for the sum over *all* rows, so no selection can
 * overflow its lane and every sum stays exact (a double holds 53 bits of whole number). For 385,000 events of
 * published datasets four doubles hold all of them.
 *
 * A value that is not recorded adds nothing. Whether it is recorded is counted in a lane of its own, as the events
 * with a value or those without, whichever are fewer and need fewer bits. Columns without any value need no lane.
 */
import { type FactColumn, type Facts, FLAG } from "./analysis-facts.ts";
import type { Selection } from "./analysis-filter.ts";
import type { KeySpace } from "./analysis-keys.ts";

/** Counts a row of totals has, and the column of the facts each is summed from. */
export const MEASURE_COLUMNS = {
  low: "killedLow",
  best: "killedBest",
  high: "killedHigh",
  civilianLow: "civilianLow",
  civilian: "civilian",
  civilianHigh: "civilianHigh",
  unknownStatus: "unknownStatus",
  injured: "injured",
  abducted: "abducted",
  displaced: "displaced",
} as const satisfies Record<string, FactColumn>;
export type Measure = keyof typeof MEASURE_COLUMNS;
export const MEASURES = Object.keys(MEASURE_COLUMNS) as Measure[];

/** The sums of one group. A measure is null where no event of the group records it: unknown is not zero. */
export type Sums = { [name in Measure]: number | null } & {
  events: number;
  /** Events whose count is "at least": the true high is open. */
  atLeast: number;
  /** Per measure, events that do not record it. */
  notRecorded: Record<Measure, number>;
};

/** Bits of a lane within a word: the lane's value is floor(word / base) mod size. */
interface Lane {
  word: number;
  base: number;
  size: number;
}

/** What a lane adds up: a value of 0 or more per row, and the sum over all rows. */
interface LaneSource {
  name: string;
  values: Int32Array;
  total: number;
}

export interface PackedSums {
  /** Blocks of four words a row, row after row: what is added together lies together in memory. */
  blocks: Float64Array[];
  lanes: Map<string, Lane>;
  /** Measures that no row records. */
  never: ReadonlySet<Measure>;
  /** Measures whose lane counts the events that record them; the others' counts those that do not. */
  counted: ReadonlySet<Measure>;
}

const WORD_BITS = 53;
const BLOCK = 4;
const packs = new WeakMap<Facts, PackedSums>();

/** The packed counts of the facts, made at the first call. */
export function packedSums(facts: Facts): PackedSums {
  const known = packs.get(facts);
  if (known) return known;
  const made = pack(facts);
  packs.set(facts, made);
  return made;
}

function pack(facts: Facts): PackedSums {
  const never = new Set<Measure>();
  const counted = new Set<Measure>();
  const openHigh = new Int32Array(facts.flags).map((bits) => ((bits & FLAG.atLeast) === 0 ? 0 : 1));
  const sources = [laneSource("events", new Int32Array(facts.rows).fill(1)), laneSource("atLeast", openHigh)];
  for (const measure of MEASURES) {
    const column: Int32Array = facts[MEASURE_COLUMNS[measure]];
    const given = laneSource(
      givenName(measure),
      column.map((value) => (value < 0 ? 0 : 1)),
    );
    if (given.total === 0) never.add(measure);
    else {
      const isFew = given.total * 2 < facts.rows;
      if (isFew) counted.add(measure);
      sources.push(
        isFew
          ? given
          : laneSource(
              givenName(measure),
              given.values.map((one) => 1 - one),
            ),
      );
      sources.push(
        laneSource(
          measure,
          column.map((value) => Math.max(0, value)),
        ),
      );
    }
  }
  return { ...pour(sources, facts.rows), never, counted };
}

/** Lane of the events that record a measure, or of those that do not. */
const givenName = (measure: Measure): string => `given ${measure}`;

function laneSource(name: string, values: Int32Array): LaneSource {
  let total = 0;
  for (let row = 0; row < values.length; row++) total += values[row]!;
  return { name, values, total };
}

/** Places every source into the first word with room for it, widest first; a lane that is always zero is left out. */
function pour(sources: LaneSource[], rows: number): Pick<PackedSums, "blocks" | "lanes"> {
  const blocks: Float64Array[] = [];
  const used: number[] = [];
  const lanes = new Map<string, Lane>();
  for (const { name, values, total } of sources
    .filter((source) => source.total > 0)
    .sort((a, b) => b.total - a.total)) {
    const bits = bitsFor(total);
    const fitting = used.findIndex((taken) => taken + bits <= WORD_BITS);
    const word = fitting === -1 ? used.push(0) - 1 : fitting;
    if (word === blocks.length * BLOCK) blocks.push(new Float64Array(rows * BLOCK));
    const lane = { word, base: 2 ** used[word]!, size: 2 ** bits };
    lanes.set(name, lane);
    used[word] = used[word]! + bits;
    fill(blocks[Math.floor(word / BLOCK)]!, word % BLOCK, values, lane.base);
  }
  return { blocks, lanes };
}

function fill(block: Float64Array, word: number, values: Int32Array, base: number): void {
  for (let row = 0; row < values.length; row++) {
    const at = row * BLOCK + word;
    block[at] = block[at]! + values[row]! * base;
  }
}

/** Bits that hold every whole number up to a total. */
function bitsFor(total: number): number {
  let bits = 1;
  while (2 ** bits <= total) bits++;
  return bits;
}

/** Sums of the selected rows per group number, still packed: per block four words a group. */
export function sumBlocks(
  blocks: Float64Array[],
  space: Pick<KeySpace, "keys" | "size" | "ascending">,
  selection: Selection,
): Float64Array[] {
  const add = space.ascending ? addInRuns : addAnywhere;
  return blocks.map((block) => {
    const sums = new Float64Array(space.size * BLOCK);
    add(selection, space.keys, block, sums);
    return sums;
  });
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
export function readSums(
  { lanes, never, counted }: PackedSums,
  sums: Float64Array[],
  group: number,
): Sums | null {
  const read = (name: string): number => {
    const lane = lanes.get(name);
    if (!lane) return 0;
    const word = sums[Math.floor(lane.word / BLOCK)]![group * BLOCK + (lane.word % BLOCK)]!;
    return Math.floor(word / lane.base) % lane.size;
  };
  const events = read("events");
  if (events === 0) return null;
  const notRecorded = {} as Record<Measure, number>;
  const values = {} as Record<Measure, number | null>;
  for (const measure of MEASURES) {
    const given = read(givenName(measure));
    notRecorded[measure] = never.has(measure) ? events : counted.has(measure) ? events - given : given;
    values[measure] = notRecorded[measure] < events ? read(measure) : null;
  }
  return { ...values, events, atLeast: read("atLeast"), notRecorded };
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
