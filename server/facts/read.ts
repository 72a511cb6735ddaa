// Builds the facts: one columnar table of every incident this reader may see, by one statement on the seen
// view under the reader's own policies. Small codes are packed into one integer column so that few bytes leave
// the database; no expression may be null, because string_agg would skip it and shift the column.
import type { Tx } from "../../db/tx.ts";
import { checkFacts, type Facts } from "../../shared/rooms/analysis-facts.ts";
import {
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";
import { type Dictionaries, readDictionaries } from "./dictionaries.ts";

/** Whole-number columns sent as they are; null means not recorded and becomes -1. */
const COUNTS = {
  killedLow: "killed_low",
  killedBest: "killed_best",
  killedHigh: "killed_high",
  civilianLow: "civilian_low",
  civilian: "civilian_best",
  civilianHigh: "civilian_high",
  unknownStatus: "unknown_status",
  injured: "injured",
  abducted: "abducted",
  displaced: "displaced",
} as const;
type Count = keyof typeof COUNTS;

const CODES = [INCIDENT_KINDS, TACTICS, VERIFICATION_LEVELS, LOCATION_PRECISIONS, DATE_PRECISIONS].map(
  (list) => [...list],
);

const position = (parameter: number, column: string) =>
  `coalesce(array_position($${parameter}::text[], ${column}), 1) - 1`;

const AGGREGATES = Object.entries(COUNTS)
  .map(([name, column]) => `string_agg(int4send(coalesce(${column}, -1)), '') as "${name}"`)
  .join(", ");

// The subquery's order is the order of every column: one plain aggregate over sorted input, no parallel workers.
const SQL = `
  select int4send(count(*)::int) as rows,
    string_agg(uuid_send(ref), '') as refs,
    string_agg(int4send(day), '') as day,
    string_agg(int4send(codes), '') as codes,
    string_agg(int4send(place), '') as place,
    string_agg(int4send(sets), '') as sets,
    string_agg(float4send(lon), '') as lon,
    string_agg(float4send(lat), '') as lat,
    ${AGGREGATES}
  from (
    select i.ref, i.occurred_to - date '1970-01-01' as day,
      (${position(1, "i.kind")}) + 256 * (${position(2, "i.tactic")}) + 65536 * (${position(3, "i.verification")})
        + 1048576 * (${position(4, "i.location_precision")}) + 16777216 * (${position(5, "i.date_precision")})
        + 268435456 * (i.contradicts::int + 2 * i.illustrative::int + 4 * i.at_least::int) as codes,
      coalesce(a.number, 65535) + 65536 * least(i.occurred_to - i.occurred_from, 32767) as place,
      coalesce(p.number, 0) + 65536 * d.number as sets,
      (case when i.location_precision in ('exact', 'near') then coalesce(i.lon, 'NaN') else 'NaN' end)::float4 as lon,
      (case when i.location_precision in ('exact', 'near') then coalesce(i.lat, 'NaN') else 'NaN' end)::float4 as lat,
      ${Object.values(COUNTS).join(", ")}
    from app.incident_seen i
    join unnest($6::uuid[]) with ordinality as dataset(id, place) on dataset.id = i.dataset_id
    cross join lateral (select (dataset.place - 1)::int as number) d
    left join (select id, (place - 1)::int as number from unnest($7::uuid[]) with ordinality as u(id, place)) a
      on a.id = coalesce(i.adm2_id, i.adm1_id, i.adm0_id)
    left join (select id, place::int as number from unnest($8::uuid[]) with ordinality as u(id, place)) p
      on p.id = i.party_set
    order by i.occurred_to, i.ref
  ) sorted`;

interface Columns extends Record<string, Buffer | null> {
  rows: Buffer;
}

/** The facts of this reader, and the reference of each row (16 bytes each, same order). */
export async function readFacts(tx: Tx, version: string): Promise<{ facts: Facts; refs: Uint8Array }> {
  const dictionaries = await readDictionaries(tx);
  await tx.query("set local max_parallel_workers_per_gather = 0");
  const { datasetIds, areaIds, partySetIds } = dictionaries.keys;
  const [columns] = await tx.query<Columns>(SQL, [...CODES, datasetIds, areaIds, partySetIds]);
  const facts = unpack(columns!, dictionaries, version);
  checkFacts(facts);
  return { facts, refs: columns!.refs ?? new Uint8Array() };
}

function unpack(columns: Columns, dictionaries: Dictionaries, version: string): Facts {
  const rows = columns.rows.readInt32BE(0);
  const codes = integers(columns.codes);
  const place = integers(columns.place);
  const sets = integers(columns.sets);
  const bits = (source: Int32Array, shift: number, mask: number) =>
    Uint8Array.from(source, (v) => (v >>> shift) & mask);
  const counts = Object.fromEntries(
    Object.keys(COUNTS).map((name) => [name, integers(columns[name] ?? null)]),
  );
  return {
    rows,
    version,
    day: integers(columns.day),
    span: Uint16Array.from(place, (value) => (value >>> 16) & 0x7fff),
    area: Uint16Array.from(place, (value) => value & 0xffff),
    kind: bits(codes, 0, 0xff),
    tactic: bits(codes, 8, 0xff),
    verification: bits(codes, 16, 0xf),
    precision: bits(codes, 20, 0xf),
    datePrecision: bits(codes, 24, 0xf),
    flags: bits(codes, 28, 0x7),
    parties: Uint16Array.from(sets, (value) => value & 0xffff),
    dataset: bits(sets, 16, 0xff),
    lon: floats(columns.lon),
    lat: floats(columns.lat),
    ...(counts as Record<Count, Int32Array>),
    dictionaries: dictionaries.dictionaries,
  };
}

/** PostgreSQL sends big-endian; typed arrays here are little-endian and need an aligned copy. */
function swapped(bytes: Buffer | null | undefined): ArrayBuffer {
  const copy = Buffer.from(new Uint8Array(bytes ?? []));
  copy.swap32();
  return copy.buffer.slice(copy.byteOffset, copy.byteOffset + copy.byteLength) as ArrayBuffer;
}
const integers = (bytes: Buffer | null | undefined) => new Int32Array(swapped(bytes));
const floats = (bytes: Buffer | null | undefined) => new Float32Array(swapped(bytes));
