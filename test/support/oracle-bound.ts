/** Who is bound to whom does harm, as a pure model, from the rule that no sharing fires towards a party to the harm. */
import type { Community } from "../../shared/rooms/access.ts";
import type { Model, ModelKind, ModelRecord } from "./oracle.ts";
import { oneActor } from "./oracle-same.ts";

/** Kinds that say who did harm. */
const ACCUSING = new Set<ModelKind>(["incident", "displaced_report", "displaced_case"]);
const SUPPORT = new Set(["supports", "supported_by", "proxy_of", "allied_with"]);

/**
 * Is an organisation of the community bound to an alleged perpetrator at the date of the harm: is it, commands it, is
 * commanded by it (through any number of steps), supports it or its chain of command, or operates jointly with it? A
 * rule opens to a community, so that one bound organisation holds it from all of the community. Records of one actor
 * are one, whoever said so.
 */
export function isBound(model: Model, record: ModelRecord, community: Community): boolean {
  if (!ACCUSING.has(record.kind)) return false;
  const one = oneActor(model);
  const alleged = allegedIn(model, record).map(one);
  const relations = model.records
    .filter((each) => each.kind === "actor_relation" && !each.deleted && overlaps(each, record))
    .map(({ word, actors }) => ({ word, actors: actors.map(one) }));
  const orders = relations.flatMap(({ word, actors: [from, to] }) =>
    word === "commands" ? [[from!, to!]] : word === "part_of" ? [[to!, from!]] : [],
  ) as [string, string][];
  const chain = new Set([
    ...closure(alleged, (actor) => orders.filter(([, low]) => low === actor).map(([high]) => high)),
    ...closure(alleged, (actor) => orders.filter(([high]) => high === actor).map(([, low]) => low)),
  ]);
  const bound = new Set(chain);
  for (const { word, actors } of relations)
    if (SUPPORT.has(word) && actors.some((actor) => chain.has(actor)))
      for (const actor of actors) bound.add(actor);
  return model.organisations.some(
    (each) => each.community === community && each.actor !== null && bound.has(one(each.actor)),
  );
}

/** Actors that are said to have done the harm; who is alleged in the report that a case is made of is alleged in the case. */
export function allegedIn(model: Model, record: ModelRecord): string[] {
  const reports = model.records.filter(({ id }) => id === record.made);
  return [record, ...reports]
    .flatMap(({ parties }) => parties)
    .filter(({ role }) => role === "alleged_perpetrator")
    .map(({ actor }) => actor);
}

const overlaps = (relation: ModelRecord, harm: ModelRecord) =>
  relation.from <= harm.to! && (relation.to === null || relation.to >= harm.from);

function closure(start: readonly string[], step: (actor: string) => string[]): Set<string> {
  const found = new Set(start);
  for (const actor of found) for (const next of step(actor)) found.add(next);
  return found;
}
