/** Who is bound to whom does harm, as a pure model, from the rule that no sharing fires towards a party to the harm. */
import type { Community } from "../../shared/rooms/access.ts";
import type { BoundHow } from "../../shared/rooms/releases.ts";
import { levelFor, type Model, type ModelKind, type ModelRecord, type Reader } from "./oracle.ts";
import { oneActor, shownFor } from "./oracle-same.ts";

/** Kinds that say who did harm. */
const ACCUSING = new Set<ModelKind>(["incident", "displaced_report", "displaced_case"]);
const SUPPORT = new Set(["supports", "supported_by", "proxy_of", "allied_with"]);

/** What is known of actors: by all that was written, or by what one reader sees of it. */
interface Known {
  /** The record that stands for an actor's; null: not known. */
  one: (actor: string) => string | null;
  reads: (record: ModelRecord) => boolean;
  /** The days between which a relation is said to have held. */
  span: (relation: ModelRecord) => { from: string; to: string | null };
}

/**
 * Is an organisation of the community bound to an alleged perpetrator at the date of the harm? A rule opens to a
 * community, so that one bound organisation holds it from all of the community. Records of one actor are one, whoever
 * said so.
 */
export function isBound(model: Model, record: ModelRecord, community: Community): boolean {
  if (!ACCUSING.has(record.kind)) return false;
  const all = { one: oneActor(model), reads: () => true, span: (relation: ModelRecord) => relation };
  return howBound(model, record, community, all) !== null;
}

/** How it is bound, as far as this reader can tell from what they see; null: they see nothing that binds it. */
export function boundTold(model: Model, reader: Reader, record: ModelRecord, community: Community) {
  const level = (one: ModelRecord) => levelFor(model, reader, one);
  const isSeen = (actor: string) => model.records.some((one) => one.id === actor && level(one) !== "none");
  return howBound(model, record, community, {
    one: (actor) => (isSeen(actor) ? shownFor(model, reader, actor) : null),
    reads: (one) => level(one) !== "none",
    span: (relation) => (level(relation) === "full" ? relation : wholeMonths(relation)),
  });
}

/** Is it, commands it, is commanded by it (through any number of steps), supports it or its chain of command, or operates jointly with it? */
function howBound(
  model: Model,
  record: ModelRecord,
  community: Community,
  known: Known,
): Exclude<BoundHow, "unnamed"> | null {
  const named = (actors: readonly string[]) => actors.flatMap((actor) => known.one(actor) ?? []);
  const alleged = named(allegedIn(model, record, known.reads));
  const relations = model.records
    .filter((one) => one.kind === "actor_relation" && !one.deleted && known.reads(one))
    .filter((one) => overlaps(known.span(one), record))
    .map(({ word, actors }) => ({ word, actors: named(actors) }))
    .filter(({ actors }) => actors.length === 2);
  const orders = relations.flatMap(({ word, actors: [from, to] }) =>
    word === "commands" ? [[from!, to!]] : word === "part_of" ? [[to!, from!]] : [],
  ) as [string, string][];
  const above = closure(alleged, (actor) => orders.filter(([, low]) => low === actor).map(([high]) => high));
  const below = closure(alleged, (actor) => orders.filter(([high]) => high === actor).map(([, low]) => low));
  const chain = new Set([...above, ...below]);
  const beside = (isJoint: boolean) =>
    new Set(
      relations
        .filter(({ word }) => SUPPORT.has(word) && (word === "allied_with") === isJoint)
        .filter(({ actors }) => actors.some((actor) => chain.has(actor)))
        .flatMap(({ actors }) => actors),
    );
  const ours = named(
    model.organisations.flatMap((one) => (one.community === community && one.actor ? [one.actor] : [])),
  );
  const ways = [
    ["is", new Set(alleged)],
    ["commands", above],
    ["commanded_by", below],
    ["supports", beside(false)],
    ["joint", beside(true)],
  ] as const;
  return ways.find(([, bound]) => ours.some((actor) => bound.has(actor)))?.[0] ?? null;
}

/** Actors that are said to have done the harm; who is alleged in the report that a case is made of is alleged in the case. */
export function allegedIn(model: Model, record: ModelRecord, reads: Known["reads"] = () => true): string[] {
  const reports = model.records.filter((one) => one.id === record.made && reads(one));
  return [record, ...reports]
    .flatMap(({ parties }) => parties)
    .filter(({ role }) => role === "alleged_perpetrator")
    .map(({ actor }) => actor);
}

const overlaps = (relation: { from: string; to: string | null }, harm: ModelRecord) =>
  relation.from <= harm.to! && (relation.to === null || relation.to >= harm.from);

/** As a copy tells days of actors: by the month. */
const wholeMonths = ({ from, to }: ModelRecord) => ({
  from: `${from.slice(0, 7)}-01`,
  to: to && `${to.slice(0, 7)}-31`,
});

function closure(start: readonly string[], step: (actor: string) => string[]): Set<string> {
  const found = new Set(start);
  for (const actor of found) for (const next of step(actor)) found.add(next);
  return found;
}
