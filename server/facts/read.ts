// Builds the facts: one columnar table of every incident this reader may see, by one statement on the seen
// view under the reader's own policies, unpacked from its records of fixed width.
import type { Tx } from "../../db/tx.ts";
import { checkFacts, type Facts } from "../../shared/rooms/analysis-facts.ts";
import { readDictionaries } from "./dictionaries.ts";
import { readParties } from "./parties.ts";
import { COUNTS, type Count, FACTS_STATEMENT, LAYOUT, RECORD_WORDS } from "./statement.ts";

/** The records as words of 4 bytes, RECORD_WORDS each. */
export interface Records {
  rows: number;
  words: Int32Array;
}

/** The facts of this reader, and the reference of each row (16 bytes each, same order). */
export async function readFacts(tx: Tx, version: string): Promise<{ facts: Facts; refs: Uint8Array }> {
  const { datasets, areas } = await readDictionaries(tx);
  const ids = [datasets.map(({ id }) => id), areas.map(({ ref }) => ref)];
  // One plain aggregate over sorted input keeps the order; enough memory for the sort keeps it off the disk.
  await tx.query("set local max_parallel_workers_per_gather = 0");
  await tx.query("set local work_mem = '64MB'");
  const [answer] = await tx.query<Answer>(FACTS_STATEMENT, ids);
  const records = recordsOf(answer!);
  const { actors, partySets, parties } = await readParties(tx, records);
  const dictionaries = { datasets, areas, actors, partySets };
  const facts = { ...columnsOf(records), rows: records.rows, version, parties, dictionaries };
  checkFacts(facts);
  return { facts, refs: refsOf(records) };
}

interface Answer {
  rows: number;
  records: string | null;
}

/** @throws RangeError where the length does not fit the count: some value was null, and its record is lost */
function recordsOf({ rows, records }: Answer): Records {
  const bytes = Buffer.from(records ?? "", "base64");
  const expected = rows * RECORD_WORDS * 4;
  if (bytes.length !== expected) throw new RangeError(`facts: ${bytes.length} bytes, not ${expected}`);
  // PostgreSQL sends big-endian; typed arrays here are little-endian and must begin at a multiple of 4.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  aligned.swap32();
  return { rows, words: new Int32Array(aligned.buffer, aligned.byteOffset, rows * RECORD_WORDS) };
}

function columnsOf({ rows, words }: Records): Omit<Facts, "rows" | "version" | "parties" | "dictionaries"> {
  const column = (offset: number) => {
    const values = new Int32Array(rows);
    for (let row = 0; row < rows; row++) values[row] = words[row * RECORD_WORDS + offset]!;
    return values;
  };
  const codes = column(LAYOUT.codes);
  const place = column(LAYOUT.place);
  const bits = (source: Int32Array, shift: number, mask: number) =>
    bitsInto(new Uint8Array(rows), source, shift, mask);
  const wideBits = (source: Int32Array, shift: number, mask: number) =>
    bitsInto(new Uint16Array(rows), source, shift, mask);
  const counts = Object.keys(COUNTS).map((name, at) => [name, column(LAYOUT.counts + at)]);
  return {
    day: column(LAYOUT.day),
    span: wideBits(place, 16, 0x7fff),
    area: wideBits(place, 0, 0xffff),
    kind: bits(codes, 0, 0xff),
    tactic: bits(codes, 8, 0xff),
    verification: bits(codes, 16, 0xf),
    precision: bits(codes, 20, 0xf),
    datePrecision: bits(codes, 24, 0xf),
    flags: bits(codes, 28, 0x7),
    dataset: bits(column(LAYOUT.dataset), 0, 0xff),
    lon: new Float32Array(column(LAYOUT.lon).buffer),
    lat: new Float32Array(column(LAYOUT.lat).buffer),
    ...(Object.fromEntries(counts) as Record<Count, Int32Array>),
  };
}

/** A plain loop: `from` with a function takes ten times as long, and there are nine such columns. */
function bitsInto<Into extends Uint8Array | Uint16Array>(
  into: Into,
  source: Int32Array,
  shift: number,
  mask: number,
): Into {
  for (let row = 0; row < into.length; row++) into[row] = (source[row]! >>> shift) & mask;
  return into;
}

/** The references as the 16 bytes they are. */
function refsOf({ rows, words }: Records): Uint8Array {
  const refs = new Int32Array(rows * 4);
  for (let at = 0; at < refs.length; at++)
    refs[at] = words[(at >>> 2) * RECORD_WORDS + LAYOUT.ref + (at & 3)]!;
  return Buffer.from(refs.buffer).swap32();
}
