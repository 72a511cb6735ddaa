// Telling single persons what happened to a report they wrote, asked about, or are to decide: inside the organisation
// that owns it, with its id and nothing of it. Whoever acts is not told of their own act.
import type { Tx } from "../../../db/tx.ts";
import type { PersonalNotice } from "../../../shared/rooms/access-notices.ts";
import { sendNotice } from "../../access/notices.ts";

/** Who has a part in a review: who wrote the report or asked for the review, who is to decide, who asked for more. */
type Part = "author" | "requester" | "assigned" | "asker";

const PARTS: Record<PersonalNotice, readonly Part[]> = {
  review_assigned: ["assigned"],
  review_asked: ["author", "requester"],
  review_answered: ["assigned", "asker"],
  review_decided: ["author", "requester"],
  review_comment: ["author", "requester", "assigned"],
};

/** One notice to each who has that part now and still is a member. */
export async function tellOfReview(tx: Tx, incident: string, code: PersonalNotice): Promise<void> {
  const { organisationId, personId } = tx.principal;
  const people = await tx.query<{ id: string }>(
    `select distinct m.person_id as id from (
       select 'author' as part, i.created_by as person from app.incident_seen i where i.ref = $1
       union all
       (select 'requester', r.requested_by from app.incident_review_seen r where r.record_ref = $1 order by r.requested_at desc limit 1)
       union all
       (select 'assigned', r.assigned_to from app.incident_review_seen r where r.record_ref = $1 order by r.requested_at desc limit 1)
       union all
       (select 'asker', c.person_id from app.incident_comment_seen c where c.record_ref = $1 and c.act = 'asked' order by c.at desc limit 1)) p
      join app.membership m on m.person_id = p.person and m.organisation_id = $2 and m.ended_at is null
     where p.part = any($3) and p.person is distinct from $4`,
    [incident, organisationId, PARTS[code], personId],
  );
  for (const { id } of people)
    await sendNotice(tx, organisationId, code, { recordId: incident, toPerson: id });
}
