/**
 * Records of one actor in generated worlds: which links organisations have said, and who says one or takes one back while
 * the world goes on. What the database takes is held against the model. Drawn from a chance of their own, so that worlds
 * are otherwise what they were.
 */
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { isPublished, rankOf } from "./generated-cases.ts";
import { CREATED, publicOf } from "./generated-ids.ts";
import type { Runs } from "./generated-rows.ts";
import { enter } from "./judge.ts";
import { isBound, type Model, type ModelPerson, type ModelRecord } from "./oracle.ts";
import { maySaySame, mayTakeBackSame } from "./oracle-same.ts";

const OWN_CHANCE = 0x2c1b3c6d;
const actorsIn = (model: Model) => model.records.filter(({ kind }) => kind === "actor");
const linksIn = (model: Model) => model.records.filter(({ kind }) => kind === "actor_same");

/**
 * In most worlds some records are of one actor: by their owner's word, of a published one by anybody's; of two published
 * ones it is for everybody to read.
 */
export function linkSome(model: Model, draw: (chance: Chance) => ModelRecord, most: number): void {
  const chance = chanceOf(model.seed ^ OWN_CHANCE);
  if (chance.is(0.3)) return;
  for (let at = 0; at < most; at++) {
    const link = linkOf(model, chance, draw(chance));
    const isSaid = linksIn(model).some((one) => !one.deleted && isAgain(one, link));
    if (!isSaid) model.records.push(link);
  }
}

/** One organisation says of one record once where it belongs. */
const isAgain = (one: ModelRecord, other: ModelRecord) =>
  one.word === other.word && one.actors[0] === other.actors[0];

function linkOf(model: Model, chance: Chance, drawn: ModelRecord): ModelRecord {
  const actors = actorsIn(model);
  const published = actors.filter((actor) => isPublished(model, actor));
  // Of a published one several say something, each to be followed by some readers.
  const gone = chance.one(published.length > 0 && chance.is(0.5) ? published : actors);
  const kept = chance.one(actors.filter((each) => each !== gone));
  const isAnybodys = isPublished(model, gone);
  const word = isAnybodys ? chance.one(model.organisations.filter((each) => !each.isPublic)).id : gone.owner;
  const owner = isAnybodys && isPublished(model, kept) ? publicOf(model) : word;
  const stricter = rankOf(gone) > rankOf(kept) ? gone.sensitivity : kept.sensitivity;
  const sensitivity =
    owner === publicOf(model) ? "low" : chance.is(0.7) ? stricter : chance.one(SENSITIVITIES);
  return { ...drawn, owner, word, sensitivity, actors: [gone.id, kept.id] };
}

export interface SameActs {
  draw(chance: Chance): ModelRecord;
  /** Every record of harm is held against the bonds that are known now. */
  lookAnew(model: Model): void;
  tell(difference: string): void;
}

/** Some say of two records that they are of one actor, or take it back; those who may and others. */
export async function actOnSame(client: Runs, model: Model, acts: SameActs): Promise<void> {
  const chance = chanceOf(model.seed ^ ~OWN_CHANCE);
  for (let round = 0; round < 3; round++)
    await (chance.is(0.6) ? sayOne : takeBackOne)(client, model, chance, acts);
}

async function sayOne(client: Runs, model: Model, chance: Chance, { draw, lookAnew, tell }: SameActs) {
  const link = linkOf(model, chance, draw(chance));
  const { person, due } = someone(model, chance, (one) => maySaySame(model, one, link));
  const done = await tried(
    client,
    person,
    `insert into app.actor_same (id, operation_id, owner_org_id, sensitivity, gone_id, kept_id, said_by, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [link.id, model.operation, link.owner, link.sensitivity, ...link.actors, link.word, CREATED],
  );
  if (done !== due) tell(`two records said to be one by ${person.role} ${person.id}: ${done}, not ${due}`);
  if (!done || !due) return;
  const wasBound = boundPairs(model);
  model.records.push({ ...link, deleted: false });
  model.events.add("records of one actor");
  if (boundPairs(model) > wasBound) model.events.add("bound by another record of the same actor");
  follow(model, lookAnew);
}

async function takeBackOne(client: Runs, model: Model, chance: Chance, { lookAnew, tell }: SameActs) {
  const links = linksIn(model);
  if (links.length === 0) return;
  const link = chance.one(links);
  const { person, due } = someone(model, chance, (one) => mayTakeBackSame(model, one, link));
  const done = await tried(
    client,
    person,
    "update app.actor_same set deleted_at = now(), version = version + 1 where id = $1 and deleted_at is null",
    [link.id],
  );
  if (done !== due) tell(`a link taken back by ${person.role} ${person.id}: ${done}, not ${due}`);
  if (!done || !due) return;
  link.deleted = true;
  model.events.add("records of one actor apart again");
  follow(model, lookAnew);
}

/** Mostly one of those who may, where there are any. */
function someone(model: Model, chance: Chance, may: (person: ModelPerson) => boolean) {
  const able = model.people.filter(may);
  const person = chance.one(able.length > 0 && chance.is(0.8) ? able : model.people);
  return { person, due: may(person) };
}

/** Who is bound may be others now; where no organisation is an actor nobody is. */
function follow(model: Model, lookAnew: SameActs["lookAnew"]) {
  if (model.organisations.some(({ actor }) => actor)) lookAnew(model);
}

const boundPairs = (model: Model) =>
  model.records.flatMap((record) => model.communities.filter((each) => isBound(model, record, each))).length;

/** @returns whether it changed a row */
async function tried(client: Runs, person: { token: string }, statement: string, values: unknown[]) {
  await client.query("set local role app_user");
  await enter(client, person);
  await client.query("savepoint same");
  const count = await client.query(statement, values).then(
    ({ rowCount }) => rowCount,
    () => client.query("rollback to savepoint same").then(() => 0),
  );
  return count === 1;
}
