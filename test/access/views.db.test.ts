/**
 * Saved views: whose they are, what is new in them under the reader's own eyes, and that nothing hidden moves a number.
 * And notices to one person.
 */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids.ts";
import type { Sensitivity } from "../../shared/rooms/records.ts";
import { addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { deletingIn } from "../support/deleting.ts";
import type { PersonName } from "../support/people.ts";
import { releaseCalls } from "../support/releases.ts";
import { addVera, reviewCalls } from "../support/reviews.ts";
import { OPERATION, openWorld, TODAY } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Awaited<ReturnType<typeof addAreas>>;
beforeAll(async () => {
  areas = await addAreas(world);
});
const { logged } = deletingIn(world, () => areas);

const viewOf = (changes: object = {}) => ({
  ...{ id: newId(), name: "The log", address: "from=all&dataset=log", shared: false, tell: true },
  ...changes,
});
const save = async (name: PersonName, changes: object = {}) => {
  const form = viewOf(changes);
  await world.as(name).views.save.mutate({ operation, form });
  return form.id;
};
const list = (name: PersonName) => world.as(name).views.list.query({ operation });
const news = (name: PersonName) => world.as(name).views.news.query({ operation });
const newIn = async (name: PersonName, ref: string) =>
  (await news(name)).views.find((view) => view.ref === ref);
const log = async (name: PersonName, sensitivity: Sensitivity, changes: object = {}) =>
  (await logged(name, { sensitivity, ...changes })).id;
/** Nobody has views from the test before. */
beforeEach(async () => {
  for (const name of ["ada", "adele", "bilal", "carla", "dawit", "femi"] as const)
    for (const { ref, own } of await list(name))
      if (own) await world.as(name).views.delete.mutate({ operation, ref });
});

describe("a view", () => {
  test("is its maker's; shown to the organisation, its members open it and nobody else does", async () => {
    const mine = await save("ada", { name: "Mine" });
    const ours = await save("ada", { name: "Ours", shared: true });
    expect((await list("ada")).map(({ name, own, by }) => [name, own, by])).toEqual([
      ["Mine", true, "ada"],
      ["Ours", true, "ada"],
    ]);
    expect(await list("adele")).toMatchObject([{ ref: ours, own: false, by: "ada", tell: false }]);
    for (const name of ["bilal", "carla", "dawit", "femi", "ines"] as const)
      expect(await list(name)).toEqual([]);
    for (const [name, ref] of [
      ["adele", mine],
      ["bilal", ours],
    ] as const)
      expect((await refusal(world.as(name).views.tell.mutate({ operation, ref, tell: true }))).code).toBe(
        "not_found",
      );
    for (const ref of [mine, ours])
      expect((await refusal(world.as("adele").views.delete.mutate({ operation, ref }))).code).toBe(
        "not_found",
      );
    const taken = world.as("bilal").views.save.mutate({ operation, form: viewOf({ id: mine }) });
    expect((await refusal(taken)).code).toBe("conflict");
  });
  test("is renamed, shown, and deleted by its maker; whoever followed it does so no longer", async () => {
    const ref = await save("ada", { shared: true });
    await world.as("adele").views.tell.mutate({ operation, ref, tell: true });
    expect((await news("adele")).views).toHaveLength(1);
    await save("ada", { id: ref, name: "Renamed", shared: false });
    expect(await list("adele")).toEqual([]);
    expect((await news("adele")).views).toEqual([]);
    expect(await list("ada")).toMatchObject([{ name: "Renamed", shared: false }]);
    await world.as("ada").views.delete.mutate({ operation, ref });
    expect(await list("ada")).toEqual([]);
  });
  test("holds a filter and nothing else of an address", async () => {
    for (const address of ["open=incident:1", "from=all&script=1", `area=${"a".repeat(2001)}`]) {
      const told = await refusal(world.as("ada").views.save.mutate({ operation, form: viewOf({ address }) }));
      expect([told.code, told.fields[0]!.path]).toEqual(["invalid_input", "form.address"]);
    }
  });
});

describe("what is new", () => {
  test("is what others log that matches, until it was shown; not what oneself logs, nor what was there", async () => {
    await log("adele", "low");
    const ref = await save("ada", {
      name: "Lootings",
      address: "from=all&dataset=log&kind=looting_destruction",
    });
    await log("ada", "low", { kind: "looting_destruction" });
    await log("adele", "low", { kind: "siege" });
    const match = await log("adele", "low", { kind: "looting_destruction" });
    const told = await news("ada");
    expect(told.views).toMatchObject([
      { ref, n: 1, more: false, newest: [{ ref: match, kind: "looting_destruction", area: "Square SQ11" }] },
    ]);
    await world.as("ada").views.mark.mutate({ operation, refs: [ref], asOf: told.asOf });
    expect((await newIn("ada", ref))!.n).toBe(0);
    await log("adele", "low", { kind: "looting_destruction" });
    expect((await newIn("ada", ref))!.n).toBe(1);
    // Nobody turns the mark back, or ahead of now.
    for (const asOf of ["2019-01-01T00:00:00.000Z", "2099-01-01T00:00:00.000Z"])
      await world.as("ada").views.mark.mutate({ operation, refs: null, asOf });
    await log("adele", "low", { kind: "looting_destruction" });
    expect((await newIn("ada", ref))!.n).toBe(1);
  });
  test("follows the area and the days of the filter, and a view without days goes on", async () => {
    const inside = await save("ada", { address: `dataset=log&area=${areas.province}` });
    const before = await save("ada", { address: "dataset=log&from=2019-01-01&to=2019-06-30" });
    await log("adele", "low", { occurredFrom: TODAY, occurredTo: TODAY });
    expect((await newIn("ada", inside))!.n).toBe(1);
    expect((await newIn("ada", before))!.n).toBe(0);
  });
  // As the default protocol opens incidents of the humanitarian side to the mission's PoC section and to the Force.
  test.each([
    ["dawit", "low", 1],
    ["dawit", "moderate", 1],
    ["dawit", "high", 0],
    ["dawit", "severe", 0],
    ["femi", "low", 1],
    ["femi", "high", 0],
    ["bilal", "severe", 0],
  ] as const)("is for %s of a record at %s: %d", async (name, sensitivity, n) => {
    const ref = await save(name);
    const before = await news(name);
    await log("ada", sensitivity);
    const told = await newIn(name, ref);
    expect(told!.n).toBe(n);
    if (n === 0) expect({ ...(await news(name)), asOf: "" }).toEqual({ ...before, asOf: "" });
    // A changed copy is not a new one.
    else {
      await world.as(name).views.mark.mutate({ operation, refs: null, asOf: new Date().toISOString() });
      expect((await newIn(name, ref))!.n).toBe(0);
    }
  });
  test("is what a person released, when it came and not when it was written", async () => {
    const { release, register, answer } = releaseCalls(world);
    const id = await log("ada", "high");
    const ref = await save("femi");
    await release("ada", [id]);
    for (const row of await register("femi")) await answer("femi", row.ref).catch(() => 0);
    expect((await newIn("femi", ref))!.n).toBe(1);
  });
  test("shows a copy by its own reference and district, and nothing finer", async () => {
    const ref = await save("dawit");
    const id = await log("ada", "moderate", {
      description: "LEAK-WORDS",
      sources: [{ type: "ngo", note: "LEAK-NOTE" }],
    });
    const told = (await newIn("dawit", ref))!;
    expect(JSON.stringify(told)).not.toMatch(/LEAK/);
    expect(told.newest[0]!.ref).not.toBe(id);
    expect(told.newest[0]!.area).toBe("Square SQ11");
  });
  test("is nothing for whoever reads no records, nor in another operation", async () => {
    await world.as("jon").views.save.mutate({ operation, form: viewOf() });
    await world.as("zoe").views.save.mutate({ operation: "BETA", form: viewOf() });
    await log("ada", "severe");
    expect((await news("jon")).views).toMatchObject([{ n: 0 }]);
    expect((await world.as("zoe").views.news.query({ operation: "BETA" })).views).toMatchObject([{ n: 0 }]);
  });
});

describe("a notice to one person", () => {
  const { report, ask, act, comment, decide } = reviewCalls(world);
  const notices = (name: PersonName) => world.as(name).access.notices.query({ operation });
  const told = async (name: PersonName, incident: string) =>
    (await notices(name)).filter(({ recordId }) => recordId === incident).map(({ code }) => code);
  const unread = async (name: PersonName) => (await world.as(name).access.watch.query({ operation })).unread;

  test("says that one is asked, commented on, answered and decided; others of the organisation are not told", async () => {
    const vera = await addVera(world);
    const { id } = await report();
    const before = await unread("hugo");
    await ask("adele", id, "Is it so?", world.people.ada.personId);
    expect(await told("ada", id)).toEqual(["review_assigned"]);
    await comment("ada", id, "LEAK-COMMENT");
    expect(await told("adele", id)).toEqual(["review_comment"]);
    await act("ada", id, "ask", "Who saw it?");
    await act("adele", id, "answer", "Two people");
    expect(await told("adele", id)).toEqual(["review_asked", "review_comment"]);
    expect(await told("ada", id)).toEqual(["review_answered", "review_assigned"]);
    await decide(vera, id, { version: 2 });
    expect((await told("adele", id))[0]).toBe("review_decided");
    for (const name of ["hugo", "jon", "bilal", "dawit"] as const) expect(await told(name, id)).toEqual([]);
    expect(await unread("hugo")).toBe(before);
    expect(JSON.stringify(await notices("adele"))).not.toContain("LEAK");
    await world.as("ada").access.markRead.mutate({ operation, ids: null });
    expect(await unread("adele")).toBeGreaterThan(0);
  });
});
