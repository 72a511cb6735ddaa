// Saying that a record of others tells of the same event as an own one, or of another. It changes nothing of either
// record; the figures of the own organisation then count the event once (server/facts). Of two own records only that they
// are different can be said: those of one event are merged.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { derivedId } from "../../../shared/ids.ts";
import { type WriteGrant, writeAudited } from "../../access/write.ts";
import { refuseOthers } from "./write-thread.ts";

interface Said {
  incident: string;
  other: string;
  /** null: takes back what was said. */
  state: "same" | "different" | null;
}

/** @throws AppError not_found: the own record or the other one is not there for the caller */
export async function saySame(
  tx: Tx,
  grant: WriteGrant<"incident">,
  { incident, other, state }: Said,
): Promise<void> {
  await refuseOthers(tx, incident);
  const { operationId, organisationId, personId } = tx.principal;
  const [seen] = await tx.query(
    "select ref from app.incident_seen where ref = $1 and ref <> $3 and (owner_org_id <> $2 or $4)",
    [other, organisationId, incident, state !== "same"],
  );
  if (!seen) throw new AppError("not_found");
  await writeAudited(tx, grant, { action: "incident.same", recordId: incident }, async () => {
    // What was said of a report that was merged into this one is said of this one.
    await tx.query(
      `delete from app.incident_same where other_ref = $2
          and (incident_id = $1 or incident_id in (select g.ref from app.incident_merged_seen g where g.into_ref = $1))`,
      [incident, other],
    );
    if (state === null) return;
    await tx.query(
      `insert into app.incident_same (id, operation_id, owner_org_id, incident_id, other_ref, state, person_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, app_gate.moment())`,
      [derivedId(incident, other), operationId, organisationId, incident, other, state, personId],
    );
  });
}
