/** The purge: what it leaves alone, what it takes for good, and that it leaves nothing but the tombstone. */
import { beforeAll, describe, expect, test } from "vitest";
import { strays } from "../../db/keeping/strays.ts";
import { asPrincipal } from "../../db/tx.ts";
import { undeleteRecord } from "../../server/access/deletion.ts";
import { asDesk } from "../../server/access/desk.ts";
import { purge } from "../../server/access/purge.ts";
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn, REASON } from "../support/deleting.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const CANARY = "LEAK-4b1d";
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
});
const { remove, bringBack, stoneOf, get, logged, asOwner, backdate, as } = deletingIn(world, () => areas);

async function baseOf(name: PersonName): Promise<string> {
  const id = newId();
  await as(
    name,
    `insert into app.base (id, operation_id, owner_org_id, sensitivity, name, lon, lat)
     select $1, o.operation_id, o.id, 'low', 'Own base', 20, 5 from app.organisation o
      where o.id = (select (app_gate.me()).organisation_id)`,
    [id],
  );
  return id;
}
async function deploymentIn(base: string, name: PersonName): Promise<string> {
  const id = newId();
  await as(
    name,
    `insert into app.deployment (id, operation_id, owner_org_id, sensitivity, base_id, valid_from)
     select $1, o.operation_id, o.id, 'low', $2, '2019-01-01' from app.organisation o
      where o.id = (select (app_gate.me()).organisation_id)`,
    [id, base],
  );
  return id;
}

describe("the purge", () => {
  /** Every text in the database, as the role of backups reads it. */
  async function everything(): Promise<string> {
    const client = await world.database.admin.connect();
    try {
      await client.query("begin read only; set local role app_backup");
      const { rows } = await client.query<{ name: string }>(
        `select oid::regclass::text as name from pg_class
          where relkind = 'r' and relnamespace in ('app'::regnamespace, 'app_priv'::regnamespace)`,
      );
      const texts: string[] = [];
      for (const { name } of rows)
        texts.push(
          ...(await client.query(`select t::text as text from ${name} t`)).rows.map(({ text }) => text),
        );
      return texts.join("\n");
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  test("leaves alone what was deleted less than thirty days ago, and on a dry run everything", async () => {
    const [young, old] = [await logged(), await logged()];
    for (const { id } of [young, old]) await remove("ada", "incident", id);
    await backdate("incident", young.id, 29);
    await backdate("incident", old.id, 31);
    expect(await purge(world.database, operation, true)).toEqual([
      { kind: "incident", expired: 0, purged: 1 },
    ]);
    await purge(world.database, operation, false);
    expect(await purge(world.database, operation, true)).toEqual([]);
    await bringBack("ada", "incident", young.id);
    expect((await refusal(bringBack("ada", "incident", old.id))).code).toBe("not_found");
  });
  test("takes every word of a record, its former states, its sources and its released copies", async () => {
    const form = await logged("ada", {
      description: `${CANARY} circumstances`,
      place: { areaId: areas.district, precision: "adm2", placeName: `${CANARY} place` },
      sources: [{ type: "community_leader", note: `${CANARY} source` }],
    });
    const edited = { ...form, sources: [], description: `${CANARY} changed` };
    await world.as("ada").incidents.edit.mutate({ operation, version: 1, form: edited });
    await as("ada", "select app_gate.release($1, 'incident', $2, $3)", [
      newId(),
      form.id,
      { community: "mission_poc", level: "full", purpose: "poc", message: `${CANARY} message` },
    ]);
    await remove("ada", "incident", form.id, "Taken in under a wrong consent");
    expect(await everything()).toContain(CANARY);
    await backdate("incident", form.id, 31);
    await purge(world.database, operation, false);
    expect(await everything()).not.toContain(CANARY);
    expect(await stoneOf("ada", form.id)).toMatchObject({ reason: "Taken in under a wrong consent" });
    expect((await stoneOf("ada", form.id))!.purgedAt).not.toBeNull();
    const late = await refusal(world.as("adele").incidents.log.mutate({ operation, form }));
    expect(late.fields).toEqual([{ path: "id", reason: "deleted_before" }]);
    expect((await refusal(world.as("bilal").incidents.log.mutate({ operation, form }))).code).toBe(
      "conflict",
    );
  });
  test("leaves of an actor that others' records name an empty row", async () => {
    const form = actorOf(`${CANARY} group`, { aliases: [`${CANARY} alias`] });
    await world.as("carla").actors.log.mutate({ operation, form });
    const report = await logged("ada", {
      parties: [{ actorId: form.id, role: "party" }],
      sensitivity: "severe",
    });
    await remove("carla", "actor", form.id);
    await backdate("actor", form.id, 31);
    await purge(world.database, operation, false);
    expect(await everything()).not.toContain(CANARY);
    expect((await get("ada", report.id)).parties).toEqual([]);
  });
  test("waits for somebody who brings a record back, and then leaves it alone", async () => {
    const { id } = await logged();
    await remove("ada", "incident", id);
    await backdate("incident", id, 31);
    const { secret } = world.people.ada;
    let purging: Promise<unknown> = Promise.resolve();
    await asPrincipal(world.database.pool, { secret, operation }, async (tx) => {
      await undeleteRecord(tx, "incident", id);
      purging = purge(world.database, operation, false);
      await new Promise((done) => setTimeout(done, 300));
    });
    expect(await purging).toEqual([]);
    await get("ada", id);
    expect(await stoneOf("ada", id)).toBeUndefined();
  });
  test("leaves no part without its record, and nothing is added to a record that was deleted", async () => {
    const { id } = await logged("ada", { sources: [{ type: "community_leader", note: "told" }] });
    await remove("ada", "incident", id);
    for (const statement of [
      "insert into app.incident_source (incident_id, position, source_type) values ($1, 7, 'other')",
      `insert into app.incident_harm (incident_id, position, harm, victim_status, sex, age_group)
       values ($1, 7, 'killed', 'civilian', 'unknown', 'unknown')`,
    ])
      await expect(as("ada", statement, [id])).rejects.toThrow(/row-level security/);
    await backdate("incident", id, 31);
    await purge(world.database, operation, false);
    const client = await world.database.admin.connect();
    await client.query("begin");
    expect(await strays(client)).toEqual([]);
    await client.query("rollback");
    client.release();
  });
  test("takes a base with its deployments, and keeps one in which another's stand", async () => {
    const [own, shared] = [await baseOf("dawit"), await baseOf("dawit")];
    const foreign = await deploymentIn(shared, "femi");
    expect(await refusal(remove("dawit", "base", shared))).toMatchObject({
      fields: [{ path: "ref", reason: "still_named" }],
    });
    const deployment = await deploymentIn(own, "dawit");
    const told = async (name: PersonName) =>
      (await world.as(name).coverage.bases.query({ operation, date: "2019-06-01" })).bases;
    const one = { ref: own, deployment };
    expect(await told("dawit")).toContainEqual(expect.objectContaining({ ...one, own: true }));
    expect(await told("femi")).toContainEqual(expect.objectContaining({ ...one, own: false }));
    expect((await refusal(remove("bilal", "base", own))).code).toBe("not_allowed");
    expect((await refusal(remove("femi", "base", own))).code).toBe("not_found");
    await remove("dawit", "base", own);
    await bringBack("dawit", "base", own);
    await bringBack("dawit", "deployment", deployment);
    await remove("dawit", "base", own);
    for (const id of [own, shared]) await backdate("base", id, 31);
    await backdate("deployment", deployment, 31);
    expect(await purge(world.database, operation, false)).toEqual([
      { kind: "deployment", expired: 0, purged: 1 },
      { kind: "base", expired: 0, purged: 1 },
    ]);
    const left = await asOwner("select id from app.base where id = any($1)", [[own, shared]]);
    expect(left.rows).toEqual([{ id: shared }]);
    await asOwner("delete from app.deployment where id = $1", [foreign]);
    expect(await purge(world.database, operation, false)).toEqual([{ kind: "base", expired: 0, purged: 1 }]);
  });
  test("deletes what was kept long enough, with a note that its time was over", async () => {
    const { id } = await logged();
    await asOwner("update app.incident set created_at = now() - interval '7 months' where id = $1", [id]);
    const set = (name: PersonName, months: number | null) =>
      world.as(name).access.retention.set.mutate({ operation, kind: "incident", months });
    expect((await refusal(set("ada", 6))).code).toBe("not_allowed");
    expect(await set("jon", 6)).toContainEqual({ kind: "incident", months: 6, isDefault: false });
    expect(await purge(world.database, operation, true)).toEqual([
      { kind: "incident", expired: 1, purged: 0 },
    ]);
    await purge(world.database, operation, false);
    expect((await refusal(get("ada", id))).code).toBe("not_found");
    expect(await stoneOf("ada", id)).toMatchObject({
      cause: "retention",
      reason: "6 months",
      said: "retention",
    });
    await set("jon", null);
    expect(await purge(world.database, operation, true)).toEqual([]);
  });
  test("is proposed for kinds as the field does it, and read by every member", async () => {
    const seen = await world.as("ines").access.retention.get.query({ operation });
    expect(seen).toContainEqual({ kind: "displaced_report", months: 24, isDefault: true });
    expect(seen).toContainEqual({ kind: "alert", months: 12, isDefault: true });
    expect(seen).toContainEqual({ kind: "patrol", months: null, isDefault: true });
    const own = { operation, kind: "information" as const };
    await world.as("jon").access.retention.set.mutate({ ...own, months: 18 });
    const set = await world.as("ines").access.retention.get.query({ operation });
    expect(set).toContainEqual({ kind: "information", months: 18, isDefault: false });
  });
  test("destroys nothing in a locked operation, and knows no other's", async () => {
    await asOwner("update app.operation set lock = 'read_only' where code = $1", [operation]);
    await expect(purge(world.database, operation, false)).rejects.toThrow(/ALPHA is locked/);
    await asOwner("update app.operation set lock = 'normal' where code = $1", [operation]);
    await expect(purge(world.database, "NONE", false)).rejects.toThrow(/no operation NONE/);
  });
  test("stands in the log with counts, and no act of deleting shows what was deleted", async () => {
    const lines = await asOwner(
      "select action, detail from app_priv.audit where action ~ '(delete|purge|retention)' order by seq",
      [],
    );
    const actions = new Set(lines.rows.map(({ action }) => action));
    for (const action of ["record.delete", "record.undelete", "operation.purge", "retention.set"])
      expect([...actions]).toContain(action);
    expect(JSON.stringify(lines.rows)).not.toMatch(new RegExp(`${CANARY}|${REASON}|consent|Bravo`));
    expect(JSON.stringify(lines.rows)).toContain('"incident":{"purged":1,"expired":0}');
    await asDesk(world.database, operation, async (tx) => expect(tx.principal.desk).toBe(true));
  });
});
