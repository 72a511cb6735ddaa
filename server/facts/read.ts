// Builds the facts: one columnar table of every incident this reader may see, by one statement on the seen
// view under the reader's own policies, unpacked from its records of fixed width.
import type { Tx } from "../../db/tx.ts";
import {
  checkFacts,
  FACT_COLUMN_NAMES,
  FACT_COLUMNS,
  type Facts,
  FLAG,
} from "../../shared/rooms/analysis-facts.ts";
import { readDictionaries } from "./dictionaries.ts";
import { orderOf } from "./order.ts";
import { readParties } from "./parties.ts";
import { COUNTS, type Count, FACTS_BUT, FACTS_STATEMENT, LAYOUT, RECORD_WORDS, TWICE } from "./statement.ts";
import { contentVersion } from "./version.ts";

/** The records as words of 4 bytes, RECORD_WORDS each, and which of them is at each row of the facts. */
export interface Records {
  rows: number;
  words: Int32Array;
  order: Uint32Array;
}

/** The facts of this reader, and the reference of each row (16 bytes each, same order). */
export async function readFacts(tx: Tx): Promise<{ facts: Facts; refs: Uint8Array }> {
  const { datasets, areas } = await readDictionaries(tx);
  const ids = [datasets.map(({ id }) => id), areas.map(({ ref }) => ref)];
  await tx.query("set local max_parallel_workers_per_gather = 0");
  const twice = await readTwice(tx);
  const [answer] = await (twice.length === 0
    ? tx.query<Answer>(FACTS_STATEMENT, ids)
    : tx.query<Answer>(FACTS_BUT, [...ids, twice]));
  const records = recordsOf(answer!);
  const { actors, partySets, parties } = await readParties(tx, records);
  const dictionaries = { datasets, areas, actors, partySets };
  const refs = refsOf(records);
  const columns = { ...columnsOf(records), parties };
  const version = contentVersion(tx.principal, [...Object.values(columns), refs], dictionaries);
  const facts = { ...columns, rows: records.rows, version, dictionaries };
  checkFacts(facts);
  return { facts, refs };
}

/**
 * Records that the reader's organisation said tell of an event that counts already: of those told of one event, all but
 * the best established, of equals the own one. Published datasets stay as published; nothing adds them to the log.
 */
async function readTwice(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ ref: string }>(TWICE);
  return rows.map(({ ref }) => ref);
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
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, rows * RECORD_WORDS);
  return { rows, words, order: orderOf(words, rows) };
}

type Columns = Omit<Facts, "rows" | "version" | "parties" | "dictionaries">;

/** Every column in one walk over the records: they lie far apart in memory, so that a walk for each would take longer. */
function columnsOf({ rows, words, order }: Records): Columns {
  const columns = emptyColumns(rows);
  const counts = (Object.keys(COUNTS) as Count[]).map((name) => columns[name]);
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  for (let row = 0; row < rows; row++) {
    const at = order[row]! * RECORD_WORDS;
    const codes = words[at + LAYOUT.codes]!;
    const place = words[at + LAYOUT.place]!;
    columns.day[row] = words[at + LAYOUT.day]!;
    columns.span[row] = (place >>> 16) & 0x7fff;
    columns.area[row] = place & 0xffff;
    columns.kind[row] = codes & 0xff;
    columns.tactic[row] = (codes >>> 8) & 0xff;
    columns.verification[row] = (codes >>> 16) & 0xf;
    columns.precision[row] = (codes >>> 20) & 0xf;
    columns.datePrecision[row] = (codes >>> 24) & 0xf;
    const dataset = words[at + LAYOUT.dataset]!;
    columns.flags[row] = ((codes >>> 28) & 0x7) | ((dataset & 256) === 0 ? 0 : FLAG.copy);
    columns.dataset[row] = dataset & 0xff;
    columns.lon[row] = floats[at + LAYOUT.lon]!;
    columns.lat[row] = floats[at + LAYOUT.lat]!;
    for (let count = 0; count < counts.length; count++)
      counts[count]![row] = words[at + LAYOUT.counts + count]!;
  }
  return columns;
}

/** A column of zeros for each name of the wire but the parties, which are numbered apart. */
function emptyColumns(rows: number): Columns {
  const named = FACT_COLUMN_NAMES.map((name) => [name, new FACT_COLUMNS[name](rows)]);
  return Object.fromEntries(named) as Columns;
}

/** The references as the 16 bytes they are. */
function refsOf({ rows, words, order }: Records): Uint8Array {
  const refs = new Int32Array(rows * 4);
  for (let row = 0; row < rows; row++) {
    const at = order[row]! * RECORD_WORDS + LAYOUT.ref;
    for (let word = 0; word < 4; word++) refs[row * 4 + word] = words[at + word]!;
  }
  return Buffer.from(refs.buffer).swap32();
}
