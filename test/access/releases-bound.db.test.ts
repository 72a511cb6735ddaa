/**
 * No rule fires towards a party to the harm or those bound to it at that date: as commander, under its command, as its
 * supporter or in joint operations, directly or through the chain of command. And sexual violence crosses by a person's
 * release only.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { asDefiner } from "../../server/access/operations.ts";
import { newId } from "../../shared/ids.ts";
import type { ActorRelation } from "../../shared/rooms/actors.ts";
import { actorOf, addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, read, row, setRole } = releaseCalls(world);
const HAPPENED = "2019-11-10";

let force: string;
let organisation: string;

beforeAll(async () => {
  const { organisations } = await world.as("ada").access.operation.query({ operation });
  organisation = organisations.find(({ name }) => name === "Force headquarters")!.id;
  force = await addActor("The force");
  await world.as("carla").sharing.nameActor.mutate({ operation, organisation, actor: force });
});

async function addActor(name: string): Promise<string> {
  const form = actorOf(name);
  await world.as("carla").actors.log.mutate({ operation, form });
  return form.id;
}

async function relate(from: string, relation: ActorRelation, to: string, dates: object = {}): Promise<void> {
  const claim = { confidence: "medium" as const, asOf: "2019-01-01", sensitivity: "low" as const };
  await world.as("carla").actors.addRelation.mutate({
    operation,
    form: {
      id: newId(),
      fromActorId: from,
      toActorId: to,
      relation,
      validFrom: "2019-01-01",
      ...claim,
      ...dates,
    },
  });
}

/** A low report of the cluster's against somebody, which the Force reads in a copy where nothing binds them. */
const against = (actor: string) =>
  log("ada", "low", { parties: [{ actorId: actor, role: "alleged_perpetrator" }] });

async function boundTo(record: string) {
  const terms = await world.as("ada").sharing.terms.query({ operation, kind: "incident", ref: record });
  return terms.find(({ community }) => community === "mission_military")!.bound;
}

async function forceReads(record: string): Promise<boolean> {
  const as = { operation, ref: record, communities: ["mission_military" as const] };
  return (await world.as("ada").incidents.seenBy.query(as))[0]!.now !== null;
}

const WAYS: [string, string | null, (alleged: string) => Promise<void>][] = [
  ["nothing between them", null, async () => undefined],
  ["it is the alleged perpetrator's superior", "commands", (alleged) => relate(force, "commands", alleged)],
  ["the alleged perpetrator is a part of it", "commands", (alleged) => relate(alleged, "part_of", force)],
  ["it is a part of the alleged perpetrator", "commanded_by", (alleged) => relate(force, "part_of", alleged)],
  ["it supports the alleged perpetrator", "supports", (alleged) => relate(force, "supports", alleged)],
  ["the alleged perpetrator supports it", "supports", (alleged) => relate(alleged, "supports", force)],
  ["they operate jointly", "joint", (alleged) => relate(alleged, "allied_with", force)],
  [
    "through the chain of command",
    "commands",
    async (alleged) => {
      const between = await addActor(newId());
      await relate(force, "commands", between);
      await relate(alleged, "part_of", between);
    },
  ],
  [
    "it supports whoever commands the alleged perpetrator",
    "supports",
    async (alleged) => {
      const above = await addActor(newId());
      await relate(above, "commands", alleged);
      await relate(force, "supports", above);
    },
  ],
  ["enemies are not bound", null, (alleged) => relate(force, "hostile_to", alleged)],
  [
    "bound until the day before",
    null,
    (alleged) => relate(force, "commands", alleged, { validTo: "2019-11-09" }),
  ],
  [
    "bound until that very day",
    "commands",
    (alleged) => relate(force, "commands", alleged, { validTo: HAPPENED }),
  ],
  [
    "bound from the day after",
    null,
    (alleged) => relate(force, "commands", alleged, { validFrom: "2019-11-11", asOf: "2019-11-20" }),
  ],
];

describe("bound to the harm", () => {
  test.each(WAYS)("%s", async (_, how, bind) => {
    const alleged = await addActor(newId());
    await bind(alleged);
    const record = await against(alleged);
    expect(await boundTo(record)).toBe(how);
    expect(await forceReads(record)).toBe(how === null);
    const [one] = await release("ada", [record]);
    expect(one!.state).toBe(how ? "held" : "offered");
  });
  test("the alleged perpetrator itself", async () => {
    const record = await against(force);
    expect([await boundTo(record), await forceReads(record)]).toEqual(["is", false]);
  });
  test("a relation that becomes known later takes back what a rule had opened", async () => {
    const alleged = await addActor(newId());
    const record = await against(alleged);
    expect(await forceReads(record)).toBe(true);
    await relate(force, "commands", alleged);
    expect(await forceReads(record)).toBe(false);
  });
  test("a relation that becomes known later takes back what a person had released, until a second one agrees", async () => {
    const alleged = await addActor(newId());
    const record = await log("ada", "moderate", {
      parties: [{ actorId: alleged, role: "alleged_perpetrator" }],
    });
    const [one] = await release("ada", [record], { level: "full" });
    await answer("femi", one!.ref);
    expect((await read("femi", one!.ref))?.level).toBe("full");
    await relate(force, "commands", alleged);
    expect(await row("ada", one!.ref)).toMatchObject({ state: "held", bound: "commands" });
    expect(await forceReads(record)).toBe(false);
  });
  test("what was taken back before a second person agreed leaves no trace at its receiver", async () => {
    const record = await against(force);
    const [one] = await release("ada", [record], { conditions: "Not to be passed on" });
    expect([one!.state, await row("femi", one!.ref)]).toEqual(["held", undefined]);
    await world.as("ada").sharing.withdraw.mutate({ operation, ref: one!.ref, said: "It must not go there" });
    expect([(await row("ada", one!.ref))!.state, await row("femi", one!.ref)]).toEqual([
      "withdrawn",
      undefined,
    ]);
    const told = await world.as("femi").access.notices.query({ operation });
    expect(told.filter(({ recordId }) => recordId === one!.ref)).toEqual([]);
  });
  test("other communities read it as before", async () => {
    const record = await against(force);
    const as = { operation, ref: record, communities: ["mission_poc" as const, "mission_police" as const] };
    const panes = await world.as("ada").incidents.seenBy.query(as);
    expect(panes.map(({ now }) => now?.level)).toEqual(["full", "generalised"]);
  });
});

describe("sexual violence", () => {
  const crsv = (changes = {}) =>
    log("bilal", "high", { ...incidentOf({ kind: "crsv" }), id: newId(), sensitivity: "high", ...changes });
  test("is read by no rule, whatever the cells say", async () => {
    const records = [
      await crsv(),
      await crsv({
        kind: "attack_on_civilians",
        harms: [{ harm: "crsv", status: "civilian", low: 1, best: 1, high: 1 }],
      }),
    ];
    for (const ref of records) {
      const got = await refusal(world.as("ada").incidents.get.query({ operation, ref }));
      expect(got.code).toBe("not_found");
      expect((await world.as("bilal").incidents.get.query({ operation, ref })).own).toBe(true);
    }
  });
  test("a person releases it, generalised at most", async () => {
    await setRole("bilal", "officer");
    const record = await crsv();
    const to = { community: "protection_core" as const };
    const full = await refusal(release("bilal", [record], { ...to, level: "full" }));
    expect(full.fields[0]!.reason).toBe("more_than_agreed");
    const [one] = await release("bilal", [record], to);
    await answer("ada", one!.ref);
    expect((await read("ada", one!.ref))!).toMatchObject({
      level: "generalised",
      datePrecision: "month",
      lon: null,
    });
    expect((await row("ada", one!.ref))!.what).toBe("crsv");
  });
  test("by UN, aid or peacekeeping personnel is not logged: the reporting channel is told", async () => {
    const text = "Write to the conduct and discipline hotline";
    await world.as("jon").sharing.setReportingChannel.mutate({ operation, text });
    const member = await addActor("A member of the operation");
    const observer = (await world.as("ada").access.operation.query({ operation })).organisations.find(
      ({ name }) => name === "Observer",
    )!;
    await world.as("carla").sharing.nameActor.mutate({ operation, organisation: observer.id, actor: member });
    const form = actorOf("A peacekeeper", { kind: "un_mission_military" });
    await world.as("carla").actors.log.mutate({ operation, form });
    for (const actorId of [form.id, member]) {
      const parties = [{ actorId, role: "alleged_perpetrator" as const }];
      const refused = await refusal(
        world.as("ada").incidents.log.mutate({ operation, form: incidentOf({ kind: "crsv", parties }) }),
      );
      expect(refused).toMatchObject({ code: "never_logged", details: { channel: text } });
      await log("ada", "high", { parties });
    }
    const other = await addActor("Somebody else");
    await log("ada", "high", { kind: "crsv", parties: [{ actorId: other, role: "alleged_perpetrator" }] });
  });
});

describe("counts only", () => {
  test("closed months, five or more, two organisations, as of midnight", async () => {
    const { district } = await addAreas(world);
    const place = { areaId: district, precision: "adm2" as const };
    const when = (month: string) => ({ occurredFrom: `${month}-01`, occurredTo: `${month}-01`, place });
    const log4 = async (month: string) => {
      for (let at = 0; at < 4; at++) await log("ada", "moderate", when(month));
    };
    await log4("2019-08");
    await log("bilal", "moderate", when("2019-08"));
    await log4("2019-09");
    await log("ada", "moderate", when("2019-09"));
    await log4("2019-12");
    await log("bilal", "moderate", when("2019-12"));
    // Observers read the counts of moderate ones of the humanitarian side.
    const counts = () => world.as("ines").sharing.counts.query({ operation });
    expect(await counts()).toEqual([]);
    await asDefiner(world.database.admin, (client) =>
      client.query("update app.incident set created_at = created_at - interval '2 days'"),
    );
    expect(await counts()).toEqual([
      { month: "2019-08", province: "Square SQ1", kind: "attack_on_civilians", events: 5 },
    ]);
  });
});
