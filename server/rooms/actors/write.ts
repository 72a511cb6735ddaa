// Writing of actors, zones and relations by people. Claims are added, never overwritten: a changed allegiance is a
// new dated claim; who an actor is, is corrected in write-edit.ts. The writer makes the id, so that the same record sent
// twice is stored once.
import { area } from "@turf/turf";
import type { Tx } from "../../../db/tx.ts";
import { nameKey } from "../../../shared/names.ts";
import {
  type ActorForm,
  LEAST_ZONE_KM2,
  type RelationForm,
  type ZoneForm,
} from "../../../shared/rooms/actors.ts";
import { firstDay, lastDay } from "../../../shared/rooms/actors-attributes.ts";
import { type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { areaHolding } from "../places/read-locate.ts";
import {
  type Columns,
  correct,
  type Grant,
  refused,
  refuseFuture,
  type Stored,
  seenActor,
  storeOnce,
} from "./write-store.ts";
import { checkEdge } from "./write-structure.ts";

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
export async function addZone(
  tx: Tx,
  grant: Grant,
  form: ZoneForm,
  illustrative = false,
): Promise<StoredAnswer> {
  const columns = { ...(illustrative ? { illustrative } : {}), ...(await zoneColumns(tx, form)) };
  return storeOnce(tx, grant, "control_zone", "zone.add", form.id, columns, () => addOutline(tx, form));
}

/**
 * Adds a zone of a file, or replaces what an own one says by it. Its sensitivity is never lowered by a file.
 * @throws AppError as addZone
 */
export async function importZone(
  tx: Tx,
  grant: Grant,
  form: ZoneForm,
): Promise<"created" | "updated" | "unchanged"> {
  const [before] = await tx.query<Stored & { corners: unknown }>(
    `select z.*, s.shape #> '{coordinates,0}' as corners
       from app.control_zone z left join app.control_zone_shape s on s.zone_id = z.id
      where z.id = $1 and z.owner_org_id = $2 and z.deleted_at is null for update of z`,
    [form.id, tx.principal.organisationId],
  );
  if (!before) {
    await addZone(tx, grant, form);
    return "created";
  }
  const columns = await zoneColumns(tx, form);
  columns.sensitivity = strictest(columns.sensitivity as Sensitivity, before.sensitivity);
  const same = Object.keys(columns).every((name) => String(before[name]) === String(columns[name]));
  const corners = form.outline ? ringOf(form.outline) : null;
  if (same && JSON.stringify(before.corners) === JSON.stringify(corners)) return "unchanged";
  await correct(tx, grant, "control_zone", before, columns, "zone.import", async () => {
    await tx.query("delete from app.control_zone_shape where zone_id = $1", [form.id]);
    await addOutline(tx, form);
  });
  return "updated";
}

async function zoneColumns(tx: Tx, form: ZoneForm): Promise<Columns> {
  await refuseFuture(tx, form.asOf);
  const actor = await seenActor(tx, form.actorId, "actorId");
  if (form.areaId) await needArea(tx, form.areaId);
  if (form.outline) refusePosition(form.outline);
  const influence = form.controlKind === "influence";
  return {
    actor_id: actor.id,
    area_id: form.areaId ?? (await areaAround(tx, form.outline ?? [])),
    control_kind: form.controlKind,
    ground: influence ? "presence" : (form.ground ?? "control"),
    influence,
    as_of: form.asOf,
    ...daysOf(form),
    confidence: form.confidence,
    note: form.note || null,
    sensitivity: strictest(form.sensitivity, actor.sensitivity),
  };
}

/** Ground is held; where somebody stands is no ground. @throws AppError invalid_input on `outline` */
function refusePosition(outline: readonly [number, number][]): void {
  const shape = { type: "Polygon" as const, coordinates: [ringOf(outline)] };
  if (area(shape) < LEAST_ZONE_KM2 * 1e6) throw refused("outline", "tells_position");
}

const ringOf = (outline: readonly [number, number][]) => [...outline, outline[0]!];

/** A drawn outline lies in a table of its own: outside coordination a zone is its district. */
async function addOutline(tx: Tx, { id, outline }: ZoneForm): Promise<void> {
  if (!outline) return;
  const shape = { type: "Polygon", coordinates: [ringOf(outline)] };
  await tx.query("insert into app.control_zone_shape (zone_id, shape) values ($1, $2)", [id, shape]);
}

async function areaAround(tx: Tx, outline: readonly [number, number][]): Promise<string> {
  const ref = await areaHolding(tx, outline);
  if (!ref) throw refused("areaId", "area_unknown");
  return ref;
}

/** First and last day, as exactly as they are known; without a start, the day the claim stands for. */
const daysOf = (form: ZoneForm | RelationForm): Columns => {
  const { fromPrecision = "day", toPrecision = "day" } = form;
  return {
    valid_from: firstDay(form.validFrom ?? form.asOf, fromPrecision),
    from_precision: fromPrecision,
    valid_to: form.validTo ? lastDay(form.validTo, toPrecision) : null,
    to_precision: toPrecision,
  };
};

/** Adds a dated relation. @throws AppError invalid_input as addZone */
export async function addRelation(
  tx: Tx,
  grant: Grant,
  form: RelationForm,
  illustrative = false,
): Promise<StoredAnswer> {
  await refuseFuture(tx, form.asOf);
  const from = await seenActor(tx, form.fromActorId, "fromActorId");
  const to = await seenActor(tx, form.toActorId, "toActorId");
  const days = daysOf(form);
  await checkEdge(tx, {
    ...{ ref: form.id, fromActor: from.id, toActor: to.id, kind: form.relation },
    ...{ from: days.valid_from as string, to: days.valid_to as string | null },
  });
  return storeOnce(tx, grant, "actor_relation", "relation.add", form.id, {
    ...(illustrative ? { illustrative } : {}),
    from_actor: from.id,
    to_actor: to.id,
    kind: form.relation,
    as_of: form.asOf,
    ...days,
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
