// Writes of information coverage: one word of the writer's own organisation on one area and day. Words are added, never
// changed; a wrong one is deleted like other records.
import type { Tx } from "../../../db/tx.ts";
import { AppError, type FieldProblem } from "../../../shared/errors.ts";
import type { InformationForm } from "../../../shared/rooms/coverage-information.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";

/**
 * Logs one word. A repeated id is the same write arriving twice.
 * @throws AppError invalid_input, conflict when the id stands for another word of the organisation
 */
export async function logInformation(
  tx: Tx,
  grant: WriteGrant<"information">,
  form: InformationForm,
  illustrative = false,
): Promise<StoredAnswer> {
  // The same write arriving twice at once: the second waits here until the first is stored or gone.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1::text, 12))", [form.id]);
  await refuseGone(tx, [form.id]);
  if (await isStored(tx, form)) return { ref: form.id, already: true };
  const fields = await problemsOf(tx, form);
  if (fields.length > 0) throw new AppError("invalid_input", { fields });
  await writeAudited(tx, grant, { action: "information.log", recordId: form.id }, async () => {
    await insert(tx, form, illustrative);
    const { organisationId } = tx.principal;
    const revision = { recordId: form.id, version: 1, action: "information.log", changed: [], before: null };
    await keepRevision(tx, grant.kind, organisationId, revision);
  });
  return { ref: form.id, already: false };
}

/** What the form says, by column. */
const columnsOf = (form: InformationForm) => ({
  ...{ sensitivity: form.sensitivity, area_id: form.areaId, said_on: form.on },
  ...{ channel: form.channel ?? null, said: form.said ?? null, presence: form.presence ?? null },
  ...{ network: form.network ?? null, access: form.access ?? null },
  ...{ contact: form.contact || null, caller: form.caller || null },
  ...{ set_level: form.setLevel ?? null, set_reason: form.setLevel ? (form.setReason ?? null) : null },
});

async function isStored(tx: Tx, form: InformationForm): Promise<boolean> {
  const [known] = await tx.query<{ stored: Record<string, unknown> }>(
    "select to_jsonb(c) as stored from app.information_coverage_seen c where ref = $1 and owner_org_id = $2",
    [form.id, tx.principal.organisationId],
  );
  if (!known) return false;
  const isSame = Object.entries(columnsOf(form)).every(([name, value]) => known.stored[name] === value);
  if (!isSame) throw new AppError("conflict");
  return true;
}

/** What only the database knows: an area that is not a district here or not shared, a day the clock has not reached. */
async function problemsOf(tx: Tx, form: InformationForm): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const districts = await tx.query(
    `select from app.area_seen where ref = $1 and level = (select max(level) from app.area_seen where level <= 2)`,
    [form.areaId],
  );
  if (districts.length === 0) problems.push({ path: "form.areaId", reason: "area_unknown" });
  if (form.on > (await readToday(tx))) problems.push({ path: "form.on", reason: "in_future" });
  return problems;
}

async function insert(tx: Tx, form: InformationForm, illustrative: boolean): Promise<void> {
  const { operationId, organisationId, personId } = tx.principal;
  const columns = columnsOf(form);
  const values = [form.id, operationId, organisationId, personId, illustrative, ...Object.values(columns)];
  await tx.query(
    `insert into app.information_coverage (id, operation_id, owner_org_id, created_by, illustrative,
       ${Object.keys(columns).join(", ")}, week)
     values (${values.map((_, at) => `$${at + 1}`).join(", ")}, date_trunc('week', $8::date)::date)`,
    values,
  );
}
