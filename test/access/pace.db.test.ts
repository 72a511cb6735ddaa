/** How fast one session may ask: a page that opens is let through, what never rests is told to wait, and for how long. */
import { afterAll, describe, expect, test } from "vitest";
import { openPace } from "../../server/pace.ts";
import { cookieOf } from "../support/callers.ts";
import { openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const careful = await openService(world.database, { pace: 1 });
afterAll(() => careful.close());

const requestOf = (secret: string | null, ip = "192.0.2.1") => ({
  ip,
  headers: secret ? { authorization: `Bearer ${secret}` } : {},
});
const SECRET = "a-secret-of-twenty-letters";

describe("a bucket", () => {
  test("lets ten seconds' worth through at once, then the steady rate", () => {
    let now = 0;
    const pace = openPace(5, () => now);
    const through = () =>
      Array.from({ length: 100 }, () => pace(requestOf(SECRET))).filter((wait) => wait === 0).length;
    expect(through()).toBe(50);
    expect(pace(requestOf(SECRET))).toBe(1);
    now = 1;
    expect(through()).toBe(5);
    now = 1000;
    expect(through()).toBe(50);
  });
  test("is one for each session; secrets that nobody holds share that of their address", () => {
    const pace = openPace(1, () => 0);
    for (let n = 0; n < 20; n++) pace(requestOf(SECRET));
    expect(pace(requestOf("another-secret-of-letters"))).toBe(0);
    const invented = Array.from({ length: 300 }, (_, n) => pace(requestOf(`invented-secret-number-${n}`)));
    expect(invented.filter((wait) => wait === 0).length).toBeLessThanOrEqual(100);
    expect(pace(requestOf(SECRET, "198.51.100.7"))).toBeGreaterThan(0);
    expect(pace(requestOf("another-secret-of-letters", "198.51.100.7"))).toBe(0);
  });
});

describe("the server", () => {
  test("says 429 with when to come again; files and health are not counted", async () => {
    const headers = { cookie: cookieOf(world.people.ada.secret) };
    const ask = (url: string) => careful.app.inject({ url, headers });
    const codes = [];
    for (let n = 0; n < 14; n++) codes.push((await ask("/trpc/access.me")).statusCode);
    expect(codes.slice(0, 10).every((code) => code === 200)).toBe(true);
    const refused = await ask("/trpc/access.me");
    expect([refused.statusCode, refused.headers["retry-after"], refused.json().code]).toEqual([
      429,
      "1",
      "too_many",
    ]);
    expect((await ask("/facts/incidents?operation=ALPHA")).statusCode).toBe(429);
    expect((await ask("/healthz")).statusCode).toBe(200);
  });
});
