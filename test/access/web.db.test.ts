/**
 * The web around the product: every address, found or not, carries the same protections; connections are limited in
 * size and time; and another site's page writes nothing.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { HTTPMethods } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { incidentOf } from "../support/builders.ts";
import { cookieOf } from "../support/callers.ts";
import { missing } from "../support/protections.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, people } = world;
const operation = OPERATION;
const cookie = cookieOf(people.ada.secret);
/** Of somebody who loses their session on the way: one of the addresses ends it. */
const lost = cookieOf(people.adele.secret);

describe("every address", () => {
  /** As registered, with something in place of its parameters. */
  const addresses = app.doors.map((door) => {
    const [method, url] = door.split(" ") as [HTTPMethods, string];
    return { method, url: url.replaceAll(/:\w+/g, "x").replaceAll("*", "x") };
  });
  test("is known: remote calls, facts, sign-in, health and files, each by name", () => {
    const groups = new Set(addresses.map(({ url }) => `/${url.split("/")[1]}`));
    expect(addresses.length).toBeGreaterThan(8);
    for (const group of ["/trpc", "/facts", "/auth", "/healthz", "/readyz"])
      expect([...groups]).toContain(group);
  });
  test.each([
    ["signed in", { cookie: lost }],
    ["nobody", {}],
    ["another site's page", { cookie: lost, origin: "https://evil.example" }],
  ])("carries the protections: %s", async (_, headers) => {
    const faults: string[] = [];
    for (const { method, url } of addresses.filter(({ url: path }) => path !== "/facts/stream")) {
      const answer = await app.inject({ method, url: `${url}?operation=${operation}`, headers, payload: {} });
      faults.push(...missing(answer.headers, url));
    }
    expect(faults).toEqual([]);
  });
  test.each([
    ["GET", "/nothing-here"],
    ["GET", "/trpc/no.such"],
    ["GET", "/trpc/%E0%A4%A"],
    ["GET", "/%00"],
    ["GET", `/${"a/".repeat(3000)}`],
    ["POST", "/healthz"],
    ["PUT", "/facts/incidents"],
    ["DELETE", "/auth/sign-in/email"],
    ["OPTIONS", "/trpc/access.me"],
    ["GET", "/auth/sign-up/email"],
    ["GET", "/assets/../../package.json"],
    ["GET", "/..%2f..%2fpackage.json"],
    ["GET", "/.git/config"],
    ["POST", "/trpc/incidents.log"],
  ] as const)("%s %s carries them too", async (method, url) => {
    const answer = await app.inject({ method, url, headers: { cookie } });
    expect(missing(answer.headers, "/")).toEqual([]);
    expect(answer.body).not.toContain('"dependencies"');
  });
  test("a request to be sent back what was sent is not answered", async () => {
    const answer = await app.inject({
      method: "TRACE" as HTTPMethods,
      url: "/healthz",
      headers: { "x-secret": "LEAK" },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain("LEAK");
  });
  test("so do refusals of a broken body, a large one and a kind that is not taken", async () => {
    const post = (payload: string, type = "application/json") =>
      app.inject({
        method: "POST",
        url: "/trpc/incidents.log",
        headers: { cookie, "content-type": type },
        payload,
      });
    const answers = [
      await post("{"),
      await post(" ".repeat(1_100_000)),
      await post("<a/>", "text/xml"),
      await post('{"__proto__":{"a":1}}'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 413, 415, 400]);
    for (const { headers } of answers) expect(missing(headers, "/trpc")).toEqual([]);
  });
});

describe("writes from other pages", () => {
  const post = (headers: Record<string, string>) =>
    app.inject({
      method: "POST",
      url: "/trpc/incidents.log",
      headers: { cookie, host: "concord.test", ...headers },
      payload: { operation, form: incidentOf() },
    });
  test.each(["cross-site", "same-site"])("a page that stands %s to us is refused", async (relation) => {
    expect((await post({ "sec-fetch-site": relation })).statusCode).toBe(403);
  });
  test.each(["same-origin", "none"])("a page that stands %s to us may write", async (relation) => {
    expect((await post({ "sec-fetch-site": relation, origin: "http://concord.test" })).statusCode).toBe(200);
  });
  test.each(["/trpc/incidents.log", "/auth/sign-in/email", "/auth/sign-out", "/auth/change-password"])(
    "%s answers no other origin",
    async (url) => {
      const answer = await app.inject({
        method: "POST",
        url,
        headers: { cookie, origin: "https://evil.example" },
        payload: {},
      });
      expect(answer.statusCode).toBe(403);
    },
  );
  test("no mutation answers a plain link", async () => {
    const input = encodeURIComponent(JSON.stringify({ operation, form: incidentOf() }));
    const answer = await app.inject({ url: `/trpc/incidents.log?input=${input}`, headers: { cookie } });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe("connections", () => {
  let port: number;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const service = await openService(world.database);
    const { server } = service.app;
    await service.app.listen({ port: 0, host: "127.0.0.1" });
    ({ port } = server.address() as { port: number });
    ({ close } = service);
    expect([server.headersTimeout, server.requestTimeout]).toEqual([15_000, 150_000]);
    // The same clock, run faster.
    server.headersTimeout = 300;
    server.requestTimeout = 900;
  });
  afterAll(() => close());

  /** Everything the server says until it hangs up. */
  async function talk(words: (socket: Socket) => void): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (bytes) => {
      heard += bytes;
    });
    socket.on("error", () => undefined);
    await once(socket, "connect");
    words(socket);
    await once(socket, "close");
    return heard;
  }

  test("that speak their head too slowly are closed", async () => {
    const begun = performance.now();
    const heard = await talk((socket) => {
      socket.write("GET /healthz HTTP/1.1\r\nhost: a\r\n");
      const drip = setInterval(
        () => (socket.writable ? socket.write("x-a: b\r\n") : clearInterval(drip)),
        100,
      );
    });
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain("content-security-policy: default-src 'none'");
    expect(performance.now() - begun).toBeLessThan(5000);
  });
  test("that speak their body too slowly are closed", async () => {
    const begun = performance.now();
    await talk((socket) => {
      socket.write(
        "POST /trpc/incidents.log HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n",
      );
      const drip = setInterval(() => (socket.writable ? socket.write(" ") : clearInterval(drip)), 100);
    });
    expect(performance.now() - begun).toBeLessThan(5000);
  });
  test("that speak no HTTP, or a head without end, get one word and are closed", async () => {
    expect(await talk((socket) => socket.write("\u0016\u0003\u0001 hello\r\n\r\n"))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    const long = await talk((socket) =>
      socket.write(`GET / HTTP/1.1\r\nhost: a\r\nx-a: ${"y".repeat(40_000)}\r\n\r\n`),
    );
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
    expect(long).toContain("no-store");
  });
  test("that say two lengths at once are refused", async () => {
    const heard = await talk((socket) =>
      socket.write(
        "POST /trpc/x HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      ),
    );
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
  });
});
