/** Every person calls every procedure: who may, may; all others get the refusal that tells nothing. */
import { beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "../../server/rpc/router.ts";
import { newId } from "../../shared/ids.ts";
import { actorOf, addAreas, addPublishedIncident, incidentOf } from "../support/builders.ts";
import { cookieOf } from "../support/callers.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";
import { type Ground, PROCEDURES, type Row } from "./procedures.ts";

const world = await openWorld();
const operation = OPERATION;
const ground = {} as Ground;
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;

beforeAll(async () => {
  ground.areas = await addAreas(world);
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
  Object.assign(ground, {
    incident: incident.id,
    actor: actor.id,
    otherActor: otherActor.id,
    cycle: cycle.id,
  });
});

/** Status and code of one call; 200 has no code. */
async function call(path: string, person: PersonName | null, input: Record<string, unknown>) {
  const headers = person ? { cookie: cookieOf(world.people[person].secret) } : {};
  const isQuery = procedures[path]!._def.type === "query";
  const url = `/trpc/${path}${isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`;
  const answer = await (isQuery
    ? world.app.inject({ method: "GET", url, headers })
    : world.app.inject({ method: "POST", url, headers, payload: input }));
  return { status: answer.statusCode, code: answer.json().error?.data.code ?? null };
}

const isForOperation = (path: string) => !/^access\.(?!operation|moveClock)/.test(path);
const inputOf = (path: string, row: Row) =>
  isForOperation(path) ? { operation, ...row.input(ground) } : row.input(ground);

/** What this person must be told; several where the order of authors decides. */
function expected(path: string, row: Row, person: PersonName): (string | null)[] {
  if (row.who === "anyone") return [null];
  if (person === "zoe" && isForOperation(path)) return ["not_found"];
  if (row.who === "member") return [row.except?.[person] ?? null];
  if (!row.who.includes(person))
    return path === "incidents.edit" ? ["not_allowed", "not_found"] : ["not_allowed"];
  return /^priorities\.(override|score)|incidents\.edit/.test(path)
    ? [null, "conflict"]
    : [row.except?.[person] ?? null];
}

describe("the table", () => {
  test("has a row for every procedure, and none for others", () => {
    expect(Object.keys(PROCEDURES).sort()).toEqual(Object.keys(procedures).sort());
  });
});

describe.each(Object.entries(PROCEDURES))("%s", (path, row) => {
  test.each(PERSON_NAMES)("%s", async (person) => {
    const { code, status } = await call(path, person, inputOf(path, row));
    expect(expected(path, row, person)).toContain(code);
    expect(status === 200).toBe(code === null);
  });
  test("nobody signed in", async () => {
    const { code } = await call(path, null, inputOf(path, row));
    const isOpen = row.who === "anyone" || path === "access.enter" || path === "access.setUp";
    expect(code).toBe(row.who === "anyone" ? null : isOpen ? "not_allowed" : "not_signed_in");
  });
  test("refuses what it does not know", async () => {
    const answer = await call(path, "ada", { ...inputOf(path, row), surprise: 1 });
    // Calls without input take none.
    if (["access.me", "access.doors", "access.setUpNeeded"].includes(path)) expect(answer.code).toBeNull();
    else expect(answer.code).toBe("invalid_input");
  });
});
