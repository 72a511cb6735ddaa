/**
 * What people do in a generated world after it was written: hand records over, agree, accept, refuse, renew and take
 * back, sign versions of the protocol; and what happens meanwhile (generated-changes.ts). Each answer of the database is
 * held against the model, which goes on from what the rules say.
 */
import { type Chance, chanceOf } from "./chance.ts";
import { isBig, makeRecord } from "./generated.ts";
import { changeRecords, happen, lookAnew } from "./generated-changes.ts";
import { partId } from "./generated-ids.ts";
import { actOnProtocol } from "./generated-protocols.ts";
import { insertRows, type Runs } from "./generated-rows.ts";
import { actOnSame } from "./generated-same.ts";
import { CONTACTS, drawHandover, drawWish } from "./generated-wishes.ts";
import { enter } from "./judge.ts";
import { isOpen, type Model, type ModelRelease, organisationOf } from "./oracle.ts";
import { releaseAnswer, STATE_AFTER, type Step, stepAnswer } from "./oracle-releases.ts";

/** Told the database and not the model, or the other way round. */
type Tell = (difference: string) => void;
const WISHES = 9;
const WISHES_OF_BIG = 30;

/** Plays the acts of one world. @returns what the database answered otherwise than the model */
export async function act(client: Runs, model: Model): Promise<string[]> {
  const chance = chanceOf(model.seed ^ 0x5bd1e995);
  const differences: string[] = [];
  const tell: Tell = (text) => differences.push(`world ${model.seed}: ${text.replaceAll(/\s+/g, " ")}`);
  const wishes = isBig(model.seed) ? WISHES_OF_BIG : WISHES;
  await client.query("set local role app_owner");
  await insertOffices(client, model);
  await handAround(client, model, chance, tell, wishes);
  await changeRecords(client, model, chance);
  await actOnProtocol(client, model, chance, tell);
  await happen(client, model, chance, tell);
  const draw = (own: Chance) => makeRecord(own, model.organisations, "actor_same");
  await actOnSame(client, model, { draw, lookAnew, tell });
  // Later: what was handed over before meets what is handed over under other rules.
  await handAround(client, model, chance, tell, Math.ceil(wishes / 3));
  meet(model, chance);
  return differences;
}

/** One of those who are judged holds a release, where anybody does; rather one that a second person agreed to. */
function meet(model: Model, chance: Chance) {
  if (isBig(model.seed)) return;
  const open = model.releases.filter(({ state, isOver }) => state === "active" && !isOver);
  const rare = open.filter(({ level, record }) => level === "generalised" && CONTACTS.has(record.kind));
  const agreed = open.filter((release) => release.isBound);
  const wanted = [agreed, rare, open].find((some) => some.length > 0) ?? [];
  const holders = wanted.flatMap((release) =>
    model.people.filter(
      ({ organisation, state }) => state === "here" && isNear(model, release, organisation),
    ),
  );
  if (holders.length > 0) model.judged = [...new Set([model.judged[0]!, chance.one(holders)])];
}

async function handAround(client: Runs, model: Model, chance: Chance, tell: Tell, wishes: number) {
  await client.query("set local role app_user");
  for (let at = 0; at < wishes; at++) await handOver(client, model, chance, tell);
  if (model.releases.length === 0) return;
  for (let at = 0; at < wishes * 2.5; at++) await takeStep(client, model, chance, tell);
}

/** An addressee of each organisation. */
export const insertOffices = (client: Runs, model: Model) =>
  insertRows(
    client,
    "app.office",
    model.organisations.map(({ id }) => ({
      ...{
        id: partId(model, `office ${id}`),
        operation_id: model.operation,
        organisation_id: id,
        name: "Office",
      },
      ...{ function: "", illustrative: false, created_at: "2001-01-01T00:00:00Z" },
    })),
  );

async function handOver(client: Runs, model: Model, chance: Chance, tell: Tell) {
  const { person, record } = drawHandover(model, chance);
  const replaces = model.releases.filter((release) => release.record === record);
  const wish = drawWish(model, chance, replaces);
  const id = chance.id();
  const due = releaseAnswer(model, person, record, wish);
  await enter(client, person);
  const { rows } = await client.query<{ answer: string }>(
    "select app_gate.release($1, $2, $3, $4) as answer",
    [
      ...[id, record.kind, record.id],
      {
        ...{ community: wish.community, level: wish.level, purpose: "poc", until: "2100-01-01T00:00:00Z" },
        office: wish.organisation && partId(model, `office ${wish.organisation}`),
        replaces: wish.replaces?.id ?? null,
      },
    ],
  );
  if (rows[0]!.answer !== due)
    tell(`release of ${record.kind} ${record.sensitivity} ${record.id} to ${wish.community} at ${wish.level} by
      ${person.role} ${person.id}: ${rows[0]!.answer}, not ${due}`);
  if (due !== "offered" && due !== "held") return;
  const { replaces: former, ...to } = wish;
  if (former && isOpen(former)) former.state = "withdrawn";
  if (former) model.events.add("release renewed");
  const isHeld = due === "held";
  model.releases.push({
    ...to,
    ...{ id, record, state: due, creator: person.id, isOver: false, wasOffered: !isHeld, isBound: isHeld },
    wording: record.wording,
  });
}

const STEPS: readonly Step[] = ["agree", "accept", "accept", "refuse", "withdraw"];
const CALLS: Record<Step, string> = {
  agree: "select app_gate.release_agree($1) as done",
  accept: "select app_gate.release_answer($1, true, 'yes') as done",
  refuse: "select app_gate.release_answer($1, false, 'no') as done",
  withdraw: "select app_gate.release_withdraw($1, 'gone') as done",
};

async function takeStep(client: Runs, model: Model, chance: Chance, tell: Tell) {
  const release = chance.one(model.releases);
  const step = chance.is(0.25) ? chance.one(STEPS) : likelyStep(release);
  const near = model.people.filter(({ organisation }) => isNear(model, release, organisation));
  const person = chance.one(near.length > 0 && chance.is(0.85) ? near : model.people);
  const due = stepAnswer(model, person, release, step);
  await enter(client, person);
  const { rows } = await client.query<{ done: boolean }>(CALLS[step], [release.id]);
  if (rows[0]!.done !== due)
    tell(`${step} at ${release.state} by ${person.role} ${person.id}: ${rows[0]!.done}, not ${due}`);
  if (due && step === "agree") model.events.add("second person agreed");
  if (due && step === "agree") release.wasOffered = true;
  if (due) release.state = STATE_AFTER[step];
}

const likelyStep = ({ state }: ModelRelease): Step => (state === "held" ? "agree" : "accept");

function isNear(model: Model, release: ModelRelease, organisation: string): boolean {
  if (release.state === "held") return organisation === release.record.owner;
  return organisationOf(model, organisation).community === release.community;
}
