// Who stands under whom from a day on. An own relation ends the day before, a new one begins; the rules of one account
// (one superior of a kind a day, no circle) are checked here for words and in the database for certain.
import type { Tx } from "../../../db/tx.ts";
import { firstDay } from "../../../shared/rooms/actors-attributes.ts";
import type { SubordinateForm } from "../../../shared/rooms/actors-events.ts";
import {
  closesCircle,
  type Edge,
  edgesOf,
  type MoveIssue,
  planMove,
  type StoredRelation,
  standsOn,
} from "../../../shared/rooms/actors-structure.ts";
import { type FormIssue, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { keepRevision, makeCopies, writeAudited } from "../../access/write.ts";
import {
  type Grant,
  refused,
  refuseFuture,
  replace,
  type Stored,
  seenActor,
  storeOnce,
} from "./write-store.ts";

/** A relation that was ended, and the end it had before. */
export interface Ended {
  relation: string;
  was: string | null;
}
/** What a move made and ended, for taking it back. */
export interface Moved {
  made: string[];
  ended: Ended[];
}

const ISSUES: Record<MoveIssue, [field: string, issue: FormIssue]> = {
  same_actor: ["parentId", "same_actor"],
  same_superior: ["parentId", "same_superior"],
  same_day: ["on", "same_day"],
  would_circle: ["parentId", "would_circle"],
};

type OwnEdge = Edge & StoredRelation;

/** The own organisation's account of command, by ids of the records that stand for its actors. */
export async function readOwnEdges(tx: Tx): Promise<OwnEdge[]> {
  const rows = await tx.query<StoredRelation>(
    `select r.id as ref, coalesce(f.stands_id, r.from_actor) as "fromActor", coalesce(t.stands_id, r.to_actor) as "toActor",
            r.kind, r.valid_from as "from", r.valid_to as "to", r.confidence, r.as_of as "asOf"
       from app.actor_relation r
       left join app.actor_stands_seen f on f.record_id = r.from_actor
       left join app.actor_stands_seen t on t.record_id = r.to_actor
      where r.owner_org_id = $1 and r.kind in ('part_of', 'commands') and r.deleted_at is null`,
    [tx.principal.organisationId],
  );
  return edgesOf(rows);
}

/** @throws AppError invalid_input where an own relation of command would break a rule */
export async function checkEdge(
  tx: Tx,
  relation: Pick<StoredRelation, "ref" | "fromActor" | "toActor" | "kind" | "from" | "to">,
): Promise<void> {
  const [edge] = edgesOf([{ ...relation, confidence: "low" as const, asOf: null }]);
  if (!edge) return;
  const own = (await readOwnEdges(tx)).filter(({ ref }) => ref !== edge.ref);
  const twice = own.some(
    (other) =>
      other.child === edge.child &&
      other.kind === edge.kind &&
      (standsOn(other, edge.from) || standsOn(edge, other.from)),
  );
  if (twice) throw refused("validFrom", "two_superiors");
  if (closesCircle(own, edge)) throw refused("toActorId", "would_circle");
}

/**
 * Puts a unit under another superior, or under nobody.
 * @throws AppError invalid_input at `parentId` or `on`, and for actors the writer does not see
 */
export async function subordinate(
  tx: Tx,
  grant: Grant,
  form: SubordinateForm,
  illustrative = false,
): Promise<StoredAnswer> {
  const known = await tx.query("select from app.actor_relation where id = $1 and owner_org_id = $2", [
    form.id,
    tx.principal.organisationId,
  ]);
  if (known.length > 0) return { ref: form.id, already: true };
  await refuseFuture(tx, form.asOf);
  await moveUnit(tx, grant, form, form.id, illustrative);
  return { ref: form.id, already: false };
}

/** What moving says, whoever moves: one unit, or all units of a group that split or went up in another. */
export type MoveForm = Pick<
  SubordinateForm,
  "actorId" | "parentId" | "kind" | "on" | "precision" | "asOf" | "confidence" | "note" | "sensitivity"
>;

/** @param id of the new relation */
export async function moveUnit(
  tx: Tx,
  grant: Grant,
  form: MoveForm,
  id: string,
  illustrative = false,
): Promise<Moved> {
  const child = await seenActor(tx, form.actorId, "actorId");
  const parent = form.parentId ? await seenActor(tx, form.parentId, "parentId") : null;
  const move = { child: child.id, parent: parent?.id ?? null, kind: form.kind };
  const own = await readOwnEdges(tx);
  const from = firstDay(form.on, form.precision);
  const plan = planMove(own, { ...move, from });
  if ("issue" in plan) throw refused(...ISSUES[plan.issue]);
  const moved: Moved = { made: [], ended: [] };
  if (plan.end) {
    const { kind, child: unit } = plan.end.edge;
    // Two records of one unit may each tell of the same superior.
    const former = own.filter((edge) => edge.child === unit && edge.kind === kind && standsOn(edge, from));
    for (const edge of former) {
      moved.ended.push({ relation: edge.ref, was: edge.to });
      await setEnd(tx, grant, edge.ref, plan.end.to, form.precision, "relation.end");
    }
  }
  if (plan.add && parent) {
    const [lower, upper] = form.kind === "part_of" ? [child, parent] : [parent, child];
    await storeOnce(tx, grant, "actor_relation", "relation.add", id, {
      ...{ illustrative, from_actor: lower.id, to_actor: upper.id, kind: form.kind, as_of: form.asOf },
      ...{ valid_from: plan.add.from, from_precision: form.precision, valid_to: plan.add.to },
      ...{ confidence: form.confidence, source: form.note || null },
      sensitivity: strictest(form.sensitivity, child.sensitivity, parent.sensitivity),
    });
    moved.made.push(id);
  }
  return moved;
}

/** Gives an own relation another end, its former state kept. */
export async function setEnd(
  tx: Tx,
  grant: Grant,
  id: string,
  to: string | null,
  precision: string,
  action: string,
): Promise<void> {
  const [before] = await tx.query<Stored>(
    "select * from app.actor_relation where id = $1 and owner_org_id = $2 for update",
    [id, tx.principal.organisationId],
  );
  if (!before) return;
  const copies = { kind: "actor_relation", ids: [id] } as const;
  await writeAudited(tx, grant, { action, recordId: id, copies }, () =>
    replace(tx, "actor_relation", before, { valid_to: to, to_precision: precision }, action, ["valid_to"]),
  );
}

/** Hides an own record that a dated event made, when the event is taken back. */
export async function takeAway(
  tx: Tx,
  grant: Grant,
  table: "actor_relation" | "actor_claim",
  id: string,
): Promise<void> {
  const [row] = await tx.query<{ version: number }>(
    `update app.${table} set deleted_at = now(), version = version + 1, updated_at = now(), updated_by = $2
      where id = $1 and owner_org_id = $3 and deleted_at is null returning version`,
    [id, tx.principal.personId, tx.principal.organisationId],
  );
  if (!row) return;
  const action = "event.undo";
  await keepRevision(tx, grant.kind, tx.principal.organisationId, {
    ...{ recordId: id, version: row.version, action, changed: [], before: null },
  });
  await makeCopies(tx, table, [id]);
}
