// Information coverage of the demonstration: the promised levels, recomputed here from the rows by the formula, without
// the product's rule; and who reads which areas nobody was heard from.
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAuth } from "../../server/access/auth.ts";
import { doorEmail } from "../../server/access/demonstration.ts";
import { asDesk } from "../../server/access/desk.ts";
import { readConfig } from "../../server/config.ts";
import { loadDemonstration } from "../../server/demonstration.ts";
import { readInformation } from "../../server/rooms/coverage/read-information.ts";
import { findCycle, readRows } from "../../server/rooms/priorities/read.ts";
import type { Door } from "../../shared/rooms/access.ts";
import { informationCounts, isSilent, unknownShare } from "../../shared/rooms/coverage-information.ts";
import { openTestDatabase } from "../support/database.ts";

const database = await openTestDatabase();
afterAll(() => database.close());
beforeAll(async () => {
  const config = readConfig({ CONCORD_DEMO: "on", CONCORD_DATA_DIR: "/nowhere" });
  await loadDemonstration(database, openAuth(database, config), pino({ level: "silent" }));
});
const as = <T>(door: Door, work: Parameters<typeof asDesk<T>>[2]) =>
  asDesk(database, "CAF", work, doorEmail(door));
const ask = (door: Door, date: string) => as(door, (tx) => readInformation(tx, { date }));

/** Last Sunday of 2019-W48. */
const SUNDAY = "2019-12-01";

/** The formula of information coverage in SQL, from the rows as they were logged. */
const FORMULA = `
  with word as (
    select area_id, said_on as on, (channel is not null and said is distinct from 'no_answer') as heard, presence, network, access,
           owner_org_id from app.information_coverage_seen where said_on <= $1::date),
  last as (
    select a.ref, (select $1::date - max(w.on) from word w where w.area_id = a.ref and w.heard) as days,
           (select array_agg(distinct p.presence) from (
              select distinct on (w.owner_org_id) w.presence from word w
               where w.area_id = a.ref and w.presence is not null and w.on >= $1::date - 30
               order by w.owner_org_id, w.on desc) p) as present,
           (select w.network from word w where w.area_id = a.ref and w.network is not null and w.on >= $1::date - 30
             order by w.on desc limit 1) as network,
           (select w.access from word w where w.area_id = a.ref and w.access is not null and w.on >= $1::date - 30
             order by w.on desc limit 1) as access
      from app.area_seen a where a.level = 2),
  ladder as (
    select ref, days, case when days <= 7 and 'direct' = any(present) then 3 when days <= 14 then 2
                           when days <= 30 or present && '{direct,remote}' then 1 else 0 end as step,
           (network = false or access = false) as lowered from last)
  select greatest(0, step - case when lowered then 1 else 0 end) as step, count(*)::int as n,
         count(*) filter (where days is null or days > 14)::int as silent from ladder group by 1`;

describe("week 48 of the illustrative month", () => {
  test("of 72 areas good 18, fair 22, weak 18, none 14; nobody heard from 32 within 14 days, by the rows", async () => {
    const rows = await as("coordinator", (tx) =>
      tx.query<{ step: number; n: number; silent: number }>(FORMULA, [SUNDAY]),
    );
    expect(Object.fromEntries(rows.map(({ step, n }) => [step, n]))).toEqual({ 0: 14, 1: 18, 2: 22, 3: 18 });
    expect(rows.reduce((sum, { silent }) => sum + silent, 0)).toBe(32);
  });
  test("the product says the same, to every community that reads coverage, and on the clock's day", async () => {
    for (const door of ["coordinator", "cmcoord", "hr", "poc", "force", "unpol"] as const)
      for (const date of [SUNDAY, "2019-12-02"]) {
        const { areas, shared } = await ask(door, date);
        expect([door, shared, informationCounts(areas)]).toEqual([
          door,
          true,
          { good: 18, fair: 22, weak: 18, none: 14 },
        ]);
        expect(areas.filter(isSilent)).toHaveLength(32);
      }
  });
  test("two of the 21 areas of the cycle are among the silent, and all of it is illustrative", async () => {
    const rows = await as("coordinator", async (tx) => readRows(tx, (await findCycle(tx, "2019")).ref));
    const { areas, withoutIllustrative } = await ask("coordinator", SUNDAY);
    const ranked = rows.filter(({ category }) => category !== "monitor").map(({ code }) => code);
    const silent = areas.filter((area) => isSilent(area) && ranked.includes(area.code));
    expect([ranked.length, silent.map(({ name }) => name)]).toEqual([21, ["Obo", "Yalinga"]]);
    expect(withoutIllustrative).toEqual({ good: 0, fair: 0, weak: 0, none: 72 });
    const share = unknownShare(areas);
    expect([share.areas, share.all, share.uncounted]).toEqual([32, 72, 0]);
    expect(share.people).toBeGreaterThan(0);
    const people = await as("coordinator", (tx) =>
      tx.query<{ n: number }>(
        "select sum(p.total)::int as n from app.population_seen p join app.area_seen a on a.ref = p.ref where a.level = 2",
      ),
    );
    expect(share.allPeople).toBe(people[0]!.n);
  });
});

describe("who reads it", () => {
  test("a partner reads no area of others, and is told so", async () => {
    const answer = await ask("partner", SUNDAY);
    expect(answer).toMatchObject({ shared: false, areas: [], heard: null });
  });
  test("an observer and an administrator read nothing", async () => {
    await expect(ask("observer", SUNDAY)).rejects.toMatchObject({ code: "not_allowed" });
    expect(await ask("admin", SUNDAY)).toMatchObject({ shared: false, areas: [], heard: null });
  });
});
