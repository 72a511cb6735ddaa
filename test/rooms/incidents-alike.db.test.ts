/** The warning while a report is written: it knows what its writer sees, as they see it, and hints at nothing else. */
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { SENSITIVITIES } from "../../shared/rooms/records.ts";
import { addAreas, alikeTo, incidentOf } from "../support/builders.ts";
import { incidentCalls } from "../support/incidents.ts";
import { PERSON_NAMES, type PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
await addAreas(world);
const operation = OPERATION;
const { log } = incidentCalls(world);
const AT = { lon: 20.1, lat: 5.1, precision: "exact" as const, placeName: "Testville" };
const ask = (person: PersonName, form: IncidentFormInput, more: object = {}) =>
  world.as(person).incidents.alike.mutate({ operation, form: { ...alikeTo(form), ...more } });
const on = (day: string, changes: Partial<IncidentFormInput> = {}) =>
  incidentOf({ place: AT, occurredFrom: day, occurredTo: day, ...changes });
const MEMBERS = PERSON_NAMES.filter((name) => name !== "zoe");

describe("the warning", () => {
  test("names an own report of the same day and place, with what speaks for it, and never the report itself", async () => {
    const told = on("2019-03-01", { description: "Shots at the market, two traders killed" });
    await log(told);
    const near = on("2019-03-01", { place: { ...AT, lon: 20.12, placeName: "Elsewhere" } });
    const [found] = await ask("ada", near, {
      description: "Two traders were killed at the market",
      killed: 2,
    });
    expect(found).toMatchObject({ ref: told.id, own: true, days: 0, killed: 2, atLeast: false });
    expect(found?.why).toEqual(["same_day", "near_point", "same_kind", "like_words", "same_killed"]);
    expect(found?.km).toBeCloseTo(2.2, 1);
    expect(await ask("ada", told)).toEqual([]);
  });
  test("is silent about another day, another place and what was rejected or deleted", async () => {
    const told = on("2019-04-01");
    await log(told);
    expect(await ask("ada", on("2019-04-06"))).toEqual([]);
    expect(await ask("ada", on("2019-04-01", { place: { ...AT, lon: 21.9, placeName: "Far" } }))).toEqual([]);
    expect(await ask("ada", on("2019-04-01"))).toHaveLength(1);
    await world.as("ada").access.records.delete.mutate({
      ...{ operation, kind: "incident", ref: told.id, reason: "Logged twice by mistake" },
    });
    expect(await ask("ada", on("2019-04-01"))).toEqual([]);
  });
  test("tells a copy by its district and week, without what it does not hold", async () => {
    await log(on("2019-05-08", { sensitivity: "moderate", description: "WORDS of the record" }));
    const [found] = await ask("bilal", on("2019-05-08"), { description: "WORDS of the record" });
    expect(found).toMatchObject({
      own: false,
      from: "2019-05-06",
      to: "2019-05-12",
      km: null,
      place: "Square SQ11",
    });
    expect(found?.why).not.toContain("like_words");
    expect(JSON.stringify(found)).not.toContain("Testville");
  });
  test.each(SENSITIVITIES)(
    "%s: each person is told of what they have, and of nothing else",
    async (sensitivity) => {
      const day = `2019-06-0${SENSITIVITIES.indexOf(sensitivity) * 2 + 1}`;
      const asked = on(day, { id: newId() });
      for (const owner of ["ada", "dawit", "bilal"] as const) await log(on(day, { sensitivity }), owner);
      for (const person of MEMBERS) {
        const { rawPayload } = await world.get(person, `/facts/incidents/refs?operation=${operation}`);
        const has = rawPayload.toString("hex");
        const found = await ask(person, asked);
        for (const { ref } of found) expect(has).toContain(ref.replaceAll("-", ""));
      }
    },
  );
  test("does not change with records the asker may not read", async () => {
    await log(on("2019-07-01", { sensitivity: "low" }));
    const before = new Map<PersonName, unknown>();
    for (const person of MEMBERS) before.set(person, await ask(person, on("2019-07-01", { id: newId() })));
    await log(on("2019-07-01", { sensitivity: "severe" }), "esi");
    for (const person of MEMBERS.filter((name) => name !== "esi"))
      expect(await ask(person, on("2019-07-01", { id: newId() }))).toEqual(before.get(person));
    expect(await ask("esi", on("2019-07-01"))).toHaveLength(2);
  });
});
