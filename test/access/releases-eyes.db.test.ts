/**
 * See as they see, of zones, relations, patrols and words on priorities: what is foretold is what a receiver gets, and
 * nobody but the record's own organisation looks.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { SummaryKind } from "../../shared/rooms/releases.ts";
import { claimOf } from "../support/actors.ts";
import { briefOf, engagementOf, missionOf, mitigationOf } from "../support/actors-engagement.ts";
import { actorOf, addAreas, addPublishedIncident } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { PEOPLE, type PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer, row } = releaseCalls(world);
const areas = await addAreas(world);
await addPublishedIncident(world);

interface Kept {
  owner: PersonName;
  reader: PersonName;
  ref: string;
}
const records = {} as Record<SummaryKind, Kept>;
const OF_KIND: [SummaryKind, { before: null | "generalised"; says: string[] }][] = [
  ["control_zone", { before: null, says: ["Group one", "Square SQ11"] }],
  ["actor_relation", { before: null, says: ["Group one", "Group other"] }],
  ["actor_claim", { before: null, says: ["Group one"] }],
  ["engagement", { before: null, says: ["Group one"] }],
  ["field_mission", { before: null, says: ["Square SQ11"] }],
  ["operation_brief", { before: null, says: ["Group one", "Square SQ11"] }],
  ["mitigation", { before: null, says: ["Group one", "Square SQ11"] }],
  ["patrol", { before: "generalised", says: ["Square SQ11"] }],
  ["priority_override", { before: "generalised", says: ["Square SQ11"] }],
  ["priority_score", { before: "generalised", says: ["Square SQ11"] }],
];

beforeAll(async () => {
  const [one, other] = [actorOf("Group one"), actorOf("Group other")];
  for (const form of [one, other]) await world.as("carla").actors.log.mutate({ operation, form });
  const claim = { confidence: "low" as const, asOf: "2019-11-20", sensitivity: "low" as const, note: "NOTE" };
  const zone = { id: newId(), actorId: one.id, areaId: areas.district, ...claim };
  await world.as("carla").actors.addZone.mutate({ operation, form: { ...zone, controlKind: "contested" } });
  const pair = { fromActorId: one.id, toActorId: other.id };
  const relation = { id: newId(), ...pair, relation: "allied_with" as const, ...claim };
  await world.as("carla").actors.addRelation.mutate({ operation, form: relation });
  const patrol = {
    ...{ id: newId(), unit: "Unit 7", date: "2019-11-20", areaIds: [areas.district], note: "NOTE" },
    ...{ state: "completed" as const, sensitivity: "moderate" as const },
  };
  await world.as("femi").coverage.logPatrol.mutate({ operation, form: patrol });
  const cycle = { id: newId(), name: "C", from: "2019-01-01", to: "2019-12-31", sensitivity: "low" as const };
  const { ref: cycleId } = await world.as("ada").priorities.propose.mutate({ operation, form: cycle });
  const said = { cycleId, areaId: areas.district, sensitivity: "low" as const };
  const decided = { category: "must" as const, reason: "NOTE of a longer reason", reviewOn: "2020-01-15" };
  const override = { id: newId(), ...said, ...decided };
  await world.as("ada").priorities.overrideCategory.mutate({ operation, form: override, basedOn: null });
  const graded = { likelihood: 4, impact: 3, vulnerability: 5, capacity: 2, capacityWithMission: 4 };
  const score = { id: newId(), ...said, ...graded, assessedOn: "2019-12-01", evidence: "NOTE" };
  await world.as("ada").priorities.score.mutate({ operation, form: score, basedOn: null });
  records.control_zone = { owner: "carla", reader: "dawit", ref: zone.id };
  records.actor_relation = { owner: "carla", reader: "dawit", ref: relation.id };
  const strength = claimOf(one.id, { attribute: "strength", value: { best: 40 } });
  await world.as("carla").actors.addClaim.mutate({ operation, form: strength });
  records.actor_claim = { owner: "carla", reader: "dawit", ref: strength.id };
  const contact = engagementOf(one.id, { message: "NOTE" });
  const mission = missionOf(areas.district, { aim: "NOTE" });
  const brief = briefOf(one.id, areas.district, { asks: "NOTE" });
  await world.as("carla").actors.logEngagement.mutate({ operation, form: contact });
  await world.as("carla").actors.logMission.mutate({ operation, form: mission });
  await world.as("carla").actors.logBrief.mutate({ operation, form: brief });
  const option = mitigationOf(one.id, { words: "NOTE", areaId: areas.district });
  await world.as("carla").actors.logMitigation.mutate({ operation, form: option });
  records.mitigation = { owner: "carla", reader: "dawit", ref: option.id };
  records.engagement = { owner: "carla", reader: "dawit", ref: contact.id };
  records.field_mission = { owner: "carla", reader: "dawit", ref: mission.id };
  records.operation_brief = { owner: "carla", reader: "dawit", ref: brief.id };
  records.patrol = { owner: "femi", reader: "carla", ref: patrol.id };
  records.priority_override = { owner: "ada", reader: "bilal", ref: override.id };
  records.priority_score = { owner: "ada", reader: "bilal", ref: score.id };
  // Zones and relations are read under the actors they name.
  for (const actor of [one.id, other.id]) {
    const [given] = await release("carla", [actor], { kind: "actor", community: "mission_poc" });
    await answer("dawit", given!.ref);
  }
});

async function look(kind: SummaryKind, who = records[kind].owner, ref = records[kind].ref) {
  const communities = [PEOPLE[records[kind].reader].community];
  const [pane] = await world.as(who).sharing.seenBy.query({ operation, kind, ref, communities });
  return pane!;
}

describe.each(OF_KIND)("%s", (kind, { before, says }) => {
  test("its own organisation reads it in short, with names; to nobody else it is there", async () => {
    const { owner, ref } = records[kind];
    const own = await world.as(owner).sharing.own.query({ operation, kind, ref });
    expect(own).toMatchObject({ level: "full", text: expect.stringContaining("NOTE") });
    expect([...own.actors, ...own.places]).toEqual(expect.arrayContaining(says));
    const strangers = ["ada", "bilal", "dawit", "esi", "ines", "jon", "zoe"] as const;
    for (const who of strangers.filter(
      (one) => PEOPLE[one].organisation !== PEOPLE[owner].organisation || one === "jon",
    )) {
      const asked = world.as(who).sharing.own.query({ operation, kind, ref });
      expect((await refusal(asked)).code, who).toBe("not_found");
      expect((await refusal(look(kind, who))).code, who).toBe("not_found");
    }
  });
  test("by rule they read a copy without text, or nothing; released, what was foretold", async () => {
    const { owner, reader, ref } = records[kind];
    const first = await look(kind);
    expect(first.now?.level ?? null).toBe(before);
    expect(first.now?.text ?? null).toBeNull();
    const [one] = await release(owner, [ref], {
      ...{ kind, community: PEOPLE[reader].community, level: first.most! },
    });
    expect(await look(kind)).toEqual(first);
    await answer(reader, one!.ref);
    const { now, after } = await look(kind);
    expect([now, after]).toEqual([first.after, null]);
    expect((await row(reader, one!.ref))!.recordRef).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test("of two organisations of a community the members without the lead read no patrols", async () => {
  const { ref } = records.patrol;
  const communities = ["protection_member" as const];
  const [pane] = await world.as("femi").sharing.seenBy.query({ operation, kind: "patrol", ref, communities });
  expect(pane!.now).toBeNull();
});

test("what a claim says is told as its parts, for the split screen and the review to put in words", async () => {
  const { owner, ref } = records.actor_claim;
  const own = await world.as(owner).sharing.own.query({ operation, kind: "actor_claim", ref });
  expect([own.said, own.text]).toEqual([{ attribute: "strength", value: { best: 40 } }, "NOTE-WORD"]);
  const asked = { kind: "actor_claim" as const, refs: [ref], community: "mission_poc" as const };
  const [row] = await world.as(owner).sharing.outcome.query({ operation, ...asked });
  expect([row!.generalised.said, row!.generalised.text]).toEqual([
    { attribute: "strength", value: null },
    null,
  ]);
});
