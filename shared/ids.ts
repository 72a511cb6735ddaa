// Identifiers. Records get UUIDv7 from whoever writes them (so an offline write is idempotent); what must
// not tell when it was made gets a random UUIDv4; the same parties always give the same set id.
import { v4, v5, v7 } from "uuid";

const PARTY_NAMESPACE = "6f1b0f5e-3c55-4f0e-9f3c-0a4f0f6d9b51";

/** New record id, ordered by time of writing. */
export const newId = (): string => v7();

/** Most bytes that the system gives at one asking. */
const MOST_RANDOM = 65_536;

/** Ids of records that are written together, in their order: asking the system for each one's random bytes is slow. */
export function newIds(count: number): string[] {
  const random = new Uint8Array(16 * count);
  for (let at = 0; at < random.length; at += MOST_RANDOM)
    crypto.getRandomValues(random.subarray(at, at + MOST_RANDOM));
  const first = crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1; // room to count up
  return Array.from({ length: count }, (_, at) =>
    v7({ seq: first + at, random: random.subarray(16 * at, 16 * at + 16) }),
  );
}

/** New id that tells nothing, not even its age: for copies that leave their owner. */
export const blindId = (): string => v4();

/**
 * Id of a set of parties: equal for the same actors in the same roles, whatever their order.
 * @param members actor ids with roles; empty gives null.
 */
export function partySetId(members: readonly { actorId: string; role: string }[]): string | null {
  if (members.length === 0) return null;
  const key = members.map((member) => `${member.role}:${member.actorId}`).sort();
  return v5(key.join("|"), PARTY_NAMESPACE);
}

/** An id that the same two ids always give: many records written by one act, each known again when it is repeated. */
export const derivedId = (act: string, part: string): string => v5(`${act}|${part}`, PARTY_NAMESPACE);
