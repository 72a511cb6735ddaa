/** A session ends when nobody uses it: half an hour for whoever may read sources, half a day for everybody else. */
import { describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { setIdle } from "../../server/access/session-idle.ts";
import { IDLE_HEADER } from "../../shared/rooms/access-account.ts";
import { cookieOf } from "../support/callers.ts";
import { openSession, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const WEEK = 7 * 24 * 3600;

const asOwner = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asDefiner(world.database.admin, async (client) => {
    await client.query("set local role app_owner");
    return (await client.query(sql, values)).rows as Row[];
  });
/** Minutes until a session ends. */
async function minutesLeft(secret: string): Promise<number> {
  const [row] = await asOwner<{ left: number }>(
    `select round(extract(epoch from "expiresAt" - now()) / 60)::int as left from auth.session where token = $1`,
    [secret],
  );
  return row!.left;
}
/** Lets a session lie for some minutes. */
const rest = (secret: string, minutes: number) =>
  asOwner(
    `update auth.session set "updatedAt" = "updatedAt" - make_interval(mins => $2),
            "expiresAt" = "expiresAt" - make_interval(mins => $2) where token = $1`,
    [secret, minutes],
  );
const ask = (secret: string, headers: Record<string, string> = {}) =>
  world.app.inject({
    url: `/trpc/access.watch?input=${encodeURIComponent(JSON.stringify({ operation: OPERATION }))}`,
    headers: { cookie: cookieOf(secret), ...headers },
  });
const signIn = (name: PersonName) => openSession(world.database, world.people[name].email, WEEK);

describe("an unused session", () => {
  test("ends after half an hour for whoever may read sources, after half a day for others", async () => {
    expect(await minutesLeft(await signIn("ada"))).toBe(30);
    expect(await minutesLeft(await signIn("femi"))).toBe(720);
  });
  test("lives on while somebody works, a week at most", async () => {
    const secret = await signIn("ada");
    await rest(secret, 20);
    expect(await minutesLeft(secret)).toBe(10);
    expect((await ask(secret)).statusCode).toBe(200);
    expect(await minutesLeft(secret)).toBe(30);
    await asOwner(
      `update auth.session set "createdAt" = now() - interval '6 days 23 hours 50 minutes' where token = $1`,
      [secret],
    );
    await rest(secret, 5);
    await ask(secret);
    expect(await minutesLeft(secret)).toBe(10);
  });
  test("is not kept alive by a page that asks by itself, nor by the change stream's questions", async () => {
    const secret = await signIn("ada");
    await rest(secret, 20);
    expect((await ask(secret, { [IDLE_HEADER]: "yes" })).statusCode).toBe(200);
    await world.app.inject({
      url: `/facts/incidents?operation=${OPERATION}`,
      headers: { cookie: cookieOf(secret) },
    });
    expect(await minutesLeft(secret)).toBe(10);
    await rest(secret, 11);
    expect((await ask(secret)).statusCode).toBeGreaterThanOrEqual(400);
  });
  test("the numbers are the installation's", async () => {
    await setIdle(world.database, { minutes: 60, sourceMinutes: 15 });
    expect(await minutesLeft(await signIn("ada"))).toBe(15);
    expect(await minutesLeft(await signIn("femi"))).toBe(60);
    await setIdle(world.database, { minutes: 720, sourceMinutes: 30 });
  });
});
