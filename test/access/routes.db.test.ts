/** Every address of the web server stands in a reviewed table and answers everybody as it says. */
import { describe, expect, test } from "vitest";
import { cookieOf } from "../support/callers.ts";
import { PERSON_NAMES } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";
import { NOT_RECORDS, ROUTES } from "./routes.ts";

const world = await openWorld();

test("every address has a row, and every row an address", () => {
  const doors = world.app.doors.filter((door) => !NOT_RECORDS.test(door));
  expect([...new Set(doors)].sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each(Object.entries(ROUTES).filter(([, row]) => !row.elsewhere))("%s", (door, row) => {
  const [method, path] = door.split(" ") as ["GET" | "POST", string];
  const ask = async (headers: Record<string, string>, operation: string) => {
    const payload = row.body ? { payload: row.body() } : {};
    const answer = await world.app.inject({
      method,
      url: `${path}?operation=${operation}`,
      headers,
      ...payload,
    });
    return answer.statusCode;
  };
  test.each(PERSON_NAMES)("%s", async (name) => {
    const due = name === "zoe" ? row.outsider : row.member;
    expect(await ask({ cookie: cookieOf(world.people[name].secret) }, OPERATION)).toBe(due);
  });
  test("nobody, a guessed session, an operation that does not exist", async () => {
    expect(await ask({}, OPERATION)).toBe(row.nobody);
    const guessed = await ask({ cookie: cookieOf("guessed-session-secret") }, OPERATION);
    expect(guessed).toBe(row.outsider);
    expect(await ask({ cookie: cookieOf(world.people.ada.secret) }, "NOWHERE")).toBe(row.outsider);
  });
});
