// Rows of the records of generated worlds. Every text that must not cross is a token of its own.
import { CREATED, head, leak, partId, publicOf, type Row, worded } from "./generated-ids.ts";
import type { Model, ModelRecord } from "./oracle.ts";

/** Country, two provinces, three districts, two smaller areas; the places of records are drawn among them. */
const AREAS = ["0", "0.1", "0.2", "0.1.1", "0.1.2", "0.2.1", "0.1.1.1", "0.2.1.1"];
export function areas(model: Model): Row[] {
  const box = { lon: 20, lat: 5, min_lon: 19, min_lat: 4, max_lon: 21, max_lat: 6 };
  return AREAS.map((path) => ({
    ...head(model, partId(model, path), publicOf(model), "low"),
    ...box,
    level: path.split(".").length - 1,
    name: `Area ${path}`,
    name_key: path,
    parent_id: path === "0" ? null : partId(model, path.slice(0, -2)),
    shape: {},
  }));
}

/** Columns of a record beside those that every record has. */
export const columns: Record<ModelRecord["kind"], (model: Model, record: ModelRecord) => Row> = {
  incident: (model, record) => ({
    dataset_id: partId(model, "log"),
    external_id: leak("external", record),
    ...{
      kind: record.sexual === "kind" ? "crsv" : "armed_clash",
      tactic: "unknown",
      weapon: leak("weapon", record),
      verification: "reported",
    },
    ...{ occurred_from: record.from, occurred_to: record.to, date_precision: precisionOf(record).date },
    ...placeOf(model, record),
    description: worded("description", record),
    ...{ killed_low: 2, killed_best: 3, killed_high: 4, injured: 9, abducted: 2 },
    ...{
      raw: { all: leak("raw", record) },
      content: leak("content", record),
      at_least: false,
      contradicts: true,
    },
    crsv: record.sexual === "counts",
    held_from: [],
    merged_into: record.mergedInto,
  }),
  actor: (model, record) => ({
    ...{
      kind: "nsag_rebel",
      name: `Group ${partId(model, `name ${record.id}`)}`,
      name_key: record.id,
      full_name: leak("full", record),
    },
    ...{
      aliases: [],
      active_from: "2015-03-17",
      communal: false,
      joint: false,
      chain_of_command_clarity: "clear",
    },
    ...{
      notes: worded("notes", record),
      raw: { all: leak("raw", record) },
      content: leak("content", record),
    },
  }),
  actor_relation: (_, record) => ({
    ...{ from_actor: record.actors[0], to_actor: record.actors[1], kind: record.word, as_of: record.from },
    ...{ valid_from: record.from, valid_to: record.to, confidence: "high", source: worded("source", record) },
  }),
  actor_same: (_, record) => ({
    gone_id: record.actors[0],
    kept_id: record.actors[1],
    said_by: record.word,
    said_at: CREATED,
  }),
  control_zone: (model, record) => ({
    ...{
      actor_id: record.actors[0],
      area_id: partId(model, "0.2.1.1"),
      control_kind: "nsag",
      influence: false,
    },
    ...{ as_of: record.from, valid_from: record.from, valid_to: record.to, confidence: "low" },
    note: worded("note", record),
  }),
  actor_claim: (_, record) => ({
    ...{ actor_id: record.actors[0], attribute: record.word, value: { text: leak("value", record) } },
    ...{ as_of: record.from, valid_from: record.from, valid_to: record.to, note: worded("note", record) },
    ...{ from_precision: "day", to_precision: "day", reliability: "B", credibility: "2" },
    ...{ retired_on: record.from, retired_why: leak("retired", record) },
  }),
  displaced_report: (model, record) => ({
    ...{ violation: "extortion", occurred_from: record.from, occurred_to: record.to, date_precision: "day" },
    ...{ place_name: leak("place", record), lon: 20.1234, lat: 5.4321, location_precision: "exact" },
    ...{ adm0_id: partId(model, "0"), adm1_id: partId(model, "0.1"), adm2_id: partId(model, "0.1.1") },
    ...{
      adm3_id: partId(model, "0.1.1.1"),
      route_from: leak("left", record),
      route_to: leak("fled", record),
    },
    ...{
      route: [20.1, 5.1, 20.2, 5.2],
      people: 3,
      affected: 9,
      targeted: ["men"],
      unit: leak("unit", record),
    },
    ...{ role: leak("role", record), method: leak("method", record), agency: leak("agency", record) },
    ...{ setting: "transit_site", triangulation: "not_triangulated", urgency: "urgent" },
    ...{ account: worded("account", record), content: leak("content", record), share_from: record.shareFrom },
    ...{ consent: agreed(model, record), held_from: [], few: [] },
  }),
  displaced_case: (model, record) => ({
    ...{ violation: "extortion", occurred_from: record.from, occurred_to: record.to, date_precision: "day" },
    ...{ place_name: leak("place", record), location_precision: "exact" },
    ...{ adm0_id: partId(model, "0"), adm1_id: partId(model, "0.1"), adm2_id: partId(model, "0.1.1") },
    ...{ adm3_id: partId(model, "0.1.1.1"), people_low: 3, people_best: 3, people_high: 4, overlap: 1 },
    ...{ reports: 2, agencies: 2, targeted: ["men"], unit: leak("unit", record), role: leak("role", record) },
    ...{ method: leak("method", record), summary: worded("summary", record), urgency: "urgent" },
    ...{ triangulation: record.unchecked ? "in_progress" : "triangulated", share_now: false },
    ...{ outcome_note: leak("outcome", record), content: leak("content", record), few: [] },
    ...{ consent: agreed(model, record), share_from: record.shareFrom, held_from: [] },
  }),
  engagement: (model, record) => ({
    ...{ actor_id: record.actors[0], counterpart: leak("counterpart", record), held_on: record.from },
    ...{ form: "meeting", topic: "access", our_side: leak("ourside", record), agreed: true },
    ...{ message: worded("message", record), answer: leak("answer", record), kept: "open" },
    ...{ commitment: leak("commitment", record), due_on: record.from, follow_up: leak("followup", record) },
    area_id: partId(model, "0.2.1.1"),
  }),
  field_mission: (model, record) => ({
    ...{
      starts_on: record.from,
      ends_on: record.to ?? record.from,
      state: "done",
      aim: worded("aim", record),
    },
    ...{ route: leak("route", record), area_ids: [partId(model, "0.2.1.1")], met: leak("met", record) },
    ...{ access: { movement_restrictions: 2 }, programmes: leak("programmes", record) },
    ...{ findings: leak("findings", record), follow_up: leak("followup", record), follow_up_on: record.from },
  }),
  operation_brief: (model, record) => ({
    ...{ actor_id: record.actors[0], command: leak("command", record), area_ids: [partId(model, "0.2.1.1")] },
    ...{
      window_from: record.from,
      window_to: record.to ?? record.from,
      civilians: leak("civilians", record),
    },
    ...{ sites: leak("sites", record), routes_out: leak("routes", record), asks: worded("asks", record) },
    ...{ likely_harm: leak("harm", record), outcome: leak("outcome", record), reviewed_on: record.from },
  }),
  mitigation: (model, record) => ({
    ...{ actor_id: record.actors[0], area_id: partId(model, "0.2.1.1"), option: "liaison_parties" },
    ...{ words: worded("words", record), chosen_on: record.from, chosen_by: leak("chosenby", record) },
    ...{ review_on: record.to ?? record.from, reviewed_on: record.from, result: "helped" },
    learned: leak("learned", record),
  }),
  patrol: (_, record) => ({
    ...{ unit_name: leak("unit", record), started_on: record.from, ended_on: record.to, state: record.word },
    ...{ time_of_day: leak("time", record), composition: leak("composition", record) },
    ...{ purpose: leak("purpose", record), denied_by: leak("denied", record), note: worded("note", record) },
    external_id: leak("external", record),
  }),
  priority_cycle: (_, record) => ({
    ...{
      name: record.id,
      window_from: "2019-01-01",
      window_to: "2019-06-30",
      area_level: 2,
      method: "events",
    },
    ...{ verification: [], state: "proposed", computed_at: CREATED, agreed: record.agreed },
  }),
  priority_row: (model, record) => ({
    ...{
      cycle_id: record.parent ?? firstOf(model, "priority_cycle"),
      area_id: areaOfRow(model, record),
      events: 2,
    },
    ...{ one_sided: 0, civilians_killed: 3, unknown_killed: 0, proposed: "should", agreed: record.agreed },
  }),
  priority_override: (model, record) => ({
    ...{
      row_id: record.parent ?? firstOf(model, "priority_row"),
      category: "must",
      reason: worded("reason-that-is-long", record),
    },
    review_on: "2019-12-31",
  }),
  priority_score: (model, record) => ({
    ...{
      row_id: record.parent ?? firstOf(model, "priority_row"),
      likelihood: 3,
      impact: 4,
      evidence: worded("evidence", record),
    },
    assessed_on: record.to,
  }),
  base: (_, record) => ({ kind: "unknown", name: leak("base", record), lon: 20, lat: 5 }),
  information_coverage: (model, record) => ({
    ...{ area_id: partId(model, "0.1.1"), week: "2019-11-25", said_on: "2019-11-27", channel: "call" },
    ...{ contact: leak("contact", record), caller: leak("caller", record) },
  }),
  site: (_, record) => ({
    kind: "local_place",
    name: leak("site", record),
    name_key: record.id,
    lon: 20,
    lat: 5,
  }),
};

/** How exactly a report of harm tells day and place, from its id: most of them to the day and the point. */
export function precisionOf({ id, sexual }: Pick<ModelRecord, "id" | "sexual">) {
  const place = ["country", "adm1", "adm1", "adm2"][parseInt(id[0]!, 16)] ?? "exact";
  const date = ["year", "year", "month", "month", "month", "month"][parseInt(id[1]!, 16)] ?? "day";
  return { place, date: sexual === "no" ? date : "day" };
}

function placeOf(model: Model, record: ModelRecord): Row {
  const { place } = precisionOf(record);
  const depth = ["country", "adm1", "adm2", "exact"].indexOf(place);
  const areas = ["0", "0.1", "0.1.1", "0.1.1.1"];
  const of = (level: number) => (level <= depth ? partId(model, areas[level]!) : null);
  return {
    ...{ place_name: leak("place", record), location_precision: place },
    ...{ lon: place === "exact" ? 20.1234 : null, lat: place === "exact" ? 5.4321 : null },
    ...{ adm0_id: of(0), adm1_id: of(1), adm2_id: of(2), adm3_id: of(3) },
    // A hexagon stands in a copy where there is no district.
    cell: depth < 2 ? "85754e67fffffff" : leak("cell", record),
  };
}

/** The column that holds the free text of a kind, rewritten when its wording changes. */
export const TEXT: Partial<Record<ModelRecord["kind"], string>> = {
  ...{
    incident: "description",
    displaced_report: "account",
    displaced_case: "summary",
    actor: "notes",
    actor_relation: "source",
    control_zone: "note",
    actor_claim: "note",
    engagement: "message",
    field_mission: "aim",
    operation_brief: "asks",
    mitigation: "words",
    patrol: "note",
  },
  ...{ priority_override: "reason", priority_score: "evidence" },
};

const firstOf = (model: Model, kind: string) => model.records.find((each) => each.kind === kind)!.id;
const areaOfRow = (model: Model, record: ModelRecord) =>
  partId(model, record.parent || firstOf(model, "priority_row") === record.id ? "0.1.1" : "0.1.2");

/** Whom the people who told agreed to tell. */
export const agreed = ({ communities }: Model, { barred }: Pick<ModelRecord, "barred">) =>
  communities.filter((code) => !barred.includes(code));
