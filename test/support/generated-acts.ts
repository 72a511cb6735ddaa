/**
 * What people do in a generated world after it was written: hand records over, agree, accept, refuse and take back, let
 * releases run out, delete records, raise a sensitivity by hand, end a relation. Each answer of the database is held
 * against the model, which goes on from what the rules say.
 */
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { chanceOf } from "./chance.ts";
import { partId } from "./generated-ids.ts";
import { insertRows, type Runs, settle } from "./generated-rows.ts";
import { enter } from "./judge.ts";
import { COPIED_KINDS, type Model, type ModelRecord, type ModelRelease, organisationOf } from "./oracle.ts";
import { releaseAnswer, STATE_AFTER, type Step, stepAnswer, type Wish } from "./oracle-releases.ts";

type Chances = ReturnType<typeof chanceOf>;
const WISHES = 20;

/** Plays the acts of one world. @returns what the database answered otherwise than the model */
export async function act(client: Runs, model: Model): Promise<string[]> {
  const chance = chanceOf(model.seed ^ 0x5bd1e995);
  const differences: string[] = [];
  const offices = makeOffices(model);
  await client.query("set local role app_owner");
  await insertRows(client, "app.office", [...offices.values()]);
  for (let at = 0; at < WISHES; at++) await handOver(client, model, chance, differences);
  for (let at = 0; at < model.releases.length * 3; at++) await takeStep(client, model, chance, differences);
  await change(client, model, chance);
  return differences;
}

function makeOffices(model: Model) {
  return new Map(
    model.organisations.map(({ id }) => [
      id,
      {
        ...{
          id: partId(model, `office ${id}`),
          operation_id: model.operation,
          organisation_id: id,
          name: "Office",
        },
        ...{ function: "", illustrative: false, created_at: "2001-01-01T00:00:00Z" },
      },
    ]),
  );
}

async function handOver(client: Runs, model: Model, chance: Chances, differences: string[]) {
  const person = chance.one(model.people);
  const own = model.records.filter(
    ({ kind, owner }) => owner === person.organisation && (COPIED_KINDS as readonly string[]).includes(kind),
  );
  const foreign = model.records.filter(({ kind }) => kind === "incident");
  const record = chance.one(own.length > 0 && chance.is(0.95) ? own : foreign);
  const wish: Wish = {
    community: chance.one(model.communities),
    organisation: chance.is(0.3) ? chance.one(model.organisations.filter((each) => !each.isPublic)).id : null,
    level: chance.one(["generalised", "full"]),
  };
  const id = chance.id();
  const due = releaseAnswer(model, person, record, wish);
  await client.query("set local role app_user");
  await enter(client, person);
  const { rows } = await client.query<{ answer: string }>(
    "select app_gate.release($1, $2, $3, $4) as answer",
    [
      ...[id, record.kind, record.id],
      {
        ...{ community: wish.community, level: wish.level, purpose: "poc", until: "2100-01-01T00:00:00Z" },
        office: wish.organisation && partId(model, `office ${wish.organisation}`),
      },
    ],
  );
  if (rows[0]!.answer !== due)
    differences.push(`world ${model.seed}: release of ${record.kind} ${record.sensitivity} ${record.id} to
      ${wish.community} at ${wish.level} by ${person.role} ${person.id}: ${rows[0]!.answer}, not ${due}`);
  if (due !== "offered" && due !== "held") return;
  const state = due;
  model.releases.push({
    id,
    record,
    ...wish,
    state,
    creator: person.id,
    isOver: false,
    wasOffered: due === "offered",
  });
}

const STEPS: readonly Step[] = ["agree", "accept", "accept", "refuse", "withdraw"];
const CALLS: Record<Step, string> = {
  agree: "select app_gate.release_agree($1) as done",
  accept: "select app_gate.release_answer($1, true, 'yes') as done",
  refuse: "select app_gate.release_answer($1, false, 'no') as done",
  withdraw: "select app_gate.release_withdraw($1, 'gone') as done",
};

async function takeStep(client: Runs, model: Model, chance: Chances, differences: string[]) {
  const release = chance.one(model.releases);
  const step = chance.is(0.25) ? chance.one(STEPS) : likelyStep(release);
  const near = model.people.filter(({ organisation }) => isNear(model, release, organisation));
  const person = chance.one(near.length > 0 && chance.is(0.85) ? near : model.people);
  const due = stepAnswer(model, person, release, step);
  await client.query("set local role app_user");
  await enter(client, person);
  const { rows } = await client.query<{ done: boolean }>(CALLS[step], [release.id]);
  if (rows[0]!.done !== due)
    differences.push(
      `world ${model.seed}: ${step} by ${person.role} ${person.id}: ${rows[0]!.done}, not ${due}`,
    );
  if (due && step === "agree") release.wasOffered = true;
  if (due) release.state = STATE_AFTER[step];
}

const likelyStep = ({ state }: ModelRelease): Step => (state === "held" ? "agree" : "accept");

function isNear(model: Model, release: ModelRelease, organisation: string): boolean {
  if (release.state === "held") return organisation === release.record.owner;
  return organisationOf(model, organisation).community === release.community;
}

/** Time passes and records change, past the doors, then the copies are made anew as every write does it. */
async function change(client: Runs, model: Model, chance: Chances) {
  await client.query("set local role app_owner");
  const over = chance.some(model.releases, 0.15);
  for (const release of over) release.isOver = true;
  await client.query("update app.release set until = '2001-01-01' where id = any($1)", [
    over.map(({ id }) => id),
  ]);
  const changed: ModelRecord[] = [];
  for (const record of chance.some(model.records, 0.1)) {
    const isDeleted = record.deleted || chance.is(0.3);
    const sensitivity = chance.one(SENSITIVITIES);
    if (
      organisationOf(model, record.owner).isPublic ||
      (isDeleted === record.deleted && record.sensitivity === sensitivity)
    )
      continue;
    record.sensitivity = sensitivity;
    if (isDeleted) endReleases(model, record);
    record.deleted = isDeleted;
    record.version += 1;
    await client.query(
      `update app.${record.kind} set version = $2, sensitivity = $3, deleted_at = case when $4 then now() end where id = $1`,
      [record.id, record.version, sensitivity, isDeleted],
    );
    const isReleased = model.releases.some((release) => release.record === record);
    if (!isReleased && record.kind !== "actor_relation" && chance.is(0.3)) record.stale = true;
    else changed.push(record);
  }
  await settle(client, model, changed);
  // A changed relation looks at every record of harm anew.
  if (changed.some(({ kind }) => kind === "actor_relation") && model.organisations.some(({ actor }) => actor))
    for (const record of model.records)
      if (record.parties.some(({ role }) => role === "alleged_perpetrator")) record.stale = false;
}

function endReleases(model: Model, record: ModelRecord) {
  for (const release of model.releases)
    if (release.record === record && ["held", "offered", "active"].includes(release.state))
      release.state = "withdrawn";
}
