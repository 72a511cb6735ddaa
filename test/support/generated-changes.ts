/**
 * What happens in a generated world while records are handed around: releases run out, records are rewritten, deleted,
 * raised by hand; bonds between actors become known or end; people change roles, leave, are disabled; a lock is turned.
 */
import { ROLES } from "../../shared/rooms/access.ts";
import { SENSITIVITIES, strictest } from "../../shared/rooms/records.ts";
import type { Chance } from "./chance.ts";
import { makeRecord, pairOf } from "./generated.ts";
import { mayBar, rankOf } from "./generated-cases.ts";
import { BEFORE, builderToken, leak, recordHead } from "./generated-ids.ts";
import { agreed, columns, TEXT } from "./generated-records.ts";
import { consentOf, insertRows, type Runs, settle } from "./generated-rows.ts";
import { enter } from "./judge.ts";
import {
  isBound,
  isOpen,
  isRefused,
  isSexual,
  type Model,
  type ModelRecord,
  organisationOf,
  readerOf,
} from "./oracle.ts";
import { allegedIn } from "./oracle-bound.ts";
import { maySay, settleCycle, signsFor } from "./oracle-protocol.ts";
import { mayWrite } from "./oracle-releases.ts";

/** Time passes and records change, past the doors, then the copies are made anew as every write does it. */
export async function changeRecords(client: Runs, model: Model, chance: Chance) {
  await asBuilder(client, model);
  const over = chance.some(model.releases, 0.12);
  for (const release of over) release.isOver = true;
  if (over.length > 0)
    await client.query("update app.release set until = '2001-01-01' where id = any($1)", [
      over.map(({ id }) => id),
    ]);
  const changed: ModelRecord[] = [];
  const released = new Set(model.releases.map(({ record }) => record));
  for (const record of model.records.filter(
    ({ mergedInto, kind }) => mergedInto === null && kind !== "actor_same",
  ))
    if (!organisationOf(model, record.owner).isPublic && chance.is(released.has(record) ? 0.3 : 0.12))
      if (await changeOne(client, model, chance, record, released.has(record))) changed.push(record);
  await settleAll(client, model, changed);
}

/** Past the policies, with a token by which the triggers make copies anew. */
async function asBuilder(client: Runs, model: Model) {
  await client.query("set local role app_owner");
  await client.query("select set_config('app.token', $1, true)", [builderToken(model)]);
}

/** A case is never more open than the report in it; its copy is made anew at once. */
function tightenCases(model: Model, report: ModelRecord) {
  for (const one of model.records.filter(({ made, deleted }) => made === report.id && !deleted)) {
    const barred = [...new Set([...one.barred, ...report.barred])];
    if (rankOf(report) <= rankOf(one) && barred.length === one.barred.length) continue;
    if (rankOf(report) > rankOf(one)) one.sensitivity = report.sensitivity;
    Object.assign(one, { barred, version: one.version + 1, stale: false });
    takeBackRefused(model, one);
    model.events.add("case tightened");
  }
}

/** What those who told do not agree to any more is taken back from whom it was handed to. */
function takeBackRefused(model: Model, record: ModelRecord) {
  for (const release of model.releases)
    if (release.record === record && isRefused(record, release.community) && isOpen(release)) {
      release.state = "withdrawn";
      model.events.add(`release of ${record.kind} ended by consent`);
    }
}

/** @returns whether its copy is to be made anew */
async function changeOne(
  client: Runs,
  model: Model,
  chance: Chance,
  record: ModelRecord,
  isReleased: boolean,
) {
  const isDeleted = record.deleted || chance.is(0.2);
  const before = record.sensitivity;
  // Sexual violence is never below high, whoever writes.
  const drawn = chance.one(isSexual(record) ? (["high", "severe"] as const) : SENSITIVITIES);
  // Nor a case below the report in it.
  const report = model.records.find(({ id }) => id === record.made);
  record.sensitivity = strictest(drawn, ...(report ? [report.sensitivity] : []));
  if (isDeleted && !record.deleted) endReleases(model, record);
  record.deleted = isDeleted;
  record.version += 1;
  const text = TEXT[record.kind];
  if (text) record.wording += 1;
  if (isReleased) model.events.add("released record changed");
  await client.query(
    `update app.${record.kind} set version = $2, sensitivity = $3, deleted_at = case when $4 then now() end
      ${text ? `, ${text} = regexp_replace(${text}, 'says\\d+', 'says' || $5::int)` : ", updated_at = updated_at + $5 * interval '0 s'"}
      where id = $1`,
    [record.id, record.version, record.sensitivity, isDeleted, record.wording],
  );
  if (record.kind === "displaced_report" && record.sensitivity !== before) tightenCases(model, record);
  if (isReleased || record.kind === "actor_relation" || isDeleted || !chance.is(0.3)) return true;
  record.stale = text !== undefined;
  return false;
}

/** Copies made anew; a changed relation looks at every record of harm anew. */
async function settleAll(client: Runs, model: Model, changed: readonly ModelRecord[]) {
  await settle(client, model, changed);
  const isNamed = model.organisations.some(({ actor }) => actor);
  if (isNamed && changed.some(({ kind }) => kind === "actor_relation")) lookAnew(model);
}

/** Every record that accuses somebody is held against the bonds that are known now. */
export function lookAnew(model: Model) {
  for (const record of model.records)
    if (allegedIn(model, record).length > 0) {
      if (organisationOf(model, record.owner).isPublic) continue;
      record.stale = false;
      for (const release of model.releases)
        if (release.record === record && !release.isBound && isBound(model, record, release.community)) {
          if (release.state !== "offered" && release.state !== "active") continue;
          Object.assign(release, { state: "held", isBound: true, wasOffered: false });
          model.events.add("bond known after the release");
        }
    }
}

function endReleases(model: Model, record: ModelRecord) {
  for (const release of model.releases)
    if (release.record === record && isOpen(release)) release.state = "withdrawn";
}

type Tell = (difference: string) => void;
type Happening = (client: Runs, model: Model, chance: Chance, tell: Tell) => Promise<void>;

/** Some of what may happen, in an order of chance. */
export async function happen(client: Runs, model: Model, chance: Chance, tell: Tell) {
  for (const one of chance.some(HAPPENINGS, 0.3)) await one(client, model, chance, tell);
}

/** A new relation, often about those whom organisations are. */
const bind: Happening = async (client, model, chance) => {
  const actors = model.records.filter(({ kind }) => kind === "actor");
  const record = {
    ...makeRecord(chance, model.organisations, "actor_relation"),
    actors: pairOf(chance, actors),
  };
  Object.assign(record, { from: "2019-01-01", to: null, deleted: false });
  model.records.push(record);
  model.events.add("bond became known");
  await client.query("set local role app_owner");
  await insertRows(client, "app.actor_relation", [
    { ...recordHead(model, record), ...columns.actor_relation(model, record) },
  ]);
  await settleAll(client, model, [record]);
};

/** Somebody says which actor an organisation is; administrators and two communities may. */
const nameActor: Happening = async (client, model, chance, tell) => {
  const person = chance.one(model.people);
  const home = chance.one(model.organisations);
  const actor = chance.one(model.records.filter(({ kind }) => kind === "actor"));
  const { community } = organisationOf(model, person.organisation);
  const isOfThose = community === "cmcoord" || community === "protection_core";
  const may =
    person.role === "administrator" ||
    (isOfThose && (person.role === "coordinator" || person.role === "officer"));
  const isLocked = readerOf(model, person) === null || !mayWrite(model, person);
  const due = may && !isLocked && !home.isPublic;
  await client.query("set local role app_user");
  await enter(client, person);
  const { rows } = await client.query<{ done: boolean }>("select app_gate.name_actor($1, $2) as done", [
    home.id,
    actor.id,
  ]);
  if (rows[0]!.done !== due)
    tell(`naming an actor by ${person.role} of ${community}: ${rows[0]!.done}, not ${due}`);
  if (!due) return;
  home.actor = actor.id;
  model.events.add("actor named");
  lookAnew(model);
};

/** Another role, sometimes in another organisation. */
const changeRole: Happening = async (client, model, chance) => {
  const person = chance.one(model.people.filter(({ isDesk }) => !isDesk));
  person.role = chance.one(ROLES);
  if (chance.is(0.4))
    person.organisation = chance.one(model.organisations.filter((each) => !each.isPublic)).id;
  model.events.add("role changed");
  await client.query("set local role app_owner");
  await client.query("update app.membership set role = $2, organisation_id = $3 where person_id = $1", [
    person.id,
    person.role,
    person.organisation,
  ]);
};

const disable: Happening = async (client, model, chance) => {
  const person = chance.one(model.people.filter(({ isDesk }) => !isDesk));
  if (person.state !== "here" || !chance.is(0.4)) return;
  person.state = chance.one(["disabled", "left"] as const);
  model.events.add("person ended");
  await client.query("set local role app_owner");
  await client.query(
    person.state === "left"
      ? "update app.membership set ended_at = $2 where person_id = $1"
      : "update app.person set disabled_at = $2 where id = $1",
    [person.id, BEFORE],
  );
};

const turnLock: Happening = async (client, model, chance) => {
  if (!chance.is(0.4)) return;
  model.lock = chance.one(["normal", "read_only", "closed"]);
  model.events.add("lock turned");
  await client.query("set local role app_owner");
  await client.query("update app.operation set lock = $2 where id = $1", [model.operation, model.lock]);
};

/** One more source of a report, which does not agree to tell everybody: it takes the report from them for good. */
const bar: Happening = async (client, model, chance) => {
  const records = model.records.filter((record) => mayBar(model, record) && !record.deleted);
  if (records.length === 0) return;
  const released = records.filter((record) => model.releases.some((release) => release.record === record));
  const record = chance.one(released.length > 0 && chance.is(0.7) ? released : records);
  const barred = chance.some(model.communities, 0.5);
  if (barred.length === 0) return;
  record.barred = [...new Set([...record.barred, ...barred])];
  model.events.add("consent narrowed");
  takeBackRefused(model, record);
  await asBuilder(client, model);
  if (record.kind === "displaced_report") {
    tightenCases(model, record);
    await client.query("update app.displaced_report set consent = $2 where id = $1", [
      record.id,
      agreed(model, record),
    ]);
    record.stale = false;
    return settle(client, model, [record]);
  }
  await insertRows(client, "app.incident_source", [
    {
      ...{ incident_id: record.id, position: 1, source_type: "other" },
      ...{ name: leak("later", record), consent: consentOf(model, barred) },
    },
  ]);
};

/** Somebody says for their side that a planning cycle holds, or that it is over. */
const sayOfCycle: Happening = async (client, model, chance, tell) => {
  const able = model.people.filter((person) => signsFor(model, person) !== null);
  const person = chance.one(able.length > 0 && chance.is(0.9) ? able : model.people);
  const cycle = chance.one(model.records.filter(({ kind }) => kind === "priority_cycle"));
  const side = signsFor(model, person) ?? "humanitarian";
  const said = {
    id: chance.id(),
    cycle: cycle.id,
    side,
    person: person.id,
    organisation: person.organisation,
  };
  const saying = { ...said, act: chance.one(["agree", "agree", "agree", "close"] as const) };
  const due = maySay(model, person, saying);
  await client.query("set local role app_user");
  await enter(client, person);
  await client.query("savepoint saying");
  const done = await client
    .query(
      `insert into app.cycle_agreement (id, operation_id, cycle_id, side, act, organisation_id, person_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [saying.id, model.operation, saying.cycle, side, saying.act, saying.organisation, saying.person],
    )
    .then(() => true)
    .catch(() => false);
  if (!done) await client.query("rollback to savepoint saying");
  if (done !== due)
    tell(`${saying.act} of a cycle by ${person.role} ${person.id} for ${side}: ${done}, not ${due}`);
  if (!done || !due) return;
  model.said.push(saying);
  await client.query("select app_gate.settle_cycle($1)", [cycle.id]);
  settleCycle(model, cycle);
};

const HAPPENINGS: readonly Happening[] = [
  ...[bind, nameActor, changeRole, disable, turnLock, bar],
  ...[sayOfCycle, sayOfCycle],
];
