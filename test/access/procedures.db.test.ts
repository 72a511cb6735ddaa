/** Every person calls every procedure: who may, may; all others get the refusal that tells nothing. */
import { beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { openWorld } from "../support/world.ts";
import { makeGround, openCalls, PATHS } from "./calls.ts";
import { PROCEDURES, type Row } from "./procedures.ts";

const world = await openWorld();
const ground = await makeGround(world);
const { call, inputOf, isForOperation } = openCalls(world, ground);

/** Calls without input take none, so they cannot refuse any. */
const WITHOUT_INPUT = /^access\.(me|doors|setUpNeeded|account\.get|signIn\.passkeyOptions)$/;

/** What this person must be told; several where the order of authors decides. */
function expected(path: string, row: Row, person: PersonName): (string | null)[] {
  if (row.who === "anyone") return [null];
  if (person === "zoe" && isForOperation(path)) return ["not_found"];
  if (row.who === "member") return [row.except?.[person] ?? null];
  if (!row.who.includes(person))
    return path === "incidents.edit" ? ["not_allowed", "not_found"] : [row.refused ?? "not_allowed"];
  return /^priorities\.(override|score)|incidents\.edit/.test(path)
    ? [null, "conflict"]
    : [row.except?.[person] ?? null];
}

describe("the table", () => {
  test("has a row for every procedure, and none for others", () => {
    expect(Object.keys(PROCEDURES).sort()).toEqual([...PATHS].sort());
  });
});

describe.each(Object.entries(PROCEDURES))("%s", (path, row) => {
  // Wrong passwords of one call are not counted against the next.
  beforeAll(() => asDefiner(world.database.admin, (client) => client.query("delete from app_priv.attempt")));
  test.each(PERSON_NAMES)("%s", async (person) => {
    const { code, status } = await call(path, person, inputOf(path));
    expect(expected(path, row, person)).toContain(code);
    expect(status === 200).toBe(code === null);
  });
  test("nobody signed in", async () => {
    const { code } = await call(path, null, inputOf(path));
    expect(code).toBe(
      row.who === "anyone" ? null : row.open ? (row.refused ?? "not_allowed") : "not_signed_in",
    );
  });
  test("refuses what it does not know", async () => {
    const answer = await call(path, "ada", { ...inputOf(path), surprise: 1 });
    if (WITHOUT_INPUT.test(path)) expect(expected(path, row, "ada")).toContain(answer.code);
    else expect(answer.code).toBe("invalid_input");
  });
});
