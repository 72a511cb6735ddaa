/** Patrols and coverage through the real server: what counts, what is refused, who reads what. */
import { beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { PatrolForm } from "../../shared/rooms/coverage.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
let cycle: string;

const patrolOf = (changes: Partial<PatrolForm> = {}): PatrolForm => ({
  ...{ id: newId(), unit: "Unit 1", date: "2019-11-30", areaIds: [areas.district] },
  ...{ state: "completed" as const, sensitivity: "low" as const },
  ...changes,
});
const log = (form: PatrolForm, person: PersonName = "dawit") =>
  world.as(person).coverage.logPatrol.mutate({ operation, form });
const cover = (person: PersonName = "dawit", date?: string) =>
  world.as(person).coverage.patrolCoverage.query({ operation, cycle, date });
const patrols = (person: PersonName = "dawit") =>
  world.as(person).coverage.patrols.query({ operation, from: "2019-01-01", to: "2019-12-31" });

beforeAll(async () => {
  areas = await addAreas(world);
  // What members log begins under verification; this operation counts that level as its headline.
  await asDefiner(world.database.admin, (client) =>
    client.query("update app.operation set headline_levels = '{under_verification}'"),
  );
  const place = { areaId: areas.district, precision: "adm2" as const };
  const harms = [{ harm: "killed" as const, status: "civilian" as const, low: 30, best: 30, high: 30 }];
  const form = incidentOf({ place, harms, verification: "under_verification" });
  await world.as("ada").incidents.log.mutate({ operation, form });
  const window = { from: "2019-01-01", to: "2019-12-31" };
  const proposal = { id: newId(), name: "first", ...window, sensitivity: "low" as const };
  cycle = (await world.as("ada").priorities.propose.mutate({ operation, form: proposal })).ref;
});

describe("before anything is recorded", () => {
  test("there is no list, no share is claimed, and a patrol was never recorded", async () => {
    const answer = await world.as("dawit").coverage.deployment.query({ operation, cycle });
    expect(answer).toMatchObject({ list: null, wording: "no_list", date: "2019-12-02", gaps: ["SQ11"] });
    expect(answer.areas[0]?.nearest).toBeNull();
    expect(await cover()).toMatchObject({ lastRecorded: null, denialRate: null });
    expect((await cover()).areas[0]).toMatchObject({ daysSince: null, lastEntered: null });
  });
});

describe("a patrol", () => {
  test("covers the areas it entered, in the window of their category", async () => {
    await log(patrolOf());
    const must = (await cover()).categories.find(({ category }) => category === "must");
    expect(must).toEqual({ category: "must", days: 3, areas: 1, entered: 1, share: 1 });
    const later = await cover("dawit", "2019-12-03");
    expect(later.categories[0]).toMatchObject({ entered: 0, share: 0 });
    expect(later.areas[0]).toMatchObject({ daysSince: 3, lastEntered: "2019-11-30" });
  });
  test("counts for what was entered, never for a plan, a denial or a larger area", async () => {
    await log(patrolOf({ date: "2019-12-05", state: "planned" }));
    await log(patrolOf({ date: "2019-12-01", state: "denied" }));
    await log(patrolOf({ date: "2019-12-01", areaIds: [areas.province] }));
    const answer = await cover("dawit", "2019-12-04");
    expect(answer.categories[0]?.entered).toBe(0);
    expect(answer).toMatchObject({ denied: 1, planned: 3, lastRecorded: "2019-12-01" });
  });
  test("is drawn in the district it entered, within the days asked for", async () => {
    const entered = (from: string, to: string) =>
      world.as("dawit").coverage.entered.query({ operation, from, to });
    expect(await entered("2019-11-30", "2019-12-04")).toEqual([{ code: "SQ11", visits: 1 }]);
    expect(await entered("2019-12-01", "2019-12-05")).toEqual([]);
    expect(await entered("2019-12-05", "2019-11-30")).toEqual([]);
  });
  test("is refused with the field: no area, an area not there, a day to come, no sensitivity", async () => {
    const bad: Partial<PatrolForm>[] = [
      { areaIds: [] },
      { areaIds: [newId()] },
      { date: "2019-12-03" },
      { sensitivity: undefined as never },
    ];
    const told = await Promise.all(
      bad.map(async (change) => (await refusal(log(patrolOf(change)))).fields[0]),
    );
    expect(told).toEqual([
      { path: "form.areaIds", reason: "areas_missing" },
      { path: "areaIds", reason: "area_unknown" },
      { path: "date", reason: "in_future" },
      { path: "form.sensitivity", reason: "required" },
    ]);
  });
  test("is logged once, however often and however parallel it is sent", async () => {
    const form = patrolOf({ unit: "Sent often" });
    const answers = await Promise.all(Array.from({ length: 6 }, () => log(form)));
    expect(answers.filter(({ already }) => !already).length).toBe(1);
    expect((await patrols()).filter(({ unit }) => unit === "Sent often").length).toBe(1);
  });
  test("is logged by the mission's uniformed parts and its PoC section only", async () => {
    for (const person of ["ada", "bilal", "carla", "esi", "hugo", "ines"] as const) {
      expect((await refusal(log(patrolOf(), person))).code).toBe("not_allowed");
    }
    expect((await log(patrolOf(), "femi")).already).toBe(false);
  });
  test("crosses inside the mission as the protocol says, and severe stays with its organisation", async () => {
    const [shared, kept] = [patrolOf({ sensitivity: "high" }), patrolOf({ sensitivity: "severe" })];
    await log(shared, "femi");
    await log(kept, "femi");
    const seen = async (person: PersonName) =>
      [shared, kept].map((form) => form.id).filter((id) => known.get(person)?.has(id));
    const known = new Map<PersonName, Set<string>>();
    for (const person of ["femi", "dawit"] as const)
      known.set(person, new Set((await patrols(person)).map(({ ref }) => ref)));
    expect(await seen("femi")).toEqual([shared.id, kept.id]);
    expect(await seen("dawit")).toEqual([shared.id]);
  });
});

describe("pasted rows", () => {
  const paste = (rows: PatrolForm[], person: PersonName = "grace") =>
    world.as(person).coverage.logPatrols.mutate({ operation, rows });
  const mine = async () => (await patrols("grace")).filter(({ owner }) => owner === "UN Police").length;

  test("are stored all or none, and each fault names its row", async () => {
    const before = await mine();
    const rows = [patrolOf(), patrolOf({ areaIds: [newId()] }), patrolOf({ date: "2019-12-24" })];
    expect((await refusal(paste(rows))).fields).toEqual([
      { path: "rows.1.areaIds", reason: "area_unknown" },
      { path: "rows.2.date", reason: "in_future" },
    ]);
    expect(await mine()).toBe(before);
    expect(await paste([rows[0]!, patrolOf()])).toEqual({ stored: 2, already: 0 });
    expect(await mine()).toBe(before + 2);
  });
  test("sent again are recognised", async () => {
    const rows = [patrolOf(), patrolOf()];
    await paste(rows);
    expect(await paste([...rows, patrolOf()])).toEqual({ stored: 1, already: 2 });
  });
});

describe("coverage", () => {
  test("has no public version", async () => {
    const calls = world.as("ines").coverage;
    const asked = [
      calls.deployment.query({ operation, cycle }),
      calls.years.query({ operation, cycle }),
      calls.patrolCoverage.query({ operation, cycle }),
      calls.forArea.query({ operation, code: "SQ11" }),
    ];
    const codes = await Promise.all(asked.map(async (call) => (await refusal(call)).code));
    expect(codes).toEqual(asked.map(() => "not_allowed"));
  });
  test("follows a decision, not only the computed category", async () => {
    const override = {
      ...{ id: newId(), cycleId: cycle, areaId: areas.district, category: "should" as const },
      ...{
        reason: "Agreed after the joint visit of November",
        reviewOn: "2020-02-01",
        sensitivity: "low" as const,
      },
    };
    await world.as("ada").priorities.overrideCategory.mutate({ operation, form: override, basedOn: null });
    const { categories } = await world.as("dawit").coverage.deployment.query({ operation, cycle });
    expect(categories.map(({ category, areas: all, share }) => [category, all, share])).toEqual([
      ["must", 0, null],
      ["should", 1, 0],
      ["could", 0, null],
    ]);
  });
  test("of another operation is not there", async () => {
    const asked = world.as("zoe").coverage.deployment.query({ operation, cycle });
    expect((await refusal(asked)).code).toBe("not_found");
  });
});
