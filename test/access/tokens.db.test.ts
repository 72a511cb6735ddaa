/** Nobody gets in without a living proof: every forged, ended or borrowed one leads nowhere, in HTTP and in SQL. */
import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { incidentOf } from "../support/builders.ts";
import { callerFor, refusal } from "../support/callers.ts";
import { addTestPerson, openSession } from "../support/people.ts";
import { OPERATION, OTHER_OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { database, app, people } = world;
const operation = OPERATION;
const form = incidentOf();

beforeAll(async () => {
  await world.as("ada").incidents.log.mutate({ operation, form });
});

/** What the caller with this secret sees of the operation. */
const look = (secret: string | null) => callerFor(app, secret).access.operation.query({ operation });
const asOwner = (sql: string, values: unknown[]) =>
  asDefiner(database.admin, async (client) => {
    await client.query("set local role app_owner");
    await client.query(sql, values);
  });

describe("secrets", () => {
  test("a living session sees its operation", async () => {
    expect((await look(people.ada.secret)).code).toBe(operation);
  });
  test("no session is asked to sign in", async () => {
    expect((await refusal(look(null))).code).toBe("not_signed_in");
  });
  test.each(["", "x", "null", "' or true --", randomBytes(24).toString("base64url")])(
    "a guessed secret %j leads nowhere",
    async (secret) => {
      expect(["not_found", "not_signed_in"]).toContain((await refusal(look(secret))).code);
    },
  );
  test("a secret cut or stretched by one character leads nowhere", async () => {
    const { secret } = people.ada;
    for (const wrong of [secret.slice(0, -1), `${secret}A`, secret.toUpperCase()]) {
      expect((await refusal(look(wrong))).code).toBe("not_found");
    }
  });
  test("the hash that the database keeps is no secret", async () => {
    const kept = createHash("sha256").update(`${people.ada.secret}:${operation}`).digest("hex");
    expect((await refusal(look(kept))).code).toBe("not_found");
  });
  test("an expired session leads nowhere", async () => {
    const secret = await openSession(database, people.ada.email, -1);
    expect((await refusal(look(secret))).code).toBe("not_found");
  });
  test("a session that ends is refused from the next request on", async () => {
    const secret = await openSession(database, people.ada.email);
    expect((await look(secret)).code).toBe(operation);
    await asOwner("delete from auth.session where token = $1", [secret]);
    expect((await refusal(look(secret))).code).toBe("not_found");
  });
  test("a disabled person and an ended membership are refused from the next request on", async () => {
    const away = await addTestPerson(database, operation, "femi");
    expect((await look(away.secret)).code).toBe(operation);
    const change = (sql: string) => asDefiner(database.admin, (client) => client.query(sql, [away.personId]));
    await change("update app.person set disabled_at = now() where id = $1");
    expect((await refusal(look(away.secret))).code).toBe("not_found");
    expect(await callerFor(app, away.secret).access.me.query()).toBeNull();
    await change("update app.person set disabled_at = null where id = $1");
    expect((await look(away.secret)).code).toBe(operation);
    await change("update app.membership set ended_at = now() where person_id = $1");
    expect((await refusal(look(away.secret))).code).toBe("not_found");
    await change("update app.membership set ended_at = null where person_id = $1");
  });
  test("a member of another operation gets the same answer as for an operation that does not exist", async () => {
    const zoe = world.as("zoe");
    const foreign = await refusal(zoe.access.operation.query({ operation }));
    const absent = await refusal(zoe.access.operation.query({ operation: "NOWHERE" }));
    expect({ ...foreign, requestId: "" }).toEqual({ ...absent, requestId: "" });
    expect((await refusal(zoe.incidents.get.query({ operation: OTHER_OPERATION, ref: form.id }))).code).toBe(
      "not_found",
    );
  });
});

describe("bearer tokens", () => {
  /** A token as `token add` stores it. */
  async function addToken(scope: "read" | "write", days = 90) {
    const token = `concord_${randomBytes(24).toString("base64url")}`;
    await asDefiner(database.admin, (client) =>
      client.query(
        `insert into app_priv.token (id, token_hash, person_id, operation_id, name, scope, expires_at)
         values ($1, $2, $3, $4, 'test', $5, now() + make_interval(days => $6))`,
        [
          newId(),
          createHash("sha256").update(token).digest(),
          people.ada.personId,
          world.operation.operationId,
          scope,
          days,
        ],
      ),
    );
    return token;
  }
  const bearer = (token: string) => callerFor(app, null, { authorization: `Bearer ${token}` });

  test("opens the operation it was made for, and no other", async () => {
    const token = await addToken("read");
    expect((await bearer(token).access.operation.query({ operation })).code).toBe(operation);
    const other = bearer(token).access.operation.query({ operation: OTHER_OPERATION });
    expect((await refusal(other)).code).toBe("not_found");
  });
  test("made for reading cannot write; made for writing can", async () => {
    const log = async (scope: "read" | "write") =>
      bearer(await addToken(scope)).incidents.log.mutate({ operation, form: incidentOf() });
    expect((await refusal(log("read"))).code).toBe("not_allowed");
    expect((await log("write")).state).toBe("stored");
  });
  test("expired or revoked leads nowhere", async () => {
    const expired = await addToken("read", -1);
    expect((await refusal(bearer(expired).access.operation.query({ operation }))).code).toBe("not_found");
    const revoked = await addToken("read");
    await bearer(revoked).access.operation.query({ operation });
    await asDefiner(database.admin, (client) => client.query("update app_priv.token set revoked_at = now()"));
    expect((await refusal(bearer(revoked).access.operation.query({ operation }))).code).toBe("not_found");
  });
});

describe("inside the database", () => {
  /** Statements one after the other on the service's login, in a transaction that is taken back. */
  async function attempt(...statements: string[]) {
    const client = await database.pool.connect();
    try {
      await client.query("begin");
      let rows: unknown[] = [];
      for (const statement of statements) rows = (await client.query(statement)).rows;
      return rows;
    } finally {
      await client.query("rollback");
      client.release();
    }
  }
  const asUser = "set local role app_user";

  test("the service's login reads nothing without becoming app_user", async () => {
    await expect(attempt("select * from app.incident_seen")).rejects.toMatchObject({ code: "42501" });
  });
  test.each([
    "select set_config('app.token', '', true)",
    "select set_config('app.token', 'guess', true)",
    "select set_config('app.token', encode(sha256('x'), 'hex'), true)",
    "select 1",
  ])("app_user sees nothing after: %s", async (statement) => {
    for (const table of ["operation", "person", "incident_seen", "incident_source", "release", "revision"]) {
      expect(await attempt(statement, asUser, `select * from app.${table}`)).toEqual([]);
    }
  });
  test.each([
    "select * from app_priv.context",
    "select * from app_priv.audit",
    "select * from auth.session",
    "select app_gate.open_desk('ALPHA')",
    "select app_gate.enter('a', 'ALPHA')",
    "set local role app_owner",
    "set local role app_definer",
    "create table app.mine (id int)",
    "alter table app.incident disable row level security",
    "update app_priv.audit set action = 'x'",
    "delete from app.revision",
    "delete from app.incident",
    "truncate app.incident cascade",
    "insert into app_priv.context (token_hash, operation_id, desk, expires_at) select '', gen_random_uuid(), true, now()",
  ])("app_user is refused: %s", async (statement) => {
    await expect(attempt(asUser, statement)).rejects.toMatchObject({ code: "42501" });
  });
  test("a principal ends with its transaction", async () => {
    const seen = await asPrincipal(database.pool, { secret: people.ada.secret, operation }, (tx) =>
      tx.query("select ref from app.incident_seen"),
    );
    expect(seen.length).toBeGreaterThan(0);
    const client = await database.pool.connect();
    await client.query(asUser.replace("local ", ""));
    expect((await client.query("select ref from app.incident_seen")).rows).toEqual([]);
    await client.query("reset role");
    client.release();
  });
  test("a member cannot write as another organisation, even with statements of their own", async () => {
    const steal = asPrincipal(database.pool, { secret: people.bilal.secret, operation }, (tx) =>
      tx.query(
        `insert into app.incident (id, operation_id, owner_org_id, sensitivity, dataset_id, kind, occurred_from, occurred_to,
           date_precision, location_precision, verification)
         select gen_random_uuid(), $1, i.owner_org_id, 'low', i.dataset_id, 'other', '2019-01-01', '2019-01-01', 'day',
           'country', 'verified' from app.incident_seen i where i.ref = $2`,
        [world.operation.operationId, form.id],
      ),
    );
    await expect(steal).rejects.toMatchObject({ code: "42501" });
    const change = await asPrincipal(database.pool, { secret: people.bilal.secret, operation }, (tx) =>
      tx.query("update app.incident set verification = 'rejected' where id = $1 returning id", [form.id]),
    );
    expect(change).toEqual([]);
  });
});
