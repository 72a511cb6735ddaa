// Writes of the room `priorities`: a cycle with its computed rows, and what people say about a row. The computed
// row is never changed; an override or assessment is a new record over the one its author had seen.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type {
  CycleForm,
  OverrideForm,
  PriorityCategory,
  ScoreForm,
} from "../../../shared/rooms/priorities.ts";
import type { MatrixRow } from "../../../shared/rooms/priorities-answers.ts";
import { proposeFromEvents } from "../../../shared/rooms/priorities-rules.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { grantImport, keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { findCycle, findRow } from "./read.ts";
import { type AreaCount, type Basis, readAreaCounts, readBasis, readSensitivityOf } from "./read-events.ts";
import { moreRestrictive } from "./rules.ts";

type Grant = WriteGrant<"priority">;
/** Who owns what is written, and how sensitive it is. */
interface Ownership {
  ownerOrgId: string;
  sensitivity: Sensitivity;
}

/** A member proposes a cycle for their own organisation. A repeated id is the same write arriving twice. */
export async function propose(tx: Tx, grant: Grant, form: CycleForm): Promise<StoredAnswer> {
  const same = { name: form.name, window_from: form.from, window_to: form.to };
  if (await isStored(tx, "priority_cycle", form.id, same)) return { ref: form.id, already: true };
  const basis = await readBasis(tx);
  const highest = await readSensitivityOf(tx, basis, form);
  const sensitivity = moreRestrictive(form.sensitivity, highest);
  await storeCycle(tx, grant, form, basis, { ownerOrgId: tx.principal.organisationId, sensitivity });
  return { ref: form.id, already: false };
}

/**
 * The event-based cycle as published computation: owned by Public data, low. For the seed and for imports; a cycle
 * of the name is left as it is. Where the primary dataset is more than low, the own organisation owns it instead.
 */
export async function proposeCycle(
  tx: Tx,
  wanted: { name: string; from: string; to: string },
): Promise<StoredAnswer> {
  const grant = grantImport(tx, "priority");
  const basis = await readBasis(tx);
  const sensitivity = await readSensitivityOf(tx, basis, wanted);
  const { publicOrganisationId, organisationId } = tx.principal;
  const ownerOrgId = sensitivity === "low" ? publicOrganisationId : organisationId;
  const [known] = await tx.query<{ ref: string }>(
    "select ref from app.priority_cycle_seen where name = $1 and owner_org_id = $2",
    [wanted.name, ownerOrgId],
  );
  if (known) return { ref: known.ref, already: true };
  const id = newId();
  await storeCycle(tx, grant, { ...wanted, id }, basis, { ownerOrgId, sensitivity });
  return { ref: id, already: false };
}

/** A person's category over the computed one. `basedOn`: the override the author had before them, null for none. */
export async function overrideCategory(
  tx: Tx,
  grant: Grant,
  form: OverrideForm,
  basedOn: string | null,
): Promise<StoredAnswer> {
  const { category, reason, reviewOn } = form;
  const same = { category, reason, review_on: reviewOn };
  if (await isStored(tx, "priority_override", form.id, same, form.areaId))
    return { ref: form.id, already: true };
  if (form.reviewOn < (await readToday(tx))) throw refused("reviewOn", "review_before_decision");
  const { row, owner } = await openRow(tx, form);
  if ((row.override?.ref ?? null) !== basedOn) throw changedMeanwhile(row);
  const copies = { kind: "priority_override", ids: [form.id] } as const;
  await writeAudited(tx, grant, { action: "priority.override", recordId: form.id, copies }, async () => {
    await tx.query(
      `insert into app.priority_override (id, operation_id, owner_org_id, sensitivity, created_by, row_id, category,
         reason, review_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [form.id, ...ownedBy(tx, owner), row.ref, category, reason, reviewOn],
    );
    await keepFirst(tx, owner, form.id, "priority.override");
  });
  return { ref: form.id, already: false };
}

/** Grades of threat, vulnerability and capacity for one area. `basedOn` as in overrideCategory. */
export async function score(
  tx: Tx,
  grant: Grant,
  form: ScoreForm,
  basedOn: string | null,
): Promise<StoredAnswer> {
  const same = gradesOf(form);
  if (await isStored(tx, "priority_score", form.id, same, form.areaId))
    return { ref: form.id, already: true };
  if (form.assessedOn > (await readToday(tx))) throw refused("assessedOn", "in_future");
  const { row, owner } = await openRow(tx, form);
  if ((row.assessment?.ref ?? null) !== basedOn) throw changedMeanwhile(row);
  const copies = { kind: "priority_score", ids: [form.id] } as const;
  await writeAudited(tx, grant, { action: "priority.score", recordId: form.id, copies }, async () => {
    const values = [form.id, ...ownedBy(tx, owner), row.ref, ...Object.values(same)];
    await tx.query(
      `insert into app.priority_score (id, operation_id, owner_org_id, sensitivity, created_by, row_id,
         ${Object.keys(same).join(", ")}) values (${values.map((_, at) => `$${at + 1}`).join(", ")})`,
      values,
    );
    await keepFirst(tx, owner, form.id, "priority.score");
  });
  return { ref: form.id, already: false };
}

/** The row a form speaks about, held for this transaction, and how what is said about it is owned. */
async function openRow(tx: Tx, form: { cycleId: string; areaId: string; sensitivity: Sensitivity }) {
  const cycle = await findCycle(tx, form.cycleId);
  // Rows of Public data cannot be locked by their readers, so two authors at once wait for each other here.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 11))", [`${cycle.ref} ${form.areaId}`]);
  if (cycle.state === "closed") throw refused("cycleId", "cycle_closed");
  const row = await findRow(tx, cycle.ref, form.areaId);
  const sensitivity = moreRestrictive(form.sensitivity, cycle.sensitivity);
  return { row, owner: { ownerOrgId: tx.principal.organisationId, sensitivity } satisfies Ownership };
}

/** Operation, owner, sensitivity and author: the columns every record begins with. */
const ownedBy = (tx: Tx, owner: Ownership) => [
  tx.principal.operationId,
  owner.ownerOrgId,
  owner.sensitivity,
  tx.principal.personId,
];

/**
 * Did an earlier try store this very record? `areaId`: of the row it speaks about.
 * @throws AppError conflict when the id stands for something else of the organisation
 */
async function isStored(
  tx: Tx,
  table: "priority_cycle" | "priority_override" | "priority_score",
  id: string,
  columns: Record<string, unknown>,
  areaId?: string,
): Promise<boolean> {
  // The same write arriving twice at once: the second waits here until the first is stored or gone.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 12))", [id]);
  await refuseGone(tx, [id]);
  const [found] = await tx.query<{ stored: Record<string, unknown>; areaId: string | null }>(
    `select to_jsonb(x) as stored,
            (select r.area_id from app.priority_row_seen r where r.ref::text = to_jsonb(x) ->> 'row_id') as "areaId"
       from app.${table}_seen x where ref = $1 and owner_org_id = $2`,
    [id, tx.principal.organisationId],
  );
  if (!found) return false;
  const isSame = Object.entries(columns).every(([name, value]) => found.stored[name] === value);
  if (!isSame || (areaId !== undefined && found.areaId !== areaId)) throw new AppError("conflict");
  return true;
}

/** What an assessment says, by column. */
const gradesOf = (form: ScoreForm) => ({
  likelihood: form.likelihood ?? null,
  impact: form.impact ?? null,
  vulnerability: form.vulnerability ?? null,
  capacity: form.capacity ?? null,
  capacity_with_mission: form.capacityWithMission ?? null,
  evidence: form.evidence ?? null,
  assessed_on: form.assessedOn,
});

async function storeCycle(
  tx: Tx,
  grant: Grant,
  cycle: { id: string; name: string; from: string; to: string },
  basis: Basis,
  owner: Ownership,
) {
  const counts = await readAreaCounts(tx, basis, cycle);
  const detail = { areas: counts.length };
  await writeAudited(tx, grant, { action: "priority.propose", recordId: cycle.id, detail }, async () => {
    await tx.query(
      `insert into app.priority_cycle (id, operation_id, owner_org_id, sensitivity, created_by, name, window_from,
         window_to, area_level, dataset_id, verification) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        cycle.id,
        ...ownedBy(tx, owner),
        cycle.name,
        cycle.from,
        cycle.to,
        basis.areaLevel,
        basis.datasetRef,
        basis.levels,
      ],
    );
    await storeRows(tx, cycle.id, owner, counts);
    await keepFirst(tx, owner, cycle.id, "priority.propose");
  });
}

async function storeRows(tx: Tx, cycleId: string, owner: Ownership, counts: AreaCount[]) {
  const column = <T>(pick: (count: AreaCount) => T) => counts.map(pick);
  await tx.query(
    `insert into app.priority_row (operation_id, owner_org_id, sensitivity, created_by, cycle_id, id, area_id, events,
       one_sided, civilians_killed, unknown_killed, proposed)
     select $1, $2, $3, $4, $5, *
       from unnest($6::uuid[], $7::uuid[], $8::int[], $9::int[], $10::int[], $11::int[], $12::text[])`,
    [
      ...ownedBy(tx, owner),
      cycleId,
      column(() => newId()),
      column((count) => count.areaRef),
      column((count) => count.events),
      column((count) => count.oneSided),
      column((count) => count.civiliansKilled),
      column((count) => count.unknownKilled),
      column((count): PriorityCategory => proposeFromEvents(count)),
    ],
  );
}

const keepFirst = (tx: Tx, owner: Ownership, recordId: string, action: string) =>
  keepRevision(tx, "priority", owner.ownerOrgId, { recordId, version: 1, action, changed: [], before: null });

const refused = (path: string, reason: string) =>
  new AppError("invalid_input", { fields: [{ path, reason }] });

/** Somebody was faster: hands over what holds now, as this reader sees it. */
const changedMeanwhile = (row: MatrixRow) =>
  new AppError("conflict", {
    details: { category: row.category, override: row.override, assessment: row.assessment },
  });
