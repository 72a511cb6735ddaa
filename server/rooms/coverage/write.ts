// Writes of the room `coverage` by people: patrols, one by one or as rows pasted from a spreadsheet, all or
// nothing. Imports of bases and deployments are in write-import.ts.
import type { Tx } from "../../../db/tx.ts";
import { AppError, type FieldProblem } from "../../../shared/errors.ts";
import { entersAreas, type PatrolForm } from "../../../shared/rooms/coverage.ts";
import type { StoredRows } from "../../../shared/rooms/coverage-answers.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";

type Grant = WriteGrant<"patrol">;

/**
 * Logs one patrol for the writer's own organisation. A repeated id is the same write arriving twice.
 * @throws AppError invalid_input
 */
export async function logPatrol(tx: Tx, grant: Grant, form: PatrolForm): Promise<StoredAnswer> {
  const [fresh] = await withoutStored(tx, [form]);
  if (!fresh) return { ref: form.id, already: true };
  refuse(await problemsOf(tx, [form], () => ""));
  await store(tx, grant, [form], "patrol.log", form.id);
  return { ref: form.id, already: false };
}

/**
 * Logs pasted rows: every row or none. Problems name the row by its place in the list, e.g. `rows.3.areaIds`.
 * @throws AppError invalid_input
 */
export async function logPatrols(tx: Tx, grant: Grant, rows: PatrolForm[]): Promise<StoredRows> {
  refuse(await problemsOf(tx, rows, (index) => `rows.${index}.`));
  const fresh = await withoutStored(tx, rows);
  if (fresh.length > 0) await store(tx, grant, fresh, "patrol.paste", null);
  return { stored: fresh.length, already: rows.length - fresh.length };
}

/**
 * Rows that an earlier try of the same write has not stored yet.
 * @throws AppError conflict when an id stands for another patrol of the organisation
 */
async function withoutStored(tx: Tx, rows: PatrolForm[]): Promise<PatrolForm[]> {
  // The same write arriving twice at once: the second waits here until the first is stored or gone.
  await tx.query(
    "select pg_advisory_xact_lock(hashtextextended(id, 12)) from unnest($1::text[]) id order by id",
    [rows.map((row) => row.id)],
  );
  await refuseGone(
    tx,
    rows.map((row) => row.id),
  );
  const known = await tx.query<{ ref: string; stored: Record<string, unknown>; areaIds: string[] }>(
    `select ref, to_jsonb(p) as stored, array(select area_ref from app.patrol_area_seen e where e.ref = p.ref) as "areaIds"
       from app.patrol_seen p where ref = any($1::uuid[]) and owner_org_id = $2`,
    [rows.map((row) => row.id), tx.principal.organisationId],
  );
  const before = new Map(known.map((each) => [each.ref, each]));
  return rows.filter((row) => {
    const found = before.get(row.id);
    if (found && !isSame(row, found)) throw new AppError("conflict");
    return !found;
  });
}

function isSame(
  form: PatrolForm,
  { stored, areaIds }: { stored: Record<string, unknown>; areaIds: string[] },
) {
  const columns = Object.entries(columnsOf(form)).every(([name, value]) => stored[name] === value);
  return columns && String(areaIds.sort()) === String([...form.areaIds].sort());
}

/** What the form says, by column. */
const columnsOf = (form: PatrolForm) => ({
  sensitivity: form.sensitivity,
  unit_name: form.unit,
  started_on: form.date,
  ended_on: form.date,
  state: form.state,
  range: form.range ?? null,
  time_of_day: form.time ?? null,
  mode: form.mode ?? null,
  composition: form.composition ?? null,
  purpose: form.purpose ?? null,
  note: form.note || null,
});

/** What only the database knows: areas that are not shared or not there, days the clock has not reached. */
async function problemsOf(
  tx: Tx,
  rows: PatrolForm[],
  path: (index: number) => string,
): Promise<FieldProblem[]> {
  const today = await readToday(tx);
  const wanted = [...new Set(rows.flatMap((row) => row.areaIds))];
  const areas = await tx.query<{ ref: string }>("select ref from app.area_seen where ref = any($1::uuid[])", [
    wanted,
  ]);
  const known = new Set(areas.map(({ ref }) => ref));
  const ids = rows.map((row) => row.id);
  return rows.flatMap((row, index) => {
    const at = path(index);
    const problems: FieldProblem[] = [];
    if (row.areaIds.some((id) => !known.has(id)))
      problems.push({ path: `${at}areaIds`, reason: "area_unknown" });
    if (entersAreas(row.state) && row.date > today) problems.push({ path: `${at}date`, reason: "in_future" });
    if (ids.indexOf(row.id) < index) problems.push({ path: `${at}id`, reason: "duplicate" });
    return problems;
  });
}

function refuse(fields: FieldProblem[]): void {
  if (fields.length > 0) throw new AppError("invalid_input", { fields });
}

async function store(tx: Tx, grant: Grant, rows: PatrolForm[], action: string, recordId: string | null) {
  const copies = { kind: "patrol", ids: rows.map((row) => row.id) } as const;
  await writeAudited(tx, grant, { action, recordId, detail: { patrols: rows.length }, copies }, async () => {
    for (const row of rows) await insertPatrol(tx, row, action);
  });
}

async function insertPatrol(tx: Tx, form: PatrolForm, action: string) {
  const { operationId, organisationId, personId } = tx.principal;
  const columns = columnsOf(form);
  const values = [form.id, operationId, organisationId, personId, ...Object.values(columns)];
  await tx.query(
    `insert into app.patrol (id, operation_id, owner_org_id, created_by, ${Object.keys(columns).join(", ")})
     values (${values.map((_, at) => `$${at + 1}`).join(", ")})`,
    values,
  );
  await tx.query("insert into app.patrol_area (patrol_id, area_id) select $1, unnest($2::uuid[])", [
    form.id,
    form.areaIds,
  ]);
  await keepRevision(tx, "patrol", organisationId, {
    recordId: form.id,
    version: 1,
    action,
    changed: [],
    before: null,
  });
}
