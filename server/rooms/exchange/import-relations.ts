/**
 * Whom UCDP's actors split from, joined or allied with. The list tells that it was so and no day, and a relation without
 * a day would stand on the slider where it does not belong: it is dated by the events of the two, to the year, and the
 * record says how. Where the events tell no year, nothing is written.
 */
import type { Tx } from "../../../db/tx.ts";
import { firstDay } from "../../../shared/rooms/actors-attributes.ts";
import type { ImportReport } from "../../../shared/rooms/exchange.ts";
import type { ImportTarget } from "../../access/import-rows.ts";
import { readToday } from "../../access/today.ts";
import { grantImport } from "../../access/write.ts";
import { type ImportedRelation, importRelations } from "../actors/write-import.ts";
import type { ActorDraft, RelationDraft } from "./drafts.ts";
import { type ActiveDays, readActiveDays } from "./read.ts";

/** Writes the relations of these actors to each other and to others that the dataset has here already. */
export async function importRelationsOf(
  tx: Tx,
  target: ImportTarget,
  actors: readonly ActorDraft[],
): Promise<NonNullable<ImportReport["relations"]>> {
  const grant = grantImport(tx, "actor");
  const days = await readActiveDays(tx, target.datasetId);
  const today = await readToday(tx);
  const told = actors.flatMap((actor) => actor.relations.map((relation) => ({ actor, relation })));
  const relations = told.flatMap(({ actor, relation }) => datedOf(actor, relation, days) ?? []);
  const past = relations.filter(({ from }) => from <= today);
  const done = await importRelations(tx, grant, target, past);
  return {
    created: done.created.length,
    updated: done.updated.length,
    unchanged: done.unchanged,
    skipped: told.length - past.length,
  };
}

/**
 * A split or an alliance is known from the year in which both sides have had events; who joined another did so when their
 * own events end.
 */
function datedOf(
  { externalId }: ActorDraft,
  { relation, other }: RelationDraft,
  days: ReadonlyMap<string, ActiveDays>,
): ImportedRelation | null {
  const [one, two] = [days.get(externalId), days.get(other)];
  if (!one || !two) return null;
  const both = one.first && two.first ? [one.first, two.first].sort()[1]! : null;
  const day = relation === "merged_into" ? one.last : both;
  if (!day) return null;
  const why = relation === "merged_into" ? "its last event" : "the first events of both";
  return {
    externalId: `${relation} ${externalId} ${other}`,
    ...{ fromActor: one.ref, toActor: two.ref, relation, from: firstDay(day, "year") },
    note: `UCDP's list of actors gives no day; the year is that of ${why} in UCDP's events of this operation.`,
  };
}
