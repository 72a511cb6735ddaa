// Taking in messages and rows, and what a person makes of each: a report through the ordinary log, with the original
// beside it, or nothing. One act is one transaction. No text of an item stands in an error, a line of the log or a name.
import { createHash } from "node:crypto";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { openGazetteer } from "../../../shared/places/gazetteer.ts";
import type { IncidentForm } from "../../../shared/rooms/incidents.ts";
import {
  type Cells,
  type IntakeChannel,
  type IntakeState,
  MAX_MESSAGES,
  type RowIn,
  type Span,
  type TakenIn,
} from "../../../shared/rooms/intake.ts";
import { reportsIn } from "../../../shared/rooms/intake-events.ts";
import { type Message, splitPaste } from "../../../shared/rooms/intake-split.ts";
import { readRow } from "../../../shared/rooms/intake-template.ts";
import { findInSending, stops } from "../../../shared/rooms/sending.ts";
import { deleteRecord } from "../../access/deletion.ts";
import type { Written } from "../../access/receipts.ts";
import { readToday } from "../../access/today.ts";
import type { WriteGrant } from "../../access/write.ts";
import { logIncident } from "../incidents/write.ts";
import { readGazetteer } from "../places/read-gazetteer.ts";

type Grant = WriteGrant<"incident">;

interface NewItem {
  channel: IntakeChannel;
  externalId: string;
  original: string;
  part: Span;
  sentOn: string | null;
  fields: Cells | null;
}

/** Takes in a paste, message by message; what was taken in before is known and counted. */
export async function takePaste(tx: Tx, grant: Grant, batch: string, text: string): Promise<TakenIn> {
  const messages = splitPaste(text);
  if (messages.length > MAX_MESSAGES)
    throw new AppError("invalid_input", { fields: [{ path: "text", reason: "too_many" }] });
  const gazetteer = openGazetteer(await readGazetteer(tx));
  const items = messages.flatMap((message) => itemsOf(message, reportsIn(message, gazetteer)));
  return keepItems(tx, grant, batch, items, []);
}

const itemsOf = (message: Message, parts: readonly Span[]): NewItem[] =>
  parts.map((part, at) => ({
    ...{ channel: message.channel, original: message.original, part, sentOn: message.sentOn, fields: null },
    externalId: `message:${digest(message.original)}:${at}`,
  }));

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Takes in rows of the fixed template; rows with faults are told, the others are kept. */
export async function takeRows(
  tx: Tx,
  grant: Grant,
  batch: string,
  channel: "sheet" | "kobo",
  rows: readonly RowIn[],
): Promise<TakenIn> {
  const today = await readToday(tx);
  const read = rows.map(({ row, cells }) => ({ row, ...readRow(cells, today) }));
  const items = read
    .filter(({ faults }) => faults.length === 0)
    .map(({ cells, original, reference }) => ({
      ...{ channel, original, part: { from: 0, to: original.length }, sentOn: cells.told_on ?? null },
      fields: cells,
      externalId: reference ? `${channel}:${reference}` : `row:${digest(original)}`,
    }));
  const faults = read.flatMap(({ row, faults: found }) => found.map((fault) => ({ row, ...fault })));
  return keepItems(tx, grant, batch, items, faults);
}

async function keepItems(
  tx: Tx,
  _grant: Grant,
  batch: string,
  items: readonly NewItem[],
  faults: TakenIn["faults"],
): Promise<TakenIn> {
  const { operationId, organisationId, personId } = tx.principal;
  const added = await tx.query<{ ref: string }>(
    `insert into app.intake_item (id, operation_id, owner_org_id, created_by, updated_by, batch_id, position, channel, external_id,
       original, part_from, part_to, sent_on, fields, report_id)
     select x.id, $1, $2, $3, $3, $4, x.position, x.channel, x.external_id, x.original, x.part_from, x.part_to, x.sent_on,
            x.fields, x.report_id
       from jsonb_to_recordset($5::jsonb) as x (id uuid, position integer, channel text, external_id text, original text,
              part_from integer, part_to integer, sent_on date, fields jsonb, report_id uuid)
      order by x.position
     on conflict (operation_id, owner_org_id, external_id) do nothing returning id as ref`,
    [operationId, organisationId, personId, batch, JSON.stringify(items.map(columnsOf))],
  );
  const known = items.length - added.length;
  const detail = { channel: items[0]?.channel ?? null, added: added.length, known, faults: faults.length };
  await tx.query("select app_gate.audit('intake.take_in', 'intake_item', $1, $2)", [batch, detail]);
  return { added: added.length, known, first: added[0]?.ref ?? null, faults };
}

const columnsOf = ({ channel, externalId, original, part, sentOn, fields }: NewItem, position: number) => ({
  ...{ id: newId(), position, channel, external_id: externalId, original: original.replaceAll("\u0000", "") },
  ...{ part_from: part.from, part_to: part.to, sent_on: sentOn, fields, report_id: newId() },
});

interface Held {
  version: number;
  state: string;
  channel: string;
  original: string;
  incident: string;
  updatedBy: string | null;
}

/** An own item, held until the transaction ends. @throws AppError not_found */
async function hold(tx: Tx, ref: string): Promise<Held> {
  const [item] = await tx.query<Held>(
    `select version, state, channel, original, report_id as incident, updated_by as "updatedBy" from app.intake_item
      where id = $1 and owner_org_id = $2 and deleted_at is null for update`,
    [ref, tx.principal.organisationId],
  );
  if (!item) throw new AppError("not_found");
  return item;
}

/**
 * Logs the report that a person made of an item; the original leaves the item and stands with the incident. Sent twice,
 * it is one report.
 * @throws AppError conflict when somebody was faster; invalid_input on `form.description` for a number or an address
 */
export async function acceptItem(
  tx: Tx,
  grant: Grant,
  { ref, version, form: wanted }: { ref: string; version: number; form: IncidentForm },
): Promise<Written> {
  const item = await hold(tx, ref);
  const form = { ...wanted, id: item.incident };
  if (item.state === "accepted") return logIncident(tx, grant, form);
  refuseOutdated(item, version, "open");
  refuseNumbers(form);
  const written = await logIncident(tx, grant, form);
  // Of sexual violence no words are kept.
  await tx.query(
    `insert into app.incident_original (incident_id, channel, body, created_by)
     select i.id, $2, $3, $4 from app.incident i where i.id = $1 and not i.crsv`,
    [item.incident, item.channel, item.original, tx.principal.personId],
  );
  await turn(tx, ref, "accepted", "intake.accept", { original: "" });
  return written;
}

/** What certainly finds a person stays in the source: numbers to call and addresses of mail. */
function refuseNumbers({ description }: IncidentForm): void {
  const found = findInSending(description ?? "").some((each) => stops(each) && each.what !== "coordinates");
  if (found)
    throw new AppError("invalid_input", { fields: [{ path: "form.description", reason: "holds_contact" }] });
}

function refuseOutdated(item: Held, version: number, state: string): void {
  if (item.version !== version || item.state !== state)
    throw new AppError("conflict", { details: { version: item.version, state: item.state } });
}

/** Nothing is made of it. @throws AppError conflict, not_found */
export async function setAside(tx: Tx, _grant: Grant, ref: string, version: number): Promise<void> {
  refuseOutdated(await hold(tx, ref), version, "open");
  await turn(tx, ref, "set_aside", "intake.set_aside", {});
}

/**
 * Takes the last step back: what was set aside waits again; what was accepted is deleted as a report, by whoever accepted
 * it and only while nobody changed it, and waits again with its words.
 * @throws AppError conflict, not_found
 */
export async function undoItem(tx: Tx, _grant: Grant, ref: string): Promise<void> {
  const item = await hold(tx, ref);
  if (item.state === "open") return;
  if (item.state === "set_aside") return turn(tx, ref, "open", "intake.reopen", {});
  const { personId, organisationId } = tx.principal;
  const [report] = await tx.query<{ version: number; body: string }>(
    `select i.version, o.body from app.incident_seen i join app.incident_original_seen o on o.ref = i.ref and not o.merged
      where i.ref = $1 and i.owner_org_id = $2 and i.level = 'full'`,
    [item.incident, organisationId],
  );
  if (report?.version !== 1 || item.updatedBy !== personId) throw new AppError("conflict");
  await tx.query("delete from app.incident_original where incident_id = $1", [item.incident]);
  await deleteRecord(tx, "incident", item.incident, "Taken back in intake, right after it was logged");
  await turn(tx, ref, "open", "intake.reopen", { original: report.body, report_id: newId() });
}

async function turn(
  tx: Tx,
  ref: string,
  state: IntakeState,
  action: string,
  change: { original?: string; report_id?: string },
): Promise<void> {
  await tx.query(
    `update app.intake_item set state = $2, version = version + 1, updated_at = now(), updated_by = $3,
       original = coalesce($4, original), report_id = coalesce($5, report_id) where id = $1`,
    [ref, state, tx.principal.personId, change.original ?? null, change.report_id ?? null],
  );
  await tx.query("select app_gate.audit($2, 'intake_item', $1, '{}')", [ref, action]);
}
