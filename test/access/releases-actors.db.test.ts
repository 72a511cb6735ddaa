/**
 * What leaves of the map of armed actors: by a person's release only, after a warning where it could serve targeting; of
 * high and severe records nothing exact, neither handed over nor carried out as a file.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import { COMMUNITY_CODES } from "../../shared/rooms/access.ts";
import type { AttributeCode } from "../../shared/rooms/actors-attributes.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import type { ReleaseKind } from "../../shared/rooms/releases.ts";
import { claimOf } from "../support/actors.ts";
import { engagementOf, missionOf } from "../support/actors-engagement.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls, releaseOf } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer } = releaseCalls(world);
const as = (name: PersonName) => world.as(name).actors;
let areas: Areas;

interface Map {
  actor: string;
  control_zone: string;
  actor_relation: string;
  actor_claim: string;
  engagement: string;
  field_mission: string;
}
const maps = {} as Record<Sensitivity, Map>;
const told = { asOf: "2019-11-20", confidence: "medium", note: "NOTE-WORD" } as const;
const OUTLINE: [number, number][] = [
  [19.9123, 4.9123],
  [20.1123, 4.9123],
  [20.0123, 5.1123],
];

/** A group with a drawn zone, a superior since a day, a headquarters, a contact and a mission, all of one sensitivity. */
async function mapOf(sensitivity: Sensitivity): Promise<Map> {
  const [one, over] = [
    actorOf(`Group ${sensitivity}`, { sensitivity, activeFrom: "2019-11-13" }),
    actorOf(`Over ${sensitivity}`, { sensitivity }),
  ];
  for (const form of [one, over]) await as("carla").log.mutate({ operation, form });
  const zone = {
    id: newId(),
    actorId: one.id,
    outline: OUTLINE,
    controlKind: "nsag" as const,
    validFrom: "2019-11-13",
  };
  await as("carla").addZone.mutate({ operation, form: { ...zone, ...told, sensitivity } });
  const pair = { id: newId(), fromActorId: one.id, toActorId: over.id, relation: "part_of" as const };
  const relation = { ...pair, ...told, validFrom: "2019-11-13", sensitivity };
  await as("carla").addRelation.mutate({ operation, form: relation });
  const claim = claimOf(one.id, {
    attribute: "strength",
    value: { best: 4321 },
    from: "2019-11-13",
    sensitivity,
  });
  await as("carla").addClaim.mutate({ operation, form: claim });
  const contact = engagementOf(one.id, { sensitivity });
  await as("carla").logEngagement.mutate({ operation, form: contact });
  const mission = missionOf(areas.district, { sensitivity });
  await as("carla").logMission.mutate({ operation, form: mission });
  const ids = { actor: one.id, control_zone: zone.id, actor_relation: relation.id, actor_claim: claim.id };
  return { ...ids, engagement: contact.id, field_mission: mission.id };
}

beforeAll(async () => {
  areas = await addAreas(world);
  for (const sensitivity of ["low", "moderate", "high"] as const)
    maps[sensitivity] = await mapOf(sensitivity);
});

const KINDS = [
  "actor",
  "control_zone",
  "actor_relation",
  "actor_claim",
  "engagement",
  "field_mission",
] as const satisfies readonly ReleaseKind[];
const fields = async (call: Promise<unknown>) => (await refusal(call)).fields;

describe("the map of armed actors", () => {
  test("is read by nobody of the mission until a person releases it", async () => {
    for (const name of ["dawit", "esi", "femi", "grace", "jon"] as const) {
      expect(await as(name).list.query({ operation }), name).toEqual([]);
      expect((await as(name).ground.query({ operation })).zones, name).toEqual([]);
      expect((await as(name).structure.query({ operation })).links, name).toEqual([]);
    }
  });
  test.each(KINDS)("%s goes to who plans operations after the warning only", async (kind) => {
    const ref = maps.moderate[kind];
    const form = releaseOf([ref], { kind, community: "mission_poc", targeting: false });
    const send = (targeting: boolean) =>
      world.as("carla").sharing.release.mutate({ operation, form: { ...form, targeting } });
    expect(await fields(send(false))).toEqual([{ path: "form.targeting", reason: "could_target" }]);
    expect(await send(true)).toMatchObject([{ state: "offered" }]);
  });
  test("goes to human rights without it: they plan no operation", async () => {
    const given = { kind: "actor", community: "mission_hr", targeting: false } as const;
    expect(await release("carla", [maps.low.actor], given)).toMatchObject([{ state: "offered" }]);
  });
});

describe("of a high record", () => {
  test.each(KINDS)("%s is handed over exactly to nobody, whatever the rule opens", async (kind) => {
    for (const community of ["mission_hr", "cmcoord", "protection_core"] as const) {
      const call = release("carla", [maps.high[kind]], { kind, community, level: "full" });
      expect(await fields(call), community).toEqual([{ path: "form.refs.0", reason: "more_than_agreed" }]);
      const terms = await world.as("carla").sharing.terms.query({ operation, kind, ref: maps.high[kind] });
      expect(terms.every(({ most }) => most !== "full")).toBe(true);
    }
  });
  test.each(KINDS)("%s is kept by the database too, when the server forgets", async (kind) => {
    const { secret } = world.people.carla;
    const handOver = (sensitivity: Sensitivity, community: string) =>
      asPrincipal(world.database.pool, { secret, operation }, async (tx) => {
        const terms = JSON.stringify({ community, level: "full", purpose: "poc" });
        const values = [newId(), kind, maps[sensitivity][kind], terms];
        const sql = "select app_gate.release($1, $2, $3, $4::jsonb) as state";
        return (await tx.query<{ state: string }>(sql, values))[0]!.state;
      });
    const answers = new Set(await Promise.all(COMMUNITY_CODES.map((one) => handOver("high", one))));
    expect([...answers]).toEqual(["too_much"]);
    expect(await handOver("low", "mission_hr")).toBe("offered");
  });
  test("a zone is handed over as its district and month, without its outline", async () => {
    for (const kind of ["actor", "control_zone"] as const) {
      const [one] = await release("carla", [maps.high[kind]], { kind, community: "mission_hr" });
      await answer("esi", one!.ref);
    }
    const { zones } = await as("esi").ground.query({ operation });
    expect(zones).toMatchObject([
      { area: { level: 2 }, outline: null, note: null, validFrom: "2019-11-01", fromPrecision: "month" },
    ]);
    expect(JSON.stringify(zones)).not.toMatch(/19\.9123|-WORD|2019-11-13/);
  });
  test("a file carries district, month and code; of a low one what the screen shows", async () => {
    const { ground, structure, claims } = await as("carla").export.query({ operation, what: "ground" });
    const zone = (map: Map) => ground.zones.find(({ ref }) => ref === map.control_zone)!;
    expect(zone(maps.low)).toMatchObject({ validFrom: "2019-11-13", outline: OUTLINE });
    expect(zone(maps.high)).toMatchObject({
      validFrom: "2019-11-01",
      outline: null,
      note: null,
      asOf: "2019-11-01",
    });
    const link = (map: Map) => structure.links.find(({ ref }) => ref === map.actor_relation)!;
    expect([link(maps.low).from, link(maps.high).from]).toEqual(["2019-11-13", "2019-11-01"]);
    const node = (map: Map) => structure.actors.find(({ ref }) => ref === map.actor)!;
    expect([node(maps.low).activeFrom, node(maps.high).activeFrom]).toEqual(["2019-11-13", "2019-11-01"]);
    const claim = (map: Map) => claims.find(({ ref }) => ref === map.actor_claim)!;
    expect(claim(maps.low)).toMatchObject({ value: { best: 4321 }, from: "2019-11-13" });
    expect(claim(maps.high)).toMatchObject({ value: null, note: null, from: "2019-11-01" });
  });
});

describe("contacts, orders and conduct", () => {
  const SAID: [AttributeCode, object][] = [
    ["key_contact", { role: "CONTACT-WORD", holder: "HOLDER-WORD" }],
    ["rules_of_engagement", { text: "ORDERS-WORD" }],
    ["conduct", { text: "CONDUCT-WORD" }],
  ];
  test.each(SAID)(
    "%s leaves CMCoord by a person's release only, and then to that community only",
    async (attribute, value) => {
      const form = claimOf(maps.low.actor, { attribute, value, note: null });
      await as("carla").addClaim.mutate({ operation, form });
      const read = async (name: PersonName) =>
        JSON.stringify((await as(name).get.query({ operation, ref: maps.low.actor })).claims);
      expect(await read("carla")).toContain(form.id);
      // Core protection reads the actor whole, and of this nothing.
      for (const name of ["ada", "hugo"] as const) expect(await read(name), name).not.toContain(form.id);
      const { claims } = await as("carla").export.query({ operation, what: "structure" });
      expect(claims.some(({ ref }) => ref === form.id)).toBe(false);
      const [one] = await release("carla", [form.id], {
        kind: "actor_claim",
        community: "protection_core",
        level: "full",
      });
      await answer("ada", one!.ref);
      expect(await read("ada")).toMatch(/-WORD/);
      expect(await read("ada")).not.toContain("SOURCE-WORD");
    },
  );
});

describe("a printed profile", () => {
  const print = (name: PersonName, ref: string) => as(name).profile.query({ operation, ref });
  test("tells of a high record districts, months and codes, and never of contacts, orders and conduct", async () => {
    const contact = claimOf(maps.high.actor, {
      attribute: "key_contact",
      value: { role: "CONTACT-WORD", holder: "H" },
    });
    await as("carla").addClaim.mutate({ operation, form: { ...contact, sensitivity: "high" } });
    const told = await print("carla", maps.high.actor);
    expect(told.zones).toMatchObject([{ outline: null, note: null, validFrom: "2019-11-01" }]);
    expect(told.relations).toMatchObject([{ note: null, validFrom: "2019-11-01", fromPrecision: "month" }]);
    expect(told.claims).toMatchObject([{ attribute: "strength", value: null, sources: [] }]);
    expect(JSON.stringify(told)).not.toMatch(/-WORD|4321|19\.9123|2019-11-13/);
  });
  test("is there for whom the actor is, and says what they read", async () => {
    expect(await refusal(print("femi", maps.low.actor))).toMatchObject({ code: "not_found" });
    expect((await print("ada", maps.low.actor)).claims.map(({ attribute }) => attribute)).toEqual([
      "strength",
    ]);
  });
});
