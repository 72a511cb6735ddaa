// The tree of areas for rooms that ask what lies around a place: every area with its middle, and what an area lies in
// and holds.
import type { Tx } from "../../../db/tx.ts";
import { type BareArea, descendantsOf, parentsOf } from "./rules.ts";

export type { BareArea } from "./rules.ts";

/** Every area of the operation that the reader sees, with its middle, in the order of level and name. */
export const readMiddles = (tx: Tx): Promise<BareArea[]> =>
  tx.query<BareArea>(
    `select ref, coalesce(pcode, ref::text) as code, pcode, name, level::int, parent_id as "parentId", lon, lat
       from app.area_seen order by level, name, ref`,
  );

/** References of an area, of all inside it, and of those it lies in but the country, which says nothing of where. */
export function aroundOf(areas: readonly BareArea[], area: BareArea): ReadonlySet<string> {
  const wider = parentsOf(areas, area).filter(({ level }) => level > 0);
  return new Set([area, ...wider, ...descendantsOf(areas, area)].map(({ ref }) => ref));
}
