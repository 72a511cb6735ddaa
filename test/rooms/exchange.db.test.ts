/**
 * Imports on a real database: a second run changes nothing, a bad row stops all, a trial writes nothing, and what a
 * newer file lacks is kept and marked.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asDesk } from "../../server/access/desk.ts";
import { addOperation } from "../../server/access/operations.ts";
import { importFile } from "../../server/rooms/exchange/import.ts";
import type { ImportRequest } from "../../server/rooms/exchange/tally.ts";
import { openTestDatabase } from "../support/database.ts";
import { eventsCsv, scratchFolder } from "../support/import-files.ts";
import { addTestPerson } from "../support/people.ts";
import { dataPath, type RawRow } from "../support/raw.ts";

const EMPTY = "EMPTY";
const database = await openTestDatabase();
afterAll(() => database.close());
const write = scratchFolder();
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

const query = <Row>(operation: string, sql: string, parameters: unknown[] = []) =>
  asDesk(database, operation, (tx) => tx.query<Row>(sql, parameters));
const run = (operation: string, request: ImportRequest) =>
  asDesk(database, operation, (tx) => importFile(tx, request));
const countIncidents = async (operation: string) =>
  (await query<{ n: number }>(operation, "select count(*)::int as n from app.incident_seen"))[0]?.n;

beforeAll(() => addOperation(database.admin, { code: EMPTY, name: EMPTY, countries: ["CAF"] }));

describe("an import", () => {
  const request = (path: string, more: Partial<ImportRequest> = {}): ImportRequest => ({
    path,
    format: "ucdp-ged",
    ...more,
  });
  const counts = ({ report }: Awaited<ReturnType<typeof run>>) => {
    const { created, updated, unchanged, skipped, failed } = report;
    return { created, updated, unchanged, skipped, failed };
  };
  const none = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 };
  const events = [
    { id: "1" },
    { id: "2", best: "9", high: "9" },
    { id: "3", side_a: "Other", side_a_new_id: "86" },
  ];

  test("a trial tells what would happen and writes nothing", async () => {
    const outcome = await run(EMPTY, request(write("a.csv", eventsCsv(events)), { dryRun: true }));
    expect(counts(outcome)).toEqual({ ...none, created: 3 });
    expect(outcome.accepted).toBe(true);
    expect(await countIncidents(EMPTY)).toBe(0);
  });

  test("a bad row stops the whole file, unless it may be left out", async () => {
    const path = write("bad.csv", eventsCsv([...events, { id: "4", latitude: "99" }]));
    const refused = await run(EMPTY, request(path));
    expect(refused.accepted).toBe(false);
    expect(counts(refused)).toEqual({ ...none, skipped: 3, failed: 1 });
    expect(refused.report.errors).toMatchObject([{ line: 5, column: "latitude" }]);
    expect(await countIncidents(EMPTY)).toBe(0);
    const taken = await run(EMPTY, request(path, { skipBadRows: true }));
    expect([taken.accepted, counts(taken)]).toEqual([true, { ...none, created: 3, failed: 1 }]);
    expect(await countIncidents(EMPTY)).toBe(3);
  });

  test("a second run is unchanged, a corrected row updated with its former state kept", async () => {
    const path = write("a.csv", eventsCsv(events));
    expect(counts(await run(EMPTY, request(path)))).toEqual({ ...none, unchanged: 3 });
    const corrected = write(
      "a.csv",
      eventsCsv([{ ...events[0], best: "5", deaths_civilians: "4" }, ...events.slice(1)]),
    );
    expect(counts(await run(EMPTY, request(corrected)))).toEqual({ ...none, updated: 1, unchanged: 2 });
    const [row] = await query<RawRow>(
      EMPTY,
      "select civilian_best, version from app.incident_seen where external_id = '1'",
    );
    expect(row).toEqual({ civilian_best: 4, version: 2 });
    const harm = await query(
      EMPTY,
      "select best from app.incident_harm_seen h join app.incident_seen i on i.ref = h.ref where i.external_id = '1' and victim_status = 'civilian'",
    );
    expect(harm).toEqual([{ best: 4 }]);
  });

  test("what a newer file lacks is kept, marked and reported, and unmarked when it comes back", async () => {
    const shorter = await run(EMPTY, request(write("ged232.csv", eventsCsv(events.slice(1)))));
    expect(shorter.report.warnings.at(-1)?.message).toMatch(
      /1 records of the dataset are not in this file \(1\).*kept and marked/,
    );
    const marks = () =>
      query<RawRow>(
        EMPTY,
        "select external_id as id, missing_since as since from app.incident_seen where missing_since is not null",
      );
    expect(await marks()).toEqual([{ id: "1", since: "23.2" }]);
    await run(EMPTY, request(write("ged232.csv", eventsCsv(events))));
    expect(await marks()).toEqual([]);
  });

  test("another country's file of the same dataset says nothing about this one's records", async () => {
    const { report } = await run(
      EMPTY,
      request(write("tcd.csv", eventsCsv([{ id: "90", country_id: "483" }]))),
    );
    expect([
      report.created,
      report.warnings.some(({ message }) => message.includes("not in this file")),
    ]).toEqual([1, false]);
  });

  test("two rows of one id, a row of the wrong width, an unreadable file", async () => {
    const twice = await run(EMPTY, request(write("twice.csv", eventsCsv([{ id: "8" }, { id: "8" }]))));
    expect(twice.report.errors[0]?.message).toContain("line 3, column id: the id stands on line 2 already");
    const wide = await run(
      EMPTY,
      request(write("wide.csv", eventsCsv([{ id: "8" }]).replace(/\n$/, ",more\n"))),
    );
    expect(wide.report.errors[0]?.message).toMatch(/line 2: the row has 25 cells and the header 24/);
    const unreadable = await run(EMPTY, request("/nowhere/x.csv"));
    expect([unreadable.accepted, unreadable.report.failed]).toEqual([false, 1]);
    const cut = write("cut.csv.gz", readFileSync(dataPath("caf-ged231.csv.gz")).subarray(0, 90_000));
    const half = await run(EMPTY, request(cut, { skipBadRows: true }));
    expect([half.accepted, half.report.created]).toEqual([false, 0]);
    const bare = await run(EMPTY, request(write("bare.csv", eventsCsv([]))));
    expect(bare.report.warnings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining("the file holds no rows"),
    );
    expect(await countIncidents(EMPTY)).toBe(4);
  });

  test("sides of UCDP events become actors, once, as UCDP's own list has them", async () => {
    const actors = await query(EMPTY, "select external_id as id, name, kind from app.actor_seen order by 1");
    expect(actors).toEqual([
      { id: "86", name: "Government of Central African Republic", kind: "state_military" },
      { id: "999977", name: "Group", kind: "unidentified_armed" },
    ]);
  });

  test("without areas incidents come in all the same, and are placed once areas are there", async () => {
    const warned = await run(EMPTY, request(write("a.csv", eventsCsv(events))));
    expect(warned.report.warnings.some(({ message }) => message.includes("no areas"))).toBe(true);
    for (const level of [0, 1, 2]) {
      const path = dataPath(`caf-codab-adm${level}.geojson.gz`);
      const { report } = await run(EMPTY, { path, format: "geojson" });
      expect([report.dataset, report.created, report.failed]).toEqual(["areas", [1, 17, 72][level], 0]);
    }
    const placed = await query(
      EMPTY,
      "select distinct a.name from app.incident_seen i join app.area_seen a on a.ref = i.adm2_id",
    );
    expect(placed).toEqual([{ name: "Bambari" }]);
    expect(counts(await run(EMPTY, request(write("a.csv", eventsCsv(events)))))).toEqual({
      ...none,
      unchanged: 3,
    });
  });

  test("a base list: only places inside the operation, repeated rows once, years joined", async () => {
    const outcome = await run(EMPTY, { path: fixture("geopko-made-up.csv"), format: "geopko" });
    expect(counts(outcome)).toEqual({ ...none, created: 4, skipped: 2 });
    const rows = await query(
      EMPTY,
      `select b.name, p.valid_from as "from", p.valid_to as "to", p.troops from app.deployment_seen p
         join app.base_seen b on b.ref = p.base_id order by 1, 2`,
    );
    expect(rows).toEqual([
      { name: "Bambari", from: "2018-01-01", to: "2018-12-31", troops: 150 },
      { name: "Bambari", from: "2019-01-01", to: "2019-12-31", troops: null },
      { name: "Bangui", from: "2018-01-01", to: "2018-12-31", troops: 800 },
      { name: "Batangafo", from: "2019-01-01", to: "2019-12-31", troops: 0 },
    ]);
    expect(counts(await run(EMPTY, { path: fixture("geopko-made-up.csv"), format: "geopko" }))).toEqual({
      ...none,
      unchanged: 4,
      skipped: 2,
    });
  });

  test("areas of official files by their older column names, a code once in the operation", async () => {
    const ring = [
      [30, 0],
      [31, 0],
      [31, 1],
      [30, 0],
    ];
    const areas = ["ZZ01", "ZZ02", "ZZ01"].map((ADM2_PCODE) => ({
      type: "Feature",
      properties: { ADM2_FR: "Là-bas", ADM2_AR: "هناك", ADM2_PCODE, ADM1_PCODE: "CF43", ADM1_FR: "Ouaka" },
      geometry: { type: "Polygon", coordinates: [ring] },
    }));
    const path = (features: object[]) =>
      write("official.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    const twice = await run(EMPTY, { path: path(areas), format: "geojson" });
    expect(twice.report.errors.map(({ message }) => message)).toEqual([
      "official.geojson, column pcode: ZZ01 (Là-bas) stands twice in the file. Keep one of the two.",
    ]);
    const taken = await run(EMPTY, { path: path(areas.slice(0, 2)), format: "geojson" });
    expect(counts(taken)).toEqual({ ...none, created: 2 });
    const [row] = await query<RawRow>(
      EMPTY,
      `select a.name, p.pcode as parent from app.area_seen a join app.area_seen p on p.ref = a.parent_id
        where a.pcode = 'ZZ01'`,
    );
    expect(row).toEqual({ name: "Là-bas", parent: "CF43" });
    const clash = await run(EMPTY, {
      path: path(areas.slice(0, 1)),
      format: "geojson",
      dataset: "other-areas",
    });
    expect(clash.report.errors[0]?.message).toContain("has ZZ01 (Là-bas) already, from another dataset");
  });

  test("whoever may not import is refused", async () => {
    const { email } = await addTestPerson(database, EMPTY, "ada");
    const path = write("a.csv", eventsCsv(events));
    const asAda = asDesk(database, EMPTY, (tx) => importFile(tx, request(path)), email);
    await expect(asAda).rejects.toMatchObject({ code: "not_allowed" });
  });

  test("areas that cannot be: each fault names the feature", async () => {
    const feature = (properties: object, geometry: object) => ({ type: "Feature", properties, geometry });
    const square = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const file = (...features: object[]) =>
      write("areas.geojson", JSON.stringify({ type: "FeatureCollection", features }));
    const refuse = async (path: string) =>
      (await run(EMPTY, { path, format: "geojson" })).report.errors[0]?.message;
    expect(await refuse(file(feature({ name: "A" }, square)))).toContain("feature 1: the level is missing");
    expect(await refuse(file(feature({ level: 1 }, square)))).toContain("has no name");
    expect(
      await refuse(
        file(
          feature(
            { level: 1, name: "A" },
            {
              type: "Polygon",
              coordinates: [
                [
                  [0, 0],
                  [1, 0],
                  [1, 1],
                ],
              ],
            },
          ),
        ),
      ),
    ).toContain("unsound");
    expect(
      await refuse(file(feature({ level: 1, name: "A" }, { type: "Point", coordinates: [0, 0] }))),
    ).toContain("no area");
    expect(await refuse(write("no.geojson", "{"))).toContain("not JSON");
    expect(
      await refuse(
        write(
          "utm.geojson",
          '{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:32634"}},"features":[]}',
        ),
      ),
    ).toContain("WGS84");
  });
});
