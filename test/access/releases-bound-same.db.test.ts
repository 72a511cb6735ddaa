/**
 * Records of one actor bind as one: whoever is, commands, serves or supports one of both is bound to the harm that the
 * other is accused of, for everybody, whether they see that the two are one or not.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { purge } from "../../server/access/purge.ts";
import { newId } from "../../shared/ids.ts";
import { sameCalls } from "../support/actors-same.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, read, row } = releaseCalls(world);
const { anActor, relate, join, undo } = sameCalls(world);

let force: string;

beforeAll(async () => {
  force = await anActor("The force");
  await nameActor("Force headquarters", force);
});

async function nameActor(name: string, actor: string): Promise<void> {
  const { organisations } = await world.as("ada").access.operation.query({ operation });
  const organisation = organisations.find((one) => one.name === name)!.id;
  await world.as("carla").sharing.nameActor.mutate({ operation, organisation, actor });
}

/** A low report of the cluster's against somebody, which the Force reads in a copy where nothing binds them. */
const against = (actor: string) =>
  log("ada", "low", { parties: [{ actorId: actor, role: "alleged_perpetrator" }] });

async function boundTo(record: string, receiver = "mission_military") {
  const terms = await world.as("ada").sharing.terms.query({ operation, kind: "incident", ref: record });
  return terms.find(({ community }) => community === receiver)!.bound;
}

async function forceReads(record: string): Promise<boolean> {
  const as = { operation, ref: record, communities: ["mission_military" as const] };
  return (await world.as("ada").incidents.seenBy.query(as))[0]!.now !== null;
}

describe("two records of one actor", () => {
  test.each([
    ["goes", "is", async (other: string) => [other, force]],
    ["stays", "is", async (other: string) => [force, other]],
    [
      "stays, and it commands what goes",
      "commands",
      async (other: string) => {
        const [above, under] = [await anActor(newId()), await anActor(newId())];
        await relate(force, "commands", above);
        await relate(other, "part_of", under);
        return [under, above];
      },
    ],
    [
      "goes, and supports what stays",
      "supports",
      async (other: string) => {
        const supported = await anActor(newId());
        await relate(force, "supports", supported);
        return [other, supported];
      },
    ],
  ] as const)(
    "the record that is accused %s: who is bound to one is bound to the other",
    async (_, how, pairOf) => {
      const accused = await anActor(newId());
      const record = await against(accused);
      const moderate = await log("ada", "moderate", {
        parties: [{ actorId: accused, role: "alleged_perpetrator" }],
      });
      const [handed] = await release("ada", [moderate], { level: "full" });
      await answer("femi", handed!.ref);
      const [gone, kept] = await pairOf(accused);
      expect([await boundTo(record), await forceReads(record)]).toEqual([null, true]);
      expect((await read("femi", handed!.ref))?.level).toBe("full");
      const link = await join(gone!, kept!);
      expect([await boundTo(record), await forceReads(record)]).toEqual([how, false]);
      // What was handed over waits for a second person now, and what follows does too.
      expect(await row("ada", handed!.ref)).toMatchObject({ state: "held", bound: how });
      expect(await read("femi", handed!.ref)).toBeUndefined();
      const [next] = await release("ada", [await against(accused)]);
      expect(next!.state).toBe("held");
      await undo(link);
      expect([await boundTo(record), await forceReads(record)]).toEqual([null, true]);
      // It is not given back by undoing: a second person says so.
      expect((await row("ada", handed!.ref))!.state).toBe("held");
    },
  );
  test("also by a link that neither the author of the report nor the receiver reads", async () => {
    const hiddenOne = await anActor(newId(), { sensitivity: "severe" });
    const accused = await anActor(newId());
    const record = await against(accused);
    const hidden = await join(hiddenOne, accused);
    expect(await boundTo(record)).toBe(null);
    await nameActor("UN Police", hiddenOne);
    const bound = () => boundTo(record, "mission_police");
    expect(await bound()).toBe("unnamed");
    await undo(hidden);
    expect(await bound()).toBe(null);
  });
});

test("a purge takes away what was taken back, and what a link still names stays as an empty row that binds", async () => {
  const [between, accused] = [await anActor(newId()), await anActor(newId())];
  const past = await join(between, accused);
  await asDefiner(world.database.admin, async (client) => {
    const before = "now() - interval '40 days'";
    await client.query(`update app.actor_same set deleted_at = ${before} where id = $1`, [past]);
  });
  const record = await against(accused);
  await join(accused, between);
  await join(between, force);
  await asDefiner(world.database.admin, (client) =>
    client.query("update app.actor set deleted_at = now() - interval '40 days' where id = $1", [between]),
  );
  const taken = await purge(world.database, operation, false);
  expect(taken.find(({ kind }) => kind === "actor_same")).toMatchObject({ purged: 1 });
  const { rows } = await world.database.admin.query("select name from app.actor where id = $1", [between]);
  expect(rows).toEqual([{ name: "-" }]);
  expect([await boundTo(record), await forceReads(record)]).toEqual(["unnamed", false]);
});
