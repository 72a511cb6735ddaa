/**
 * Generated worlds: one operation with a protocol (a preset, a preset with cells of chance, or none), organisations
 * some of which are actors, people of every role and state, and records of every kind. A world follows from its number.
 * Most are small, so that many can be judged; every twenty-fifth has more of everything and is judged by all its people.
 *
 * To add a kind of record: its name among COPIED_KINDS or WHOLE_KINDS (oracle.ts) with what decides in levelFor and its
 * row of the protocol in protocolKind; how many a world has (generated-sizes.ts) and what it leads to (makeRecords); its columns,
 * every text a token of its own, and its free text (generated-records.ts); its tables and parts in the order in which they
 * are written (generated-rows.ts); what of it is coarse and where it leads (COARSE, LINKS in judge.ts); its parts
 * (judge-parts.ts); one record of it for the matrix (matrix-world.ts, and its doors in matrix-doors.ts). A part alone:
 * generated-rows.ts and judge-parts.ts. That it appears at every level is asked by itself (worlds.db.test.ts); a reason
 * of its own goes into judge-tally.ts and MUST_APPEAR.
 */
import { COMMUNITIES, type Community, type Right, ROLES, type Role } from "../../shared/rooms/access.ts";
import { cellKey, cellsOf, LEVELS, type Level, PRESETS } from "../../shared/rooms/protocol.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { isoOf } from "../../shared/time.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { holdCases, mayBar, mergeSome, sayings, TODAY } from "./generated-cases.ts";
import { linkSome } from "./generated-same.ts";
import { BIG, SMALL } from "./generated-sizes.ts";
import type { Model, ModelKind, ModelOrganisation, ModelPerson, ModelRecord } from "./oracle.ts";

/** Kinds of the protocol that stand behind the records of a generated world. */
const CELL_KINDS = new Set([
  "incident",
  "displaced_report",
  "actor",
  "priority",
  "priority_proposal",
  "patrol_plan",
  "patrol_report",
  "access",
  "coverage",
]);
/** Where a mission is and goes has no public version, whatever two sides sign: the database takes no other cell. */
const COVERED = new Set(["coverage", "priority", "priority_proposal", "patrol_plan", "patrol_report"]);
const SIDED = COMMUNITIES.filter(({ side }) => side === "humanitarian" || side === "mission");

export const isBig = (seed: number) => seed % 25 === 0;

export function worldOf(seed: number): Model {
  const chance = chanceOf(seed);
  const size = isBig(seed) ? BIG : SMALL;
  const hasSigners = chance.is(0.4);
  const communities = chooseCommunities(chance, hasSigners);
  const organisations = makeOrganisations(chance, communities);
  const model: Model = {
    seed,
    operation: chance.id(),
    today: isoOf(TODAY),
    lock: chance.is(0.9) ? "normal" : chance.one(["read_only", "closed"]),
    communities,
    cells: chance.is(0.93) ? makeCells(chance, communities) : null,
    proposal: null,
    organisations,
    people: [],
    records: [],
    releases: [],
    said: [],
    judged: [],
    events: new Set(),
  };
  model.people = makePeople(chance, organisations, size.people, hasSigners);
  model.judged = size.judged > size.people ? model.people : someOf(chance, model.people, size.judged);
  model.records = makeRecords(chance, organisations, size.kinds);
  for (const record of model.records)
    if (mayBar(model, record) && chance.is(0.12)) record.barred = chance.some(communities, 0.5);
  holdCases(model, chance);
  mergeSome(model, chance);
  model.said = sayings(model, chance);
  for (const organisation of organisations)
    if (!organisation.isPublic && chance.is(0.5)) organisation.actor = actorsOf(model.records, chance);
  linkSome(model, (own) => makeRecord(own, organisations, "actor_same"), size.kinds.actor_same);
  return model;
}

const actorsOf = (records: readonly ModelRecord[], chance: Chance) =>
  chance.one(records.filter(({ kind }) => kind === "actor")).id;

function someOf<T>(chance: Chance, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(chance.below(left.length), 1)[0]!);
}

/** Both sides always, some of the rest; `public` has no members. Signers: those who may sign a protocol are there. */
function chooseCommunities(chance: Chance, hasSigners: boolean): Community[] {
  const sided = chance.some(SIDED, 0.3).map(({ code }) => code);
  const outside = (["external_military", "state_authority", "observer"] as const).filter(() =>
    chance.is(0.3),
  );
  const must = [
    hasSigners ? "protection_core" : chance.one(["protection_core", "cmcoord"] as const),
    hasSigners ? "mission_poc" : chance.one(["mission_poc", "mission_military"] as const),
  ] as const;
  return [...new Set<Community>([...must, ...sided, ...outside, "public"])];
}

export function makeCells(chance: Chance, communities: readonly Community[]): Map<string, Level> {
  const wildness = chance.one([0, 0, 0.2, 1]);
  const missing = chance.one([0, 0, 0.05]);
  const cells = cellsOf(chance.one(PRESETS)).filter(
    (cell) => CELL_KINDS.has(cell.kind) && communities.includes(cell.community) && !chance.is(missing),
  );
  return new Map(
    cells.map((cell) => {
      const isFixed =
        COVERED.has(cell.kind) && (cell.community === "observer" || cell.community === "public");
      return [cellKey(cell), !isFixed && chance.is(wildness) ? chance.one(LEVELS) : cell.level];
    }),
  );
}

function makeOrganisations(chance: Chance, communities: readonly Community[]): ModelOrganisation[] {
  const members = communities.filter((code) => code !== "public");
  const more = [chance.one(members), chance.one(members)];
  const of = (community: Community): ModelOrganisation => ({
    id: chance.id(),
    community,
    isPublic: community === "public",
    actor: null,
  });
  return [...members, ...more, "public" as const].map(of);
}

const ROLES_OFTEN: readonly Role[] = [...ROLES, "coordinator", "officer", "officer", "reporter"];

/** One of each organisation, as far as they go, a colleague of one of them, and a desk. Signers: the first two may sign. */
function makePeople(
  chance: Chance,
  organisations: readonly ModelOrganisation[],
  count: number,
  hasSigners: boolean,
): ModelPerson[] {
  const homes = organisations.filter(({ isPublic }) => !isPublic);
  const people = homes.map((home) => makePerson(chance, home, false));
  if (hasSigners)
    for (const person of people.slice(0, 2)) Object.assign(person, { role: "coordinator", glass: "never" });
  const more = [
    makePerson(chance, chance.one(homes.slice(0, 3)), false),
    makePerson(chance, homes[0]!, true),
  ];
  return [...people.slice(0, count - 2), ...more];
}

function makePerson(chance: Chance, home: ModelOrganisation, isDesk: boolean): ModelPerson {
  const role = isDesk ? "information_manager" : chance.one(ROLES_OFTEN);
  const rights = chance.some<Right>(["source", "export", "import"], 0.4);
  return {
    id: chance.id(),
    token: chance.id() + chance.id(),
    organisation: home.id,
    role,
    rights,
    isDesk,
    state: isDesk || chance.is(0.92) ? "here" : chance.one(["disabled", "left", "ended", "token_revoked"]),
    glass: role === "administrator" ? chance.one(["never", "open", "closed", "over"]) : "never",
    hasFactor: chance.is(0.7),
    scope: isDesk || chance.is(0.9) ? "write" : "read",
  };
}

function makeRecords(
  chance: Chance,
  organisations: readonly ModelOrganisation[],
  counts: Record<ModelKind, number>,
): ModelRecord[] {
  const many = (kind: ModelKind) =>
    Array.from({ length: counts[kind] }, () => makeRecord(chance, organisations, kind));
  const actors = many("actor");
  const relations = many("actor_relation").map((each) => ({ ...each, actors: pairOf(chance, actors) }));
  const zones = many("control_zone").map((each) => ({ ...each, actors: [chance.one(actors).id] }));
  const incidents = many("incident").map((each) => ({ ...each, parties: partiesOf(chance, actors) }));
  const told = [...many("displaced_report"), ...many("displaced_case")].map((each) => ({
    ...each,
    parties: chance.some(actors, 0.35).map(({ id }) => ({ actor: id, role: "alleged_perpetrator" })),
  }));
  const rest = [many("patrol"), many("priority_cycle"), many("base"), many("site")];
  const parts = [many("priority_row"), many("priority_override"), many("priority_score")];
  const named = (["actor_claim", "engagement", "operation_brief", "mitigation"] as const).flatMap((kind) =>
    many(kind).map((each) => ({ ...each, actors: [chance.one(actors).id] })),
  );
  return [
    ...actors,
    ...relations,
    ...zones,
    ...incidents,
    ...rest.flat(),
    ...parts.flat(),
    ...named,
    ...many("field_mission"),
    ...many("information_coverage"),
    ...told,
  ];
}

const WORDS: Partial<Record<ModelKind, readonly string[]>> = {
  patrol: ["planned", "under_way", "completed", "completed", "partial", "denied", "cancelled"],
  actor_claim: ["capability", "conduct"],
  actor_relation: ["commands", "part_of", "supports", "supported_by", "proxy_of", "allied_with", "rival_of"],
};

export function makeRecord(
  chance: Chance,
  organisations: readonly ModelOrganisation[],
  kind: ModelKind,
): ModelRecord {
  const isPublic = chance.is(0.06);
  const owner = chance.one(organisations.filter((each) => each.isPublic === isPublic));
  const last = kind === "patrol" ? TODAY + 1 - chance.below(6) : TODAY - chance.below(60);
  const isOpen = kind === "actor_relation" && chance.is(0.5);
  const lasts = kind === "actor_relation" ? chance.below(40) : chance.below(3);
  const sexual = kind === "incident" && chance.is(0.15);
  const days = { from: isoOf(last - lasts), to: isOpen ? null : isoOf(last) };
  return {
    id: chance.id(),
    kind,
    owner: owner.id,
    // Sexual violence is stored as the database leaves it: high at least, and its months.
    sensitivity: owner.isPublic ? "low" : chance.one(sexual ? (["high", "severe"] as const) : SENSITIVITIES),
    deleted: chance.is(0.06),
    version: 1,
    ...(sexual && !owner.isPublic ? monthsOf(days) : days),
    word: chance.one(WORDS[kind] ?? [""]),
    parties: [],
    sexual: sexual ? chance.one(["counts", "kind"] as const) : "no",
    actors: [],
    agreed: chance.is(0.5),
    stale: false,
    wording: 1,
    barred: [],
    shareFrom: null,
    unchecked: false,
    made: null,
    mergedInto: null,
    wasGuarded: false,
    parent: null,
  };
}

/** The whole months of a span of days. */
function monthsOf({ from, to }: { from: string; to: string | null }) {
  const end = new Date(`${(to ?? from).slice(0, 7)}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return { from: `${from.slice(0, 7)}-01`, to: end.toISOString().slice(0, 10) };
}

export function pairOf(chance: Chance, actors: readonly ModelRecord[]): string[] {
  const from = chance.one(actors);
  return [from.id, chance.one(actors.filter((each) => each !== from)).id];
}

function partiesOf(chance: Chance, actors: readonly ModelRecord[]): ModelRecord["parties"] {
  return chance.some(actors, 0.35).map(({ id }) => ({
    actor: id,
    role: chance.one(["alleged_perpetrator", "alleged_perpetrator", "party"]),
  }));
}
