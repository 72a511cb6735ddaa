/** A person's release, from offering to its end: who reads what in each state, and what both sides are told. */
import { describe, expect, test } from "vitest";
import { decodeFacts } from "../../shared/rooms/facts-wire.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { actorOf, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls, releaseOf } from "../support/releases.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { log, release, answer, register, row, read, notices, setRole, moveClock } = releaseCalls(world);

/** One released report: a high one of the cluster's, of which no rule shows the Force anything. */
async function released(changes: Parameters<typeof releaseOf>[1] = {}) {
  const record = await log("ada", "high", { description: "TEXT" });
  const [one] = await release("ada", [record], changes);
  return { record, ref: one!.ref, state: one!.state };
}

async function rowsOf(reader: PersonName): Promise<number> {
  const answer = await world.get(reader, `/facts/incidents?operation=${operation}`);
  return decodeFacts(new Uint8Array(answer.rawPayload)).rows;
}

describe("states", () => {
  test("an offer shows a preview and nothing else", async () => {
    const { ref, record } = await released({ message: "For the morning", conditions: "Not to be passed on" });
    const seen = (await row("femi", ref))!;
    expect(seen).toMatchObject({ direction: "received", state: "offered", what: "attack_on_civilians" });
    expect(seen).toMatchObject({ month: "2019-11", conditions: "Not to be passed on", mayAnswer: true });
    expect([seen.recordRef, seen.message, seen.bound]).toEqual([null, null, null]);
    expect(await row("grace", ref)).toBeUndefined();
    expect((await row("ada", ref))!.recordRef).toBe(record);
    expect((await register("femi", { direction: "waiting" })).map((one) => one.ref)).toContain(ref);
    expect((await notices("femi", "release_received")).some((one) => one.recordId === ref)).toBe(true);
  });
  test("the review names the kinds of objects that were damaged, never which", async () => {
    const damage = [
      { siteKind: "school", siteName: "School NAMED", degree: "partial" },
      { siteKind: "school", siteName: "School NAMED too", degree: "destroyed" },
      { siteKind: "water", degree: "light" },
    ] satisfies IncidentFormInput["damage"];
    const ref = await log("ada", "low", { damage });
    const asked = { kind: "incident", community: "mission_poc" } as const;
    const [row] = await world.as("ada").sharing.outcome.query({ operation, refs: [ref], ...asked });
    expect(row!.generalised.damage).toEqual(["school", "water"]);
    expect(row!.full?.damage).toEqual(["school", "water"]);
    expect(JSON.stringify(row)).not.toContain("NAMED");
  });
  test("accepted, it is read in its generalised form; withdrawn, it is gone", async () => {
    const before = await rowsOf("femi");
    const { ref } = await released({ message: "For the morning" });
    await answer("femi", ref);
    const copy = (await read("femi", ref))!;
    expect(copy).toMatchObject({ level: "generalised", own: false, description: null, lon: null });
    expect(copy.release).toMatchObject({ ref, purpose: "poc", outdated: false, version: 1 });
    expect((await row("femi", ref))!.message).toBe("For the morning");
    expect(await rowsOf("femi")).toBe(before + 1);
    expect((await notices("ada", "release_accepted")).some((one) => one.recordId === ref)).toBe(true);
    await world.as("ada").sharing.withdraw.mutate({ operation, ref, said: "Not so any more" });
    expect(await read("femi", ref)).toBeUndefined();
    expect(await rowsOf("femi")).toBe(before);
    expect((await row("femi", ref))!).toMatchObject({ state: "withdrawn", answer: "Not so any more" });
    expect((await notices("femi", "release_withdrawn")).some((one) => one.recordId === ref)).toBe(true);
    expect((await refusal(answer("femi", ref))).code).toBe("not_allowed");
  });
  test("refused, with a reason that the owner reads", async () => {
    const { ref } = await released();
    expect((await refusal(answer("femi", ref, false))).fields).toEqual([
      { path: "said", reason: "required" },
    ]);
    await answer("femi", ref, false, "No unit there until January");
    expect((await row("ada", ref))!).toMatchObject({
      state: "refused",
      answer: "No unit there until January",
    });
    expect(await read("femi", ref)).toBeUndefined();
  });
  test("it ends on its last day, by the operation's clock", async () => {
    const { ref } = await released({ until: TODAY });
    await answer("femi", ref);
    expect((await row("femi", ref))!.until).toBe(TODAY);
    expect(await read("femi", ref)).toBeDefined();
    await moveClock("2019-12-02T23:59:59+01:00");
    expect(await read("femi", ref)).toBeDefined();
    await moveClock("2019-12-03T00:00:01+01:00");
    expect(await read("femi", ref)).toBeUndefined();
    expect((await row("femi", ref))!.state).toBe("expired");
    await moveClock(`${TODAY}T09:00:00+01:00`);
    const past = await refusal(release("ada", [await log("ada", "high")], { until: "2019-12-01" }));
    expect(past.fields).toEqual([{ path: "form.until", reason: "until_past" }]);
  });
});

describe("who may", () => {
  test("whose record it is not, meets nothing; who may not release, is told so", async () => {
    const record = await log("ada", "high");
    expect((await refusal(release("bilal", [record]))).code).toBe("not_found");
    expect((await refusal(release("adele", [record]))).code).toBe("not_allowed");
    expect((await refusal(release("jon", [record]))).code).toBe("not_found");
  });
  test("no more than the protocol leaves to a person", async () => {
    const fieldsOf = async (
      sensitivity: "low" | "high" | "severe",
      changes: Parameters<typeof releaseOf>[1],
    ) => (await refusal(release("ada", [await log("ada", sensitivity)], changes))).fields[0]?.reason;
    expect(await fieldsOf("severe", {})).toBe("more_than_agreed");
    expect(await fieldsOf("high", { level: "full" })).toBe("more_than_agreed");
    expect(await fieldsOf("low", { level: "full", community: "observer" })).toBe("more_than_agreed");
    const [full] = await release("ada", [await log("ada", "low")], { level: "full" });
    expect(full!.state).toBe("offered");
  });
  test("all of many or none, and the same act twice is one", async () => {
    const [one, two, foreign] = [
      await log("ada", "high"),
      await log("ada", "high"),
      await log("esi", "high"),
    ];
    const before = (await register("ada")).length;
    const refused = await refusal(release("ada", [one, two, foreign]));
    expect(refused).toMatchObject({ code: "not_found", fields: [{ path: "form.refs.2" }] });
    expect((await register("ada")).length).toBe(before);
    const form = releaseOf([one, two]);
    const first = await world.as("ada").sharing.release.mutate({ operation, form });
    const again = await world.as("ada").sharing.release.mutate({ operation, form });
    expect(again.map(({ ref }) => ref).sort()).toEqual(first.map(({ ref }) => ref).sort());
    expect((await register("ada")).length).toBe(before + 2);
  });
  test("an office of another organisation than the reader's keeps it", async () => {
    const { organisations } = await world.as("ada").access.operation.query({ operation });
    const office = { id: crypto.randomUUID(), name: "G3", function: "Plans patrols" };
    const organisationId = organisations.find(({ name }) => name === "Force headquarters")!.id;
    const found = { ...office, organisationId, name: "G3, +236 70 12 34 56", function: "At 5.7634, 20.6671" };
    const reasons = (await refusal(world.as("ada").sharing.addOffice.mutate({ operation, form: found })))
      .fields;
    expect(reasons.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      "form.name sends_phone",
      "form.function sends_coordinates",
    ]);
    await world.as("ada").sharing.addOffice.mutate({ operation, form: { ...office, organisationId } });
    const wrong = await refusal(
      release("ada", [await log("ada", "high")], { community: "mission_poc", officeId: office.id }),
    );
    expect(wrong.fields).toEqual([{ path: "form.officeId", reason: "office_unknown" }]);
    const { ref, record } = await released({ officeId: office.id });
    expect((await row("femi", ref))!).toMatchObject({ office: "G3", organisation: "Force headquarters" });
    await answer("femi", ref);
    expect(await read("femi", ref)).toBeDefined();
    const as = { operation, ref: record, communities: ["mission_military" as const] };
    const [pane] = await world.as("ada").incidents.seenBy.query(as);
    expect(pane).toMatchObject({ organisation: "Force headquarters", now: { level: "generalised" } });
  });
  test("texts that find or name somebody do not pass", async () => {
    const record = await log("ada", "high");
    const send = (changes: Parameters<typeof releaseOf>[1]) => release("ada", [record], changes);
    const reasons = async (changes: Parameters<typeof releaseOf>[1]) =>
      (await refusal(send(changes))).fields.map(({ path, reason }) => `${path} ${reason}`);
    expect(await reasons({ message: "At 5.7634, 20.6671", confirmed: true })).toEqual([
      "form.message sends_coordinates",
    ]);
    expect(await reasons({ conditions: "Call +236 72 12 34 56" })).toEqual(["form.conditions sends_phone"]);
    expect(await reasons({ message: "On 12 November" })).toEqual(["form.message sends_exact_date"]);
    expect((await send({ message: "On 12 November", confirmed: true }))[0]!.state).toBe("offered");
  });
});

describe("changes behind a release", () => {
  test("what was released stays as it was; its holder is told, without the new value, to stop using it", async () => {
    const record = await log("ada", "high");
    const [one] = await release("ada", [record]);
    await answer("femi", one!.ref);
    const form = {
      ...incidentOf({ id: record, sensitivity: "high" }),
      kind: "abduction" as const,
      sources: [],
    };
    await world.as("ada").incidents.edit.mutate({ operation, version: 1, form });
    const copy = (await read("femi", one!.ref))!;
    expect([copy.kind, copy.release?.outdated]).toEqual(["attack_on_civilians", true]);
    const told = (await notices("femi", "record_changed")).filter((each) => each.recordId === one!.ref);
    expect(told.map((each) => each.detail)).toEqual([{ version: 1 }]);
    expect((await row("ada", one!.ref))!.outdated).toBe(true);

    const renewal = await world.as("ada").sharing.renewal.query({ operation, ref: one!.ref });
    expect([renewal.before.what, renewal.after.generalised!.what]).toEqual([
      "attack_on_civilians",
      "abduction",
    ]);
    expect([renewal.kept, renewal.most]).toEqual(["generalised", "generalised"]);
    const id = crypto.randomUUID();
    const renew = { id, ref: one!.ref, level: "generalised" as const };
    await world.as("ada").sharing.renew.mutate({ operation, form: renew });
    expect((await row("femi", one!.ref))!.state).toBe("withdrawn");
    await answer("femi", id);
    expect((await read("femi", id))!).toMatchObject({ kind: "abduction", release: { outdated: false } });
  });
  test("a renewal never hands over more unless somebody says so", async () => {
    const record = await log("ada", "moderate");
    const [one] = await release("ada", [record], {
      community: "external_military",
      level: "generalised",
    }).catch(() => [undefined]);
    expect(one).toBeUndefined();
    const low = await log("ada", "low");
    const [first] = await release("ada", [low], { community: "external_military" });
    const renew = (changes: object) =>
      world.as("ada").sharing.renew.mutate({
        operation,
        form: { id: crypto.randomUUID(), ref: first!.ref, level: "full", ...changes },
      });
    expect((await refusal(renew({}))).fields).toEqual([{ path: "form.level", reason: "raises_level" }]);
    expect((await renew({ raise: true })).state).toBe("offered");
  });
  test("whole record, whole release, copy by rule: the reader has one of them, never two", async () => {
    const record = await log("ada", "moderate", { description: "TEXT" });
    const before = await rowsOf("femi");
    const [full] = await release("ada", [record], { level: "full" });
    await answer("femi", full!.ref);
    expect((await read("femi", full!.ref))!).toMatchObject({
      level: "full",
      description: "TEXT",
      sources: [],
    });
    expect(await rowsOf("femi")).toBe(before);
    await world.as("ada").sharing.withdraw.mutate({ operation, ref: full!.ref, said: "No longer needed" });
    expect(await rowsOf("femi")).toBe(before);
    const [less] = await release("ada", [record]);
    await answer("femi", less!.ref);
    expect(await rowsOf("femi")).toBe(before);
    expect((await row("femi", less!.ref))!.recordRef).toBeNull();
  });
});

describe("a second person", () => {
  test("agrees, and never the author", async () => {
    const { organisations } = await world.as("ada").access.operation.query({ operation });
    const organisation = organisations.find(({ name }) => name === "Force headquarters")!.id;
    const form = actorOf("The force", { kind: "state_military" });
    const actor = form.id;
    await world.as("ada").actors.log.mutate({ operation, form });
    await world.as("ada").sharing.nameActor.mutate({ operation, organisation, actor });
    const record = await log("ada", "low", { parties: [{ actorId: actor, role: "alleged_perpetrator" }] });
    const [held] = await release("ada", [record]);
    expect(held!.state).toBe("held");
    const agree = (who: PersonName) => world.as(who).sharing.agree.mutate({ operation, ref: held!.ref });
    expect((await refusal(agree("ada"))).code).toBe("not_allowed");
    expect((await refusal(agree("adele"))).code).toBe("not_allowed");
    expect((await refusal(agree("carla"))).code).toBe("not_found");
    expect(await row("femi", held!.ref)).toBeUndefined();
    expect((await row("ada", held!.ref))!).toMatchObject({ bound: "is", mayAgree: false, couldAgree: [] });
    await setRole("adele", "verifier");
    expect((await row("ada", held!.ref))!.couldAgree).toEqual(["adele"]);
    const waiting = async (who: PersonName) =>
      (await world.as(who).access.watch.query({ operation })).waits.consents;
    const people: PersonName[] = ["adele", "ada", "carla", "femi"];
    expect(await Promise.all(people.map(waiting))).toEqual([1, 0, 0, 0]);
    await agree("adele");
    expect(await waiting("adele")).toBe(0);
    await answer("femi", held!.ref);
    expect((await read("femi", held!.ref))!.level).toBe("generalised");
    await setRole("adele", "reporter");
    await world.as("ada").sharing.nameActor.mutate({ operation, organisation, actor: null });
  });
});
