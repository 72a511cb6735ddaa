// Forms of claims about actors in which every text that must not cross ends in WORD.

import type { z } from "zod";
import { newId } from "../../shared/ids.ts";
import type { ClaimFormInput } from "../../shared/rooms/actors-attributes.ts";
import type { renameForm, splinterForm } from "../../shared/rooms/actors-events.ts";
import type { SameForm } from "../../shared/rooms/actors-same.ts";

/** A capability of an actor, as two people told it on 15 November 2019. */
export const claimOf = (actorId: string, changes: Partial<ClaimFormInput> = {}): ClaimFormInput => ({
  ...{ id: newId(), actorId, attribute: "capability", value: { text: "VALUE-WORD" } },
  ...{ from: "2019-11-06", to: null, asOf: "2019-11-15", reliability: "B", credibility: "2" },
  ...{ sources: [{ type: "ngo", said: "SOURCE-WORD" }], note: "NOTE-WORD", sensitivity: "low" },
  ...changes,
});

/** One record goes into another, with a reason that ends in WORD. */
export const sameOf = (goneId: string, keptId: string, changes: Partial<SameForm> = {}): SameForm => ({
  ...{ id: newId(), goneId, keptId, goneVersion: null, keptVersion: null },
  reason: "Two elders told it: REASON-WORD",
  ...changes,
});

const TOLD = { on: "2019-11-12", asOf: "2019-11-20", sensitivity: "low" } as const;

/** A new name from 12 November 2019 on. */
export const renameOf = (
  actorId: string,
  changes: Partial<z.input<typeof renameForm>> = {},
): z.input<typeof renameForm> => ({
  ...{ id: newId(), actorId, name: "Another name", ...TOLD, reliability: "B", credibility: "2" },
  sources: [{ type: "ngo" }],
  ...changes,
});

/** A new group that splits off on 12 November 2019. */
export const splitOf = (
  actorId: string,
  changes: Partial<z.input<typeof splinterForm>> = {},
): z.input<typeof splinterForm> => ({
  ...{ id: newId(), actorId, splinterId: newId(), name: "A splinter", kind: "nsag_rebel" },
  ...{ confidence: "medium", unitIds: [], ...TOLD },
  ...changes,
});
