// Claims about an actor's attributes: added, corrected with the former state kept, retired with a reason. A claim is
// never more open than the actor it names; who told us goes to a table of its own.
import type { Tx } from "../../../db/tx.ts";
import {
  type ClaimForm,
  firstDay,
  lastDay,
  type RetireForm,
} from "../../../shared/rooms/actors-attributes.ts";
import { type Sensitivity, strictest } from "../../../shared/rooms/records.ts";
import type { StoredAnswer } from "../../../shared/rooms/records-answers.ts";
import { checkLowering } from "../../access/sensitivity.ts";
import { readToday } from "../../access/today.ts";
import { needArea } from "./write.ts";
import {
  type Columns,
  correct,
  type Grant,
  readOwn,
  refused,
  refuseFuture,
  seenActor,
  storeOnce,
} from "./write-store.ts";

/**
 * Adds a claim; `illustrative`: of a demonstration, not of the world.
 * @throws AppError invalid_input for an actor or area the writer does not see, or an as-of day that has not come
 */
export async function addClaim(
  tx: Tx,
  grant: Grant,
  form: ClaimForm,
  illustrative = false,
): Promise<StoredAnswer> {
  const actor = await checkClaim(tx, form);
  const columns = { illustrative, actor_id: actor.id, ...claimColumns(form, actor.sensitivity) };
  return storeOnce(tx, grant, "actor_claim", "claim.add", form.id, columns, () => addSources(tx, form));
}

/**
 * Replaces what an own claim says. Its sensitivity is lowered by a coordinator only.
 * @param version the version the editor had before their eyes
 * @throws AppError not_found, conflict, and as addClaim
 */
export async function correctClaim(
  tx: Tx,
  grant: Grant,
  version: number,
  form: ClaimForm,
): Promise<StoredAnswer> {
  const before = await readOwn(tx, "actor_claim", form.id, version);
  const actor = await checkClaim(tx, form, before.actor_id);
  if (actor.id !== before.actor_id || form.attribute !== before.attribute)
    throw refused("attribute", "not_in_list");
  checkLowering(tx.principal.role, before.sensitivity, form.sensitivity);
  const columns = claimColumns(form, actor.sensitivity);
  return correct(tx, grant, "actor_claim", before, columns, "claim.correct", () => addSources(tx, form));
}

/** Takes an own claim back; it stays in the history. A second time changes nothing. @throws AppError not_found, conflict */
export async function retireClaim(tx: Tx, grant: Grant, form: RetireForm): Promise<StoredAnswer> {
  const before = await readOwn(tx, "actor_claim", form.ref);
  if (before.retired_on !== null) return { ref: form.ref, already: true };
  await readOwn(tx, "actor_claim", form.ref, form.version);
  const columns = { retired_on: await readToday(tx), retired_why: form.reason };
  return correct(tx, grant, "actor_claim", before, columns, "claim.retire");
}

async function checkClaim(tx: Tx, form: ClaimForm, was: unknown = null) {
  await refuseFuture(tx, form.asOf);
  if (form.value.areaId) await needArea(tx, form.value.areaId, "value.areaId");
  const actor = await seenActor(tx, form.actorId, "actorId", was);
  if (ENDANGERS.includes(form.attribute) && !actor.illustrative) await refuseInDemonstration(tx);
  return actor;
}

/** How dangerous somebody is to civilians, and how far. */
const ENDANGERS: readonly string[] = ["threat", "reach"];

/** Nobody plays through how dangerous a real group is. @throws AppError invalid_input on `attribute` */
async function refuseInDemonstration(tx: Tx): Promise<void> {
  const [found] = await tx.query("select from app.operation where demonstration");
  if (found) throw refused("attribute", "illustrative_only");
}

/** What a form says, by the names of the columns. */
const claimColumns = (form: ClaimForm, actor: Sensitivity): Columns => ({
  attribute: form.attribute,
  value: form.value,
  valid_from: form.from ? firstDay(form.from, form.fromPrecision) : null,
  from_precision: form.fromPrecision,
  valid_to: form.to ? lastDay(form.to, form.toPrecision) : null,
  to_precision: form.toPrecision,
  as_of: form.asOf,
  reliability: form.reliability,
  credibility: form.credibility,
  note: form.note || null,
  sensitivity: strictest(form.sensitivity, actor),
});

async function addSources(tx: Tx, { id, sources }: ClaimForm): Promise<void> {
  for (const { type, said, dated, reference } of sources)
    await tx.query(
      `insert into app.actor_claim_source (claim_id, source_type, said, dated, reference, created_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, type, said || null, dated ?? null, reference || null, tx.principal.personId],
    );
}
