/** The demonstration's matrix and coverage as the product answers them: every number that a visitor is told. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asDesk } from "../../server/access/desk.ts";
import { addOperation } from "../../server/access/operations.ts";
import { coverageDocument, readDeployment, readYears } from "../../server/rooms/coverage/read.ts";
import { seedDemonstration } from "../../server/rooms/exchange/seed.ts";
import { readMatrix } from "../../server/rooms/priorities/read.ts";
import { readDiff } from "../../server/rooms/priorities/read-events.ts";
import { proposeCycle } from "../../server/rooms/priorities/write.ts";
import type { MatrixRow } from "../../shared/rooms/priorities-answers.ts";
import { openTestDatabase } from "../support/database.ts";

const CAF = "CAF";
const cycle = "2019";
const database = await openTestDatabase();
afterAll(() => database.close());

beforeAll(async () => {
  await addOperation(database.admin, {
    code: CAF,
    name: CAF,
    countries: [CAF],
    timeZone: "Africa/Bangui",
    clock: "2019-12-02T09:00:00+01:00",
    headlineLevels: ["corroborated"],
    demonstration: true,
  });
  await asDesk(database, CAF, seedDemonstration);
});

describe("the cycle 2019", () => {
  const matrix = () => asDesk(database, CAF, (tx) => readMatrix(tx, cycle));
  const names = (rows: MatrixRow[], category: string) =>
    rows.filter((row) => row.category === category).map((row) => row.name);

  test("proposes 5 must, 5 should, 11 could and 51 to monitor", async () => {
    const { rows, counts, proposedCounts, cycle: about } = await matrix();
    expect(counts).toEqual({ must: 5, should: 5, could: 11, monitor: 51 });
    expect(proposedCounts).toEqual(counts);
    expect(names(rows, "must")).toEqual(["Alindao", "Bambari", "Bria", "Mbrès", "Paoua"]);
    expect(names(rows, "should")).toEqual(["Batangafo", "Gambo", "Kembé", "Markounda", "Yalinga"]);
    expect(about).toMatchObject({ from: "2018-01-01", to: "2018-12-31", verification: ["corroborated"] });
    expect(about.dataset).toMatchObject({ name: "ucdp-ged", version: "23.1" });
  });

  test("rests on 87 events, and shows the inputs of each row", async () => {
    const { rows } = await matrix();
    expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(87);
    const alindao = rows.find(({ code }) => code === "CF612");
    expect(alindao).toMatchObject({ events: 13, oneSided: 5, civiliansKilled: 74, origin: "events" });
  });

  test("keeps the dead of unknown status beside the row, and says where they would move it", async () => {
    const { rows } = await matrix();
    const lifted = rows.filter(({ withUnknown }) => withUnknown !== null);
    expect(lifted.map(({ name, category, withUnknown }) => [name, category, withUnknown])).toEqual([
      ["Kouango", "could", "must"],
      ["Ndélé", "could", "must"],
    ]);
  });

  test("is offered a successor, which is not applied", async () => {
    const window = { from: "2018-12-02", to: "2019-12-01" };
    const diff = await asDesk(database, CAF, (tx) => readDiff(tx, cycle, window));
    expect(diff.counts).toEqual({ must: 3, should: 9, could: 10, monitor: 50 });
    expect(diff.moves.find(({ after }) => after === "must")).toMatchObject({
      name: "Bocaranga",
      before: "monitor",
    });
    expect((await matrix()).counts.must).toBe(5);
  });

  test("is made once, however often the seed runs", async () => {
    const again = await asDesk(database, CAF, (tx) =>
      proposeCycle(tx, { name: cycle, from: "2018-01-01", to: "2018-12-31" }),
    );
    expect(again.already).toBe(true);
  });
});

describe("coverage of the cycle by RADPKO", () => {
  test("on the operation's today, as the command line says it", async () => {
    const document = await asDesk(database, CAF, (tx) => coverageDocument(tx, { cycle }));
    expect(document).toMatchObject({ operation: CAF, cycle, date: "2019-12-02" });
    expect(document.categories).toEqual([
      { category: "must", areas: 5, withDeployment: 2, share: 0.4 },
      { category: "should", areas: 5, withDeployment: 0, share: 0 },
      { category: "could", areas: 11, withDeployment: 3, share: 3 / 11 },
    ]);
    const km = document.gaps.map(({ area, nearestBaseKm }) => [area, Math.round(nearestBaseKm!)]);
    expect(km.slice(0, 8)).toEqual([
      ["CF612", 77],
      ["CF314", 141],
      ["CF422", 84],
      ["CF613", 133],
      ["CF623", 68],
      ["CF323", 125],
      ["CF326", 121],
      ["CF523", 235],
    ]);
    expect(document.gaps.length).toBe(16);
  });

  test("is worded for an incomplete list, with its places of the year", async () => {
    const answer = await asDesk(database, CAF, (tx) => readDeployment(tx, { cycle }));
    expect(answer).toMatchObject({ wording: "incomplete_list", places: 10, year: 2019 });
    const covered = answer.areas.filter((area) => area.covered && area.category !== "monitor");
    expect(covered.map(({ name }) => name)).toEqual([
      "Bambari",
      "Bangassou",
      "Bangui",
      "Bria",
      "Kaga-Bandoro",
    ]);
  });

  test("stands year beside year, 2018 with 3, 0 and 5", async () => {
    const years = await asDesk(database, CAF, (tx) => readYears(tx, { cycle }));
    const mission = years.filter(({ year }) => year >= 2014);
    expect(mission.map(({ year, places }) => [year, places])).toEqual([
      [2014, 0],
      [2015, 8],
      [2016, 12],
      [2017, 13],
      [2018, 13],
      [2019, 10],
    ]);
    const of2018 = mission.find(({ year }) => year === 2018)!.categories;
    expect(of2018.map(({ withDeployment }) => withDeployment)).toEqual([3, 0, 5]);
  });

  test("says nothing about a day the list does not reach", async () => {
    const answer = await asDesk(database, CAF, (tx) => readDeployment(tx, { cycle, date: "2021-01-01" }));
    expect(answer.wording).toBe("outside_list");
    expect(answer.bases).toEqual([]);
    // 2014 lies between years with rows and has none: unknown, not zero.
    const hole = await asDesk(database, CAF, (tx) => readDeployment(tx, { cycle, date: "2014-06-01" }));
    expect(hole.wording).toBe("outside_list");
  });
});
