/** Structure through the real server: units moved from a day on, groups renamed, split and merged, and taken back. */
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { asDesk } from "../../server/access/desk.ts";
import { newId } from "../../shared/ids.ts";
import type { subordinateForm } from "../../shared/rooms/actors-events.ts";
import { type Edge, edgesOf, isLawful, structureAt } from "../../shared/rooms/actors-structure.ts";
import { isoOf } from "../../shared/time.ts";
import { renameOf, splitOf } from "../support/actors.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import { chanceOf } from "../support/chance.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
beforeAll(async () => {
  await addAreas(world);
});

const call = (person: PersonName = "carla") => world.as(person).actors;
async function units(count: number, person: PersonName = "carla") {
  const forms = Array.from({ length: count }, () => actorOf(`Unit ${newId()}`));
  for (const form of forms) await call(person).log.mutate({ operation, form });
  return forms.map(({ id }) => id);
}
const told = { asOf: "2019-11-20", confidence: "medium", sensitivity: "low" } as const;
type Form = z.input<typeof subordinateForm>;
const put = (
  actorId: string,
  parentId: string | null,
  on: string,
  more: Partial<Form> = {},
  person: PersonName = "carla",
) =>
  call(person).subordinate.mutate({
    operation,
    form: { id: newId(), actorId, parentId, on, ...told, ...more },
  });
async function over(child: string, day: string, person: PersonName = "carla") {
  const { links } = await call(person).structure.query({ operation });
  return structureAt(edgesOf(links), day).over.get(child)?.parent ?? null;
}

describe("a unit", () => {
  test("stands under one superior until the day before it stands under another", async () => {
    const [unit, first, second] = (await units(3)) as [string, string, string];
    await put(unit, first, "2019-10-01", { precision: "month" });
    await put(unit, second, "2019-11-12");
    expect(await over(unit, "2019-09-30")).toBeNull();
    expect(await over(unit, "2019-11-11")).toBe(first);
    expect(await over(unit, "2019-11-12")).toBe(second);
    await put(unit, null, "2019-11-20");
    expect(await over(unit, "2019-11-19")).toBe(second);
    expect(await over(unit, "2019-11-20")).toBeNull();
  });
  test("is not moved into a circle, under itself, where it stands already, or twice on a day", async () => {
    const [unit, upper] = (await units(2)) as [string, string];
    await put(unit, upper, "2019-10-01");
    const fields = async (...move: Parameters<typeof put>) => (await refusal(put(...move))).fields;
    expect(await fields(upper, unit, "2019-11-01")).toEqual([{ path: "parentId", reason: "would_circle" }]);
    expect(await fields(unit, unit, "2019-11-01")).toEqual([{ path: "parentId", reason: "same_actor" }]);
    expect(await fields(unit, upper, "2019-11-01")).toEqual([{ path: "parentId", reason: "same_superior" }]);
    expect(await fields(unit, null, "2019-10-01")).toEqual([{ path: "on", reason: "same_day" }]);
  });
  test("has no second superior by a plain relation either", async () => {
    const [unit, first, second] = (await units(3)) as [string, string, string];
    await put(unit, first, "2019-10-01");
    const form = {
      id: newId(),
      fromActorId: second,
      toActorId: unit,
      relation: "commands",
      ...told,
    } as const;
    await call().addRelation.mutate({ operation, form });
    const belongs = {
      ...form,
      id: newId(),
      fromActorId: unit,
      toActorId: second,
      relation: "part_of",
    } as const;
    expect((await refusal(call().addRelation.mutate({ operation, form: belongs }))).fields).toEqual([
      { path: "validFrom", reason: "two_superiors" },
    ]);
  });
  test("two accounts may contradict each other, and both are told", async () => {
    const [unit, first, second] = (await units(3)) as [string, string, string];
    await put(unit, first, "2019-10-01");
    await put(unit, second, "2019-10-01", { confidence: "low" }, "ada");
    const { links } = await call().structure.query({ operation });
    const { over: shown, contested } = structureAt(edgesOf(links), "2019-12-02");
    expect(shown.get(unit)?.parent).toBe(first);
    expect(contested.get(unit)?.map(({ parent }) => parent)).toEqual([second]);
  });
});

describe("the database itself", () => {
  test("accepts of one account exactly what the pure rules call lawful, past all forms", async () => {
    const chance = chanceOf(7);
    const ids = await units(5);
    let accepted: Edge[] = [];
    let refused = 0;
    for (let at = 0; at < 80; at += 1) {
      const start = FIRST + chance.below(30);
      const edge: Edge = {
        ...{ ref: newId(), child: chance.one(ids), parent: chance.one(ids), confidence: "low", asOf: null },
        ...{ kind: chance.one(["part_of", "commands"] as const), from: isoOf(start) },
        to: chance.is(0.4) ? null : isoOf(start + chance.below(12)),
      };
      if (edge.child === edge.parent) continue;
      const isStored = await insert(edge).then(
        () => true,
        (error: { code?: string }) => error.code !== "23P01",
      );
      expect(isStored, `edge ${at}`).toBe(isLawful([...accepted, edge]));
      if (isStored) accepted = [...accepted, edge];
      else refused += 1;
    }
    expect(accepted.length).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
  });
});

const FIRST = 18_200;
/** As CMCoord's officer, straight into the table. */
const insert = ({ ref, child, parent, kind, from, to }: Edge) =>
  asDesk(
    world.database,
    operation,
    (tx) =>
      tx.query(
        `insert into app.actor_relation (id, operation_id, owner_org_id, sensitivity, from_actor, to_actor, kind,
           valid_from, valid_to, confidence) values ($1, $2, $3, 'low', $4, $5, $6, $7, $8, 'low')`,
        [
          ...[ref, tx.principal.operationId, tx.principal.organisationId],
          ...(kind === "part_of" ? [child, parent] : [parent, child]),
          ...[kind, from, to],
        ],
      ),
    world.people.carla.email,
  );

describe("a dated event", () => {
  test("a new name from a day on: the former is a claim and an alias, and it can be taken back", async () => {
    const form = actorOf("Old name");
    await call().log.mutate({ operation, form });
    const event = renameOf(form.id, { name: "New name" });
    await call().rename.mutate({ operation, form: event });
    expect(await call().rename.mutate({ operation, form: event })).toEqual({ ref: event.id, already: true });
    const { actor, claims, events } = await call().get.query({ operation, ref: form.id });
    expect(actor).toMatchObject({ name: "New name", aliases: ["Old name"] });
    expect(claims.map(({ value, from, to }) => [value?.text, from, to]).sort()).toEqual([
      ["New name", "2019-11-12", null],
      ["Old name", null, "2019-11-11"],
    ]);
    expect(events).toEqual([{ ref: event.id, kind: "rename", on: "2019-11-12", undone: false }]);
    await call().undoEvent.mutate({ operation, ref: event.id });
    const after = await call().get.query({ operation, ref: form.id });
    expect(after.actor).toMatchObject({ name: "Old name", aliases: [] });
    expect(after).toMatchObject({ claims: [], events: [{ undone: true }] });
  });
  test("a split takes units along from its day, and gives them back", async () => {
    const [group, one, two] = (await units(3)) as [string, string, string];
    await put(one, group, "2019-06-01");
    await put(two, group, "2019-06-01");
    const event = splitOf(group, { unitIds: [two] });
    await call().split.mutate({ operation, form: event });
    expect([await over(two, "2019-11-11"), await over(two, "2019-11-12")]).toEqual([group, event.splinterId]);
    expect(await over(one, "2019-12-02")).toBe(group);
    const { actor, relations } = await call().get.query({ operation, ref: event.splinterId });
    expect(actor.activeFrom).toBe("2019-11-12");
    expect(relations.map(({ kind }) => kind).sort()).toEqual(["part_of", "splinter_of"]);
    await call().undoEvent.mutate({ operation, ref: event.id });
    expect(await over(two, "2019-12-02")).toBe(group);
  });
  test("a merger takes all units along, ends the merged, and can be undone", async () => {
    const [group, into, unit] = (await units(3)) as [string, string, string];
    await put(unit, group, "2019-06-01");
    const form = { id: newId(), actorId: group, intoId: into, on: "2019-11-12", ...told };
    await call().merge.mutate({ operation, form });
    expect(await over(unit, "2019-11-12")).toBe(into);
    expect((await call().get.query({ operation, ref: group })).actor.activeTo).toBe("2019-11-11");
    await call().undoEvent.mutate({ operation, ref: form.id });
    expect(await over(unit, "2019-11-12")).toBe(group);
    expect((await call().get.query({ operation, ref: group })).actor.activeTo).toBeNull();
    for (const who of ["ada", "dawit"] as const)
      expect((await refusal(call(who).undoEvent.mutate({ operation, ref: form.id }))).code).toBe("not_found");
  });
});

describe("who reads the structure", () => {
  test("of CMCoord, low: the core whole, members months, the mission nothing", async () => {
    const [unit, upper] = (await units(2)) as [string, string];
    await put(unit, upper, "2019-11-12", { note: "NOTE-WORD" });
    expect(await over(unit, "2019-11-12", "ada")).toBe(upper);
    const { actors, links } = await call("bilal").structure.query({ operation });
    expect(links.every(({ from }) => from.endsWith("-01"))).toBe(true);
    expect(actors.map(({ ref }) => ref)).not.toContain(unit);
    for (const who of ["dawit", "femi", "grace", "ines", "jon"] as const)
      expect((await call(who).structure.query({ operation })).links, who).toEqual([]);
  });
});
