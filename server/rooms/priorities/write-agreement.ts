// What the two sides say of a planning cycle: agreed, over. Each word is a record of its own, by who may sign for the
// side; the cycle's state follows in the database (app_gate.settle_cycle), because its owner may be another.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { signsFor } from "../../../shared/rooms/access.ts";
import type { CycleAct, CycleActForm } from "../../../shared/rooms/priorities.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { keepRevision, type WriteGrant, writeAudited } from "../../access/write.ts";
import { findCycle } from "./read.ts";

type Grant = WriteGrant<"priority">;

/** One side agrees to a cycle; with the second one it is agreed. Said twice, it stays as said first. */
export const agree = (tx: Tx, grant: Grant, form: CycleActForm) => say(tx, grant, "agree", form);

/** One side says that a cycle is over: nothing is decided or assessed in it any more. */
export const close = (tx: Tx, grant: Grant, form: CycleActForm) => say(tx, grant, "close", form);

/**
 * @throws AppError not_allowed for who may not sign; not_found for a cycle that is absent or not shared; conflict for
 * one that is over
 */
async function say(
  tx: Tx,
  grant: Grant,
  act: CycleAct,
  { id, cycleId }: CycleActForm,
): Promise<StoredAnswer> {
  const side = signsFor(tx.principal);
  if (!side) throw new AppError("not_allowed");
  // Both sides at once: the second waits, so that it sees what the first said.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 13))", [cycleId]);
  const cycle = await findCycle(tx, cycleId);
  const [known] = await tx.query<{ ref: string }>(
    "select ref from app.cycle_agreement_seen where cycle_id = $1 and side = $2 and act = $3",
    [cycle.ref, side, act],
  );
  if (known) return { ref: known.ref, already: true };
  if (cycle.state === "closed") throw new AppError("conflict", { details: { state: cycle.state } });
  const { operationId, organisationId, personId } = tx.principal;
  const action = `priority.${act}`;
  await writeAudited(tx, grant, { action, recordId: cycle.ref }, async () => {
    await tx.query(
      `insert into app.cycle_agreement (id, operation_id, cycle_id, side, act, organisation_id, person_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, operationId, cycle.ref, side, act, organisationId, personId],
    );
    await tx.query("select app_gate.settle_cycle($1)", [cycle.ref]);
    const revision = { recordId: id, version: 1, action, changed: ["state"], before: { state: cycle.state } };
    await keepRevision(tx, "priority", organisationId, revision);
  });
  return { ref: id, already: false };
}
