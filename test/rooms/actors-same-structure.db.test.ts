/** Two records of one unit in the structure: what must be ended first, what stays told, and what one move ends. */
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { sameOf } from "../support/actors.ts";
import { sameCalls } from "../support/actors-same.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const as = (person: PersonName) => world.as(person);
const { anActor, relate, say, join, get, pair } = sameCalls(world);

describe("structure", () => {
  test("two superiors on one day in one account are to be ended first; then both are one unit", async () => {
    const { gone, kept } = await pair();
    const [x, y] = [await anActor("Superior X"), await anActor("Superior Y")];
    await relate(gone, "part_of", x);
    await relate(kept, "part_of", y);
    expect((await refusal(say(sameOf(gone, kept)))).fields).toEqual([
      { path: "keptId", reason: "two_superiors" },
    ]);
    const told = { asOf: "2019-11-20", confidence: "medium", sensitivity: "low" } as const;
    const move = (actorId: string, parentId: string | null, on: string) =>
      as("carla").actors.subordinate.mutate({
        operation,
        form: { id: newId(), actorId, parentId, on, ...told },
      });
    await move(kept, null, "2019-11-25");
    await join(gone, kept);
    // What both records told of the past stays told.
    expect((await get(kept)).relations.map(({ other }) => other.name).sort()).toEqual([
      "Superior X",
      "Superior Y",
    ]);
  });
  test("both under the same superior: one move ends both", async () => {
    const { gone, kept } = await pair();
    const [x, y] = [await anActor("Shared superior"), await anActor("New superior")];
    await relate(gone, "part_of", x);
    await relate(kept, "part_of", x);
    await join(gone, kept);
    const told = { asOf: "2019-11-20", confidence: "medium", sensitivity: "low" } as const;
    await as("carla").actors.subordinate.mutate({
      operation,
      form: { id: newId(), actorId: kept, parentId: y, on: "2019-06-01", ...told },
    });
    const standing = (await get(kept)).relations.filter(({ validTo }) => validTo === null);
    expect(standing.map(({ other }) => other.name)).toEqual(["New superior"]);
  });
  test("nobody would command themselves", async () => {
    const { gone, kept } = await pair();
    const between = await anActor("Between");
    await relate(gone, "part_of", between);
    await relate(between, "part_of", kept);
    expect((await refusal(say(sameOf(gone, kept)))).fields).toEqual([
      { path: "keptId", reason: "would_circle" },
    ]);
  });
});
