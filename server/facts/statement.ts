// The statements behind the facts, and the layout of a record: one of fixed width per visible incident, put together when
// the incident is written (db/migrations/0024-speed.sql) and read here as it is.

/**
 * Whole-number columns in the order of the record, as app.incident keeps them packed: null means not recorded and is -1
 * there.
 */
export const COUNTS = [
  "killedLow",
  "killedBest",
  "killedHigh",
  "civilianLow",
  "civilian",
  "civilianHigh",
  "unknownStatus",
  "injured",
  "abducted",
  "displaced",
] as const;

/**
 * Where a record holds what, in bytes; whole numbers of 4 bytes, big-endian. `ref`, `set` (of parties), `dataset` and
 * `area` are 16 bytes each, zeros where there is none. `codes` has the position of kind (8 bits), tactic (8), verification,
 * place and date precision (4 each) in their lists, then the flags (3); `span` the length in days (15) and whether it is a
 * copy (bit 16).
 */
export const LAYOUT = {
  ref: 0,
  set: 16,
  dataset: 32,
  area: 48,
  codes: 64,
  span: 68,
  day: 72,
  lon: 76,
  lat: 80,
  counts: 84,
};
export const RECORD_BYTES = LAYOUT.counts + 4 * COUNTS.length;

/** The records, in no order. */
export const FACTS_STATEMENT = "select i.packed from app.incident_seen i";

/** The same of the records of a parameter only. */
export const FACTS_OF = `${FACTS_STATEMENT} where i.ref = any($1::uuid[])`;

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
