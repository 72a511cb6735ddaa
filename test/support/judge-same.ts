/**
 * Records of one actor, judged for one reader: each record by itself and at its own level, which of them is shown for
 * which, and of which one a claim or a zone was told that is shown with another.
 */
import type { Eyes } from "./judge.ts";
import type { Got, Part, PartKind, Tells } from "./judge-parts.ts";
import { levelFor } from "./oracle.ts";
import { shownFor, standing } from "./oracle-same.ts";

/** @returns whether any record is shown with another */
export function judgeSame(
  eyes: Eyes,
  of: (kind: PartKind) => readonly Part[],
  seen: Got,
  tell: Tells,
): boolean {
  const idOf = (ref: string | null) => seen.places.get(ref!)?.record?.id ?? `a stranger ${ref}`;
  const pair = ({ ref, other }: Part) => `${idOf(ref)} ${idOf(other)}`;
  const records = of("record");
  compare(
    "record",
    records.map(({ ref, word }) => `${idOf(ref)} ${word}`),
    dueRecords(eyes),
    tell,
  );
  compare("stands", of("stands").map(pair), [...standing(eyes.model, eyes.reader)], tell);
  compare("told_of", of("told_of").map(pair), dueToldOf(eyes, seen), tell);
  const own = new Set(records.map(({ ref }) => ref));
  for (const { ref, other } of of("stands"))
    if (!own.has(ref) || !own.has(other!))
      tell.leak(`stands: ${ref} for ${other}, not both of this reader's`);
  return of("stands").length > 0;
}

function compare(what: string, got: readonly string[], due: readonly string[], { leak, deny }: Tells) {
  for (const one of new Set(got).difference(new Set(due))) leak(`${what} ${one}`);
  for (const one of new Set(due).difference(new Set(got))) deny(`${what} ${one}`);
  if (got.length !== new Set(got).size) leak(`${what}: one of them twice`);
}

const actors = ({ model, reader }: Eyes) =>
  model.records
    .filter(({ kind }) => kind === "actor")
    .map((record) => ({ id: record.id, level: levelFor(model, reader, record) }))
    .filter(({ level }) => level !== "none");

const dueRecords = (eyes: Eyes) => actors(eyes).map(({ id, level }) => `${id} ${level}`);

/** Of each claim and zone that is seen, the record it names where this reader is shown another. */
function dueToldOf(eyes: Eyes, { levels }: Got): string[] {
  const behind = new Set(
    actors(eyes)
      .filter(({ id }) => shownFor(eyes.model, eyes.reader, id) !== id)
      .map(({ id }) => id),
  );
  const told = [...levels.keys()].filter(({ kind }) => kind === "actor_claim" || kind === "control_zone");
  return told.flatMap(({ id, actors: [actor] }) => (behind.has(actor!) ? [`${id} ${actor}`] : []));
}
