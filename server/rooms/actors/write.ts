// Writing of actors, zones and relations by people. Claims are added, never overwritten: a changed allegiance is a
// new dated claim; who an actor is, is corrected in write-edit.ts. The writer makes the id, so that the same record sent twice is stored once.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { nameKey } from "../../../shared/names.ts";
import type { ActorForm, RelationForm, ZoneForm } from "../../../shared/rooms/actors.ts";
import { type FormIssue, type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { refuseGone } from "../../access/deletion.ts";
import { readToday } from "../../access/today.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";

type Grant = WriteGrant<"actor">;
type Table = "actor" | "control_zone" | "actor_relation";
type Columns = Record<string, unknown>;

/**
 * Adds an actor; `illustrative`: of a demonstration, not of the world.
 * @throws AppError conflict when the id is taken by something else
 */
export function logActor(tx: Tx, grant: Grant, form: ActorForm, illustrative = false): Promise<StoredAnswer> {
  return storeOnce(tx, grant, "actor", "actor.log", form.id, { illustrative, ...actorColumns(form) });
}

/** What a form says, by the names of the columns. */
export const actorColumns = (form: ActorForm): Columns => ({
  name: form.name,
  name_key: nameKey(form.name),
  aliases: form.aliases,
  kind: form.kind,
  communal: form.communal,
  active_from: form.activeFrom ?? null,
  active_to: form.activeTo ?? null,
  notes: form.description || null,
  sensitivity: form.sensitivity,
});

/** Adds a dated zone. @throws AppError invalid_input for an actor or area the writer does not see, or a later as-of date */
export async function addZone(tx: Tx, grant: Grant, form: ZoneForm): Promise<StoredAnswer> {
  await refuseFuture(tx, form.asOf);
  const actor = await seenActor(tx, form.actorId, "actorId");
  await needArea(tx, form.areaId);
  return storeOnce(tx, grant, "control_zone", "zone.add", form.id, {
    actor_id: actor.id,
    area_id: form.areaId,
    control_kind: form.controlKind,
    influence: form.controlKind === "influence",
    as_of: form.asOf,
    valid_from: form.validFrom ?? form.asOf,
    valid_to: form.validTo ?? null,
    confidence: form.confidence,
    note: form.note || null,
    sensitivity: strictest(form.sensitivity, actor.sensitivity),
  });
}

/** Adds a dated relation. @throws AppError invalid_input as addZone */
export async function addRelation(tx: Tx, grant: Grant, form: RelationForm): Promise<StoredAnswer> {
  await refuseFuture(tx, form.asOf);
  const from = await seenActor(tx, form.fromActorId, "fromActorId");
  const to = await seenActor(tx, form.toActorId, "toActorId");
  return storeOnce(tx, grant, "actor_relation", "relation.add", form.id, {
    from_actor: from.id,
    to_actor: to.id,
    kind: form.relation,
    as_of: form.asOf,
    valid_from: form.validFrom ?? form.asOf,
    valid_to: form.validTo ?? null,
    confidence: form.confidence,
    source: form.note || null,
    sensitivity: strictest(form.sensitivity, from.sensitivity, to.sensitivity),
  });
}

/** The actor behind what the writer sees of it: the record or its copy. */
async function seenActor(tx: Tx, ref: string, field: string) {
  const [actor] = await tx.query<{ id: string; sensitivity: Sensitivity }>(
    `select l.record_id as id, a.sensitivity from app.actor_seen a join app.actor_link l on l.ref = a.ref
      where a.ref = $1`,
    [ref],
  );
  if (!actor) throw refused(field, "not_in_list");
  return actor;
}

async function needArea(tx: Tx, ref: string): Promise<void> {
  const found = await tx.query("select from app.area_seen where ref = $1", [ref]);
  if (found.length === 0) throw refused("areaId", "area_unknown");
}

/** A claim cannot stand for a day that the operation's clock has not reached. */
async function refuseFuture(tx: Tx, asOf: string): Promise<void> {
  if (asOf > (await readToday(tx))) throw refused("asOf", "in_future");
}

const refused = (path: string, reason: FormIssue) =>
  new AppError("invalid_input", { fields: [{ path, reason }] });

/** Stores a new record with its revision and audit line, or finds that an earlier try stored this very record. */
async function storeOnce(tx: Tx, grant: Grant, table: Table, action: string, id: string, columns: Columns) {
  await refuseGone(tx, [id]);
  const names = Object.keys(columns);
  const values = Object.values(columns);
  const same = names.map((name, index) => `${name} is not distinct from $${index + 2}`).join(" and ");
  const [earlier] = await tx.query<{ same: boolean }>(
    `select ${same} as same from app.${table} where id = $1 and owner_org_id = $${values.length + 2}`,
    [id, ...values, tx.principal.organisationId],
  );
  if (earlier && !earlier.same) throw new AppError("conflict");
  if (earlier) return { ref: id, already: true };
  const { operationId, organisationId, personId } = tx.principal;
  await writeAudited(tx, grant, { action, recordId: id, copies: { kind: table, ids: [id] } }, async () => {
    const marks = [id, operationId, organisationId, personId, personId, ...values].map(
      (_, index) => `$${index + 1}`,
    );
    await tx.query(
      `insert into app.${table} (id, operation_id, owner_org_id, created_by, updated_by, ${names.join(", ")})
       values (${marks.join(", ")})`,
      [id, operationId, organisationId, personId, personId, ...values],
    );
    const revision = { recordId: id, version: 1, action, changed: changedOf(columns), before: null };
    await keepRevision(tx, "actor", organisationId, revision);
  });
  return { ref: id, already: false };
}

/** Names of the columns that hold something. */
const changedOf = (columns: Columns): string[] =>
  Object.keys(columns).filter((name) => name !== "name_key" && columns[name] !== null);
