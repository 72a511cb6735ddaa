/**
 * Asks the database, as every person of generated worlds, for every record through several doors (the list, one record
 * by its reference, counts, parts) and holds each answer against the model: what was seen and should not be is a leak,
 * what should be and was not a wrong denial.
 */
import { TEXT } from "./generated-records.ts";
import type { Runs } from "./generated-rows.ts";
import { judgeParts } from "./judge-parts.ts";
import { judgeRows, seenBy } from "./judge-rows.ts";
import { Tally } from "./judge-tally.ts";
import { judgeTerms } from "./judge-terms.ts";
import {
  COPIED_KINDS,
  levelFor,
  MODEL_KINDS,
  type Model,
  type ModelKind,
  type ModelPerson,
  type ModelRecord,
  type Reader,
  readerOf,
  type Seen,
} from "./oracle.ts";
import { isShownWith } from "./oracle-same.ts";

export interface Verdict {
  tally: Tally;
  worlds: number;
  people: number;
  pairs: number;
  leaks: string[];
  denials: string[];
}

export const emptyVerdict = (): Verdict => ({
  ...{ tally: new Tally(), worlds: 0, people: 0, pairs: 0, leaks: [], denials: [] },
});

export function addVerdict(total: Verdict, more: Verdict): void {
  total.tally.add(more.tally);
  total.worlds += more.worlds;
  total.people += more.people;
  total.pairs += more.pairs;
  total.leaks.push(...more.leaks);
  total.denials.push(...more.denials);
}

export interface Row {
  kind: string;
  ref: string;
  level: string;
  /** What its links lead to for this reader. */
  links: (string | null)[] | null;
  /** Which wording its free text has. */
  wording: number | null;
  /** The release it came by. */
  release: string | null;
  /** How exactly it tells day and place. */
  precision: string | null;
  /** Holds something that must not cross at this level. */
  spilled: boolean;
}
/** What lies where: a reference stands for a record, itself or by a copy. */
interface Place {
  record: ModelRecord | null;
  isCopy: boolean;
}
export type Places = Map<string, Place>;

/** Days that tell more than the week, or of high and severe records the month. */
const days = (
  from: string,
  to: string,
  step = "case when s.sensitivity in ('high', 'severe') then 'month' else 'week' end",
) => `or s.${from} <> date_trunc(${step}, s.${from}) or s.${to} + 1 <> date_trunc(${step}, s.${to} + 1)`;
const CREATED = `or s.created_at <> date_trunc(case when s.sensitivity in ('high', 'severe') then 'month' else 'week' end,
  s.created_at at time zone 'UTC') at time zone 'UTC' or s.updated_at <> s.created_at or s.version <> 1`;
const COARSE: Partial<Record<ModelKind, string>> = {
  incident: `${days("occurred_from", "occurred_to")} or s.lon is not null or s.adm3_id is not null
    or s.killed_best is not null or s.abducted is not null or s.killed_low <> 1 or s.injured <> 9 or s.contradicts ${CREATED}`,
  displaced_report: `${days("occurred_from", "occurred_to")} or s.lon is not null or s.adm3_id is not null
    or cardinality(s.route) > 0 or s.people is not null or s.affected <> 9 or s.setting <> 'other' ${CREATED}`,
  displaced_case: `${days("occurred_from", "occurred_to")} or s.adm3_id is not null or s.people_low is not null
    or s.overlap <> 0 or s.reports is not null or s.agencies is not null ${CREATED}`,
  actor: `or s.active_from <> date_trunc('month', s.active_from) ${CREATED}`,
  actor_relation: `${days("valid_from", "valid_to", "'month'")} ${CREATED}`,
  control_zone: `${days("valid_from", "valid_to", "'month'")} ${CREATED}
    or (select a.level from app.area a where a.id = s.area_id) <> 2`,
  actor_claim: `${days("valid_from", "valid_to", "'month'")} ${CREATED}
    or s.value is not null or s.retired_why <> ''`,
  engagement: `or s.held_on <> date_trunc('month', s.held_on) ${CREATED} or s.counterpart || s.message <> ''
    or (select a.level from app.area a where a.id = s.area_id) <> 2`,
  field_mission: `${days("starts_on", "ends_on", "'month'")} ${CREATED} or s.follow_up_on is not null
    or (select max(a.level) from app.area a where a.id = any(s.area_ids)) <> 2`,
  operation_brief: `${days("window_from", "window_to", "'month'")} ${CREATED} or s.command || s.asks <> ''
    or (select max(a.level) from app.area a where a.id = any(s.area_ids)) <> 2`,
  mitigation: `or s.chosen_on <> date_trunc('month', s.chosen_on) ${CREATED} or s.words || s.chosen_by <> ''
    or (select a.level from app.area a where a.id = s.area_id) <> 2`,
  patrol: `${days("started_on", "ended_on")} ${CREATED}`,
  priority_override: "or s.reason <> '' or s.version <> 1",
  priority_score: "or s.version <> 1",
};
/** Columns that lead to another record: a reader has the link when they have what it leads to. */
const LINKS: Partial<Record<ModelKind, string>> = {
  actor_relation: "array[s.from_actor, s.to_actor]",
  actor_same: "array[s.gone_ref, s.kept_ref]",
  control_zone: "array[s.actor_id]",
  actor_claim: "array[s.actor_id]",
  engagement: "array[s.actor_id]",
  operation_brief: "array[s.actor_id]",
  mitigation: "array[s.actor_id]",
  priority_override: "array[s.row_id]",
  priority_score: "array[s.row_id]",
};
const isCopied = (kind: ModelKind) => (COPIED_KINDS as readonly string[]).includes(kind);
/** A kind that is read whole or not at all says no level. */
const levelOf = (kind: ModelKind) => (kind === "actor_same" ? "'full'" : "s.level");
export const LISTS = MODEL_KINDS.map(
  (
    kind,
  ) => `select '${kind}' as kind, s.ref, ${levelOf(kind)} as level, ${LINKS[kind] ?? "null::uuid[]"} as links,
    ${TEXT[kind] ? `substring(s.${TEXT[kind]} from 'says(\\d+)')::int` : "null::int"} as wording,
    ${isCopied(kind) ? "s.release_id" : "null::uuid"} as release,
    ${kind === "incident" ? "s.date_precision || ' ' || s.location_precision" : "null"} as precision,
    coalesce(${levelOf(kind)} = 'generalised' and (to_jsonb(s)::text like '%LEAK-%' ${COARSE[kind] ?? ""}), false) as spilled
    from app.${kind}_seen s`,
).join(" union all ");

export const GETS = MODEL_KINDS.map(
  (kind) => `select '${kind}' as kind, w.id as ref from unnest($1::uuid[]) w(id)
    where exists (select from app.${kind}_seen s where s.ref = w.id)`,
).join(" union all ");

export const COUNTS = MODEL_KINDS.map(
  (kind) =>
    `select '${kind}' as kind, ${levelOf(kind)} as level, count(*)::int as n from app.${kind}_seen s group by 2`,
).join(" union all ");

const COPIES = COPIED_KINDS.map((kind) => `select copy_id, id from app.${kind}_general`).join(" union all ");

/**
 * Judges all worlds against each other's people. The client is in a transaction of the migrating login.
 * @param isEnough one fault is enough to know
 */
export async function judge(client: Runs, models: readonly Model[], isEnough = false): Promise<Verdict> {
  const verdict = emptyVerdict();
  const places = await placesOf(client, models);
  verdict.worlds += models.length;
  await client.query("set local role app_user");
  await client.query("set local jit = off; set local plan_cache_mode = force_generic_plan");
  const isDone = () => isEnough && verdict.leaks.length + verdict.denials.length > 0;
  for (const model of models) {
    verdict.tally.world(model);
    for (const person of model.judged) {
      if (isDone()) return verdict;
      await enter(client, person);
      await judgeReader(client, { model, reader: readerOf(model, person), person }, places, verdict);
    }
    if (model.judged.length === model.people.length || model.seed % 2 === 0)
      await judgeLook(client, model, places, verdict);
  }
  await client.query("reset role");
  return verdict;
}

/** A look as some member of a community: of the own organisation's records what they would see, of others' nothing. */
async function judgeLook(client: Runs, model: Model, places: Places, verdict: Verdict): Promise<void> {
  const person = model.people[model.seed % model.people.length]!;
  const looksLike = model.organisations.filter(({ id }) => id !== person.organisation);
  const other = looksLike[model.seed % looksLike.length]!;
  const isNamed = model.seed % 3 > 0;
  await enter(client, person);
  const { rows } = await client.query<{ back: string | null }>("select app_gate.look_as($1, $2) as back", [
    other.community,
    isNamed ? other.id : null,
  ]);
  const own = readerOf(model, person);
  const isDue = own !== null && !own.isBlind;
  verdict.tally.count("look");
  if ((rows[0]!.back !== null) !== isDue) verdict.denials.push(`world ${model.seed}: look by ${person.role}`);
  if (!isDue) return;
  const reader: Reader = {
    organisation: isNamed ? other.id : null,
    community: other.community,
    isBlind: false,
    hasGlass: false,
    hasNoRegister: false,
    only: person.organisation,
  };
  await judgeReader(client, { model, reader, person: null }, places, verdict);
  await client.query("select app_gate.look_back($1)", [rows[0]!.back]);
  if (model.judged.length === model.people.length)
    await judgeReader(client, { model, reader: own, person }, places, verdict);
}

export const enter = (client: Runs, { token }: Pick<ModelPerson, "token">) =>
  client.query("select set_config('app.token', $1, true)", [token]);

async function placesOf(client: Runs, models: readonly Model[]): Promise<Places> {
  const records = new Map(models.flatMap((model) => model.records.map((record) => [record.id, record])));
  const places: Places = new Map();
  for (const record of records.values()) places.set(record.id, { record, isCopy: false });
  await client.query("set local role app_owner");
  const { rows } = await client.query<{ copy_id: string; id: string }>(COPIES);
  for (const { copy_id, id } of rows) places.set(copy_id, { record: records.get(id) ?? null, isCopy: true });
  return places;
}

export interface Eyes {
  model: Model;
  reader: Reader | null;
  /** null: a look, which reads no sources. */
  person: ModelPerson | null;
}

/** One reader, all doors. */
export async function judgeReader(client: Runs, eyes: Eyes, places: Places, verdict: Verdict): Promise<void> {
  const { model, reader } = eyes;
  const who = `world ${model.seed} ${eyes.person?.role ?? "look"} ${reader?.community ?? "nobody"} ${eyes.person?.id ?? ""}`;
  const { rows } = await client.query<Row>({ name: "judge-lists", text: LISTS });
  const expected = new Map<string, Seen>(
    model.records.map((record) => [
      record.id,
      // Behind another record of the same actor: its own door, and what it leads to, are judged among the parts.
      isShownWith(model, reader, record) ? "none" : levelFor(model, reader, record),
    ]),
  );
  const note = (record: ModelRecord | null, door: string, got: Seen) => {
    const due = record ? (expected.get(record.id) ?? "none") : "none";
    if (got === due) return;
    const isMore = ORDER.indexOf(got) > ORDER.indexOf(due);
    (isMore ? verdict.leaks : verdict.denials).push(
      `${who}: ${door} gives ${got}, not ${due}: ${record?.kind} ${record?.sensitivity} ${record?.id}`,
    );
  };
  const leak = (record: ModelRecord | null, problem: string) =>
    verdict.leaks.push(`${who}: list: ${problem} ${record?.kind} ${record?.id}`);
  const listed = seenBy(rows, places, leak);
  judgeRows(eyes, rows, places, leak);
  const all = new Set([...model.records, ...listed.keys()]);
  for (const record of all) note(record, "list", listed.get(record) ?? "none");
  const gets = await client.query<{ kind: string; ref: string }>({
    name: "judge-gets",
    text: GETS,
    values: [[...places.keys()]],
  });
  const opened = new Set(gets.rows.map(({ kind, ref }) => `${kind} ${ref}`));
  const refs = new Set(rows.map(({ kind, ref }) => `${kind} ${ref}`));
  for (const one of opened.difference(refs))
    verdict.leaks.push(`${who}: get opens ${one}, which is in no list`);
  for (const one of refs.difference(opened)) verdict.denials.push(`${who}: get refuses ${one}`);
  await judgeCounts(
    client,
    who,
    [...all].map((record) => [record, expected.get(record.id) ?? "none"]),
    verdict,
  );
  await judgeParts(
    client,
    eyes,
    who,
    { places, refs: new Map(rows.map((row) => [row.ref, row.kind])), levels: listed },
    verdict,
  );
  await judgeTerms(client, eyes, who, verdict);
  for (const record of model.records) verdict.tally.pair(model, eyes, record, expected.get(record.id)!);
  verdict.people += 1;
  verdict.pairs +=
    model.records.length * 3 +
    model.records.filter(({ kind }) => kind === "incident").length +
    model.releases.length;
}

const ORDER: readonly Seen[] = ["none", "generalised", "full"];

async function judgeCounts(client: Runs, who: string, expected: [ModelRecord, Seen][], verdict: Verdict) {
  const { rows } = await client.query<{ kind: string; level: Seen; n: number }>({
    name: "judge-counts",
    text: COUNTS,
  });
  const got = new Map(rows.map(({ kind, level, n }) => [`${kind} ${level}`, n]));
  const due = new Map<string, number>();
  for (const [{ kind }, level] of expected)
    if (level !== "none") due.set(`${kind} ${level}`, (due.get(`${kind} ${level}`) ?? 0) + 1);
  for (const key of new Set([...got.keys(), ...due.keys()])) {
    const [more, less] = [got.get(key) ?? 0, due.get(key) ?? 0];
    if (more > less) verdict.leaks.push(`${who}: count ${key}: ${more}, not ${less}`);
    if (more < less) verdict.denials.push(`${who}: count ${key}: ${more}, not ${less}`);
  }
}
