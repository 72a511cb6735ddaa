/** Drawn zones through the real server: where they lie, and that an outline goes to nobody who must not have it. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { ZoneForm } from "../../shared/rooms/actors.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const get = (ref: string, person: PersonName = "carla") =>
  world.as(person).actors.get.query({ operation, ref });
const addZone = (form: ZoneForm, person: PersonName = "carla") =>
  world.as(person).actors.addZone.mutate({ operation, form });
async function anActor(name: string, person: PersonName = "carla") {
  const form = actorOf(name);
  await world.as(person).actors.log.mutate({ operation, form });
  return form.id;
}
const zoneOf = (actorId: string, changes: Partial<ZoneForm> = {}): ZoneForm => ({
  ...{ id: newId(), actorId, areaId: areas.district, controlKind: "nsag", confidence: "medium" },
  ...{ asOf: "2019-11-15", sensitivity: "low" },
  ...changes,
});

describe("a drawn zone", () => {
  const outline: [number, number][] = [
    [19.8, 4.8],
    [20.2, 4.8],
    [20.2, 5.2],
  ];
  test("is the smallest area that holds it, with its outline for coordination and its own organisation", async () => {
    const actor = await anActor("Drawer", "ada");
    const { areaId: _, ...form } = zoneOf(actor, { outline, ground: "presence", fromPrecision: "month" });
    await addZone(form, "ada");
    const of = async (person: PersonName) => (await get(actor, person)).zones;
    const whole = { area: { code: "SQ11" }, ground: "presence", outline };
    expect(await of("ada")).toMatchObject([{ ...whole, validFrom: "2019-11-01", fromPrecision: "month" }]);
    expect(await of("carla")).toMatchObject([whole]);
    const wide = zoneOf(actor, { outline: [...outline, [20.9, 5.9]] });
    await addZone({ ...wide, areaId: null }, "ada");
    expect((await of("ada")).map(({ area }) => area.code).sort()).toEqual(["SQ1", "SQ11"]);
  });
  test("goes to nobody else with its outline: by rule its district, by release its district", async () => {
    const actor = await anActor("Drawer of CMCoord");
    await addZone(zoneOf(actor, { outline }));
    const [core] = (await get(actor, "ada")).zones;
    expect(core).toMatchObject({ area: { code: "SQ11" }, outline: null });
    const { zones } = await world.as("ada").actors.ground.query({ operation });
    expect(JSON.stringify(zones.filter((zone) => zone.actor.ref === actor))).not.toContain("19.8");
  });
  test("that is so small that it tells a position is refused, whatever it is called and however sensitive", async () => {
    const actor = await anActor("Somewhere exactly");
    const around = (half: number): [number, number][] => [
      [20 - half, 5 - half],
      [20 + half, 5 - half],
      [20 + half, 5 + half],
      [20 - half, 5 + half],
    ];
    for (const changes of [{ ground: "presence" }, { sensitivity: "severe" }] as const)
      expect((await refusal(addZone(zoneOf(actor, { ...changes, outline: around(0.002) })))).fields).toEqual([
        { path: "outline", reason: "tells_position" },
      ]);
    await addZone(zoneOf(actor, { outline: around(0.0025) }));
  });
  test("outside every known area it is refused", async () => {
    const actor = await anActor("Far away");
    const { areaId: _, ...form } = zoneOf(actor, { outline: [...outline, [80, 40]] });
    expect((await refusal(addZone(form))).fields).toEqual([{ path: "areaId", reason: "area_unknown" }]);
  });
});
