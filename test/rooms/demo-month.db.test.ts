/** The illustrative month: its counts as written down, no death or injury in it, and no figure that it changes. */
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openAuth } from "../../server/access/auth.ts";
import { doorEmail } from "../../server/access/demonstration.ts";
import { asDesk } from "../../server/access/desk.ts";
import { readRegister } from "../../server/access/sharing-register.ts";
import { grantWrite } from "../../server/access/write.ts";
import { readConfig } from "../../server/config.ts";
import { loadDemonstration } from "../../server/demonstration.ts";
import { readFacts } from "../../server/facts/read.ts";
import { readActorLines, readActors } from "../../server/rooms/actors/read.ts";
import { readBriefs, readEngagements, readMissions } from "../../server/rooms/actors/read-engagement.ts";
import { addClaim } from "../../server/rooms/actors/write-claims.ts";
import { readCase, readOverview } from "../../server/rooms/displacement/read.ts";
import { editCase, makeCase } from "../../server/rooms/displacement/write-case.ts";
import { readMonth } from "../../server/rooms/exchange/month-file.ts";
import { seedMonth, TOUR_REPORT } from "../../server/rooms/exchange/seed-month.ts";
import { readIncidentAs } from "../../server/rooms/incidents/read-eyes.ts";
import { readQueue } from "../../server/rooms/incidents/read-queue.ts";
import type { Door } from "../../shared/rooms/access.ts";
import { claimForm } from "../../shared/rooms/actors-attributes.ts";
import { select } from "../../shared/rooms/analysis.ts";
import { displacedCaseForm } from "../../shared/rooms/displacement.ts";
import { registerFilter } from "../../shared/rooms/releases.ts";
import { claimOf } from "../support/actors.ts";
import { openTestDatabase } from "../support/database.ts";
import { caseOf } from "../support/displacement.ts";

const CAF = "CAF";
const database = await openTestDatabase();
afterAll(() => database.close());
beforeAll(async () => {
  const config = readConfig({ CONCORD_DEMO: "on", CONCORD_DATA_DIR: "/nowhere" });
  await loadDemonstration(database, openAuth(database, config), pino({ level: "silent" }));
});

const as = <T>(door: Door, work: Parameters<typeof asDesk<T>>[2]) =>
  asDesk(database, CAF, work, doorEmail(door));
const all = z.object(registerFilter).parse({});
const register = (door: Door) => as(door, (tx) => readRegister(tx, all));
const tally = (values: readonly string[]) =>
  Object.fromEntries([...new Set(values)].sort().map((one) => [one, values.filter((v) => v === one).length]));

describe("the signals", () => {
  const { incidents } = readMonth();
  test("are as many of each kind and level as written down", () => {
    expect(tally(incidents.map(({ kind }) => kind))).toEqual({
      access_denial: 2,
      extortion: 4,
      forced_displacement: 1,
      military_use_of_civilian_object: 1,
      movement_restriction: 2,
      threat_intimidation: 5,
      weapons_in_site: 3,
    });
    expect(tally(incidents.map(({ level }) => level))).toEqual({
      ...{ corroborated: 4, rejected: 1, reported: 2, under_verification: 5, verified: 6 },
    });
    const path = incidents.filter(({ key }) => /^w4\d/.test(key)).map(({ key }) => key.slice(0, 3));
    expect(tally(path)).toEqual({ w45: 4, w46: 2, w47: 1, w48: 1 });
    expect(incidents.every(({ date }) => date >= "2019-11-04" && date <= "2019-11-30")).toBe(true);
  });
  test("stand in the operation's own log as illustrative, without a death or an injury", async () => {
    const rows = await as("coordinator", (tx) =>
      tx.query<{ n: number; harmed: number; marked: boolean; displaced: number }>(
        `select count(*)::int as n, count(coalesce(killed_best, injured))::int as harmed, bool_and(i.illustrative) as marked,
           sum(displaced)::int as displaced
           from app.incident_seen i join app.dataset_seen d on d.ref = i.dataset_id where d.name = 'log'`,
      ),
    );
    // Of the Human Rights section's two high ones the cluster reads the one released to it.
    expect(rows).toEqual([{ n: 17, harmed: 0, marked: true, displaced: 340 }]);
  });
  test("have the levels written down, each decided one by two people, and a queue that is not empty", async () => {
    const own = (door: Door) =>
      as(door, (tx) =>
        tx.query<{ level: string; authors: string; decider: string | null }>(
          `select i.verification as level, r.decided_by as decider,
                  array_to_string(array[i.created_by, r.requested_by], ' ') as authors
             from app.incident_seen i left join app.incident_review_seen r on r.record_ref = i.ref
            where i.owner_org_id = $1`,
          [tx.principal.organisationId],
        ),
      );
    const rows = (await Promise.all((["coordinator", "cmcoord", "hr"] as const).map(own))).flat();
    expect(tally(rows.map(({ level }) => level))).toEqual({
      ...{ corroborated: 4, rejected: 1, reported: 2, under_verification: 5, verified: 6 },
    });
    const decided = rows.filter(({ level }) => level !== "reported" && level !== "under_verification");
    expect(decided.filter(({ decider, authors }) => !decider || authors.includes(decider))).toEqual([]);
    const { rows: queue } = await as("verifier", readQueue);
    expect(queue.filter(({ why }) => why === null).length).toBe(6);
    expect(tally(queue.map(({ state }) => state ?? "-"))).toEqual({ "-": 1, asked: 1, open: 4 });
  });
  test("change no figure unless asked for", async () => {
    const facts = (await as("coordinator", (tx) => readFacts(tx))).facts;
    expect(select(facts, { dataset: "log" }).length).toBe(0);
    expect(select(facts, { dataset: "log", includeIllustrative: true }).length).toBe(17);
    const killed = (illustrative: boolean) =>
      [...select(facts, { dataset: null, includeIllustrative: illustrative })].reduce(
        (sum, row) => sum + Math.max(0, facts.killedBest[row]!),
        0,
      );
    expect(killed(true)).toBe(killed(false));
  });
});

describe("the releases", () => {
  test("are as many of each state as written down, one held, and one correction told", async () => {
    const given = await Promise.all(
      (["coordinator", "cmcoord", "hr"] as const).map(async (door) =>
        (await register(door)).filter(({ direction }) => direction === "given"),
      ),
    );
    const rows = given.flat();
    expect(tally(rows.map(({ state }) => state))).toEqual({
      ...{ active: 13, expired: 2, held: 1, refused: 2, withdrawn: 2 },
    });
    expect(rows.filter(({ outdated }) => outdated).length).toBe(1);
    expect(rows.find(({ state }) => state === "held")).toMatchObject({ bound: "is" });
    expect(rows.every(({ illustrative }) => illustrative)).toBe(true);
    const told = await as("force", (tx) => tx.query("select from app.notice where code = 'record_changed'"));
    expect(told.length).toBe(1);
  });
  test("the tour's report: whole for the cluster, area and week for PoC section and Force", async () => {
    const panes = await as("coordinator", (tx) =>
      readIncidentAs(tx, TOUR_REPORT, ["protection_member", "mission_poc", "mission_military"]),
    );
    expect(panes.map(({ now }) => now?.level)).toEqual(["generalised", "generalised", "generalised"]);
    expect(panes[2]!.now).toMatchObject({
      ...{ occurredFrom: "2019-11-04", occurredTo: "2019-11-10", datePrecision: "week" },
      ...{ placeName: null, lon: null, description: null, sources: [], illustrative: true },
    });
  });
  test("a start that was interrupted goes on and makes nothing twice", async () => {
    const before = (await register("coordinator")).length;
    await seedMonth(database, CAF);
    expect((await register("coordinator")).length).toBe(before);
  });
});

test("the engagements, missions and the brief are as many as promised, with illustrative groups only", async () => {
  const [engagements, missions, briefs] = await as("cmcoord", (tx) =>
    Promise.all([readEngagements(tx), readMissions(tx), readBriefs(tx)]),
  );
  expect([engagements.length, missions.length, briefs.length]).toEqual([14, 5, 1]);
  const all = [...engagements, ...missions, ...briefs];
  expect(all.every(({ illustrative }) => illustrative)).toBe(true);
  expect(engagements.every(({ actor }) => actor.name.startsWith("Illustrative "))).toBe(true);
  expect(engagements.filter(({ briefId }) => briefId === briefs[0]!.ref).length).toBe(1);
  const supported = (await as("cmcoord", readActorLines)).filter(({ unSupport }) => unSupport === "yes");
  expect(supported.map(({ illustrative, hrddp }) => [illustrative, hrddp])).toEqual([[true, "mitigated_go"]]);
});

test("the threat of a real group is not said in a demonstration, that of an illustrative one is", async () => {
  const said = (actorId: string) =>
    as("cmcoord", (tx) =>
      addClaim(
        tx,
        grantWrite(tx, "actor"),
        claimForm.parse(
          claimOf(actorId, {
            attribute: "threat",
            value: { intent: 3, capability: 4, opportunity: 3, text: "Said in a test" },
          }),
        ),
      ),
    );
  const actors = await as("cmcoord", readActors);
  const real = actors.find(({ illustrative }) => !illustrative)!;
  const invented = actors.find(({ illustrative }) => illustrative)!;
  await expect(said(real.ref)).rejects.toMatchObject({
    fields: [{ path: "attribute", reason: "illustrative_only" }],
  });
  expect(await said(invented.ref)).toMatchObject({ already: false });
});

test("a case that somebody makes of illustrative reports is illustrative too", async () => {
  const { proposals } = await as("partner", readOverview);
  const form = displacedCaseForm.parse(caseOf(proposals[0]!));
  const made = await as("partner", (tx) => makeCase(tx, grantWrite(tx, "displaced_report"), form));
  const { case: stored } = await as("partner", (tx) => readCase(tx, made.ref));
  expect(stored.illustrative).toBe(true);
  const edited = displacedCaseForm.parse({ ...form, reportRefs: form.reportRefs.slice(0, 1) });
  await as("partner", (tx) => editCase(tx, grantWrite(tx, "displaced_report"), 1, edited));
  expect((await as("partner", (tx) => readCase(tx, made.ref))).case.illustrative).toBe(true);
});
