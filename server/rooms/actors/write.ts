// Writing of actors, zones and relations by people. Claims are added, never overwritten: a changed allegiance is a
// new dated claim; who an actor is, is corrected in write-edit.ts. The writer makes the id, so that the same record sent
// twice is stored once.
import type { Tx } from "../../../db/tx.ts";
import { nameKey } from "../../../shared/names.ts";
import type { ActorForm, RelationForm, ZoneForm } from "../../../shared/rooms/actors.ts";
import { strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { type Columns, type Grant, refused, refuseFuture, seenActor, storeOnce } from "./write-store.ts";

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

/** @throws AppError invalid_input for an area the writer does not see */
export async function needArea(tx: Tx, ref: string, field = "areaId"): Promise<void> {
  const found = await tx.query("select from app.area_seen where ref = $1", [ref]);
  if (found.length === 0) throw refused(field, "area_unknown");
}
