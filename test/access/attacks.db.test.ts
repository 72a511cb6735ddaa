/**
 * Attempts to learn more than was given: differences between two counts, averages over many records of one place, narrow
 * boxes and single days, order, ids, times of writing, sizes and words of errors. None may place a generalised record
 * better than its district or cell, date it better than its week or month, or show a count below the threshold.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Tx } from "../../db/tx.ts";
import { asDesk } from "../../server/access/desk.ts";
import { readFacts } from "../../server/facts/read.ts";
import { readPublicFacts } from "../../server/facts/read-public.ts";
import { newId } from "../../shared/ids.ts";
import type { Facts } from "../../shared/rooms/analysis-facts.ts";
import { INCIDENT_KINDS } from "../../shared/rooms/incidents.ts";
import { at, openAttempts } from "../support/attempts.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { openForBuilding } from "../support/generated-rows.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { factsOf, refsOf, ask, age, log } = openAttempts(world);
let areas: Areas;
beforeAll(async () => {
  areas = await addAreas(world);
  await openForBuilding(world.database.admin);
});

describe("place and time", () => {
  beforeAll(async () => {
    for (let more = 0; more < 20; more++) {
      await log("ada", { ...at(20.1 + more / 1000, 5.1), sensitivity: "moderate", description: "x" });
      await log("ada", { ...at(25.301 + more / 10_000, 9.5), sensitivity: "moderate" });
    }
  });
  test("many records of one place have one and the same place, by every column", async () => {
    const places = await ask<Record<string, string | null>>(
      "femi",
      `select distinct lon, lat, place_name, adm0_id, adm1_id, adm2_id, adm3_id, cell, location_precision
         from app.incident_seen where level = 'generalised'`,
    );
    expect(places.length).toBe(2);
    for (const place of places)
      expect([place.lon, place.lat, place.place_name, place.adm3_id]).toEqual([null, null, null, null]);
    expect(places.filter(({ cell }) => cell !== null).map(({ adm2_id }) => adm2_id)).toEqual([null]);
    expect(places.map(({ adm2_id }) => adm2_id)).toContain(areas.district);
  });
  test("no box, however narrow, holds a generalised point", async () => {
    const { rows, lon, lat, area, dictionaries } = await factsOf("femi");
    expect(rows).toBe(40);
    for (let row = 0; row < rows; row++) {
      expect([lon[row], lat[row]]).toEqual([Number.NaN, Number.NaN]);
      if (area[row] !== 65_535) expect(dictionaries.areas[area[row]!]!.level).toBeLessThanOrEqual(2);
    }
  });
  test("days are those of a week, of high and severe records of a month, also those of writing", async () => {
    await log("ada", { sensitivity: "high", occurredFrom: "2019-11-13", occurredTo: "2019-11-13" });
    const rows = await ask<{
      sensitivity: string;
      from: string;
      to: string;
      written: Date;
      changed: Date;
      version: number;
    }>(
      "carla",
      `select sensitivity, occurred_from as "from", occurred_to as "to", created_at as written, updated_at as changed, version
         from app.incident_seen where level = 'generalised'`,
    );
    expect(rows.map(({ sensitivity, from, to }) => [sensitivity, from, to])).toEqual([
      ["high", "2019-11-01", "2019-11-30"],
    ]);
    for (const { written, changed, version } of rows) {
      expect(written.toISOString()).toMatch(/-01T00:00:00.000Z$/);
      expect([changed, version]).toEqual([written, 1]);
    }
  });
  test("a patrol is found on every day of its week alike, and on none outside", async () => {
    const about = {
      unit: "Battalion",
      state: "completed" as const,
      sensitivity: "moderate" as const,
      areaIds: [areas.district],
    };
    await world
      .as("dawit")
      .coverage.logPatrol.mutate({ operation, form: { id: newId(), date: "2019-11-13", ...about } });
    const found: unknown[] = [];
    for (let day = 8; day < 22; day++) {
      const date = `2019-11-${String(day).padStart(2, "0")}`;
      found.push(await world.as("ada").coverage.patrols.query({ operation, from: date, to: date }));
    }
    const counts = found.map((patrols) => (patrols as unknown[]).length);
    expect(counts).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(new Set(found.slice(3, 10).map((patrols) => JSON.stringify(patrols))).size).toBe(1);
    expect(JSON.stringify(found)).not.toMatch(/2019-11-13|Battalion/);
    expect(JSON.stringify(found[3])).toMatch(/"loggedAt":"\d{4}-\d\d-\d\dT00:00:00Z"/);
  });
});

describe("counts", () => {
  const month = { occurredFrom: "2019-08-13", occurredTo: "2019-08-13", kind: "killing" as const };
  const seen = async () =>
    (
      await ask<{ kind: string; events: number }>(
        "bilal",
        "select kind, events from app_gate.incident_counts()",
      )
    )
      .filter(({ kind }) => kind === "killing")
      .map(({ events }) => events);
  const add = async (count: number, author: PersonName) => {
    for (let more = 0; more < count; more++)
      await log(author, { ...month, ...at(20.2, 5.2), sensitivity: "high" });
    await age();
  };
  test("below five, or of one organisation, there is none", async () => {
    await add(4, "ada");
    expect(await seen()).toEqual([]);
    await add(3, "ada");
    expect(await seen()).toEqual([]);
  });
  test("one record more, less or moved is not told from the difference", async () => {
    await add(1, "carla");
    const before = await seen();
    expect(before).toEqual([5]);
    await add(1, "carla");
    expect(await seen()).toEqual(before);
    const client = await world.database.admin.connect();
    for (const change of ["deleted_at = now()", "occurred_to = '2019-09-13'", "sensitivity = 'severe'"]) {
      await client.query("begin; set local role app_owner");
      await client.query(`update app.incident set ${change} where id = (
        select id from app.incident where kind = 'killing' and deleted_at is null and sensitivity = 'high'
           and owner_org_id = (select id from app.organisation where name = 'Cluster lead' and operation_id = incident.operation_id)
           and occurred_to = '2019-08-13' limit 1)`);
      await client.query("commit");
      expect(await seen()).toEqual(before);
    }
    client.release();
  });
  test("what was written today is in no count before midnight", async () => {
    await log("carla", { ...month, ...at(20.2, 5.2), kind: "armed_clash", sensitivity: "high" });
    const kinds = await ask<{ kind: string }>("bilal", "select kind from app_gate.incident_counts()");
    expect(kinds.map(({ kind }) => kind)).not.toContain("armed_clash");
  });
  test("of sexual violence there is none at all", async () => {
    for (const author of ["ada", "ada", "ada", "carla", "carla", "carla"] as const)
      await log(author, {
        ...month,
        ...{ kind: "crsv", sensitivity: "high", place: { precision: "adm2", areaId: areas.district } },
      });
    await age();
    const kinds = await ask<{ kind: string }>("bilal", "select kind from app_gate.incident_counts()");
    expect(kinds.map(({ kind }) => kind)).not.toContain("crsv");
  });
  test("a small number of dead is told as a range, in every column and part", async () => {
    const rows = await ask<{ best: number | null; low: number; high: number; few: string[]; harms: number }>(
      "femi",
      `select killed_best as best, killed_low as low, killed_high as high, few,
              (select count(*)::int from app.incident_harm_seen h where h.ref = i.ref) as harms
         from app.incident_seen i where level = 'generalised'`,
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect([row.best, row.low, row.high, row.harms]).toEqual([null, 1, 4, 0]);
  });
});

describe("what surrounds a record", () => {
  test("ids of copies are random: no time of making, no order of making", async () => {
    const refs = (await refsOf("femi")).filter((ref) => ref[14] !== "7");
    expect(refs.length).toBe((await factsOf("femi")).rows);
    const copies = await ask<{ ref: string; day: string }>(
      "femi",
      "select ref, occurred_to as day from app.incident_seen order by occurred_to, ref",
    );
    expect(await refsOf("femi")).toEqual(copies.map(({ ref }) => ref));
  });
  test("a hidden party leaves no gap: sets that look alike are one", async () => {
    const [open, hidden] = [actorOf("Open group"), actorOf("Hidden group", { sensitivity: "severe" })];
    for (const form of [open, hidden]) await world.as("carla").actors.log.mutate({ operation, form });
    const party = (actorId: string) => ({ actorId, role: "party" as const });
    await log("carla", { sensitivity: "low", parties: [party(open.id)] });
    await log("carla", { sensitivity: "low", parties: [party(open.id), party(hidden.id)] });
    const { dictionaries, parties } = await factsOf("ada");
    const sets = dictionaries.partySets.map(({ members }) => JSON.stringify(members));
    expect(new Set(sets).size).toBe(sets.length);
    expect([...parties].filter((number) => number > 0).length).toBe(2);
    expect(JSON.stringify(dictionaries)).not.toContain("Hidden group");
  });
  test("hidden and absent answer alike: words, size, headers; their times are printed", async () => {
    const hidden = await log("ada", { sensitivity: "severe" });
    const absent = newId();
    const open = async (ref: string) => {
      const begun = performance.now();
      const input = encodeURIComponent(JSON.stringify({ operation, ref }));
      const { headers, body, statusCode } = await world.get("femi", `/trpc/incidents.get?input=${input}`);
      const names = Object.keys(headers).sort();
      return {
        ms: performance.now() - begun,
        told: [statusCode, body.length, names, headers["content-length"]],
      };
    };
    const times = { hidden: [] as number[], absent: [] as number[] };
    for (let round = 0; round < 30; round++) {
      const first = await open(round % 2 === 0 ? hidden.id : absent);
      const second = await open(round % 2 === 0 ? absent : hidden.id);
      const [one, other] = round % 2 === 0 ? [first, second] : [second, first];
      expect(one.told).toEqual(other.told);
      times.hidden.push(one.ms);
      times.absent.push(other.ms);
    }
    const middle = (list: number[]) => list.sort((a, b) => a - b)[15]!.toFixed(1);
    process.stdout.write(
      `hidden: ${middle(times.hidden)} ms, absent: ${middle(times.absent)} ms (median of 30)\n`,
    );
  });
  test("an offered release shows kind, month and province, and opens nothing before it is accepted", async () => {
    const offered = await log("ada", { ...at(20.3, 5.3), sensitivity: "high", description: "SECRET-TEXT" });
    const form = {
      id: newId(),
      kind: "incident",
      refs: [offered.id],
      community: "mission_poc",
      level: "generalised",
      purpose: "poc",
    };
    await world.as("ada").sharing.release.mutate({ operation, form } as never);
    const input = encodeURIComponent(JSON.stringify({ operation }));
    const { body } = await world.get("dawit", `/trpc/sharing.register?input=${input}`);
    expect(body).not.toContain(offered.id);
    expect(body).not.toMatch(/SECRET-TEXT|2019-11-\d\d"|20\.3/);
    expect((await refusal(world.as("dawit").incidents.get.query({ operation, ref: offered.id }))).code).toBe(
      "not_found",
    );
  });
});

describe("the command line", () => {
  test("tables for the public count no record of which the protocol tells it no number", async () => {
    const open = async (owner: PersonName, changes: Parameters<typeof log>[1]) =>
      log(owner, { ...at(20.1, 5.1), kind: "abduction", harms: [], ...changes });
    await open("ada", { sensitivity: "moderate" });
    await open("ada", { sensitivity: "high" });
    await open("esi", { sensitivity: "low" });
    await open("esi", { sensitivity: "moderate" });
    await open("ada", {
      sensitivity: "low",
      sources: [{ type: "community_leader", consent: ["protection_core"] }],
    });
    const abduction = INCIDENT_KINDS.indexOf("abduction");
    const count = (facts: Facts) => facts.kind.filter((kind) => kind === abduction).length;
    const desk = <T>(work: (tx: Tx) => Promise<T>) => asDesk(world.database, operation, work);
    expect(count((await desk((tx) => readFacts(tx))).facts)).toBe(5);
    expect(count(await desk(readPublicFacts))).toBe(2);
  });
});
