/** Zones as GeoJSON, in and out through the real server; and what UCDP's list says of how its actors relate. */
import { beforeAll, describe, expect, test } from "vitest";
import { zoneCollection } from "../../client/rooms/actors/figures-files.ts";
import { asDesk } from "../../server/access/desk.ts";
import { importFile } from "../../server/rooms/exchange/import.ts";
import { newId } from "../../shared/ids.ts";
import type { ZoneFeature } from "../../shared/rooms/actors-zones.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { eventsCsv, scratchFolder } from "../support/import-files.ts";
import type { PersonName } from "../support/people.ts";
import { dataPath } from "../support/raw.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const write = scratchFolder();

beforeAll(async () => {
  await addAreas(world);
});

const call = (person: PersonName = "carla") => world.as(person).actors;
const bring = (features: ZoneFeature[], trial = false, person: PersonName = "carla") =>
  world.as(person).exchange.zones.mutate({ operation, features, trial });
async function anActor() {
  const form = actorOf(`Group ${newId()}`);
  await call().log.mutate({ operation, form });
  return form;
}
const square = (lon: number, lat: number, size = 0.1) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});
const claimed = { control_kind: "nsag", confidence: "medium", as_of: "2019-11-20", sensitivity: "low" };
const zonesOf = async (ref: string, person: PersonName = "carla") =>
  (await call(person).get.query({ operation, ref })).zones;

describe("zones of a file", () => {
  test("come in once, drawn or as an area, and an id of the file's own brings changes", async () => {
    const { name, id } = await anActor();
    const [lon, lat] = [20.1, 5.1] as const;
    const features: ZoneFeature[] = [
      { properties: { ...claimed, actor: name.toUpperCase(), id: "z1" }, geometry: square(lon, lat, 0.02) },
      { properties: { ...claimed, Actor: name, ground: "presence", area_code: "SQ11" }, geometry: null },
    ];
    expect(await bring(features, true)).toEqual({ created: 2, updated: 0, unchanged: 0, faults: [] });
    expect(await zonesOf(id)).toEqual([]);
    expect(await bring(features)).toEqual({ created: 2, updated: 0, unchanged: 0, faults: [] });
    expect(await bring(features)).toEqual({ created: 0, updated: 0, unchanged: 2, faults: [] });
    const later = [{ ...features[0]!, properties: { ...features[0]!.properties, as_of: "2019-11-25" } }];
    expect(await bring(later)).toEqual({ created: 0, updated: 1, unchanged: 0, faults: [] });
    const zones = await zonesOf(id);
    expect(zones.map(({ asOf, ground, outline }) => [asOf, ground, outline?.length ?? null])).toEqual([
      ["2019-11-25", "control", 4],
      ["2019-11-20", "presence", null],
    ]);
  });

  test("never without a date, an actor, a kind and a confidence; and one fault stops all", async () => {
    const { name, id } = await anActor();
    const [lon, lat] = [20.1, 5.1] as const;
    const geometry = square(lon, lat, 0.02);
    const { as_of: _, ...undated } = claimed;
    const { confidence: __, ...unsure } = claimed;
    const answer = await bring([
      { properties: { ...claimed, actor: name }, geometry },
      { properties: { ...undated, actor: name }, geometry },
      { properties: { ...claimed, actor: "nobody" }, geometry },
      { properties: { ...unsure, actor: name }, geometry },
      { properties: { ...claimed, actor: name }, geometry: { type: "Point", coordinates: [lon, lat] } },
      { properties: { ...claimed, actor: name, as_of: "2019-12-03" }, geometry },
      { properties: { ...claimed, actor: name, illustrative: true }, geometry },
      { properties: { ...claimed, actor: name }, geometry: null },
    ]);
    expect(answer).toMatchObject({ created: 0, updated: 0, unchanged: 0 });
    expect(answer.faults).toEqual([
      { row: 2, field: "asOf", reason: "required" },
      { row: 3, field: "actor", reason: "not_in_list" },
      { row: 4, field: "confidence", reason: "required" },
      { row: 5, field: "outline", reason: "not_one_ring" },
      { row: 6, field: "asOf", reason: "in_future" },
      { row: 7, field: "illustrative", reason: "illustrative_only" },
      { row: 8, field: "areaId", reason: "required" },
    ]);
    expect(await zonesOf(id)).toEqual([]);
  });

  test("what left reads back as unchanged", async () => {
    const { name, id } = await anActor();
    const [lon, lat] = [20.1, 5.1] as const;
    await bring([
      { properties: { ...claimed, actor: name, valid_from: "2019-06-01" }, geometry: square(lon, lat, 0.02) },
      { properties: { ...claimed, actor: name, area_code: "SQ11", to: "2019-11-30" }, geometry: null },
    ]);
    const { ground } = await call().export.query({ operation, what: "ground" });
    const own = ground.zones.filter(({ actor }) => actor.ref === id);
    const shapes = new Map(own.map(({ area }) => [area.ref, square(lon, lat)]));
    const { features } = zoneCollection(own, shapes);
    expect(await bring(features as ZoneFeature[])).toEqual({
      ...{ created: 0, updated: 0, unchanged: 2, faults: [] },
    });
  });

  test("are for those who write actors, and drawn corners stay with coordination", async () => {
    for (const who of ["bilal", "esi", "femi", "hugo", "ines", "jon"] as const)
      expect((await refusal(bring([{ properties: claimed }], false, who))).code, who).toBe("not_allowed");
    const { name } = await anActor();
    const [lon, lat] = [20.1, 5.1] as const;
    await bring([
      { properties: { ...claimed, actor: name, note: "ZONE-NOTE" }, geometry: square(lon, lat, 0.02) },
    ]);
    const corner = String(lon + 0.02);
    for (const who of ["dawit", "esi", "femi", "ines"] as const)
      expect(JSON.stringify(await call(who).ground.query({ operation })), who).not.toMatch(
        new RegExp(`ZONE-NOTE|${corner}`),
      );
  });

  test("from the command line, each fault names feature, column and remedy", async () => {
    const { name } = await anActor();
    const file = (features: ZoneFeature[]) =>
      write("zones.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    const run = (features: ZoneFeature[], dryRun = false) =>
      asDesk(
        world.database,
        operation,
        (tx) => importFile(tx, { path: file(features), format: "geojson-zones", dryRun }),
        "hugo@test.example",
      );
    const sound = { properties: { ...claimed, actor: name, area_code: "SQ11" }, geometry: null };
    const bad = await run([sound, { ...sound, properties: { ...sound.properties, as_of: "" } }]);
    expect([bad.accepted, bad.report.failed, bad.report.skipped]).toEqual([false, 1, 1]);
    expect(bad.report.errors[0]?.message).toBe(
      "zones.geojson, column asOf: feature 2: it is missing. Every zone needs the day it stands for, as YYYY-MM-DD.",
    );
  });
});

test("UCDP's list: relations between the sides of events, dated by these to the year, each once", async () => {
  const pair = (id: string, side: string, name: string, date: string) => ({
    ...{ id, side_a: name, side_a_new_id: side, date_start: date, date_end: date },
  });
  const path = write(
    "ged231.csv",
    eventsCsv([
      pair("1", "554", "Seleka", "2012-12-15"),
      pair("2", "554", "Seleka", "2013-03-24"),
      pair("3", "86", "Government of Central African Republic", "2010-01-10"),
      pair("4", "4007", "FPRC", "2013-09-13"),
      pair("5", "5999", "UPC", "2014-08-01"),
      pair("6", "7870", "CPC", "2020-03-19"),
    ]),
  );
  const desk = <T>(work: Parameters<typeof asDesk<T>>[2]) => asDesk(world.database, operation, work);
  await desk((tx) => importFile(tx, { path, format: "ucdp-ged" }));
  const read = () =>
    desk((tx) =>
      tx.query(
        `select a.name as "from", r.kind, b.name as "to", r.valid_from as since, r.from_precision as known, r.version
           from app.actor_relation_seen r join app.actor_seen a on a.ref = r.from_actor
           join app.actor_seen b on b.ref = r.to_actor where r.dataset_id is not null order by 4, 1`,
      ),
    );
  const year = { known: "year", version: 1 };
  const expected = [
    { from: "FPRC", kind: "splinter_of", to: "Seleka", since: "2013-01-01", ...year },
    {
      ...{ from: "Seleka", kind: "merged_into", to: "Government of Central African Republic" },
      ...{ since: "2013-01-01", ...year },
    },
    { from: "UPC", kind: "splinter_of", to: "FPRC", since: "2014-01-01", ...year },
  ];
  expect(await read()).toEqual(expected);
  const list = { path: dataPath("ucdp-actor-221.csv.gz"), format: "ucdp-actors" as const };
  const trial = await desk((tx) => importFile(tx, { ...list, dryRun: true }));
  expect(trial.report).toMatchObject({ created: 1720, updated: 0, unchanged: 5, failed: 0 });
  expect(trial.report.relations).toEqual({ created: 0, updated: 0, unchanged: 3, skipped: 459 });
  expect(await read()).toEqual(expected);
});
