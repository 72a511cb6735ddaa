/** Two reports of one event become one and two again: what is kept, what counts, what is told, and what is refused. */
import { describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { IncidentFormInput } from "../../shared/rooms/incidents.ts";
import { addAreas, incidentOf } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import { incidentCalls } from "../support/incidents.ts";
import { mergeCalls } from "../support/merging.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { addVera, ENOUGH, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const areas = await addAreas(world);
const vera = await addVera(world);
const operation = OPERATION;
const { log, edit, get } = incidentCalls(world);
const { merge, undo, stateOf, versionOf } = mergeCalls(world);
const { decide } = reviewCalls(world);
const { release, answer, notices } = releaseCalls(world);
const { factsOf, remove, bringBack } = deletingIn(world, () => areas);
const merges = (ref: string) => world.as("ada").incidents.merging.list.query({ operation, ref });
const killed = (best: number) =>
  [{ harm: "killed", status: "civilian", low: best, best, high: best }] as const;

const ONE: Partial<IncidentFormInput> = {
  ...{ description: "Shots at the market", harms: [...killed(2)] },
  place: { lon: 20.1, lat: 5.1, precision: "exact", placeName: "Testville" },
  sources: [{ type: "community_leader", note: "Note of one" }],
};
const TWO: Partial<IncidentFormInput> = {
  ...{ description: "Traders killed", kind: "killing", tactic: "ambush" },
  harms: [...killed(3), { harm: "injured", status: "civilian", low: 4, best: 4, high: 4 }],
  sources: [{ type: "eyewitness", note: "Note of two" }],
};
/** Two reports of the same event, by Ada and by whoever told it too. */
async function twice(
  one: Partial<IncidentFormInput> = {},
  two: Partial<IncidentFormInput> = {},
  author: PersonName = "ada",
) {
  const [a, b] = [incidentOf({ ...ONE, ...one }), incidentOf({ ...TWO, ...two })];
  await log(a, "ada");
  await log(b, author);
  return { a, b };
}

describe("a merge", () => {
  test("takes over what was chosen, keeps both sources, and counts once", async () => {
    const before = await factsOf("ada");
    const { a, b } = await twice();
    await merge(a.id, b.id, ["what", "harm.killed", "harm.injured"]);
    const seen = await get(a.id);
    expect(seen).toMatchObject({
      kind: "killing",
      tactic: "ambush",
      placeName: "Testville",
      injured: 4,
      version: 2,
    });
    expect(seen.killed.best).toBe(3);
    expect(seen.description).toBe("Shots at the market");
    expect(seen.sources.map(({ reference, merged }) => [reference, merged])).toEqual([
      ["Note of one", false],
      ["Note of two", true],
    ]);
    expect(seen.history.map(({ action, merged }) => [action, merged])).toEqual([
      ["incident.merge", false],
      ["incident.log", true],
      ["incident.log", false],
    ]);
    expect(await factsOf("ada")).toBe(before + 1);
    expect((await merges(a.id))[0]).toMatchObject({ by: "ada", gone: { ref: b.id, killed: 3 } });
    const { code, details } = await refusal(get(b.id));
    expect([code, details]).toEqual(["not_found", { mergedInto: a.id }]);
    expect((await refusal(edit(1, b))).details).toEqual({ mergedInto: a.id });
    expect((await refusal(get(b.id, "dawit"))).details ?? {}).toEqual({});
  });
  test("keeps both texts where both are wanted", async () => {
    const { a, b } = await twice();
    await merge(a.id, b.id, ["descriptions"]);
    expect((await get(a.id)).description).toBe("Shots at the market\n\nTraders killed");
  });
  test("counts the sources of both for the rule, and keeps the authors of both from deciding", async () => {
    const { a, b } = await twice({}, {}, "adele");
    await merge(b.id, a.id);
    const review = await world.as("adele").incidents.review.get.query({ operation, ref: b.id });
    expect(review.has).toEqual({ independent: 2, direct: 1 });
    expect((await refusal(decide("ada", b.id, { version: 2 }))).code).toBe("not_allowed");
  });
  test("as strict as the stricter of both, and without whom a source of either keeps out", async () => {
    const { a, b } = await twice(
      { sensitivity: "low", sources: [{ type: "relative", consent: ["mission_hr", "mission_poc"] }] },
      { sensitivity: "high", sources: [{ type: "victim", consent: ["mission_hr", "cmcoord"] }] },
    );
    await merge(a.id, b.id);
    const seen = await get(a.id);
    expect(seen.sensitivity).toBe("high");
    expect(seen.barredFrom).not.toContain("mission_hr");
    expect(seen.barredFrom).toEqual(expect.arrayContaining(["mission_poc", "cmcoord", "protection_member"]));
  });
  test("gives nobody a source that they did not read before", async () => {
    const { a, b } = await twice({}, {}, "adele");
    await merge(a.id, b.id);
    const notes = async (person: PersonName) =>
      (await get(a.id, person)).sources.map(({ reference }) => reference);
    expect(await notes("ada")).toEqual(["Note of one"]);
    expect(await notes("adele")).toEqual(["Note of two"]);
    expect(await notes("hugo")).toEqual([]);
  });
  test("takes a decision back when it changes the facts, and leaves it when it does not", async () => {
    for (const [take, level] of [
      [["harm.killed"], "under_verification"],
      [[], "verified"],
    ] as const) {
      const { a, b } = await twice({ sources: ENOUGH });
      await decide(vera, a.id);
      const before = await stateOf(a.id);
      const id = await merge(a.id, b.id, [...take]);
      expect((await get(a.id)).verification).toBe(level);
      await undo(id, a.id);
      expect(await stateOf(a.id)).toEqual(before);
    }
  });
  test("tells whoever holds a release of the one that went to stop using it", async () => {
    const { a, b } = await twice(
      {},
      { sensitivity: "moderate", place: { areaId: areas.district, precision: "adm2" } },
    );
    const [{ ref }] = (await release("ada", [b.id])) as unknown as [{ ref: string }];
    await answer("femi", ref);
    await merge(a.id, b.id);
    expect(await notices("femi", "record_withdrawn")).toHaveLength(1);
  });
  test("a late repetition of the report that went finds the one that stays", async () => {
    const { a, b } = await twice();
    await merge(a.id, b.id);
    // Who sent it is answered as before, and finds the way from there; a colleague who has it too is led on at once.
    expect(await log(b)).toMatchObject({ ref: b.id, state: "repeated" });
    expect(await log(b, "adele")).toMatchObject({ ref: a.id, state: "repeated" });
  });
});

describe("undoing", () => {
  test("gives both back exactly as they were", async () => {
    const { a, b } = await twice();
    const before = [await stateOf(a.id), await stateOf(b.id)];
    const id = await merge(a.id, b.id, [
      "what",
      "where",
      "when",
      "descriptions",
      "harm.killed",
      "harm.injured",
      "damage",
    ]);
    expect(await stateOf(a.id)).not.toEqual(before[0]);
    expect(await undo(id, a.id)).toMatchObject({ left: [], withdrawn: 0 });
    expect([await stateOf(a.id), await stateOf(b.id)]).toEqual(before);
    expect(await get(b.id)).toMatchObject({ version: 1, description: "Traders killed" });
    expect((await get(a.id)).sources).toHaveLength(1);
    expect(await merges(a.id)).toEqual([]);
  });
  test("after later edits leaves what they changed, says so, and stays as strict", async () => {
    const { a, b } = await twice({ sensitivity: "low" }, { sensitivity: "high" });
    const id = await merge(a.id, b.id, ["what", "descriptions"]);
    const merged = {
      ...a,
      kind: "killing" as const,
      tactic: "ambush" as const,
      sensitivity: "high" as const,
    };
    await edit(2, { ...merged, description: "Both texts, shortened" });
    expect((await undo(id, a.id)).left).toEqual(["description"]);
    expect(await get(a.id)).toMatchObject({
      ...{ kind: "attack_on_civilians", description: "Both texts, shortened", sensitivity: "high" },
    });
    expect((await get(b.id)).description).toBe("Traders killed");
  });
  test("of the later merge comes first, and what it took along goes back with it", async () => {
    const { a, b } = await twice();
    const c = incidentOf(TWO);
    await log(c, "ada");
    const states = [await stateOf(a.id), await stateOf(b.id), await stateOf(c.id)];
    const first = await merge(a.id, b.id, ["harm.killed"]);
    const second = await merge(c.id, a.id);
    expect((await get(c.id)).sources).toHaveLength(3);
    expect((await refusal(undo(first, c.id))).code).toBe("conflict");
    await undo(second, c.id);
    expect((await get(a.id)).sources).toHaveLength(2);
    await undo(first, a.id);
    expect([await stateOf(a.id), await stateOf(b.id), await stateOf(c.id)]).toEqual(states);
  });
  test("what was merged is deleted and comes back with the report that stays", async () => {
    const { a, b } = await twice();
    const id = await merge(a.id, b.id);
    await remove("ada", "incident", a.id);
    const { rows } = await world.database.admin.query(
      "select count(*)::int as n from app.incident where id = any($1) and deleted_at <= now()",
      [[a.id, b.id]],
    );
    expect(rows[0].n).toBe(2);
    await bringBack("ada", "incident", a.id);
    await undo(id, a.id);
    expect((await get(b.id)).description).toBe("Traders killed");
  });
});

describe("refused", () => {
  const send = (kept: string, gone: string, versions = { keptVersion: 1, goneVersion: 1 }) => ({
    ...{ operation, form: { id: newId(), kept, gone, ...versions, take: [] } },
  });
  test("is a merge of what somebody changed meanwhile, with both versions", async () => {
    const { a, b } = await twice();
    await edit(1, { ...a, description: "Changed" });
    const { code, details } = await refusal(world.as("ada").incidents.merging.merge.mutate(send(a.id, b.id)));
    expect([code, details]).toEqual(["conflict", { version: 2, other: 1, state: "stale" }]);
  });
  test("are other organisations' reports, absent ones, and one with itself", async () => {
    const { a } = await twice();
    const theirs = incidentOf();
    await log(theirs, "dawit");
    for (const [kept, gone] of [
      [a.id, theirs.id],
      [theirs.id, a.id],
      [a.id, newId()],
      [a.id, a.id],
    ] as const)
      expect((await refusal(world.as("ada").incidents.merging.merge.mutate(send(kept, gone)))).code).toBe(
        "not_found",
      );
    expect(await versionOf(a.id)).toBe(1);
  });
  test("is one of sexual violence with one that is not", async () => {
    const { a } = await twice();
    const other = incidentOf({ kind: "crsv", harms: [], sensitivity: "severe" });
    await log(other);
    const { code, details } = await refusal(
      world.as("ada").incidents.merging.merge.mutate(send(a.id, other.id)),
    );
    expect([code, details]).toEqual(["conflict", { state: "sexual_violence" }]);
    expect((await get(other.id)).kind).toBe("crsv");
  });
  test("of two people who merge the same pair at once, one wins", async () => {
    const { a, b } = await twice();
    const tries = await Promise.allSettled([
      world.as("ada").incidents.merging.merge.mutate(send(a.id, b.id)),
      world.as("adele").incidents.merging.merge.mutate(send(b.id, a.id)),
    ]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
