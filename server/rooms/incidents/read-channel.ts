// What is never logged: sexual exploitation and abuse by UN, aid or peacekeeping personnel. A report of sexual violence
// whose alleged perpetrator is one of them, or an organisation of this operation, is refused with the operation's
// reporting channel (IASC six core principles: such allegations go to the organisation's own reporting mechanism).
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { isOwnPersonnel } from "../../../shared/rooms/actors.ts";
import type { IncidentEdit } from "../../../shared/rooms/incidents.ts";

/** @throws AppError never_logged with `details.channel`, the operation's words on where to report */
export async function refuseAbuse(
  tx: Tx,
  { kind, harms }: Pick<IncidentEdit, "kind" | "harms">,
  parties: readonly { actorId: string; role: string }[],
): Promise<void> {
  if (kind !== "crsv" && !harms.some(({ harm }) => harm === "crsv")) return;
  const alleged = parties.flatMap(({ actorId, role }) => (role === "alleged_perpetrator" ? [actorId] : []));
  if (alleged.length === 0) return;
  // By ref (what a writer sees of an actor) or by id (parties an editor is not shown).
  const actors = await tx.query<{ kind: string; isMember: boolean }>(
    `select a.kind, exists (select from app.organisation o join app.actor_link l on l.record_id = o.actor_id
                             where l.ref = a.ref) as "isMember"
       from app.actor_seen a join app.actor_link link on link.ref = a.ref
      where link.ref = any($1::uuid[]) or link.record_id = any($1::uuid[])`,
    [alleged],
  );
  if (!actors.some((actor) => actor.isMember || isOwnPersonnel(actor.kind))) return;
  const [operation] = await tx.query<{ channel: string }>(
    "select reporting_channel as channel from app.operation",
  );
  throw new AppError("never_logged", { details: { channel: operation!.channel } });
}
