// The part of the doors (matrix-doors.ts) about claims, structure, ground and what happens to actors.
import { newId } from "../../shared/ids.ts";
import { claimOf, renameOf, sameOf, splitOf } from "../support/actors.ts";
import { briefOf, engagementOf, missionOf, mitigationOf } from "../support/actors-engagement.ts";
import { districtOf, type MatrixModel } from "../support/matrix-world.ts";
import { TODAY } from "../support/world.ts";
import type { Door } from "./matrix-doors.ts";

const form = { id: newId() };
const claim = { confidence: "medium", asOf: TODAY, sensitivity: "low" };

export const ACTOR_READS: Record<string, Door> = {
  "actors.structure": { ask: () => [{}] },
  "actors.export": { ask: () => [{ what: "ground" }] },
  "actors.ground": { ask: () => [{}], shows: ["control_zone"] },
  "actors.profile": { kinds: ["actor"], input: (ref) => ({ ref }), opens: "seen" },
  "actors.conduct": {
    ...{ kinds: ["actor"], opens: "seen" },
    input: (ref) => ({ ref, dataset: "log", illustrative: true }),
  },
  "actors.mitigations": { ask: () => [{}] },
  "actors.reach": { ask: (model) => [{ on: TODAY }, { on: TODAY, area: districtOf(model) }] },
};

export const ACTOR_WRITES: Record<string, Door> = {
  "actors.subordinate": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({
      form: { id: form.id, actorId, parentId: null, on: TODAY, ...claim },
    }),
  },
  "actors.importClaims": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor) => ({ rows: [{ actor, attribute: "status", code: "active" }], trial: false }),
  },
  "exchange.zones": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor) => ({ features: [{ properties: { actor, as_of: TODAY } }], trial: false }),
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
  "actors.same": {
    ...{ kinds: ["actor"], writes: true },
    input: (actor) => ({ form: sameOf(actor, newId(), { id: form.id }) }),
  },
  "actors.undoSame": { kinds: ["actor_same", "actor"], writes: true, input: (ref) => ({ ref, version: 1 }) },
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
  ...Object.fromEntries(
    ["editEngagement", "editMission", "editBrief"].map((call, at) => [
      `actors.${call}`,
      {
        ...{ kinds: [(["engagement", "field_mission", "operation_brief"] as const)[at]!], writes: true },
        input: (id: string, _: unknown, model: MatrixModel) => {
          const area = districtOf(model);
          const forms = [
            engagementOf(newId(), { id }),
            missionOf(area, { id }),
            briefOf(newId(), area, { id }),
          ];
          return { version: 1, form: forms[at] };
        },
      } satisfies Door,
    ]),
  ),
  "actors.logEngagement": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({ form: engagementOf(actorId, { id: form.id }) }),
  },
  "actors.logMitigation": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId) => ({ form: mitigationOf(actorId, { id: form.id }) }),
  },
  "actors.editMitigation": {
    ...{ kinds: ["mitigation"], writes: true },
    input: (id) => ({ version: 1, form: mitigationOf(newId(), { id }) }),
  },
  "actors.logBrief": {
    ...{ kinds: ["actor"], writes: true },
    input: (actorId, _, model) => ({ form: briefOf(actorId, districtOf(model), { id: form.id }) }),
  },
};
