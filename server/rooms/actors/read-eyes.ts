// See as they see: one own actor with the eyes of communities, through the very function that answers them (read.ts),
// and what a person's release would add. For the record's own organisation only.
import { z } from "zod";
import type { Tx } from "../../../db/tx.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Community } from "../../../shared/rooms/access.ts";
import { type ActorDossier, actorDossier } from "../../../shared/rooms/actors-answers.ts";
import { RELEASE_LEVELS } from "../../../shared/rooms/releases.ts";
import { paneOf, readPanes } from "../../access/sharing-eyes.ts";
import { readCopy } from "../../access/sharing-read.ts";
import type { Copy } from "../../access/sharing-summary.ts";
import { readActor } from "./read.ts";

const actorAs = actorDossier.extend({ level: z.enum(RELEASE_LEVELS) });
type ActorAs = z.infer<typeof actorAs>;

/** One pane of the split screen. Nobody corrects a record with others' eyes, so it has no version. */
export const actorEyes = paneOf(actorAs);
export type ActorEyes = z.infer<typeof actorEyes>;

/** @throws AppError not_found: absent, or not the caller's organisation's */
export async function readActorAs(
  tx: Tx,
  ref: string,
  communities: readonly Community[],
): Promise<ActorEyes[]> {
  const { actor } = await readActor(tx, ref);
  const copy = await readCopy(tx, "actor", ref, null);
  if (!copy) throw new AppError("not_found");
  return readPanes<ActorAs>(
    tx,
    {
      ...{ kind: "actor", ref, open: (eyes: Tx) => open(eyes, ref) },
      handed: async (level) => ({ ...alone(level === "full" ? actor : generalised(actor, copy)), level }),
    },
    communities,
  );
}

async function open(eyes: Tx, record: string): Promise<ActorAs | null> {
  const [link] = await eyes.query<{ ref: string; level: ActorAs["level"] }>(
    `select a.ref, a.level from app.actor_link l join app.actor_seen a on a.ref = l.ref
      where l.record_id = $1 order by a.level = 'full' desc limit 1`,
    [record],
  );
  if (!link) return null;
  const { actor, ...rest } = await readActor(eyes, link.ref);
  return { ...rest, actor: { ...actor, version: null }, level: link.level };
}

/** A release hands over the actor; zones and relations are records of their own, and so is their release. */
const alone = (actor: ActorDossier["actor"]): ActorDossier => ({
  ...{
    actor: { ...actor, alsoNamed: [], zones: 0, version: null },
    same: [],
    toldOf: {},
    relations: [],
    zones: [],
    claims: [],
    events: [],
    history: [],
  },
});

const text = (copy: Copy, name: string) => (copy[name] as string | null | undefined) ?? null;

/** The copy in the shape of an answer: names, kind and the months of activity. */
const generalised = (actor: ActorDossier["actor"], copy: Copy): ActorDossier["actor"] => ({
  ...actor,
  ...{ name: String(copy.name), activeFrom: text(copy, "active_from"), activeTo: text(copy, "active_to") },
  ...{ asOf: text(copy, "as_of"), fullName: null, notes: null, chainOfCommand: null },
});
