// The queue of intake and one item of it, for those who log incidents of the organisation that received it. The texts
// are source data: nobody else has them, and looking at one is noted like looking at a source.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { IntakeItem, IntakeQueue, IntakeRow } from "../../../shared/rooms/intake.ts";
import { noteSources } from "../../access/audit.ts";

/** Most items that are listed; the rest follows as these are worked through. */
const SHOWN = 500;
const DECIDED = 30;
const BEGINNING = 160;

/** What waits, oldest first, and what was decided last; `counts` are of all. */
export async function readQueue(tx: Tx): Promise<IntakeQueue> {
  const items = await tx.query<IntakeRow>(
    `(select ${ROW} from app.intake_item_seen i where state = 'open' order by created_at, batch_id, position limit ${SHOWN})
     union all
     (select ${ROW} from app.intake_item_seen i where state <> 'open' order by created_at desc, position desc limit ${DECIDED})`,
  );
  const [counts] = await tx.query<IntakeQueue["counts"]>(
    `select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'accepted')::int as accepted,
            count(*) filter (where state = 'set_aside')::int as "setAside" from app.intake_item_seen`,
  );
  return { items, counts: counts! };
}

const HEAD = `i.ref, i.version, i.batch_id as batch, i.channel, i.state, to_char(i.sent_on, 'YYYY-MM-DD') as "sentOn",
  (select s.ref from app.incident_seen s where s.ref = i.report_id and i.state = 'accepted' and s.level = 'full') as incident`;
const ROW = `${HEAD}, left(substr(i.original, i.part_from + 1, i.part_to - i.part_from), ${BEGINNING}) as beginning`;

/** One item with its whole text. @throws AppError not_found */
export async function readItem(tx: Tx, ref: string): Promise<IntakeItem> {
  const [item] = await tx.query<IntakeItem>(
    `select ${HEAD}, i.original, jsonb_build_object('from', i.part_from, 'to', i.part_to) as part, i.fields,
            i.report_id as "incidentId",
            (select count(*)::int from app.intake_item_seen o where o.batch_id = i.batch_id and o.original = i.original
               and o.fields is null and o.state = i.state) as siblings
       from app.intake_item_seen i where i.ref = $1`,
    [ref],
  );
  if (!item) throw new AppError("not_found");
  await noteSources(tx, "intake_item", ref);
  return item;
}
