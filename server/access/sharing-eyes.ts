// See as they see: one own record with the eyes of communities, and what a person's release would add. Each room gives
// the very function that answers readers, run with those eyes; this file only puts the panes beside one another.
import { z } from "zod";
import type { Tx } from "../../db/tx.ts";
import { AppError } from "../../shared/errors.ts";
import type { Community } from "../../shared/rooms/access.ts";
import {
  type ReleaseKind,
  type ReleaseLevel,
  type ReleaseTerms,
  releaseTerms,
} from "../../shared/rooms/releases.ts";
import { lookAs } from "./look.ts";
import { readTerms } from "./sharing-read.ts";

/** One pane of the split screen, around what a room answers. */
export const paneOf = <Shape extends z.ZodType>(seen: Shape) =>
  releaseTerms.extend({
    /** The one organisation of the community that reads it, where a release is for one of its offices. */
    organisation: z.string().nullable(),
    /** What they read now; null: nothing but, where the rule says so, a count. */
    now: seen.nullable(),
    /** What a release would hand over at most; null where none may, or none would add anything. */
    after: seen.nullable(),
  });

export type Pane<Seen> = ReleaseTerms & { organisation: string | null; now: Seen | null; after: Seen | null };

/** How a room reads a record of its own kind. */
export interface Reading<Seen> {
  kind: ReleaseKind;
  ref: string;
  /** With other eyes: what they are answered, or null. */
  open: (eyes: Tx, community: Community) => Promise<Seen | null>;
  /** What a release of this level would hand over to them; null: nothing. */
  handed: (level: ReleaseLevel, community: Community) => Promise<Seen | null>;
  /** With whom others' records name beside: a look shows the own organisation's only (sharing-named.ts). */
  named?: (seen: Seen, community: Community) => Promise<Seen>;
}

/** @throws AppError not_found: absent, not the caller's organisation's, or a community that is not there */
export async function readPanes<Seen extends { level: string }>(
  tx: Tx,
  { kind, ref, open, handed, named }: Reading<Seen>,
  communities: readonly Community[],
): Promise<Pane<Seen>[]> {
  const terms = await readTerms(tx, kind, ref);
  const panes: Pane<Seen>[] = [];
  for (const community of communities) {
    const its = terms.find((one) => one.community === community);
    if (!its) throw new AppError("not_found");
    const reader = await readReader(tx, ref, community);
    const eyes = { community, organisationId: reader?.id ?? null };
    const looked = await lookAs(tx, eyes, (asThey) => open(asThey, community));
    const now = looked && named ? await named(looked, community) : looked;
    const adds = now === null || (now.level === "generalised" && its.most === "full");
    const after = its.most && adds ? await handed(its.most, community) : null;
    panes.push({ ...its, organisation: reader?.name ?? null, now, after });
  }
  return panes;
}

/** Where a release is for one organisation of the community, that one: nobody else there reads it. */
async function readReader(tx: Tx, ref: string, community: Community) {
  const [row] = await tx.query<{ id: string; name: string }>(
    `select o.id, o.name from app.release_seen r join app.organisation o on o.id = r.to_org_id
      where r.record_id = $1 and r.to_community = $2 and r.state = 'active'
      order by r.level = 'full' desc, r.created_at desc limit 1`,
    [ref, community],
  );
  return row;
}
