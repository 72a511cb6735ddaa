/**
 * Writes generated worlds into a database in bulk, past the doors: as the owner of the tables, through policies that
 * only a test's database has. Every text that must not cross is a token of its own, `LEAK-<field>-<record>`.
 */
import type pg from "pg";
import { COMMUNITIES, type Community } from "../../shared/rooms/access.ts";
import {
  BEFORE,
  builderToken,
  CREATED,
  codeOf,
  head,
  leak,
  partId,
  publicOf,
  type Row,
  recordHead,
} from "./generated-ids.ts";
import { KEPT, keptRows } from "./generated-kept.ts";
import { cells, contexts, glasses, protocol, tokens } from "./generated-people.ts";
import { agreed, areas, columns } from "./generated-records.ts";
import { REVIEWS, writers } from "./generated-reviews.ts";
import { COPIED_KINDS, type Model, type ModelRecord } from "./oracle.ts";

/** Anything that runs statements in a transaction. */
export type Runs = Pick<pg.PoolClient, "query">;

/** Lets the owner of the tables write past the row policies, in this database only. */
export async function openForBuilding(admin: pg.Pool): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query(`begin; set local role app_owner;
      do $$ declare t record; begin
        for t in select oid::regclass as name from pg_class
                  where relnamespace = 'app'::regnamespace and relkind = 'r' loop
          execute format('create policy test_build on %s to app_owner using (true) with check (true)', t.name);
        end loop;
      end $$;
      -- Relations of these worlds are drawn by chance; what a structure may be is tried in actors-structure.db.test.ts.
      alter table app.actor_relation disable trigger hierarchy; commit`);
  } finally {
    client.release();
  }
}

export async function insertRows(client: Runs, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!)
    .map((name) => `"${name}"`)
    .join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** Writes all of the worlds and makes their copies. The client is in a transaction of the migrating login. */
export async function writeWorlds(client: Runs, models: readonly Model[]): Promise<void> {
  await client.query("set local role app_owner");
  for (const [table, rowsOf] of TABLES) await insertRows(client, table, models.flatMap(rowsOf));
  for (const { organisations } of models)
    for (const { id, actor } of organisations)
      if (actor) await client.query("update app.organisation set actor_id = $2 where id = $1", [id, actor]);
  for (const model of models) await settle(client, model, model.records);
}

/** Makes copies anew, as the product does at the end of a write. Ends as app_owner. */
export async function settle(client: Runs, model: Model, records: readonly ModelRecord[]): Promise<void> {
  await client.query("set local role app_user");
  await client.query("select set_config('app.token', $1, true)", [builderToken(model)]);
  for (const kind of COPIED_KINDS) {
    const ids = records.filter((record) => record.kind === kind).map(({ id }) => id);
    if (ids.length > 0) await client.query("select app_gate.settle($1, $2::uuid[])", [kind, ids]);
  }
  await client.query("set local role app_owner");
}

const kindRows = (kind: ModelRecord["kind"]) => (model: Model) =>
  model.records
    .filter((record) => record.kind === kind)
    .map((record) => ({ ...recordHead(model, record), ...columns[kind](model, record) }));
const incidentParts = (partsOf: (model: Model, record: ModelRecord) => Row[]) => (model: Model) =>
  model.records.filter(({ kind }) => kind === "incident").flatMap((record) => partsOf(model, record));

/** Whom a source agrees to tell when it bars these; null: not asked. */
export const consentOf = (model: Model, barred: Community[]) =>
  barred.length === 0 ? null : agreed(model, { barred });

const told = (kind: "displaced_report" | "displaced_case", key: string) => (model: Model) =>
  model.records
    .filter((record) => record.kind === kind)
    .flatMap(({ id, parties }) => parties.map(({ actor }) => ({ [key]: id, actor_id: actor })));

const TABLES: [table: string, rowsOf: (model: Model) => Row[]][] = [
  [
    "app.operation",
    (model) => [
      {
        ...{ id: model.operation, code: codeOf(model), name: "World", kind: "coordination", countries: [] },
        ...{
          time_zone: "UTC",
          week_start: 1,
          clock: `${model.today}T09:00:00Z`,
          headline_levels: ["reported"],
        },
        ...{ demonstration: false, created_at: BEFORE, lock: model.lock },
      },
    ],
  ],
  [
    "app.community",
    (model) =>
      COMMUNITIES.filter(({ code }) => model.communities.includes(code)).map(({ code, side }, position) => ({
        ...{ operation_id: model.operation, code, side, position },
      })),
  ],
  [
    "app.organisation",
    (model) =>
      model.organisations.map(({ id, community, isPublic }) => ({
        ...{
          id,
          operation_id: model.operation,
          name: id,
          community,
          public_data: isPublic,
          created_at: BEFORE,
        },
      })),
  ],
  [
    "app.person",
    (model) =>
      model.people
        .filter(({ isDesk }) => !isDesk)
        .map(({ id, state, hasFactor }) => ({
          ...{ id, name: `Person ${id}`, administrator: false, demonstration: hasFactor, created_at: BEFORE },
          disabled_at: state === "disabled" ? BEFORE : null,
        })),
  ],
  [
    "app.membership",
    (model) =>
      model.people
        .filter(({ isDesk }) => !isDesk)
        .map(({ id, organisation, role, rights, state }) => ({
          ...{ person_id: id, operation_id: model.operation, organisation_id: organisation, role, rights },
          ended_at: state === "left" ? BEFORE : null,
        })),
  ],
  ["app.writer", writers],
  ["app_priv.token", tokens],
  ["app_priv.context", contexts],
  ["app_priv.glass", glasses],
  ["app.protocol", protocol],
  ["app.protocol_cell", cells],
  [
    "app.dataset",
    (model) => [
      {
        ...head(model, partId(model, "log"), publicOf(model), "low"),
        ...{ name: "log", title: "Log", is_primary: true, civilian_range: true, measures: [], caveats: [] },
      },
    ],
  ],
  ["app.area", areas],
  ["app.actor", kindRows("actor")],
  ["app.actor_relation", kindRows("actor_relation")],
  ["app.actor_same", kindRows("actor_same")],
  ["app.control_zone", kindRows("control_zone")],
  ["app.actor_claim", kindRows("actor_claim")],
  ["app.engagement", kindRows("engagement")],
  ["app.field_mission", kindRows("field_mission")],
  ["app.operation_brief", kindRows("operation_brief")],
  ["app.mitigation", kindRows("mitigation")],
  ["app.incident", kindRows("incident")],
  [
    "app.incident_party",
    incidentParts((_, record) =>
      record.parties.map(({ actor, role }) => ({
        incident_id: record.id,
        actor_id: actor,
        role,
        attribution: "unknown",
      })),
    ),
  ],
  [
    "app.incident_harm",
    incidentParts((_, { id }) => [
      {
        incident_id: id,
        position: 0,
        harm: "killed",
        victim_status: "civilian",
        sex: "unknown",
        age_group: "unknown",
        best: 3,
      },
    ]),
  ],
  [
    "app.incident_displacement",
    incidentParts((_, record) => [
      {
        incident_id: record.id,
        position: 0,
        best: 7,
        from_words: leak("left", record),
        to_words: leak("fled", record),
      },
    ]),
  ],
  [
    "app.incident_damage",
    incidentParts((_, record) => [
      {
        ...{
          incident_id: record.id,
          position: 0,
          site_kind: "hospital",
          site_name: leak("hospital", record),
        },
        ...{ degree: "looted", functioning: "no" },
      },
    ]),
  ],
  [
    "app.incident_source",
    incidentParts((model, record) => [
      {
        ...{
          incident_id: record.id,
          position: 0,
          source_type: "other",
        },
        ...{ name: leak("who", record), reference: leak("reference", record) },
        consent: consentOf(model, record.barred),
      },
    ]),
  ],
  ["app.displaced_report", kindRows("displaced_report")],
  ["app.displaced_report_party", told("displaced_report", "report_id")],
  [
    "app.displaced_report_source",
    (model) =>
      model.records
        .filter(({ kind }) => kind === "displaced_report")
        .map((record) => ({
          ...{ id: partId(model, `told ${record.id}`), report_id: record.id, created_at: BEFORE },
          ...{ agency: leak("who", record), note: leak("reference", record) },
        })),
  ],
  ["app.displaced_case", kindRows("displaced_case")],
  ["app.displaced_case_party", told("displaced_case", "case_id")],
  [
    "app.displaced_case_report",
    (model) =>
      model.records
        .filter(({ made }) => made !== null)
        .map(({ id, made, owner }) => ({ case_id: id, report_id: made, owner_org_id: owner })),
  ],
  ...REVIEWS,
  ["app.patrol", kindRows("patrol")],
  [
    "app.patrol_area",
    (model) =>
      model.records
        .filter(({ kind }) => kind === "patrol")
        .map(({ id }) => ({ patrol_id: id, area_id: partId(model, "0.1.1.1") })),
  ],
  ["app.priority_cycle", kindRows("priority_cycle")],
  ["app.priority_row", kindRows("priority_row")],
  ["app.priority_override", kindRows("priority_override")],
  ["app.priority_score", kindRows("priority_score")],
  [
    "app.cycle_agreement",
    (model) =>
      model.said.map(({ id, cycle, side, act, person, organisation }) => ({
        ...{ id, operation_id: model.operation, cycle_id: cycle, side, act, said_at: CREATED },
        ...{ organisation_id: organisation, person_id: person },
      })),
  ],
  ["app.base", kindRows("base")],
  ["app.information_coverage", kindRows("information_coverage")],
  ["app.site", kindRows("site")],
  ...KEPT.map((kept): [string, (model: Model) => Row[]] => [kept.table, (model) => keptRows(model, kept)]),
];
