// Forms of claims about actors in which every text that must not cross ends in WORD.
import { newId } from "../../shared/ids.ts";
import type { ClaimFormInput } from "../../shared/rooms/actors-attributes.ts";

/** A capability of an actor, as two people told it on 15 November 2019. */
export const claimOf = (actorId: string, changes: Partial<ClaimFormInput> = {}): ClaimFormInput => ({
  ...{ id: newId(), actorId, attribute: "capability", value: { text: "VALUE-WORD" } },
  ...{ from: "2019-11-06", to: null, asOf: "2019-11-15", reliability: "B", credibility: "2" },
  ...{ sources: [{ type: "ngo", said: "SOURCE-WORD" }], note: "NOTE-WORD", sensitivity: "low" },
  ...changes,
});
