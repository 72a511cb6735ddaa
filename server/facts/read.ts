// Builds the facts: one columnar table of every incident this reader may see, by one statement on the seen
// view under the reader's own policies, unpacked from its records of fixed width.
import type { Tx } from "../../db/tx.ts";
import { checkFacts, type Facts } from "../../shared/rooms/analysis-facts.ts";
import { sortedColumns } from "./columns.ts";
import { readDictionaries } from "./dictionaries.ts";
import { Gathering } from "./gather.ts";
import { idsOf } from "./ids.ts";
import { readParties, withoutFalse } from "./parties.ts";
import { FACTS_OF, FACTS_STATEMENT, TWICE } from "./statement.ts";
import { contentVersion } from "./version.ts";

/**
 * The facts of this reader, and the reference of each row (16 bytes each, same order).
 * @param only of these records, a short list; else of all
 * @param without these, which are left out
 */
export async function readFacts(
  tx: Tx,
  only?: readonly string[],
  without: readonly string[] = [],
): Promise<{ facts: Facts; refs: Uint8Array }> {
  const { datasets, areas } = await readDictionaries(tx);
  await tx.query("set local max_parallel_workers_per_gather = 0");
  const gathered = new Gathering({
    datasets: idsOf(datasets.map(({ id }) => id)),
    areas: idsOf(areas.map(({ ref }) => ref)),
    leftOut: idsOf([...new Set([...(await readTwice(tx)), ...without])]),
  });
  if (only) for (const view of await readFew(tx, only)) gathered.take(view, 0, view.byteLength);
  else await tx.eachBytes(FACTS_STATEMENT, (bytes, at, length) => gathered.take(bytes, at, length));
  const sorted = sortedColumns(gathered);
  const { actors, ...sides } = await readParties(tx, sorted, gathered.setCount());
  const { partySets, parties } = withoutFalse(sides, sorted.columns.verification);
  const dictionaries = { datasets, areas, actors, partySets };
  const columns = { ...sorted.columns, parties };
  const refs = Buffer.from(sorted.refs.buffer).swap32();
  const version = contentVersion(tx.principal, [...Object.values(columns), refs], dictionaries);
  const facts = { ...columns, rows: gathered.rows, version, dictionaries };
  checkFacts(facts);
  return { facts, refs };
}

async function readFew(tx: Tx, refs: readonly string[]): Promise<DataView[]> {
  const rows = await tx.query<{ packed: Buffer }>(FACTS_OF, [refs]);
  return rows.map(({ packed }) => new DataView(packed.buffer, packed.byteOffset, packed.length));
}

/**
 * Records that the reader's organisation said tell of an event that counts already: of those told of one event, all but
 * the best established, of equals the own one. Published datasets stay as published; nothing adds them to the log.
 */
async function readTwice(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ ref: string }>(TWICE);
  return rows.map(({ ref }) => ref);
}
