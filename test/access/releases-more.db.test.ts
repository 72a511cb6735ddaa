/**
 * What a receiver learns beside the record: versions as they were given, days by the operation's clock; finding a
 * release again; texts that cross with an answer; and taking everything back with an emergency closing.
 */
import { describe, expect, test } from "vitest";
import { asPrincipal } from "../../db/tx.ts";
import { closedTo } from "../../shared/rooms/protocol-table.ts";
import { actorOf, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, register, row, read, notices, setRole } = releaseCalls(world);

/** Changes a report `times` times, in what only its owner reads: who told them. */
async function edit(id: string, sensitivity: "low" | "high", from: number, times: number) {
  for (let version = from; version < from + times; version++) {
    const sources = [{ type: "community_leader" as const, note: `Told again ${version}` }];
    const form = incidentOf({ id, sensitivity, sources });
    await world.as("ada").incidents.edit.mutate({ operation, version, form });
  }
}

describe("versions", () => {
  test("a receiver counts those they were given; how often the record was changed is its owner's", async () => {
    const record = await log("ada", "high");
    await edit(record, "high", 1, 3);
    const [one] = await release("ada", [record]);
    await answer("femi", one!.ref);
    expect((await row("ada", one!.ref))!.recordVersion).toBe(4);
    expect((await row("femi", one!.ref))!).toMatchObject({ recordVersion: 1, outdated: false });
    expect((await read("femi", one!.ref))!.release).toMatchObject({ version: 1, outdated: false });
    await edit(record, "high", 4, 2);
    expect((await row("femi", one!.ref))!).toMatchObject({ recordVersion: 1, outdated: true });
    const told = (await notices("femi", "record_changed")).filter(({ recordId }) => recordId === one!.ref);
    expect(told.map(({ detail }) => detail)).toEqual([{ version: 1 }]);
    const form = { id: crypto.randomUUID(), ref: one!.ref, level: "generalised" as const };
    await world.as("ada").sharing.renew.mutate({ operation, form });
    expect((await row("femi", form.id))!).toMatchObject({ recordVersion: 2, outdated: false });
    expect((await row("ada", form.id))!.recordVersion).toBe(6);
  });
  test("whoever reads the record by rule is told none either", async () => {
    const record = await log("ada", "low");
    await edit(record, "low", 1, 2);
    const versionOf = async (who: PersonName) =>
      (await world.as(who).incidents.get.query({ operation, ref: record })).version;
    expect([await versionOf("ada"), await versionOf("carla")]).toEqual([3, 1]);
  });
});

describe("the register", () => {
  test("tells the operation's day", async () => {
    const [one] = await release("ada", [await log("ada", "high")]);
    await answer("femi", one!.ref);
    const { at, answeredAt } = (await row("ada", one!.ref))!;
    expect([at, answeredAt].map((time) => time!.slice(0, 10))).toEqual([TODAY, TODAY]);
    await world.as("ada").sharing.withdraw.mutate({ operation, ref: one!.ref, said: "No longer so" });
    expect((await row("femi", one!.ref))!.withdrawnAt!.slice(0, 10)).toBe(TODAY);
  });
  test("is searched by kind, purpose, organisation, office, period and text", async () => {
    const organisations = await world.as("ada").access.operation.query({ operation });
    const force = organisations.organisations.find(({ name }) => name === "Force headquarters")!.id;
    const office = { id: crypto.randomUUID(), organisationId: force, name: "G5 plans" };
    await world.as("ada").sharing.addOffice.mutate({ operation, form: office });
    const conditions = "Not beyond the planning cell";
    const [one] = await release("ada", [await log("ada", "high")], {
      ...{ officeId: office.id, purpose: "access", conditions },
    });
    const actor = actorOf("Named group");
    await world.as("ada").actors.log.mutate({ operation, form: actor });
    const [two] = await release("ada", [actor.id], { kind: "actor", community: "mission_hr" });
    const found = async (filter: Parameters<typeof register>[1], who: PersonName = "ada") =>
      (await register(who, filter)).map(({ ref }) => ref).filter((ref) => [one!.ref, two!.ref].includes(ref));
    expect(await found({ kind: "actor" })).toEqual([two!.ref]);
    expect(await found({ purpose: "access" })).toEqual([one!.ref]);
    expect(await found({ office: office.id })).toEqual([one!.ref]);
    expect(await found({ organisation: force })).toEqual([one!.ref]);
    expect(await found({ from: TODAY, to: TODAY })).toEqual([two!.ref, one!.ref]);
    expect(await found({ to: "2019-12-01" })).toEqual([]);
    expect(await found({ text: "PLANNING cell" })).toEqual([one!.ref]);
    expect(await found({ text: "planning cell" }, "femi")).toEqual([one!.ref]);
    expect(await found({ text: "planning cell" }, "grace")).toEqual([]);
    expect(await found({ text: "%" })).toEqual([]);
  });
});

describe("texts that cross with an answer", () => {
  test("a refusal and a withdrawal: numbers stop them, what may be a name or a day has to be confirmed", async () => {
    const [one] = await release("ada", [await log("ada", "high")]);
    const refuse = (said: string, confirmed = false) =>
      world.as("femi").sharing.answer.mutate({ operation, ref: one!.ref, accept: false, said, confirmed });
    const reasons = async (call: Promise<unknown>) =>
      (await refusal(call)).fields.map(({ path, reason }) => `${path} ${reason}`);
    expect(await reasons(refuse("Call +236 72 12 34 56", true))).toEqual(["said sends_phone"]);
    expect(await reasons(refuse("Not before 12 November"))).toEqual(["said sends_exact_date"]);
    await refuse("Not before 12 November", true);
    const [two] = await release("ada", [await log("ada", "high")]);
    const withdraw = (said: string, confirmed = false) =>
      world.as("ada").sharing.withdraw.mutate({ operation, ref: two!.ref, said, confirmed });
    expect(await reasons(withdraw("It was at 5.7634, 20.6671", true))).toEqual(["said sends_coordinates"]);
    expect(await reasons(withdraw("Colonel Example asked for it"))).toEqual(["said sends_person"]);
    await withdraw("It was asked for");
  });
  test("reasons that everybody reads: of a broken glass and of a lock", async () => {
    const glass = { id: crypto.randomUUID(), reason: "Write to someone@example.org first", minutes: 30 };
    const asked = world.as("jon").access.glassOpen.mutate({ operation, ...glass });
    expect((await refusal(asked)).fields).toEqual([{ path: "reason", reason: "sends_email" }]);
    const lock = { lock: "read_only" as const, reason: "Somebody at 5.7634, 20.6671 has a phone" };
    const turned = world.as("jon").access.setLock.mutate({ operation, ...lock });
    expect((await refusal(turned)).fields).toEqual([{ path: "reason", reason: "sends_coordinates" }]);
  });
});

describe("an emergency", () => {
  const propose = async (changes: object) => {
    const { effective } = await world.as("ada").sharing.protocol.query({ operation });
    const form = {
      ...{
        id: crypto.randomUUID(),
        basedOn: effective!.id,
        preset: effective!.preset,
        reviewOn: "2020-06-01",
      },
      ...{ purpose: effective!.purpose, onward: effective!.onward, reason: "A laptop of theirs was taken" },
      ...{ table: effective!.table, ...changes },
    };
    return world.as("ada").sharing.proposeProtocol.mutate({ operation, form });
  };
  const closed = async () => {
    const { effective } = await world.as("ada").sharing.protocol.query({ operation });
    return closedTo(effective!.table, "humanitarian", ["mission_military"], true);
  };

  test("without the closing nothing is taken back, neither by the form nor by the gate", async () => {
    const { effective } = await world.as("ada").sharing.protocol.query({ operation });
    const quiet = { table: effective!.table, withdrawFrom: ["mission_military"], emergency: false };
    expect((await refusal(propose(quiet))).fields).toEqual([{ path: "withdrawFrom", reason: "invalid" }]);
    for (const who of ["ada", "femi", "jon"] as const) {
      const entry = { secret: world.people[who].secret, operation };
      const call = asPrincipal(world.database.pool, entry, (tx) =>
        tx.query("select * from app_gate.withdraw_closed(array['mission_military'], 'So')"),
      );
      await expect(call, who).rejects.toMatchObject({ code: "42501" });
    }
  });
  test("takes back what persons of the own side released to the closed community, and nothing else", async () => {
    const [own] = await release("ada", [await log("ada", "high")]);
    await answer("femi", own!.ref);
    const [elsewhere] = await release("ada", [await log("ada", "high")], { community: "mission_hr" });
    await setRole("bilal", "officer");
    const [partners] = await release("bilal", [await log("bilal", "high")]);
    await setRole("bilal", "reporter");
    const [theirs] = await release("esi", [await log("esi", "severe")], {
      community: "mission_military",
    }).catch(() => [undefined]);
    const form = { table: await closed(), emergency: true, withdrawFrom: ["mission_military"] };
    expect((await propose(form)).state).toBe("effective");
    expect((await row("femi", own!.ref))!).toMatchObject({
      state: "withdrawn",
      answer: "A laptop of theirs was taken",
    });
    expect((await row("femi", partners!.ref))!.state).toBe("withdrawn");
    expect((await row("ada", elsewhere!.ref))!.state).toBe("offered");
    if (theirs) expect((await row("esi", theirs.ref))!.state).toBe("offered");
    const told = (await notices("femi", "release_withdrawn")).map(({ recordId }) => recordId);
    expect(told).toEqual(expect.arrayContaining([own!.ref, partners!.ref]));
    expect(await read("femi", own!.ref)).toBeUndefined();
  });
});
