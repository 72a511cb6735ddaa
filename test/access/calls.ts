/**
 * Calling every procedure of the reviewed table (procedures.ts) as every person: the world's ground that the inputs
 * speak of, and one call with its status and code.
 */
import { appRouter } from "../../server/rpc/router.ts";
import { newId } from "../../shared/ids.ts";
import { actorOf, addAreas, addPublishedIncident, incidentOf } from "../support/builders.ts";
import { cookieOf } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, type World } from "../support/world.ts";
import { type Ground, PROCEDURES } from "./procedures.ts";

interface Procedure {
  _def: { type: string; inputs: { shape?: Record<string, unknown> }[]; meta?: { worksWhile?: string } };
}
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;
const operation = OPERATION;

/** Every procedure there is. */
export const PATHS = Object.keys(procedures);
export const isQuery = (path: string) => procedures[path]!._def.type === "query";
/** Does it work in one operation, named in its input? */
export const isForOperation = (path: string) =>
  procedures[path]!._def.inputs.some(({ shape }) => shape !== undefined && "operation" in shape);
/** The tightest lock it says it works under, if it says so. */
export const worksWhile = (path: string) => procedures[path]!._def.meta?.worksWhile;

/** Makes what the inputs of the table speak of. */
export async function makeGround(world: World): Promise<Ground> {
  const areas = await addAreas(world);
  await addPublishedIncident(world);
  const [incident, actor, otherActor] = [incidentOf(), actorOf("First group"), actorOf("Second group")];
  await world.as("ada").incidents.log.mutate({ operation, form: incident });
  for (const form of [actor, otherActor]) await world.as("carla").actors.log.mutate({ operation, form });
  const cycle = {
    id: newId(),
    name: "2018",
    from: "2018-01-01",
    to: "2018-12-31",
    sensitivity: "low",
  } as const;
  await world.as("ada").priorities.propose.mutate({ operation, form: cycle });
  const { you } = await world.as("ines").access.operation.query({ operation });
  return {
    areas,
    incident: incident.id,
    actor: actor.id,
    otherActor: otherActor.id,
    cycle: cycle.id,
    observer: world.people.ines.personId,
    observerOrganisation: you.organisationId,
  };
}

export function openCalls(world: World, ground: Ground) {
  /** The table's input of a procedure, new for each call. */
  const inputOf = (path: string) => {
    const input = PROCEDURES[path]!.input(ground);
    return isForOperation(path) ? { operation, ...input } : input;
  };
  /** Status and code of one call; 200 has no code. */
  async function call(path: string, person: PersonName | null, input = inputOf(path)) {
    const headers = person ? { cookie: cookieOf(world.people[person].secret) } : {};
    const url = `/trpc/${path}${isQuery(path) ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`;
    const answer = await (isQuery(path)
      ? world.app.inject({ method: "GET", url, headers })
      : world.app.inject({ method: "POST", url, headers, payload: input }));
    return { status: answer.statusCode, code: answer.json().error?.data.code ?? null };
  }
  return { call, inputOf, isForOperation };
}
