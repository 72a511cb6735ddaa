/**
 * Two records of one actor, as a pure model: a link is a word of one organisation that changes neither record. Whoever
 * reads it and both records is shown one for the other; and for everybody who is bound to harm through one is bound
 * through both. Nobody reads a record, or learns that it is there, by a link.
 */
import { WRITERS } from "../../shared/rooms/access.ts";
import {
  levelFor,
  type Model,
  type ModelPerson,
  type ModelRecord,
  organisationOf,
  type Reader,
  readerOf,
} from "./oracle.ts";
import { mayWrite } from "./oracle-releases.ts";

const linksOf = (model: Model) =>
  model.records.filter(({ kind, deleted }) => kind === "actor_same" && !deleted);

/** All records of one actor, whoever said so and whoever reads it: the smallest id of them. For deciding who is bound. */
export function oneActor(model: Model): (actor: string) => string {
  const links = linksOf(model);
  return (actor) => {
    const found = new Set([actor]);
    for (const one of found)
      for (const { actors } of links) if (actors.includes(one)) for (const other of actors) found.add(other);
    return [...found].sort()[0]!;
  };
}

/**
 * The record that is shown for an actor's to this reader: the end of the links they read, of each record their own
 * organisation's word first, then what is published, then the oldest; of a circle the first by its id.
 */
export function shownFor(model: Model, reader: Reader | null, actor: string): string {
  const steps = stepsOf(model, reader);
  const path = [actor];
  for (let next = steps.get(actor); next; next = steps.get(next)) {
    if (path.includes(next)) return path.slice(path.indexOf(next)).sort()[0]!;
    path.push(next);
  }
  return path.at(-1)!;
}

function stepsOf(model: Model, reader: Reader | null): Map<string, string> {
  const rank = ({ owner, word }: ModelRecord) =>
    word === reader?.organisation ? 0 : organisationOf(model, owner).isPublic ? 1 : 2;
  const read = linksOf(model).filter((link) => levelFor(model, reader, link) !== "none");
  // Later ones take the place of earlier ones: the best word last. Of one age, by id.
  read.sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? 1 : -1));
  return new Map(read.map(({ actors: [gone, kept] }) => [gone!, kept!]));
}

/** Does a link that this reader reads lead away from this record? */
export const isShownWith = (model: Model, reader: Reader | null, { id, kind }: ModelRecord) =>
  kind === "actor" && shownFor(model, reader, id) !== id;

/** Records that stand in a chain of links that this reader reads and are not its end, each with the one shown for it. */
export function standing(model: Model, reader: Reader | null): Set<string> {
  const steps = stepsOf(model, reader);
  return new Set([...steps.keys()].map((gone) => `${gone} ${shownFor(model, reader, gone)}`));
}

const WRITING = ["coordinator", "verifier", "officer", "reporter"];
const imports = (model: Model, person: ModelPerson) =>
  readerOf(model, person) !== null &&
  model.lock === "normal" &&
  person.scope === "write" &&
  (person.role === "information_manager" || person.rights.includes("import"));

/** Writes what their organisation says of actors, or imports it. */
const keepsActors = (model: Model, person: ModelPerson) => {
  const { community } = organisationOf(model, person.organisation);
  const isWriter = WRITING.includes(person.role) && WRITERS.actor!.includes(community);
  return imports(model, person) || (mayWrite(model, person) && isWriter);
};

/** It is one's own organisation's word; one for everybody is said by those who import what is published. */
const mayKeep = (model: Model, person: ModelPerson, { owner, word }: ModelRecord) => {
  const isPublic = organisationOf(model, owner).isPublic;
  const isAble = isPublic ? imports(model, person) : owner === word && keepsActors(model, person);
  return word === person.organisation && isAble;
};

/** May this person say it? Of an own record that goes, or of a published one they import, into any that they see. */
export function maySaySame(model: Model, person: ModelPerson, link: ModelRecord): boolean {
  const reader = readerOf(model, person);
  const [gone, kept] = link.actors.map((actor) => model.records.find(({ id }) => id === actor)!);
  const isPublished = organisationOf(model, gone!.owner).isPublic;
  const isTheirs = gone!.owner === person.organisation || (isPublished && imports(model, person));
  const isOpen = !organisationOf(model, link.owner).isPublic || link.sensitivity === "low";
  const isSaid = linksOf(model).some(({ word, actors }) => word === link.word && actors[0] === gone!.id);
  const isSeen = levelFor(model, reader, gone!) === "full" && levelFor(model, reader, kept!) !== "none";
  return mayKeep(model, person, link) && isTheirs && isOpen && isSeen && !isSaid;
}

/** It is taken back by the organisation that said it, by those who read records at all. */
export function mayTakeBackSame(model: Model, person: ModelPerson, link: ModelRecord): boolean {
  const reader = readerOf(model, person);
  const isRead = organisationOf(model, link.owner).isPublic || !reader?.isBlind || reader.hasGlass;
  return reader !== null && isRead && !link.deleted && mayKeep(model, person, link);
}
