/** Conduct, options against a threat and who is in reach of whom, through the real server: what each reader is told, and not. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { claimOf } from "../support/actors.ts";
import { mitigationOf } from "../support/actors-engagement.ts";
import { type Areas, actorOf, addAreas, addNeighbour, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer } = releaseCalls(world);
const strangers = ["bilal", "esi", "femi", "grace", "hugo", "ines", "jon"] as const;
const as = (name: PersonName) => world.as(name).actors;
let areas: Areas;
let neighbour: string;
let group: string;
let unit: string;

beforeAll(async () => {
  areas = await addAreas(world);
  neighbour = await addNeighbour(world, areas);
  const [one, two] = [actorOf("Group in reach"), actorOf("Unit in reach")];
  for (const form of [one, two]) await as("carla").log.mutate({ operation, form });
  [group, unit] = [one.id, two.id];
  const told = { asOf: "2019-11-20", confidence: "medium", sensitivity: "low", note: null } as const;
  const under = { id: newId(), actorId: unit, parentId: group, kind: "part_of", on: "2019-11-04" } as const;
  await as("carla").subordinate.mutate({ operation, form: { ...under, ...told } });
  const zone = { id: newId(), actorId: unit, areaId: areas.district, controlKind: "nsag" as const };
  await as("carla").addZone.mutate({ operation, form: { ...zone, ...told, validFrom: "2019-11-04" } });
});

const reach = async (name: PersonName, about: { actor?: string; area?: string } = {}, on: string = TODAY) =>
  (await as(name).reach.query({ operation, on, ...about })).units;

describe("who threatens an area", () => {
  test("is who is told to be there on that day, and not before", async () => {
    const units = await reach("carla", { area: areas.district });
    expect(units).toMatchObject([
      { actor: { ref: unit }, reach: null, threat: null, areas: [{ how: "ground", km: 0 }] },
    ]);
    const before = await reach("carla", { area: areas.district }, "2019-11-03");
    expect(before.flatMap((one) => one.areas)).toEqual([]);
  });
  test("its reach is unknown until somebody claims it, and then counts", async () => {
    const found = async () => (await reach("carla", { area: neighbour }))[0]!;
    expect(await found()).toMatchObject({ reach: null, areas: [{ how: "unknown" }] });
    const { km } = (await found()).areas[0]!;
    const claim = (value: number) =>
      as("carla").addClaim.mutate({
        operation,
        form: claimOf(unit, {
          attribute: "reach",
          value: { km: value },
          credibility: value > km! ? "1" : "2",
        }),
      });
    await claim(Math.floor(km!));
    expect((await found()).areas).toMatchObject([{ how: "beyond" }]);
    await claim(Math.ceil(km!));
    expect((await found()).areas).toMatchObject([{ how: "distance" }]);
  });
  test("asked of a group, its units count with it", async () => {
    const units = await reach("carla", { actor: group, area: areas.district });
    expect(units.map(({ actor }) => actor.ref)).toEqual([unit]);
  });
  test("is told to nobody who reads none of it; an actor that is not theirs is not there", async () => {
    for (const name of strangers.filter((one) => one !== "bilal" && one !== "hugo")) {
      expect(await reach(name, { area: areas.district }), name).toEqual([]);
      expect(await refusal(reach(name, { actor: unit })), name).toMatchObject({ code: "not_found" });
    }
  });
  test("to a partner, who reads copies, neither the reach nor the threat is told", async () => {
    const threat = { intent: 4, capability: 4, opportunity: 4, text: "THREAT-WORD" };
    const form = claimOf(unit, { attribute: "threat", value: threat });
    await as("carla").addClaim.mutate({ operation, form });
    const [own] = await reach("carla", { area: areas.district });
    expect(own).toMatchObject({ threat: { band: "high", asOf: "2019-11-15" } });
    const units = await reach("bilal", { area: areas.district });
    expect(units).toHaveLength(1);
    expect(units.every((one) => one.reach === null && one.threat === null)).toBe(true);
    expect(JSON.stringify(units)).not.toMatch(/-WORD/);
  });
});

describe("an option against the threat", () => {
  test("is stored once, reviewed with its version", async () => {
    const form = mitigationOf(unit, { areaId: areas.district });
    const log = () => as("carla").logMitigation.mutate({ operation, form });
    expect([await log(), await log()]).toEqual([
      { ref: form.id, already: false },
      { ref: form.id, already: true },
    ]);
    const reviewed = {
      ...form,
      reviewedOn: "2019-11-30",
      result: "partly" as const,
      learned: "LEARNED-WORD",
    };
    const edit = () => as("carla").editMitigation.mutate({ operation, version: 1, form: reviewed });
    await edit();
    expect(await refusal(edit())).toMatchObject({ code: "conflict", details: { version: 2 } });
    const [told] = await as("carla").mitigations.query({ operation });
    expect(told).toMatchObject({ ref: form.id, result: "partly", version: 2, level: "full" });
    const [kept] = await as("carla").mitigations.query({ operation });
    expect(kept!.learned).toBe("LEARNED-WORD");
  });
  test("is CMCoord's alone by rule; released, its generalised copy says no word", async () => {
    for (const name of [...strangers, "ada", "dawit"] as const)
      expect(await as(name).mitigations.query({ operation }), name).toEqual([]);
    const form = mitigationOf(unit, { areaId: areas.district });
    await as("carla").logMitigation.mutate({ operation, form });
    for (const [kind, ref] of [
      ["actor", unit],
      ["mitigation", form.id],
    ] as const) {
      const [given] = await release("carla", [ref], { kind, community: "mission_poc" });
      await answer("dawit", given!.ref);
    }
    const told = await as("dawit").mitigations.query({ operation });
    expect(told).toMatchObject([
      { option: "liaison_parties", chosenOn: "2019-11-01", words: null, chosenBy: null, version: null },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/-WORD/);
  });
});

describe("conduct", () => {
  const ask = (name: PersonName, ref: string, records = false) =>
    as(name).conduct.query({ operation, ref, dataset: "log", illustrative: false, records });
  test("counts what is attributed to the actor alone, by level; a copy tells neither weapon nor victim", async () => {
    const form = actorOf("Group of conduct");
    await as("ada").log.mutate({ operation, form });
    const log = (others: string[]) =>
      world.as("ada").incidents.log.mutate({
        operation,
        form: incidentOf({
          weapon: "small_arms",
          parties: [form.id, ...others].map((actorId) => ({ actorId, role: "alleged_perpetrator" as const })),
          harms: [
            {
              ...{ harm: "killed", status: "civilian", low: 2, best: 2, high: 2 },
              groups: [{ sex: "female", age: "child", low: 2, best: 2, high: 2 }],
            },
          ],
        }),
      });
    const { ref: alone } = await log([]);
    await log([group]);
    const told = { level: "reported", weapon: "small_arms", events: 1, records: null };
    expect(await ask("ada", form.id)).toEqual({
      weapons: [told],
      victims: [
        {
          level: "reported",
          harm: "killed",
          sex: "female",
          age: "child",
          people: 2,
          unknown: 0,
          records: null,
        },
      ],
    });
    const named = await ask("ada", form.id, true);
    expect([...named.weapons, ...named.victims].map(({ records }) => records)).toEqual([[alone], [alone]]);
    expect(await refusal(ask("femi", form.id))).toMatchObject({ code: "not_found" });
    const other = await ask("carla", group);
    expect(other.weapons).toEqual([]);
  });
  test("of a communal group is told to nobody", async () => {
    const form = actorOf("Communal group", { communal: true });
    await as("ada").log.mutate({ operation, form });
    const parties = [{ actorId: form.id, role: "alleged_perpetrator" as const }];
    await world
      .as("ada")
      .incidents.log.mutate({ operation, form: incidentOf({ parties, weapon: "incendiary" }) });
    expect(await ask("ada", form.id)).toEqual({ weapons: [], victims: [] });
  });
});
