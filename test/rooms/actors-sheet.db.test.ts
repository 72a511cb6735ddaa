/** Claims in from a table and out to a file, through the real server: once, whole or not at all, and who takes what. */
import { beforeAll, describe, expect, test } from "vitest";
import { claimTable } from "../../client/rooms/actors/figures-files.ts";
import { newId } from "../../shared/ids.ts";
import type { SheetRow } from "../../shared/rooms/actors-sheet.ts";
import { rowsOfTable } from "../../shared/rooms/intake-table.ts";
import { claimOf } from "../support/actors.ts";
import { actorOf, addAreas } from "../support/builders.ts";
import { refusal } from "../support/callers.ts";
import type { PersonName } from "../support/people.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const operation = OPERATION;
let areas: Awaited<ReturnType<typeof addAreas>>;
beforeAll(async () => {
  areas = await addAreas(world);
});

const call = (person: PersonName = "carla") => world.as(person).actors;
const bring = (rows: SheetRow[], trial = false, person: PersonName = "carla") =>
  call(person).importClaims.mutate({ operation, rows: rows as Record<string, string>[], trial });
const row = (actor: string, changes: SheetRow = {}): SheetRow => ({
  ...{ actor, attribute: "commander", role: "Zone commander", rank: "Colonel", as_of: "2019-11-20" },
  ...{ from: "2019-11-05", from_precision: "month", reliability: "B", credibility: "2" },
  ...{ source_type: "ngo", said: "SOURCE-WORD", sensitivity: "low" },
  ...changes,
});
async function anActor(changes: Parameters<typeof actorOf>[1] = {}) {
  const form = actorOf(`Group ${newId()}`, changes);
  await call().log.mutate({ operation, form });
  return form;
}

describe("a file of claims", () => {
  test("is taken in once, by any name of the actor, in any spelling", async () => {
    const { id } = await anActor({ aliases: ["Mouvement d'Été"] });
    const rows = [
      row("mouvement d'ete"),
      row("MOUVEMENT D'ÉTÉ", { attribute: "strength", role: "", rank: "", best: "40" }),
    ];
    expect(await bring(rows, true)).toEqual({ written: 2, known: 0, faults: [] });
    expect((await call().get.query({ operation, ref: id })).claims).toEqual([]);
    expect(await bring(rows)).toEqual({ written: 2, known: 0, faults: [] });
    expect(await bring(rows)).toEqual({ written: 0, known: 2, faults: [] });
    const { claims } = await call().get.query({ operation, ref: id });
    expect(claims).toHaveLength(2);
    expect(claims.find(({ attribute }) => attribute === "commander")).toMatchObject({
      ...{ value: { role: "Zone commander", rank: "Colonel" }, from: "2019-11-01", fromPrecision: "month" },
      sources: [{ type: "ngo", said: "SOURCE-WORD" }],
    });
  });
  test("says how far a unit reaches, in whole kilometres", async () => {
    const { name, id } = await anActor();
    const reach = (km: string) => row(name, { attribute: "reach", role: "", rank: "", km });
    const { faults } = await bring([reach("a day's walk")]);
    expect(faults).toMatchObject([{ row: 1, field: "value.km" }]);
    expect(await bring([reach("120")])).toEqual({ written: 1, known: 0, faults: [] });
    expect((await call().get.query({ operation, ref: id })).claims).toMatchObject([{ value: { km: 120 } }]);
  });
  test("with a fault writes nothing and names row and field", async () => {
    const { name, id } = await anActor();
    const answer = await bring([row(name), row("nobody"), row(name, { as_of: "soon", role: "" })]);
    expect(answer).toEqual({
      ...{ written: 0, known: 0 },
      faults: [
        { row: 2, field: "actor", reason: "not_in_list" },
        { row: 3, field: "asOf", reason: "not_a_date" },
        { row: 3, field: "value.role", reason: "required" },
      ],
    });
    expect((await call().get.query({ operation, ref: id })).claims).toEqual([]);
    const later = await bring([row(name), row(name, { as_of: "2019-12-03" })]);
    expect(later.faults).toEqual([{ row: 2, field: "asOf", reason: "in_future" }]);
    expect((await call().get.query({ operation, ref: id })).claims).toEqual([]);
  });
  test("is for those who write actors", async () => {
    for (const who of ["bilal", "esi", "femi", "hugo", "ines", "jon"] as const)
      expect((await refusal(bring([row("x")], false, who))).code, who).toBe("not_allowed");
  });
});

describe("a file of claims that was taken out", () => {
  /** Claims of one actor as the workbook holds them, read as a dropped workbook is. */
  async function takenOut(id: string, person: PersonName = "carla"): Promise<SheetRow[]> {
    const answer = await call(person).export.query({ operation, what: "structure" });
    const claims = answer.claims.filter(({ actor }) => actor === id);
    return rowsOfTable(claimTable({ ...answer, claims })).map(({ cells }) => cells);
  }
  async function aToldActor(changes: Parameters<typeof actorOf>[1] = {}) {
    const actor = await anActor(changes);
    const forms = [
      claimOf(actor.id, { value: { text: "Two lines\nand a comma, here" } }),
      claimOf(actor.id, { attribute: "strength", value: { low: 20, best: 40 }, from: null, note: null }),
      claimOf(actor.id, { attribute: "chain_of_command", value: { code: "unclear", about: "access" } }),
      claimOf(actor.id, {
        attribute: "headquarters",
        value: { areaId: areas.district },
        sensitivity: "high",
      }),
      claimOf(actor.id, { attribute: "commander", value: { role: "Head" }, sensitivity: "high" }),
    ];
    for (const form of forms) await call().addClaim.mutate({ operation, form });
    const form = { ref: forms[0]!.id, version: 1, reason: "Nobody stands by it" };
    await call().retireClaim.mutate({ operation, form });
    return { ...actor, forms };
  }
  test("is known when it comes back unchanged", async () => {
    const { id, forms } = await aToldActor();
    const rows = await takenOut(id);
    expect(rows).toHaveLength(forms.length);
    expect(JSON.stringify(rows)).not.toMatch(/SOURCE-WORD/);
    const all = { written: 0, known: forms.length, faults: [] };
    expect(await bring(rows, true)).toEqual(all);
    expect(await bring(rows)).toEqual(all);
    expect((await call().get.query({ operation, ref: id })).claims).toHaveLength(forms.length);
  });
  test("has the district and no value of what is high; a changed row is a new claim with a source of its own", async () => {
    const { id } = await aToldActor();
    const rows = await takenOut(id);
    const of = (attribute: string) => rows.find((one) => one.attribute === attribute)!;
    expect(of("headquarters").area).toBe("SQ11");
    expect(of("commander").role).toBeUndefined();
    const changed = { ...of("strength"), best: "60" };
    expect((await bring([changed])).faults).toMatchObject([{ row: 1, field: "sources.0.type" }]);
    expect(await bring([{ ...changed, source_type: "ngo" }])).toEqual({ written: 1, known: 0, faults: [] });
    const moved = { ...of("headquarters"), as_of: "2019-11-16", source_type: "ngo" };
    expect(await bring([moved])).toEqual({ written: 1, known: 0, faults: [] });
    expect((await bring([{ ...moved, area: "SQ99" }])).faults).toMatchObject([
      { field: "area", reason: "area_unknown" },
    ]);
    const retired = { ...of("capability"), as_of: "2019-11-16", source_type: "ngo" };
    expect((await bring([retired])).faults).toMatchObject([{ field: "retired_on", reason: "taken_back" }]);
  });
});

describe("what leaves as a file", () => {
  test("is what the reader may read, without who told us, contacts, orders and conduct; and it is in the log", async () => {
    const { id } = await anActor();
    const claims = [
      claimOf(id, { value: { text: "OPEN" } }),
      claimOf(id, { attribute: "conduct", value: { text: "CONDUCT-WORD" } }),
    ];
    for (const form of claims) await call().addClaim.mutate({ operation, form });
    const own = await call().export.query({ operation, what: "structure" });
    expect(own.claims.filter(({ actor }) => actor === id).map(({ value }) => value?.text)).toEqual(["OPEN"]);
    expect(JSON.stringify(own)).not.toMatch(/SOURCE-WORD|CONDUCT-WORD/);
    for (const who of ["bilal", "dawit", "esi", "femi", "ines", "jon"] as const)
      expect((await refusal(call(who).export.query({ operation, what: "structure" }))).code, who).toBe(
        "not_allowed",
      );
    const { lines } = await world.as("jon").access.audit.query({ operation });
    expect(lines.map(({ action }) => action)).toContain("export.actors");
  });
});
