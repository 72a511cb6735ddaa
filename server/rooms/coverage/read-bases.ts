// Lists of bases and what they record for a day. A list is a dataset of deployments, or the operation's own
// (`log`); two lists are never merged, because both may name the same base.
import type { Tx } from "../../../db/tx.ts";
import type { BaseAnswer, BaseList } from "../../../shared/rooms/coverage-answers.ts";

/** Name of the list of deployments that belong to no imported dataset. */
const OWN_LIST = "log";

/** Lists this reader sees, in the order they came. Illustrative deployments make no list. */
export function readLists(tx: Tx): Promise<BaseList[]> {
  return tx.query<BaseList>(
    `select coalesce(d.name, '${OWN_LIST}') as name, coalesce(d.name, '${OWN_LIST}') <> '${OWN_LIST}' as incomplete,
            case when d.ref is not null then jsonb_build_object('ref', d.ref, 'name', d.name, 'title', d.title,
              'publisher', d.publisher, 'version', d.dataset_version, 'licence', d.licence, 'citation', d.citation,
              'url', d.url, 'retrievedOn', d.retrieved_on, 'caveats', d.caveats) end as dataset,
            min(p.valid_from) as "from",
            case when bool_or(p.valid_to is null) then null else max(p.valid_to) end as "to"
       from app.deployment_seen p left join app.dataset_seen d on d.ref = p.dataset_id
      where not p.illustrative
      group by d.ref, d.name, d.title, d.publisher, d.dataset_version, d.licence, d.citation, d.url, d.retrieved_on,
               d.caveats
      order by min(p.created_at), 1`,
  );
}

/** The list of that name; without a name, or with one nobody has, the first. */
export async function pickList(tx: Tx, name?: string): Promise<{ list: BaseList | null; lists: BaseList[] }> {
  const lists = await readLists(tx);
  return { list: lists.find((list) => list.name === name) ?? lists[0] ?? null, lists };
}

/** A base and the areas it stands in, by which coverage is counted. */
export interface ListedBase extends BaseAnswer {
  areaRefs: string[];
}

/** Bases of a list with a deployment active at some day of an interval (ISO, both ends inclusive), by name. */
export function readBases(tx: Tx, list: string, from: string, to: string): Promise<ListedBase[]> {
  return tx.query<ListedBase>(
    `select distinct on (b.name, b.ref) b.ref, p.ref as deployment, b.owner_org_id = $4 as own, b.name, b.kind, p.mission, b.lon, b.lat,
            coalesce(a.pcode, a.ref::text) as "areaCode", p.approximate, p.valid_from as "from", p.valid_to as "to",
            p.illustrative, array_remove(array[b.adm1_id, b.adm2_id], null) as "areaRefs",
            case when coalesce(p.troops, p.police, p.observers) is not null
              then coalesce(p.troops, 0) + coalesce(p.police, 0) + coalesce(p.observers, 0) end as strength
       from app.deployment_seen p
       join app.base_seen b on b.ref = p.base_id
       left join app.dataset_seen d on d.ref = p.dataset_id
       left join app.area_seen a on a.ref = b.adm2_id
      where coalesce(d.name, '${OWN_LIST}') = $1 and not p.illustrative
        and p.valid_from <= $3::date and coalesce(p.valid_to, 'infinity') >= $2::date
      order by b.name, b.ref, p.valid_from desc`,
    [list, from, to, tx.principal.organisationId],
  );
}
