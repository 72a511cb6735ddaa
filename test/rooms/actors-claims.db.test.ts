/** Claims through the real server: stored once, corrected with a version, taken back; and who reads which of them. */
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { ClaimFormInput } from "../../shared/rooms/actors-attributes.ts";
import { claimOf } from "../support/actors.ts";
import { type Areas, actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
const { release, answer } = releaseCalls(world);
let areas: Areas;

beforeAll(async () => {
  areas = await addAreas(world);
});

const add = (form: ClaimFormInput, person: PersonName = "carla") =>
  world.as(person).actors.addClaim.mutate({ operation, form });
const get = (ref: string, person: PersonName = "carla") =>
  world.as(person).actors.get.query({ operation, ref });
const claimsOf = async (ref: string, person: PersonName = "carla") => (await get(ref, person)).claims;

async function anActor(sensitivity: "low" | "moderate" | "high" = "low", person: PersonName = "carla") {
  const form = actorOf(`Group ${newId()}`, { sensitivity });
  await world.as(person).actors.log.mutate({ operation, form });
  return form.id;
}
/** The actor as another reader has it: the record or its copy. */
async function findAs(person: PersonName, ref: string): Promise<string | undefined> {
  const { actor } = await get(ref);
  const list = await world.as(person).actors.list.query({ operation });
  return list.find(({ name }) => name === actor.name)?.ref;
}

describe("a claim", () => {
  test("is stored once, with its value, days, grade and who told us", async () => {
    const actor = await anActor();
    const form = claimOf(actor, {
      from: "2019-11-06",
      fromPrecision: "month",
      value: { text: "Two mortars" },
    });
    expect(await add(form)).toEqual({ ref: form.id, already: false });
    expect(await add(form)).toEqual({ ref: form.id, already: true });
    expect(await claimsOf(actor)).toMatchObject([
      {
        ...{ ref: form.id, attribute: "capability", value: { text: "Two mortars" }, version: 1 },
        ...{ from: "2019-11-01", fromPrecision: "month", to: null, reliability: "B", credibility: "2" },
        sources: [{ type: "ngo", said: "SOURCE-WORD", dated: null, reference: null }],
      },
    ]);
  });
  test("of UN support stands in the list with its due diligence, for those alone who read the claim", async () => {
    const open = await anActor();
    const code = (attribute: "un_support" | "hrddp", value: string, changes = {}) =>
      claimOf(open, { attribute, value: { code: value }, ...changes });
    const line = async (person: PersonName) => {
      const list = await world.as(person).actors.list.query({ operation });
      const { unSupport, hrddp } = list.find(({ ref }) => ref === open) ?? {};
      return [unSupport, hrddp];
    };
    await add(code("un_support", "yes"));
    expect(await line("carla")).toEqual(["yes", null]);
    await add(code("hrddp", "assessment", { to: "2019-11-20" }));
    await add(code("hrddp", "monitoring", { from: "2019-11-21", asOf: "2019-11-22", sensitivity: "high" }));
    expect(await line("carla")).toEqual(["yes", "monitoring"]);
    for (const who of ["dawit", "esi", "femi", "ines", "zoe"] as const)
      expect((await line(who).catch(() => []))[1] ?? null, who).not.toBe("monitoring");
    expect((await refusal(add(code("hrddp", "fine")))).fields).toEqual([
      { path: "form.value.code", reason: "not_in_list" },
    ]);
  });
  test("is corrected with its version, and the former words stay in the history", async () => {
    const actor = await anActor();
    const form = claimOf(actor);
    await add(form);
    const better = { ...form, value: { text: "One mortar" }, sources: [{ type: "mission_patrol" as const }] };
    const correct = (version: number) =>
      world.as("carla").actors.correctClaim.mutate({ operation, version, form: better });
    await correct(1);
    expect(await refusal(correct(1))).toMatchObject({ code: "conflict", details: { version: 2 } });
    const { claims, history } = await get(actor);
    expect(claims).toMatchObject([{ value: { text: "One mortar" }, version: 2, sources: [{}, {}] }]);
    expect(history.map(({ action }) => action)).toContain("claim.correct");
  });
  test("is taken back with a reason and stays to be seen", async () => {
    const actor = await anActor();
    const form = claimOf(actor);
    await add(form);
    const retire = () =>
      world.as("carla").actors.retireClaim.mutate({
        operation,
        form: { ref: form.id, version: 1, reason: "Another group was meant" },
      });
    expect(await retire()).toEqual({ ref: form.id, already: false });
    expect(await retire()).toEqual({ ref: form.id, already: true });
    expect(await claimsOf(actor)).toMatchObject([
      { retiredOn: "2019-12-02", retiredWhy: "Another group was meant" },
    ]);
  });
  test("of another shape, of tomorrow, without a source or of a hidden actor is refused at the field", async () => {
    const actor = await anActor();
    const fields = async (changes: Partial<ClaimFormInput>) =>
      (await refusal(add(claimOf(actor, changes)))).fields;
    expect(await fields({ attribute: "commander" })).toEqual([
      { path: "form.value.role", reason: "required" },
      { path: "form.value.text", reason: "unknown_field" },
    ]);
    expect(await fields({ asOf: "2019-12-03" })).toEqual([{ path: "asOf", reason: "in_future" }]);
    expect(await fields({ sources: [] })).toEqual([{ path: "form.sources", reason: "source_missing" }]);
    const named = { role: "Commander", name: "A name", reason: "short" };
    expect(await fields({ attribute: "commander_name", value: named })).toEqual([
      { path: "form.value.reason", reason: "reason_missing" },
    ]);
    expect(await fields({ attribute: "headquarters", value: { areaId: newId() } })).toEqual([
      { path: "value.areaId", reason: "area_unknown" },
    ]);
    expect(await fields({ actorId: newId() })).toEqual([{ path: "actorId", reason: "not_in_list" }]);
  });
  test("is never more open than its actor, and follows it when it becomes stricter", async () => {
    const actor = await anActor("moderate");
    const form = claimOf(actor, { sensitivity: "low" });
    await add(form);
    expect(await claimsOf(actor)).toMatchObject([{ sensitivity: "moderate" }]);
    const { actor: now } = await get(actor);
    await world.as("carla").actors.edit.mutate({
      ...{ operation, version: now.version! },
      form: actorOf(now.name, { id: actor, sensitivity: "severe" }),
    });
    expect(await claimsOf(actor)).toMatchObject([{ sensitivity: "severe" }]);
  });
});

test("the threat from who holds ground is on the area's page for those who read claims of contacts, and nobody else", async () => {
  const actor = await anActor();
  const dated = { asOf: "2019-11-20", confidence: "low", sensitivity: "low" } as const;
  const zone = {
    id: newId(),
    actorId: actor,
    areaId: areas.district,
    controlKind: "nsag",
    ...dated,
  } as const;
  await world.as("carla").actors.addZone.mutate({ operation, form: zone });
  const value = { intent: 3, capability: 4, opportunity: 3, text: "THREAT-WORD" };
  await add(claimOf(actor, { attribute: "threat", value }));
  const threats = async (person: PersonName) =>
    (await world.as(person).places.area.query({ operation, code: "SQ11" })).threats;
  expect(await threats("carla")).toMatchObject([
    { actorRef: actor, value: { intent: 3, text: "THREAT-WORD" } },
  ]);
  for (const person of ["ada", "bilal", "dawit", "esi", "femi", "ines", "jon"] as const)
    expect(await threats(person), person).toEqual([]);
});

describe("who reads a claim of CMCoord", () => {
  const CONTACT = {
    attribute: "key_contact",
    value: { role: "CONTACT-WORD", holder: "HOLDER-WORD" },
  } as const;
  test("low: the core in full without sources; members names and codes only", async () => {
    const actor = await anActor();
    await add(claimOf(actor));
    await add(
      claimOf(actor, { attribute: "chain_of_command", value: { code: "unclear", above: "ABOVE-WORD" } }),
    );
    const [capability] = (await claimsOf(actor, "ada")).filter(({ attribute }) => attribute === "capability");
    expect(capability).toMatchObject({ value: { text: "VALUE-WORD" }, sources: [], version: null });
    const copy = (await findAs("bilal", actor))!;
    const read = await claimsOf(copy, "bilal");
    expect(read.map(({ attribute, value }) => [attribute, value]).sort()).toEqual([
      ["capability", null],
      ["chain_of_command", { code: "unclear" }],
    ]);
    expect(read[0]).toMatchObject({ from: "2019-11-01", fromPrecision: "month", asOf: "2019-11-01" });
    expect(JSON.stringify(await get(copy, "bilal"))).not.toMatch(/-WORD/);
  });
  test("contacts, names, orders and conduct go to nobody by rule, at no sensitivity", async () => {
    const actor = await anActor();
    await add(claimOf(actor, CONTACT));
    for (const attribute of ["rules_of_engagement", "conduct", "conduct_guidance"] as const)
      await add(claimOf(actor, { attribute }));
    const named = { role: "ROLE-WORD", name: "NAME-WORD", reason: "He alone opens the road" };
    await add(claimOf(actor, { attribute: "commander_name", value: named }));
    expect(await claimsOf(actor)).toHaveLength(5);
    for (const who of ["ada", "adele", "bilal", "hugo"] as const) {
      const ref = (await findAs(who, actor))!;
      expect((await get(ref, who)).claims, who).toEqual([]);
    }
    for (const who of ["dawit", "esi", "femi", "grace", "ines", "jon"] as const)
      expect(await findAs(who, actor), who).toBeUndefined();
  });
  test("by a person's release a contact crosses, without who told us", async () => {
    const actor = await anActor();
    const form = claimOf(actor, CONTACT);
    await add(form);
    const [given] = await release("carla", [form.id], {
      ...{ kind: "actor_claim", community: "protection_core", level: "full" },
    });
    await answer("ada", given!.ref);
    const [claim] = await claimsOf(actor, "ada");
    expect(claim).toMatchObject({ value: CONTACT.value, version: null, sources: [] });
    expect(JSON.stringify(await get(actor, "ada"))).not.toMatch(/SOURCE-WORD/);
  });
  test("the mission's own stays with the mission", async () => {
    const actor = await anActor("low", "dawit");
    await add(claimOf(actor), "dawit");
    expect(await claimsOf(actor, "esi")).toMatchObject([{ value: { text: "VALUE-WORD" }, sources: [] }]);
    for (const who of ["carla", "ada", "bilal", "ines"] as const)
      expect((await refusal(get(actor, who))).code, who).toBe("not_found");
  });
  test("a headquarters is its district for others", async () => {
    const actor = await anActor();
    await add(claimOf(actor, { attribute: "headquarters", value: { areaId: areas.district } }));
    expect(await claimsOf(actor, "ada")).toMatchObject([{ place: { code: "SQ11" } }]);
  });
});
