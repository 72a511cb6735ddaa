// The calls that tests of verification make again and again, by whom, and a second verifier in the cluster's lead.
import { addPerson } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import type { DecisionForm } from "../../shared/rooms/incidents-review.ts";
import { incidentOf } from "./builders.ts";
import { type Caller, callerFor } from "./callers.ts";
import { incidentCalls } from "./incidents.ts";
import { openSession, type PersonName } from "./people.ts";
import { OPERATION, type World } from "./world.ts";

const operation = OPERATION;

/** Two independent sources, one direct: what "verified" asks for unless set otherwise. */
export const ENOUGH: IncidentFormInput["sources"] = [
  { type: "eyewitness", note: "SOURCE-NOTE" },
  { type: "community_leader", note: "SOURCE-NOTE" },
];

type Decision = Omit<DecisionForm, "id" | "incident">;
const VERIFIED: Decision = {
  ...{ version: 1, occurrence: "verified", counts: "verified", victims: "verified", perpetrator: null },
  ...{ standard: "reasonable_grounds_to_believe", reason: "Two accounts agree" },
};

/** Vera verifies for the cluster's lead, like Ada; she has no right to sources. */
export async function addVera(world: World, name = "vera"): Promise<Caller> {
  const email = `${name}@test.example`;
  const membership = {
    ...{ operationCode: operation, organisation: "Cluster lead", community: "protection_core" as const },
    ...{ role: "verifier" as const, rights: [] },
  };
  await addPerson(world.database.admin, { email, name, passwordHash: "", membership });
  return callerFor(world.app, await openSession(world.database, email));
}

export const reviewCalls = (world: World) => {
  const as = (who: PersonName | Caller): Caller => (typeof who === "string" ? world.as(who) : who);
  const { log, get } = incidentCalls(world);
  return {
    get,
    /** A report by Adele, who reports for the cluster's lead; two sources unless said otherwise. */
    report: async (changes: Partial<IncidentFormInput> = {}, by: PersonName = "adele") => {
      const form = incidentOf({ sources: ENOUGH, ...changes });
      await log(form, by);
      return form;
    },
    decide: (who: PersonName | Caller, incident: string, decision: Partial<Decision> = {}) =>
      as(who).incidents.review.decide.mutate({
        ...{ operation, form: { ...VERIFIED, ...decision, id: newId(), incident } },
      }),
    ask: (who: PersonName | Caller, incident: string, question = "", assigned: string | null = null) =>
      as(who).incidents.review.ask.mutate({ operation, form: { id: newId(), incident, question, assigned } }),
    act: (
      who: PersonName | Caller,
      incident: string,
      act: "ask" | "answer" | "withdraw" | "assign" | "reopen",
      said: string,
      person: string | null = null,
    ) => as(who).incidents.review.act.mutate({ operation, id: newId(), incident, act, said, person }),
    comment: (who: PersonName | Caller, incident: string, said: string) =>
      as(who).incidents.review.comment.mutate({ operation, form: { id: newId(), incident, said } }),
    review: (who: PersonName | Caller, ref: string) => as(who).incidents.review.get.query({ operation, ref }),
    queue: (who: PersonName | Caller) => as(who).incidents.review.queue.query({ operation }),
  };
};
