/** Engagements, missions and briefs through the real server: stored once, corrected with a version; and who reads them. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import { briefOf, engagementOf, missionOf } from "../support/actors-engagement.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer } = releaseCalls(world);
let areas: Areas;
let actor: string;
const as = (name: PersonName) => world.as(name).actors;

beforeAll(async () => {
  areas = await addAreas(world);
  const form = actorOf("Group of engagement");
  await as("carla").log.mutate({ operation, form });
  actor = form.id;
});

const lists = (name: PersonName) =>
  Promise.all([
    as(name).engagements.query({ operation }),
    as(name).missions.query({ operation }),
    as(name).briefs.query({ operation }),
  ]);

describe("an engagement", () => {
  test("is stored once and corrected with its version; with whom it was held stays", async () => {
    const form = engagementOf(actor);
    const log = () => as("carla").logEngagement.mutate({ operation, form });
    expect(await log()).toEqual({ ref: form.id, already: false });
    expect(await log()).toEqual({ ref: form.id, already: true });
    const kept = { ...form, kept: "kept" as const, keptOn: "2019-11-28" };
    const edit = (version: number, changes = {}) =>
      as("carla").editEngagement.mutate({ operation, version, form: { ...kept, ...changes } });
    await edit(1);
    expect(await refusal(edit(1))).toMatchObject({ code: "conflict", details: { version: 2 } });
    const other = actorOf("Another group");
    await as("carla").log.mutate({ operation, form: other });
    expect((await refusal(edit(2, { actorId: other.id }))).fields).toEqual([
      { path: "actorId", reason: "not_in_list" },
    ]);
    const [[told]] = await lists("carla");
    expect(told).toMatchObject({
      ref: form.id,
      kept: "kept",
      keptOn: "2019-11-28",
      version: 2,
      level: "full",
    });
  });
  test("of tomorrow, of a hidden actor or in an area nobody knows is refused at the field", async () => {
    const fields = async (changes: object) =>
      (await refusal(as("carla").logEngagement.mutate({ operation, form: engagementOf(actor, changes) })))
        .fields;
    expect(await fields({ heldOn: "2019-12-03", dueOn: null })).toEqual([
      { path: "heldOn", reason: "in_future" },
    ]);
    expect(await fields({ actorId: newId() })).toEqual([{ path: "actorId", reason: "not_in_list" }]);
    expect(await fields({ areaId: newId() })).toEqual([{ path: "areaId", reason: "area_unknown" }]);
  });
  test("answers to a brief about the same actor; the brief is named to those who see it only", async () => {
    const other = actorOf("Group of another brief");
    await as("carla").log.mutate({ operation, form: other });
    const brief = briefOf(actor, areas.district);
    const elsewhere = briefOf(other.id, areas.district);
    for (const form of [brief, elsewhere]) await as("carla").logBrief.mutate({ operation, form });
    const form = engagementOf(actor, { briefId: brief.id });
    await as("carla").logEngagement.mutate({ operation, form });
    const wrong = engagementOf(actor, { briefId: elsewhere.id });
    expect((await refusal(as("carla").logEngagement.mutate({ operation, form: wrong }))).fields).toEqual([
      { path: "briefId", reason: "not_in_list" },
    ]);
    const of = async (name: PersonName) =>
      (await lists(name))[0].find((one) => one.message === "MESSAGE-WORD" && one.briefId);
    expect(await of("carla")).toMatchObject({
      ref: form.id,
      briefId: brief.id,
      kept: "open",
      dueOn: "2019-11-29",
    });
    for (const name of ["dawit", "esi", "femi", "ines", "jon"] as const)
      expect(JSON.stringify(await lists(name)), name).not.toContain(brief.id);
  });
  test("is never more open than its actor, and follows it when it becomes stricter", async () => {
    const form = actorOf("Group that becomes stricter");
    await as("carla").log.mutate({ operation, form });
    const contact = engagementOf(form.id);
    const brief = briefOf(form.id, areas.district);
    await as("carla").logEngagement.mutate({ operation, form: contact });
    await as("carla").logBrief.mutate({ operation, form: brief });
    await as("carla").edit.mutate({ operation, version: 1, form: { ...form, sensitivity: "high" } });
    const [engagements, , briefs] = await lists("carla");
    expect(engagements.find(({ ref }) => ref === contact.id)).toMatchObject({ sensitivity: "high" });
    expect(briefs.find(({ ref }) => ref === brief.id)).toMatchObject({ sensitivity: "high" });
  });
});

describe("who reads them", () => {
  const WORDS = /-WORD/;
  const strangers = ["bilal", "esi", "femi", "grace", "hugo", "ines", "jon"] as const;
  test("CMCoord's are read by CMCoord; by rule nobody else is told that there is one", async () => {
    await as("carla").logMission.mutate({ operation, form: missionOf(areas.district) });
    await as("carla").logBrief.mutate({ operation, form: briefOf(actor, areas.district) });
    const [engagements, missions, briefs] = await lists("carla");
    expect([engagements.length, missions.length, briefs.length].every((n) => n > 0)).toBe(true);
    for (const name of [...strangers, "ada", "dawit"] as const) {
      const told = JSON.stringify(await lists(name));
      expect(told, name).toBe("[[],[],[]]");
      expect(told, name).not.toMatch(WORDS);
    }
  });
  test("a brief that a person releases reaches the PoC section as it was written, and nobody else", async () => {
    const brief = briefOf(actor, areas.district, { sensitivity: "moderate" });
    await as("carla").logBrief.mutate({ operation, form: brief });
    const given = { community: "mission_poc" as const, level: "full" as const };
    const [one] = await release("carla", [brief.id], { kind: "operation_brief", ...given });
    await answer("dawit", one!.ref);
    const [, , briefs] = await lists("dawit");
    expect(briefs).toMatchObject([{ asks: "ASKS-WORD", level: "full", version: null, actor: null }]);
    for (const name of strangers) expect(JSON.stringify(await lists(name)), name).not.toMatch(WORDS);
  });
  test("generalised it keeps districts and months, and no word", async () => {
    const mission = missionOf(areas.district, { startsOn: "2019-11-20", endsOn: "2019-11-21" });
    await as("carla").logMission.mutate({ operation, form: mission });
    const given = { community: "mission_hr" as const, level: "generalised" as const };
    const [one] = await release("carla", [mission.id], { kind: "field_mission", ...given });
    await answer("esi", one!.ref);
    const [, missions] = await lists("esi");
    expect(missions).toMatchObject([
      { startsOn: "2019-11-01", endsOn: "2019-11-30", aim: null, findings: null, level: "generalised" },
    ]);
    expect(missions[0]!.places.map(({ level }) => level)).toEqual([2]);
    expect(JSON.stringify(missions)).not.toMatch(WORDS);
  });
});
