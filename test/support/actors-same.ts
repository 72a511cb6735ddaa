// The calls that tests of two records of one actor make: add an actor, relate, join, take back.
import { newId } from "../../shared/ids.ts";
import type { ActorRelation } from "../../shared/rooms/actors.ts";
import type { SameForm } from "../../shared/rooms/actors-same.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { sameOf } from "./actors.ts";
import { actorOf } from "./builders.ts";
import type { PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;

export function sameCalls(world: World) {
  const call = (person: PersonName) => world.as(person).actors;
  const anActor = async (name: string, changes = {}, person: PersonName = "carla"): Promise<string> => {
    const form = actorOf(name, changes);
    await call(person).log.mutate({ operation, form });
    return form.id;
  };
  const relate = async (from: string, relation: ActorRelation, to: string, dates: object = {}) => {
    const told = { confidence: "medium" as const, asOf: "2019-01-01", sensitivity: "low" as const };
    const ends = { fromActorId: from, toActorId: to, relation, validFrom: "2019-01-01" };
    await call("carla").addRelation.mutate({ operation, form: { id: newId(), ...ends, ...told, ...dates } });
  };
  const say = (form: SameForm, person: PersonName = "carla") => call(person).same.mutate({ operation, form });
  /** Answers the link. */
  const join = async (gone: string, kept: string, person: PersonName = "carla"): Promise<string> => {
    const form = sameOf(gone, kept);
    await say(form, person);
    return form.id;
  };
  const undo = (ref: string, version = 1, person: PersonName = "carla") =>
    call(person).undoSame.mutate({ operation, ref, version });
  const get = (ref: string, person: PersonName = "carla") => call(person).get.query({ operation, ref });
  const pair = async (gone: Sensitivity = "low", kept: Sensitivity = "low") => {
    const [one, two] = [`Gone ${newId()}`, `Kept ${newId()}`];
    const aliases = [`${one} alias`];
    const records = {
      gone: await anActor(one, { sensitivity: gone, aliases }),
      kept: await anActor(two, { sensitivity: kept }),
    };
    return { ...records, one, two };
  };
  return { anActor, relate, say, join, undo, get, pair };
}
