/** Who hands over which record to whom in a generated world: mostly what may be, and now and then what may not. */
import type { Chance } from "./chance.ts";
import { COPIED_KINDS, type Model, type ModelPerson, type ModelRelease } from "./oracle.ts";
import type { Wish } from "./oracle-releases.ts";

/** What few worlds hold of contacts with actors, and is handed over less than a report; drawn more than its share. */
export const CONTACTS: ReadonlySet<string> = new Set([
  "engagement",
  "field_mission",
  "mitigation",
  "operation_brief",
]);

/** Who hands over what: often a contact, by somebody of its owner who may. */
export function drawHandover(model: Model, chance: Chance) {
  const contacts = model.records.filter(({ kind }) => CONTACTS.has(kind));
  if (contacts.length > 0 && chance.is(0.3)) {
    const record = chance.one(contacts);
    const near = ableOf(model).filter(({ organisation }) => organisation === record.owner);
    if (near.length > 0) return { person: chance.one(near), record };
  }
  const person = drawReleaser(model, chance);
  return { person, record: drawRecord(model, person, chance) };
}

/** Half of the time a report, and now and then another organisation's. */
function drawRecord(model: Model, person: ModelPerson, chance: Chance) {
  const own = model.records.filter(
    ({ kind, owner }) => owner === person.organisation && (COPIED_KINDS as readonly string[]).includes(kind),
  );
  const incidents = own.filter(({ kind }) => kind === "incident");
  const foreign = model.records.filter(({ kind }) => kind === "incident");
  const likely = incidents.length > 0 && chance.is(0.5) ? incidents : own;
  return chance.one(likely.length > 0 && chance.is(0.95) ? likely : foreign);
}

/** Mostly somebody who may. */
function drawReleaser(model: Model, chance: Chance): ModelPerson {
  const able = ableOf(model);
  return chance.one(able.length > 0 && chance.is(0.75) ? able : model.people);
}
const MAY = new Set(["coordinator", "officer", "verifier"]);
const ableOf = (model: Model) =>
  model.people.filter(({ role, scope, state }) => MAY.has(role) && scope === "write" && state === "here");

/** To whom, how much, and which former release is renewed by it. */
export function drawWish(model: Model, chance: Chance, former: readonly ModelRelease[]) {
  const renewed = former.length > 0 && chance.is(0.5) ? chance.one(former) : null;
  const { community, organisation } = renewed ?? {
    community: chance.one(model.communities),
    organisation: chance.is(0.3) ? chance.one(model.organisations.filter((each) => !each.isPublic)).id : null,
  };
  const level = chance.one(["generalised", "full"] as const);
  return { community, organisation, level, replaces: renewed } satisfies Wish & {
    replaces: ModelRelease | null;
  };
}
