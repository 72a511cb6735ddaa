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
    // All records of the actor, whichever of them is named.
    `select a.kind, exists (select from app.organisation o where o.actor_id = link.record_id) as "isMember"
       from app.actor_record_seen a join app.actor_record_link own on own.ref = a.ref
       join app.actor_link link on link.record_id = own.record_id
      where link.stands_id in (select s.stands_id from app.actor_link s join app.actor_record_link r on r.record_id = s.record_id
                                where r.ref = any($1::uuid[]) or r.record_id = any($1::uuid[]))`,
    [alleged],
  );
  if (!actors.some((actor) => actor.isMember || isOwnPersonnel(actor.kind))) return;
  const [operation] = await tx.query<{ channel: string }>(
    "select reporting_channel as channel from app.operation",
  );
  throw new AppError("never_logged", { details: { channel: operation!.channel } });
}
