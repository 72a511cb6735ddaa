/**
 * What organisations say of one actor's records is a word of each of them, of one published record too. What one
 * says and the other does not read refuses nothing, and so tells nothing; bound to harm are all of them.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import { sameOf } from "../support/actors.ts";
import { sameCalls } from "../support/actors-same.ts";
import { refusal } from "../support/callers.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { anActor, say, join, undo, get } = sameCalls(world);
const { log } = releaseCalls(world);

const admin = (sql: string, values: unknown[]) =>
  asDefiner(world.database.admin, async (client) => {
    expect((await client.query(sql, values)).rowCount).toBe(1);
  });

/** A record of published data. */
async function published(): Promise<string> {
  const id = await anActor(`Published ${newId()}`);
  await admin(
    `update app.actor a set owner_org_id = o.id from app.organisation o
      where a.id = $1 and o.operation_id = a.operation_id and o.public_data`,
    [id],
  );
  return id;
}

beforeAll(async () => {
  // Carla imports for her office as Hugo does for the cluster.
  await admin("update app.membership set rights = '{import}' where person_id = $1", [
    world.people.carla.personId,
  ]);
});

test("the log of acts names the other record by what its writer has of it, a copy by the copy", async () => {
  const name = `Rough ${newId()}`;
  const theirs = await anActor(name, { sensitivity: "high" });
  const own = await anActor(newId(), {}, "ada");
  const list = await world.as("ada").actors.list.query({ operation });
  const copy = list.find((one) => one.name === name)!.ref;
  expect(copy).not.toBe(theirs);
  const link = await join(own, copy, "ada");
  await asDefiner(world.database.admin, async (client) => {
    const { rows } = await client.query<{ detail: unknown; text: string }>(
      "select detail, detail::text as text from app_priv.audit where action = 'actor_same.say' and record_id = $1",
      [own],
    );
    expect(rows.map(({ detail }) => detail)).toEqual([{ with: copy, link }]);
    expect(rows[0]!.text).not.toContain(theirs);
  });
  expect((await get(own, "ada")).actor.ref).toBe(copy);
  await undo(link, 1, "ada");
});

describe("a published record that another organisation has joined to one that is hidden", () => {
  test("can be joined to one's own, is shown as each reader is told, and comes apart again", async () => {
    const list = await published();
    const hidden = await anActor(`Hidden ${newId()}`, { sensitivity: "severe" });
    const own = await anActor(`Of the cluster ${newId()}`, {}, "ada");
    const first = await join(list, hidden);
    expect((await get(list)).actor.ref).toBe(hidden);
    expect((await get(list, "ada")).actor.ref).toBe(list);
    const second = await join(list, own, "hugo");
    // Carla reads both words and follows that of her own office.
    expect((await get(list)).actor.ref).toBe(hidden);
    expect((await get(list, "ada")).actor.ref).toBe(own);
    expect((await get(own, "ada")).same.map(({ ref }) => ref)).toEqual([second]);
    expect((await get(hidden)).same.map(({ ref }) => ref)).toEqual([first]);
    await undo(first);
    expect((await get(list)).actor.ref).toBe(own);
    await undo(second, 1, "hugo");
    expect((await get(list)).actor.ref).toBe(list);
  });
  test("is followed by a reader of neither organisation as everybody is told, else as the first said", async () => {
    const [list, other] = [await published(), await published()];
    const name = newId();
    await join(list, await anActor(name));
    const shown = async () => (await get(list, "bilal")).actor;
    expect((await shown()).name).toBe(name);
    const link = await join(list, other, "hugo");
    expect((await shown()).ref).toBe(other);
    await undo(link, 1, "hugo");
    expect((await shown()).name).toBe(name);
  });
  test("nobody takes back another's word, of two published records either; its reason stays with who said it", async () => {
    const [list, other] = [await published(), await published()];
    const link = await join(list, other, "hugo");
    const shown = (await get(list)).same[0];
    expect(shown).toMatchObject({ ref: link, by: "Cluster lead", own: false, reason: null });
    expect((await refusal(undo(link))).code).toBe("not_found");
    expect((await get(list, "hugo")).same[0]).toMatchObject({
      own: true,
      reason: expect.stringContaining("elders"),
    });
    expect((await get(list, "jon")).same[0]).toMatchObject({ reason: null });
    const past = "update app.actor_same set deleted_at = now() where id = $1 returning id";
    const carla = { secret: world.people.carla.secret, operation };
    expect(await asPrincipal(world.database.pool, carla, (tx) => tx.query(past, [link]))).toEqual([]);
    await undo(link, 1, "hugo");
    expect((await get(list)).actor.ref).toBe(list);
  });
  test("one organisation says it once where it belongs", async () => {
    const list = await published();
    const [one, other] = [await anActor(newId(), {}, "ada"), await anActor(newId(), {}, "ada")];
    await join(list, one, "hugo");
    expect((await refusal(say(sameOf(list, other), "hugo"))).fields).toEqual([
      { path: "goneId", reason: "already_same" },
    ]);
  });
  test("binds all of them to what any of them is accused of", async () => {
    const list = await published();
    const hidden = await anActor(newId(), { sensitivity: "severe" });
    const own = await anActor(newId(), {}, "ada");
    const record = await log("ada", "low", { parties: [{ actorId: own, role: "alleged_perpetrator" }] });
    const { organisations } = await world.as("ada").access.operation.query({ operation });
    const force = organisations.find(({ name }) => name === "Force headquarters")!.id;
    await world.as("carla").sharing.nameActor.mutate({ operation, organisation: force, actor: hidden });
    const bound = async () => {
      const terms = await world.as("ada").sharing.terms.query({ operation, kind: "incident", ref: record });
      return terms.find(({ community }) => community === "mission_military")!.bound;
    };
    const link = await join(list, hidden);
    expect(await bound()).toBe(null);
    await join(list, own, "hugo");
    expect(await bound()).toBe("unnamed");
    await undo(link);
    expect(await bound()).toBe(null);
  });
});
