/**
 * The actors of an operation as an import looks them up: by UCDP's id, or by name and alias where a source has no id.
 * A UCDP side that is not known yet is taken from UCDP's own actor list, which comes with the product.
 */
import { fileURLToPath } from "node:url";
import { nameKey } from "../../../shared/names.ts";
import type { ActorDraft, PartyDraft } from "./drafts.ts";
import { ucdpActors, unlistedActor } from "./formats/ucdp-actors.ts";
import { Notes } from "./problems.ts";
import type { KnownActor } from "./read.ts";
import { readRecords } from "./records.ts";

const LIST = fileURLToPath(new URL("../../../db/demo/data/ucdp-actor-221.csv.gz", import.meta.url));
export const UCDP_ACTORS = ucdpActors.dataset("ucdp-actor-221.csv.gz");

/** Writes actors and answers with their record ids by outside id. */
export type WriteActors = (actors: ActorDraft[]) => Promise<Map<string, string>>;

export class ActorBook {
  readonly #byId = new Map<string, string>();
  readonly #byName = new Map<string, Set<string>>();
  readonly #byAlias = new Map<string, Set<string>>();
  readonly #write: WriteActors;
  #list: ActorList | null = null;
  constructor(known: KnownActor[], write: WriteActors) {
    this.#write = write;
    for (const actor of known) {
      const id = actor.dataset === UCDP_ACTORS.name ? actor.external_id : null;
      this.#remember(actor.ref, id, actor.name, actor.aliases);
    }
  }

  /** Makes sure that every party that is not `knownOnly` has a record; then `refOf` answers for it. */
  async makeKnown(parties: Iterable<PartyDraft>): Promise<void> {
    const missing = new Map<string, PartyDraft>();
    for (const party of parties) {
      if (!party.knownOnly && party.name !== "" && this.refOf(party) === null) {
        missing.set(party.externalId ?? party.name, party);
      }
    }
    if (missing.size === 0) return;
    this.#list ??= await readActorList();
    const drafts = [...missing.values()].map(listed(this.#list));
    const ids = await this.#write(drafts);
    for (const draft of drafts) {
      const ref = ids.get(draft.externalId);
      if (ref) this.#remember(ref, draft.externalId, draft.name, draft.aliases);
    }
  }

  /** What UCDP's list says of actors by their outside ids; those it lacks are left out. */
  async listed(externalIds: readonly string[]): Promise<ActorDraft[]> {
    this.#list ??= await readActorList();
    const { byId } = this.#list;
    return externalIds.flatMap((id) => byId.get(id) ?? []);
  }

  /** UCDP's ids of the actors that are known. */
  get ids(): string[] {
    return [...this.#byId.keys()];
  }

  /** Record of a party; null where nobody of that id or name is known, or several are. */
  refOf(party: PartyDraft): string | null {
    if (party.externalId !== null) return this.#byId.get(party.externalId) ?? null;
    for (const name of party.knownOnly ? spellings(party.name) : [party.name]) {
      const found = only(this.#byName.get(nameKey(name))) ?? only(this.#byAlias.get(nameKey(name)));
      if (found) return found;
    }
    return null;
  }

  #remember(ref: string, externalId: string | null, name: string, aliases: string[]): void {
    if (externalId !== null) this.#byId.set(externalId, ref);
    add(this.#byName, nameKey(name), ref);
    for (const alias of aliases) add(this.#byAlias, nameKey(alias), ref);
  }
}

function add(index: Map<string, Set<string>>, key: string, ref: string): void {
  const refs = index.get(key);
  if (refs) refs.add(ref);
  else if (key !== "") index.set(key, new Set([ref]));
}

/** One answer or none: a name that several actors bear says nothing. */
const only = (refs: Set<string> | undefined) => (refs?.size === 1 ? [...refs][0] : undefined);

/**
 * "Unite pour la Paix en Centrafrique (UPC)" is also looked for as "UPC". Several groups in one cell are nobody, and
 * neither is "ex-" a group: its former members went different ways, and a blame must not be put on one of them.
 */
function spellings(name: string): string[] {
  if (name.includes("/") || /^ex[- ]/i.test(name)) return [];
  const inBrackets = Array.from(name.matchAll(/\(([^()]+)\)/g), ([, text]) => text ?? "");
  return [name, ...inBrackets, name.replace(/\([^()]*\)/g, "")];
}

interface ActorList {
  byId: Map<string, ActorDraft>;
  byName: Map<string, ActorDraft>;
}

async function readActorList(): Promise<ActorList> {
  const notes = new Notes("ucdp-actor-221.csv.gz");
  const list: ActorList = { byId: new Map(), byName: new Map() };
  for await (const row of readRecords(LIST, ucdpActors.needed)) {
    const actor = ucdpActors.read(row, notes);
    if (!actor) continue;
    list.byId.set(actor.externalId, actor);
    list.byName.set(actor.name, actor);
  }
  return list;
}

/** A side as UCDP's list has it, under the name the events use; else what its name alone tells. */
function listed(list: ActorList): (party: PartyDraft) => ActorDraft {
  return ({ externalId, name }) =>
    (externalId ? list.byId.get(externalId) : list.byName.get(name)) ??
    unlistedActor(0, externalId ?? `name:${nameKey(name)}`, name);
}
