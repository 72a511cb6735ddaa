/**
 * The facts on the wire: one Arrow IPC stream (https://arrow.apache.org/docs/format/Columnar.html), so that any data
 * tool can read it too. Version and dictionaries travel as JSON in the schema's metadata under the key `concord`.
 *
 * Two things keep it small before any compression: whole numbers take the narrowest width their values need, and the
 * point of a row is an index into the places that occur, since many events share a place.
 */
import {
  type Batch,
  batchType,
  Column,
  columnFromArray,
  type DataType,
  dictionary,
  fixedSizeBinary,
  type IntType,
  Table,
  tableFromColumns,
  tableFromIPC,
  tableToIPC,
  uint16,
  uint32,
} from "@uwdata/flechette";
import {
  checkFacts,
  FACT_COLUMN_NAMES,
  FACT_COLUMNS,
  type FactColumn,
  type Facts,
  type FactsDictionaries,
} from "./analysis-facts.ts";

const METADATA_KEY = "concord";
const POINT = "point";

/** The columns that hold whole numbers: all but the coordinates, which become one column of points. */
const WHOLE_COLUMNS = FACT_COLUMN_NAMES.filter((name) => name !== "lon" && name !== "lat");

type WholeArray = Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;

/** Facts as an Arrow IPC stream. Throws RangeError where columns differ in length. */
export function encodeFacts(facts: Facts): Uint8Array {
  checkFacts(facts);
  const { version, dictionaries } = facts;
  const wholes =
    facts.rows === 0 ? [] : WHOLE_COLUMNS.map((name) => [name, columnFromArray(narrow(facts[name]))]);
  const columns = [...wholes, ...(facts.rows === 0 ? [] : [[POINT, pointColumn(facts)]])] as [
    string,
    Column<unknown>,
  ][];
  const table = tableFromColumns(columns);
  const metadata = new Map([[METADATA_KEY, JSON.stringify({ version, dictionaries })]]);
  const bytes = tableToIPC(new Table({ ...table.schema, metadata }, table.children), { format: "stream" });
  if (bytes === null) throw new Error("facts: nothing encoded");
  return bytes;
}

/**
 * Facts from their wire form. Columns that already have the width of the interface are views on `bytes`, not copies.
 * Throws RangeError where metadata or a column is missing or a column is shorter or longer than the others.
 */
export function decodeFacts(bytes: Uint8Array): Facts {
  // Arrow aligns to 8 bytes from the start of the stream; a view that starts elsewhere has to move.
  const table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice());
  const text = table.schema.metadata?.get(METADATA_KEY);
  if (text === undefined) throw new RangeError("facts: not a stream of facts");
  const { version, dictionaries } = JSON.parse(text) as { version: string; dictionaries: FactsDictionaries };
  const rows = table.numRows;
  const columns = rows === 0 ? noRows() : { ...wholeColumns(table), ...pointsOf(table) };
  const facts: Facts = { ...columns, rows, version, dictionaries };
  checkFacts(facts);
  return facts;
}

type Columns = Omit<Facts, "rows" | "version" | "dictionaries">;
type WholeColumns = Omit<Columns, "lon" | "lat">;

function noRows(): Columns {
  return Object.fromEntries(
    FACT_COLUMN_NAMES.map((name) => [name, new FACT_COLUMNS[name](0)]),
  ) as unknown as Columns;
}

/** The values in the narrowest array that holds all of them. */
function narrow(values: WholeArray | Float32Array): WholeArray {
  let lowest = 0;
  let highest = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
  }
  if (lowest >= 0) {
    if (highest < 2 ** 8) return new Uint8Array(values);
    return highest < 2 ** 16 ? new Uint16Array(values) : new Uint32Array(values);
  }
  if (lowest >= -(2 ** 7) && highest < 2 ** 7) return new Int8Array(values);
  return lowest >= -(2 ** 15) && highest < 2 ** 15 ? new Int16Array(values) : new Int32Array(values);
}

function wholeColumns(table: Table): WholeColumns {
  const read = (name: FactColumn) => {
    const values = columnOf(table, name).toArray();
    const Wanted = FACT_COLUMNS[name];
    if (!ArrayBuffer.isView(values)) throw new RangeError(`facts: column ${name} has no numbers`);
    return values instanceof Wanted ? values : new Wanted(values as unknown as WholeArray);
  };
  return Object.fromEntries(WHOLE_COLUMNS.map((name) => [name, read(name)])) as unknown as WholeColumns;
}

function columnOf(table: Table, name: string): Column<unknown> {
  const column = table.getChild(name) as Column<unknown> | undefined;
  if (!column) throw new RangeError(`facts: column ${name} is missing`);
  return column;
}

/**
 * One column of points: an index per row into the list of different places, each 8 bytes, longitude then latitude as
 * little-endian float32 (flechette writes no dictionaries of nested types, which would read better).
 */
function pointColumn({ lon, lat }: Facts): Column<unknown> {
  const { index, points } = differentPoints(lon, lat);
  const isNarrow = points.length <= 2 ** 17;
  const place = fixedSizeBinary(8);
  const places = new Uint8Array(Float32Array.from(points).buffer);
  const type = dictionary(place, (isNarrow ? uint16() : uint32()) as IntType);
  const values = isNarrow ? new Uint16Array(index) : index;
  const known = new Column([batchOf(place, places, points.length / 2)]);
  return new Column([batchOf<PointBatch>(type, values, values.length).setDictionary(known)], type);
}

/** A batch without missing values; the class flechette has for the type. */
function batchOf<Kind extends Batch<Uint8Array>>(type: DataType, values: WholeArray, length: number): Kind {
  const BatchOfType: new (options: object) => Kind = batchType(type);
  return new BatchOfType({ length, nullCount: 0, type, validity: new Uint8Array(0), values });
}

/** A batch of the point column, as flechette has it. */
type PointBatch = Batch<Uint8Array> & {
  values: Uint16Array | Uint32Array;
  dictionary: Column<Uint8Array>;
  setDictionary(dictionary: Column<Uint8Array>): PointBatch;
};

/** Numbers the pairs by their bits, which tell NaN and -0 apart like any other value; two numbers per place. */
function differentPoints(lon: Float32Array, lat: Float32Array): { index: Uint32Array; points: number[] } {
  const lonBits = new Uint32Array(lon.buffer, lon.byteOffset, lon.length);
  const latBits = new Uint32Array(lat.buffer, lat.byteOffset, lat.length);
  const points: number[] = [];
  const known = new Map<number, Map<number, number>>();
  const index = new Uint32Array(lon.length);
  for (let row = 0; row < lon.length; row++) {
    let meridian = known.get(lonBits[row]!);
    if (!meridian) {
      meridian = new Map();
      known.set(lonBits[row]!, meridian);
    }
    let number = meridian.get(latBits[row]!);
    if (number === undefined) {
      number = points.push(lon[row]!, lat[row]!) / 2 - 1;
      meridian.set(latBits[row]!, number);
    }
    index[row] = number;
  }
  return { index, points };
}

function pointsOf(table: Table): { lon: Float32Array; lat: Float32Array } {
  const [batch, ...more] = columnOf(table, POINT).data as PointBatch[];
  const places = batch?.dictionary.data[0]?.values as Uint8Array | undefined;
  if (!batch || !places || more.length > 0) throw new RangeError("facts: points must be one batch");
  const points = new Float32Array(places.buffer, places.byteOffset, places.byteLength / 4);
  const lon = new Float32Array(batch.values.length);
  const lat = new Float32Array(batch.values.length);
  for (let row = 0; row < lon.length; row++) {
    const at = batch.values[row]! * 2;
    lon[row] = points[at]!;
    lat[row] = points[at + 1]!;
  }
  return { lon, lat };
}
