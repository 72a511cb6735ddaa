/**
 * Counts packed for adding. Adding ten columns per row and per group-by is what takes the time, so counts are packed:
 * each count gets a lane of bits in a double, wide enough for the sum over *all* rows, so no selection can overflow its
 * lane and every sum stays exact (a double holds 53 bits of whole number). For 385,000 events of published datasets four
 * doubles hold all of them.
 *
 * A value that is not recorded adds nothing. Whether it is recorded is counted in a lane of its own, as the events
 * with a value or those without, whichever are fewer and need fewer bits. Columns without any value need no lane.
 */
import { type FactColumn, type Facts, FLAG } from "./analysis-facts.ts";

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

/** Bits of a word of a block: the lane's value is floor(word / base) mod size. */
export interface Lane {
  block: number;
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

/** How a measure is read: its own lane, and the lane of the events that record it, or of those that do not. */
interface MeasureLanes {
  measure: Measure;
  /** Undefined where all its values are 0. */
  sum: Lane | undefined;
  /** Undefined where nothing is to be counted. */
  given: Lane | undefined;
  /** Which events `given` counts: those that record the measure, those that do not; or no event records it. */
  counts: "recorded" | "missing" | "never";
}

export interface PackedSums {
  /** Blocks of four words a row, row after row: what is added together lies together in memory. */
  blocks: Float64Array[];
  events: Lane | undefined;
  atLeast: Lane | undefined;
  measures: readonly MeasureLanes[];
}

const WORD_BITS = 53;
/** Words of a block that belong to one row or group. */
export const BLOCK = 4;
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
  const openHigh = new Int32Array(facts.flags).map((bits) => ((bits & FLAG.atLeast) === 0 ? 0 : 1));
  const events = laneSource("events", new Int32Array(facts.rows).fill(1));
  const ofMeasures = MEASURES.map((measure) => sourcesOf(facts, measure));
  const sources = ofMeasures.flatMap((one) => one.sources);
  const { blocks, lanes } = pour([events, laneSource("atLeast", openHigh), ...sources], facts.rows);
  const measures = ofMeasures.map(({ measure, counts }) => {
    const [sum, given] = [lanes.get(measure), lanes.get(givenName(measure))];
    return { measure, sum, given, counts };
  });
  return { blocks, events: lanes.get("events"), atLeast: lanes.get("atLeast"), measures };
}

/** What has to be added up for a measure, and what is counted beside its sum. */
function sourcesOf(
  facts: Facts,
  measure: Measure,
): Pick<MeasureLanes, "measure" | "counts"> & { sources: LaneSource[] } {
  const column: Int32Array = facts[MEASURE_COLUMNS[measure]];
  const ones = column.map((value) => (value < 0 ? 0 : 1));
  const recorded = laneSource(givenName(measure), ones);
  if (recorded.total === 0) return { measure, counts: "never", sources: [] };
  const counts = recorded.total * 2 < facts.rows ? "recorded" : "missing";
  const missing = () =>
    laneSource(
      recorded.name,
      ones.map((one) => 1 - one),
    );
  const values = laneSource(
    measure,
    column.map((value) => Math.max(0, value)),
  );
  return { measure, counts, sources: [values, counts === "recorded" ? recorded : missing()] };
}

/** Lane of the events that record a measure, or of those that do not. */
const givenName = (measure: Measure): string => `given ${measure}`;

function laneSource(name: string, values: Int32Array): LaneSource {
  let total = 0;
  for (let row = 0; row < values.length; row++) total += values[row]!;
  return { name, values, total };
}

/** Places every source into the first word with room for it, widest first; a lane that is always zero is left out. */
function pour(sources: LaneSource[], rows: number): { blocks: Float64Array[]; lanes: Map<string, Lane> } {
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
    const at = { block: Math.floor(word / BLOCK), word: word % BLOCK };
    const lane = { ...at, base: 2 ** used[word]!, size: 2 ** bits };
    lanes.set(name, lane);
    used[word] = used[word]! + bits;
    fill(blocks[at.block]!, at.word, values, lane.base);
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
