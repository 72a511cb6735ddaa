// Saved views, and what is new in them for this reader: records that came since the reader's mark, as far as the reader
// sees them, held against the filter by the same code that draws the list.
import type { Tx } from "../../db/tx.ts";
import { filterOf } from "../../shared/rooms/analysis-address.ts";
import { type Facts, NO_AREA } from "../../shared/rooms/analysis-facts.ts";
import { type FactsFilter, select } from "../../shared/rooms/analysis-filter.ts";
import { INCIDENT_KINDS } from "../../shared/rooms/incidents.ts";
import { MOST_NEW, NEW_SHOWN, searchOf, type ViewNews, type ViewSeen } from "../../shared/rooms/views.ts";
import { readToday } from "../access/today.ts";
import { readFacts } from "./read.ts";

/** The reader's own views and those shown to their organisation, by name. */
export const readViews = (tx: Tx): Promise<ViewSeen[]> =>
  tx.query(
    `select v.ref, v.name, v.address, v.shared, v.person_id = $1 as own, p.name as by, v.since is not null as tell
       from app.saved_view_seen v join app.person p on p.id = v.person_id order by lower(v.name), v.ref`,
    [tx.principal.personId],
  );

interface Marked {
  ref: string;
  name: string;
  address: string;
  since: Date;
}
interface New {
  ref: string;
  at: Date;
}

/**
 * Views that the reader is told of, with what is new in each.
 * @param notBefore ISO instant: what came before it was told elsewhere
 */
export async function readNews(tx: Tx, notBefore?: Date): Promise<{ asOf: string; views: ViewNews[] }> {
  const [moment] = await tx.query<{ now: Date }>("select now() as now");
  const asOf = moment!.now.toISOString();
  const marked = await tx.query<Marked>(
    `select ref, name, address, greatest(since, $1::timestamptz) as since from app.saved_view_seen
      where since is not null order by lower(name), ref`,
    [notBefore ?? null],
  );
  if (marked.length === 0) return { asOf, views: [] };
  const first = new Date(Math.min(...marked.map(({ since }) => since.getTime())));
  const arrived = await readArrived(tx, first);
  if (arrived.length === 0) return { asOf, views: marked.map((view) => newsOf(view)) };
  const { facts, refs } = await readFacts(
    tx,
    arrived.map(({ ref }) => ref),
  );
  const today = await readToday(tx);
  const when = new Map(arrived.map(({ ref, at }) => [ref, at.getTime()]));
  const rows = { facts, refs: refsOf(refs), when, today };
  return { asOf, views: marked.map((view) => newsOf(view, rows, arrived.length > MOST_NEW)) };
}

/**
 * Records and copies that first stood there after an instant, others' and not the reader's own, the newest of them. Each
 * half says which of the two it is about, so that the planner does not go through the other.
 */
const readArrived = (tx: Tx, since: Date) =>
  tx.query<New>(
    `select * from (
       select i.ref, i.created_at as at from app.incident_seen i
        where i.operation_id = $1 and i.created_at > $2 and i.level = 'full' and i.release_id is null
          and i.created_by is distinct from $3
       union all
       select i.ref, a.at from app.incident_arrival_seen a join app.incident_seen i on i.ref = a.ref
        where a.at > $2 and (i.level <> 'full' or i.release_id is not null)) n
      order by n.at desc, n.ref limit $4`,
    [tx.principal.operationId, since, tx.principal.personId, MOST_NEW + 1],
  );

interface Rows {
  facts: Facts;
  refs: string[];
  when: Map<string, number>;
  today: string;
}

function newsOf({ since, ...view }: Marked, rows?: Rows, more = false): ViewNews {
  const told = { ...view, since: since.toISOString(), more: false };
  if (!rows) return { ...told, n: 0, newest: [] };
  const { facts, refs, when } = rows;
  const whenOf = (row: number) => when.get(refs[row]!) ?? 0;
  const found = [...select(facts, filterOfView(view.address, rows))].filter(
    (row) => whenOf(row) > since.getTime(),
  );
  const newest = found.sort((one, other) => whenOf(other) - whenOf(one)).slice(0, NEW_SHOWN);
  return { ...told, more, n: found.length, newest: newest.map((row) => rowOf(facts, refs, row)) };
}

/** As the list reads the address; a view of the last months goes on to whatever comes. */
function filterOfView(address: string, { facts, today }: Rows): FactsFilter {
  const search = searchOf(address);
  const primary = facts.dictionaries.datasets.find((dataset) => dataset.primary)?.name;
  const filter = filterOf(search, today, primary);
  return search.to === undefined ? { ...filter, to: null } : filter;
}

function rowOf(
  { kind, area, day, dictionaries }: Facts,
  refs: string[],
  row: number,
): ViewNews["newest"][number] {
  const at = area[row]!;
  const name = at === NO_AREA ? null : (dictionaries.areas[at]?.name ?? null);
  return { ref: refs[row]!, kind: INCIDENT_KINDS[kind[row]!]!, area: name, day: day[row]! };
}

function refsOf(bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  return Array.from({ length: bytes.length / 16 }, (_, row) =>
    hex.slice(row * 32, row * 32 + 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  );
}
