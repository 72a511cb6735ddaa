// Doors of the demonstration and proofs that a hostile or broken caller finds no way round: forged addresses, names
// that resolve to this machine, unreadable hosts.
import { afterAll, describe, expect, test } from "vitest";
import { addOperation } from "../../server/access/operations.ts";
import type { Config } from "../../server/config.ts";
import { isLoopback } from "../../server/config.ts";
import { openTestDatabase } from "../support/database.ts";
import { openService } from "../support/world.ts";

const database = await openTestDatabase();
await addOperation(database.admin, { code: "DEMO", name: "Demonstration", demonstration: true });
const opened: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of opened) await close();
  await database.close();
});

/** How many doors a server with these settings shows to a caller. */
async function doors(settings: Partial<Config>, remoteAddress: string, headers: Record<string, string>) {
  const { app, close } = await openService(database, { demo: "on", ...settings });
  opened.push(close);
  const answer = await app.inject({ method: "GET", url: "/trpc/access.doors", remoteAddress, headers });
  return answer.json().result?.data.length ?? 0;
}

describe("doors of the demonstration", () => {
  test.each([
    ["127.0.0.1", { host: "localhost:8080" }],
    ["::1", { host: "[::1]:8080" }],
    ["::ffff:127.0.0.1", { host: "127.0.0.1" }],
  ])("open at this machine: %s", async (address, headers) => {
    expect(await doors({}, address, headers)).toBeGreaterThan(0);
  });

  test.each([
    ["another machine", "192.0.2.7", { host: "localhost" }],
    ["a page whose name resolves to this machine", "127.0.0.1", { host: "evil.example:8080" }],
    ["a name that begins like this machine", "127.0.0.1", { host: "127.0.0.1.evil.example" }],
    ["a proxy nobody told us of", "127.0.0.1", { host: "localhost", "x-forwarded-for": "192.0.2.7" }],
    ["an unreadable host", "127.0.0.1", { host: "[" }],
  ])("closed for %s", async (_who, address, headers) => {
    expect(await doors({}, address, headers)).toBe(0);
  });

  test("closed for a forged address behind a proxy, which adds the true one", async () => {
    const headers = { host: "localhost", "x-forwarded-for": "127.0.0.1, 192.0.2.7" };
    expect(await doors({ behindProxy: true }, "127.0.0.1", headers)).toBe(0);
  });
});

test("only whole loopback addresses count as such", () => {
  for (const address of ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
    expect(isLoopback(address)).toBe(true);
  for (const address of ["127.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "::", "10.0.0.1", ""])
    expect(isLoopback(address)).toBe(false);
});

test("an unreadable host is no fault of ours at the sign-in addresses", async () => {
  const { app, close } = await openService(database);
  opened.push(close);
  const answer = await app.inject({ method: "POST", url: "/auth/sign-out", headers: { host: "[" } });
  expect(answer.statusCode).toBe(200);
});

test("an address that cannot be read is told nothing back, under the usual headers", async () => {
  const { app, close } = await openService(database);
  opened.push(close);
  const answer = await app.inject({ method: "GET", url: "/%zz-SECRET" });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).not.toContain("SECRET");
  expect(answer.headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
});
