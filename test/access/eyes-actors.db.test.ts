/**
 * See as they see, of actors: what an owner is shown of others' eyes is what those others get by rule, what a release
 * would add, and nobody but the actor's own organisation looks.
 */
import { describe, expect, test } from "vitest";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PEOPLE, type PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer } = releaseCalls(world);
await addAreas(world);

const READERS = ["ada", "bilal", "dawit", "esi", "femi", "grace", "ines"] as const;

async function logActor(changes: Parameters<typeof actorOf>[1], who: PersonName = "carla") {
  const form = actorOf(`Group ${crypto.randomUUID()}`, changes);
  await world.as(who).actors.log.mutate({ operation, form });
  return form;
}
async function look(ref: string, reader: PersonName, who: PersonName = "carla") {
  const communities = [PEOPLE[reader].community];
  const [pane] = await world.as(who).actors.seenBy.query({ operation, ref, communities });
  return pane!;
}
async function got(name: string, reader: PersonName) {
  const found = (await world.as(reader).actors.list.query({ operation })).find((one) => one.name === name);
  return found ? world.as(reader).actors.get.query({ operation, ref: found.ref }) : null;
}

describe("an actor", () => {
  test("of moderate sensitivity: the cluster's core in full; members and the PoC section nothing", async () => {
    const { id } = await logActor({ sensitivity: "moderate", description: "NOTES" });
    const core = await look(id, "ada");
    expect(core).toMatchObject({ rule: "full", after: null });
    expect(core.now).toMatchObject({ level: "full", actor: { notes: "NOTES" }, history: [] });
    for (const reader of ["bilal", "dawit"] as const) expect((await look(id, reader)).now).toBeNull();
  });
  test.each(SENSITIVITIES)("%s: each pane is what they get", async (sensitivity) => {
    const { id, name } = await logActor({ sensitivity, description: "NOTES" });
    for (const reader of READERS) {
      const { now, most, after } = await look(id, reader);
      const { level, ...said } = now ?? { level: null };
      expect(now && said, `${reader} of ${sensitivity}`).toEqual(await got(name, reader));
      expect(after !== null, reader).toBe(
        most !== null && (now === null || (level !== "full" && most === "full")),
      );
    }
  });
  test("released: in their pane once they accepted it, as it had been foretold", async () => {
    const { id, name } = await logActor({ sensitivity: "low", description: "NOTES" });
    const foretold = await look(id, "dawit");
    expect(foretold.now).toBeNull();
    const level = foretold.most!;
    const [one] = await release("carla", [id], { kind: "actor", community: "mission_poc", level });
    await answer("dawit", one!.ref);
    const { now, after } = await look(id, "dawit");
    expect(after).toBeNull();
    const { level: _, ...said } = now!;
    expect(said).toEqual(await got(name, "dawit"));
    const ref = now!.actor.ref;
    expect(now).toEqual({ ...foretold.after, actor: { ...foretold.after!.actor, ref } });
  });
});

describe("who looks", () => {
  test("the actor's own organisation; a stranger's actor is not there", async () => {
    const { id } = await logActor({ sensitivity: "low" });
    for (const who of ["ada", "bilal", "dawit", "ines", "jon"] as const) {
      expect((await refusal(look(id, "femi", who))).code, who).toBe("not_found");
    }
    const { id: theirs } = await logActor({ sensitivity: "low" }, "ada");
    expect((await refusal(look(theirs, "femi"))).code).toBe("not_found");
  });
  test("after a look the reader is themselves again", async () => {
    const { id } = await logActor({ sensitivity: "severe" });
    const communities = ["mission_military" as const, "observer" as const];
    const panes = await world.as("carla").actors.seenBy.query({ operation, ref: id, communities });
    expect(panes.map(({ now }) => now)).toEqual([null, null]);
    expect((await world.as("carla").actors.get.query({ operation, ref: id })).history.length).toBe(1);
  });
});
