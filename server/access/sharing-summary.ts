// What a copy says, in short, from its row: for the review before releasing and for old against new. Areas are told by
// name; everything is what the receiver would read, nothing of the record behind it.
import type { Tx } from "../../db/tx.ts";
import type { Community } from "../../shared/rooms/access.ts";
import type { AttributeCode, ClaimValue } from "../../shared/rooms/actors-attributes.ts";
import type { CopySummary, ReleaseKind } from "../../shared/rooms/releases.ts";
import { namedTo } from "./sharing-named.ts";

/** A row of app.KIND_general, as app_gate.copy_of answers it. */
export type Copy = Record<string, unknown>;

type Range = CopySummary["counts"][string];

const SINGLE = ["unknown_status", "injured", "abducted", "displaced"] as const;
const CAMEL: Record<string, string> = { unknown_status: "unknownStatus" };
const FEW: Range = { low: 1, best: null, high: 4 };

const number = (copy: Copy, name: string) => (copy[name] as number | null | undefined) ?? null;
const text = (copy: Copy, name: string) => (copy[name] as string | null | undefined) || null;
const list = (copy: Copy, name: string) => (copy[name] as string[] | null | undefined) ?? [];

function incidentCounts(copy: Copy): Record<string, Range> {
  const few = list(copy, "few");
  const counts: Record<string, Range> = {};
  for (const name of ["killed", "civilian"]) {
    const [low, best, high] = ["low", "best", "high"].map((end) => number(copy, `${name}_${end}`));
    if (best !== null || few.includes(name)) counts[name] = { low: low!, best: best!, high: high! };
  }
  for (const column of SINGLE) {
    const name = CAMEL[column] ?? column;
    const best = number(copy, column);
    if (few.includes(name)) counts[name] = FEW;
    else if (best !== null) counts[name] = { low: null, best, high: null };
  }
  return counts;
}

/** Each kind once, as the parts of a copy tell them. */
const damageOf = (copy: Copy): string[] => [
  ...new Set(((copy.damage ?? []) as { site_kind: string }[]).map(({ site_kind }) => site_kind)),
];

const NOTHING: Omit<CopySummary, "what" | "list"> = {
  actors: [],
  from: null,
  to: null,
  datePrecision: null,
  places: [],
  cell: null,
  verification: null,
  counts: {},
  damage: [],
  said: null,
  text: null,
};

const GRADES = ["likelihood", "impact", "vulnerability", "capacity", "capacity_with_mission"] as const;
const GRADE_NAMES: Record<string, string> = { capacity_with_mission: "capacityWithMission" };

const gradesOf = (copy: Copy): Record<string, Range> =>
  Object.fromEntries(
    GRADES.flatMap((column) => {
      const best = number(copy, column);
      return best === null ? [] : [[GRADE_NAMES[column] ?? column, { low: null, best, high: null }]];
    }),
  );

/** The area of the row that somebody said something about; its id until the names are found. */
const ofRow = (copy: Copy) => ({ places: [text(copy, "row_id") ?? []].flat() });

/** What displaced people told: the violation, when and where, and how far it is checked. */
const happened = (copy: Copy): CopySummary => ({
  ...{ ...NOTHING, what: String(copy.violation), list: "incidentKind", from: text(copy, "occurred_from") },
  ...{ to: text(copy, "occurred_to"), datePrecision: text(copy, "date_precision") },
  places: ["adm3_id", "adm2_id", "adm1_id"].flatMap((name) => text(copy, name) ?? []),
  ...{
    cell: text(copy, "hexagon"),
    verification: text(copy, "triangulation"),
    actors: list(copy, "parties"),
  },
});

function counted(copy: Copy, name: string, [best, high]: (number | null)[]): Record<string, Range> {
  if (list(copy, "few").includes(name)) return { [name]: FEW };
  return best == null ? {} : { [name]: { low: null, best, high: high ?? null } };
}

/** What a claim says; its place is told by name. */
function saidBy(copy: Copy): CopySummary["said"] {
  const { areaId, ...value } = (copy.value as ClaimValue | null) ?? {};
  const isTold = areaId !== undefined || Object.keys(value).length > 0;
  return { attribute: copy.attribute as AttributeCode, value: isTold ? value : null };
}

const BRIEF_PARTS = [
  ...["command", "civilians", "sites", "routes_out", "screening", "protected_objects", "likely_harm", "asks"],
];
const wordsOf = (copy: Copy, names: readonly string[]): string | null =>
  names.flatMap((name) => text(copy, name) ?? []).join(" · ") || null;

/** How each kind is told; `places` and `actors` hold ids here. */
const TOLD: Record<ReleaseKind, (copy: Copy) => CopySummary> = {
  incident: (copy) => ({
    actors: ((copy.parties ?? []) as { actor: string }[]).map(({ actor }) => actor),
    ...{ what: String(copy.kind), list: "incidentKind", from: text(copy, "occurred_from") },
    ...{ to: text(copy, "occurred_to"), datePrecision: text(copy, "date_precision") },
    places: ["adm3_id", "adm2_id", "adm1_id"].flatMap((name) => text(copy, name) ?? []),
    ...{ cell: text(copy, "cell"), verification: text(copy, "verification") },
    ...{ counts: incidentCounts(copy), damage: damageOf(copy), said: null, text: text(copy, "description") },
  }),
  displaced_report: (copy) => ({
    ...happened(copy),
    counts: counted(copy, "people", [number(copy, "people"), null]),
    text: text(copy, "account"),
  }),
  displaced_case: (copy) => ({
    ...happened(copy),
    counts: counted(copy, "people", [number(copy, "people_best"), number(copy, "people_high")]),
    text: text(copy, "summary"),
  }),
  actor: (copy) => ({
    ...{ ...NOTHING, what: String(copy.name), list: null, from: text(copy, "active_from") },
    ...{ to: text(copy, "active_to"), text: text(copy, "notes") },
  }),
  actor_relation: (copy) => ({
    ...{ ...NOTHING, what: String(copy.kind), list: "actorRelation" },
    actors: ["from_actor", "to_actor"].flatMap((name) => text(copy, name) ?? []),
    ...{ from: text(copy, "valid_from"), to: text(copy, "valid_to"), text: text(copy, "source") },
  }),
  control_zone: (copy) => ({
    ...{ ...NOTHING, what: String(copy.control_kind), list: "controlKind", from: text(copy, "valid_from") },
    ...{ to: text(copy, "valid_to"), places: [text(copy, "area_id") ?? []].flat(), text: text(copy, "note") },
    actors: [text(copy, "actor_id") ?? []].flat(),
  }),
  actor_claim: (copy) => ({
    ...{ ...NOTHING, what: String(copy.attribute), list: "claimAttribute", from: text(copy, "valid_from") },
    ...{
      to: text(copy, "valid_to"),
      actors: [text(copy, "actor_id") ?? []].flat(),
      text: text(copy, "note"),
    },
    said: saidBy(copy),
    places: [(copy.value as { areaId?: string } | null)?.areaId ?? []].flat(),
  }),
  engagement: (copy) => ({
    ...{ ...NOTHING, what: String(copy.topic), list: "engagementTopic", from: text(copy, "held_on") },
    ...{ to: text(copy, "held_on"), actors: [text(copy, "actor_id") ?? []].flat() },
    ...{
      places: [text(copy, "area_id") ?? []].flat(),
      text: wordsOf(copy, ["message", "answer", "commitment"]),
    },
  }),
  field_mission: (copy) => ({
    ...{ ...NOTHING, what: "field_mission", list: "releaseKind", from: text(copy, "starts_on") },
    ...{ to: text(copy, "ends_on"), places: list(copy, "area_ids") },
    text: wordsOf(copy, ["aim", "route", "met", "programmes", "findings", "follow_up"]),
  }),
  operation_brief: (copy) => ({
    ...{ ...NOTHING, what: "operation_brief", list: "releaseKind", from: text(copy, "window_from") },
    ...{
      to: text(copy, "window_to"),
      places: list(copy, "area_ids"),
      actors: [text(copy, "actor_id") ?? []].flat(),
    },
    text: wordsOf(copy, BRIEF_PARTS),
  }),
  mitigation: (copy) => ({
    ...{ ...NOTHING, what: String(copy.option), list: "mitigation", from: text(copy, "chosen_on") },
    ...{ to: text(copy, "review_on"), actors: [text(copy, "actor_id") ?? []].flat() },
    ...{ places: [text(copy, "area_id") ?? []].flat(), text: wordsOf(copy, ["words", "learned"]) },
  }),
  patrol: (copy) => ({
    ...{ ...NOTHING, what: String(copy.state), list: "patrolState", from: text(copy, "started_on") },
    ...{
      to: text(copy, "ended_on"),
      places: list(copy, "areas"),
      text: wordsOf(copy, ["unit_name", "note"]),
    },
  }),
  priority_override: (copy) => ({
    ...{ ...NOTHING, what: String(copy.category), list: "priorityCategory", text: text(copy, "reason") },
    ...ofRow(copy),
  }),
  priority_score: (copy) => ({
    ...{ ...NOTHING, what: "priority_score", list: "releaseKind", text: text(copy, "evidence") },
    ...{ from: text(copy, "assessed_on"), to: text(copy, "assessed_on"), counts: gradesOf(copy) },
    ...ofRow(copy),
  }),
};

/** The actors that a copy or row names, by id. */
export const actorsOf = (kind: ReleaseKind, copy: Copy): string[] => TOLD[kind](copy).actors;

/**
 * Summaries of copies or of rows as somebody reads them, in their order, with areas and actors by name; with `to`, only
 * the actors whom that community is told of.
 */
export async function summariesOf(
  tx: Tx,
  kind: ReleaseKind,
  copies: readonly Copy[],
  to?: Community,
): Promise<CopySummary[]> {
  const told = copies.map((copy) => TOLD[kind](copy));
  const names = await namesOf(
    tx,
    told.flatMap(({ places, actors }) => [...places, ...actors]),
  );
  const named = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? []);
  if (!to) return told.map((one) => ({ ...one, places: named(one.places), actors: named(one.actors) }));
  const known = await namedTo(
    tx,
    to,
    told.flatMap(({ actors }) => actors),
  );
  const theirs = (ids: readonly string[]) => ids.flatMap((id) => known.get(id)?.name ?? []);
  return told.map((one) => ({ ...one, places: named(one.places), actors: theirs(one.actors) }));
}

/** Names of areas, of the areas of rows, and of actors, as far as this reader sees them; a copy holds record ids. */
async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select ref as id, name from app.area_seen where ref = any($1::uuid[])
     union all
     select r.ref, a.name from app.priority_row_seen r join app.area_seen a on a.ref = r.area_id where r.ref = any($1::uuid[])
     union all
     select l.record_id, a.name from app.actor_link l join app.actor_seen a on a.ref = l.ref where l.record_id = any($1::uuid[])
     union all
     select a.ref, a.name from app.actor_seen a where a.ref = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
