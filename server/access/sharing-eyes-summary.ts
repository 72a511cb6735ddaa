// See as they see, of all but incidents and actors (zones, relations, patrols, words on priorities, reports): what
// communities read through the same view that answers them, told in short, and what a release would add.
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { Community } from "../../shared/rooms/access.ts";
import { readsPatrols } from "../../shared/rooms/coverage.ts";
import type { ReleaseLevel, SummaryKind, SummarySeen } from "../../shared/rooms/releases.ts";
import { type Pane, readPanes } from "./sharing-eyes.ts";
import { type Named, namedTo } from "./sharing-named.ts";
import { readCopy, readFull, readTerms } from "./sharing-read.ts";
import { actorsOf, type Copy, summariesOf } from "./sharing-summary.ts";

/** What a reader must see besides, because the pages show the record only under it. */
const UNDER: Record<SummaryKind, string> = {
  displaced_report: "true",
  displaced_case: "true",
  actor_relation: "s.from_actor is not null and s.to_actor is not null",
  control_zone: "s.actor_id is not null",
  actor_claim: "s.actor_id is not null",
  engagement: "s.actor_id is not null",
  field_mission: "true",
  operation_brief: "true",
  mitigation: "s.actor_id is not null",
  patrol: "true",
  priority_override: "s.row_id is not null",
  priority_score: "s.row_id is not null",
};

/** An own record in short. @throws AppError not_found: absent, or not the caller's organisation's */
export async function readSummary(tx: Tx, kind: SummaryKind, ref: string): Promise<SummarySeen> {
  // Only the record's own organisation is told its terms.
  await readTerms(tx, kind, ref);
  return told(tx, kind, await readFull(tx, kind, ref), "full");
}

/** @throws AppError not_found: absent, or not the caller's organisation's */
export async function readSummaryAs(
  tx: Tx,
  kind: SummaryKind,
  ref: string,
  communities: readonly Community[],
): Promise<Pane<SummarySeen>[]> {
  const terms = await readTerms(tx, kind, ref);
  const full = await readFull(tx, kind, ref);
  const copy = await readCopy(tx, kind, ref, null);
  if (!full) throw new AppError("not_found");
  const actors = actorsOf(kind, full);
  const known = new Map<Community, Map<string, Named>>();
  const there = communities.filter((one) => terms.some(({ community }) => community === one));
  for (const community of there) known.set(community, await namedTo(tx, community, actors));
  const allNamed = (community: Community) =>
    actors.length > 0 && actors.every((id) => known.get(community)?.has(id));
  return readPanes<SummarySeen>(
    tx,
    {
      ...{ kind, ref, open: (eyes: Tx, community: Community) => open(eyes, kind, ref, allNamed(community)) },
      handed: (level, community) => told(tx, kind, level === "full" ? full : copy, level, community),
      named: async (seen, community) => {
        const others = [...(known.get(community)?.values() ?? [])].filter(({ looked }) => !looked);
        return { ...seen, actors: [...seen.actors, ...others.map(({ name }) => name)] };
      },
    },
    communities,
  );
}

async function open(
  eyes: Tx,
  kind: SummaryKind,
  record: string,
  allNamed: boolean,
): Promise<SummarySeen | null> {
  // Eyes are nobody in particular: a usual member of the community is meant.
  if (kind === "patrol" && !readsPatrols({ ...eyes.principal, role: "officer" })) return null;
  const [link] = await eyes.query<{ ref: string; level: ReleaseLevel }>(
    `select s.ref, s.level from app.${kind}_link l join app.${kind}_seen s on s.ref = l.ref
      where l.record_id = $1 and ($2 or (${UNDER[kind]})) order by s.level = 'full' desc limit 1`,
    [record, allNamed],
  );
  return link ? told(eyes, kind, await readFull(eyes, kind, link.ref), link.level) : null;
}

async function told(
  tx: Tx,
  kind: SummaryKind,
  record: Copy | null,
  level: ReleaseLevel,
  to?: Community,
): Promise<SummarySeen> {
  if (!record) throw new AppError("not_found");
  const [summary] = await summariesOf(tx, kind, [record], to);
  return { ...summary!, level };
}
