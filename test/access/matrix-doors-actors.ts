// The part of the doors (matrix-doors.ts) that writes claims, structure and what happens to actors.
import { newId } from "../../shared/ids.ts";
import { claimOf, renameOf, splitOf } from "../support/actors.ts";
import { TODAY } from "../support/world.ts";
import type { Door } from "./matrix-doors.ts";

const form = { id: newId() };
const claim = { confidence: "medium", asOf: TODAY, sensitivity: "low" };

export const ACTOR_WRITES: Record<string, Door> = {
  "actors.subordinate": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({
      form: { id: form.id, actorId, parentId: null, on: TODAY, ...claim },
    }),
  },
  "actors.rename": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor) => ({ form: renameOf(actor, { id: form.id }) }),
  },
  "actors.split": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor) => ({ form: splitOf(actor, { id: form.id }) }),
  },
  "actors.merge": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({ form: { id: form.id, actorId, intoId: newId(), on: TODAY, ...claim } }),
  },
  "actors.undoEvent": { kinds: ["actor"], writes: true, input: (ref) => ({ ref }) },
  "actors.addClaim": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({ form: claimOf(actorId, { id: form.id }) }),
  },
  "actors.correctClaim": {
    ...{ kinds: ["actor_claim"], writes: true },
    input: (id) => ({ version: 1, form: claimOf(newId(), { id }) }),
  },
  "actors.retireClaim": {
    ...{ kinds: ["actor_claim"], writes: true },
    input: (ref) => ({ form: { ref, version: 1, reason: "Not so" } }),
  },
};
