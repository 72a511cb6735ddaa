// Reports of displaced people, logged and corrected by the organisation that took them. The id is the writer's; who
// told is kept apart where the agency is withheld.
import { createHash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { AppError, type FieldProblem } from "../../../shared/errors.ts";
import { hexagonOf } from "../../../shared/hexagon.ts";
import { namedRecords, type StoredParty } from "../../../shared/rooms/actors-same.ts";
import type { DisplacedReportEdit, DisplacedReportForm } from "../../../shared/rooms/displacement.ts";
import type { Sensitivity } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { checkLowering } from "../../access/sensitivity.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { locate } from "../places/read-locate.ts";

export type Grant = WriteGrant<"displaced_report">;
export type Columns = Record<string, unknown>;

/**
 * Stores one report of the caller's organisation; `illustrative`: of a demonstration, not of the world.
 * @throws AppError conflict when the id is taken by another report; invalid_input for an actor or area the writer does
 *   not see, and for days the operation's clock has not reached.
 */
export async function logReport(
  tx: Tx,
  grant: Grant,
  form: DisplacedReportForm,
  illustrative = false,
): Promise<StoredAnswer> {
  await refuseGone(tx, [form.id]);
  const columns = { ...(await columnsOf(tx, form)), illustrative };
  const stored = await insertOnce(tx, "displaced_report", form.id, columns);
  if (!stored) return { ref: form.id, already: true };
  const copies = { kind: "displaced_report", ids: [form.id] } as const;
  const entry = { action: "displaced_report.log", recordId: form.id, copies };
  return writeAudited(tx, grant, entry, async () => {
    await writeParts(tx, form);
    await keep(tx, form.id, 1, "displaced_report.log", [], null);
    return { ref: form.id, already: false };
  });
}

/**
 * Replaces a report of the caller's organisation.
 * @param version the version the editor had before their eyes.
 * @throws AppError conflict with `details.version` when somebody was faster; not_found when it is not theirs;
 *   invalid_input as logReport, and when somebody who does not coordinate would lower the sensitivity.
 */
export async function editReport(
  tx: Tx,
  grant: Grant,
  version: number,
  form: DisplacedReportEdit,
): Promise<StoredAnswer> {
  const before = await lockOwn(tx, "displaced_report", form.id, version);
  checkLowering(tx.principal.role, before.sensitivity, form.sensitivity);
  const columns = await columnsOf(tx, form);
  const changed = changesOf(before, columns);
  const copies = { kind: "displaced_report", ids: [form.id] } as const;
  const entry = { action: "displaced_report.edit", recordId: form.id, detail: { changed }, copies };
  const actorIds = await recordsNamed(tx, [form.id], form.actorIds);
  return writeAudited(tx, grant, entry, async () => {
    await update(tx, "displaced_report", form.id, columns);
    await tx.query(
      "delete from app.displaced_report_party where report_id = $1 and actor_id in (select record_id from app.actor_link)",
      [form.id],
    );
    await writeParts(tx, { ...form, actorIds });
    await keep(tx, form.id, version + 1, "displaced_report.edit", changed, before);
    return { ref: form.id, already: false };
  });
}

async function columnsOf(tx: Tx, form: DisplacedReportEdit): Promise<Columns> {
  const today = await readToday(tx);
  if (form.occurredFrom > today) throw refused([{ path: "occurredFrom", reason: "in_future" }]);
  const { lon = null, lat = null, areaId = null, precision, placeName = null } = form.place;
  return {
    sensitivity: form.sensitivity,
    violation: form.violation,
    occurred_from: form.occurredFrom,
    occurred_to: form.occurredTo,
    date_precision: form.datePrecision,
    place_name: placeName,
    ...{ lon, lat, hexagon: lon === null || lat === null ? null : hexagonOf(lon, lat) },
    location_precision: precision,
    ...(await locate(tx, { lon, lat, areaId })),
    route_from: form.routeFrom || null,
    route_to: form.routeTo || null,
    route: form.route.flat(),
    people: form.people,
    affected: form.affected ?? null,
    targeted: form.targeted,
    ...{ unit: form.unit || null, role: form.role || null, method: form.method || null },
    agency: form.agencyWithheld ? null : form.agency || null,
    setting: form.setting,
    triangulation: form.triangulation,
    urgency: form.urgency,
    account: form.account || null,
    consent: [...form.consent].sort(),
    share_from: form.shareFrom ?? null,
    content: createHash("sha256").update(JSON.stringify(form)).digest("hex"),
  };
}

async function writeParts(tx: Tx, form: DisplacedReportEdit): Promise<void> {
  await writeParties(tx, "displaced_report", "report_id", form.id, form.actorIds);
  const agency = (form.agencyWithheld && form.agency) || null;
  if (!agency && !form.sourceNote) return;
  await tx.query(
    "insert into app.displaced_report_source (report_id, agency, note, created_by) values ($1, $2, $3, $4)",
    [form.id, agency, form.sourceNote || null, tx.principal.personId],
  );
}

/** The records of actors that these reports name, for actors as the reader sees them; of others, themselves. */
export async function recordsNamed(tx: Tx, reports: readonly string[], actors: readonly string[]) {
  const stored = await tx.query<StoredParty>(
    `select l.ref as shown, o.ref as record, null as role
       from (select report_id as ref, actor_id from app.displaced_report_party
             union all select copy_id, actor_id from app.displaced_report_general_party) p
       join app.actor_record_link o on o.record_id = p.actor_id join app.actor_link l on l.record_id = p.actor_id
      where p.ref = any($1::uuid[])`,
    [reports],
  );
  return actors.flatMap((actor) => namedRecords(stored, actor, null));
}

/** The alleged, by what the writer sees of them: the record or its copy. @throws AppError invalid_input */
export async function writeParties(
  tx: Tx,
  kind: "displaced_report" | "displaced_case",
  key: string,
  id: string,
  refs: readonly string[],
): Promise<void> {
  const wanted = [...new Set(refs)];
  const links = await tx.query<{ id: string; ref: string }>(
    "select record_id as id, ref from app.actor_record_link where ref = any($1)",
    [wanted],
  );
  if (links.length < wanted.length) throw refused([{ path: "actorIds", reason: "not_in_list" }]);
  await tx.query(`insert into app.${kind}_party (${key}, actor_id) select $1, unnest($2::uuid[])`, [
    id,
    [...new Set(links.map((link) => link.id))],
  ]);
}

export const refused = (fields: FieldProblem[]) => new AppError("invalid_input", { fields });

type Table = "displaced_report" | "displaced_case";

/** Inserts the row; false when this very record was stored before. @throws AppError conflict */
export async function insertOnce(tx: Tx, table: Table, id: string, columns: Columns): Promise<boolean> {
  const { operationId, organisationId, personId } = tx.principal;
  const names = Object.keys(columns);
  const inserted = await tx.query(
    `insert into app.${table} (id, operation_id, owner_org_id, created_by, updated_by, ${names.join(", ")})
     values ($1, $2, $3, $4, $4, ${names.map((_, at) => `$${at + 5}`).join(", ")})
     on conflict (id) do nothing returning id`,
    [id, operationId, organisationId, personId, ...Object.values(columns)],
  );
  if (inserted.length > 0) return true;
  const [known] = await tx.query<{ content: string }>(
    `select content from app.${table} where id = $1 and owner_org_id = $2 and deleted_at is null`,
    [id, organisationId],
  );
  if (known?.content !== columns.content) throw new AppError("conflict");
  return false;
}

/** The row before a change, locked. @throws AppError not_found; conflict with `details.version` */
export async function lockOwn(tx: Tx, table: Table, id: string, version: number) {
  const [row] = await tx.query<Columns & { version: number; sensitivity: Sensitivity }>(
    `select * from app.${table} where id = $1 and owner_org_id = $2 and deleted_at is null for update`,
    [id, tx.principal.organisationId],
  );
  if (!row) throw new AppError("not_found");
  if (row.version !== version) throw new AppError("conflict", { details: { version: row.version } });
  return row;
}

export const changesOf = (before: Columns, columns: Columns): string[] =>
  Object.keys(columns).filter((name) => name !== "content" && String(before[name]) !== String(columns[name]));

export async function update(tx: Tx, table: Table, id: string, columns: Columns): Promise<void> {
  const sets = Object.keys(columns).map((name, at) => `${name} = $${at + 3}`);
  await tx.query(
    `update app.${table} set version = version + 1, updated_at = now(), updated_by = $2, ${sets.join(", ")} where id = $1`,
    [id, tx.principal.personId, ...Object.values(columns)],
  );
}

export const keep = (
  tx: Tx,
  recordId: string,
  version: number,
  action: string,
  changed: string[],
  before: Columns | null,
) =>
  keepRevision(tx, "displaced_report", tx.principal.organisationId, {
    recordId,
    version,
    action,
    changed,
    before,
  });
