// What the indices in the facts stand for: datasets, areas, actors and sets of parties, each only as far as
// this reader sees them. A party whose actor is hidden from the reader is left out.
import type { Tx } from "../../db/tx.ts";
import type { ActorKind } from "../../shared/rooms/actors.ts";
import type {
  FactsActor,
  FactsArea,
  FactsDataset,
  FactsDictionaries,
} from "../../shared/rooms/analysis-facts.ts";
import type { PartyRole } from "../../shared/rooms/incidents.ts";

export interface Dictionaries {
  dictionaries: FactsDictionaries;
  /** Database ids in dictionary order; party sets start at index 1, 0 is the empty set. */
  keys: { datasetIds: string[]; areaIds: string[]; partySetIds: string[] };
}

export async function readDictionaries(tx: Tx): Promise<Dictionaries> {
  const datasets = await readDatasets(tx);
  const areas = await readAreas(tx);
  const { actors, partySets, ids } = await readParties(tx);
  return {
    dictionaries: { datasets, areas, actors, partySets: [{ members: [] }, ...partySets] },
    keys: { datasetIds: datasets.map((d) => d.id), areaIds: areas.map((a) => a.ref), partySetIds: ids },
  };
}

const readDatasets = (tx: Tx) =>
  tx.query<FactsDataset>(
    `select ref as id, name, title, coalesce(dataset_version, '') as version, coalesce(licence, '') as licence,
            coalesce(citation, '') as citation, is_primary as "primary", civilian_range as "civilianRange", measures
       from app.dataset_seen order by is_primary desc, name`,
  );

async function readAreas(tx: Tx): Promise<FactsArea[]> {
  const rows = await tx.query<Omit<FactsArea, "parent"> & { parentId: string | null }>(
    `select ref, pcode, name, level, parent_id as "parentId", lon, lat
       from app.area_seen where level <= 2 order by level, name, ref`,
  );
  const index = new Map(rows.map((row, at) => [row.ref, at]));
  return rows.map(({ parentId, ...area }) => ({ ...area, parent: index.get(parentId ?? "") ?? -1 }));
}

interface Member {
  set: string;
  actor: string;
  role: PartyRole;
}

/** One incident stands for all that have the same parties. */
async function readParties(tx: Tx) {
  const members = await tx.query<Member & Omit<FactsActor, "ref" | "kind"> & { kind: ActorKind }>(
    `select e.party_set as set, p.actor_ref as actor, p.role, a.name, a.kind, a.communal, a.joint
       from (select distinct on (party_set) party_set, ref from app.incident_seen
              where party_set is not null and level = 'full') e
       join app.incident_party_seen p on p.ref = e.ref
       join app.actor_seen a on a.ref = p.actor_ref
      order by e.party_set, p.role, p.actor_ref`,
  );
  const actors = new Map<string, { index: number; actor: FactsActor }>();
  const sets = new Map<string, { members: { actor: number; role: PartyRole }[] }>();
  for (const { set, actor: ref, role, ...about } of members) {
    if (!actors.has(ref)) actors.set(ref, { index: actors.size, actor: { ref, ...about } });
    const known = sets.get(set) ?? { members: [] };
    sets.set(set, known);
    known.members.push({ actor: actors.get(ref)!.index, role });
  }
  return {
    actors: [...actors.values()].map((entry) => entry.actor),
    partySets: [...sets.values()],
    ids: [...sets.keys()],
  };
}
