/**
 * The change stream says the same to everybody: that something changed, twice a second at most. No byte of it is about
 * what changed, whether the listener may know of it or not.
 */
import { expect, test } from "vitest";
import { incidentOf } from "../support/builders.ts";
import { listen } from "../support/stream.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const WORDS = /^event: ready\ndata: \{\}\n\n(event: reset\ndata: \{\}\n\n|: still here\n\n)*$/;
const until = async (done: () => boolean) => {
  for (let round = 0; round < 100 && !done(); round++)
    await new Promise((resolve) => setTimeout(resolve, 100));
};
const resets = (text: string) => text.split("event: reset").length - 1;

test("listeners get the same words, and one for many writes", async () => {
  const names = ["ada", "femi", "ines", "jon"] as const;
  const streams = await Promise.all(names.map((name) => listen(world, OPERATION, name)));
  const burst = 5;
  for (let more = 0; more < burst; more++) {
    const form = incidentOf({ sensitivity: "severe", description: "LEAK-description" });
    await world.as("ada").incidents.log.mutate({ operation: OPERATION, form });
  }
  await until(() => streams.every(({ text }) => resets(text()) > 0));
  for (const { text } of streams) {
    expect(text()).toMatch(WORDS);
    expect(resets(text())).toBeGreaterThan(0);
  }
  // A listener of another operation hears nothing of this one.
  const stranger = await listen(world, "BETA", "zoe");
  await world.as("ada").incidents.log.mutate({ operation: OPERATION, form: incidentOf() });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(resets(stranger.text())).toBe(0);
  for (const { abort, ended, close } of [...streams, stranger]) {
    abort.abort();
    await ended.catch(() => undefined);
    await close();
  }
});
