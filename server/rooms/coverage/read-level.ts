// Who may read coverage per area. It is a timetable for attackers and has no public version, so it is closed to
// everyone outside the humanitarian and mission communities, whatever the records behind it are; and to those of the
// humanitarian side as far as the protocol in effect says. Without one, what is seen is public or one's own.
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import { COMMUNITIES } from "../../../shared/rooms/access.ts";
import { readsCoverage, readsPatrols } from "../../../shared/rooms/coverage.ts";
import type { Level } from "../../../shared/rooms/protocol.ts";

/** @throws AppError not_allowed */
export async function requirePatrols(tx: Tx): Promise<void> {
  if (!(await mayReadPatrols(tx))) throw new AppError("not_allowed");
}

/** @throws AppError not_allowed */
export async function requireCoverage(tx: Tx): Promise<void> {
  const level = await coverageLevel(tx);
  if (!readsCoverage(tx.principal) || level === "none" || level === "person")
    throw new AppError("not_allowed");
}

/** May this reader see patrols one by one, and not only how many areas they reached? */
export async function mayReadPatrols(tx: Tx): Promise<boolean> {
  const level = await coverageLevel(tx);
  return readsPatrols(tx.principal) && (level === "full" || level === "generalised");
}

/** What the protocol says of coverage to this reader; the mission reads its own matter whole. */
async function coverageLevel(tx: Tx): Promise<Level> {
  const { community } = tx.principal;
  if (COMMUNITIES.find(({ code }) => code === community)?.side === "mission") return "full";
  return cellOf(tx, "mission");
}

/**
 * What the protocol says of information coverage to this reader. Most of what is heard of areas the humanitarian side
 * hears, so its words decide; whoever does not read them one by one would take areas for silent that are not.
 */
export const informationLevelOf = (tx: Tx): Promise<Level> => cellOf(tx, "humanitarian");

async function cellOf(tx: Tx, side: "humanitarian" | "mission"): Promise<Level> {
  const [cell] = await tx.query<{ level: Level }>(
    `select coalesce(c.level, 'none') as level
       from app.protocol p left join app.protocol_cell c on c.protocol_id = p.id and c.kind = 'coverage'
        and c.side = $2 and c.sensitivity = 'low' and c.community = $1
      where p.state = 'effective'`,
    [tx.principal.community, side],
  );
  return cell?.level ?? "full";
}
