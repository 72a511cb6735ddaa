// The one statement behind the facts, and the layout of what it answers: a record of fixed width per visible incident,
// all records in one text. A record is built by concatenation, so a null anywhere would make the whole record vanish;
// the length then no longer fits the count of rows, and the answer is refused instead of being shifted.
import {
  DATE_PRECISIONS,
  INCIDENT_KINDS,
  LOCATION_PRECISIONS,
  TACTICS,
  VERIFICATION_LEVELS,
} from "../../shared/rooms/incidents.ts";

/**
 * Whole-number columns in the order of the record, as app.incident keeps them packed (db/migrations/0012): null means
 * not recorded and is -1 there.
 */
export const COUNTS = {
  killedLow: "killed_low",
  killedBest: "killed_best",
  killedHigh: "killed_high",
  civilianLow: "civilian_low",
  civilian: "civilian_best",
  civilianHigh: "civilian_high",
  unknownStatus: "unknown_status",
  injured: "injured",
  abducted: "abducted",
  displaced: "displaced",
} as const;
export type Count = keyof typeof COUNTS;

/**
 * Where a record holds what, in words of 4 bytes, numbers big-endian. `codes` has the position of kind (8 bits), tactic
 * (8), verification, place and date precision (4 each) in their lists, then the flags (3); `place` the number of the
 * area (16) and the length in days (15); `dataset` its number (8) and whether it is a copy (1). From `day` on, it is the row's own packed part.
 */
export const LAYOUT = {
  ref: 0,
  set: 4,
  codes: 8,
  place: 9,
  dataset: 10,
  day: 11,
  lon: 12,
  lat: 13,
  counts: 14,
};
export const RECORD_WORDS = LAYOUT.counts + Object.keys(COUNTS).length;

/** Set of parties of a record that has none. */
const NO_SET = "00000000-0000-0000-0000-000000000000";

/**
 * Position of a code in its list. The lists are constants of our own; a code no list knows makes the record null. The
 * database compares one after the other, so "unknown", by far the commonest where a list has it, is asked first.
 */
function position(column: string, list: readonly string[]): string {
  const cases = list.map((code, at) => `when '${code}' then ${at}`);
  const unknown = list.indexOf("unknown");
  if (unknown > 0) cases.unshift(...cases.splice(unknown, 1));
  return `case i.${column} ${cases.join(" ")} end`;
}

/** Two numbers of 4 bytes in one call: half the work for the database. */
const pair = (first: string, second: string) => `int8send((${first})::int8 << 32 | (${second})::int8)`;
/** Parameters: dataset ids and area ids, each in the order of their dictionary. The records come in no order. */
export const FACTS_STATEMENT = `
  select count(*)::int as rows,
         encode(string_agg(uuid_send(i.ref) || uuid_send(coalesce(i.party_set, '${NO_SET}'))
           || ${pair(
             `${position("kind", INCIDENT_KINDS)} + 256 * ${position("tactic", TACTICS)}
               + 65536 * ${position("verification", VERIFICATION_LEVELS)}
               + 1048576 * ${position("location_precision", LOCATION_PRECISIONS)}
               + 16777216 * ${position("date_precision", DATE_PRECISIONS)}
               + 268435456 * (i.contradicts::int + 2 * i.illustrative::int + 4 * i.at_least::int)`,
             "coalesce(area.number - 1, 65535) + 65536 * least(i.occurred_to - i.occurred_from, 32767)",
           )}
           || int4send(dataset.number::int - 1 + 256 * (i.level <> 'full' or i.release_id is not null)::int)
           || i.packed, ''), 'base64') as records
    from app.incident_seen i
    join unnest($1::uuid[]) with ordinality as dataset(id, number) on dataset.id = i.dataset_id
    left join unnest($2::uuid[]) with ordinality as area(id, number)
      on area.id = coalesce(i.adm2_id, i.adm1_id, i.adm0_id)`;

/** The same without the records of a third parameter. */
export const FACTS_BUT = `${FACTS_STATEMENT} where i.ref <> all($3::uuid[])`;

const RANKS = `array['rejected', 'not_verifiable', 'reported', 'under_verification', 'corroborated', 'falsely_attributed', 'verified']`;

/**
 * What was said to be the same event as an own record and is not the best established of them, in the operation's log,
 * where own records and others' stand side by side. A short list.
 */
export const TWICE = `
  with said as (select record_ref, other_ref from app.incident_same_seen where state = 'same'),
  told as (select record_ref as event, record_ref as ref, true as own from said
           union select record_ref, other_ref, false from said),
  ranked as (
    select t.ref, row_number() over (partition by t.event, i.dataset_id
             order by array_position(${RANKS}, i.verification) desc, t.own desc, t.ref) as place
      from told t join app.incident_seen i on i.ref = t.ref
      join app.dataset_seen d on d.ref = i.dataset_id and d.name = 'log')
  select distinct ref::text from ranked where place > 1`;
