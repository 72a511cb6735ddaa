/** Reconciling with another recorder: pairs are proposed, a person decides, and the event counts once for that reader. */
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import type { PersonName } from "../support/people.ts";
import { ENOUGH, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log } = incidentCalls(world);
const { decide } = reviewCalls(world);
const period = { from: "2019-11-01", to: "2019-11-30" };
const pairs = (person: PersonName) => world.as(person).incidents.review.pairs.query({ operation, ...period });
const same = (
  person: PersonName,
  incident: string,
  other: string,
  state: "same" | "different" | null = "same",
) => world.as(person).incidents.review.same.mutate({ operation, incident, other, state });
/** References of the rows of this person's facts. */
const refs = async (person: PersonName) => {
  const { rawPayload } = await world.get(person, `/facts/incidents/refs?operation=${operation}`);
  return (rawPayload.toString("hex").match(/.{32}/g) ?? []).map((hex) =>
    hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
  );
};
async function told(changes: Partial<IncidentFormInput> = {}) {
  const place = { lon: 20.6, lat: 5.7, precision: "exact" as const };
  const ours = incidentOf({ place, sources: ENOUGH, ...changes });
  const theirs = incidentOf({ place: { ...place, lon: 20.62 }, ...changes });
  await log(ours, "adele");
  await log(theirs, "dawit");
  return { ours: ours.id, theirs: theirs.id };
}

describe("a pair", () => {
  test("is proposed, said to be the same, counts once for that organisation only, and can be taken back", async () => {
    const { ours, theirs } = await told();
    const found = await pairs("ada");
    expect(found.pairs.find(({ one }) => one === ours)).toMatchObject({
      other: theirs,
      state: null,
      days: 0,
    });
    expect(found.theirs.find(({ ref }) => ref === theirs)?.recorder).toBe("PoC section");
    expect(await refs("ada")).toEqual(expect.arrayContaining([ours, theirs]));
    await same("ada", ours, theirs);
    expect((await pairs("ada")).pairs.find(({ one }) => one === ours)?.state).toBe("same");
    expect(await refs("ada")).toContain(ours);
    expect(await refs("ada")).not.toContain(theirs);
    for (const person of ["dawit", "esi", "carla"] as const) {
      expect(await refs(person)).toEqual(expect.arrayContaining([ours, theirs]));
      expect((await pairs(person)).pairs.filter(({ state }) => state !== null)).toEqual([]);
    }
    await same("ada", ours, theirs, "different");
    expect(await refs("ada")).toContain(theirs);
    await same("ada", ours, theirs, null);
    expect((await pairs("ada")).pairs.find(({ one }) => one === ours)?.state).toBe(null);
  });
  test("counts by the one that is better established", async () => {
    const { ours, theirs } = await told({ occurredFrom: "2019-11-20", occurredTo: "2019-11-20" });
    await same("dawit", theirs, ours);
    expect(await refs("dawit")).not.toContain(ours);
    await decide("ada", ours);
    expect(await refs("dawit")).toContain(ours);
    expect(await refs("dawit")).not.toContain(theirs);
  });
  test("is of an own record and one of others that the reader sees", async () => {
    const { ours, theirs } = await told({ occurredFrom: "2019-11-03", occurredTo: "2019-11-03" });
    const second = incidentOf();
    await log(second, "ada");
    for (const [person, one, other] of [
      ["ada", ours, newId()],
      ["ada", ours, second.id],
      ["ada", theirs, ours],
      ["bilal", ours, theirs],
    ] as const)
      expect((await refusal(same(person, one, other))).code).toBe("not_found");
    expect((await refusal(same("hugo", ours, theirs))).code).toBe("not_allowed");
  });
  test("ends for the reader with what they no longer see", async () => {
    const { ours, theirs } = await told({ occurredFrom: "2019-11-25", occurredTo: "2019-11-25" });
    await same("ada", ours, theirs);
    await world.as("dawit").access.records.delete.mutate({
      ...{ operation, kind: "incident", ref: theirs, reason: "Logged twice by mistake" },
    });
    expect((await pairs("ada")).pairs.filter(({ other }) => other === theirs)).toEqual([]);
    expect(await refs("ada")).toContain(ours);
  });
});
