// Who took part, as far as this reader sees them: many incidents have the same parties, so they are numbered once and
// one incident stands for all of them. A party whose actor is hidden from the reader is left out.
import type { Tx } from "../../db/tx.ts";
import type { ActorKind } from "../../shared/rooms/actors.ts";
import type { FactsActor, FactsPartySet } from "../../shared/rooms/analysis-facts.ts";
import type { PartyRole } from "../../shared/rooms/incidents.ts";
import type { Records } from "./read.ts";
import { LAYOUT, RECORD_WORDS } from "./statement.ts";

interface Parties {
  actors: FactsActor[];
  /** Set 0 is the empty one. */
  partySets: FactsPartySet[];
  /** Number of the set of each row. */
  parties: Uint16Array;
}

export async function readParties(tx: Tx, records: Records): Promise<Parties> {
  const { numbers, standIns } = numberSets(records);
  const members = await readMembers(tx, [...standIns.values()]);
  const actors = new Map<string, number>();
  const seen: FactsActor[] = [];
  const partySets: FactsPartySet[] = [{ members: [] }];
  const known = new Map<string, number>();
  const shown = new Uint16Array(standIns.size === 0 ? 1 : Math.max(...standIns.keys()) + 1);
  for (const [number, ref] of standIns) {
    const ofSet = (members.get(ref) ?? []).map(({ role, ...actor }) => {
      const number = actors.get(actor.ref) ?? seen.push(actor) - 1;
      actors.set(actor.ref, number);
      return { actor: number, role };
    });
    if (ofSet.length === 0) continue;
    // Sets that differ in hidden members only are one: two numbers would tell that somebody is left out.
    const key = JSON.stringify(ofSet);
    const same = known.get(key) ?? partySets.push({ members: ofSet }) - 1;
    known.set(key, same);
    shown[number] = same;
  }
  return { actors: seen, partySets, parties: Uint16Array.from(numbers, (number) => shown[number] ?? 0) };
}

/**
 * Numbers the sets from 1 in the order they are met (0: none), and names for each an incident that stands for it. Sets
 * are told apart by all 16 bytes of their id.
 */
function numberSets({ rows, words, order }: Records) {
  const numbers = new Uint32Array(rows);
  const standIns = new Map<number, string>();
  const byFirstWord = new Map<number, { start: number; number: number }[]>();
  let sets = 0;
  for (let row = 0; row < rows; row++) {
    const start = order[row]! * RECORD_WORDS + LAYOUT.set;
    if (isNone(words, start)) continue;
    const alike = byFirstWord.get(words[start]!) ?? [];
    // Nearly always there is one, and asking it first spares a call for each row.
    let known = alike[0] && isSame(words, start, alike[0].start) ? alike[0] : undefined;
    known ??= alike.find((other) => isSame(words, start, other.start));
    if (!known) {
      sets += 1;
      known = { start, number: sets };
      alike.push(known);
      byFirstWord.set(words[start]!, alike);
    }
    numbers[row] = known.number;
    if (!standIns.has(known.number)) standIns.set(known.number, refAt(words, order[row]!));
  }
  if (sets > 65_535) throw new RangeError("facts: more sets of parties than numbers for them");
  return { numbers, standIns };
}

const isNone = (words: Int32Array, at: number) =>
  (words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]!) === 0;

const isSame = (words: Int32Array, one: number, other: number) =>
  words[one] === words[other] &&
  words[one + 1] === words[other + 1] &&
  words[one + 2] === words[other + 2] &&
  words[one + 3] === words[other + 3];

/** The reference of a record as text. */
function refAt(words: Int32Array, record: number): string {
  const start = record * RECORD_WORDS + LAYOUT.ref;
  const hex = Array.from(words.subarray(start, start + 4), (word) =>
    (word >>> 0).toString(16).padStart(8, "0"),
  );
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

type Member = FactsActor & { role: PartyRole };

async function readMembers(tx: Tx, refs: string[]): Promise<Map<string, Member[]>> {
  const rows = await tx.query<Member & { incident: string; kind: ActorKind }>(
    `select p.ref as incident, p.actor_ref as ref, p.role, a.name, a.kind, a.communal, a.joint
       from app.incident_party_seen p join app.actor_seen a on a.ref = p.actor_ref
      where p.ref = any($1::uuid[]) order by p.ref, p.role, p.actor_ref`,
    [refs],
  );
  const members = new Map<string, Member[]>();
  for (const { incident, ...member } of rows) {
    members.set(incident, [...(members.get(incident) ?? []), member]);
  }
  return members;
}
