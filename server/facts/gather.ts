// The records as they come from the database, unpacked at once into columns: while the database sends the next ones, and
// without any record being kept. Nobody knows how many will come, so the columns grow in blocks.
import {
  FACT_COLUMN_NAMES,
  FACT_COLUMNS,
  type Facts,
  FLAG,
  NO_AREA,
} from "../../shared/rooms/analysis-facts.ts";
import { Ids, isNone } from "./ids.ts";
import { COUNTS, LAYOUT, RECORD_BYTES } from "./statement.ts";

/** Records of one block: some 100 bytes each. */
const BLOCK = 16_384;

/** The columns of the facts, those of parties with numbers of sets as they came, from 1 on; 0: none. */
export type Columns = Omit<Facts, "rows" | "version" | "dictionaries">;
export type ColumnName = keyof Columns;

interface Block {
  columns: Columns;
  /** Longitude and latitude as bits: what is no number has several. */
  lon: Uint32Array;
  lat: Uint32Array;
  counts: Int32Array[];
  /** Four words a record. */
  refs: Int32Array;
}

/** What a record's ids stand for, and which records are left out. */
export interface Known {
  datasets: Ids;
  areas: Ids;
  leftOut: Ids;
}

/** Takes records; hands out columns in the order in which they came. */
export class Gathering {
  rows = 0;
  private readonly known: Known;
  private readonly sets = new Ids();
  private readonly blocks: Block[] = [];

  constructor(known: Known) {
    this.known = known;
  }

  /** Takes one record; one of a dataset that the reader does not know is none for them. */
  take(bytes: DataView, at: number, length: number): void {
    if (length !== RECORD_BYTES)
      throw new RangeError(`facts: a record of ${length} bytes, not ${RECORD_BYTES}`);
    const dataset = this.known.datasets.find(bytes, at + LAYOUT.dataset);
    if (dataset < 0) return;
    const { leftOut, areas } = this.known;
    if (leftOut.size > 0 && leftOut.find(bytes, at + LAYOUT.ref) >= 0) return;
    const row = this.rows++ % BLOCK;
    if (row === 0) this.blocks.push(emptyBlock());
    const block = this.blocks.at(-1)!;
    const area = areas.find(bytes, at + LAYOUT.area);
    block.columns.dataset[row] = dataset;
    block.columns.area[row] = area < 0 ? NO_AREA : area;
    block.columns.parties[row] = isNone(bytes, at + LAYOUT.set)
      ? 0
      : this.sets.add(bytes, at + LAYOUT.set) + 1;
    unpackCodes(block, row, bytes, at);
    unpackNumbers(block, row, bytes, at);
  }

  /** How many different sets of parties came. @throws RangeError for more than there are numbers */
  setCount(): number {
    if (this.sets.size > 65_535) throw new RangeError("facts: more sets of parties than numbers for them");
    return this.sets.size;
  }

  /** One column, copied into `into`, which is as long as there are rows. */
  column(name: ColumnName, into: Columns[ColumnName]): void {
    for (const [at, { columns }] of this.blocks.entries())
      into.set(columns[name].subarray(0, this.rows - at * BLOCK), at * BLOCK);
  }

  /** The references, four words each. */
  refs(): Int32Array {
    const words = new Int32Array(this.rows * 4);
    for (const [at, { refs }] of this.blocks.entries())
      words.set(refs.subarray(0, (this.rows - at * BLOCK) * 4), at * BLOCK * 4);
    return words;
  }
}

function emptyBlock(): Block {
  const named = FACT_COLUMN_NAMES.map((name) => [name, new FACT_COLUMNS[name](BLOCK)]);
  const columns = Object.fromEntries(named) as Columns;
  return {
    columns,
    lon: new Uint32Array(columns.lon.buffer),
    lat: new Uint32Array(columns.lat.buffer),
    counts: COUNTS.map((name) => columns[name]),
    refs: new Int32Array(BLOCK * 4),
  };
}

function unpackCodes({ columns }: Block, row: number, bytes: DataView, at: number) {
  const codes = bytes.getInt32(at + LAYOUT.codes);
  const span = bytes.getInt32(at + LAYOUT.span);
  columns.kind[row] = codes & 0xff;
  columns.tactic[row] = (codes >>> 8) & 0xff;
  columns.verification[row] = (codes >>> 16) & 0xf;
  columns.precision[row] = (codes >>> 20) & 0xf;
  columns.datePrecision[row] = (codes >>> 24) & 0xf;
  columns.span[row] = span & 0x7fff;
  columns.flags[row] = ((codes >>> 28) & 0x7) | ((span & 0x1_0000) === 0 ? 0 : FLAG.copy);
}

function unpackNumbers({ columns, lon, lat, counts, refs }: Block, row: number, bytes: DataView, at: number) {
  columns.day[row] = bytes.getInt32(at + LAYOUT.day);
  lon[row] = bytes.getUint32(at + LAYOUT.lon);
  lat[row] = bytes.getUint32(at + LAYOUT.lat);
  for (let count = 0; count < counts.length; count++)
    counts[count]![row] = bytes.getInt32(at + LAYOUT.counts + 4 * count);
  for (let word = 0; word < 4; word++) refs[row * 4 + word] = bytes.getInt32(at + LAYOUT.ref + 4 * word);
}
