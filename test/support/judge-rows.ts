/**
 * The rows of one reader's list, each held against the record it stands for: what it leads to, what it tells, and that
 * nobody has a record twice.
 */
import { precisionOf } from "./generated-records.ts";
import type { Eyes, Places, Row } from "./judge.ts";
import { handedTo, isSexual, levelFor, type ModelRecord, type Seen } from "./oracle.ts";
import { shownFor } from "./oracle-same.ts";

/** Which records the rows stand for, and at what level. */
export function seenBy(
  rows: readonly Row[],
  places: Places,
  tell: (record: ModelRecord | null, problem: string) => void,
) {
  const seen = new Map<ModelRecord, Seen>();
  for (const { kind, ref, level, spilled } of rows) {
    const place = places.get(ref);
    if (!place?.record || place.record.kind !== kind)
      tell(place?.record ?? null, `a stranger ${kind} ${ref}`);
    else {
      if (seen.has(place.record)) tell(place.record, "both record and copy");
      if (spilled) tell(place.record, "the copy says too much");
      if (!place.isCopy && level !== "full") tell(place.record, "the record itself below full");
      seen.set(place.record, level as Seen);
    }
  }
  return seen;
}

/** Links lead to what the reader sees and nowhere else; the text is the record's own or the one that was handed over. */
export function judgeRows(
  eyes: Eyes,
  rows: readonly Row[],
  places: Places,
  tell: (record: ModelRecord | null, problem: string) => void,
) {
  const { model, reader } = eyes;
  const refs = new Set(rows.map(({ ref }) => ref));
  for (const { ref, links, wording, release, precision, level } of rows) {
    const record = places.get(ref)?.record;
    if (!record || !model.records.includes(record)) continue;
    for (const [at, link] of (links ?? []).entries()) {
      // What two records of one actor are is told with those records; all else leads to what is in the list.
      if (link && !refs.has(link) && record.kind !== "actor_same") tell(record, "a link to what is not seen");
      if (record.actors[at] && (places.get(link!)?.record?.id ?? null) !== leadsTo(eyes, record, at))
        tell(record, "a link is missing or leads too far");
    }
    const told =
      release === null ? [record.wording] : handedTo(model, reader!, record).map((one) => one.wording);
    // Of sexual violence the database itself keeps the month and the district only.
    const isAsWritten = release === null && !isSexual(record);
    if (precision !== null && isAsWritten && precision !== precisionTold(record, level))
      tell(record, `precision ${precision} at ${level}`);
    if (wording !== null && !told.includes(wording)) tell(record, `wording ${wording} of ${record.wording}`);
  }
}

/** The actor's record that the link of a record must lead this reader to; null: to none. */
function leadsTo({ model, reader }: Eyes, { kind, actors }: ModelRecord, at: number): string | null {
  const actor = model.records.find(({ id }) => id === actors[at])!;
  if (levelFor(model, reader, actor) === "none") return null;
  return kind === "actor_same" ? actor.id : shownFor(model, reader, actor.id);
}

/** A copy tells the week or the month and the district, and never claims to know better than the report did. */
function precisionTold(record: ModelRecord, level: string): string {
  const { date, place } = precisionOf(record);
  if (level === "full") return `${date} ${place}`;
  const isGrave = record.sensitivity === "high" || record.sensitivity === "severe";
  const kept = date === "year" || (date === "month" && !isGrave);
  return `${kept ? date : isGrave ? "month" : "week"} ${place === "exact" ? "adm2" : place}`;
}
