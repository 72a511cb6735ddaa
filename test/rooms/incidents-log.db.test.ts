/** The full log through the real server: groups, parties, displacement, damage, marks, signals, sources and consent. */
import { beforeAll, describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { newId } from "../../shared/ids.ts";
import { UNIDENTIFIED } from "../../shared/rooms/incidents.ts";
import { type Areas, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { incidentCalls } from "../support/incidents.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const { log, edit, get } = incidentCalls(world);
const { release, answer, read } = releaseCalls(world);
const exactly = (n: number) => ({ low: n, best: n, high: n });
const killed = { harm: "killed", status: "civilian" } as const;
const where = () => ({ areaId: areas.district, precision: "adm2" as const });

/** Rows of a statement as a person's own transaction answers them. */
const rows = <Row>(person: PersonName, sql: string, values: unknown[]) =>
  asPrincipal(world.database.pool, { secret: world.people[person].secret, operation }, (tx) =>
    tx.query<Row>(sql, values),
  );

describe("a full report", () => {
  test("keeps groups, the rest as unknown, and totals that are their sum", async () => {
    const groups = [
      { sex: "female", age: "adult", ...exactly(2) },
      { sex: "male", age: "child", population: "idp", ...exactly(1) },
    ] as const;
    const form = incidentOf({ harms: [{ ...killed, ...exactly(5), groups: [...groups] }] });
    await log(form);
    const seen = await get(form.id);
    expect(seen.killed).toEqual(exactly(5));
    expect(seen.harm).toMatchObject([
      { sex: "female", ageGroup: "adult", best: 2 },
      { sex: "male", ageGroup: "child", populationGroup: "idp", best: 1 },
      { sex: "unknown", ageGroup: "unknown", best: 2 },
    ]);
  });
  test("names weapon, nexus, parties with attribution, displacement and damage; an edit shows what changed", async () => {
    const form = incidentOf({
      ...{ weapon: "small_arms", nexus: "yes", place: where() },
      parties: [
        { actorId: UNIDENTIFIED, role: "alleged_perpetrator", attribution: "contested", confidence: "low" },
      ],
      displacement: [{ low: 100, best: 100, high: null, fromArea: areas.district, toWords: "the forest" }],
      damage: [
        { siteKind: "school", siteName: "School of the ford", degree: "destroyed", functioning: "no" },
      ],
    });
    await log(form);
    expect(await get(form.id)).toMatchObject({
      ...{ weapon: "small_arms", nexus: "yes", displaced: 100 },
      parties: [{ kind: "unidentified_armed", attribution: "contested", confidence: "low" }],
      displacement: [{ best: 100, high: null, from: { ref: areas.district }, toWords: "the forest" }],
      damage: [{ siteKind: "school", siteName: "School of the ford", degree: "destroyed" }],
    });
    await edit(1, { ...form, damage: [], parties: [{ ...form.parties![0]!, attribution: "sole" }] });
    const [last] = (await get(form.id)).history;
    expect(last!.changed).toEqual(["parties", "damage"]);
  });
  test("has one party of unidentified armed men, whoever needs it first", async () => {
    const parties = [{ actorId: UNIDENTIFIED, role: "party" as const }];
    const forms = [incidentOf({ parties }), incidentOf({ parties })];
    await Promise.all(forms.map((form, at) => log(form, at === 0 ? "ada" : "bilal")));
    const refs = await Promise.all(
      forms.map(async (form, at) => (await get(form.id, at === 0 ? "ada" : "bilal")).parties[0]!.ref),
    );
    expect(new Set(refs).size).toBe(1);
  });
  test("refuses a site and an area that the writer cannot see, in one way", async () => {
    const damage = [{ siteKind: "health" as const, siteId: newId() }];
    expect((await refusal(log(incidentOf({ damage })))).code).toBe("not_found");
    const displacement = [{ ...exactly(1), fromArea: newId() }];
    expect((await refusal(log(incidentOf({ displacement })))).code).toBe("not_found");
  });
});

describe("what protects people", () => {
  test("a mark of a grave violation is high at least, also when an edit would lower it", async () => {
    const form = incidentOf({ mrm: ["killing_maiming"] });
    await log(form);
    expect(await get(form.id)).toMatchObject({ sensitivity: "high", mrm: ["killing_maiming"] });
    await edit(1, { ...form, sensitivity: "low" });
    expect((await get(form.id)).sensitivity).toBe("high");
  });
  test("a mark of sexual violence has no text, no place of its own and no day", async () => {
    const form = incidentOf({
      mrm: ["sexual_violence"],
      description: "What nobody may read",
      place: { lon: 20.2, lat: 5.2, precision: "exact", placeName: "The well" },
      damage: [{ siteKind: "homes", siteName: "Her house" }],
      displacement: [{ ...exactly(1), fromWords: "Her village" }],
    });
    await log(form);
    const seen = await get(form.id);
    expect(seen).toMatchObject({
      ...{ sensitivity: "high", description: null, placeName: null, lon: null, lat: null },
      ...{ locationPrecision: "adm2", occurredFrom: "2019-11-01", occurredTo: "2019-11-30" },
      areas: [{ code: "SQ" }, { code: "SQ1" }, { code: "SQ11" }],
    });
    expect(JSON.stringify(seen)).not.toMatch(/nobody may read|The well|Her /);
    expect((await refusal(get(form.id, "bilal"))).code).toBe("not_found");
  });
  test("the database holds it when the code forgets", async () => {
    const form = incidentOf({ description: "TEXT", place: { lon: 20.2, lat: 5.2, precision: "exact" } });
    await log(form);
    await rows(
      "ada",
      "update app.incident set mrm = '{sexual_violence}', sensitivity = 'low' where id = $1",
      [form.id],
    );
    expect(await get(form.id)).toMatchObject({
      ...{ sensitivity: "high", description: null, lon: null, datePrecision: "month" },
    });
    const wrong = "update app.incident set kind = 'signal_rumour' where id = $1";
    await expect(rows("ada", wrong, [form.id])).rejects.toThrow();
  });
});

describe("a day to come", () => {
  const future = { occurredFrom: "2019-12-03", occurredTo: "2019-12-03" };
  const told = ["invalid_input", [{ path: "form.occurredFrom", reason: "in_future" }]];
  test("is refused at the field, new and in a change, by the operation's clock", async () => {
    const { code, fields } = await refusal(log(incidentOf(future)));
    expect([code, fields]).toEqual(told);
    const form = incidentOf({ occurredFrom: "2019-12-02", occurredTo: "2019-12-02" });
    await log(form);
    const changed = await refusal(edit(1, { ...form, ...future }));
    expect([changed.code, changed.fields]).toEqual(told);
    expect(await get(form.id)).toMatchObject({ occurredFrom: "2019-12-02", version: 1 });
  });
});

describe("a signal", () => {
  test("has no harm and says so at the field", async () => {
    const harms = [{ ...killed, ...exactly(1) }];
    const { code, fields } = await refusal(log(incidentOf({ kind: "signal_rumour", harms })));
    expect([code, fields]).toEqual([
      "invalid_input",
      [{ path: "form.harms", reason: "signal_without_harm" }],
    ]);
    const form = incidentOf({ kind: "signal_movement", harms: [] });
    await log(form);
    expect(await get(form.id)).toMatchObject({ kind: "signal_movement", killed: { best: null } });
  });
});

describe("a generalised copy", () => {
  test("names kinds of damage, never a site, a place people fled to, a mark or a confidence", async () => {
    const form = incidentOf({
      ...{ sensitivity: "moderate", place: where(), weapon: "small_arms" },
      parties: [{ actorId: UNIDENTIFIED, role: "party", confidence: "low" }],
      displacement: [{ ...exactly(3), toWords: "SECRET-PLACE" }],
      damage: [{ siteKind: "health", siteName: "SECRET-SITE", degree: "looted", functioning: "partly" }],
    });
    await log(form);
    const seen = await readOfCopy("bilal", form.id);
    expect(seen).toMatchObject({
      level: "generalised",
      damage: [{ siteKind: "health", site: null, siteName: null, degree: "looted", functioning: "partly" }],
      ...{ displacement: [], mrm: [], nexus: null, weapon: null, barredFrom: null, displaced: null },
      ...{ few: expect.arrayContaining(["displaced"]) },
    });
    expect(seen.parties.map(({ confidence }) => confidence)).toEqual([null]);
    expect(JSON.stringify(seen)).not.toContain("SECRET");
    const eyes = await world.as("ada").incidents.seenBy.query({
      ...{ operation, ref: form.id, communities: ["protection_member"] },
    });
    expect(JSON.stringify(eyes)).not.toContain("SECRET");
  });
  test("tells a small count by its ends, and of “at least” no upper end that nobody gave", async () => {
    const few = { low: 1, best: null };
    for (const [harms, ends] of [
      [[{ ...killed, ...exactly(3) }], { killed: { ...few, high: 4 }, atLeast: false }],
      [[{ ...killed, low: 3, best: 3, high: null }], { killed: { ...few, high: null }, atLeast: true }],
    ] as const) {
      const form = incidentOf({ sensitivity: "moderate", place: where(), harms: [...harms] });
      await log(form);
      const seen = await readOfCopy("bilal", form.id);
      expect(seen).toMatchObject({ ...ends, civilian: ends.killed });
      expect(seen.few.includes("killed")).toBe(!ends.atLeast);
    }
  });
  test("of a full release has the words of the report and still no site, no way people took and no source", async () => {
    const form = incidentOf({
      ...{ sensitivity: "moderate", place: where(), description: "As told", nexus: "yes" },
      displacement: [{ ...exactly(30), fromWords: "SECRET-FROM", toWords: "SECRET-TO" }],
      damage: [{ siteKind: "water", siteName: "SECRET-SITE", degree: "destroyed" }],
      sources: [{ type: "eyewitness", note: "SECRET-NOTE", holder: "SECRET-HOLDER" }],
    });
    await log(form);
    const [given] = await release("ada", [form.id], { community: "mission_poc", level: "full" });
    await answer("dawit", given!.ref);
    const seen = await read("dawit", given!.ref);
    expect(seen).toMatchObject({
      ...{ level: "full", description: "As told", displaced: 30, displacement: [], sources: [], nexus: null },
      damage: [{ siteKind: "water", site: null, siteName: null, degree: "destroyed" }],
    });
    expect(JSON.stringify(seen)).not.toContain("SECRET");
  });
  test("parts of a record that is not shared are not there, by any door", async () => {
    const form = incidentOf({
      ...{ sensitivity: "severe", place: where() },
      displacement: [{ ...exactly(40), toWords: "SECRET" }],
      damage: [{ siteKind: "health", siteName: "SECRET" }],
    });
    await log(form);
    for (const part of ["more", "displacement", "damage", "party", "harm", "source"]) {
      const found = await rows("bilal", `select * from app.incident_${part}_seen where ref = $1`, [form.id]);
      expect(found).toEqual([]);
      if (part === "more") continue;
      const base = await rows("bilal", `select * from app.incident_${part} where incident_id = $1`, [
        form.id,
      ]);
      expect(base).toEqual([]);
    }
  });
});

/** The record as a reader of copies gets it: by the ref of its own list. */
async function readOfCopy(person: PersonName, record: string) {
  const [link] = await rows<{ ref: string }>(
    person,
    "select ref from app.incident_link where record_id = $1",
    [record],
  );
  return get(link!.ref, person);
}

describe("consent", () => {
  const sources = (
    consent: ("protection_core" | "protection_member" | "cmcoord" | "mission_hr")[] | null,
  ) => [{ type: "eyewitness" as const, consent, holder: "Protection officer, Bambari", dated: "2019-11-11" }];
  const sees = async (person: PersonName, ref: string) =>
    (await rows(person, "select 1 from app.incident_link where record_id = $1", [ref])).length > 0;

  test("stays with the sources and tells the owner whom it bars", async () => {
    const form = incidentOf({ sources: sources(["protection_core"]) });
    await log(form);
    const seen = await get(form.id);
    expect(seen.sources).toMatchObject([
      { consent: ["protection_core"], holder: "Protection officer, Bambari" },
    ]);
    expect(seen.barredFrom).toContain("mission_poc");
    expect(seen.barredFrom).not.toContain("protection_core");
  });
  test("takes the record and its copy from whoever was not agreed to, and from nobody else", async () => {
    for (const sensitivity of ["low", "moderate"] as const) {
      const open = incidentOf({ sensitivity });
      const member = incidentOf({ sensitivity, sources: sources(["protection_member"]) });
      const nobody = incidentOf({ sensitivity, sources: sources([]) });
      for (const form of [open, member, nobody]) await log(form);
      expect(await sees("bilal", open.id)).toBe(true);
      expect(await sees("bilal", member.id)).toBe(true);
      expect(await sees("bilal", nobody.id)).toBe(false);
      expect(await sees("carla", open.id)).toBe(true);
      expect(await sees("carla", member.id)).toBe(false);
      expect(await sees("ada", nobody.id)).toBe(true);
    }
  });
  test("opens nothing that the protocol closes", async () => {
    const form = incidentOf({ sensitivity: "severe", sources: sources(["protection_member", "cmcoord"]) });
    await log(form);
    expect(await sees("bilal", form.id)).toBe(false);
    expect(await sees("carla", form.id)).toBe(false);
  });
  test("that comes later ends what was handed over, and a person cannot hand it over again", async () => {
    const form = incidentOf({ sensitivity: "high" });
    await log(form);
    const toMission = () => release("ada", [form.id], { community: "mission_poc" });
    const [given] = await toMission();
    await answer("dawit", given!.ref);
    expect(await sees("dawit", form.id)).toBe(true);
    await edit(1, form, "ada", sources(["cmcoord"]));
    expect(await sees("dawit", form.id)).toBe(false);
    const again = await toMission().then(
      (states) => states.map(({ state }) => state),
      () => ["refused"],
    );
    expect(again).not.toContain("offered");
    expect(await sees("dawit", form.id)).toBe(false);
  });
});
