/** Logging and editing incidents through the real server: what is stored, what is refused, what stays unknown. */
import { describe, expect, test } from "vitest";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;

describe("logging", () => {
  test("stores a report once, however often it is sent", async () => {
    const form = incidentOf();
    const first = await world.as("ada").incidents.log.mutate({ operation, form });
    expect(first).toEqual({ ref: form.id, version: 1, state: "stored" });
    const again = await world.as("ada").incidents.log.mutate({ operation, form });
    expect(again).toEqual({ ref: form.id, version: 1, state: "repeated" });
  });
  test("refuses another report under the same id", async () => {
    const form = incidentOf();
    await world.as("ada").incidents.log.mutate({ operation, form });
    const other = { ...form, kind: "looting_destruction" as const };
    expect((await refusal(world.as("ada").incidents.log.mutate({ operation, form: other }))).code).toBe(
      "conflict",
    );
  });
});
