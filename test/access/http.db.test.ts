/** What every answer over HTTP keeps: headers, limits, error bodies without values, fingerprints per reader. */
import { describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { addPublishedIncident, incidentOf } from "../support/builders.ts";
import { cookieOf, refusal } from "../support/callers.ts";
import { listen } from "../support/stream.ts";
import { OPERATION, openService, openWorld } from "../support/world.ts";

const world = await openWorld();
const { app, people } = world;
const operation = OPERATION;
const cookie = cookieOf(people.ada.secret);
const FACTS = `/facts/incidents?operation=${operation}`;
await addPublishedIncident(world);

describe("headers", () => {
  test.each(["/", "/healthz", "/trpc/access.me", FACTS, "/nothing-here", "/auth/get-session"])(
    "%s carries the content policy and is not stored",
    async (url) => {
      const { headers } = await app.inject({ url, headers: { cookie } });
      const policy = String(headers["content-security-policy"]);
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(policy).not.toMatch(/unsafe|\*|data: [^b]|http:/);
      for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
        expect(policy).toContain(part);
      expect(headers["cache-control"]).toContain("no-store");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    },
  );
  test("the style nonce is new for every answer", async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => {
        const { headers } = await app.inject("/healthz");
        return /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
      }),
    );
    expect(new Set(nonces).size).toBe(3);
  });
});

describe("writes from other pages", () => {
  const post = (origin: string | undefined) =>
    app.inject({
      method: "POST",
      url: "/trpc/incidents.log",
      headers: { cookie, host: "concord.test", ...(origin ? { origin } : {}) },
      payload: { operation, form: incidentOf() },
    });
  test.each(["https://evil.example", "null", "http://concord.test.evil.example", "http://concord.test:81"])(
    "an origin %s is refused",
    async (origin) => {
      const answer = await post(origin);
      expect([answer.statusCode, answer.json().code]).toEqual([403, "not_allowed"]);
    },
  );
  test.each(["http://concord.test", undefined])("the own origin (%s) may write", async (origin) => {
    expect((await post(origin)).statusCode).toBe(200);
  });
});

describe("limits", () => {
  test("a body of more than a megabyte is refused as too large", async () => {
    const payload = { operation, form: incidentOf({ description: "x".repeat(1_200_000) }) };
    const answer = await app.inject({
      method: "POST",
      url: "/trpc/incidents.log",
      headers: { cookie },
      payload,
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).not.toContain("xxx");
  });
  const batch = (paths: string) =>
    app.inject({ url: `/trpc/${paths}?batch=1&input=%7B%7D`, headers: { cookie } });
  test("more than ten calls in one are refused, also when they are empty", async () => {
    expect((await batch(Array(10).fill("access.me").join(","))).statusCode).toBe(200);
    expect((await batch(Array(11).fill("access.me").join(","))).statusCode).toBe(400);
    expect((await batch(",".repeat(5000))).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe("error bodies", () => {
  const SECRET = "LEAK-7f3a";
  test("hold no value that was sent, no statement and no stack", async () => {
    const wrong = [
      { ...incidentOf(), kind: SECRET },
      { ...incidentOf(), occurredFrom: SECRET },
      { ...incidentOf(), description: SECRET.repeat(4000) },
      {
        ...incidentOf(),
        harms: [{ harm: "killed", status: "civilian", low: 9, best: 2, high: 1 }],
        [SECRET]: 1,
      },
      {
        ...incidentOf({ description: SECRET }),
        place: { areaId: "0190a000-0000-7000-8000-00000000000f", precision: "adm2" },
      },
      {
        ...incidentOf({ description: SECRET }),
        parties: [{ actorId: "0190a000-0000-7000-8000-00000000000f", role: "party" }],
      },
      { ...incidentOf({ description: `${SECRET}\u0000` }) },
    ];
    for (const form of wrong) {
      const answer = await app.inject({
        method: "POST",
        url: "/trpc/incidents.log",
        headers: { cookie },
        payload: { operation, form },
      });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
      expect(answer.body).not.toContain(SECRET);
      expect(answer.body).not.toMatch(/select |insert |node_modules|\.ts:|at async|constraint|relation "/i);
      const { data, message } = answer.json().error;
      expect(Object.keys(data).sort()).toEqual(["code", "details", "fields", "httpStatus", "requestId"]);
      expect(message).toBe(data.code);
    }
  });
  test("name the field and the reason", async () => {
    const form = incidentOf({ harms: [{ harm: "killed", status: "civilian", low: 9, best: 2, high: 3 }] });
    const told = await refusal(world.as("ada").incidents.log.mutate({ operation, form }));
    expect(told).toMatchObject({
      code: "invalid_input",
      fields: [{ path: "form.harms.0.low", reason: "low_above_best" }],
    });
  });
  test("a failure of ours says only that, under its request's number", async () => {
    const broken = await openService({ ...world.database, pool: brokenPool() }).catch(() => null);
    const answer = await broken!.app.inject({ url: FACTS, headers: { cookie } });
    await broken!.close();
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      code: "internal",
      fields: [],
      details: {},
      requestId: expect.any(String),
    });
    expect(answer.body).not.toContain(SECRET);
  });
  /** A pool whose every connection fails with a message full of values. */
  function brokenPool() {
    const connect = () => Promise.reject(new Error(`Failed query: select '${SECRET}'`));
    return new Proxy(world.database.pool, {
      get: (pool, name) => (name === "connect" ? connect : Reflect.get(pool, name)),
    });
  }
});

/** The form of deleting what should never have been written. */
const SPOILED = { kind: "incident", reason: "Logged twice by mistake" } as const;

describe("facts", () => {
  const ask = (name: "ada" | "adele" | "bilal" | "jon", headers: Record<string, string> = {}) =>
    world.get(name, FACTS, headers);
  test("come once: asked again with the fingerprint, nothing is sent", async () => {
    const first = await ask("ada");
    const again = await ask("ada", { "if-none-match": String(first.headers.etag) });
    expect([first.statusCode, again.statusCode, again.rawPayload.length]).toEqual([200, 304, 0]);
    expect(first.headers["content-type"]).toBe("application/vnd.apache.arrow.stream");
  });
  test("have another fingerprint for another reader, and the same for a colleague", async () => {
    const [ada, adele, bilal, jon] = await Promise.all(
      (["ada", "adele", "bilal", "jon"] as const).map(async (name) => (await ask(name)).headers.etag),
    );
    expect(adele).toBe(ada);
    expect(new Set([ada, bilal, jon]).size).toBe(3);
  });
  test("one reader's fingerprint brings another reader their own facts", async () => {
    const { headers } = await ask("ada");
    expect((await ask("bilal", { "if-none-match": String(headers.etag) })).statusCode).toBe(200);
  });
  test("have a new fingerprint after a write", async () => {
    const before = await ask("ada");
    await world.as("ada").incidents.log.mutate({ operation, form: incidentOf() });
    const after = await ask("ada", { "if-none-match": String(before.headers.etag) });
    expect(after.statusCode).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });
  test("stay as they are for whoever may not know of what was written, changed or deleted", async () => {
    const form = incidentOf({ sensitivity: "severe" });
    const steps = [
      () => world.as("ada").incidents.log.mutate({ operation, form }),
      () => world.as("ada").access.records.delete.mutate({ ...{ operation, ref: form.id }, ...SPOILED }),
    ];
    for (const step of steps) {
      const before = { bilal: await ask("bilal"), ada: await ask("ada") };
      await step();
      const after = await ask("bilal");
      expect(after.headers.etag).toBe(before.bilal.headers.etag);
      expect(after.rawPayload.equals(before.bilal.rawPayload)).toBe(true);
      const again = await ask("bilal", { "if-none-match": String(before.bilal.headers.etag) });
      expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
      expect((await ask("ada")).headers.etag).not.toBe(before.ada.headers.etag);
    }
  });
  test.each(["gzip", "zstd", "gzip, deflate, br, zstd"])(
    "come packed where %s is accepted",
    async (accepted) => {
      const answer = await ask("ada", { "accept-encoding": accepted });
      expect(answer.headers["content-encoding"]).toBe(accepted === "gzip" ? "gzip" : "zstd");
    },
  );
  test("packed once for a reader, they are never unpacked for one who cannot", async () => {
    expect((await ask("ada")).headers["content-encoding"]).toBeUndefined();
  });
});

describe("the change stream", () => {
  test("says “look again” after a write, and nothing more", async () => {
    const stream = await listen(world, operation, "ada");
    expect(stream.answer.headers.get("content-type")).toBe("text/event-stream");
    await world.as("bilal").incidents.log.mutate({ operation, form: incidentOf({ sensitivity: "severe" }) });
    await expect.poll(stream.text, { timeout: 4000 }).toContain("event: reset");
    expect(stream.text().replaceAll(/(event: (ready|reset)|data: \{\}|: still here)\n+/g, "")).toBe("");
    stream.abort.abort();
    await stream.ended.catch(() => undefined);
    await stream.close();
  });
  test("ends within six seconds for a person who is disabled", async () => {
    const stream = await listen(world, operation, "carla");
    const begun = performance.now();
    await asDefiner(world.database.admin, (client) =>
      client.query("update app.person set disabled_at = now() where id = $1", [people.carla.personId]),
    );
    await stream.ended;
    expect(performance.now() - begun).toBeLessThan(6000);
    await stream.close();
  });
});

describe("addresses that belong to programs", () => {
  test.each([
    "/trpc/nothing.here",
    "/auth/sign-up/email",
    "/auth/update-user",
    "/facts/other",
    "/assets/none.js",
  ])("%s is a plain “not found”", async (url) => {
    const answer = await app.inject({ url, headers: { cookie } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toContain("application/json");
  });
  test("nobody signs up by themselves", async () => {
    const payload = { email: "new@test.example", password: "long enough to pass", name: "New" };
    expect((await app.inject({ method: "POST", url: "/auth/sign-up/email", payload })).statusCode).toBe(404);
  });
});
