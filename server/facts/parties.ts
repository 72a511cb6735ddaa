// Who took part, as far as this reader sees them: many incidents have the same parties, so they are numbered once and
// one incident stands for all of them. A party whose actor is hidden from the reader is left out.
import type { Tx } from "../../db/tx.ts";
import type { ActorKind } from "../../shared/rooms/actors.ts";
import type { FactsActor, FactsPartySet } from "../../shared/rooms/analysis-facts.ts";
import { type PartyRole, VERIFICATION_LEVELS } from "../../shared/rooms/incidents.ts";
import { textOf } from "./ids.ts";

interface Parties {
  actors: FactsActor[];
  /** Set 0 is the empty one. */
  partySets: FactsPartySet[];
  /** Number of the set of each row. */
  parties: Uint16Array;
}

/** Rows in order: their references, four words each, and the numbers of their sets, from 1 on as they came. */
interface Rows {
  refs: Int32Array;
  columns: { parties: Uint16Array };
}

/** @param sets how many sets there are */
export async function readParties(tx: Tx, rows: Rows, sets: number): Promise<Parties> {
  const { numbers, standIns } = numberSets(rows, sets);
  const members = await readMembers(tx, standIns);
  const actors = new Map<string, number>();
  const seen: FactsActor[] = [];
  const partySets: FactsPartySet[] = [{ members: [] }];
  const known = new Map<string, number>();
  const shown = new Uint16Array(standIns.length + 1);
  for (const [at, ref] of standIns.entries()) {
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
    shown[at + 1] = same;
  }
  for (let row = 0; row < numbers.length; row++) numbers[row] = shown[numbers[row]!]!;
  return { actors: await withRecords(tx, seen), partySets, parties: numbers };
}

const FALSE = VERIFICATION_LEVELS.indexOf("falsely_attributed");

/** What is known to be attributed falsely counts without a perpetrator: its alleged ones are left out of its set. */
export function withoutFalse(
  { partySets, parties }: Pick<Parties, "partySets" | "parties">,
  verification: Uint8Array,
): Pick<Parties, "partySets" | "parties"> {
  if (!verification.includes(FALSE)) return { partySets, parties };
  const sets = [...partySets];
  const known = new Map(sets.map(({ members }, number) => [JSON.stringify(members), number]));
  const cleared = parties.map((set, row) => {
    if (verification[row] !== FALSE) return set;
    const members = sets[set]!.members.filter(({ role }) => role !== "alleged_perpetrator");
    const key = JSON.stringify(members);
    const number = known.get(key) ?? sets.push({ members }) - 1;
    known.set(key, number);
    return number;
  });
  return { partySets: sets, parties: cleared };
}

/**
 * Numbers the sets anew, from 1 in the order in which they come in the rows (0: none): as the records lie tells what
 * nobody needs to know. Names for each its first incident, which stands for it.
 */
function numberSets({ refs, columns }: Rows, sets: number): { numbers: Uint16Array; standIns: string[] } {
  const numberOf = new Uint16Array(sets + 1);
  const numbers = new Uint16Array(columns.parties.length);
  const standIns: string[] = [];
  for (let row = 0; row < numbers.length; row++) {
    const set = columns.parties[row]!;
    if (set === 0) continue;
    if (numberOf[set] === 0) numberOf[set] = standIns.push(textOf(refs.subarray(row * 4, row * 4 + 4)));
    numbers[row] = numberOf[set]!;
  }
  return { numbers, standIns };
}

/** With the other records that are shown as these actors, so that a filter that names one finds its actor. */
async function withRecords(tx: Tx, actors: readonly FactsActor[]): Promise<FactsActor[]> {
  const rows = await tx.query<{ ref: string; also: string[] }>(
    `select ref, array_agg(record_ref::text order by record_ref) as also from app.actor_stands_seen
      where record_id <> stands_id group by ref`,
  );
  const also = new Map(rows.map((row) => [row.ref, row.also]));
  return actors.map((actor) => {
    const records = also.get(actor.ref);
    return records ? { ...actor, also: records } : actor;
  });
}

type Member = FactsActor & { role: PartyRole };

/** Two records of one actor in one role are one party. */
async function readMembers(tx: Tx, refs: string[]): Promise<Map<string, Member[]>> {
  const rows = await tx.query<Member & { incident: string; kind: ActorKind }>(
    `select p.ref as incident, p.actor_ref as ref, p.role, a.name, a.kind, a.communal, a.joint
       from app.incident_party_seen p join app.actor_seen a on a.ref = p.actor_ref
      where p.ref = any($1::uuid[])
      group by p.ref, p.actor_ref, p.role, a.name, a.kind, a.communal, a.joint order by p.ref, p.role, p.actor_ref`,
    [refs],
  );
  const members = new Map<string, Member[]>();
  for (const { incident, ...member } of rows) {
    members.set(incident, [...(members.get(incident) ?? []), member]);
  }
  return members;
}
