/**
 * Two records of one actor. The one that goes stays as it is and is shown with the one that stays, to whoever sees both;
 * nothing is moved, so that taking it back restores all of it. Forms, answers, who could be the same, and who cannot.
 */
import { z } from "zod";
import { alike } from "../alike.ts";
import { nameKey } from "../names.ts";
import { ACTOR_KINDS } from "./actors.ts";
import { closesCircle, type Edge, overlaps } from "./actors-structure.ts";
import { type FormIssue, form, issue, line, recordId } from "./records.ts";
import { together } from "./records-together.ts";

const version = z.int({ error: "invalid" }).positive("invalid").nullable();

/** `goneId` is shown with `keptId` from now on. Versions are those the writer saw; null for records of others. */
export const sameForm = together(
  form({
    ...{ id: recordId, goneId: recordId, keptId: recordId, goneVersion: version, keptVersion: version },
    reason: line(2_000).min(10, issue("reason_missing")),
  }),
  ({ goneId, keptId }, { fault, holds }) => {
    if (holds("goneId", "keptId") && goneId === keptId) fault(["keptId"], "same_actor");
  },
);
export type SameForm = z.infer<typeof sameForm>;

/** A record that is shown with this actor, and the link by which it is. */
export const sameAnswer = z.strictObject({
  /** The link, for taking it back. */
  ref: z.string(),
  version: z.int(),
  record: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  kind: z.enum(ACTOR_KINDS),
  owner: z.string(),
  /** Title and version of the dataset it comes from; null for records of the operation. */
  dataset: z.string().nullable(),
  activeFrom: z.string().nullable(),
  activeTo: z.string().nullable(),
  /** The operation's day on which it was said, and by which organisation. */
  since: z.string(),
  by: z.string(),
  /** For the organisation that said it; null for others, and for its administrators. */
  reason: z.string().nullable(),
  /** May the reader take it back? */
  own: z.boolean(),
});
export type SameAnswer = z.infer<typeof sameAnswer>;

/** What decides whether two records can be of one actor. */
interface Recorded {
  communal: boolean;
  joint: boolean;
  illustrative: boolean;
}

/** Why two records cannot be of one actor, whoever says it; null: they can. */
export function unlike(gone: Recorded, kept: Recorded): FormIssue | null {
  if (gone.communal !== kept.communal) return "communal_differs";
  if (gone.joint !== kept.joint) return "joint_differs";
  // What is claimed of an illustrative group, its threat above all, is never told of a real one.
  return gone.illustrative !== kept.illustrative ? "illustrative_differs" : null;
}

/** What one account would say twice, or in a circle, if two actors were one. */
export interface SameConflicts<E extends Edge> {
  /** Two superiors of one kind on one day, today or later: of each pair, the one of the record that goes first. */
  twice: [E, E][];
  circle: boolean;
}

/**
 * Two superiors from today on are refused and not shown as contested: they would be two words of one account, one of
 * which can be ended first. What one account told of the past stays told, and so do the words of others: contested.
 * @param own edges of the account, with records that are one already as one
 * @param today ISO day of the operation
 */
export function sameConflicts<E extends Edge>(
  own: readonly E[],
  gone: string,
  kept: string,
  today: string,
): SameConflicts<E> {
  const lasts = ({ to }: E) => to === null || to >= today;
  const twice = own
    .filter((edge) => edge.child === gone && lasts(edge))
    .flatMap((one) =>
      own
        .filter((other) => other.child === kept && other.kind === one.kind && lasts(other))
        .filter((other) => other.parent !== one.parent && overlaps(one, other))
        .map((other): [E, E] => [one, other]),
    );
  const as = (actor: string) => (actor === gone ? kept : actor);
  const joined = own.map((edge) => ({ ...edge, child: as(edge.child), parent: as(edge.parent) }));
  const circle = joined.some((edge, at) => closesCircle(joined.toSpliced(at, 1), edge));
  return { twice, circle };
}

interface Named {
  ref: string;
  name: string;
  aliases: readonly string[];
}
/** How alike two names must be to be proposed; below it nearly every pair of "armed group of …" would be. */
const LIKE = 0.45;
/** A name inside another one: likelier than letters alone, less than the same name. */
const INSIDE = 0.6;
const SHORTEST = 3;

/** Actors that may be the same as this one, the likeliest first: by their names and aliases, however they are written. */
export function likelySame<A extends Named>(actor: Named, others: readonly A[], most = 5): A[] {
  const names = namesOf(actor);
  return others
    .filter(({ ref }) => ref !== actor.ref)
    .map((other) => ({ other, likeness: likenessOf(names, namesOf(other)) }))
    .filter(({ likeness }) => likeness >= LIKE)
    .sort((a, b) => b.likeness - a.likeness || (a.other.name < b.other.name ? -1 : 1))
    .slice(0, most)
    .map(({ other }) => other);
}

const namesOf = ({ name, aliases }: Named) => [name, ...aliases].filter((one) => nameKey(one).length > 1);

const likenessOf = (ours: readonly string[], theirs: readonly string[]): number =>
  Math.max(0, ...ours.flatMap((one) => theirs.map((other) => likeness(one, other))));

/** The same in any spelling; one inside the other, as "FPRC" in "FPRC, Bria wing"; else by their letters. */
function likeness(one: string, other: string): number {
  const [a, b] = [nameKey(one), nameKey(other)];
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const isInside = short.length >= SHORTEST && ` ${long} `.includes(` ${short} `);
  return Math.max(isInside ? INSIDE : 0, alike(one, other));
}

/** A party of a report as it is stored, and what its editor sees of it. `role` null where parties have none. */
export interface StoredParty {
  shown: string;
  record: string;
  role: string | null;
}

/**
 * The records that a report names, for an actor as its editor sees it: saving a report must not put another record in the
 * place of the one it names. A record in the same role before one in another; of an actor that was not named, itself.
 */
export function namedRecords(stored: readonly StoredParty[], shown: string, role: string | null): string[] {
  const named = stored.filter((party) => party.shown === shown);
  const inRole = named.filter((party) => party.role === role);
  const records = (inRole.length > 0 ? inRole : named).map(({ record }) => record);
  return records.length > 0 ? [...new Set(records)] : [shown];
}
