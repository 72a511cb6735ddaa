/** Pulling submissions from a Kobo server: a local one that answers as the data API does, and the ways it must not go. */

import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { CommandInput } from "../../server/commands/arguments.ts";
import { intakePull } from "../../server/commands/intake.ts";
import { pullSubmissions } from "../../server/rooms/exchange/kobo-pull.ts";
import { newId } from "../../shared/ids.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const TOKEN = "0123456789abcdef";
const folder = await mkdtemp(join(tmpdir(), "concord-pull-"));
const tokenFile = join(folder, "token");
await writeFile(tokenFile, `${TOKEN}\n`, { mode: 0o600 });

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let reply: Answer;
const asked: string[] = [];
const kobo = createServer((request, response) => {
  asked.push(`${request.headers.authorization} ${request.url}`);
  reply(request, response);
});
await new Promise<void>((resolve) => kobo.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${(kobo.address() as AddressInfo).port}`;
const address = `${base}/api/v2/assets/aFORM/`;
const json =
  (body: unknown, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
afterAll(async () => {
  await new Promise((resolve) => kobo.close(resolve));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
});

const submission = (changes: Record<string, unknown> = {}) => ({
  ...{
    _id: 1,
    _uuid: newId(),
    "report/date_from": "2019-11-20",
    "report/place": "Ippy",
    "report/kind": "siege",
  },
  ...{ "report/source_type": "ngo", _attachments: [], _submitted_by: "LEAK-enumerator" },
  ...changes,
});

async function run(email: string, url = address) {
  const values: Record<string, string> = { operation: OPERATION, as: email, url, "token-file": tokenFile };
  const printed: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = ((line: string) => printed.push(line) > 0) as typeof write;
  try {
    const given = {
      words: [],
      text: (name: string) => values[name],
      flag: (name: string) => name === "json",
    };
    await intakePull.run({
      ...given,
      database: world.database,
      config: world.service.config,
    } as CommandInput);
  } finally {
    process.stdout.write = write;
  }
  return { text: printed.join(""), answer: JSON.parse(printed.join("")) as Record<string, unknown> };
}

test("takes in all pages once; the second pull makes no doubles", async () => {
  const all = [submission(), submission(), submission({ "report/kind": "murder" })];
  reply = (request, response) => {
    const second = request.url!.includes("start=2");
    json({
      count: 3,
      next: second ? null : `${base}/api/v2/assets/aFORM/data/?format=json&start=2`,
      results: second ? all.slice(2) : all.slice(0, 2),
    })(request, response);
  };
  const { adele, bilal } = world.people;
  const { text, answer } = await run(adele.email);
  expect(answer).toEqual({
    ...{ operation: OPERATION, submissions: 3, added: 2, known: 0 },
    faults: [{ row: 3, column: "kind", code: "not_in_list" }],
  });
  expect(text).not.toContain("LEAK");
  expect(asked).toEqual([
    `Token ${TOKEN} /api/v2/assets/aFORM/data/?format=json`,
    `Token ${TOKEN} /api/v2/assets/aFORM/data/?format=json&start=2`,
  ]);
  expect((await run(adele.email)).answer).toMatchObject({ added: 0, known: 2 });
  const queue = await world.as("ada").exchange.intake.list.query({ operation: OPERATION });
  expect(queue.counts.open).toBe(2);
  // Another organisation's pull of the same form is its own.
  expect((await run(bilal.email)).answer).toMatchObject({ added: 2, known: 0 });
});

test("the token goes nowhere else, and what cannot be used is told without what was sent", async () => {
  reply = json({ next: "http://localhost:1/other", results: [submission()] });
  await expect(pullSubmissions(address, TOKEN)).rejects.toThrow(/another server/);
  reply = (_, response) => {
    response.writeHead(302, { location: "http://localhost:1/elsewhere" });
    response.end();
  };
  await expect(pullSubmissions(address, TOKEN)).rejects.toThrow(/sent us elsewhere/);
  reply = json({ detail: "LEAK" }, 401);
  await expect(pullSubmissions(address, TOKEN)).rejects.toThrow(/refused the token/);
  reply = json({ detail: "LEAK" });
  await expect(pullSubmissions(address, TOKEN)).rejects.toThrow(/no list of submissions/);
  await expect(pullSubmissions("http://kobo.example/api/v2/assets/a/", TOKEN)).rejects.toThrow(/https/);
});

test("only for who logs incidents, and only with a token file that others cannot read", async () => {
  reply = json({ next: null, results: [submission()] });
  await expect(run(world.people.ines.email)).rejects.toThrow(/does not log incidents/);
  await chmod(tokenFile, 0o644);
  await expect(run(world.people.adele.email)).rejects.toThrow(/chmod 600/);
  await chmod(tokenFile, 0o600);
});
