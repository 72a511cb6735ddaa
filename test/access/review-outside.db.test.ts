// Where a mission moves is nobody's outside, and only counts for members who do not lead; a zone drawn finer than a
// district is not found out by asking one small area after the other; a repeated id never swallows other content.
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf, addAreas, incidentAt } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;
const patrol = () => ({
  id: newId(),
  unit: "Unit 1",
  date: "2019-11-30",
  areaIds: [areas.district],
  state: "completed" as const,
  sensitivity: "low" as const,
});

beforeAll(async () => {
  areas = await addAreas(world);
  await world.as("dawit").coverage.logPatrol.mutate({ operation, form: patrol() });
});

const count = (name: PersonName, table: string) =>
  asPrincipal(world.database.pool, { secret: world.people[name].secret, operation }, async (tx) => {
    const [found] = await tx.query<{ n: number }>(`select count(*)::int as n from app.${table}`);
    return found!.n;
  });

describe("patrols", () => {
  test("are rows of the two sides only, however low they are marked", async () => {
    expect(await count("ines", "patrol")).toBe(0);
    expect(await count("ines", "patrol_area")).toBe(0);
    for (const name of ["ada", "carla", "femi"] as const) expect(await count(name, "patrol")).toBe(1);
  });

  test("reach a partner as counts", async () => {
    const range = { operation, from: "2019-01-01", to: "2019-12-31" };
    expect((await refusal(world.as("bilal").coverage.patrols.query(range))).code).toBe("not_allowed");
    expect((await refusal(world.as("ines").coverage.patrols.query(range))).code).toBe("not_allowed");
    const partner = await world.as("bilal").coverage.forArea.query({ operation, code: "SQ11" });
    expect(partner).toMatchObject({ patrolsShared: false, patrols: [], lastEntered: null });
    const lead = await world.as("ada").coverage.forArea.query({ operation, code: "SQ11" });
    expect(lead).toMatchObject({ patrolsShared: true, lastEntered: "2019-11-30", daysSince: 2 });
  });

  test("of a repeated id are the same patrol or refused", async () => {
    const form = patrol();
    const poc = world.as("dawit").coverage;
    await poc.logPatrol.mutate({ operation, form });
    expect((await poc.logPatrol.mutate({ operation, form })).already).toBe(true);
    const other = { ...form, unit: "Unit 2" };
    expect((await refusal(poc.logPatrol.mutate({ operation, form: other }))).code).toBe("conflict");
    expect((await refusal(poc.logPatrols.mutate({ operation, rows: [other] }))).code).toBe("conflict");
    const moved = { ...form, areaIds: [areas.province] };
    expect((await refusal(poc.logPatrol.mutate({ operation, form: moved }))).code).toBe("conflict");
  });
});

test("former states are records: whoever only administers reads none", async () => {
  await world.as("ada").incidents.log.mutate({ operation, form: incidentAt("high") });
  expect(await count("ada", "revision")).toBeGreaterThan(0);
  expect(await count("jon", "revision")).toBe(0);
});

test("a zone drawn on a small area is found, by others, under its district only", async () => {
  const drawn = await addVillages();
  const form = { ...zone, id: newId(), actorId: (await addActor()).id, areaId: drawn.inside };
  await world.as("carla").actors.addZone.mutate({ operation, form });
  const zonesFor = async (name: PersonName, code: string) =>
    (await world.as(name).places.area.query({ operation, code })).zones.map((each) => each.area.ref);
  for (const code of [drawn.inside, drawn.beside]) {
    expect(await zonesFor("bilal", code)).toEqual([areas.district]);
  }
  expect(await zonesFor("carla", drawn.inside)).toEqual([drawn.inside]);
  expect(await zonesFor("carla", drawn.beside)).toEqual([]);
});

const zone = {
  controlKind: "nsag" as const,
  asOf: "2019-11-01",
  confidence: "medium" as const,
  sensitivity: "low" as const,
};

async function addActor() {
  const form = actorOf("A group");
  await world.as("carla").actors.log.mutate({ operation, form });
  return form;
}

/** Two areas below the district. */
async function addVillages() {
  const [inside, beside] = [newId(), newId()];
  const copy = `insert into app.area (id, operation_id, owner_org_id, sensitivity, level, name, name_key, parent_id, lon, lat,
      min_lon, min_lat, max_lon, max_lat, shape)
    select $1, operation_id, owner_org_id, sensitivity, 3, $1, $1, id, lon, lat, min_lon, min_lat, max_lon, max_lat, shape
      from app.area where id = $2`;
  await asDesk(world.database, operation, async (tx) => {
    for (const id of [inside, beside])
      await tx.query(copy.replaceAll("$1", `'${id}'`).replace("$2", "$1"), [areas.district]);
  });
  return { inside, beside };
}
