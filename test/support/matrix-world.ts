/**
 * One world made to be complete instead of drawn: a member of every community and of every role, and of every
 * organisation a record of every kind and sensitivity, by two of them also records that were handed over to everybody,
 * generalised and, where that may be, in full. Who then sees what is for the model to say.
 */
import type { Community, Role } from "../../shared/rooms/access.ts";
import { cellKey, cellsOf } from "../../shared/rooms/protocol.ts";
import { SENSITIVITIES, type Sensitivity } from "../../shared/rooms/records.ts";
import { chanceOf } from "./chance.ts";
import { insertOffices } from "./generated-acts.ts";
import { partId } from "./generated-ids.ts";
import type { Runs } from "./generated-rows.ts";
import { enter } from "./judge.ts";
import {
  COPIED_KINDS,
  MODEL_KINDS,
  type Model,
  type ModelKind,
  type ModelPerson,
  type ModelRecord,
  type ModelRelease,
} from "./oracle.ts";
import { releaseAnswer, stepAnswer } from "./oracle-releases.ts";

const chance = chanceOf(20_261_122);
const BOTH_SIDES = ["protection_core", "mission_poc"] as const;
const MEMBERS: readonly Community[] = [
  ...["protection_core", "protection_member", "cmcoord", "mission_hr", "mission_poc", "mission_civilian"],
  ...["mission_police", "mission_military", "external_military", "state_authority", "observer"],
] as Community[];
/** Roles in the organisations of both sides, beside the officer (of observers: the observer) that every one has. */
const ROLES_OF_BOTH: readonly Role[] = [
  "coordinator",
  "verifier",
  "reporter",
  "information_manager",
  "administrator",
];

export interface MatrixPerson extends ModelPerson {
  name: string;
}
export interface MatrixModel extends Model {
  people: MatrixPerson[];
}

export function matrixModel(): MatrixModel {
  const organisations = [...MEMBERS, "public" as const].map((community) => ({
    ...{ id: chance.id(), community, isPublic: community === "public", actor: null },
  }));
  const model: MatrixModel = {
    ...{ seed: 0, operation: chance.id(), today: "2019-12-02", lock: "normal", proposal: null },
    communities: [...MEMBERS, "public"],
    cells: new Map(cellsOf("integrated").map((cell) => [cellKey(cell), cell.level])),
    ...{ organisations, people: [], records: [], releases: [], said: [], judged: [], events: new Set() },
  };
  for (const { id, community } of organisations.filter(({ isPublic }) => !isPublic))
    model.people.push(...peopleOf(id, community));
  for (const { id, isPublic, community } of organisations)
    for (const sensitivity of isPublic ? (["low"] as const) : SENSITIVITIES)
      model.records.push(...recordsOf(id, sensitivity, kindsOf(community, sensitivity)));
  return model;
}

const isOfBoth = (community: Community) => (BOTH_SIDES as readonly string[]).includes(community);
/**
 * Two records are of one actor by one organisation's word, which only its own members read: whoever reads any such word
 * asks several times as long for actors, and the matrix asks for them very often. Others' words: generated-same.ts.
 */
const kindsOf = (community: Community, sensitivity: Sensitivity) =>
  community === "protection_core" && sensitivity === "severe"
    ? MODEL_KINDS
    : MODEL_KINDS.filter((kind) => kind !== "actor_same");

function peopleOf(organisation: string, community: Community): MatrixPerson[] {
  const first: Role = community === "observer" ? "observer" : "officer";
  const roles = [first, ...(isOfBoth(community) ? ROLES_OF_BOTH : [])];
  const person = (role: Role, glass: ModelPerson["glass"]): MatrixPerson => ({
    ...{ id: chance.id(), token: chance.id() + chance.id(), organisation, role, glass, isDesk: false },
    ...{
      state: "here",
      scope: "write",
      hasFactor: true,
      rights: role === "coordinator" ? ["source", "export"] : [],
    },
    name: `${community} ${role}${glass === "open" ? " with broken glass" : ""}`,
  });
  const people = roles.map((role) => person(role, "never"));
  return community === "protection_core" ? [...people, person("administrator", "open")] : people;
}

/** One of each kind; rows belong to their cycle, what was said of a row to that row, and two records are of one actor. */
function recordsOf(owner: string, sensitivity: Sensitivity, kinds: readonly ModelKind[]): ModelRecord[] {
  const records = new Map<ModelKind, ModelRecord>();
  const make = (kind: ModelKind): ModelRecord => ({
    ...{
      id: chance.id(),
      kind,
      owner,
      sensitivity,
      deleted: false,
      version: 1,
      from: "2019-11-05",
      to: "2019-11-06",
    },
    ...{
      word: WORDS[kind] ?? "",
      parties: [],
      sexual: "no",
      actors: [],
      agreed: true,
      stale: false,
      wording: 1,
      barred: [],
    },
    ...{ shareFrom: null, unchecked: false, made: null, mergedInto: null, wasGuarded: false },
    parent: null,
  });
  for (const kind of ["priority_cycle", "priority_row", "actor", ...kinds] as const)
    if (!records.has(kind)) records.set(kind, make(kind));
  const of = (kind: ModelKind) => records.get(kind)!;
  const other = make("actor");
  of("priority_row").parent = of("priority_cycle").id;
  for (const kind of ["priority_override", "priority_score"] as const)
    if (records.has(kind)) of(kind).parent = of("priority_row").id;
  of("actor_relation").actors = [of("actor").id, other.id];
  of("control_zone").actors = [of("actor").id];
  for (const kind of ["actor_claim", "engagement", "operation_brief", "mitigation"] as const)
    of(kind).actors = [of("actor").id];
  const same = records.get("actor_same");
  if (!same) return [...records.values(), other];
  const two = [make("actor"), make("actor")];
  Object.assign(same, { actors: two.map(({ id }) => id), word: owner });
  return [...two, ...records.values(), other];
}

const WORDS: Partial<Record<ModelKind, string>> = {
  patrol: "completed",
  actor_relation: "rival_of",
  actor_claim: "conduct",
};

/** Records that are handed over to everybody: by both sides, of every kind that has copies. Written with the others. */
export function addReleasable(model: MatrixModel): Map<ModelRecord, "generalised" | "full"> {
  const wishes = new Map<ModelRecord, "generalised" | "full">();
  for (const { id, community } of model.organisations)
    for (const sensitivity of isOfBoth(community) ? SENSITIVITIES : [])
      for (const level of ["generalised", "full"] as const) {
        const records = recordsOf(id, sensitivity, COPIED_KINDS);
        model.records.push(...records);
        for (const record of records)
          if ((COPIED_KINDS as readonly string[]).includes(record.kind)) wishes.set(record, level);
      }
  return wishes;
}

/** Hands them over and lets every community accept that can; the database must answer as the model. */
export async function release(
  client: Runs,
  model: MatrixModel,
  wishes: Map<ModelRecord, "generalised" | "full">,
) {
  await client.query("set local role app_owner");
  await insertOffices(client, model);
  await client.query("set local role app_user");
  const hands = [...wishes].flatMap(([record, level]) =>
    MEMBERS.map((community): Hand => ({ id: chance.id(), record, level, community })),
  );
  for (const [owner, ofOwner] of Map.groupBy(hands, ({ record }) => record.owner))
    await hand(client, model, personOf(model, owner, "officer"), ofOwner);
  for (const [community, offered] of Map.groupBy(model.releases, (made) => made.community))
    await accept(client, model, community, offered);
}

interface Hand {
  id: string;
  record: ModelRecord;
  level: "generalised" | "full";
  community: Community;
}

/** All that one person hands over, in one statement. */
async function hand(client: Runs, model: MatrixModel, giver: MatrixPerson, hands: readonly Hand[]) {
  await enter(client, giver);
  const { rows } = await client.query<{ answers: string[] }>(
    `select array_agg(app_gate.release(id, kind, record, jsonb_build_object('community', community, 'level', level,
              'purpose', 'poc', 'until', '2100-01-01T00:00:00Z')) order by at) as answers
       from jsonb_to_recordset($1) as h(at int, id uuid, kind text, record uuid, community text, level text)`,
    [
      JSON.stringify(
        hands.map(({ record, ...rest }, at) => ({ ...rest, at, kind: record.kind, record: record.id })),
      ),
    ],
  );
  for (const [at, { id, record, level, community }] of hands.entries()) {
    const wish = { community, organisation: null, level };
    const due = releaseAnswer(model, giver, record, wish);
    const answer = rows[0]!.answers[at];
    if (answer !== due) throw new Error(`${record.kind} to ${community}: ${answer}, not ${due}`);
    if (due !== "offered") continue;
    model.releases.push({
      ...{ id, record, ...wish, state: "offered", creator: giver.id, isOver: false, wasOffered: true },
      ...{ isBound: false, wording: record.wording },
    });
  }
}

async function accept(
  client: Runs,
  model: MatrixModel,
  community: Community,
  offered: readonly ModelRelease[],
) {
  const home = model.organisations.find((each) => each.community === community)!;
  const taker = personOf(model, home.id, community === "observer" ? "observer" : "officer");
  const taken = offered.filter((made) => stepAnswer(model, taker, made, "accept"));
  await enter(client, taker);
  await client.query("select app_gate.release_answer(id, true, 'yes') from unnest($1::uuid[]) as o(id)", [
    taken.map(({ id }) => id),
  ]);
  for (const made of taken) made.state = "active";
}

export const personOf = (model: MatrixModel, organisation: string, role: Role): MatrixPerson =>
  model.people.find((person) => person.organisation === organisation && person.role === role)!;

/** The place of everything: a district's reference. */
export const districtOf = (model: Model) => partId(model, "0.1.1");
