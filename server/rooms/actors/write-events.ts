// Renames, splits and mergers as dated events: what they made and ended is kept, so that their own organisation can
// take one back whole. Only claims and relations are made; nothing that was said before is overwritten.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { derivedId } from "../../../shared/ids.ts";
import { nameKey } from "../../../shared/names.ts";
import { firstDay } from "../../../shared/rooms/actors-attributes.ts";
import type { MergeForm, RenameForm, SplinterForm } from "../../../shared/rooms/actors-events.ts";
import { dayBefore } from "../../../shared/rooms/actors-structure.ts";
import { strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { writeAudited } from "../../access/write.ts";
import { logActor } from "./write.ts";
import { addClaim } from "./write-claims.ts";
import {
  type Grant,
  readOwn,
  refused,
  refuseFuture,
  replace,
  type Stored,
  seenActor,
  storeOnce,
} from "./write-store.ts";
import { type Ended, type Moved, moveUnit, setEnd, takeAway } from "./write-structure.ts";

/** What an event did, as it is kept beside it. */
interface Made {
  relations: string[];
  claims: string[];
  ended: Ended[];
  /** Columns of the actor before the event, where it is the organisation's own. */
  actor: Record<string, unknown> | null;
}
type Event = { id: string; actorId: string; on: string; precision: "day" | "month" | "year" };

/** A new name from a day on. @throws AppError not_found: not the own organisation's actor; invalid_input */
export async function renameActor(tx: Tx, grant: Grant, form: RenameForm): Promise<StoredAnswer> {
  if (await isKnown(tx, form.id)) return { ref: form.id, already: true };
  await refuseFuture(tx, form.asOf);
  const before = await readOwn(tx, "actor", form.actorId);
  if (before.dataset_id !== null) throw new AppError("not_found");
  const { actorId, on, precision, asOf, reliability, credibility, sources, sensitivity } = form;
  const day = firstDay(on, precision);
  const told = {
    actorId,
    asOf,
    reliability,
    credibility,
    sources,
    sensitivity,
    note: null,
    attribute: "name",
  } as const;
  const claims = [derivedId(form.id, "former"), derivedId(form.id, "new")] as const;
  const former = {
    ...told,
    id: claims[0],
    value: { text: String(before.name) },
    from: null,
    fromPrecision: "day",
  } as const;
  await addClaim(
    tx,
    grant,
    { ...former, to: dayBefore(day), toPrecision: "day" },
    before.illustrative === true,
  );
  const now = {
    ...told,
    id: claims[1],
    value: { text: form.name },
    from: day,
    fromPrecision: precision,
  } as const;
  await addClaim(tx, grant, { ...now, to: null, toPrecision: "day" }, before.illustrative === true);
  const aliases = [...new Set([...(before.aliases as string[]), String(before.name)])].filter(
    (alias) => alias !== form.name,
  );
  const columns = { name: form.name, name_key: nameKey(form.name), aliases };
  const made = { relations: [], claims: [...claims], ended: [], actor: pick(before, Object.keys(columns)) };
  await changeActor(tx, grant, before, columns, "actor.rename");
  return keep(tx, grant, "rename", form, before.id, made);
}

/** Part of an actor goes its own way from a day on. @throws AppError invalid_input */
export async function splitActor(
  tx: Tx,
  grant: Grant,
  form: SplinterForm,
  illustrative = false,
): Promise<StoredAnswer> {
  if (await isKnown(tx, form.id)) return { ref: form.id, already: true };
  await refuseFuture(tx, form.asOf);
  const actor = await seenActor(tx, form.actorId, "actorId");
  const { splinterId, name, kind, sensitivity } = form;
  if (name) {
    if (!kind) throw refused("kind", "required");
    const own = { id: splinterId, name, kind, aliases: [], communal: false, sensitivity };
    await logActor(tx, grant, { ...own, activeFrom: firstDay(form.on, form.precision) }, illustrative);
  }
  const splinter = await seenActor(tx, splinterId, "splinterId");
  const relation = derivedId(form.id, "splinter");
  await relate(tx, grant, form, relation, "splinter_of", splinter, actor, illustrative);
  const moved = await moveUnits(tx, grant, form, form.unitIds, splinterId, illustrative);
  const made = { relations: [relation, ...moved.made], claims: [], ended: moved.ended, actor: null };
  return keep(tx, grant, "splinter", form, actor.id, made);
}

/** An actor goes up in another from a day on, with its units. @throws AppError invalid_input */
export async function mergeActors(
  tx: Tx,
  grant: Grant,
  form: MergeForm,
  illustrative = false,
): Promise<StoredAnswer> {
  if (await isKnown(tx, form.id)) return { ref: form.id, already: true };
  await refuseFuture(tx, form.asOf);
  const actor = await seenActor(tx, form.actorId, "actorId");
  const into = await seenActor(tx, form.intoId, "intoId");
  const day = firstDay(form.on, form.precision);
  const relation = derivedId(form.id, "merge");
  await relate(tx, grant, form, relation, "merged_into", actor, into, illustrative);
  const moved = await moveUnits(tx, grant, form, await unitsOf(tx, actor.id, day), form.intoId, illustrative);
  const [own] = await tx.query<Stored>(
    "select * from app.actor where id = $1 and owner_org_id = $2 and dataset_id is null and deleted_at is null for update",
    [actor.id, tx.principal.organisationId],
  );
  if (own) await changeActor(tx, grant, own, { active_to: dayBefore(day) }, "actor.merge");
  const made = { relations: [relation, ...moved.made], claims: [], ended: moved.ended };
  return keep(tx, grant, "merge", form, actor.id, { ...made, actor: own ? pick(own, ["active_to"]) : null });
}

/**
 * Takes an own event back: what it made goes, what it ended goes on, names are as before. An actor that a split added
 * stays in the list. A second time changes nothing. @throws AppError not_found
 */
export async function undoEvent(tx: Tx, grant: Grant, ref: string): Promise<StoredAnswer> {
  const [event] = await tx.query<{ actor: string; made: Made; undone: boolean }>(
    `select actor_id as actor, made, undone_at is not null as undone from app.actor_event
      where id = $1 and owner_org_id = $2 for update`,
    [ref, tx.principal.organisationId],
  );
  if (!event) throw new AppError("not_found");
  if (event.undone) return { ref, already: true };
  const { relations, claims, ended, actor } = event.made;
  return writeAudited(tx, grant, { action: "event.undo", recordId: ref }, async () => {
    for (const id of relations) await takeAway(tx, grant, "actor_relation", id);
    for (const id of claims) await takeAway(tx, grant, "actor_claim", id);
    for (const { relation, was } of ended) await setEnd(tx, grant, relation, was, "day", "relation.end");
    if (actor) await changeActor(tx, grant, await readOwn(tx, "actor", event.actor), actor, "event.undo");
    await tx.query("update app.actor_event set undone_at = now() where id = $1", [ref]);
    return { ref, already: false };
  });
}

type Told = Pick<MergeForm, "on" | "precision" | "asOf" | "confidence" | "note" | "sensitivity">;
type Seen = Awaited<ReturnType<typeof seenActor>>;

const relate = (
  tx: Tx,
  grant: Grant,
  form: Told,
  id: string,
  kind: string,
  from: Seen,
  to: Seen,
  illustrative: boolean,
) =>
  storeOnce(tx, grant, "actor_relation", "relation.add", id, {
    ...{ illustrative, from_actor: from.id, to_actor: to.id, kind, as_of: form.asOf },
    ...{ valid_from: firstDay(form.on, form.precision), from_precision: form.precision, valid_to: null },
    ...{ confidence: form.confidence, source: form.note || null },
    sensitivity: strictest(form.sensitivity, from.sensitivity, to.sensitivity),
  });

async function moveUnits(
  tx: Tx,
  grant: Grant,
  form: Told & { id: string },
  units: readonly string[],
  parentId: string,
  illustrative: boolean,
): Promise<Moved> {
  const all: Moved = { made: [], ended: [] };
  const { on, precision, asOf, confidence, note, sensitivity } = form;
  for (const actorId of units) {
    const told = {
      actorId,
      parentId,
      kind: "part_of",
      on,
      precision,
      asOf,
      confidence,
      note,
      sensitivity,
    } as const;
    const moved = await moveUnit(tx, grant, told, derivedId(form.id, actorId), illustrative);
    all.made.push(...moved.made);
    all.ended.push(...moved.ended);
  }
  return all;
}

/** Units directly under an actor on a day, by the own account. */
async function unitsOf(tx: Tx, actor: string, day: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct l.ref as id from app.actor_relation r join app.actor_link l on l.record_id = r.from_actor
       join app.actor_link u on u.record_id = r.to_actor
      where u.stands_id = $1 and l.stands_id <> $1 and r.kind = 'part_of' and r.owner_org_id = $2 and r.deleted_at is null
        and r.valid_from <= $3 and (r.valid_to is null or r.valid_to >= $3)`,
    [actor, tx.principal.organisationId, day],
  );
  return rows.map(({ id }) => id);
}

async function changeActor(
  tx: Tx,
  grant: Grant,
  before: Stored,
  columns: Record<string, unknown>,
  action: string,
) {
  const changed = Object.keys(columns);
  const copies = { kind: "actor", ids: [before.id] } as const;
  await writeAudited(tx, grant, { action, recordId: before.id, detail: { changed }, copies }, () =>
    replace(tx, "actor", before, columns, action, changed),
  );
}

const pick = (row: Stored, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

async function isKnown(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query("select from app.actor_event where id = $1", [id]);
  return rows.length > 0;
}

async function keep(
  tx: Tx,
  grant: Grant,
  kind: string,
  form: Event,
  actor: string,
  made: Made,
): Promise<StoredAnswer> {
  const { operationId, organisationId, personId } = tx.principal;
  return writeAudited(
    tx,
    grant,
    { action: `actor.${kind}`, recordId: actor, detail: { event: form.id } },
    async () => {
      await tx.query(
        `insert into app.actor_event (id, operation_id, owner_org_id, kind, actor_id, happened_on, made, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          form.id,
          operationId,
          organisationId,
          kind,
          actor,
          firstDay(form.on, form.precision),
          made,
          personId,
        ],
      );
      return { ref: form.id, already: false };
    },
  );
}
