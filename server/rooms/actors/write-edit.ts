// Correcting an actor of one's own organisation: names, kind, dates, notes, sensitivity. The former state is kept.
// Published actors are changed where they are published; zones and relations are dated claims and stay as they are.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ActorForm } from "../../../shared/rooms/actors.ts";
import { strictest } from "../../../shared/rooms/records.ts";
import { checkLowering } from "../../access/sensitivity.ts";
import { makeCopies, writeAudited } from "../../access/write.ts";
import { actorColumns } from "./write.ts";
import { type Grant, replace, type Stored } from "./write-store.ts";

type Claims =
  | "control_zone"
  | "actor_relation"
  | "actor_claim"
  | "engagement"
  | "operation_brief"
  | "mitigation";

const NAMED_IN: Record<Claims, string> = {
  control_zone: "actor_id = $1",
  actor_relation: "(from_actor = $1 or to_actor = $1)",
  actor_claim: "actor_id = $1",
  engagement: "actor_id = $1",
  operation_brief: "actor_id = $1",
  mitigation: "actor_id = $1",
};

/**
 * Replaces what an actor's record says. A stricter sensitivity makes the organisation's own claims about it as strict.
 * @param version the version the editor had before their eyes.
 * @throws AppError conflict with `details.version` when somebody was faster; not_found when it is not theirs;
 *   invalid_input when somebody who does not coordinate would lower the sensitivity.
 */
export async function editActor(tx: Tx, grant: Grant, version: number, form: ActorForm) {
  const before = await readOwn(tx, form.id);
  if (before.version !== version) throw new AppError("conflict", { details: { version: before.version } });
  checkLowering(tx.principal.role, before.sensitivity, form.sensitivity);
  const columns = actorColumns(form);
  const changed = Object.keys(columns).filter(
    (name) => name !== "name_key" && JSON.stringify(before[name]) !== JSON.stringify(columns[name]),
  );
  const done = { ref: form.id, already: changed.length === 0 };
  if (done.already) return done;
  const copies = { kind: "actor", ids: [form.id] } as const;
  const entry = { action: "actor.edit", recordId: form.id, detail: { changed }, copies };
  return writeAudited(tx, grant, entry, async () => {
    await replace(tx, "actor", before, columns, "actor.edit", changed);
    for (const table of Object.keys(NAMED_IN) as Claims[]) await tighten(tx, table, form);
    return done;
  });
}

/** A claim is never more open than the actor it names. */
async function tighten(tx: Tx, table: Claims, { id, sensitivity }: ActorForm): Promise<void> {
  const claims = await tx.query<Stored>(
    `select * from app.${table} where ${NAMED_IN[table]} and owner_org_id = $2 and deleted_at is null for update`,
    [id, tx.principal.organisationId],
  );
  const open = claims.filter((claim) => strictest(claim.sensitivity, sensitivity) !== claim.sensitivity);
  for (const claim of open) {
    await replace(tx, table, claim, { sensitivity }, "actor.edit", ["sensitivity"]);
  }
  const ids = open.map((claim) => claim.id);
  if (ids.length > 0) await makeCopies(tx, table, ids);
}

/** The stored row, locked until the transaction ends so that two editors cannot both win. */
async function readOwn(tx: Tx, id: string): Promise<Stored> {
  const [row] = await tx.query<Stored>(
    `select * from app.actor where id = $1 and owner_org_id = $2 and dataset_id is null and deleted_at is null
        for update`,
    [id, tx.principal.organisationId],
  );
  if (!row) throw new AppError("not_found");
  return row;
}
