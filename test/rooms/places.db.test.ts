/** Areas through the real server: lists, shapes, search in any spelling, and one area whole. */
import { beforeAll, describe, expect, test } from "vitest";
import { asDesk } from "../../server/access/desk.ts";
import { grantImport } from "../../server/access/write.ts";
import { importAreas, importPopulation, importSites } from "../../server/rooms/places/write-import.ts";
import { newId } from "../../shared/ids.ts";
import { type Areas, actorOf, addAreas, square } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const places = () => world.as("ada").places;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

/** Runs an import as the desk, on the dataset the squares came with. */
const asImporter = (
  work: (
    tx: Parameters<typeof importAreas>[0],
    target: Parameters<typeof importAreas>[2],
  ) => Promise<unknown>,
) =>
  asDesk(world.database, operation, async (tx) => {
    const [dataset] = await tx.query<{ ref: string }>(
      "select ref from app.dataset_seen where name = 'squares'",
    );
    const ownerOrgId = tx.principal.publicOrganisationId;
    await work(tx, { datasetId: dataset!.ref, ownerOrgId, sensitivity: "low" });
  });

const addArea = (pcode: string, name: string, level: number, parentId: string, half: number, lon = 20) =>
  asImporter((tx, target) => {
    const place = { lon, lat: 5, areaSqkm: 12.5, validOn: "2015-06-15", shape: square(lon, 5, half) };
    return importAreas(tx, grantImport(tx, "area"), target, [
      { externalId: pcode, pcode, name, level, parentId, ...place },
    ]);
  });
const addPeople = (areaId: string, total: number | null, year = 2015, source = "Census") =>
  asImporter((tx) => {
    const row = { areaId, year, total, female: null, male: null, source };
    return importPopulation(tx, grantImport(tx, "area"), [row]);
  });
const refOf = async (code: string) => (await places().area.query({ operation, code })).area.ref;

describe("areas", () => {
  test("come as one flat list with stated parents, or one level of it", async () => {
    const all = await places().areas.query({ operation });
    expect(all.map(({ pcode, level, parentId }) => [pcode, level, parentId])).toEqual([
      ["SQ", 0, null],
      ["SQ1", 1, areas.country],
      ["SQ11", 2, areas.province],
    ]);
    expect(await places().areas.query({ operation, level: 1 })).toMatchObject([{ ref: areas.province }]);
  });
  test("shapes are GeoJSON with box, code and centre", async () => {
    const { features } = await places().shapes.query({ operation, level: 2 });
    expect(features).toMatchObject([
      {
        type: "Feature",
        id: areas.district,
        bbox: [19.5, 4.5, 20.5, 5.5],
        properties: { code: "SQ11", name: "Square SQ11", level: 2, lon: 20, lat: 5 },
        geometry: square(20, 5, 0.5),
      },
    ]);
    expect(await places().shapeOf.query({ operation, code: areas.district })).toEqual(features[0]);
  });
  test("another operation's areas are not there, under any address", async () => {
    const foreign = await refusal(world.as("zoe").places.area.query({ operation, code: "SQ11" }));
    expect(foreign.code).toBe("not_found");
    expect(await world.as("zoe").places.areas.query({ operation: "BETA" })).toEqual([]);
  });
  test("an address that leads nowhere says so, P-code or ref", async () => {
    for (const code of ["SQ99", newId(), "%", "' or true --"]) {
      expect((await refusal(places().area.query({ operation, code }))).code).toBe("not_found");
    }
  });
});

describe("people", () => {
  test("the newest figure of the area itself holds", async () => {
    await addPeople(areas.district, 900, 2010);
    await addPeople(areas.district, 1000, 2015);
    const { area } = await places().area.query({ operation, code: "SQ11" });
    expect(area.population).toEqual({
      total: 1000,
      year: 2015,
      source: "Census",
      counted: null,
      parts: null,
    });
  });
  test("an area without a figure has the sum of those below, and says how many had one", async () => {
    await addArea("SQ12", "Second", 2, areas.province, 0.2, 20.8);
    const partly = await places().area.query({ operation, code: "SQ1" });
    expect(partly.area.population).toEqual({
      total: 1000,
      year: 2015,
      source: "Census",
      counted: 1,
      parts: 2,
    });
    await addPeople(await refOf("SQ12"), 500);
    const whole = await places().area.query({ operation, code: "SQ" });
    expect(whole.area.population).toEqual({
      total: 1500,
      year: 2015,
      source: "Census",
      counted: 2,
      parts: 2,
    });
  });
  test("figures of different years are never added", async () => {
    await addArea("SQ13", "Third", 2, areas.province, 0.1, 19.2);
    await addPeople(await refOf("SQ13"), 300, 2020);
    expect((await places().area.query({ operation, code: "SQ1" })).area.population).toBeNull();
  });
});

describe("search", () => {
  test("finds a name in any spelling, by its middle, and by P-code; the same name first", async () => {
    await addArea("SQ14", "Mbrès", 2, areas.province, 0.1, 19.5);
    await addArea("SQ141", "Haute-Mbrès", 3, await refOf("SQ14"), 0.05, 19.5);
    const found = async (text: string) =>
      (await places().search.query({ operation, text })).map((area) => area.pcode);
    expect(await found("MBRES")).toEqual(["SQ14", "SQ141"]);
    expect(await found("mbrès province")).toEqual(["SQ14", "SQ141"]);
    expect(await found("sq141")).toEqual(["SQ141"]);
    expect(await found("Nowhere")).toEqual([]);
    expect(await found("%")).toEqual([]);
  });
});

describe("one area whole", () => {
  test("parents from the country down, children, sites inside by kind with their dataset", async () => {
    await asImporter((tx, target) =>
      importSites(tx, grantImport(tx, "site"), target, [
        ...["Post A", "Post B"].map((name, index) => ({
          ...{ externalId: name, name, kind: "health", lon: 20, lat: 5 + index * 0.3, detail: null },
          ...{ adm1Id: areas.province, adm2Id: areas.district },
        })),
      ]),
    );
    const page = await places().area.query({ operation, code: "SQ11" });
    expect(page.parents.map((parent) => parent.code)).toEqual(["SQ", "SQ1"]);
    expect(page.siteCounts).toEqual([{ kind: "health", sites: 2 }]);
    expect(page.sites.map((site) => site.name)).toEqual(["Post A", "Post B"]);
    expect(page.datasets).toMatchObject([{ name: "squares", title: "Squares" }]);
    const above = await places().area.query({ operation, code: "SQ" });
    expect(above.siteCounts).toEqual([{ kind: "health", sites: 2 }]);
    expect(above.children.map((child) => child.code)).toEqual(["SQ1"]);
  });
  test("below the level that sites are stored with, the shape decides", async () => {
    await addArea("SQ111", "Quarter", 3, areas.district, 0.1);
    const page = await places().area.query({ operation, code: "SQ111" });
    expect(page.sites.map((site) => site.name)).toEqual(["Post A"]);
    expect(page.area).toMatchObject({ areaSqkm: 12.5, validOn: "2015-06-15" });
  });
  test("zones on it, in it and around it, newest claim first", async () => {
    const form = actorOf("Holder");
    await world.as("carla").actors.log.mutate({ operation, form });
    const zone = async (areaId: string, asOf: string) => {
      const claim = { controlKind: "nsag", confidence: "low", sensitivity: "low" } as const;
      const zoneForm = { id: newId(), actorId: form.id, areaId, asOf, ...claim };
      await world.as("carla").actors.addZone.mutate({ operation, form: zoneForm });
    };
    await zone(areas.province, "2019-01-01");
    await zone(areas.district, "2019-05-01");
    await zone(await refOf("SQ12"), "2019-06-01");
    const codes = async (code: string) =>
      (await places().area.query({ operation, code })).zones.map((each) => each.area.code);
    expect(await codes("SQ11")).toEqual(["SQ11", "SQ1"]);
    expect(await codes("SQ1")).toEqual(["SQ12", "SQ11", "SQ1"]);
  });
});
