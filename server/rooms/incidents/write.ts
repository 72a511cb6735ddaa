// Logging one incident. The id is the writer's, so a repeated write is recognised by its unique key, never by looking
// first. Totals beside the counts come from one rule. How a report becomes columns and parts serves edits too.
import { createHash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { hexagonOf } from "../../../shared/hexagon.ts";
import { partySetId } from "../../../shared/ids.ts";
import { harmRows, type IncidentEdit } from "../../../shared/rooms/incidents.ts";
import { type IncidentTotals, incidentTotals } from "../../../shared/rooms/incidents-totals.ts";
import { refuseGone } from "../../access/deletion.ts";
import type { Written } from "../../access/receipts.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { locate } from "../places/read-locate.ts";
import { refuseAbuse } from "./read-channel.ts";
import { coarseColumns, isSexual, protect } from "./rules.ts";
import { type Party, withKnownParties, writeParts } from "./write-parts.ts";

/**
 * Stores one report of the caller's organisation; `illustrative`: of a demonstration, not of the world.
 * @throws AppError conflict when the id is taken by another report; not_found for an unknown actor or area.
 */
export async function logIncident(
  tx: Tx,
  grant: WriteGrant<"incident">,
  wanted: IncidentEdit,
  illustrative = false,
): Promise<Written> {
  const form = await withKnownParties(tx, protect(wanted));
  await refuseGone(tx, [form.id]);
  const { operationId, organisationId, personId } = tx.principal;
  const columns = { ...(await toColumns(tx, form)), illustrative };
  const names = Object.keys(columns);
  const inserted = await tx.query<{ id: string }>(
    `insert into app.incident (id, operation_id, owner_org_id, created_by, updated_by, dataset_id, ${names.join(", ")})
     select $1, $2, $3, $4, $4, d.ref, ${names.map((_, at) => `$${at + 5}`).join(", ")}
       from app.dataset_seen d where d.name = 'log'
     on conflict (id) do nothing returning id`,
    [form.id, operationId, organisationId, personId, ...Object.values(columns)],
  );
  if (!inserted[0]) return repeated(tx, form.id, columns.content);
  const copies = { kind: "incident", ids: [form.id] } as const;
  return writeAudited(tx, grant, { action: "incident.log", recordId: form.id, copies }, async () => {
    await writeParts(tx, form);
    await keepRevision(tx, "incident", organisationId, {
      recordId: form.id,
      version: 1,
      action: "incident.log",
      changed: [],
      before: null,
    });
    return { ref: form.id, version: 1, state: "stored" as const };
  });
}

/** The id was there before: fine when it is the same report of the same organisation, merged or not, else a conflict. */
async function repeated(tx: Tx, id: string, content: string): Promise<Written> {
  const [known] = await tx.query<{ ref: string; content: string; version: number }>(
    `select k.id as ref, i.content, k.version from app.incident i join app.incident k on k.id = coalesce(i.merged_into, i.id)
      where i.id = $1 and i.owner_org_id = $2 and k.deleted_at is null`,
    [id, tx.principal.organisationId],
  );
  if (known?.content !== content) throw new AppError("conflict");
  return { ref: known.ref, version: known.version, state: "repeated" };
}

/** What has not happened yet is no incident; by the operation's clock. A mistyped year would hide the report for years. */
async function refuseFuture(tx: Tx, { occurredFrom }: Pick<IncidentEdit, "occurredFrom">): Promise<void> {
  if (occurredFrom <= (await readToday(tx))) return;
  throw new AppError("invalid_input", { fields: [{ path: "form.occurredFrom", reason: "in_future" }] });
}

/** Totals as the columns that hold them. */
export const totalColumns = (totals: IncidentTotals) => ({
  killed_low: totals.killed.low,
  killed_best: totals.killed.best,
  killed_high: totals.killed.high,
  civilian_low: totals.civilian.low,
  civilian_best: totals.civilian.best,
  civilian_high: totals.civilian.high,
  unknown_status: totals.unknownStatus,
  injured: totals.injured,
  abducted: totals.abducted,
  displaced: totals.displaced,
  at_least: totals.atLeast,
});

/**
 * The columns of a report, unless it is one that is never logged or of a day to come; `parties` = all its parties, also
 * those an editor does not see.
 */
export async function toColumns(tx: Tx, form: IncidentEdit, parties: readonly Party[] = form.parties) {
  await refuseAbuse(tx, form, parties);
  await refuseFuture(tx, form);
  const totals = incidentTotals(harmRows(form.harms), form.displacement);
  const { lon = null, lat = null, areaId = null, precision, placeName = null } = form.place;
  const columns = {
    sensitivity: form.sensitivity,
    kind: form.kind,
    tactic: form.tactic ?? "unknown",
    weapon: form.weapon ?? null,
    conflict_nexus: form.nexus,
    mrm: form.mrm,
    occurred_from: form.occurredFrom,
    occurred_to: form.occurredTo,
    date_precision: form.datePrecision,
    place_name: placeName,
    lon,
    lat,
    cell: lon === null || lat === null ? null : hexagonOf(lon, lat),
    location_precision: precision,
    ...(await locate(tx, { lon, lat, areaId })),
    description: form.description ?? null,
    verification: form.verification,
    party_set: partySetId(parties),
    ...totalColumns(totals),
    crsv: isSexual(form),
    content: createHash("sha256").update(JSON.stringify(form)).digest("hex"),
  };
  return columns.crsv ? coarseColumns(columns) : columns;
}
