/**
 * Records of one actor, judged for one reader: each record by itself and at its own level, which of them is shown for
 * which, and of which one anything was told that is shown with another.
 */
import type { Eyes } from "./judge.ts";
import type { Got, Part, PartKind, Tells } from "./judge-parts.ts";
import { levelFor, type ModelKind } from "./oracle.ts";
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
  const toldOf = of("told_of").map((part) => `${pair(part)} ${idOf(part.word)}`);
  compare("told_of", toldOf, dueToldOf(eyes, seen), tell);
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

const NAMING: readonly ModelKind[] = [
  "actor_claim",
  "control_zone",
  "actor_relation",
  "engagement",
  "operation_brief",
  "mitigation",
];

/** Of everything told of an actor that is seen, the record it names where this reader is shown another, and that other. */
function dueToldOf(eyes: Eyes, { levels }: Got): string[] {
  const shown = new Map(
    actors(eyes)
      .map(({ id }) => [id, shownFor(eyes.model, eyes.reader, id)] as const)
      .filter(([id, other]) => id !== other),
  );
  const told = [...levels.keys()].filter(({ kind }) => NAMING.includes(kind));
  return told.flatMap((record) =>
    record.actors
      .filter((actor) => shown.has(actor))
      .map((actor) => `${record.id} ${actor} ${shown.get(actor)}`),
  );
}
