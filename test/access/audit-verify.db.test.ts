/**
 * The check of a chain names the first broken line: changed, removed, swapped, cut off at the end, cut off and written
 * on, or all written anew. The last three only the heads outside the database can tell.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { type Head, readHeads, writeHeads } from "../../server/access/audit-heads.ts";
import { firstBrokenHead, verifyChain } from "../../server/access/audit-verify.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { database } = world;
const chain = { id: world.operation.operationId, code: OPERATION };
const folder = await mkdtemp(join(tmpdir(), "concord-heads-"));
const file = join(folder, "heads.jsonl");
afterAll(() => rm(folder, { recursive: true, force: true }));

const WRITERS = ["ada", "bilal", "carla", "dawit", "esi", "femi", "hugo"] as const;
const AT_ONCE = 200;
/** Concurrent writes; thousands in the long run. */
const WRITES = process.env.CONCORD_PROPERTY_RUNS ? 10_000 : 400;

const write = (n: number) =>
  asPrincipal(
    database.pool,
    { secret: world.people[WRITERS[n % WRITERS.length]!].secret, operation: OPERATION },
    (tx) => tx.query("select app_gate.audit('test.write', null, null, $1)", [{ n, text: 'ü "quoted" | –' }]),
  );
const asOwner = (sql: string) =>
  asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(sql);
  });
const verify = async (heads: Head[] | null = null) =>
  (await verifyChain(database.admin, chain, heads)).broken;
const here = `operation_id = '${chain.id}'`;

/** Does something to the chain by hand, looks, and takes it back. */
async function tampered(tampering: string, heads: Head[] | null = null) {
  await asOwner("create table app_priv.kept as select * from app_priv.audit");
  try {
    await asOwner(tampering);
    return await verify(heads);
  } finally {
    await asOwner("truncate app_priv.audit");
    await asOwner("insert into app_priv.audit select * from app_priv.kept; drop table app_priv.kept");
  }
}

/** Lines like the product's own, from `from` on, as somebody would make who knows how. */
const forge = (from: number) => `do $$ begin for n in ${from}..${from + 5} loop
  perform app_gate.chain('${chain.id}', null, 'desk', 'test.forged', null, null, '{}'); end loop; end $$`;

let heads: Head[] = [];
let lines = 0;
beforeAll(async () => {
  for (let half = 0; half < 2; half++) {
    for (let done = 0; done < WRITES / 2; done += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => write(n)));
    await writeHeads(database.pool, file);
  }
  heads = await readHeads(file);
  lines = (await verifyChain(database.admin, chain, null)).lines;
}, 240_000);

describe("a whole chain", () => {
  test("holds after many writers at once, and its heads match", async () => {
    const verdict = await verifyChain(database.admin, chain, heads);
    expect(verdict).toMatchObject({ broken: null, heads: { count: 2, newest: lines } });
    expect(lines).toBeGreaterThanOrEqual(WRITES);
    console.info(`audit: ${lines} lines by concurrent writers, chain whole`);
  });
  test("holds with lines of the former form before", async () => {
    const first = createHash("sha256")
      .update(Buffer.from([0]))
      .update("1|1700000000.000000|desk|old.line|{}")
      .digest("hex");
    const old = `delete from app_priv.audit where ${here};
      insert into app_priv.audit (operation_id, seq, at, actor, action, detail, prev, hash, form)
      values ('${chain.id}', 1, to_timestamp(1700000000), 'desk', 'old.line', '{}', '\\x00', '\\x${first}', 1)`;
    expect(await tampered(old)).toBeNull();
    expect(await tampered(`${old}; update app_priv.audit set actor = 'nobody' where ${here}`)).toMatchObject({
      seq: 1,
    });
  });
  test("writes no head again that did not move", async () => {
    expect(await writeHeads(database.pool, file)).toEqual([]);
  });
});

describe("a broken chain", () => {
  const columns: Record<string, string> = {
    at: "at = at + interval '1 second'",
    actor: "actor = 'desk'",
    organisation: "organisation_id = gen_random_uuid()",
    action: "action = 'test.other'",
    kind: "kind = 'incident'",
    record: "record_id = gen_random_uuid()",
    detail: `detail = '{"n": -1}'`,
    form: "form = 1",
  };
  test.each(Object.entries(columns))("a changed %s is found at its line", async (_column, change) => {
    const found = await tampered(`update app_priv.audit set ${change} where ${here} and seq = 40`);
    expect(found).toEqual({ seq: 40, until: 40, fault: "changed" });
  });
  test("a changed line with its hash made to fit is found at the next", async () => {
    const change = `update app_priv.audit set action = 'x', hash = sha256('x') where ${here} and seq = 40`;
    expect(await tampered(change)).toEqual({ seq: 40, until: 40, fault: "changed" });
  });
  test("a removed line is found", async () => {
    expect(await tampered(`delete from app_priv.audit where ${here} and seq = 40`)).toEqual({
      ...{ seq: 40, until: 40, fault: "missing" },
    });
  });
  test("two lines that changed places are found at the first", async () => {
    const swap = `update app_priv.audit set seq = -seq where ${here} and seq in (40, 41);
      update app_priv.audit set seq = case seq when -40 then 41 else 40 end where ${here} and seq < 0`;
    expect(await tampered(swap)).toEqual({ seq: 40, until: 40, fault: "changed" });
  });
  test("a line put in between is found", async () => {
    const put = `update app_priv.audit set seq = seq + 1000000 where ${here} and seq > 40;
      update app_priv.audit set seq = seq - 999999 where ${here} and seq > 1000000;
      insert into app_priv.audit select operation_id, 41, at, actor, action, kind, record_id, detail, prev, hash,
        organisation_id, form from app_priv.audit where ${here} and seq = 40`;
    expect(await tampered(put)).toMatchObject({ seq: 41, fault: "changed" });
  });
});

describe("the heads outside", () => {
  test("tell that the end was cut off, which the chain alone does not", async () => {
    const cut = `delete from app_priv.audit where ${here} and seq > ${lines - 3}`;
    expect(await tampered(cut)).toBeNull();
    expect(await tampered(cut, heads)).toEqual({ seq: lines - 2, until: lines, fault: "cut" });
  });
  test("tell that it was cut off and written on, which the chain alone does not", async () => {
    const cut = `delete from app_priv.audit where ${here} and seq > ${lines - 3}; set role app_definer; ${forge(lines - 2)}`;
    expect(await tampered(cut)).toBeNull();
    const [first] = heads.filter((head) => head.operation === OPERATION);
    expect(await tampered(cut, heads)).toEqual({ seq: first!.seq + 1, until: lines, fault: "replaced" });
  });
  test("tell that all of it was written anew", async () => {
    const anew = `delete from app_priv.audit where ${here}; set role app_definer; ${forge(1)}`;
    expect(await tampered(anew)).toBeNull();
    expect(await tampered(anew, heads)).toMatchObject({ seq: 7, fault: "cut" });
  });
  test("are a chain themselves", async () => {
    expect(firstBrokenHead(heads)).toBeNull();
    expect(firstBrokenHead(heads.slice(1))).toBe(1);
    expect(firstBrokenHead(heads.map((head, at) => (at === 1 ? { ...head, seq: 1 } : head)))).toBe(2);
    const [one, two, ...rest] = heads;
    expect(firstBrokenHead([two!, one!, ...rest])).toBe(1);
  });
  test("go on where another process left off", async () => {
    const text = await readFile(file, "utf8");
    await write(1);
    expect((await writeHeads(database.pool, file)).length).toBe(1);
    expect(firstBrokenHead(await readHeads(file))).toBeNull();
    await writeFile(file, text);
  });
});
