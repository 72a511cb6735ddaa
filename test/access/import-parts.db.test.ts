/**
 * Parts of imported incidents come in through a gate that asks once for a batch. What it answers is held against what
 * the parts' own row policies answer to the same writer for the same record: it lets nobody in whom they refuse, tells
 * nothing they do not tell, and keeps no importer out.
 */
import { expect, test } from "vitest";
import { GATE, gate, openParts, PARTS, STRAIGHT, type Who } from "../support/import-parts.ts";
import { OPERATION, openWorld } from "../support/world.ts";

const world = await openWorld();
const { records, actors, attempt, outcome, setRights } = await openParts(world);
const operation = OPERATION;

/** Whose parts each may bring in. */
const MAY: Partial<Record<Who, string[]>> = {
  hugo: ["published", "own"],
  bilal: ["published", "barred", "partners", "hidden"],
  jon: ["published"],
  glass: ["published", "barred", "own"],
  desk: ["published"],
};

test.each(PARTS)("a %s is taken and refused as its row policy does, record by record", async (part) => {
  for (const [who, may] of Object.entries(MAY) as [Who, string[]][]) {
    for (const [name, id] of Object.entries(records)) {
      const straight = await attempt(who, part, STRAIGHT, [id]);
      expect([who, name, straight]).toEqual([who, name, may.includes(name) ? "done" : "42501"]);
      expect([who, name, await attempt(who, part, GATE, [id])]).toEqual([who, name, straight]);
    }
  }
});

test.each(PARTS)(
  "the gate for a %s is shut to whoever may not import, also for records of their own",
  async (part) => {
    for (const who of ["ada", "adele", "carla", "femi", "ines"] as const)
      for (const name of ["published", "own"])
        expect([who, await attempt(who, part, GATE, [records[name]!])]).toEqual([who, "42501"]);
  },
);

test.each(PARTS)("one foreign record in a batch: no %s is written", async (part) => {
  const own = [records.published!, records.own!];
  expect(await attempt("hugo", part, GATE, own)).toBe("done");
  for (const name of ["elsewhere", "partners", "hidden", "deleted", "gone", "barred", "absent"])
    expect([name, await attempt("hugo", part, GATE, [...own, records[name]!])]).toEqual([name, "42501"]);
});

test("a party names an actor its importer reads, as the row policy asks", async () => {
  for (const [who, may] of [
    ["hugo", /known|published|own/],
    ["jon", /published/],
    ["glass", /known|published|own|secret/],
    ["desk", /known|published/],
  ] as const)
    for (const [name, id] of Object.entries(actors)) {
      const straight = await attempt(who, "party", STRAIGHT, [records.published!], id);
      const due = may.test(name) && name !== "gone" ? "done" : "42501";
      expect([who, name, straight]).toEqual([who, name, due]);
      expect([who, name, await attempt(who, "party", GATE, [records.published!], id)]).toEqual([
        who,
        name,
        due,
      ]);
    }
  // A form may name whom its writer knows by a copy only; a file never does.
  expect(await attempt("bilal", "party", STRAIGHT, [records.partners!], actors.known)).toBe("done");
  expect(await attempt("bilal", "party", GATE, [records.partners!], actors.known)).toBe("42501");
});

test("whether a part stands at a place is not told of a record that is not theirs", async () => {
  const none = "null, null, null, null, null";
  const source = gate({ source: "'{1}', '{0}', '{other}', '{x}', null, null" });
  const harm = gate({ harm: `'{1}', '{0}', '{killed}', '{civilian}', ${none}` });
  for (const sql of [source, harm]) {
    expect(await outcome("hugo", (tx) => tx.query(sql, [[records.own]]))).toBe("23505");
    for (const name of ["partners", "hidden"])
      expect(await outcome("hugo", (tx) => tx.query(sql, [[records[name]]]))).toBe("42501");
  }
});

test("nobody moves a part to another record", async () => {
  for (const part of PARTS)
    for (const who of ["hugo", "ada", "desk"] as const) {
      const moved = `update app.incident_${part} set incident_id = $1 where incident_id = $2`;
      expect(await outcome(who, (tx) => tx.query(moved, [records.partners, records.own]))).toBe("42501");
      expect(await outcome(who, (tx) => tx.query(moved, [records.own, records.own]))).toBe("42501");
    }
});

test("a locked operation, and one who may import no longer, bring nothing in", async () => {
  const lock = { operation, lock: "read_only" as const, reason: "a reason that is long enough" };
  await world.as("jon").access.setLock.mutate(lock);
  for (const part of PARTS) expect(await attempt("hugo", part, GATE, [records.published!])).toBe("42501");
  await world.as("jon").access.setLock.mutate({ ...lock, lock: "normal" });
  await setRights("bilal", []);
  for (const part of PARTS) expect(await attempt("bilal", part, GATE, [records.partners!])).toBe("42501");
});

test("a part that names none of the records given goes nowhere", async () => {
  for (const at of ["0", "2", "-1", "null"]) {
    const sql = gate({ source: `'{${at}}', '{90}', '{other}', '{x}', null, null` });
    expect([at, await outcome("hugo", (tx) => tx.query(sql, [[records.own]]))]).toEqual([at, "23502"]);
  }
});

test("the questions of the gate are asked by nobody else", async () => {
  for (const question of ["takes_parts", "knows_actors"])
    expect(await outcome("hugo", (tx) => tx.query(`select app_gate.${question}('{}')`))).toBe("42501");
});
