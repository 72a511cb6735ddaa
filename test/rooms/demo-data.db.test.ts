/** The demonstration as it stands in the database: totals per year, per side and by status equal the raw file's. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatherStatistics } from "../../db/statistics.ts";
import { asDesk } from "../../server/access/desk.ts";
import { addOperation } from "../../server/access/operations.ts";
import { seedDemonstration } from "../../server/rooms/exchange/seed.ts";
import { openTestDatabase } from "../support/database.ts";
import { dataPath, type RawRow, readCsv, sum } from "../support/raw.ts";

const CAF = "CAF";
const database = await openTestDatabase();
afterAll(() => database.close());
const raw = readCsv(dataPath("caf-ged231.csv.gz"));
const query = <Row>(operation: string, sql: string) =>
  asDesk(database, operation, (tx) => tx.query<Row>(sql));

beforeAll(async () => {
  const headlineLevels = ["corroborated" as const];
  await addOperation(database.admin, {
    code: CAF,
    name: CAF,
    countries: [CAF],
    headlineLevels,
    demonstration: true,
  });
  await asDesk(database, CAF, seedDemonstration);
  await gatherStatistics(database.admin);
});

describe("the demonstration's data in the database", () => {
  const ofUcdp =
    "from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id where d.name = 'ucdp-ged'";

  test("totals per year equal the raw file's", async () => {
    const rows = await query<RawRow>(
      CAF,
      `select to_char(occurred_to, 'YYYY') as year, count(*)::int as events, sum(killed_low)::int as low,
         sum(killed_best)::int as best, sum(killed_high)::int as high, sum(civilian_best)::int as civilian,
         sum(unknown_status)::int as unknown ${ofUcdp} group by 1 order by 1`,
    );
    const years = [...new Set(raw.map(({ date_end }) => date_end?.slice(0, 4)))].sort();
    const expected = years.map((year) => {
      const inYear = raw.filter(({ date_end }) => date_end?.startsWith(year ?? "?"));
      const [low, best, high] = [sum(inYear, "low"), sum(inYear, "best"), sum(inYear, "high")];
      const [civilian, unknown] = [sum(inYear, "deaths_civilians"), sum(inYear, "deaths_unknown")];
      return { year, events: inYear.length, low, best, high, civilian, unknown };
    });
    expect(rows).toEqual(expected);
  });

  test("events and deaths per side equal the raw file's, and Civilians is no actor", async () => {
    const rows = await query<{ id: string; events: number; best: number }>(
      CAF,
      `select a.external_id as id, count(*)::int as events, sum(i.killed_best)::int as best
         from app.incident_party_seen p join app.actor_seen a on a.ref = p.actor_ref
         join app.incident_seen i on i.ref = p.ref join app.dataset_seen d on d.ref = i.dataset_id
        where d.name = 'ucdp-ged' group by 1`,
    );
    const expected = new Map<string, { events: number; best: number }>();
    for (const row of raw) {
      for (const id of [row.side_a_new_id ?? "", row.side_b_new_id ?? ""]) {
        if (id === "1") continue;
        const known = expected.get(id) ?? { events: 0, best: 0 };
        expected.set(id, { events: known.events + 1, best: known.best + Number(row.best) });
      }
    }
    expect(new Map(rows.map(({ id, events, best }) => [id, { events, best }]))).toEqual(expected);
  });

  test("deaths by side and status equal the raw file's", async () => {
    const rows = await query<{ status: string; side: string | null; best: number }>(
      CAF,
      `select h.victim_status as status, h.side, sum(h.best)::int as best from app.incident_harm_seen h
        where h.ref in (select i.ref ${ofUcdp}) group by 1, 2 order by 1, 2`,
    );
    expect(rows).toEqual([
      { status: "armed_forces_member", side: "a", best: sum(raw, "deaths_a") },
      { status: "armed_forces_member", side: "b", best: sum(raw, "deaths_b") },
      { status: "civilian", side: null, best: sum(raw, "deaths_civilians") },
      { status: "unknown", side: null, best: sum(raw, "deaths_unknown") },
    ]);
  });

  test("places: each precision as deep as it goes, contradictions marked, all at one level", async () => {
    const [row] = await query<RawRow>(
      CAF,
      `select count(i.adm2_id)::int as located, count(*) filter (where i.contradicts)::int as marked,
         count(*) filter (where i.verification = 'corroborated')::int as corroborated ${ofUcdp}`,
    );
    expect(row).toEqual({ located: 1737, marked: 20, corroborated: 1848 });
  });

  test("areas, people, bases, datasets and the cycle", async () => {
    const levels = await query(
      CAF,
      "select level, count(*)::int as n from app.area_seen group by 1 order by 1",
    );
    expect(levels).toEqual([1, 17, 72, 175].map((n, level) => ({ level, n })));
    const [country] = await query<RawRow>(
      CAF,
      "select total from app.population_seen p join app.area_seen a on a.ref = p.ref where a.level = 0",
    );
    expect(country?.total).toBe(4953014);
    const years = await query(
      CAF,
      `select extract(year from valid_to)::int as year, count(*)::int as n from app.deployment_seen
        where mission = 'MINUSCA' group by 1 order by 1`,
    );
    expect(years).toEqual([8, 12, 13, 13, 10].map((n, index) => ({ year: 2015 + index, n })));
    const [primary] = await query<RawRow>(CAF, "select name from app.dataset_seen where is_primary");
    expect(primary?.name).toBe("ucdp-ged");
    const cycle = await query(
      CAF,
      `select proposed, count(*)::int as n from app.priority_row_seen r
         join app.priority_cycle_seen c on c.ref = r.cycle_id where c.name = '2019' group by 1 order by 2, 1`,
    );
    expect(
      new Map((cycle as { proposed: string; n: number }[]).map(({ proposed, n }) => [proposed, n])),
    ).toEqual(
      new Map([
        ["must", 5],
        ["should", 5],
        ["could", 11],
        ["monitor", 51],
      ]),
    );
  });

  test("a second seed changes nothing", async () => {
    const before = await query(CAF, "select count(*)::int as n, max(version) as v from app.incident_seen");
    await asDesk(database, CAF, seedDemonstration);
    expect(await query(CAF, "select count(*)::int as n, max(version) as v from app.incident_seen")).toEqual(
      before,
    );
  });

  test("every dataset is low and owned by Public data", async () => {
    const rows = await query<RawRow>(
      CAF,
      `select distinct i.sensitivity, o.public_data::text as public from app.incident_seen i
         join app.organisation o on o.id = i.owner_org_id`,
    );
    expect(rows).toEqual([{ sensitivity: "low", public: "true" }]);
  });
});
